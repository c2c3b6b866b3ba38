"""A vault in memory that keeps the promises of `services.ports`; nothing of it is encrypted or on a disk."""

from __future__ import annotations

import hashlib
import io
import random
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, BinaryIO, TypeVar

import msgspec

from streetlaw.domain.action import Action, Attachment, Note
from streetlaw.domain.case import Case, Party
from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent, Purpose, reach
from streetlaw.domain.deadline import Deadline, DeadlineStatus
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.fact_check import FactCheck
from streetlaw.domain.incident import ERASED, Incident
from streetlaw.domain.pack import Pack
from streetlaw.domain.profile import Profile
from streetlaw.domain.record import Change, Outcome, PartialDate, Record
from streetlaw.packs.in_force import in_force
from streetlaw.services.blobs import Digest, StoredBlob, Writable
from streetlaw.services.listing import (
    ClientQuery,
    ClientRow,
    Draft,
    FieldChange,
    Hit,
    IncidentQuery,
    IncidentRow,
    LogLine,
    LogQuery,
    LogState,
)
from streetlaw.services.progress import Progress, silent
from streetlaw.storage import alike, near, passages
from streetlaw.storage.clients_view import BEST
from streetlaw.storage.kinds import NAMES, REFERENCES, references
from streetlaw.storage.pending import Pending, changed_fields, going_with, matches, ordered, seen_at
from streetlaw.storage.search import FEW, Query, matched, readings
from streetlaw.storage.texts import Texts, texts

R = TypeVar("R", bound=Record)


class MemoryBlobs:
    """Attachments in a dict: the identity is needed to open one, and an erased one is gone."""

    def __init__(self) -> None:
        self.sealed: dict[str, tuple[str, bytes]] = {}

    def store(self, source: BinaryIO, *, size: int = 0, progress: Progress = silent) -> StoredBlob:
        taken = io.BytesIO()
        while piece := source.read(2**20):
            taken.write(piece)
            progress(taken.tell(), max(size, taken.tell()))
        data, name, identity = taken.getvalue(), uuid.uuid4().hex, uuid.uuid4().hex
        self.sealed[name] = (identity, data)
        return StoredBlob(name, identity, len(data), hashlib.sha256(data).hexdigest())

    def open(self, blob: str, identity: str) -> bytes:
        if blob not in self.sealed:
            raise StreetLawError("attachment.missing")
        known, data = self.sealed[blob]
        if known != identity:
            raise StreetLawError("attachment.damaged")
        return data

    def copy(self, blob: str, identity: str, target: Writable, *, size: int = 0,
             progress: Progress = silent) -> Digest:
        data = self.open(blob, identity)
        for start in range(0, len(data), 2**20):
            target.write(data[start:start + 2**20])
            progress(min(start + 2**20, len(data)), max(size, len(data)))
        return Digest(len(data), hashlib.sha256(data).hexdigest())

    def erase(self, blob: str) -> None:
        self.sealed.pop(blob, None)


@dataclass(slots=True)
class Kept:
    """What a vault holds."""

    records: dict[type[Record], dict[str, Record]] = field(default_factory=dict)
    written: dict[str, int] = field(default_factory=dict)
    history: list[tuple[str, FieldChange]] = field(default_factory=list)
    audit: list[tuple[str, str, str]] = field(default_factory=list)
    log: list[LogLine] = field(default_factory=list)
    drafts: dict[str, Draft] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    shelf: dict[str, bytes] = field(default_factory=dict)


class MemoryVault:
    """An open vault that forgets everything when the test ends."""

    def __init__(self, pack: Pack, *, now: datetime | None = None, rng: random.Random | None = None) -> None:
        self.kept = Kept()
        self.blobs = MemoryBlobs()
        self.fails: StreetLawError | None = None
        """What the next commit raises instead of writing."""
        self.packs: dict[str, Pack] = {}
        """The packs of other countries than the home one."""
        self._pack, self._now, self._rng = pack, now, rng or random.SystemRandom()
        self._laws: dict[tuple[object, ...], Pack] = {}

    @contextmanager
    def work(self) -> Iterator[MemoryWork]:
        work = MemoryWork(self, self._law(), self._now or datetime.now(UTC), self._rng)
        yield work
        work.end()

    def _law(self) -> Pack:
        """The home pack with what was corrected here."""
        held = [one for one in self.kept.records.get(FactCheck, {}).values()
                if isinstance(one, FactCheck) and one.holds and one.jurisdiction == self._pack.code]
        archive = self.kept.shelf.get(f"law/pack/{self._pack.code}")
        held.sort(key=lambda one: one.id)
        known = (archive, *((one.id, one.revision) for one in held))
        if known not in self._laws:
            changed = held or archive is not None
            self._laws = {known: in_force(self._pack.code, archive, held) if changed else self._pack}
        return self._laws[known]

    def close(self) -> None:
        pass


class MemoryWork:
    """One unit of work on a `MemoryVault`."""

    def __init__(self, vault: MemoryVault, pack: Pack, now: datetime, rng: random.Random) -> None:
        self.now, self.pack, self.random = now, pack, rng
        self.blobs = vault.blobs
        self._vault, self._kept = vault, vault.kept
        self._pending = Pending()
        self._wanted: Callable[[], bool] = _always

    @property
    def today(self) -> date:
        return self.now.astimezone(self.pack.zone).date()

    def pack_of(self, jurisdiction: str) -> Pack:
        if jurisdiction in ("", self.pack.code):
            return self.pack
        brought = self._vault.packs.get(jurisdiction)
        return brought or in_force(jurisdiction, self._vault.kept.shelf.get(f"law/pack/{jurisdiction}"))

    def pack_with(self, code: str, archive: bytes | None) -> Pack:
        return in_force(code, archive)

    @property
    def actor(self) -> str:
        me = self.find(Profile)
        return me.id if me else ""

    def get(self, kind: type[R], id: str, *, at: int | None = None) -> R:
        return seen_at(self.find(kind, id=id), at)

    def find(self, kind: type[R], **equals: object) -> R | None:
        return next(iter(ordered(self._select(kind, equals), "id", descending=False)), None)

    def list(self, kind: type[R], *, order: str = "id", descending: bool = False, limit: int | None = None,
             **equals: object) -> Sequence[R]:
        return ordered(self._select(kind, equals), order, descending=descending)[:limit]

    def count(self, kind: type[Record], **equals: object) -> int:
        return len(self._select(kind, equals))

    def add(self, record: R) -> R:
        return self._pending.add(record, record.id or self.new_id())

    def add_many(self, records: Iterable[R]) -> int:
        return sum(1 for record in records if self._pending.add(record, record.id))

    def new_id(self) -> str:
        return f"{len(self._kept.written) + len(self._pending.changes):08x}{uuid.uuid4().hex[:24]}"

    def change(self, after: R) -> R:
        return self._pending.change(self.get(type(after), after.id), after)

    def remove(self, record: Record) -> None:
        stored = self.get(type(record), record.id, at=record.revision)
        for going in (*going_with(stored, self.list), stored):
            self._pending.remove(going)

    def naming(self, kind: type[R], id: str) -> Sequence[R]:
        stored = self._kept.records.get(kind, {}).values()
        return [one for one in sorted(stored, key=lambda one: one.id)
                if isinstance(one, kind) and f'"{id}"' in msgspec.json.encode(_lists(one)).decode()]

    def commit(self, name: str, *, about: Sequence[Record] = ()) -> Outcome:
        done, actor, kept = self._pending, self.actor, self._kept
        if self._vault.fails:
            failure, self._vault.fails = self._vault.fails, None
            raise failure
        after = _applied(kept.records, done.changes)
        kept.records = after
        for change in done.changes:
            self._remember(change, actor)
        if any(change.kind is Client and change.after is None for change in done.changes):
            self._unname({change.id for change in done.changes if change.after is None})
        told = {c.id for c in done.changes}
        lines = [(name, NAMES[c.kind], c.id) for c in done.changes]
        lines += [(name, NAMES[type(one)], one.id) for one in about if one.id not in told]
        for line in lines or [(name, "", "")]:
            kept.audit.append(line)
            kept.log.append(LogLine(len(kept.audit), self.now, actor, *line))
        kept.secrets |= done.secrets
        kept.shelf = self._shelf()
        self._drop(done.dropped)
        self._pending = Pending()
        return Outcome(name, tuple(done.changes))

    def history(self, kind: type[Record], id: str) -> Sequence[FieldChange]:
        return [line for of, line in reversed(self._kept.history) if of == id]

    def log(self, query: LogQuery) -> Sequence[LogLine]:
        found = [line for line in reversed(self._kept.log)
                 if (not query.before or line.number < query.before)
                 and (not query.names or line.name in query.names)
                 and (not query.record_ids or line.record_id in query.record_ids)
                 and (query.since is None or line.at >= query.since)
                 and (query.until is None or line.at < query.until)]
        return found[:query.limit]

    def anchor(self) -> str:
        return f"memory-{len(self._kept.log):08d}"

    def recall(self, anchor: str) -> LogState | None:
        if not anchor.startswith("memory-"):
            return None
        known, here = int(anchor.removeprefix("memory-")), self._kept.log
        return LogState(lines=len(here), last=here[-1].at if here else None, expected=known,
                        is_older=known > len(here))

    def client_ids(self, query: ClientQuery, first: int | None = None) -> Sequence[str]:
        listed = [client for client in self.list(Client) if self._listed(client, query)]
        if query.text.strip():
            clients = {client.id: client for client in listed}
            listed = [clients[id] for id in self._answering(query.text) if id in clients][:BEST]
        return [client.id for client in self._in_order(listed, query)][:first]

    def codes(self, client_ids: Iterable[str]) -> Mapping[str, str]:
        return {client.id: client.code for client in self.list(Client, id=tuple(client_ids))}

    def client_rows(self, ids: Sequence[str], text: str = "") -> Sequence[ClientRow]:
        return [self._row(client, tuple(readings(text))) for id in ids
                if (client := self.find(Client, id=id)) is not None]

    def incident_ids(self, query: IncidentQuery, first: int | None = None) -> Sequence[str]:
        _, hits = self._read(query.text)
        exact = [hit for hit in hits if not hit.slipped and hit.kind in ("incident", "client")]
        found = {hit.record_id for hit in exact or hits}
        listed = [one for one in self.list(Incident, descending=True)
                  if _is_listed(one, query) and (not query.text.strip() or {one.id, one.client_id} & found)]
        if query.order == "code":
            listed.sort(key=lambda one: self.get(Client, one.client_id).code, reverse=query.backwards)
        elif query.backwards:
            listed.reverse()
        if query.order == "date":
            dated = [one for one in listed if one.occurred]
            dated.sort(key=lambda one: one.occurred.edtf if one.occurred else "", reverse=not query.backwards)
            listed = dated + [one for one in listed if not one.occurred]
        return [one.id for one in listed][:BEST if query.text.strip() else None][:first]

    def incident_rows(self, ids: Sequence[str]) -> Sequence[IncidentRow]:
        return [self._line(one) for id in ids if (one := self.find(Incident, id=id)) is not None]

    def search(self, text: str, *, limit: int = 20, each: int | None = None) -> Sequence[Hit]:
        query, hits = self._read(text)
        some = [hit for hit in hits if not hit.slipped], [hit for hit in hits if hit.slipped]
        found = [hit for part in some for hit in _each(part, each)][:limit]
        return passages.shown(found, query, self.list)

    def alike(self, words: Sequence[Sequence[str]], phone: str) -> Sequence[Record]:
        people = self._people()
        number = alike.subscriber(phone)
        by_phone = [one for one, told in people if number and number in told.phone]
        named = [(far, one) for one, told in people
                 if words and (far := alike.distance(words, told.name)) is not None]
        nearest = [one for _, one in sorted(named, key=lambda pair: pair[0])]
        return [*{one.id: one for one in [*by_phone, *nearest]}.values()][:alike.BEST]

    def mentions(self, words: Sequence[str], most: int) -> Sequence[Record]:
        query = Query(beginnings=tuple(words))
        return [one for one, told in self._written() if isinstance(one, Incident | Note | Action)
                and _is_told(query, told)][:most]

    def bearers(self, word: str, most: int) -> int:
        return min(most, sum(f"  {word}" in told.name for _, told in self._written()))

    def _people(self) -> Sequence[tuple[Record, Texts]]:
        return [(one, told) for one, told in self._written() if told.name or told.phone]

    def _written(self) -> Sequence[tuple[Record, Texts]]:
        """Every record with what can be found of it, latest written first."""
        kept = [one for some in self._kept.records.values() for one in some.values()]
        kept.sort(key=lambda one: -self._kept.written[one.id])
        return [(one, texts(one) or Texts()) for one in kept]

    @contextmanager
    def while_wanted(self, wanted: Callable[[], bool]) -> Iterator[None]:
        self._wanted = wanted
        try:
            yield
        finally:
            self._wanted = _always

    def _hits(self, query: Query) -> Sequence[Hit]:
        """Everything found: names, then texts, then names typed with a slip, each latest first."""
        found = [(texts(record) or Texts(), record) for kept in self._kept.records.values()
                 for record in kept.values() if query]
        found.sort(key=lambda pair: -self._kept.written[pair[1].id])
        named = [record for told, record in found if _is_named(query, told)]
        written = [record for told, record in found if record not in named and _is_told(query, told)]
        slipped = [] if len(named) + len(written) >= FEW else sorted(
            ((slips, record) for told, record in found if record not in named and record not in written
             and near.can_slip(query.words) and (slips := near.slips(query.words, told.name)) is not None),
            key=lambda pair: pair[0])
        return ([self._hit(record, query) for record in [*named, *written]]
                + [replace(self._hit(record, query), slipped=True, matched="name") for _, record in slipped])

    def _read(self, text: str) -> tuple[Query, Sequence[Hit]]:
        """The reading of a text that finds something exactly, else the first that finds anything."""
        found = [(query, self._hits(query)) for query in readings(text)]
        exact = [pair for pair in found if any(not hit.slipped for hit in pair[1])]
        return next(iter([*exact, *(pair for pair in found if pair[1]), *found]), (Query(), ()))

    def _answering(self, text: str) -> Sequence[str]:
        """The clients a search gives: who hold the text, else whose name was typed with a slip."""
        _, hits = self._read(text)
        exact = dict.fromkeys(hit.client_id for hit in hits if not hit.slipped)
        return [*(exact if any(exact) else dict.fromkeys(hit.client_id for hit in hits))]

    def save_draft(self, key: str, values: str) -> None:
        self._pending.dropped.discard(key)
        self._kept.drafts[key] = Draft(key, values, datetime.now(UTC))

    def drop_draft(self, key: str) -> None:
        self._pending.dropped.add(key)

    def drafts(self) -> Sequence[Draft]:
        kept = [draft for draft in self._kept.drafts.values() if draft.key not in self._pending.dropped]
        return sorted(kept, key=lambda draft: draft.saved, reverse=True)

    def setting(self, name: str, default: str = "") -> str:
        return self._kept.settings.get(name, default)

    def set_setting(self, name: str, value: str) -> None:
        self._kept.settings[name] = value

    def secret(self, name: str) -> str:
        secrets = {**self._kept.secrets, **self._pending.secrets}
        if name not in secrets:
            raise StreetLawError("vault.no_secret", name=name)
        return secrets[name]

    def put_secret(self, name: str, value: str) -> None:
        self._pending.secrets[name] = value

    def shelf(self, beginning: str) -> Sequence[str]:
        return [name for name in sorted(self._shelf()) if name.startswith(beginning)]

    def shelved(self, name: str) -> bytes | None:
        return self._shelf().get(name)

    def shelve(self, name: str, content: bytes | None) -> None:
        self._pending.shelved[name] = content

    def _shelf(self) -> dict[str, bytes]:
        put = {**self._kept.shelf, **self._pending.shelved}
        return {name: content for name, content in put.items() if content is not None}

    def pseudonym_key(self) -> bytes:
        return b"memory".ljust(32, b".")

    def end(self) -> None:
        """Leave the work: what was not committed is forgotten."""
        if not self._pending:
            self._drop(self._pending.dropped)

    def _select(self, kind: type[R], equals: Mapping[str, object]) -> Sequence[R]:
        if not self._wanted():
            raise StreetLawError("work.cancelled")
        stored = [record for record in self._kept.records.get(kind, {}).values()
                  if isinstance(record, kind) and matches(record, equals)]
        return self._pending.seen(kind, stored, equals)

    def _remember(self, change: Change, actor: str) -> None:
        kept = self._kept
        kept.written[change.id] = len(kept.history) + len(kept.audit) + len(kept.written)
        if change.after is None:
            kept.history = [(of, line) for of, line in kept.history if of != change.id]
            self._drop({key for key in kept.drafts if change.id in key})
            if isinstance(change.before, Attachment):
                self.blobs.erase(change.before.blob)
            return
        for name, before, after in changed_fields(change):
            line = FieldChange(self.now, actor, change.after.revision, name, _plain(before), _plain(after))
            kept.history.append((change.id, line))

    def _unname(self, ids: AbstractSet[str]) -> None:
        """Take erased ids out of what other records and forms hold."""
        def without(text: str) -> str:
            for id in ids:
                text = text.replace(f'"{id}"', f'"{ERASED}"')
            return text
        kept = self._kept
        kept.history = [(of, msgspec.convert(msgspec.json.decode(without(msgspec.json.encode(line).decode())),
                                             FieldChange)) for of, line in kept.history]
        kept.drafts = {draft.key: replace(draft, values=without(draft.values))
                       for draft in kept.drafts.values()}

    def _drop(self, keys: Iterable[str]) -> None:
        for key in keys:
            self._kept.drafts.pop(key, None)

    def _listed(self, client: Client, query: ClientQuery) -> bool:
        cases = {case.status for case in self.list(Case, client_id=client.id)}
        return (not client.merged_into and (not query.statuses or bool(cases & set(query.statuses)))
                and (not query.regions or client.region in query.regions)
                and (not query.risks or client.risk in query.risks)
                and (not query.supervisor or bool(self.list(Case, client_id=client.id,
                                                            supervisor_id=query.supervisor)))
                and (not query.purpose or not query.reach or query.reach == reach(
                    self.list(Consent, client_id=client.id), Purpose(query.purpose), self.today))
                and (not query.due or any(self._is_due(one, query.due) for one in self._open(client))))

    def _is_due(self, deadline: Deadline, when: str) -> bool:
        if deadline.due is None:
            return when == "unverified"
        days = (deadline.due - self.today).days
        return {"overdue": days < 0, "today": days == 0, "week": 0 <= days < 7}.get(when, False)

    def _open(self, client: Client) -> Sequence[Deadline]:
        return self.list(Deadline, order="due", client_id=client.id, status=DeadlineStatus.OPEN)

    def _in_order(self, clients: Sequence[Client], query: ClientQuery) -> Sequence[Client]:
        recent = sorted(clients, key=lambda one: (one.last_contact or date.min, one.id), reverse=True)
        if query.order == "code":
            return sorted(clients, key=lambda one: (one.code, one.id), reverse=query.backwards)
        if query.order == "region":
            return sorted(recent, key=lambda one: one.region, reverse=query.backwards)
        if query.order == "due":
            due = {one.id: first for one in clients if (first := self._first_due(one))}
            dated = sorted((one for one in clients if one.id in due), key=lambda one: one.id)
            dated.sort(key=lambda one: due[one.id], reverse=query.backwards)
            return dated + [one for one in recent if one.id not in due]
        return recent[::-1] if query.backwards else recent

    def _first_due(self, client: Client) -> date | None:
        return min((one.due for one in self._open(client) if one.due), default=None)

    def _row(self, client: Client, sought: Sequence[Query]) -> ClientRow:
        cases = sorted(self.list(Case, client_id=client.id),
                       key=lambda case: (case.status.is_open, case.opened or date.min, case.id))
        due, deadlines = self._first_due(client), self._open(client)
        found = texts(client)
        return ClientRow(
            client.id, client.code, client.full_name, client.risk, cases[-1].status if cases else "", due,
            due is not None or not deadlines, client.region, client.last_contact,
            matched(sought, found) if sought and found else "",
        )

    def _line(self, incident: Incident) -> IncidentRow:
        case = self.find(Case, id=incident.case_id)
        return IncidentRow(
            incident.id, incident.client_id, self.get(Client, incident.client_id).code, incident.occurred,
            tuple(act.violation for act in incident.acts), incident.region, not incident.missing,
            case.status if case else "", incident.jurisdiction,
        )

    def _hit(self, record: Record, query: Query) -> Hit:
        owner = self._owner(record)
        code = owner.code if owner else ""
        return Hit(NAMES[type(record)], record.id, owner.id if owner else "", code,
                   query.matched(texts(record) or Texts()))

    def _owner(self, record: Record) -> Client | None:
        if isinstance(record, Client):
            return self.find(Client, id=record.merged_into) if record.merged_into else record
        case = self.find(Case, id=getattr(record, "case_id", ""))
        own = "" if isinstance(record, Party) else getattr(record, "client_id", "")
        return self.find(Client, id=own or (case.client_id if case else ""))


def _always() -> bool:
    return True


def _each(hits: Sequence[Hit], each: int | None) -> Sequence[Hit]:
    """The hits, at most so many of one kind."""
    seen: Counter[str] = Counter()
    kept = []
    for hit in hits:
        seen[hit.kind] += 1
        if each is None or seen[hit.kind] <= each:
            kept.append(hit)
    return kept


def _is_named(query: Query, found: Texts) -> bool:
    """True when it is found in names, codes and numbers."""
    return all(any(part in field for field in found[:3]) for part in query.parts)


def _is_told(query: Query, found: Texts) -> bool:
    """True when every word of the query begins a word of the record."""
    words = found.words.split()
    return bool(query.beginnings) and all(
        any(word.startswith(beginning) for word in words) for beginning in query.beginnings)


def _is_listed(incident: Incident, query: IncidentQuery) -> bool:
    """True when an incident passes the filters of the register."""
    done = {act.violation for act in incident.acts}
    return ((not query.regions or incident.region in query.regions)
            and (not query.violations or bool(done & set(query.violations)))
            and (not query.since or (incident.occurred is not None and incident.occurred.edtf >= query.since))
            and (not query.incomplete or bool(incident.missing)))


def _applied(stored: Mapping[type[Record], Mapping[str, Record]],
             changes: Sequence[Change]) -> dict[type[Record], dict[str, Record]]:
    """The records as the changes leave them; raises what the database would."""
    after = {kind: dict(records) for kind, records in stored.items()}
    for change in changes:
        records = after.setdefault(change.kind, {})
        known = records.get(change.id)
        if (known.revision if known else None) != (change.before.revision if change.before else None):
            raise StreetLawError("record.changed")
        if change.after is None:
            del records[change.id]
        else:
            records[change.id] = change.after
    _check_codes(after)
    _check_references(after)
    return after


def _check_codes(records: Mapping[type[Record], Mapping[str, Record]]) -> None:
    codes = Counter(one.code for one in records.get(Client, {}).values() if isinstance(one, Client))
    for code, count in codes.items():
        if code and count > 1:
            raise StreetLawError("client.code_taken", code=code)


def _check_references(records: Mapping[type[Record], Mapping[str, Record]]) -> None:
    for kind, kept in records.items():
        for name in references(kind):
            named = {getattr(record, name) for record in kept.values()} - {""}
            if not named <= records.get(REFERENCES[name], {}).keys():
                raise StreetLawError("record.unknown")


def _lists(record: Record) -> list[Any]:
    """The nested values of a record."""
    values = [getattr(record, one.name) for one in fields(record)]
    return [_plain(value) for value in values if isinstance(value, tuple) or is_dataclass(value)]


def _plain(value: object) -> Any:
    plain = value.edtf if isinstance(value, PartialDate) else value
    return msgspec.json.decode(msgspec.json.encode(plain))
