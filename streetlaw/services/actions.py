"""Recording what was done: interventions, notes, evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import BinaryIO

from streetlaw.domain.action import Action, Attachment, Custody, Note
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.services.checks import known_codes, not_empty, not_in_future
from streetlaw.services.ports import Work


def save_action(work: Work, action: Action) -> Outcome:
    """Store an intervention; the client counts as contacted that day.

    Raises `record.unknown`, `code.unknown` (channel), `date.in_future`, `action.minutes_range` (0 to 1440),
    `action.answered_before_done`, `record.changed`.
    """
    known_codes(work, "channels", (action.channel,))
    not_in_future(work, action.done_on)
    not_in_future(work, action.answered_on)
    _check_minutes(action.minutes)
    ready = replace(action, done_on=action.done_on or work.today)
    if ready.answered_on and ready.done_on and ready.answered_on < ready.done_on:
        raise StreetLawError("action.answered_before_done")
    _touch(work, ready.client_id)
    if ready.is_new:
        work.add(ready)
    else:
        work.change(ready)
    return work.commit("action.saved")


def save_note(work: Work, note: Note) -> Outcome:
    """Store a note on a contact; the client counts as contacted today.

    Raises `record.unknown`, `note.empty`, `action.minutes_range`, `record.changed`.
    """
    _check_minutes(note.minutes)
    ready = replace(note, text=not_empty(note.text, "note.empty"), written=note.written or work.now)
    _touch(work, ready.client_id)
    if ready.is_new:
        work.add(ready)
    else:
        work.change(ready)
    return work.commit("note.saved")


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachFile:
    """A file to keep as evidence: `source` is read once, to the end; `name` is the file's own name."""

    client_id: str
    name: str
    source: BinaryIO
    media_type: str = "application/octet-stream"
    case_id: str = ""
    incident_id: str = ""


def attach_file(work: Work, cmd: AttachFile) -> Outcome:
    """Seal a file into the vault, hashed as captured, with the first line of its custody log.

    Raises `record.unknown`, `attachment.name_needed`, `attachment.too_large`, `vault.disk_full`.
    """
    work.get(Client, cmd.client_id)
    name = not_empty(cmd.name, "attachment.name_needed")
    stored = work.blobs.store(cmd.source)
    captured = Custody(at=work.now, actor=work.actor, what="captured", sha256=stored.sha256)
    work.add(Attachment(
        client_id=cmd.client_id, case_id=cmd.case_id, incident_id=cmd.incident_id, name=name,
        media_type=cmd.media_type, size=stored.size, sha256=stored.sha256, blob=stored.blob,
        identity=stored.identity, captured=work.now, custody=(captured,)))
    try:
        return work.commit("attachment.captured")
    except StreetLawError:
        work.blobs.erase(stored.blob)
        raise


def open_attachment(work: Work, attachment_id: str, what: str = "opened") -> bytes:
    """The bytes of an attachment, verified; `what` was done with them is a line of its custody log.

    `what` is "opened" or "exported". Raises `record.unknown`, `attachment.damaged`.
    """
    return _verified(work, attachment_id, what)[0]


def check_attachment(work: Work, attachment_id: str) -> Outcome:
    """Read an attachment to its end and compare it with the hash as captured; a line of its custody log.

    Raises `record.unknown`, `attachment.damaged`.
    """
    return _verified(work, attachment_id, "checked")[1]


def remove_attachment(work: Work, attachment: Attachment) -> Outcome:
    """Erase an attachment: with its row goes the only key that opens the file. Not undoable."""
    work.remove(attachment)
    return work.commit("attachment.erased")


def _verified(work: Work, attachment_id: str, what: str) -> tuple[bytes, Outcome]:
    attachment = work.get(Attachment, attachment_id)
    content = work.blobs.open(attachment.blob, attachment.identity)
    seen = sha256(content).hexdigest()
    if seen != attachment.sha256:
        raise StreetLawError("attachment.damaged")
    line = Custody(at=work.now, actor=work.actor, what=what, sha256=seen)
    work.change(replace(attachment, custody=(*attachment.custody, line)))
    return content, work.commit(f"attachment.{what}")


def _check_minutes(minutes: int) -> None:
    if not 0 <= minutes <= 24 * 60:
        raise StreetLawError("action.minutes_range")


def _touch(work: Work, client_id: str) -> None:
    client = work.get(Client, client_id)
    if client.last_contact is None or client.last_contact < work.today:
        work.change(replace(client, last_contact=work.today))
