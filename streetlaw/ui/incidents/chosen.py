"""What can be done with chosen incidents, each time one action that can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from streetlaw.domain.incident import Verification
from streetlaw.domain.record import Outcome
from streetlaw.services import batches, wording
from streetlaw.services.listing import IncidentRow
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext
from streetlaw.ui.incidents.words import choices
from streetlaw.ui.lists.deeds import Deed
from streetlaw.ui.lists.review import ReviewDeed
from streetlaw.ui.lists.table_file import TableFile
from streetlaw.ui.parts.status import status_label

if TYPE_CHECKING:
    from streetlaw.ui.incidents.page import IncidentsPage


class IncidentDeeds:
    """Review, table, how far they have been checked."""

    def __init__(self, page: IncidentsPage) -> None:
        self._page = page
        header = (_("Code"), _("When"), _("Violations"), _("Region"), _("Complete"), _("Case"))
        self.all: Sequence[Deed] = (
            Deed(text=_("Ask for a review"), icon="package",
                 act=ReviewDeed(page, batches.review_of_incidents).ask),
            Deed(text=_("Save a table…"), icon="table",
                 act=TableFile(page, _("incidents.csv"), header, self._told).save),
            Deed(text=_("How far checked"), icon="check-circle", act=self._on_verify,
                 options=tuple(choices(wording.VERIFICATION))),
        )

    def _on_verify(self, ids: Sequence[str], key: str) -> None:
        self._page.run(batches.set_verification, ids, Verification(key), done=self._on_verified)

    def _on_verified(self, outcome: Outcome) -> None:
        number = len(outcome.changes)
        said = ngettext("{n} incident changed", "{n} incidents changed", number)
        self._page.navigator.toast(said.format(n=number), undo=bool(number))

    def _told(self, line: IncidentRow) -> Sequence[str]:
        """One incident as cells: no name, no ground, nothing of the story."""
        label = self._page.desk.pack.label
        return (line.code, line.occurred.edtf if line.occurred else "",
                ", ".join(label("violations", code, language()) for code in line.violations),
                label("regions", line.region, language()) if line.region else "",
                _("yes") if line.complete else _("no"),
                status_label("case", line.status) if line.status else "")
