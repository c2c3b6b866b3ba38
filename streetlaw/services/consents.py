"""Recording what a client agrees to, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent, ConsentState, Purpose, require
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.services.checks import not_in_future
from streetlaw.services.ports import Work


def record_consent(work: Work, consent: Consent) -> Outcome:
    """Store an answer of a client to one purpose.

    Raises `record.unknown` (no such client), `date.in_future`, `consent.expires_before_answer`.
    """
    work.get(Client, consent.client_id)
    not_in_future(work, consent.answered_on)
    answered = consent.answered_on or work.today
    if consent.expires_on is not None and consent.expires_on < answered:
        raise StreetLawError("consent.expires_before_answer")
    ready = replace(consent, answered_on=answered)
    if ready.is_new:
        work.add(ready)
    else:
        work.change(ready)
    return work.commit("consent.recorded")


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawConsent:
    """The client takes back a consent, as seen at that revision."""

    id: str
    revision: int


def withdraw_consent(work: Work, cmd: WithdrawConsent) -> Outcome:
    """Mark a consent as withdrawn from today; the next export is refused.

    Raises `consent.not_given` when there is nothing to take back, `record.changed`.
    """
    consent = work.get(Consent, cmd.id, at=cmd.revision)
    if consent.state is not ConsentState.GIVEN:
        raise StreetLawError("consent.not_given")
    work.change(replace(consent, state=ConsentState.WITHDRAWN, withdrawn_on=work.today))
    return work.commit("consent.withdrawn")


def consents_in_force(work: Work, client_id: str, recipient: str = "") -> Mapping[Purpose, str]:
    """For each purpose what holds today: "given", "refused", "withdrawn", "expired" or "missing"."""
    consents = work.list(Consent, client_id=client_id)
    states: dict[Purpose, str] = {}
    for purpose in Purpose:
        try:
            require(consents, purpose, recipient, work.today)
            states[purpose] = "given"
        except StreetLawError as refusal:
            states[purpose] = refusal.code.removeprefix("consent.")
    return states
