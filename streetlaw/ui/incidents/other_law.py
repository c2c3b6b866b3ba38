"""An incident under another country's law: its words, norms, limits and bodies are that country's."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from streetlaw.domain.fact import text_in
from streetlaw.domain.pack import Pack
from streetlaw.services.incidents import under_law, words_lost
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui.incidents.editing import Editing
from streetlaw.ui.incidents.plain import plain
from streetlaw.ui.incidents.reading import law_of
from streetlaw.ui.incidents.sheet import Sheet
from streetlaw.ui.page import Page
from streetlaw.ui.parts import dialog


class OtherLaw(QObject):
    """Lets the law of the incident in work be changed; what would be lost is said before."""

    def __init__(self, editing: Editing) -> None:
        super().__init__(editing)
        self._editing = editing

    def serve(self, sheet: Sheet) -> None:
        """Follow the choice of the country on that sheet."""
        sheet.form.scene.country_chosen.connect(self.choose)
        sheet.notices.home_wanted.connect(self._on_home)

    def choose(self, jurisdiction: str) -> None:
        """Tell the incident by another law, if nothing that was chosen is lost, or if that is agreed to."""
        page = self._editing.page
        page.ask(law_of, jurisdiction, done=partial(self._on_wanted, jurisdiction), latest="law")

    def _on_home(self) -> None:
        self.choose("")

    def _on_wanted(self, jurisdiction: str, pack: Pack) -> None:
        editing = self._editing
        if jurisdiction == editing.sheet.jurisdiction:
            return
        written, before = editing.written, editing.sheet.pack
        lost = [before.label(listed, code, language()) for listed, code in words_lost(written, pack)]
        if lost and not _agreed(editing.page, pack, lost):
            editing.form.scene.show_country(editing.sheet.jurisdiction)
            return
        values = editing.form.values()
        values["incident"] = plain(under_law(written, pack, jurisdiction))
        editing.use_law(pack, jurisdiction)
        editing.form.take(values)
        editing.show_again()
        editing.form.scene.country.setFocus()


def _agreed(page: Page, pack: Pack, lost: list[str]) -> bool:
    country = text_in(pack.names, language())
    return dialog.ask(
        page, _("The law of {country} has no word for part of this").format(country=country),
        _("These would be taken out of the incident; choose them anew from the lists of that country: "
          "{words}. The story and everything else stays.").format(words="; ".join(lost)),
        safe=_("Leave it as it is"), verb=_("Change the law"))
