"""What the editor of a referral shows, read in one unit of work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from streetlaw.domain.client import Client
from streetlaw.domain.consent import Purpose
from streetlaw.domain.incident import Incident
from streetlaw.domain.referral import Referral
from streetlaw.services.barriers import noted
from streetlaw.services.consents import consents_in_force
from streetlaw.services.ports import Work
from streetlaw.services.screening import KeptScreening, kept_screening


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A stored referral (None: a new one), its client, and what it rests on.

    `consent` says what holds today for this receiver: given, refused, withdrawn, expired or missing; `noted`
    is where no lawyer was available.
    """

    client: Client
    referral: Referral | None = None
    kept: KeptScreening | None = None
    consent: str = ""
    noted: Sequence[Incident] = ()


def read_referral(work: Work, referral_id: str, client_id: str) -> Read:
    """A referral with what it rests on, or what a new one of that client needs; raises `record.unknown`."""
    referral = work.get(Referral, referral_id) if referral_id else None
    client = work.get(Client, referral.client_id if referral else client_id)
    kept = kept_screening(work, referral.screening_id) if referral and referral.screening_id else None
    consent = consents_in_force(work, client.id, referral.receiver)[Purpose.REFER] if referral else ""
    return Read(client=client, referral=referral, kept=kept, consent=consent, noted=noted(work, client.id))
