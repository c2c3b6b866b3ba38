"""One quiet line on Today when the publisher's law was good until a day that has passed."""

from __future__ import annotations

from streetlaw.services.law.here import About
from streetlaw.translation import gettext as _
from streetlaw.ui.dates import day_full, partial_text
from streetlaw.ui.page import Page
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.route import Route
from streetlaw.ui.today.notice import Notice

NEWER_LAW = Route("newer-law")


class LawLine(Notice):
    """Hidden while the law is good, and where nobody publishes any."""

    def __init__(self, page: Page) -> None:
        act = Button(_("Take newer law…"))
        super().__init__("scales", act)
        self._page, self.act = page, act
        self.act.clicked.connect(self._on_act)

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
