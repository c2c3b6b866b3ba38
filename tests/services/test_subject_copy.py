"""A copy of everything held about a person: all of it, in words and as data, and nobody else in it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from streetlaw import resources
from streetlaw.domain.action import Action, Attachment, Note
from streetlaw.domain.case import Case, Party, PartyRole
from streetlaw.domain.client import Client
from streetlaw.domain.code import code
from streetlaw.domain.consent import Consent, Purpose
from streetlaw.domain.deadline import Deadline
from streetlaw.domain.incident import Act, Incident, Source, SourceKind
from streetlaw.domain.paper import SubjectCopy
from streetlaw.domain.profile import TrustedPerson
from streetlaw.domain.record import PartialDate
from streetlaw.domain.referral import Referral
from streetlaw.domain.review import Bundle, Direction, Review
from streetlaw.domain.withheld import Withheld
from streetlaw.services.listing import LogQuery
from streetlaw.services.merging import MergeClients, merge_clients
from streetlaw.services.ports import Vault
from streetlaw.services.subject_copy import (
    held_files,
    machine_readable,
    name_of,
    note_copy,
    pack_zip,
    subject_copy,
)
from streetlaw.services.withholding import HELD, Passage, passages, seen, without


@pytest.fixture
def client(vault: Vault) -> Client:
    """A client with something of every kind, and other people all around."""
    with vault.work() as work:
        counsel = work.add(TrustedPerson(name="Counsel Bermet"))
        client = work.add(Client(code="3961-M", family_name="Асанова", phone="0700 112233"))
        other = work.add(Client(code="4172-K", family_name="Stranger-one"))
        case = work.add(Case(client_id=client.id, matter="documents", supervisor_id=counsel.id))
        theirs = work.add(Case(client_id=other.id))
        own: Any = {"client_id": client.id, "case_id": case.id}
        work.add(Consent(client_id=client.id, purpose=Purpose.SUPERVISOR, recipient=counsel.id))
        work.add(Party(case_id=case.id, name="Stranger-two", role=PartyRole.WITNESS,
                       remarks="Stranger-three"))
        work.add(Incident(**own, narrative="Сөз", occurred=PartialDate("2026-10"), acts=(
            Act(violation="extortion", victims=(client.id, other.id)),),
            sources=(Source(kind=SourceKind.WITNESS, note="Stranger-four"),
                     Source(kind=SourceKind.PERSON, note="own words"))))
        work.add(Incident(client_id=other.id, case_id=theirs.id, narrative="Stranger-five", acts=(
            Act(violation="beating", note="Stranger-six", victims=(client.id, other.id)),
            Act(violation="insult", note="Stranger-seven"))))
        work.add(Action(**own, remarks="went along"))
        work.add(Note(**own, text="a talk"))
        work.add(Referral(**own, receiver="Centre"))
        work.add(Deadline(**own, title="appeal", due=date(2026, 12, 1)))
        blob = work.blobs.store(BytesIO(b"a photograph"))
        work.add(Attachment(client_id=client.id, name="../../etc/Photo.JPG", blob=blob.blob, size=blob.size,
                            identity=blob.identity, sha256=blob.sha256))
        answer = work.add(Bundle(direction=Direction.IN, partner_id=counsel.id, handled=work.now))
        work.add(Review(case_id=case.id, bundle_id=answer.id, reviewer_id=counsel.id, tasks=("call them",)))
        work.add(Bundle(direction=Direction.OUT, partner_id=counsel.id, counts=(("cases", 1),),
                        released=((case.id, 1),), handled=work.now))
        work.commit("made")
    with vault.work() as work:
        client = work.change(replace(client, phone="0555 998877"))
        work.commit("client.saved")
    return client


def test_everything_of_the_person_is_in_it(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        copy = subject_copy(work, client.id)
    assert [record.kind for record in copy.records] == [
        "client", "consent", "case", "party", "incident", "incident", "action", "note", "referral",
        "deadline", "attachment", "review"]
    data = json.dumps(machine_readable(copy, "en"), ensure_ascii=False)
    for said in ("Асанова", "0555 998877", "0700 112233", "Сөз", "own words", "went along", "a talk",
                 "Centre", "appeal", "2026-12-01", "call them", "Counsel Bermet", "Photo.JPG"):
        assert said in data, said
    assert [one.out for one in copy.shared] == [False, True]
    assert {one.name for one in copy.shared} == {"Counsel Bermet"}


def test_what_was_known_of_them_twice_is_in_it_too(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        twin = work.add(Client(code=code(5283), phone="0777 445566", remarks="came twice"))
        work.commit("client.opened")
    with vault.work() as work:
        twin = work.change(replace(twin, remarks="came again"))
        work.commit("client.saved")
    with vault.work() as work:
        kept = work.change(replace(work.get(Client, client.id), code=code(3961), named=True))
        merge_clients(work, MergeClients(kept=kept, gone=twin))
    with vault.work() as work:
        copy = subject_copy(work, client.id)
    data = json.dumps(machine_readable(copy, "en"), ensure_ascii=False)
    for told in (code(5283), "0777 445566", "came twice", "came again"):
        assert told in data
    moments = [one.at for one in copy.history]
    assert moments == sorted(moments)


def test_nobody_else_and_no_key_is_in_it(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        copy = subject_copy(work, client.id)
        secret = [key for file in work.list(Attachment) for key in (file.identity, file.blob)]
        ids = [one.id for kind in (Client, Case, Incident, TrustedPerson, Bundle) for one in work.list(kind)]
    data = json.dumps(machine_readable(copy, "ky"), ensure_ascii=False)
    assert "Stranger" not in data
    assert not [one for one in (*secret, *ids) if one in data]


def test_being_harmed_in_anothers_incident_is_told_and_nothing_more(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        copy = subject_copy(work, client.id)
    elsewhere = [record.values for record in copy.records if record.kind == "incident"][1]
    assert [act["violation"] for act in elsewhere["acts"]] == ["beating"]  # type: ignore[attr-defined]
    assert not elsewhere["narrative"]


def test_the_file_keeps_to_its_schema(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        data = machine_readable(subject_copy(work, client.id), "ru")
    schema = json.loads(resources.path("schemas", "subject-copy-1.json").read_text(encoding="utf-8"))
    assert data["schema"] == schema["properties"]["schema"]["const"]
    assert data["version"] == schema["properties"]["version"]["const"]
    _fits(json.loads(json.dumps(data)), schema, schema)


def _fits(value: object, schema: dict[str, object], whole: dict[str, object]) -> None:
    """As much of JSON Schema as ours uses."""
    if ref := str(schema.get("$ref", "")):
        schema = whole["$defs"][ref.rpartition("/")[2]]  # type: ignore[index]
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool,
             "null": type(None)}
    wanted = schema.get("type", [])
    allowed = [wanted] if isinstance(wanted, str) else list(wanted)  # type: ignore[call-overload]
    assert not allowed or isinstance(value, tuple(kinds[one] for one in allowed)), (value, schema)
    if isinstance(value, dict) and "properties" in schema:
        known: dict[str, dict[str, object]] = schema["properties"]  # type: ignore[assignment]
        assert value.keys() == known.keys(), schema
        for name, part in value.items():
            _fits(part, known[name], whole)
    if isinstance(value, list) and "items" in schema:
        for part in value:
            _fits(part, schema["items"], whole)  # type: ignore[arg-type]


def test_the_archive_holds_the_files_as_captured_under_numbers(vault: Vault, client: Client,
                                                               tmp_path: Path) -> None:
    with vault.work() as work:
        copy = subject_copy(work, client.id)
        files = held_files(work, copy)
        told: list[tuple[int, int]] = []
        with (tmp_path / "copy.zip").open("wb") as target:
            pack_zip(target, b"%PDF", b"{}", files, lambda done, total: told.append((done, total)))
    with ZipFile(tmp_path / "copy.zip") as archive:
        assert archive.namelist() == ["copy.pdf", "copy.json", "files/001.jpg"]
        assert archive.read("files/001.jpg") == b"a photograph"
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert name_of(replace(copy.files[0], name="photo.jpg.exe of mine")) == "files/001"
    with vault.work() as work:
        note_copy(work, client.id, copy.files)
    with vault.work() as work:
        assert work.list(Attachment)[0].custody[-1].what == "exported"


def test_the_log_says_that_a_copy_was_made(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        note_copy(work, client.id)
    with vault.work() as work:
        assert work.log(LogQuery(record_ids=(client.id,)))[0].name == "client.copied"


# ── Holding back ─────────────────────────────────────────────────────────────────────────────────────────


def written(vault: Vault, client: Client, *texts: str) -> None:
    """Write a note, and correct it for each further text."""
    with vault.work() as work:
        (case,) = work.list(Case, client_id=client.id)
        note = work.add(Note(client_id=client.id, case_id=case.id, text=texts[0]))
        work.commit("note.saved")
    for text in texts[1:]:
        with vault.work() as work:
            note = work.change(replace(work.get(Note, note.id), text=text))
            work.commit("note.saved")


@pytest.fixture
def sister(vault: Vault, client: Client) -> str:
    """A relative in the client's case, who shares the family name."""
    with vault.work() as work:
        (case,) = work.list(Case, client_id=client.id)
        work.add(Party(case_id=case.id, role=PartyRole.RELATIVE, name="Асанова Айжана"))
        work.commit("party.saved")
    return "Асанова Айжана"


def found(vault: Vault, client: Client) -> tuple[SubjectCopy, tuple[Passage, ...]]:
    with vault.work() as work:
        copy = subject_copy(work, client.id)
        return copy, passages(work, client.id, copy)


def test_people_of_the_case_are_pointed_out_in_any_of_their_cases(vault: Vault, client: Client,
                                                                sister: str) -> None:
    written(vault, client, "Асанова пришла одна. Говорила с Айжаной. Вопрос решён!\n"
            "Visit at home")
    said = {one.text: one.names for one in found(vault, client)[1] if one.kind == "note"}
    assert said["Говорила с Айжаной."] == (sister,)
    assert [names for text, names in said.items() if "Айжан" not in text] == [()] * (len(said) - 1)
    assert {"Асанова пришла одна.", "Вопрос решён!", "Visit at home"} <= said.keys()


def test_what_looks_like_a_name_of_a_stranger_is_hinted_at(vault: Vault, client: Client) -> None:
    written(vault, client, "She lives with Timur Aliyev, 0555 123456.")
    (hints,) = [one.hints for one in found(vault, client)[1] if "Timur" in one.text]
    assert hints == ("Timur Aliyev", "0555 123456")


def test_a_passage_held_back_is_nowhere_in_the_copy_not_even_as_it_once_stood(
        vault: Vault, client: Client) -> None:
    written(vault, client, "He came. Her Secret-husband beats her.",
            "He came. Her Secret-husband beats her. Later.", "He came. Nothing else.")
    copy, all_of_it = found(vault, client)
    assert "Secret-husband" in json.dumps(machine_readable(copy, "en"))
    held = [one.held(client.id, "about a relative") for one in all_of_it if "Secret" in one.text]
    assert held
    after = without(copy, held)
    for language in ("ky", "ru", "en"):
        data = json.dumps(machine_readable(after, language), ensure_ascii=False)
        assert "Secret-husband" not in data
        assert HELD in data
        assert "He came." in data
        assert "Nothing else." in data
    (told,) = after.held_back
    assert (told.kind, told.field, told.reason) == ("note", "text", "about a relative")


def test_what_is_held_back_is_remembered_with_its_reason_until_it_is_handed_out(
        vault: Vault, client: Client) -> None:
    written(vault, client, "He came. Secret-husband.")
    copy, all_of_it = found(vault, client)
    before = seen(copy)
    held = [one.held(client.id, "about a relative") for one in all_of_it if "Secret" in one.text]
    with vault.work() as work:
        note_copy(work, client.id, (), held)
    copy, again = found(vault, client)
    (kept,) = [one for one in again if one.reason]
    assert (kept.text, kept.reason) == ("Secret-husband.", "about a relative")
    assert seen(copy) != before, "the copy that was made is told by the next one"
    assert not [one for one in copy.records if one.kind == "withheld"]
    assert "withheld" not in json.dumps(machine_readable(copy, "en"))
    with vault.work() as work:
        note_copy(work, client.id, (), [])
    with vault.work() as work:
        assert work.list(Withheld) == []


def test_what_one_looked_at_is_known_by_a_word(vault: Vault, client: Client) -> None:
    copy = found(vault, client)[0]
    assert seen(copy) == seen(found(vault, client)[0])
    written(vault, client, "one more")
    assert seen(found(vault, client)[0]) != seen(copy)


def test_the_name_of_a_file_can_be_held_back_and_its_ending_stays(vault: Vault, client: Client) -> None:
    copy, all_of_it = found(vault, client)
    held = [one.held(client.id, "x") for one in all_of_it if "Photo" in one.text]
    after = without(copy, held)
    assert [file.name for file in after.files] == [f"{HELD}.JPG"]
    assert name_of(after.files[0]) == "files/001.jpg"
    assert "Photo" not in json.dumps(machine_readable(after, "en"))


def test_who_the_client_is_and_closed_lists_are_no_passages(vault: Vault, client: Client) -> None:
    said = {one.text for one in found(vault, client)[1]}
    assert not {"Асанова", "0555 998877", "3961-M", "extortion"} & said
    assert {"Сөз", "own words", "went along", "a talk", "Centre", "appeal", "call them", "documents"} <= said
