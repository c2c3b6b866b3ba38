"""What referrals are called on the screen."""

from __future__ import annotations

from streetlaw.domain.referral import ReferralKind, ReferralStatus
from streetlaw.translation import gettext as _
from streetlaw.ui.parts.status import status_label
from streetlaw.ui.tokens import Ink


def kind_label(kind: ReferralKind) -> str:
    """Where a referral leads."""
    return {ReferralKind.LEGAL_AID: _("state-guaranteed legal aid"), ReferralKind.SERVICE: _("a service"),
            ReferralKind.CROSS_BORDER: _("across the border")}[kind]


def step_verb(status: ReferralStatus) -> str:
    """The button that records this step."""
    return {
        ReferralStatus.DRAFT: status_label("referral", "draft"), ReferralStatus.SENT: _("Mark as sent"),
        ReferralStatus.ACKNOWLEDGED: _("They received it"), ReferralStatus.ACCEPTED: _("They accepted"),
        ReferralStatus.REFUSED: _("They turned it down"), ReferralStatus.UNDER_WAY: _("Help has begun"),
        ReferralStatus.DONE: _("The person confirms: done"), ReferralStatus.BROKEN_OFF: _("Broken off"),
    }[status]


def waiting_ink(days: int, usual: int | None) -> Ink:
    """The colour of a waiting time: usual, longer than usual, more than twice as long."""
    if usual is None or days <= usual:
        return "primary"
    return "danger" if days > 2 * usual else "warning"
