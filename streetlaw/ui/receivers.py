"""What the receiver and the matter of a referral are called."""

from __future__ import annotations

from streetlaw.domain.eligibility import MATTER
from streetlaw.domain.pack import Pack
from streetlaw.domain.referral import Referral
from streetlaw.translation import language


def receiver_name(referral: Referral, pack: Pack) -> str:
    """The name for lists, from which a stranger learns nothing: the neutral one when there is one."""
    return _in_our_language(referral.short_name or referral.receiver, pack)


def receiver_in_full(referral: Referral, pack: Pack) -> str:
    """The name for the client's own page."""
    return _in_our_language(referral.receiver, pack)


def _in_our_language(name: str, pack: Pack) -> str:
    authority = pack.aid.authority
    return authority.name(language()) if name in authority.label.values() else name


def matter_text(referral: Referral, pack: Pack) -> str:
    """The matter in words; a kind of matter answered in the screening is a code of the pack."""
    question = pack.aid.questions.get(MATTER)
    labels = {} if question is None else {choice.code: choice for choice in question.choices}
    choice = labels.get(referral.matter)
    return referral.matter if choice is None else choice.name(language())
