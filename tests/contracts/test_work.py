"""What every unit of work promises, whatever keeps its records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest

from streetlaw.domain.action import Attachment, Custody, Note
from streetlaw.domain.case import Case, CaseStatus, Party
from streetlaw.domain.client import Client, Gender, Risk, SafeContact
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Act, Incident, Involvement, Severity, Source, SourceKind
from streetlaw.domain.profile import Profile, TrustedPerson
from streetlaw.domain.record import Change, PartialDate
from streetlaw.services.ports import Vault, Work

CLIENT = Client(
    code="4172-C", named=True, family_name="Төлөгөнова", given_name="Жылдыз",
    other_names=("Света", "Жылдызка"), birth_date=PartialDate("1988-04"), gender=Gender.WOMAN,
    populations=("pwud",), languages=("ky", "ru"), region="KG-GB", phone="+996 555 123 456",
    safe_contact=SafeContact(channel="call", when="after 18:00"), risk=Risk.RAISED,
    opened=date(2026, 3, 2), last_contact=date(2026, 11, 16),
)


def refused(error: pytest.ExceptionInfo[StreetLawError]) -> str:
    return error.value.code


@pytest.fixture
def client(vault: Vault) -> Client:
    """A stored client."""
    with vault.work() as work:
        work.add(CLIENT)
        return work.commit("client.added").the(Client)


def test_a_record_comes_back_as_it_was_stored(vault: Vault, client: Client) -> None:
    incident = Incident(
        client_id=client.id, occurred=PartialDate("2026-11-12~"), grounds=("health",), place="рынок",
        acts=(Act(violation="arbitrary_detention", severity=Severity.GRAVE, victims=(client.id,),
                  involvements=(Involvement(perpetrator="police", unit="№ 9"),)),),
        sources=(Source(kind=SourceKind.PERSON, note="сама"),), narrative="Кармашты.",
    )
    attachment = Attachment(client_id=client.id, name="справка.pdf", size=5, custody=(
        Custody(at=datetime(2026, 11, 17, 6, 0, tzinfo=UTC), actor="me", what="captured", sha256="00"),))
    with vault.work() as work:
        kept, paper = work.add(incident), work.add(attachment)
        work.commit("incident.saved")
    with vault.work() as work:
        assert work.get(Client, client.id) == client == replace(CLIENT, id=client.id, revision=1)
        assert work.get(Incident, kept.id) == kept == replace(incident, id=kept.id, revision=1)
        assert work.get(Attachment, paper.id) == paper


def test_a_work_sees_what_it_has_not_committed_yet(work: Work) -> None:
    client = work.add(CLIENT)
    assert (client.revision, bool(client.id)) == (1, True)
    assert work.get(Client, client.id) == client
    assert work.find(Client, code="4172-C") == client
    assert work.count(Client) == 1
    changed = work.change(replace(client, code="4188-C"))
    assert changed.revision == 2
    assert work.find(Client, code="4172-C") is None
    assert work.list(Client, code="4188-C") == [changed]
    work.remove(changed)
    assert work.find(Client, id=client.id) is None
    assert not work.list(Client)


def test_leaving_without_commit_writes_nothing(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        work.change(replace(client, region="KG-O"))
        work.add(Case(client_id=client.id))
        work.put_secret("identity", "secret")
    with vault.work() as work:
        assert work.get(Client, client.id) == client
        assert work.count(Case) == 0
        with pytest.raises(StreetLawError) as error:
            work.secret("identity")
        assert refused(error) == "vault.no_secret"


def test_an_exception_writes_nothing(vault: Vault, client: Client) -> None:
    def failing() -> None:
        with vault.work() as work:
            work.save_draft("client/new", "{}")
            work.change(replace(client, region="KG-O"))
            work.drop_draft("client/new")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    with vault.work() as work:
        assert work.get(Client, client.id) == client
        assert len(work.drafts()) == 1


def test_a_record_that_is_not_there_is_unknown(work: Work) -> None:
    nobody = replace(CLIENT, id="nobody")
    askings: list[Callable[[], object]] = [
        lambda: work.get(Client, "nobody"), lambda: work.change(nobody), lambda: work.remove(nobody)]
    for asking in askings:
        with pytest.raises(StreetLawError) as error:
            asking()
        assert refused(error) == "record.unknown"


def test_a_record_asked_for_at_another_revision_has_changed(work: Work, client: Client) -> None:
    assert work.get(Client, client.id, at=1) == client
    askings: list[Callable[[], object]] = [
        lambda: work.get(Client, client.id, at=2),
        lambda: work.change(replace(client, revision=2)),
        lambda: work.remove(replace(client, revision=0)),
    ]
    for asking in askings:
        with pytest.raises(StreetLawError) as error:
            asking()
        assert refused(error) == "record.changed"


@pytest.mark.parametrize("second", ["change", "remove"])
def test_of_two_works_on_one_record_the_later_is_refused(vault: Vault, client: Client, second: str) -> None:
    with vault.work() as late:
        if second == "change":
            late.change(replace(client, region="KG-T"))
        else:
            late.remove(client)
        late.put_secret("identity", "late")
        with vault.work() as early:
            early.change(replace(client, region="KG-O"))
            early.commit("client.changed")
        with pytest.raises(StreetLawError) as error:
            late.commit("client.changed")
        assert refused(error) == "record.changed"
    with vault.work() as work:
        assert work.get(Client, client.id).region == "KG-O"
        with pytest.raises(StreetLawError):
            work.secret("identity")
        assert [line.field for line in work.history(Client, client.id)] == ["region", ""]


def test_commit_tells_what_changed_in_order(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        case = work.add(Case(client_id=client.id))
        moved = work.change(replace(client, region="KG-O"))
        outcome = work.commit("case.opened")
        assert outcome.name == "case.opened"
        assert outcome.changes == (Change(None, case), Change(client, moved))
        assert work.commit("nothing.done").changes == ()


def test_a_work_goes_on_after_its_commit(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        once = work.change(replace(client, region="KG-O"))
        work.commit("client.changed")
        twice = work.change(replace(once, region="KG-T"))
        assert work.commit("client.changed").changes == (Change(once, twice),)
    with vault.work() as work:
        assert work.get(Client, client.id) == twice


def test_two_clients_never_share_a_code(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        work.add(Client(code="3961-X"))
        work.add(Client(code=client.code))
        with pytest.raises(StreetLawError) as error:
            work.commit("client.added")
        assert refused(error) == "client.code_taken"
        assert error.value.facts == {"code": client.code}
    with vault.work() as work:
        work.add_many(Client(id=work.new_id(), code=code) for code in ("1001", "1002", "1001"))
        with pytest.raises(StreetLawError) as error:
            work.commit("clients.added")
        assert error.value.facts == {"code": "1001"}
    with vault.work() as work:
        assert work.count(Client) == 1
        work.add(Client())
        work.add(Client())
        work.commit("clients.added")
        assert work.count(Client, code="") == 2


def test_a_record_of_nobody_is_refused(vault: Vault) -> None:
    with vault.work() as work:
        work.add(Case(client_id="nobody"))
        with pytest.raises(StreetLawError) as error:
            work.commit("case.opened")
        assert refused(error) == "record.unknown"


def test_owner_and_owned_may_come_in_any_order(vault: Vault) -> None:
    with vault.work() as work:
        client_id = work.new_id()
        work.add(Case(client_id=client_id))
        work.add(replace(CLIENT, id=client_id))
        assert work.commit("client.added").the(Client).id == client_id


def test_a_removed_record_can_be_put_back(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        work.remove(client)
        removal = work.commit("client.removed").changes[0].inverse()
        assert isinstance(removal.after, Client)
        assert work.add(removal.after) == client
        work.commit("client.put_back")
    with vault.work() as work:
        assert work.get(Client, client.id) == client


def test_many_records_are_stored_at_once(vault: Vault) -> None:
    with vault.work() as work:
        many = [Client(id=work.new_id(), code=f"{number}", family_name=f"Асанов {number}")
                for number in range(1000, 1300)]
        assert work.add_many(iter(many)) == 300
        assert len(work.commit("clients.imported").changes) == 300
    with vault.work() as work:
        assert work.count(Client) == 300
        assert work.get(Client, many[7].id) == replace(many[7], revision=1)
        assert [hit.record_id for hit in work.search("asanov 1007")] == [many[7].id]
        assert [line.field for line in work.history(Client, many[7].id)] == [""]
        with pytest.raises(ValueError, match="id"):
            work.add_many([Client()])


@pytest.fixture
def notes(vault: Vault, client: Client) -> list[Note]:
    """Four notes: minutes 30, 10, 20, 10; the third without a case, the last without a time."""
    with vault.work() as work:
        case = work.add(Case(client_id=client.id, status=CaseStatus.OPEN))
        made = [
            work.add(Note(client_id=client.id, case_id=case.id if number != 2 else "", minutes=minutes,
                          written=datetime(2026, 11, 10 + number, tzinfo=UTC) if number != 3 else None))
            for number, minutes in enumerate((30, 10, 20, 10))
        ]
        work.commit("notes.added")
    return made


@pytest.mark.parametrize("dirty", [False, True])
def test_lists_choose_and_order(vault: Vault, notes: list[Note], dirty: bool) -> None:
    a, b, c, d = notes
    with vault.work() as work:
        if dirty:
            d = work.change(replace(d, text="longer"))
        assert work.list(Note) == [a, b, c, d]
        assert work.list(Note, order="minutes") == [b, d, c, a]
        assert work.list(Note, order="minutes", descending=True) == [a, c, d, b]
        assert work.list(Note, order="minutes", limit=2) == [b, d]
        assert work.list(Note, order="written") == [a, b, c, d]
        assert work.list(Note, order="written", descending=True) == [c, b, a, d]
        assert work.list(Note, written=None) == [d]
        assert work.list(Note, case_id="") == [c]
        assert work.list(Note, case_id=("", a.case_id), minutes=(10, 20)) == [b, c, d]
        assert work.list(Note, minutes=()) == []
        assert work.list(Note, written=(None, a.written)) == [a, d]
        assert work.count(Note, minutes=10) == 2
        assert work.find(Note, minutes=10) == b
        assert work.find(Note, minutes=11) is None


def test_a_list_takes_any_number_of_values(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        ids = (client.id, *(str(number) for number in range(40_000)))
        assert work.list(Client, id=ids) == [client]


def test_partial_dates_and_days_are_ordered_and_found(vault: Vault) -> None:
    with vault.work() as work:
        first = work.add(Client(birth_date=PartialDate("1990"), opened=date(2026, 1, 2)))
        second = work.add(Client())
        third = work.add(Client(birth_date=PartialDate("1989-12-31"), opened=date(2026, 1, 1)))
        work.commit("clients.added")
        assert work.list(Client, order="birth_date") == [third, first, second]
        assert work.list(Client, order="opened") == [third, first, second]
        assert work.list(Client, birth_date=PartialDate("1990")) == [first]
        assert work.list(Client, opened=date(2026, 1, 1)) == [third]


def test_history_tells_each_changed_field_latest_first(vault: Vault, client: Client, now: datetime) -> None:
    with vault.work() as work:
        me = work.actor
        later = work.change(replace(client, region="KG-O", birth_date=PartialDate("1988"), risk=Risk.HIGH))
        work.commit("client.changed")
        work.change(replace(later, languages=("ru",), last_contact=date(2026, 11, 17)))
        work.commit("client.changed")
    with vault.work() as work:
        lines = work.history(Client, client.id)
    assert me
    assert {line.at for line in lines} == {now}
    assert {line.actor for line in lines} == {me}
    assert sorted((line.revision, line.field, line.before, line.after) for line in lines) == [
        (1, "", None, None),
        (2, "birth_date", "1988-04", "1988"),
        (2, "region", "KG-GB", "KG-O"),
        (2, "risk", "raised", "high"),
        (3, "languages", ["ky", "ru"], ["ru"]),
        (3, "last_contact", "2026-11-16", "2026-11-17"),
    ]
    assert [line.revision for line in lines] == [3, 3, 2, 2, 2, 1]


def test_a_removed_client_takes_everything_along(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        other = work.add(Client(family_name="Other"))
        case = work.add(Case(client_id=client.id))
        elsewhere = work.add(Case(client_id=other.id))
        work.add(Party(case_id=case.id, name="Officer"))
        work.add(Party(case_id=elsewhere.id, client_id=client.id, name="Төлөгөнова Ж."))
        incident = work.add(Incident(client_id=client.id, case_id=case.id, narrative="Кармашты"))
        blob = work.blobs.store(BytesIO(b"paper"))
        paper = Attachment(client_id=client.id, incident_id=incident.id)
        work.add(replace(paper, blob=blob.blob, identity=blob.identity))
        work.commit("case.opened")
        work.save_draft(f"incident/{incident.id}", "{}")
        work.save_draft("client/new", "{}")
    with vault.work() as work:
        work.remove(client)
        outcome = work.commit("client.erased")
        assert outcome.changes[-1] == Change(client, None)
        assert len(outcome.changes) == 6
    with vault.work() as work:
        assert work.list(Client) == [other]
        assert work.list(Case) == [elsewhere]
        assert not any(work.count(kind) for kind in (Party, Incident, Attachment))
        assert not work.history(Client, client.id)
        assert not work.history(Incident, incident.id)
        assert [draft.key for draft in work.drafts()] == ["client/new"]
        for text in ("tologon", "karmash", "officer", "5551234"):
            assert not work.search(text)
        with pytest.raises(StreetLawError):
            work.blobs.open(blob.blob, blob.identity)


def test_what_others_name_is_not_removed(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        case = work.add(Case(client_id=client.id))
        party = work.add(Party(case_id=case.id))
        with pytest.raises(StreetLawError) as error:
            work.remove(case)
        assert refused(error) == "record.in_use"
        work.remove(party)
        work.remove(case)
        work.commit("case.removed")
        assert work.count(Case) == 0


def test_blobs_of_a_refused_removal_stay(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        blob = work.blobs.store(BytesIO(b"paper"))
        paper = work.add(Attachment(client_id=client.id, blob=blob.blob, identity=blob.identity))
        work.commit("paper.added")
        work.remove(paper)
    with vault.work() as work:
        assert work.blobs.open(blob.blob, blob.identity) == b"paper"


def test_drafts_are_kept_at_once_and_dropped_with_the_commit(vault: Vault) -> None:
    with vault.work() as work:
        work.save_draft("client/new", '{"code": ""}')
        work.save_draft("client/new", '{"code": "4172-C"}')
        work.save_draft("case/new", "{}")
    with vault.work() as work:
        assert {draft.key: draft.values for draft in work.drafts()} == {
            "client/new": '{"code": "4172-C"}', "case/new": "{}"}
        assert all(draft.saved.tzinfo for draft in work.drafts())
        work.drop_draft("client/new")
        work.add(CLIENT)
        assert [draft.key for draft in work.drafts()] == ["case/new"]
    with vault.work() as work:
        assert len(work.drafts()) == 2, "the client was not stored, so its draft is not lost"
        work.drop_draft("client/new")
        work.add(CLIENT)
        work.commit("client.added")
        assert [draft.key for draft in work.drafts()] == ["case/new"]
    with vault.work() as work:
        work.drop_draft("case/new")
    with vault.work() as work:
        assert not work.drafts()
        work.drop_draft("case/new")
        work.save_draft("case/new", "{}")
    with vault.work() as work:
        assert [draft.key for draft in work.drafts()] == ["case/new"]


def test_settings_are_kept_at_once(vault: Vault) -> None:
    with vault.work() as work:
        assert work.setting("language") == ""
        assert work.setting("language", "ky") == "ky"
        work.set_setting("language", "ru")
        work.set_setting("language", "")
    with vault.work() as work:
        assert work.setting("language", "ky") == ""


def test_secrets_are_kept_with_the_commit(vault: Vault) -> None:
    with vault.work() as work:
        work.put_secret("identity", "one")
        assert work.secret("identity") == "one"
        work.commit("keys.made")
        work.put_secret("identity", "two")
        work.commit("keys.made")
    with vault.work() as work:
        assert work.secret("identity") == "two"


def test_a_time_without_its_zone_is_not_kept(work: Work, client: Client) -> None:
    naive = datetime(2026, 11, 17, 12, 0)  # noqa: DTZ001 - what is refused
    with pytest.raises(ValueError, match="written"):
        work.add(Note(client_id=client.id, written=naive))


def test_the_day_is_that_of_the_jurisdiction(work: Work, now: datetime) -> None:
    assert work.now == now
    assert work.today == date(2026, 11, 17)
    assert work.pack.time_zone == "Asia/Bishkek"


def test_nobody_acts_before_there_is_a_profile(empty_vault: Vault) -> None:
    with empty_vault.work() as work:
        assert work.actor == ""
        me = work.add(Profile(name="Me"))
        assert work.actor == me.id
        work.commit("profile.created")
    with empty_vault.work() as work:
        assert [line.actor for line in work.history(Profile, me.id)] == [me.id]


def test_ids_are_fresh_and_grow(work: Work) -> None:
    ids = [work.new_id() for _ in range(50)]
    assert len(set(ids)) == 50
    assert all(id.isalnum() for id in ids)


def test_the_pseudonym_key_is_always_the_same(vault: Vault) -> None:
    with vault.work() as one, vault.work() as two:
        assert one.pseudonym_key() == two.pseudonym_key()
        assert len(one.pseudonym_key()) == 32


def test_trusted_people_are_found_by_their_key(vault: Vault) -> None:
    with vault.work() as work:
        person = work.add(TrustedPerson(name="Attorney", verify_key="RWQ1"))
        work.commit("person.added")
        assert work.find(TrustedPerson, verify_key="RWQ1") == person


def test_what_was_shelved_is_kept_whole_with_the_commit_or_not_at_all(vault: Vault) -> None:
    with vault.work() as work:
        work.shelve("law/pack/xx", b"\x00one")
        work.shelve("law/before/xx", b"")
        work.shelve("other", b"2")
        assert work.shelved("law/pack/xx") == b"\x00one"
        assert work.shelf("law/") == ["law/before/xx", "law/pack/xx"]
    with vault.work() as work:
        assert (work.shelf(""), work.shelved("law/pack/xx")) == ([], None)
        work.shelve("law/pack/xx", b"\x00one")
        work.shelve("law/before/xx", b"")
        work.commit("law.taken")
    with vault.work() as work:
        assert work.shelved("law/before/xx") == b""
        work.shelve("law/pack/xx", b"two")
        work.shelve("law/before/xx", None)
        assert work.shelf("law") == ["law/pack/xx"]
        work.commit("law.taken")
    with vault.work() as work:
        assert (work.shelf(""), work.shelved("law/pack/xx")) == (["law/pack/xx"], b"two")


def test_codes_are_told_by_the_ids_of_their_clients(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        nameless = work.add(Client(opened=date(2026, 3, 2)))
        work.commit("client.added")
    with vault.work() as work:
        assert work.codes([client.id, client.id, "nobody"]) == {client.id: "4172-C"}
        assert work.codes(iter((nameless.id, client.id))) == {nameless.id: "", client.id: "4172-C"}
        assert work.codes(()) == {}
