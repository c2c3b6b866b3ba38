"""Everything held about one client, gathered to be handed to them; other people's data are taken out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, BinaryIO, Final, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from streetlaw.domain.action import Attachment
from streetlaw.domain.case import Case, Party
from streetlaw.domain.client import Client
from streetlaw.domain.incident import Incident, Source, SourceKind
from streetlaw.domain.paper import CopiedFile, CopiedRecord, Happened, Shared, SubjectCopy
from streetlaw.domain.profile import Profile, TrustedPerson
from streetlaw.domain.record import Outcome, Record
from streetlaw.domain.review import Bundle, Direction, Review
from streetlaw.domain.withheld import Withheld
from streetlaw.services import ledger
from streetlaw.services.attachments import EXPORTED, Held, copy_out, hold, note
from streetlaw.services.blobs import Writable
from streetlaw.services.erasure import THEIRS
from streetlaw.services.listing import LogQuery
from streetlaw.services.merging import merged_from
from streetlaw.services.ports import Work
from streetlaw.services.progress import Progress, silent
from streetlaw.services.telling import Telling, plain
from streetlaw.services.trail import record_history
from streetlaw.services.withholding import remember

SCHEMA: Final = "streetlaw-subject-copy"
VERSION: Final = 1
PAPER: Final = "copy.pdf"
DATA: Final = "copy.json"

_ENDING: Final = re.compile(r"\.[a-z0-9]{1,5}")

ALL: Final = LogQuery(limit=1_000_000)
_ORDER: Final = ("client", "consent", "case", "party", "incident", "action", "note", "referral", "screening",
                 "deadline", "attachment", "review")


def subject_copy(work: Work, client_id: str) -> SubjectCopy:
    """Gather everything held about a client; raises `record.unknown`.

    Third persons are left out: names and remarks of others in the person's cases, what witnesses said, other
    people's incidents (only that and how the person was harmed in one is told). Who received something of
    theirs is told by name, for they have a right to know.
    """
    client = work.get(Client, client_id)
    cases = tuple(case.id for case in work.list(Case, client_id=client_id))
    owners = work.list(Profile, limit=1)
    return SubjectCopy(
        pack=work.pack,
        prepared=work.today,
        code=client.code,
        name=client.full_name,
        organisation=owners[0].organisation if owners else "",
        records=tuple(_records(work, client, cases)),
        files=tuple(_files(work, client_id)),
        shared=tuple(_shared(work, cases)),
        history=tuple(_history(work, (client, *merged_from(work, client_id)))),
    )


def json_file(copy: SubjectCopy, language: str) -> bytes:
    """The machine-readable copy as it is written to a file: UTF-8, two spaces a level."""
    data = machine_readable(copy, language)
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "surrogatepass")


def pack_zip(target: Writable, paper: bytes, data: bytes, files: Sequence[tuple[CopiedFile, Held]],
             progress: Progress = silent) -> None:
    """Write the copy as one ZIP: `copy.pdf`, `copy.json`, and the files as captured under their numbers.

    Flat memory; no names, times or owners in the archive. `progress` counts bytes. Raises what
    `attachments.copy_out` and `progress` raise; `target` is then to be thrown away.
    """
    done, total = 0, sum(file.size for file, _ in files)
    with ZipFile(cast(BinaryIO, _Stream(target)), "w") as archive:
        archive.writestr(_member(PAPER), paper, ZIP_DEFLATED)
        archive.writestr(_member(DATA), data, ZIP_DEFLATED)
        for file, held in files:
            with archive.open(_member(name_of(file), file.size), "w", force_zip64=True) as entry:
                copy_out(held, entry, _from(progress, done, total))
            done += file.size


class _Stream:
    """As much of a file as an archive needs that is written from its beginning to its end."""

    def __init__(self, target: Writable) -> None:
        self._target = target

    def write(self, data: bytes) -> int:
        return self._target.write(data)

    def flush(self) -> None:
        """What is written goes on its way at once."""


def name_of(file: CopiedFile) -> str:
    """The name a file has beside the copy: its number and the ending of its own name, if that is plain."""
    ending = PurePosixPath(file.name.replace("\\", "/")).suffix.lower()
    return f"files/{file.number:03d}{ending if _ENDING.fullmatch(ending) else ''}"


def _member(name: str, size: int = 0) -> ZipInfo:
    """An entry that tells neither when nor by whom it was written."""
    info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.external_attr = 0o600 << 16
    info.file_size = size
    return info


def _from(progress: Progress, before: int, whole: int) -> Progress:
    """Progress of one file, told as that of all."""
    def tell(done: int, total: int) -> None:  # noqa: ARG001 - the whole counts, not this file
        progress(before + done, whole)

    return tell


def note_copy(work: Work, client_id: str, handed: Sequence[CopiedFile] = (),
              held: Sequence[Withheld] | None = None) -> Outcome:
    """Let the log say that a copy of everything was made for the person, and which files went along.

    `held` are the passages that were held back, all of them, to be remembered; None when nobody was asked.
    """
    for file in handed:
        note(work, file.id, EXPORTED, file.sha256)
    if held is not None:
        remember(work, client_id, held)
    return work.commit("client.copied", about=(work.get(Client, client_id),))


def held_files(work: Work, copy: SubjectCopy) -> tuple[tuple[CopiedFile, Held], ...]:
    """The person's files with what opens them."""
    return tuple((file, hold(work, file.id)) for file in copy.files)


def machine_readable(copy: SubjectCopy, language: str) -> dict[str, Any]:
    """The copy as plain data: ISO 8601 dates, each value as kept and in words (`resources/schemas`)."""
    telling = Telling(copy.pack, language)
    return {
        "schema": SCHEMA, "version": VERSION, "language": language,
        "prepared": copy.prepared.isoformat(), "code": copy.code, "organisation": copy.organisation,
        "records": [_plainly(telling, one) for one in copy.records],
        "files": [_without_id(plain(file)) for file in copy.files],
        "shared": [plain(one) for one in copy.shared],
        "history": [_happened(telling, one) for one in copy.history],
        "held_back": [{**plain(one), "label": telling.label(one.kind, one.field)} for one in copy.held_back],
    }


# ── Records, without other people ────────────────────────────────────────────────────────────────────────


def _records(work: Work, client: Client, cases: tuple[str, ...]) -> Iterator[CopiedRecord]:
    people = {person.id: person.name for person in work.list(TrustedPerson)}
    found: dict[str, Sequence[Record]] = {"client": (client, *merged_from(work, client.id))}
    for kind in THEIRS:
        found[kind.__name__.lower()] = work.list(kind, client_id=client.id)
    others = [party for party in work.list(Party, case_id=cases) if party.client_id != client.id]
    found["party"] = [_nobody(party) for party in others]
    found["review"] = work.list(Review, case_id=cases)
    own = [_own(incident, client.id) for incident in work.list(Incident, client_id=client.id)]
    found["incident"] = [*own, *_harmed_elsewhere(work, client.id)]
    for kind_name in _ORDER:
        for record in found[kind_name]:
            yield CopiedRecord(kind=kind_name, values=_values(record, people), id=record.id)


def _values(record: Record, people: Mapping[str, str]) -> Mapping[str, Any]:
    """What a record holds, without the numbers and keys that are the vault's own; people by name."""
    values: dict[str, Any] = plain(record)
    hidden = {"id", "revision", "blob", "identity", "bundle_id", "signature", "merged_into", "custody",
              "distinct_from"}
    named = ("supervisor_id", "reviewer_id", "recipient")
    return {name: people.get(value, value) if name in named else value for name, value in values.items()
            if name not in hidden and (not name.endswith("_id") or name in named)}


def _nobody(party: Party) -> Party:
    """Somebody else in the case: that there is one, and in which role."""
    return Party(role=party.role)


def _own(incident: Incident, client_id: str) -> Incident:
    """The person's own incident: other victims are counted, what witnesses said is left out."""
    acts = tuple(replace(act, victims=tuple("" for victim in act.victims if victim != client_id))
                 for act in incident.acts)
    return replace(incident, acts=acts, sources=tuple(_unsaid(source) for source in incident.sources))


def _unsaid(source: Source) -> Source:
    return replace(source, note="" if source.kind is SourceKind.WITNESS else source.note, party_id="")


def _harmed_elsewhere(work: Work, client_id: str) -> Iterator[Incident]:
    """Other people's incidents, cut down to when this person was harmed in one, and how."""
    for incident in work.naming(Incident, client_id):
        acts = tuple(replace(act, victims=(), note="", involvements=()) for act in incident.acts
                     if client_id in act.victims)
        if incident.client_id != client_id and acts:
            yield Incident(occurred=incident.occurred, region=incident.region, acts=acts,
                           verification=incident.verification)


# ── Files, readers, history ──────────────────────────────────────────────────────────────────────────────


def _files(work: Work, client_id: str) -> Iterator[CopiedFile]:
    for number, file in enumerate(work.list(Attachment, client_id=client_id), start=1):
        yield CopiedFile(number=number, id=file.id, name=file.name, media_type=file.media_type,
                         size=file.size, sha256=file.sha256,
                         custody=tuple((line.at, line.what, line.sha256) for line in file.custody))


def _shared(work: Work, cases: tuple[str, ...]) -> Iterator[Shared]:
    """Every bundle something of theirs left in, and every answer to one that came."""
    people = {person.id: person for person in work.list(TrustedPerson)}
    wanted = {bundle.id: bundle for id in cases for bundle in work.naming(Bundle, id)}
    came = {review.bundle_id for review in work.list(Review, case_id=cases)}
    wanted |= {bundle.id: bundle for bundle in work.list(Bundle, id=tuple(came))}
    for bundle in sorted(wanted.values(), key=lambda bundle: (str(bundle.handled), bundle.id)):
        withdrawn = not set(cases) & set(ledger.cases_in(bundle)) and bundle.direction is Direction.OUT
        person = people.get(bundle.partner_id)
        yield Shared(
            handled=bundle.handled, out=bundle.direction is Direction.OUT, withdrawn=withdrawn,
            name=person.name if person else "", organisation=person.organisation if person else "",
            role=person.role if person else None, sha256=bundle.manifest_sha256)


def _history(work: Work, selves: Sequence[Client]) -> Iterator[Happened]:
    """What was done with the person's file, and with files that turned out to be of the same person."""
    events = [event for one in selves for event in record_history(work, "client", one.id, ALL)]
    for event in sorted(events, key=lambda event: event.line.number):
        if event.line.kind == "withheld":
            continue  # the copy itself says what is held back
        is_others = event.line.kind == "party"
        yield Happened(
            at=event.line.at, name=event.line.name, kind=event.line.kind, id=event.line.record_id,
            changes=() if is_others else tuple(
                (one.field, one.before, one.after) for one in event.changes
                if _told(event.line.kind, one.field)))


def _told(kind: str, field: str) -> bool:
    """False for fields that hold other people, the vault's own numbers, or are told elsewhere."""
    return (kind, field) not in {
        ("incident", "sources"), ("incident", "acts"), ("attachment", "custody"), ("client", "merged_into"),
    } and not field.endswith("_id")


def _plainly(telling: Telling, record: CopiedRecord) -> dict[str, Any]:
    words = dict(telling.parts(record.kind, record.values))
    return {"kind": record.kind, "label": telling.kind(record.kind), "values": dict(record.values),
            "in_words": words}


def _without_id(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "id"}


def _happened(telling: Telling, one: Happened) -> dict[str, Any]:
    return {"at": one.at.isoformat(), "action": one.name, "label": telling.done(one.name), "kind": one.kind,
            "changes": [{"field": field, "label": telling.label(one.kind, field), "before": before,
                         "after": after} for field, before, after in one.changes]}
