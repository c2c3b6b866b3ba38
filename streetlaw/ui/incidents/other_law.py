"""An incident under another country's law: its words, norms, limits and bodies are that country's."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from streetlaw.domain.fact import text_in
from streetlaw.domain.pack import Pack
from streetlaw.services.incidents import under_law, words_lost
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui.incidents.plain import plain
from streetlaw.ui.incidents.reading import law_of
from streetlaw.ui.incidents.sheet import Sheet
from streetlaw.ui.parts import dialog

if TYPE_CHECKING:
    from streetlaw.ui.incidents.editor import IncidentEditor


class OtherLaw(QObject):
    """Lets one editor, its parent, change the law of its incident; what would be lost is said before."""

    def __init__(self, page: IncidentEditor) -> None:
        super().__init__(page)
        self._page = page

    def serve(self, sheet: Sheet) -> None:
        """Follow the choice of the country on that sheet."""
        sheet.form.scene.country_chosen.connect(self.choose)
        sheet.notices.home_wanted.connect(self._on_home)

    def ensure(self, jurisdiction: str, then: Callable[[], object]) -> None:
        """Do something once the sheet is that of a country's law."""
        if self._page.sheet.jurisdiction == jurisdiction:
            then()
        else:
            self._page.ask(law_of, jurisdiction, done=partial(self._on_law, jurisdiction, then), latest="law")

    def choose(self, jurisdiction: str) -> None:
        """Tell the incident by another law, if nothing that was chosen is lost, or if that is agreed to."""
        self._page.ask(law_of, jurisdiction, done=partial(self._on_wanted, jurisdiction), latest="law")

    def _on_home(self) -> None:
        self.choose("")

    def _on_law(self, jurisdiction: str, then: Callable[[], object], pack: Pack) -> None:
        self._page.use_law(pack, jurisdiction)
        then()

    def _on_wanted(self, jurisdiction: str, pack: Pack) -> None:
        page = self._page
        if jurisdiction == page.sheet.jurisdiction:
            return
        written, before = page.written, page.sheet.pack
        lost = [before.label(listed, code, language()) for listed, code in words_lost(written, pack)]
        if lost and not _agreed(page, pack, lost):
            page.form.scene.show_country(page.sheet.jurisdiction)
            return
        values = page.form.values()
        values["incident"] = plain(under_law(written, pack, jurisdiction))
        page.use_law(pack, jurisdiction)
        page.form.take(values)
        page.show_again()
        page.form.scene.country.setFocus()


def _agreed(page: IncidentEditor, pack: Pack, lost: list[str]) -> bool:
    country = text_in(pack.names, language())
    return dialog.ask(
        page, _("The law of {country} has no word for part of this").format(country=country),
        _("These would be taken out of the incident; choose them anew from the lists of that country: "
          "{words}. The story and everything else stays.").format(words="; ".join(lost)),
        safe=_("Leave it as it is"), verb=_("Change the law"))
