"""What is kept back when a person gets a copy of everything: passages about somebody else, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from streetlaw.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld(Record):
    """A passage of a free text in a client's file that concerns somebody else and is not handed out.

    `of_kind` and `of_id` name the record, `of_field` the field, `digest` the passage: SHA-256 of its text, in
    hexadecimal. `reason` is read by the person too.
    """

    client_id: str = ""
    of_kind: str = ""
    of_id: str = ""
    of_field: str = ""
    digest: str = ""
    reason: str = ""
    since: date | None = None
