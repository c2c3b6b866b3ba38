"""Who I am, and the people I trust."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from streetlaw.domain.record import Record


class Role(StrEnum):
    """What a person does at the organisation; decides which sections the window shows."""

    LAWYER = "lawyer"
    SUPERVISOR = "supervisor"
    TRAINER = "trainer"
    COORDINATOR = "coordinator"


class Tier(StrEnum):
    """What a trusted person may receive (EXCHANGE: A a named attorney, B own pool, C partners, D public)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile(Record):
    """The owner of this vault. Secret keys are kept apart, as secrets of the vault."""

    name: str = ""
    roles: tuple[Role, ...] = (Role.LAWYER,)
    organisation: str = ""
    jurisdiction: str = "kg"
    language: str = "ky"
    recipient: str = ""
    verify_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedPerson(Record):
    """Somebody bundles may go to or come from.

    `recipient` is an age recipient (age1…), `verify_key` an Ed25519 key in minisign's base64 form,
    `escrow_key` an X-Wing public key in base64, "" when their card had none: it can hold a key of our vault.
    Until six fingerprint words were compared aloud `verified_on` is None, and no tier A or B goes there.
    """

    name: str = ""
    organisation: str = ""
    role: Role = Role.SUPERVISOR
    recipient: str = ""
    verify_key: str = ""
    escrow_key: str = ""
    verified_on: date | None = None
    verified_how: str = ""
    tiers: tuple[Tier, ...] = ()
    remarks: str = ""
