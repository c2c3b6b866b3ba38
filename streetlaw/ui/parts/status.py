"""States: the tone, the icon and the words of every status, in one place."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from streetlaw.translation import N_, translate
from streetlaw.ui.tokens import ToneName, tokens


class Status(NamedTuple):
    """How a state looks."""

    tone: ToneName
    icon: str


_LABELS: dict[str, dict[str, str]] = {
    "case": {
        "intake": N_("Intake"),
        "open": N_("In progress"),
        "waiting": N_("Waiting for answer"),
        "review": N_("In review"),
        "restored": N_("Rights restored"),
        "partial": N_("Partly restored"),
        "refused": N_("Refused"),
        "closed": N_("Closed"),
    },
    "referral": {
        "draft": N_("Draft"),
        "sent": N_("Sent"),
        "acknowledged": N_("Received"),
        "accepted": N_("Accepted"),
        "refused": N_("Refused"),
        "under_way": N_("Under way"),
        "broken_off": N_("Broken off"),
        "done": N_("Done, person confirmed"),
    },
    "risk": {
        "low": N_("Usual care"),
        "raised": N_("Raised"),
        "high": N_("High: contact rules apply"),
    },
    "deadline": {
        "overdue": N_("Overdue"),
        "today": N_("Today"),
        "week": N_("Next 7 days"),
        "later": N_("Later"),
        "met": N_("Done in time"),
        "unverified": N_("Time limit not verified"),
    },
    "verification": {
        "fresh": N_("Checked"),
        "ageing": N_("Check again soon"),
        "stale": N_("Out of date"),
        "unverified": N_("Not verified"),
        "closed": N_("Closed, do not refer"),
    },
    "consent": {
        "given": N_("Given"),
        "partial": N_("Limited"),
        "refused": N_("Not given"),
        "withdrawn": N_("Withdrawn"),
        "expired": N_("Ask again"),
    },
    "save": {
        "saved": N_("Saved, encrypted"),
        "saving": N_("Saving"),
        "failed": N_("Not saved yet"),
    },
}


@cache
def status(group: str, key: str) -> Status:
    """Return tone and icon of a state, for example ``status("case", "waiting")``; KeyError when unknown."""
    return Status(**tokens()["status"][group][key])


def status_label(group: str, key: str) -> str:
    """Return the words of a state in the language of the interface; KeyError when unknown."""
    return translate(_LABELS[group][key])
