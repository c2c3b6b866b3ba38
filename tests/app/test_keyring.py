"""The keys of a vault through the doors of the window: what was promised opens, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from streetlaw.app.keyring import VaultKeyring
from streetlaw.app.opener import VaultOpener
from streetlaw.domain.client import Client
from streetlaw.domain.profile import Profile, Role, TrustedPerson
from streetlaw.exchange.envelope import Envelopes
from streetlaw.services import people
from streetlaw.services.listing import LogQuery
from streetlaw.services.people import VerifyPerson
from streetlaw.storage import backup, slots
from streetlaw.storage.kdf import TEST
from streetlaw.storage.vault import OpenVault
from streetlaw.ui.keyring import HolderKind
from streetlaw.ui.opened import Opened
from streetlaw.ui.start.opener import Key, NewVault, Way
from tests.refusal import refusal

PASSPHRASE, NEW, DURESS = "seven small words", "seven other words", "a word under force"
KEY_FILE = bytes(range(64))
SLOTS_IN_BACKUP = 18
Open = Callable[[Key], Opened]


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, ...]]:
    """A closed vault with one client, and its recovery words."""
    folder = tmp_path_factory.mktemp("keys") / "vault"
    made = VaultOpener(TEST).create(NewVault(
        folder=folder, passphrase=PASSPHRASE, profile=Profile(name="Street lawyer 07", language="en")))
    with made.opened.vault.work() as work:
        work.add(Client(code="A-001"))
        work.commit("client.opened")
    made.opened.vault.close()
    return folder, made.words


@pytest.fixture
def folder(pattern: tuple[Path, tuple[str, ...]], tmp_path: Path) -> Path:
    shutil.copytree(pattern[0], tmp_path / "vault")
    return tmp_path / "vault"


@pytest.fixture
def open_it() -> Iterator[Open]:
    """Opens vaults and closes them at the end."""
    held: list[Opened] = []

    def opening(key: Key) -> Opened:
        for opened in held:
            opened.vault.close()
        held.append(VaultOpener(TEST).open(key))
        return held[-1]

    yield opening
    for opened in held:
        opened.vault.close()


def keyring(opened: Opened) -> VaultKeyring:
    assert isinstance(opened.tools.keyring, VaultKeyring)
    return opened.tools.keyring


def codes(opened: Opened) -> list[str]:
    with opened.vault.work() as work:
        return [client.code for client in work.list(Client)]


def kinds(opened: Opened) -> list[HolderKind]:
    return [holder.kind for holder in opened.tools.keyring.holders()]


def by_passphrase(folder: Path, passphrase: str = PASSPHRASE) -> Key:
    return Key(folder=folder, passphrase=passphrase)


def test_a_new_vault_knows_when_its_keys_were_made(folder: Path, open_it: Open) -> None:
    holders = keyring(open_it(by_passphrase(folder))).holders()
    assert [holder.kind for holder in holders] == [HolderKind.PASSPHRASE, HolderKind.RECOVERY]
    assert all(holder.made is not None and holder.tested is None for holder in holders)


def test_a_key_file_opens_with_its_passphrase_alone(folder: Path, open_it: Open) -> None:
    opened = open_it(by_passphrase(folder))
    keyring(opened).add_key_file(PASSPHRASE, NEW, KEY_FILE)
    assert kinds(opened) == [HolderKind.PASSPHRASE, HolderKind.RECOVERY, HolderKind.KEY_FILE]
    key = Key(folder=folder, passphrase=NEW, key_file=KEY_FILE, way=Way.KEY_FILE)
    assert codes(open_it(key)) == ["A-001"]
    for wrong in (Key(folder=folder, passphrase=NEW, key_file=KEY_FILE + b"x", way=Way.KEY_FILE),
                  Key(folder=folder, passphrase=PASSPHRASE, key_file=KEY_FILE, way=Way.KEY_FILE)):
        with refusal("vault.wrong_key_file"):
            open_it(wrong)
    with refusal("vault.wrong_passphrase"):
        open_it(by_passphrase(folder, NEW))
    with refusal("keys.key_file_size"):
        open_it(Key(folder=folder, passphrase=NEW, key_file=b"short", way=Way.KEY_FILE))


def test_a_vault_may_open_only_with_its_key_file(folder: Path, open_it: Open) -> None:
    key = Key(folder=folder, passphrase=NEW, key_file=KEY_FILE, way=Way.KEY_FILE)
    keyring(open_it(by_passphrase(folder))).add_key_file(PASSPHRASE, NEW, KEY_FILE)
    with_file = keyring(open_it(key))
    with_file.remove(NEW, 0)
    with refusal("vault.wrong_passphrase"):
        open_it(by_passphrase(folder))
    with_file = keyring(open_it(key))
    with refusal("keys.last_one"):
        with_file.remove(NEW, 2)
    with_file.change_passphrase(NEW, "changed once more")
    assert codes(open_it(Key(folder=folder, passphrase="changed once more", key_file=KEY_FILE,
                             way=Way.KEY_FILE))) == ["A-001"]


def test_new_recovery_words_replace_the_old_ones(pattern: tuple[Path, tuple[str, ...]], folder: Path,
                                                 open_it: Open) -> None:
    opened = open_it(by_passphrase(folder))
    words = keyring(opened).new_recovery_words(PASSPHRASE, "ru")
    assert keyring(opened).is_recovery(" ".join(words))
    assert not keyring(opened).is_recovery(" ".join(pattern[1]))
    keyring(opened).note_tested(1)
    assert keyring(opened).holders()[1].tested is not None
    keyring(opened).new_recovery_words(PASSPHRASE, "ru")
    assert keyring(opened).holders()[1].tested is None
    with refusal("vault.wrong_recovery_words"):
        open_it(Key(folder=folder, passphrase=NEW, words=" ".join(words), way=Way.RECOVERY))
    with refusal("keys.not_there"):
        VaultKeyring(_vault(open_it(by_passphrase(folder)))).note_tested(5)


def test_any_two_shares_open_in_either_order(folder: Path, open_it: Open) -> None:
    shares = keyring(open_it(by_passphrase(folder))).make_shares(PASSPHRASE, "en")
    texts = [" ".join(words) for words in shares]
    assert len(set(texts)) == 3
    for first, second in ((0, 1), (1, 0), (0, 2), (2, 0), (1, 2), (2, 1)):
        key = Key(folder=folder, passphrase=NEW, words=texts[first], other_words=texts[second],
                  way=Way.SHARES)
        assert codes(open_it(key)) == ["A-001"]
        assert keyring(open_it(by_passphrase(folder, NEW))).is_passphrase(NEW)
    for share in texts:
        with refusal("vault.wrong_shares"):
            open_it(Key(folder=folder, passphrase=NEW, words=share, other_words=share, way=Way.SHARES))


def supervisor(tmp_path: Path) -> tuple[OpenVault, bytes]:
    """A supervisor's open vault, and their card."""
    made = VaultOpener(TEST).create(NewVault(
        folder=tmp_path / "supervisor", passphrase=PASSPHRASE,
        profile=Profile(name="Supervisor", roles=(Role.SUPERVISOR,), language="en")))
    with made.opened.vault.work() as work:
        return _vault(made.opened), people.own_card(work, Envelopes())


def known(opened: Opened, card: bytes) -> TrustedPerson:
    """The person of the card, whose words were compared."""
    with opened.vault.work() as work:
        person = people.save_person(work, Envelopes(), Envelopes().read_card(card)).the(TrustedPerson)
    with opened.vault.work() as work:
        done = people.verify_person(work, VerifyPerson(id=person.id, revision=person.revision, how="call"))
    return done.the(TrustedPerson)


def test_a_supervisor_lets_somebody_in_once(folder: Path, tmp_path: Path, open_it: Open) -> None:
    theirs, card = supervisor(tmp_path)
    opened = open_it(by_passphrase(folder))
    with refusal("escrow.none"):
        VaultOpener(TEST).escrow_request(folder)
    person = known(opened, card)
    keyring(opened).give_escrow(PASSPHRASE, person.id)
    keyring(opened).give_escrow(PASSPHRASE, person.id)
    held = keyring(opened).holders()
    assert [(holder.kind, holder.person_id) for holder in held[2:]] == [(HolderKind.ESCROW, person.id)]
    opened.vault.close()
    request = VaultOpener(TEST).escrow_request(folder)
    words = VaultKeyring(theirs).release_escrow(request, "en")
    theirs.close()
    after = open_it(Key(folder=folder, passphrase=NEW, words=" ".join(words), way=Way.ESCROW))
    assert codes(after) == ["A-001"]
    assert kinds(after) == [HolderKind.PASSPHRASE, HolderKind.RECOVERY]
    with refusal("vault.wrong_escrow_words"):
        open_it(Key(folder=folder, passphrase=NEW, words=" ".join(words), way=Way.ESCROW))
    with refusal("vault.wrong_passphrase"):
        open_it(by_passphrase(folder))
    assert codes(open_it(by_passphrase(folder, NEW))) == ["A-001"]


def test_a_request_is_for_one_supervisor_and_whole(folder: Path, tmp_path: Path, open_it: Open) -> None:
    theirs, card = supervisor(tmp_path)
    opened = open_it(by_passphrase(folder))
    keyring(opened).give_escrow(PASSPHRASE, known(opened, card).id)
    request = VaultOpener(TEST).escrow_request(folder)
    with refusal("escrow.not_for_me"):
        keyring(opened).release_escrow(request, "en")
    changed = request[:-1] + bytes([request[-1] ^ 1])
    moved = request[:26] + bytes([request[26] + 1]) + request[27:]
    other_vault = request[:10] + bytes(16) + request[26:]
    for damaged in (b"", b"x", request[:-1], request + b"x", changed, moved, other_vault):
        with refusal("escrow.damaged"):
            VaultKeyring(theirs).release_escrow(damaged, "en")
    newer = request[:8] + b"\0\2" + request[10:]
    with refusal("escrow.newer_format"):
        VaultKeyring(theirs).release_escrow(newer, "en")
    theirs.close()


def lived_in(decoy: OpenVault) -> None:
    """The log of a decoy tells of many days of work."""
    with decoy.work() as work:
        lines, now, zone = work.log(LogQuery()), work.now, work.pack.zone
        days = {line.at.astimezone(work.pack.zone).date() for line in lines}
        hours = {line.at.astimezone(work.pack.zone).hour for line in lines}
        contacts = {one.last_contact for one in work.list(Client)}
    assert len(days) > 4, "not all on one day"
    assert len({line.at for line in lines}) > 6
    assert [line.at for line in lines] == sorted((line.at for line in lines), reverse=True)
    assert max(line.at for line in lines) <= now
    assert contacts - {None, now.date(), now.date() + timedelta(days=1)} <= days
    now_here = now.astimezone(zone)
    assert hours <= {*range(9, 18), now_here.hour, now_here.hour - 1}


def test_a_duress_passphrase_leaves_only_invented_people(folder: Path, tmp_path: Path, open_it: Open,
                                                         pattern: tuple[Path, tuple[str, ...]]) -> None:
    opened = open_it(by_passphrase(folder))
    ring = keyring(opened)
    ring.make_shares(PASSPHRASE, "en")
    ring.set_duress(PASSPHRASE, "earlier")
    ring.set_duress(PASSPHRASE, DURESS)
    assert ring.duress_is_set
    assert kinds(opened) == [HolderKind.PASSPHRASE, HolderKind.RECOVERY, HolderKind.SHARES]
    assert not ring.is_passphrase(DURESS)
    assert _vault(opened).check().strays == 0
    backup.backup(_vault(opened), tmp_path / "b")
    table = slots.parse((tmp_path / "b").read_bytes()[SLOTS_IN_BACKUP:][:slots.FILE_SIZE])
    assert len(table.of_type(slots.SlotType.PASSPHRASE)) == 1
    assert len(_vault(opened).slot_table.of_type(slots.SlotType.PASSPHRASE)) == 2
    with refusal("vault.wrong_passphrase"):
        open_it(by_passphrase(folder, "earlier"))
    assert codes(open_it(by_passphrase(folder))) == ["A-001"]

    decoy = open_it(by_passphrase(folder, DURESS))
    assert "A-001" not in codes(decoy)
    assert len(codes(decoy)) >= 6
    assert kinds(decoy) == [HolderKind.PASSPHRASE, HolderKind.RECOVERY]
    assert not keyring(decoy).duress_is_set
    assert not decoy.tools.safe.rolled_back
    assert _vault(decoy).check().sound
    lived_in(_vault(decoy))
    assert list((folder / "blobs").iterdir()) == []
    for gone in (by_passphrase(folder),
                 Key(folder=folder, passphrase=NEW, words=" ".join(pattern[1]), way=Way.RECOVERY)):
        with refusal("vault.wrong_passphrase" if gone.way is Way.PASSPHRASE
                     else "vault.wrong_recovery_words"):
            open_it(gone)
    again = open_it(by_passphrase(folder, DURESS))
    keyring(again).change_passphrase(DURESS, NEW)
    assert "A-001" not in codes(open_it(by_passphrase(folder, NEW)))


def test_a_duress_passphrase_is_no_other_passphrase(folder: Path, open_it: Open) -> None:
    ring = keyring(open_it(by_passphrase(folder)))
    with refusal("keys.same_passphrase"):
        ring.set_duress(PASSPHRASE, PASSPHRASE)
    ring.set_duress(PASSPHRASE, DURESS)
    with refusal("keys.same_passphrase"):
        ring.change_passphrase(PASSPHRASE, DURESS)
    with refusal("vault.wrong_passphrase"):
        ring.change_passphrase(DURESS, NEW)
    ring.clear_duress(PASSPHRASE)
    assert not ring.duress_is_set
    assert list((folder / "blobs").iterdir()) == []
    with refusal("vault.wrong_passphrase"):
        open_it(by_passphrase(folder, DURESS))


def test_erased_keys_stay_erased_when_the_session_ends(folder: Path, open_it: Open,
                                                       pattern: tuple[Path, tuple[str, ...]]) -> None:
    before = (folder / "keys.slots").read_bytes()
    opened = open_it(by_passphrase(folder))
    with opened.vault.work() as work:
        work.add(Client(code="A-002"))
        work.commit("client.opened")
    keyring(opened).erase_keys()
    opened.vault.close()
    data = (folder / "keys.slots").read_bytes()
    for start in range(0, len(data) - slots.SLOT_SIZE, slots.SLOT_SIZE):
        assert before[start + 100:start + 164] not in data or not any(before[start + 100:start + 164])
    with refusal("vault.wrong_passphrase"):
        open_it(by_passphrase(folder))
    with refusal("vault.wrong_recovery_words"):
        open_it(Key(folder=folder, passphrase=NEW, words=" ".join(pattern[1]), way=Way.RECOVERY))


def test_everything_asks_for_the_passphrase(folder: Path, open_it: Open) -> None:
    ring = keyring(open_it(by_passphrase(folder)))
    before = (folder / "keys.slots").read_bytes()
    for change in (
        lambda: ring.change_passphrase("x", NEW), lambda: ring.recalibrate("x"),
        lambda: ring.add_key_file("x", NEW, KEY_FILE), lambda: ring.new_recovery_words("x", "en"),
        lambda: ring.make_shares("x", "en"), lambda: ring.remove("x", 1),
        lambda: ring.set_duress("x", DURESS), lambda: ring.clear_duress("x"),
    ):
        with refusal("vault.wrong_passphrase"):
            change()
    assert (folder / "keys.slots").read_bytes() == before


def _vault(opened: Opened) -> OpenVault:
    assert isinstance(opened.vault, OpenVault)
    return opened.vault
