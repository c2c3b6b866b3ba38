"""One quiet line on Today when the publisher's law was good until a day that has passed."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout

from streetlaw.services.law.here import About
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.dates import day_full, partial_text
from streetlaw.ui.page import Page
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.text import Text
from streetlaw.ui.route import Route

NEWER_LAW = Route("newer-law")


class LawLine(QFrame):
    """Hidden while the law is good, and where nobody publishes any."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.setProperty("kind", "card")
        self.text, self.act = Text("", wrap=True), Button(_("Take newer law…"))
        px = theme.current().px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(6), px(8), px(6))
        row.setSpacing(px(10))
        row.addWidget(Glyph("scales", "warning", 18))
        row.addWidget(self.text, 1)
        row.addWidget(self.act)
        self.act.clicked.connect(self._on_act)
        self.hide()

    def show_law(self, known: About | None) -> None:
        """Say until when it was good, and of when it is; it stays in force until there is newer law."""
        desk = self._page.desk
        if known is None or not known.is_old(desk.today):
            self.hide()
            return
        self.text.setText(_(
            "The law from {name} was good until {day}. That of {date} stays in force here: ask for newer "
            "law, and check time limits before filing.").format(
                name=known.publisher.name or _("a publisher without a name"), day=day_full(known.expires),
                date=partial_text(desk.pack.as_of)))
        self.show()

    def _on_act(self) -> None:
        self._page.navigator.go(NEWER_LAW)
