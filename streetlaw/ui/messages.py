"""The sentence for each code of a refusal. No Qt here: the commands say the same sentences."""

# ruff: noqa: E501 - a sentence is read whole
from __future__ import annotations

from pathlib import Path
from types import TracebackType

from streetlaw.domain.errors import StreetLawError
from streetlaw.translation import N_, translate

# What happened, what is safe, what to do. Sorted by code.
_SENTENCES: dict[str, str] = {
    "action.answered_before_done": N_("The answer cannot be older than what was filed. Check both dates."),
    "action.minutes_range": N_("Minutes go from 0 to 1440, one day. Check the number."),
    "attachment.damaged": N_("This file no longer opens: it was damaged on the disk. Everything else is safe. Take it from a backup."),
    "attachment.missing": N_("This file is no longer in the folder. Everything else is safe. Take it from a backup."),
    "attachment.name_needed": N_("The file needs a name."),
    "attachment.too_large": N_("The file is larger than {megabytes} MB and was not added. Add a shorter or smaller one."),
    "backup.changed": N_("The backup was not made: a file went away meanwhile. Nothing is lost. Make the backup again."),
    "backup.damaged": N_("This file is damaged or is not a backup. Nothing was changed. Choose another copy."),
    "backup.disk_full": N_("The backup was not made: there is no space left there. Your data is safe. Free some space or choose another place."),
    "backup.newer_format": N_("A newer version of the program made this backup. Nothing was changed. Update the program, then try again."),
    "backup.not_read": N_("The backup could not be read. Nothing was changed. Check that the file is there, then choose it again."),
    "backup.not_written": N_("The backup was not made: this place cannot be written to. Your data is safe. Choose another place."),
    "backup.wrong_key": N_("That does not open this backup. It opens with the passphrase of the day it was made, or with the recovery words."),
    "bundle.altered": N_("This bundle was changed after it was signed. Nothing was taken over. Ask the sender for it again, by another way."),
    "bundle.damaged": N_("This file is damaged or is not a bundle. Nothing was taken over. Ask the sender for a new copy."),
    "bundle.fork": N_("The sender made two different bundles with the number {number}. Nothing was taken over. Ask the sender aloud: they may have restored an old backup, or somebody pretends to be them."),
    "bundle.newer_format": N_("A newer version of the program made this bundle. Nothing was taken over. Update the program, then try again."),
    "bundle.not_for_me": N_("This bundle is sealed for somebody else, or its beginning is damaged. Nothing was taken over. Ask the sender whether it was meant for you."),
    "bundle.sender_unverified": N_("The keys of {name} were not compared yet. Nothing was taken over. Read the six words to each other, then try again."),
    "bundle.too_large": N_("This bundle is larger than the program accepts. Nothing was taken over. Ask the sender to split it."),
    "bundle.unknown_kind": N_("This kind of bundle is not known here. Nothing was taken over. Update the program, then try again."),
    "bundle.unknown_sender": N_("Nobody you know signed this bundle. Nothing was taken over. Add the sender's card first and compare the six words."),
    "card.damaged": N_("This file is damaged or is not a contact card. Nobody was added. Ask for the card again."),
    "card.newer_format": N_("A newer version of the program made this card. Nobody was added. Update the program, then try again."),
    "case.closed_before_opened": N_("The case cannot end before it began. Check both dates."),
    "case.none": N_("This person has no case yet. Open one first."),
    "case.of_other_client": N_("This case belongs to another person. Choose one of this person's cases."),
    "case.outcome_needed": N_("Say what came of the case before closing it."),
    "case.satisfaction_range": N_("The person's rating goes from 1 to 5."),
    "case.status_is_open": N_("This state does not close a case. Choose how it ended."),
    "client.code_invalid": N_("This is not a client code. A code is a number and a letter, for example {example}."),
    "client.code_taken": N_("Code {code} is already used. Choose another, or leave it empty."),
    "client.exists": N_("This person is already kept here."),
    "client.name_on_code_only": N_("A person known by code only has no name here. Remove the name, or choose “by name”."),
    "client.named_without_name": N_("Write a name, or choose “code only”."),
    "client.unknown": N_("Nobody with code {client} is kept here."),
    "code.unknown": N_("“{code}” is not in the list of this country. Choose from the list."),
    "consent.expired": N_("The consent has run out. Ask the person again; until then this may not leave."),
    "consent.expires_before_answer": N_("A consent cannot end before it was given. Check both dates."),
    "consent.missing": N_("The person has not been asked yet. Ask first; until then this may not leave."),
    "consent.not_given": N_("There is no consent here to take back."),
    "consent.refused": N_("The person said no. This does not leave."),
    "consent.withdrawn": N_("The person took the consent back. This does not leave."),
    "date.in_future": N_("This day has not come yet. Check the date."),
    "date.invalid": N_("This is not a date. For example, 17.11.2026, 11.2026 or 2026."),
    "deadline.base_needed": N_("Say on which day the event was: the time limit counts from it."),
    "deadline.due_needed": N_("Give the last day, for example 27.11.2026."),
    "deadline.exists": N_("This deadline is already in the list, with the same day it counts from."),
    "deadline.met_late": N_("That day is after the last day. Mark it as missed, or correct the day."),
    "deadline.time_needed": N_("This time limit counts in hours: say at what hour it began."),
    "deadline.title_needed": N_("Say in a few words what has to be done."),
    "demo.folder_occupied": N_("There is something else in this folder. Nothing was changed. Choose a new folder, or that of an earlier demo."),
    "export.already_released": N_("This case went to the same person before, and nothing in it has changed since."),
    "export.changed_meanwhile": N_("Something changed while you were looking. Nothing was made. Look at what leaves once more."),
    "export.nothing_to_send": N_("There is nothing that may leave. No file was made."),
    "export.period_invalid": N_("This is not a quarter. For example, 2026-Q4."),
    "export.recipient_unverified": N_("The keys of {name} were not compared yet, so nothing can be sealed for them. Read the six words to each other first."),
    "export.tier_not_granted": N_("{name} may not receive this (level {tier}). Allow it in the list of people first."),
    "export.unknown_code": N_("A word of this case is not in the list of this country, so nobody can say what would leave. Open the case and choose from the list."),
    "file.exists": N_("There is already something of this name. Nothing was changed. Choose another name."),
    "file.not_read": N_("The file could not be read. Check that it is still there, then choose it again."),
    "file.not_written": N_("The file was not written. Nothing is lost: choose another place or free some space, then try again."),
    "file.too_large": N_("The file is larger than {megabytes} MB. Choose a smaller one."),
    "import.country_code": N_("“{text}” is not a country code of two letters, for example KG."),
    "import.encoding": N_("The text of this table cannot be read. Save it as CSV in UTF-8, then try again."),
    "import.has_errors": N_("Nothing was taken over: the table has errors ({count}). Correct them, or leave those rows out."),
    "import.no_columns": N_("No column of this table is known. Name at least one column, for example “name” or “code”."),
    "import.not_a_table": N_("Line {line} does not fit the table. Nothing was taken over. Correct the line, then try again."),
    "import.too_large": N_("The table is too large. Split it, then try again."),
    "import.unreadable": N_("The table could not be read. Check that it is there, then choose it again."),
    "import.word_unknown": N_("“{text}” is not known here. Use a word or a code of the list."),
    "incident.case_of_other_client": N_("This case belongs to another person. Choose one of this person's cases."),
    "incident.incomplete": N_("Something is still missing. It is kept as a draft; fill in what is marked."),
    "keys.damaged": N_("This is not a usable key. Nothing was changed. Ask for the contact card again."),
    "note.empty": N_("The note is empty. Write a word."),
    "pack.invalid": N_("The country's law data cannot be used. {file}, line {line}: {problem}, {value}. Nothing was changed."),
    "pack.unknown": N_("There is no law data for “{code}” on this computer. Choose another country."),
    "paper.name_not_agreed": N_("The consent for this recipient does not include the name. Make the paper without the name, or ask the person."),
    "paper.no_name_in_file": N_("The paper for your own file never holds the person's name. Make it without the name."),
    "paper.not_legal_aid": N_("This referral is not for legal aid, so there is no application to make."),
    "party.who": N_("Write a name, or choose a person."),
    "passphrase.differs": N_("The two passphrases differ. Type the same one twice."),
    "passphrase.empty": N_("A passphrase is needed."),
    "passphrase.unreadable": N_("The passphrase file could not be read."),
    "person.already_known": N_("These keys belong to {name}, who is in your list already."),
    "person.how_needed": N_("Say how you compared the words, for example in person."),
    "person.is_self": N_("This is your own card. Give it to others, and add theirs."),
    "person.name_needed": N_("The person needs a name."),
    "person.not_verified": N_("Compare the six words with this person first."),
    "person.several": N_("Several people in your list are called {name}. Give them different names first."),
    "person.unknown": N_("{name} is not among the people you trust."),
    "profile.exists": N_("This folder already has an owner."),
    "profile.name_needed": N_("Write a name, for example “Street lawyer 07”."),
    "profile.none": N_("This folder has no owner yet."),
    "program.incomplete": N_("Something in the program failed while it started. Nothing was changed. Close the window and open it again."),
    "record.changed": N_("This was changed meanwhile. Your text is kept here: look at the newer version, then save again."),
    "record.unknown": N_("This record is no longer here."),
    "referral.confirmation_needed": N_("Say who confirmed that it helped: the person, or a paper."),
    "referral.reason_needed": N_("Write the reason, in a few words."),
    "referral.receiver_needed": N_("Write to whom the person is referred."),
    "referral.step_before_last": N_("This step cannot be older than the step before it. Check the date."),
    "referral.step_not_possible": N_("A referral cannot go this way. Look at where it stands now."),
    "review.already_sent": N_("This decision has been sent and cannot be taken back here. The lawyer can ask again."),
    "review.checks_open": N_("Confirm facts, consents and deadline before signing off."),
    "review.comment_empty": N_("The comment is empty. Write a word."),
    "review.comment_unknown": N_("This comment is no longer here."),
    "review.decided": N_("This case is decided already. Open it again to change it."),
    "review.field_unknown": N_("This field is not part of the case."),
    "review.must_fix_open": N_("Comments marked “must fix” are still open ({count}). Settle them, then sign off."),
    "review.nothing_to_return": N_("Write at least one comment before giving the case back."),
    "review.nothing_to_send": N_("No decision is waiting to be sent to this lawyer."),
    "review.signature_invalid": N_("A decision in this bundle is not signed by its sender. Nothing was taken over. Ask the attorney aloud."),
    "screening.answer_invalid": N_("This answer does not fit the question. Choose from the list, or write whole digits."),
    "screening.not_entitled": N_("By these answers the person is not in this category. Choose another one, or correct the answers."),
    "screening.not_screened": N_("This category was not part of the check. Make the check again."),
    "signature.damaged": N_("This signature is damaged. Nothing was changed."),
    "undo.changed_since": N_("This cannot be undone: it was changed since."),
    "vault.closed": N_("The folder is locked. Unlock it, then try again."),
    "vault.damaged": N_("The folder is damaged and was left as it is. Copy it to a safe place, then restore the last backup."),
    "vault.disk_full": N_("Not saved yet: the disk is full. Your text is kept here. Free some space, then try again."),
    "vault.exists": N_("There is already something in this folder. Nothing was changed. Choose a new or an empty folder."),
    "vault.failed": N_("This did not work ({reason}). What was saved before is safe. Try again; if it goes on, restart the computer."),
    "vault.in_use": N_("This folder is already open in another window. Nothing was changed. Close it there first."),
    "vault.newer_format": N_("A newer version of the program wrote this folder. Nothing was changed. Update the program to open it."),
    "vault.no_memory": N_("There is too little free memory: {megabytes} MB are needed. Nothing was changed. Close other programs, then try again."),
    "vault.not_found": N_("There is nothing to open in this folder. Check that it is the right one, or that the drive is connected."),
    "vault.not_sound": N_("Something in this vault is damaged. Copy the folder to a safe place, then restore the last backup."),
    "vault.passphrase_empty": N_("A passphrase is needed. Take six words or more that you can remember."),
    "vault.read_only": N_("Not saved: this folder cannot be written to. What was saved before is safe. Check the drive and its permissions."),
    "vault.recovery_word_unknown": N_("Word {number} is not one of the recovery words. Compare it with your paper, letter by letter."),
    "vault.recovery_words_mistyped": N_("These are not the 24 words as they were given. Check that none is missing, doubled or in another place."),
    "vault.rolled_back": N_("This folder is older than when it was last closed: somebody may have put an older copy back. Check the latest records."),
    "vault.slots_damaged": N_("The keys of this folder are damaged. The data itself was not touched. Restore the last backup."),
    "vault.upgrade_failed": N_("The folder could not be brought to the new version and was put back as it was. Use the older version of the program."),
    "vault.wrong_passphrase": N_("That did not open the folder. Check the keyboard layout and Caps Lock, then try again."),
    "vault.wrong_recovery_words": N_("These words are written correctly but belong to another folder. Take the paper of this one."),
    "work.cancelled": N_("Stopped. Nothing was changed."),
}

_UNKNOWN = N_("This was refused, and nothing was changed.")


def sentence(error: StreetLawError) -> str:
    """What the refusal means, in the language of the interface."""
    return translate(_SENTENCES.get(error.code, _UNKNOWN)).format(**error.facts)


def place(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Where a bug was met, "ValueError rows.py:12": nothing of what the program was working on."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    at = f" {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return kind.__name__ + at


def codes() -> frozenset[str]:
    """The codes that have a sentence."""
    return frozenset(_SENTENCES)
