"""The filters above the referrals, as chips, and which referrals they leave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from streetlaw.domain.referral import Referral, ReferralKind, ReferralStatus
from streetlaw.translation import gettext as _
from streetlaw.ui.lists.filters import FilterBar
from streetlaw.ui.parts.chips import Chip
from streetlaw.ui.parts.choice import Choice
from streetlaw.ui.parts.option import Option
from streetlaw.ui.referrals.words import kind_label

_OURS, _THEIRS, _NOBODYS = "ours", "theirs", "ended"


class ReferralFilters(FilterBar):
    """Those that wait longer than usual; where to, to whom, and whose turn it is."""

    def __init__(self) -> None:
        super().__init__()
        self.late = Chip("", icon="warning-circle", removable=True)
        self.kind = Choice(_("Referral to"), _("Anywhere"), (
            Option(kind.value, kind_label(kind)) for kind in ReferralKind))
        self.receiver = Choice(_("Receiver"), _("Any receiver"), ())
        self.turn = Choice(_("Whose turn"), _("Anybody’s turn"), (
            Option(_OURS, _("Our turn")), Option(_THEIRS, _("Their turn")), Option(_NOBODYS, _("Ended"))))
        for name, chip in (("turn", self.turn), ("kind", self.kind), ("receiver", self.receiver),
                           ("late", self.late)):
            self.add(name, chip)
        self.show_late(0)

    def show_late(self, number: int) -> None:
        """Say how many of those shown wait longer than usual."""
        self.late.show_text(_("Longer than usual: {n}").format(n=number))

    def offer_receivers(self, names: Sequence[str]) -> None:
        """Offer these receivers, by their neutral names; the chosen one stays while it is among them."""
        self.receiver.offer(Option(name, name) for name in names)

    def leaves(self, referral: Referral, today: date) -> bool:
        """True when a referral is among those wanted, apart from where to and to whom."""
        if self.late.isChecked() and not referral.is_late(today):
            return False
        return self.turn.key in ("", _turn(referral))


def _turn(referral: Referral) -> str:
    """Whose turn it is: what was drafted or turned down waits for us, what left waits for them."""
    if referral.is_waiting:
        return _THEIRS
    return _NOBODYS if referral.status in (ReferralStatus.DONE, ReferralStatus.BROKEN_OFF) else _OURS
