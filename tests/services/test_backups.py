from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from streetlaw.domain.backup import BackupReport, Chain, Due, Place, Restored, Trial
from streetlaw.domain.profile import Profile, TrustedPerson
from streetlaw.exchange.envelope import Envelopes
from streetlaw.services import backups, people, profiles
from tests.fakes.memory import MemoryVault
from tests.fakes.pack import bare_pack
from tests.refusal import refusal

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


def new_vault(name: str, seed: int) -> MemoryVault:
    vault = MemoryVault(bare_pack(), now=NOW, rng=random.Random(seed))
    with vault.work() as work:
        profiles.create_profile(work, Envelopes(), Profile(name=name))
    return vault


@pytest.fixture
def mine() -> MemoryVault:
    return new_vault("Street lawyer 07", 1)


def place(name: str = "USB drive", made: datetime = NOW) -> Place:
    return Place(name=name, path="/stick/b.slv", made=made, size=5, lines=1)


def trial(made: datetime = NOW) -> Trial:
    held = BackupReport(made=made, vault_id="", size=5, counts={"client": 2}, attachments=1, audit_lines=1)
    return Trial(held=held, chain=Chain.PAST, same_passphrase=True)


def known(mine: MemoryVault, *, theirs: MemoryVault | None = None, compared: bool = True) -> TrustedPerson:
    """The attorney's card in my vault."""
    theirs = theirs or new_vault("Attorney 02", 2)
    with theirs.work() as work:
        card = people.own_card(work, Envelopes())
    with mine.work() as work:
        person = people.save_person(work, Envelopes(), Envelopes().read_card(card)).the(TrustedPerson)
    if compared:
        with mine.work() as work:
            command = people.VerifyPerson(id=person.id, revision=person.revision, how="in_person")
            person = people.verify_person(work, command).the(TrustedPerson)
    return person


def test_a_new_vault_knows_of_nothing(mine: MemoryVault) -> None:
    with mine.work() as work:
        state = backups.state(work)
    assert (state.places, state.drill, state.every, state.restored) == ((), None, 7, None)


def test_what_was_made_and_tested_is_remembered(mine: MemoryVault) -> None:
    with mine.work() as work:
        assert backups.note_made(work, place("office", NOW - timedelta(days=9))).name == "backup.made"
        backups.note_made(work, place())
        backups.note_tested(work, trial())
        state = backups.state(work)
        assert [known.name for known in state.places] == ["USB drive", "office"]
        assert [known.tested for known in state.places] == [NOW, None]
        assert state.latest == state.places[0]
        assert state.drill is not None
        assert (state.drill.place, state.drill.records, state.drill.tested) == ("USB drive", 2, NOW)


def test_a_reminder_put_off_stays_away_today(mine: MemoryVault) -> None:
    with mine.work() as work:
        backups.note_made(work, place(made=NOW - timedelta(days=8)))
        assert backups.notice(work).due is Due.OLD
        backups.put_off(work)
        assert backups.notice(work).due is None
        backups.set_rhythm(work, 30)
        assert backups.state(work).every == 30
        with pytest.raises(ValueError, match="rhythm"):
            backups.set_rhythm(work, 5)


def test_a_restored_vault_says_so_until_that_was_read(mine: MemoryVault) -> None:
    restored = Restored(made=NOW - timedelta(days=3), restored=NOW, lines=4, known_lines=9)
    with mine.work() as work:
        work.set_setting(backups.RESTORED, backups.to_text(restored))
        assert backups.notice(work).restored == restored
        backups.accept_restored(work)
        assert backups.notice(work).restored is None


def test_only_people_whose_words_were_compared_can_be_allowed(mine: MemoryVault) -> None:
    person = known(mine, compared=False)
    with mine.work() as work, refusal("person.not_verified"):
        backups.allow_trustee(work, person.id)


def test_backups_are_sealed_for_the_allowed_until_they_are_not(mine: MemoryVault) -> None:
    person = known(mine)
    with mine.work() as work:
        assert backups.sealed_for(work, Envelopes()).recipients == ()
        assert backups.allow_trustee(work, person.id).name == "backup.person_allowed"
        trustees = backups.sealed_for(work, Envelopes())
        assert trustees.recipients == (person.recipient,)
        signature = trustees.sign("a statement")
        me = profiles.owner(work)
        assert Envelopes().is_signed("a statement", signature, me.verify_key)
        backups.forbid_trustee(work, person.id)
        assert backups.sealed_for(work, Envelopes()).recipients == ()


def test_trust_withdrawn_ends_it_too(mine: MemoryVault) -> None:
    person = known(mine)
    with mine.work() as work:
        backups.allow_trustee(work, person.id)
        people.withdraw_trust(work, person)
        assert backups.sealed_for(work, Envelopes()).recipients == ()


def test_a_backup_is_vouched_for_by_people_whose_words_were_compared(mine: MemoryVault) -> None:
    theirs = new_vault("Attorney 02", 2)
    person = known(mine, theirs=theirs, compared=False)
    with theirs.work() as work:
        signature = Envelopes().sign("a statement", people.own_keys(work))
    with mine.work() as work:
        assert not backups.vouching(work, Envelopes())("a statement", signature)
        command = people.VerifyPerson(id=person.id, revision=person.revision, how="call")
        people.verify_person(work, command)
        assert backups.vouching(work, Envelopes())("a statement", signature)
        assert not backups.vouching(work, Envelopes())("another", signature)
