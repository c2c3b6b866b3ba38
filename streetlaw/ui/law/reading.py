"""What the law pages read of the vault, each in one unit of work, and the papers they are about."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from streetlaw.domain.client import Client
from streetlaw.domain.condition import SKIP
from streetlaw.domain.consent import Purpose
from streetlaw.domain.eligibility import MATTER, Screening
from streetlaw.domain.incident import Incident
from streetlaw.domain.law import Paper
from streetlaw.domain.pack import Pack
from streetlaw.domain.paper import LegalAidApplication
from streetlaw.domain.referral import Referral
from streetlaw.services.barriers import noted
from streetlaw.services.cases import client_file
from streetlaw.services.consents import consents_in_force
from streetlaw.services.ports import Work
from streetlaw.services.screening import QUALIFIED


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whose right is checked, and what they agreed to.

    `health` and `refer` say what holds today: given, refused, withdrawn, expired or missing. `last` is the
    check before; `referral` is the one the page was opened for, `answers` are those it rests on; `noted` is
    where no lawyer was available.
    """

    client: Client
    case_id: str
    health: str
    refer: str
    last: Screening | None = None
    referral: Referral | None = None
    answers: tuple[tuple[str, str], ...] = ()
    noted: Sequence[Incident] = ()


def read_person(work: Work, client_id: str, case_id: str, referral_id: str) -> Person:
    """A client with their open case, unless another one is named; raises `record.unknown`."""
    file = client_file(work, client_id)
    authority = work.pack.aid.authority.name(work.pack.languages[0])
    referral = work.find(Referral, id=referral_id) if referral_id else None
    rests_on = work.find(Screening, id=referral.screening_id) if referral and referral.screening_id else None
    receiver = referral.receiver if referral else authority
    return Person(
        client=file.client,
        case_id=case_id or (file.main_case.id if file.main_case else ""),
        health=consents_in_force(work, client_id)[Purpose.HEALTH_DATA],
        refer=consents_in_force(work, client_id, receiver)[Purpose.REFER],
        last=next(iter(file.screenings), None),
        referral=referral,
        answers=tuple(rests_on.given.items()) if rests_on else (),
        noted=noted(work, client_id))


def papers_needed(pack: Pack, category: str) -> tuple[Paper, ...]:
    """The papers an application by that category needs."""
    return tuple(paper for paper in pack.aid.documents.values()
                 if not paper.categories or category in paper.categories)


def nameless_application(pack: Pack, today: date, *, category: str, answers: Mapping[str, str],
                         ready: Collection[str]) -> LegalAidApplication:
    """The application as it would be: it names nobody, and leaves a line for the name."""
    said = {code: answer for code, answer in answers.items() if answer != SKIP}
    return LegalAidApplication(
        pack=pack, prepared=today, aid_kind=QUALIFIED, matter=said.get(MATTER, ""), category=category,
        answers=tuple(said.items()),
        papers=tuple((paper.code, paper.code in ready) for paper in papers_needed(pack, category)))
