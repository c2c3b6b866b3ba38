"""The filters above the register, as chips, and the query they make."""

from __future__ import annotations

from datetime import date

from streetlaw.domain.pack import Pack
from streetlaw.services.listing import IncidentQuery
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui import alphabet
from streetlaw.ui.lists.filters import FilterBar
from streetlaw.ui.parts.chips import Chip
from streetlaw.ui.parts.choice import Choice
from streetlaw.ui.parts.option import Option


class IncidentFilters(FilterBar):
    """Incomplete ones, when, region, what was done; and whether the order is that of writing."""

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self._pack = pack
        self.incomplete = Chip(_("Incomplete"), icon="warning-circle", removable=True)
        self.when = Choice(_("When"), _("Any time"), (
            Option("month", _("This month")), Option("quarter", _("This quarter")),
            Option("year", _("This year"))))
        self.region = Choice(_("Region"), _("Any region"), [
            Option(region.code, region.name(language())) for region in alphabet.regions_in(pack)])
        self.violation = Choice(_("Violations"), _("Anything"), [
            Option(violation.code, violation.name(language())) for violation in alphabet.violations(pack)])
        self.written = Chip(_("Last written"), icon="sort-descending", removable=True)
        for name, chip in (("incomplete", self.incomplete), ("when", self.when), ("region", self.region),
                           ("violation", self.violation), ("written", self.written)):
            self.add(name, chip)

    def query(self, text: str, order: str, *, backwards: bool, today: date) -> IncidentQuery:
        """What the register shows with these filters, that text and that order.

        A region holds all that lies in it.
        """
        written = self.written.isChecked()
        return IncidentQuery(
            text=text, regions=self._within(self.region.key) if self.region.key else (),
            violations=(self.violation.key,) if self.violation.key else (),
            incomplete=self.incomplete.isChecked(), since=since(self.when.key, today),
            order="recent" if written else order, backwards=backwards and not written)

    def _within(self, code: str) -> tuple[str, ...]:
        below = (part for region in self._pack.regions_in(code) for part in self._within(region.code))
        return (code, *below)


def since(period: str, today: date) -> str:
    """The first month or the year of a period that today lies in; "" for any time."""
    quarter = (today.month - 1) // 3 * 3 + 1
    return {"month": f"{today:%Y-%m}", "quarter": f"{today.year}-{quarter:02}",
            "year": f"{today:%Y}"}.get(period, "")
