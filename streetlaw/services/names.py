"""Looking at names: allowed, and never unnoticed."""

from __future__ import annotations

from streetlaw.domain.record import Outcome
from streetlaw.services.ports import Work


def show_names(work: Work, record_id: str) -> Outcome:
    """Write to the log that the name of a record was shown; "" stands for the whole list in view."""
    return work.commit("names.shown" if not record_id else "name.shown")
