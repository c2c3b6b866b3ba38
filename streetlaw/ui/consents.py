"""What the purposes of consent are called in lists and forms."""

from __future__ import annotations

from streetlaw.domain.consent import Purpose
from streetlaw.translation import gettext as _


def purpose_label(purpose: Purpose) -> str:
    """A purpose in a few words."""
    return {
        Purpose.KEEP_CASE: _("keep the person's data"),
        Purpose.HEALTH_DATA: _("record health and private life"),
        Purpose.SUPERVISOR: _("share with the attorney"),
        Purpose.REFER: _("refer to a service"),
        Purpose.STATISTICS: _("count in anonymous statistics"),
        Purpose.ABROAD: _("send abroad"),
        Purpose.PHOTO: _("take and keep photographs"),
    }[purpose]
