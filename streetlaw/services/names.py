"""Looking at names: allowed, and never unnoticed."""

from __future__ import annotations

from streetlaw.domain.case import Party
from streetlaw.domain.client import Client
from streetlaw.domain.record import Outcome
from streetlaw.services.ports import Work


def show_names(work: Work, record_id: str) -> Outcome:
    """Write to the log that the name of a client or of a party was shown; "" stands for the list in view."""
    if not record_id:
        return work.commit("names.shown")
    whose = work.find(Client, id=record_id) or work.find(Party, id=record_id)
    return work.commit("name.shown", about=(whose,) if whose else ())
