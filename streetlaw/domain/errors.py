"""The one exception of the program: a code and facts, no prose."""

from __future__ import annotations


class StreetLawError(Exception):
    """A refusal a person can understand: a code, and the facts its sentence needs.

    Codes are `area.what_went_wrong`; the sentence for each code is translated in `ui/messages.py`.
    Facts must never hold a client's data: they may reach a log.
    """

    def __init__(self, code: str, /, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
