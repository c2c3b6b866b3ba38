"""Consent: for a purpose, to a recipient, about certain fields, for a time, and always withdrawable.

Source: Digital Code of the Kyrgyz Republic No. 178 of 31.07.2025 (special categories, cross-border transfer).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Record


class Purpose(StrEnum):
    """What the person agrees to."""

    KEEP_CASE = "keep_case"
    HEALTH_DATA = "health_data"
    SUPERVISOR = "supervisor"
    REFER = "refer"
    STATISTICS = "statistics"
    ABROAD = "abroad"
    PHOTO = "photo"


class ConsentState(StrEnum):
    """What the person answered."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Reach(StrEnum):
    """How far the consents to one purpose reach."""

    GIVEN = "given"
    LIMITED = "limited"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(Record):
    """One answer of one client to one purpose.

    `recipient` is a trusted person's id or an institution's name; empty means any recipient of the purpose.
    `fields` limits the consent to those fields; empty means all the purpose needs.
    """

    client_id: str = ""
    purpose: Purpose = Purpose.KEEP_CASE
    recipient: str = ""
    fields: tuple[str, ...] = ()
    state: ConsentState = ConsentState.GIVEN
    how: str = ""
    text_version: str = ""
    language: str = ""
    answered_on: date | None = None
    expires_on: date | None = None
    withdrawn_on: date | None = None
    remarks: str = ""

    def covers(self, purpose: Purpose, recipient: str, today: date) -> bool:
        """True when this consent allows that purpose and recipient on that day."""
        return (self.state is ConsentState.GIVEN and self.purpose is purpose
                and self.recipient in ("", recipient)
                and (self.expires_on is None or today <= self.expires_on))


def require(consents: Iterable[Consent], purpose: Purpose, recipient: str, today: date) -> Consent:
    """The consent that allows the purpose, or a refusal that says what is in the way.

    A "no" or a withdrawal stops every consent given before it, also when only one of the two names the
    recipient; and a "no" to this recipient is not overridden by a "yes" to nobody in particular. Raises
    `consent.missing`, `consent.refused`, `consent.withdrawn` or `consent.expired`.
    """
    said = sorted((c for c in consents if c.purpose is purpose and c.recipient in ("", recipient)),
                  key=_decided, reverse=True)
    if not said:
        raise StreetLawError("consent.missing", purpose=purpose.value)
    against = [c for c in said if c.state is not ConsentState.GIVEN]
    for consent in said:
        if consent.state is ConsentState.GIVEN and not any(_stops(no, consent) for no in against):
            if consent.covers(purpose, recipient, today):
                return consent
            raise StreetLawError("consent.expired", purpose=purpose.value)
    codes = {ConsentState.REFUSED: "consent.refused", ConsentState.WITHDRAWN: "consent.withdrawn"}
    raise StreetLawError(codes[against[0].state], purpose=purpose.value)


def reach(consents: Iterable[Consent], purpose: Purpose, today: date) -> Reach:
    """How far a purpose is consented to: to all it needs, to one recipient or in part, or not at all."""
    said = [consent for consent in consents if consent.purpose is purpose]
    against = [consent for consent in said if consent.state is not ConsentState.GIVEN]
    holding = [yes for yes in said if yes.covers(purpose, yes.recipient, today)
               and not any(no.recipient in ("", yes.recipient) and _decided(no) > _decided(yes)
                           for no in against)]
    if any(not (yes.recipient or yes.fields) for yes in holding):
        return Reach.GIVEN
    return Reach.LIMITED if holding else Reach.NONE


def _stops(no: Consent, yes: Consent) -> bool:
    return _decided(no) > _decided(yes) or bool(no.recipient and not yes.recipient)


def _decided(consent: Consent) -> tuple[date, str]:
    """When it was said; ids grow with time and tell the order within a day."""
    return consent.withdrawn_on or consent.answered_on or date.min, consent.id
