"""Evidence: taken in sealed and hashed, looked at, checked, handed out, linked, erased; each with its line.

What is slow is done beside the vault: `hold` reads what is needed in a unit of work, `read`, `verify` and
`copy_out` work with it on any thread, and `note` writes the line of the custody log in another unit of work.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO, Final

from streetlaw.domain.action import Attachment, Custody
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.domain.paper import CustodyLine, CustodySheet
from streetlaw.domain.profile import Profile, TrustedPerson
from streetlaw.domain.record import Outcome
from streetlaw.services.blobs import Blobs, StoredBlob, Writable
from streetlaw.services.checks import not_empty
from streetlaw.services.ports import Work
from streetlaw.services.progress import Progress, silent

CAPTURED: Final = "captured"
OPENED: Final = "opened"
CHECKED: Final = "checked"
DAMAGED: Final = "damaged"
EXPORTED: Final = "exported"
EXPORTED_BARE: Final = "exported_bare"
"""What the lines of a custody log can say (`wording.CUSTODY`)."""

_NAMES: Final = {EXPORTED: "file.exported", EXPORTED_BARE: "file.exported"}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepFile:
    """What is known of a file to keep as evidence; `name` is the file's own.

    With `once`, content that the same case already has is refused.
    """

    client_id: str
    name: str
    media_type: str = "application/octet-stream"
    case_id: str = ""
    incident_id: str = ""
    once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachFile(KeepFile):
    """A file to keep as evidence: `source` is read once, to the end."""

    source: BinaryIO


@dataclass(frozen=True, slots=True)
class Held:
    """An attachment with what opens it, to be worked on beside the vault."""

    attachment: Attachment
    blobs: Blobs


# ── Taking in ────────────────────────────────────────────────────────────────────────────────────────────


def attach_file(work: Work, cmd: AttachFile) -> Outcome:
    """Seal a file into the vault, hashed as captured, with the first line of its custody log.

    Raises what `keep_sealed` does, and `attachment.too_large`.
    """
    _check(work, cmd)
    return keep_sealed(work, cmd, work.blobs.store(cmd.source))


def keep_sealed(work: Work, cmd: KeepFile, sealed: StoredBlob) -> Outcome:
    """Keep a file that `Blobs.store` has sealed; when it is refused, the sealed file goes too.

    Not when the disk failed: then nobody knows yet whether the record was written, and the next opening
    removes files without one.
    Raises `record.unknown`, `attachment.name_needed`, `attachment.kept_already` (fact `name`),
    `vault.disk_full`.
    """
    try:
        name = _check(work, cmd)
        if cmd.once:
            _refuse_again(work, cmd, sealed)
        captured = Custody(at=work.now, actor=work.actor, what=CAPTURED, sha256=sealed.sha256)
        work.add(Attachment(
            client_id=cmd.client_id, case_id=cmd.case_id, incident_id=cmd.incident_id, name=name,
            media_type=cmd.media_type, size=sealed.size, sha256=sealed.sha256, blob=sealed.blob,
            identity=sealed.identity, captured=work.now, custody=(captured,)))
        return work.commit("attachment.captured")
    except StreetLawError as refusal:
        if refusal.code != "vault.disk_error":
            work.blobs.erase(sealed.blob)
        raise


def drop_sealed(work: Work, sealed: StoredBlob) -> None:
    """Throw away a sealed file that no record knows."""
    work.blobs.erase(sealed.blob)


def _check(work: Work, cmd: KeepFile) -> str:
    work.get(Client, cmd.client_id)
    return not_empty(cmd.name, "attachment.name_needed")


def _refuse_again(work: Work, cmd: KeepFile, sealed: StoredBlob) -> None:
    same = work.list(Attachment, client_id=cmd.client_id, case_id=cmd.case_id, sha256=sealed.sha256, limit=1)
    if same:
        raise StreetLawError("attachment.kept_already", name=same[0].name)


# ── Beside the vault ─────────────────────────────────────────────────────────────────────────────────────


def hold(work: Work, attachment_id: str) -> Held:
    """What is needed to work on an attachment beside the vault; raises `record.unknown`."""
    return Held(work.get(Attachment, attachment_id), work.blobs)


def read(held: Held, progress: Progress = silent) -> bytes:
    """The bytes of an attachment, compared with its hash as captured; raises what `copy_out` does."""
    target = BytesIO()
    copy_out(held, target, progress)
    return target.getvalue()


def verify(held: Held, progress: Progress = silent) -> None:
    """Read an attachment to its end and compare it with its hash as captured; raises what `copy_out` does."""
    copy_out(held, _Nowhere(), progress)


def copy_out(held: Held, target: Writable, progress: Progress = silent) -> None:
    """Write an attachment as captured to `target`, which is to be thrown away when this raises.

    Raises `attachment.missing`, `attachment.damaged`, what `target` and `progress` raise.
    """
    kept = held.attachment
    seen = held.blobs.copy(kept.blob, kept.identity, target, size=kept.size, progress=progress)
    if (seen.size, seen.sha256) != (kept.size, kept.sha256):
        raise StreetLawError("attachment.damaged")


class _Nowhere:
    """Takes everything and keeps nothing."""

    def write(self, data: bytes, /) -> int:
        return len(data)


# ── The custody log ──────────────────────────────────────────────────────────────────────────────────────


def note(work: Work, attachment_id: str, what: str, sha256: str = "") -> Outcome:
    """Write a line of the custody log: `what` was done, and the hash seen while it was. Not undoable.

    Raises `record.unknown`.
    """
    attachment = work.get(Attachment, attachment_id)
    line = Custody(at=work.now, actor=work.actor, what=what, sha256=sha256)
    work.change(replace(attachment, custody=(*attachment.custody, line)))
    return work.commit(_NAMES.get(what, f"attachment.{what}"))


def open_attachment(work: Work, attachment_id: str, what: str = OPENED) -> bytes:
    """The bytes of an attachment, verified; `what` was done with them is a line of its custody log.

    Raises `record.unknown`, `attachment.missing`, `attachment.damaged`.
    """
    held = hold(work, attachment_id)
    content = read(held)
    note(work, attachment_id, what, held.attachment.sha256)
    return content


def check_attachment(work: Work, attachment_id: str, progress: Progress = silent) -> Outcome:
    """Compare an attachment with its hash as captured; what was found is a line of its custody log.

    Raises `record.unknown`, `attachment.missing`, `attachment.damaged` (the line is written then, too).
    """
    held = hold(work, attachment_id)
    try:
        verify(held, progress)
    except StreetLawError as error:
        if is_damage(error):
            note(work, attachment_id, DAMAGED)
        raise
    return note(work, attachment_id, CHECKED, held.attachment.sha256)


def is_damage(error: StreetLawError) -> bool:
    """True when a refusal says that the sealed file is not what it was."""
    return error.code in ("attachment.damaged", "attachment.missing")


def is_damaged(attachment: Attachment) -> bool:
    """True when the last look at the file found it damaged."""
    return bool(attachment.custody) and attachment.custody[-1].what == DAMAGED


def found_intact(attachment: Attachment) -> Custody | None:
    """The last look that found the file as it came in; None while nobody has looked since."""
    looks = (line for line in reversed(attachment.custody) if line.what != CAPTURED)
    return next((line for line in looks if line.sha256 == attachment.sha256), None)


def custody_sheet(work: Work, attachment_id: str) -> CustodySheet:
    """Everything a paper says about the custody of an attachment; raises `record.unknown`."""
    kept = work.get(Attachment, attachment_id)
    people = {one.id: one.name for one in work.list(TrustedPerson)}
    people |= {one.id: one.name for one in work.list(Profile)}
    zone = work.pack.zone
    lines = tuple(CustodyLine(at=line.at.astimezone(zone), who=people.get(line.actor, ""), what=line.what,
                              sha256=line.sha256) for line in kept.custody)
    return CustodySheet(code=work.get(Client, kept.client_id).code, name=kept.name,
                        media_type=kept.media_type, size=kept.size, sha256=kept.sha256, prepared=work.today,
                        lines=lines, record_sha256=_hash(kept.custody))


def _hash(lines: Sequence[Custody]) -> str:
    """SHA-256 of the lines of a custody log as JSON, times in UTC."""
    plain = [[line.at.astimezone(UTC).isoformat(), line.actor, line.what, line.sha256] for line in lines]
    return sha256(json.dumps(plain, ensure_ascii=False).encode()).hexdigest()


# ── Linking, erasing ─────────────────────────────────────────────────────────────────────────────────────


def link_attachment(work: Work, attachment: Attachment, incident_id: str) -> Outcome:
    """Say which incident of the same person an attachment belongs to; "" for none.

    Raises `record.unknown`, `record.changed`.
    """
    case_id = attachment.case_id
    if incident_id:
        incident = work.get(Incident, incident_id)
        if incident.client_id != attachment.client_id:
            raise StreetLawError("record.unknown")
        case_id = incident.case_id
    work.change(replace(attachment, incident_id=incident_id, case_id=case_id))
    return work.commit("attachment.linked")


def remove_attachment(work: Work, attachment: Attachment) -> Outcome:
    """Erase an attachment: with its row goes the only key that opens the file. Not undoable."""
    work.remove(attachment)
    return work.commit("attachment.erased")
