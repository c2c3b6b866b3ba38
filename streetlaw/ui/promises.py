"""What the program protects against, and what it does not: each protection with the tests it rests on.

No Qt. The page "About" shows the texts; a test looks whether the tests named here exist.
"""

# ruff: noqa: E501 - a sentence is read whole
from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from streetlaw.translation import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A protection: its text (msgid), and the tests that show it, as "path::name" below `tests/`."""

    text: str
    tests: tuple[str, ...]


PROTECTS: Final = (
    Promise(
        text=N_("A lost, stolen or seized computer, locked or switched off: records and attachments are encrypted, and only your passphrase or the other ways you made open them."),
        tests=("journeys/test_canary.py::test_nothing_left_on_the_disk_tells_a_word",
               "journeys/test_canary.py::test_nothing_written_on_the_way_tells_a_word",
               "storage/test_connection.py::test_the_files_show_no_word",
               "storage/test_connection.py::test_what_could_write_plaintext_or_another_key_is_refused")),
    Promise(
        text=N_("A look into the memory after locking: the program that knew your records ends, and a new one that knows nothing takes its place."),
        tests=("test_launcher.py::test_a_lock_is_followed_by_a_fresh_session",
               "ui/guard/test_buses.py::test_the_program_locks_and_keeps_what_was_being_written")),
    Promise(
        text=N_("Other accounts and other programs on this computer: files are closed to other accounts, and on Linux the memory is closed to the other programs of yours."),
        tests=("storage/test_vault.py::test_everything_in_it_is_private_whatever_the_umask",
               "machine/test_memory.py::test_another_program_of_the_same_person_reads_nothing",
               "test_launcher.py::test_sessions_write_private_files_and_dump_no_core")),
    Promise(
        text=N_("Somebody looking over your shoulder: names are hidden until you ask, and Esc pressed twice hides everything."),
        tests=("ui/shell/test_names.py::test_a_list_is_shown_with_names_only_while_it_is_in_view",
               "ui/shell/test_names.py::test_long_after_unlocking_the_passphrase_is_asked_again",
               "ui/shell/test_shell.py::test_names_are_hidden_when_another_program_comes_to_the_front")),
    Promise(
        text=N_("What you copied: it leaves the clipboard after 15 seconds and when the window locks."),
        tests=("ui/guard/test_clipboard.py::test_a_copy_is_taken_back_after_its_time",
               "ui/guard/test_clipboard.py::test_a_copy_is_marked_as_a_secret")),
    Promise(
        text=N_("A bundle that was altered, cut off, meant for somebody else or made to do harm: nothing of it is taken over."),
        tests=("exchange/test_envelope.py::test_no_flipped_bit_goes_unseen",
               "exchange/test_envelope.py::test_somebody_else_cannot_open_it",
               "exchange/test_envelope.py::test_a_bomb_is_refused_before_it_unpacks")),
    Promise(
        text=N_("Somebody who alters the stored files: damage is refused, and an altered log or an older copy put back is said."),
        tests=("storage/test_vault.py::test_a_damaged_database_is_refused_and_left_as_it_is",
               "storage/test_audit.py::test_whoever_touches_a_line_is_found_out",
               "storage/test_vault.py::test_an_older_database_put_back_is_noticed_until_accepted")),
    Promise(
        text=N_("A crash, a full disk, a power cut: what was saved stays."),
        tests=("faults/test_kill.py::test_no_acknowledged_record_is_lost",
               "faults/test_full_disk.py::test_saving_until_the_disk_is_full_loses_nothing_acknowledged",
               "faults/test_power_cut.py::test_on_a_real_file_system")),
)

DOES_NOT: Final = (
    N_("While the vault is open and somebody else uses this computer."),
    N_("Against a computer on which somebody records keys or the screen."),
    N_("Against a passphrase given under force, or one that is easy to guess once the disk was copied."),
    N_("What leaves the vault: printed papers, saved files, pictures of the screen."),
    N_("The fact that a vault exists: everybody with the disk can see that."),
    N_("Against an older copy of the whole folder put back: only a backup or an attorney's answer shows it."),
    N_("A review request is pseudonymous, not anonymous: the attorney may recognise a person."),
    N_("Copies made before: whoever copied the disk or a backup keeps what stood in it, with the passphrase of that day."),
)
