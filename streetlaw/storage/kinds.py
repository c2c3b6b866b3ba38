"""Which records the vault keeps, under which table names, and which of their fields point at another."""

from __future__ import annotations

from typing import Final

from streetlaw.domain.action import Action, Attachment, Note
from streetlaw.domain.case import Case, Party
from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent
from streetlaw.domain.deadline import Deadline
from streetlaw.domain.eligibility import Screening
from streetlaw.domain.fact_check import FactCheck
from streetlaw.domain.incident import Incident
from streetlaw.domain.profile import Profile, TrustedPerson
from streetlaw.domain.record import Record
from streetlaw.domain.referral import Referral
from streetlaw.domain.review import Bundle, Review, ReviewCase
from streetlaw.domain.saved_view import SavedView
from streetlaw.domain.table_import import TableImport
from streetlaw.domain.withheld import Withheld

KINDS: Final[dict[str, type[Record]]] = {
    "profile": Profile,
    "trusted_person": TrustedPerson,
    "client": Client,
    "consent": Consent,
    "case": Case,
    "party": Party,
    "incident": Incident,
    "action": Action,
    "note": Note,
    "attachment": Attachment,
    "screening": Screening,
    "referral": Referral,
    "deadline": Deadline,
    "bundle": Bundle,
    "review_case": ReviewCase,
    "review": Review,
    "table_import": TableImport,
    "saved_view": SavedView,
    "fact_check": FactCheck,
    "withheld": Withheld,
}
"""Table name to class, owners before what they own."""

NAMES: Final[dict[type[Record], str]] = {kind: name for name, kind in KINDS.items()}

REFERENCES: Final[dict[str, type[Record]]] = {
    "client_id": Client,
    "case_id": Case,
    "incident_id": Incident,
    "screening_id": Screening,
}
"""Fields that must name a stored record or be empty.

References to trusted people and bundles are not among them: a ledger outlives whom it tells of.
"""


def references(kind: type[Record]) -> tuple[str, ...]:
    """The fields of that kind which must name a stored record or be empty."""
    return tuple(field for field in REFERENCES if field in kind.__dataclass_fields__)
