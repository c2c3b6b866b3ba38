"""What can be done with chosen clients, each time one action that can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from streetlaw.domain.case import Case, CaseOutcome
from streetlaw.domain.client import Risk
from streetlaw.domain.record import Outcome
from streetlaw.services import batches, wording
from streetlaw.services.listing import ClientRow
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext, translate
from streetlaw.ui.lists.deeds import Deed
from streetlaw.ui.lists.review import ReviewDeed
from streetlaw.ui.lists.table_file import TableFile
from streetlaw.ui.parts.option import Option
from streetlaw.ui.parts.status import status, status_label

if TYPE_CHECKING:
    from streetlaw.ui.clients.page import ClientsPage


class ClientDeeds:
    """Review, table, risk, end of cases."""

    def __init__(self, page: ClientsPage) -> None:
        self._page = page
        header = (_("Code"), _("State"), _("Deadline"), _("Region"), _("Risk"), _("Contact"))
        risks = tuple(Option(risk.value, status_label("risk", risk), status("risk", risk).icon)
                      for risk in Risk)
        ends = tuple(Option(code.value, _opening(translate(text))) for code, text in wording.OUTCOME.items())
        self.all: Sequence[Deed] = (
            Deed(text=_("Ask for a review"), icon="package",
                 act=ReviewDeed(page, batches.review_of_clients).ask),
            Deed(text=_("Save a table…"), icon="table",
                 act=TableFile(page, _("people.csv"), header, self._told).save),
            Deed(text=_("Risk"), icon="shield-warning", act=self._on_risk, options=risks),
            Deed(text=_("Close cases"), icon="archive", act=self._on_close, options=ends),
        )

    def _on_risk(self, ids: Sequence[str], key: str) -> None:
        self._page.run(batches.set_risk, ids, Risk(key), done=self._on_risk_set)

    def _on_risk_set(self, outcome: Outcome) -> None:
        number = len(outcome.changes)
        said = ngettext("Risk set for {n} person", "Risk set for {n} people", number)
        self._page.navigator.toast(said.format(n=number), undo=bool(number))

    def _on_close(self, ids: Sequence[str], key: str) -> None:
        self._page.run(batches.close_cases, ids, CaseOutcome(key), done=self._on_closed)

    def _on_closed(self, outcome: Outcome) -> None:
        number = sum(change.kind is Case for change in outcome.changes)
        said = ngettext("{n} case closed", "{n} cases closed", number)
        self._page.navigator.toast(said.format(n=number), undo=True)
        self._page.choosing.none()

    def _told(self, line: ClientRow) -> Sequence[str]:
        """One client as cells: no name."""
        region = self._page.desk.pack.label("regions", line.region, language()) if line.region else ""
        return (line.code, status_label("case", line.status) if line.status else "",
                line.due.isoformat() if line.due else "", region, status_label("risk", line.risk),
                line.last_contact.isoformat() if line.last_contact else "")


def _opening(text: str) -> str:
    return text[:1].upper() + text[1:]
