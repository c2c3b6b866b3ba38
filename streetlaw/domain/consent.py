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

    An answer that names the recipient decides over one that names nobody; among equals the latest decides,
    so a refusal or withdrawal after a consent stops it. Raises `consent.missing`, `consent.refused`,
    `consent.withdrawn` or `consent.expired`.
    """
    said = [c for c in consents if c.purpose is purpose and c.recipient in ("", recipient)]
    if not said:
        raise StreetLawError("consent.missing", purpose=purpose.value)
    latest = max(said, key=lambda c: (c.recipient == recipient, _decided_on(c), c.revision, c.id))
    if latest.covers(purpose, recipient, today):
        return latest
    reason = "expired" if latest.state is ConsentState.GIVEN else latest.state.value
    codes = {"refused": "consent.refused", "withdrawn": "consent.withdrawn", "expired": "consent.expired"}
    raise StreetLawError(codes[reason], purpose=purpose.value)


def _decided_on(consent: Consent) -> date:
    return consent.withdrawn_on or consent.answered_on or date.min
