"""The tables of the vault: one for each kind of record, and what is kept about them."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table, Text, text

from streetlaw.domain.record import Record
from streetlaw.storage.kinds import KINDS, NAMES
from streetlaw.storage.mapping import Moment, columns

metadata = MetaData()

_INDEXED: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "trusted_person": (("verify_key",),),
    "client": (("last_contact", "id", "region", "risk", "merged_into"),
               ("code", "id", "region", "risk", "merged_into")),
    "consent": (("client_id", "purpose", "state", "recipient", "fields", "expires_on", "withdrawn_on",
                 "answered_on", "id"),),
    "case": (("client_id", "status", "opened", "id"), ("status", "client_id"),
             ("supervisor_id", "client_id"), ("status", "closed")),
    "party": (("client_id",), ("case_id",)),
    "incident": (("client_id", "id", "occurred", "region"), ("case_id",)),
    "action": (("client_id",), ("case_id",)),
    "note": (("client_id",), ("case_id",)),
    "attachment": (("client_id",), ("case_id",), ("incident_id",)),
    "screening": (("client_id",), ("case_id",)),
    "referral": (("client_id",), ("case_id",), ("screening_id",), ("status", "since", "id")),
    "deadline": (("client_id", "status", "due"), ("case_id",), ("status", "due", "client_id")),
    "bundle": (("partner_id", "direction"), ("manifest_sha256",)),
    "review_case": (("bundle_id",), ("verdict",)),
    "review": (("case_id",),),
    "withheld": (("client_id",),),
}
"""The fields by which records are looked up; every reference is among them, or a removal would read all."""


def _table(name: str, kind: type[Record]) -> Table:
    indexes = (Index(f"{name}_by_{'_'.join(by)}", *by) for by in _INDEXED.get(name, ()))
    return Table(name, metadata, *columns(kind), *indexes)


records: Final[dict[type[Record], Table]] = {kind: _table(name, kind) for name, kind in KINDS.items()}
"""The table of each kind of record."""

client = records[KINDS["client"]]
case = records[KINDS["case"]]
deadline = records[KINDS["deadline"]]

Index("client_code", client.c.code, unique=True, sqlite_where=text("code != ''"))
Index("client_by_merged_into", client.c.merged_into, sqlite_where=text("merged_into != ''"))
Index("client_facts", *(client.c[name] for name in ("id", "last_contact", "code", "region", "risk")))
"""What the list's filters and orders read of a client that was found: narrow, so that few pages are read."""

Index("client_by_region", client.c.region, client.c.last_contact.desc(), client.c.id.desc(), client.c.risk,
      client.c.merged_into)
consent = records[KINDS["consent"]]
Index("consent_limited", consent.c.purpose, consent.c.client_id,
      sqlite_where=text("recipient != '' OR fields != '[]'"))

incident = records[KINDS["incident"]]
Index("incident_facts", *(incident.c[name] for name in ("occurred", "id", "region", "client_id")))
Index("incident_unfinished", incident.c.occurred, incident.c.id,
      sqlite_where=text("occurred IS NULL OR acts = '[]' OR sources = '[]'"))
"""The register in its order, and what of it lacks something: the stories are not read for it."""

act = Table(
    "act", metadata,
    Column("incident_id", Text, nullable=False),
    Column("violation", Text, nullable=False),
    Column("occurred", Text, nullable=True),
    Column("region", Text, nullable=False),
    Index("act_by_incident_id_violation", "incident_id", "violation"),
    Index("act_by_violation_occurred_incident_id_region", "violation", "occurred", "incident_id", "region"),
)
"""What was done in which incident, a line for each violation, kept by triggers (see migration 0002).

The register is narrowed by it; the acts themselves stand in their incident.
"""

history = Table(
    "history", metadata,
    Column("seq", Integer, primary_key=True),
    Column("record_id", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("actor", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Index("history_by_record_id", "record_id"),
)
"""One line for each field that changed; `before` and `after` are JSON."""

audit = Table(
    "audit", metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("record_id", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("mac", LargeBinary, nullable=False),
    Index("audit_by_record_id", "record_id"),
)
"""The append-only chain: see `storage.audit`."""

entry = Table(
    "entry", metadata,
    Column("number", Integer, primary_key=True),
    Column("record_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("client_id", Text, nullable=False),
    Index("entry_by_record_id", "record_id", unique=True),
)
"""Which record stands under which number in the full-text indexes; the latest written has the highest."""

wording = Table(
    "wording", metadata,
    Column("number", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("words", Text, nullable=False),
)
"""What can be found of a record, folded: the content of the full-text indexes, see `storage.search`."""

draft = Table(
    "draft", metadata,
    Column("key", Text, primary_key=True),
    Column("values", Text, nullable=False),
    Column("saved", Moment, nullable=False),
)
setting = Table(
    "setting", metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
secret = Table(
    "secret", metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

shelf = Table(
    "shelf", metadata,
    Column("name", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
"""What was published and taken over, whole, under names like "law/pack/kg"."""

FULL_TEXT: Final = ("found", "told")
"""Virtual tables over `wording`, made by the first migration: `found` finds any part of a name, code or
telephone number, `told` the beginnings of all words.
"""

__all__ = ["FULL_TEXT", "KINDS", "NAMES", "audit", "case", "client", "deadline", "draft", "entry", "history",
           "metadata", "records", "secret", "setting", "shelf", "wording"]
