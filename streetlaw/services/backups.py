"""What the vault remembers of its backups: choices kept as JSON texts, and consents that are logged."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from streetlaw.domain import backup
from streetlaw.domain.action import Attachment
from streetlaw.domain.backup import BackupState, DamagedFile, Drill, Due, Place, Restored, Trial
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.profile import TrustedPerson
from streetlaw.domain.record import Outcome
from streetlaw.services import people
from streetlaw.services.envelopes import Envelopes
from streetlaw.services.listing import LogQuery
from streetlaw.services.ports import Work

PLACES: Final = "backup.places"
VERIFIED: Final = "backup.verified"
EVERY: Final = "backup.every"
REMINDED: Final = "backup.reminded"
RESTORED: Final = "backup.restored"
TRUSTEES: Final = "backup.trustees"
"""Names of choices kept in the vault."""

Vouched = Callable[[str, str], bool]
"""True when a signature over that statement is by somebody the reader trusts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trustees:
    """Who else may open a backup: age recipients, and how its owner signs a statement; nobody by default."""

    recipients: tuple[str, ...] = ()
    sign: Callable[[str], str] = lambda _statement: ""


def state(work: Work) -> BackupState:
    """Everything the vault knows of its backups."""
    drill, restored, reminded = work.setting(VERIFIED), work.setting(RESTORED), work.setting(REMINDED)
    return BackupState(
        places=tuple(_place(values) for values in json.loads(work.setting(PLACES, "[]"))),
        drill=_drill(json.loads(drill)) if drill else None,
        every=int(work.setting(EVERY, str(backup.WEEKLY))),
        reminded=date.fromisoformat(reminded) if reminded else None,
        restored=_restored(json.loads(restored)) if restored else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What is to be said of backups without being asked: that this vault came back from one, what is due.

    `damaged` are the attachments that did not come back whole and are still there.
    """

    restored: Restored | None
    due: Due | None
    latest: Place | None
    damaged: tuple[DamagedFile, ...] = ()


def notice(work: Work) -> Notice:
    """What is to be said today."""
    now = state(work)
    newest = next(iter(work.log(LogQuery(limit=1))), None)
    lines = newest.number if newest else 0
    return Notice(restored=now.restored, due=backup.due(now, work.today, lines), latest=now.latest,
                  damaged=_damaged(work, now.restored.damaged) if now.restored else ())


def _damaged(work: Work, ids: tuple[str, ...]) -> tuple[DamagedFile, ...]:
    found = work.list(Attachment, id=ids, order="name") if ids else ()
    codes = {client.id: client.code for client in work.list(Client, id=tuple(one.client_id for one in found))}
    return tuple(DamagedFile(id=one.id, client=codes.get(one.client_id, ""), name=one.name) for one in found)


def note_made(work: Work, place: Place) -> Outcome:
    """Remember a backup that was just made, and write to the log that everything was copied."""
    _keep_places(work, backup.with_place(state(work).places, place))
    return work.commit("backup.made")


def note_tested(work: Work, trial: Trial) -> None:
    """Remember a backup that was tried and would come back whole."""
    known = state(work).places
    place = next((place.name for place in known if place.made == trial.held.made), "")
    drill = Drill(tested=work.now, made=trial.held.made, records=trial.held.records,
                  attachments=trial.held.attachments, place=place)
    _keep_places(work, tuple(
        replace(place, tested=drill.tested) if place.made == drill.made else place for place in known))
    work.set_setting(VERIFIED, to_text(drill))


def set_rhythm(work: Work, days: int) -> None:
    """Remind after that many days, or never for 0."""
    if days not in backup.RHYTHMS:
        raise ValueError("no such rhythm")
    work.set_setting(EVERY, str(days))


def put_off(work: Work) -> None:
    """Remind no more today."""
    work.set_setting(REMINDED, work.today.isoformat())


def accept_restored(work: Work) -> None:
    """Say no more that this vault came back from a backup."""
    work.set_setting(RESTORED, "")


def trustees(work: Work) -> tuple[TrustedPerson, ...]:
    """The people every new backup is sealed for too: allowed, with the keys they had then, and compared."""
    allowed = _allowed(work)
    return tuple(
        person for person in work.list(TrustedPerson, order="name")
        if allowed.get(person.id) == person.recipient and person.verified_on is not None
    )


def sealed_for(work: Work, envelopes: Envelopes) -> Trustees:
    """The same people as a backup needs them; raises `profile.none`, `vault.no_secret` when there are any."""
    allowed = trustees(work)
    if not allowed:
        return Trustees()
    own = people.own_keys(work)
    return Trustees(recipients=tuple(person.recipient for person in allowed),
                    sign=lambda statement: envelopes.sign(statement, own))


def vouching(work: Work, envelopes: Envelopes) -> Vouched:
    """How a backup somebody handed me is known to come from a person whose words I compared."""
    trusted = [person.verify_key for person in work.list(TrustedPerson) if person.verified_on is not None]

    def vouched(statement: str, signature: str) -> bool:
        return any(envelopes.is_signed(statement, signature, key) for key in trusted)
    return vouched


def allow_trustee(work: Work, person_id: str) -> Outcome:
    """Seal backups for that person too, from the next one on.

    Raises `record.unknown`, `person.not_verified` until the six words were compared.
    """
    person = work.get(TrustedPerson, person_id)
    if person.verified_on is None:
        raise StreetLawError("person.not_verified")
    work.set_setting(TRUSTEES, json.dumps({**_allowed(work), person.id: person.recipient}))
    return work.commit("backup.person_allowed")


def forbid_trustee(work: Work, person_id: str) -> Outcome:
    """Seal no further backup for that person; those that were made open for them as before."""
    allowed = _allowed(work)
    allowed.pop(person_id, None)
    work.set_setting(TRUSTEES, json.dumps(allowed))
    return work.commit("backup.person_forbidden")


def to_text(value: Drill | Restored) -> str:
    """A value as the JSON text it is kept as."""
    return json.dumps(asdict(value), default=datetime.isoformat)


def _keep_places(work: Work, places: tuple[Place, ...]) -> None:
    work.set_setting(PLACES, json.dumps([asdict(place) for place in places], default=datetime.isoformat))


def _allowed(work: Work) -> dict[str, str]:
    """Recipients as they were when allowed, by person."""
    return dict(json.loads(work.setting(TRUSTEES, "{}")))


def _place(values: dict[str, Any]) -> Place:
    tested = values["tested"]
    return Place(name=values["name"], path=values["path"], made=datetime.fromisoformat(values["made"]),
                 size=int(values["size"]), lines=int(values["lines"]), same_disk=bool(values["same_disk"]),
                 tested=datetime.fromisoformat(tested) if tested else None, damaged=values.get("damaged", 0))


def _drill(values: dict[str, Any]) -> Drill:
    return Drill(tested=datetime.fromisoformat(values["tested"]),
                 made=datetime.fromisoformat(values["made"]), records=int(values["records"]),
                 attachments=int(values["attachments"]), place=values["place"])


def _restored(values: dict[str, Any]) -> Restored:
    return Restored(made=datetime.fromisoformat(values["made"]),
                    restored=datetime.fromisoformat(values["restored"]),
                    lines=int(values["lines"]), known_lines=int(values["known_lines"]),
                    damaged=tuple(values.get("damaged", ())))
