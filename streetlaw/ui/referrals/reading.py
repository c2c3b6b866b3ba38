"""What the board, and the editor of a referral, show: each read in one unit of work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from streetlaw.domain.client import Client
from streetlaw.domain.consent import Purpose
from streetlaw.domain.incident import Incident
from streetlaw.domain.referral import Referral, ReferralStatus
from streetlaw.services.barriers import noted
from streetlaw.services.consents import consents_in_force
from streetlaw.services.ports import Work
from streetlaw.services.referral_figures import ReferralFigures, referral_figures
from streetlaw.services.referrals import ReferralCard, referral_board
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


MOST = 100
"""How many referrals of a status are shown."""

Board = Mapping[ReferralStatus, Sequence[ReferralCard]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRead:
    """The referrals by status; one more than `MOST` of one tells that there are more.

    `known` are those whose receivers one may choose from, `figures` those of the last months.
    """

    board: Board
    known: Sequence[Referral]
    figures: ReferralFigures


def read_board(work: Work, receivers: Sequence[str] = ()) -> BoardRead:
    """The board, narrowed to receivers (their full names) when these are given."""
    every = referral_board(work, limit=MOST + 1)
    board = referral_board(work, limit=MOST + 1, receivers=tuple(receivers)) if receivers else every
    known = tuple(card.referral for cards in every.values() for card in cards)
    return BoardRead(board=board, known=known, figures=referral_figures(work))
