"""Applications for state-guaranteed legal aid, put together from a referral and its screening."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent, Purpose, require
from streetlaw.domain.eligibility import CategoryResult, Screening
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.pack import Pack
from streetlaw.domain.referral import Referral, ReferralKind
from streetlaw.services.papers import NAME
from streetlaw.services.ports import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalAidApplication:
    """An application for state-guaranteed legal aid for the person to sign; codes are those of `pack`.

    `name` is empty when the paper leaves a line for it. `reason` is the screening's answer for `category`,
    None without a screening. `papers` are document codes, each with whether the person has it.
    """

    pack: Pack
    prepared: date
    name: str = ""
    aid_kind: str = ""
    matter: str = ""
    category: str = ""
    reason: CategoryResult | None = None
    answers: tuple[tuple[str, str], ...] = ()
    papers: tuple[tuple[str, bool], ...] = ()


def legal_aid_application(work: Work, referral_id: str) -> LegalAidApplication:
    """Put an application together from a referral and its screening.

    The client must have agreed to be referred to that receiver (`consent.*`); the name stands in it when the
    client is named and the consent is not limited to other fields. Raises `record.unknown`,
    `paper.not_legal_aid` for a referral of another kind.
    """
    referral = work.get(Referral, referral_id)
    if referral.kind is not ReferralKind.LEGAL_AID:
        raise StreetLawError("paper.not_legal_aid")
    client = work.get(Client, referral.client_id)
    consents = work.list(Consent, client_id=client.id)
    consent = require(consents, Purpose.REFER, referral.receiver, work.today)
    named = client.named and (not consent.fields or NAME in consent.fields)
    screening = work.get(Screening, referral.screening_id) if referral.screening_id else Screening()
    needed = (p.code for p in work.pack.aid.documents.values()
              if not p.categories or referral.category in p.categories)  # fmt: skip
    return LegalAidApplication(
        pack=work.pack,
        prepared=work.today,
        name=client.full_name if named else "",
        aid_kind=referral.aid_kind,
        matter=referral.matter,
        category=referral.category,
        reason=next((r for r in screening.results if r.category == referral.category), None),
        answers=screening.answers,
        papers=tuple((code, code in referral.documents_ready) for code in needed),
    )
