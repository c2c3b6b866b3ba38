"""Lists as somebody likes to see them, kept under a name."""

from __future__ import annotations

from dataclasses import dataclass

from streetlaw.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView(Record):
    """Filters and order of a list under a name of the owner's choosing.

    `place` is the list ("clients", "incidents"), `choices` what is chosen there, as JSON; no search text.
    """

    place: str = ""
    name: str = ""
    choices: str = ""
