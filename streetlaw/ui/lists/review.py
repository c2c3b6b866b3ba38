"""From chosen rows to the page where a review of their open cases is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from streetlaw.services.ports import Work
from streetlaw.ui.lists.listed import Listed
from streetlaw.ui.route import Route

Cases = Callable[[Work, Sequence[str]], tuple[str, ...]]
"""The open cases of some records; raises `batch.too_many`, `batch.no_open_case`."""


class ReviewDeed:
    """Goes to the exchange page with the open cases of chosen records."""

    def __init__(self, page: Listed, cases: Cases) -> None:
        self._page, self._cases = page, cases

    def ask(self, ids: Sequence[str], _key: str = "") -> None:
        """Ask for a review of the open cases of these records."""
        self._page.clear_banner()
        self._page.ask(self._cases, ids, done=self._on_cases, latest="review")

    def _on_cases(self, case_ids: tuple[str, ...]) -> None:
        self._page.navigator.go(Route("exchange", tab="send", extra={"cases": ",".join(case_ids)}))
