"""The law in force here: each country's version and day, who published it, and how to get newer law."""

from __future__ import annotations

from datetime import date

from streetlaw.domain.fact import text_in
from streetlaw.domain.record import Outcome, PartialDate
from streetlaw.services.law.here import LawHere, PackHere, law_here
from streetlaw.services.law.updates import forget_publisher, take_back
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui.dates import day_full, partial_text
from streetlaw.ui.page import Page
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.dialog import ask
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.rows import ListRow
from streetlaw.ui.parts.text import Text
from streetlaw.ui.route import Route
from streetlaw.ui.settings.block import Block

NEWER_LAW = Route("newer-law")


class LawBlock(Block):
    """State first: what is in force, from whom, good until when."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.card = Card(_("The law in force here"), icon="scales")
        self.newer = Button(_("Take newer law…"), icon="folder-open")
        self.back = Button(_("Law before…"), icon="arrow-counter-clockwise")
        self.forget = Button(_("No longer trust…"))
        self.back.setAccessibleName(_("Put the law before in force again"))
        self.forget.setAccessibleName(_("Trust the publisher of the law no more"))
        for button in (self.back, self.newer):
            self.card.add_action(button)
        self.back.hide()
        self.column.addWidget(self.card)
        self.newer.clicked.connect(self._on_newer)
        self.back.clicked.connect(self._on_back)
        self.forget.clicked.connect(self._on_forget)

    def read(self) -> None:
        """Ask which law is in force."""
        self.page.ask(law_here, done=self.show_law, latest="law")

    def refresh(self, outcome: Outcome) -> None:
        """Follow what changes the law."""
        if outcome.name.startswith(("law.", "fact.")):
            self.read()

    def start(self) -> None:
        """Begin to take newer law."""
        self._on_newer()

    def show_law(self, here: LawHere) -> None:
        """Show what is in force."""
        self.forget.setParent(None)
        self.card.clear_rows()
        for pack in here.packs:
            origin = _pack_text(pack, trusted=here.publisher is not None)
            self.card.add_row(ListRow(f"{text_in(pack.names, language())} {pack.version}", origin,
                                      leading=Glyph("scales", "text-2", 18), wrap=True))
        if here.publisher is None:
            self.card.add_row(ListRow(
                _("No publisher yet"),
                _("The law came with the program. Newer law comes in a folder or on a stick from a publisher "
                  "you choose; nothing is fetched over the internet."),
                leading=Glyph("circle-wavy-question", "text-2", 18), wrap=True))
        else:
            self._show_publisher(here, self.page.desk.today)
        self.back.setVisible(any(pack.can_go_back for pack in here.packs))

    def _show_publisher(self, here: LawHere, today: date) -> None:
        publisher, old = here.publisher, here.is_old(today)
        if publisher is None or here.expires is None:
            return
        until = _("was good until {day}: ask the publisher for newer law") if old else _("good until {day}")
        self.card.add_row(ListRow(
            _("Publisher: {name}").format(name=publisher.name), until.format(day=day_full(here.expires)),
            leading=Glyph("clock" if old else "check-circle", "warning" if old else "success", 18),
            trailing=self.forget, wrap=True))
        self.card.add_row(ListRow(_("The publisher's six words"),
                                  _("To be compared again whenever you are unsure."),
                                  trailing=Text(" ".join(publisher.words), "mono", selectable=True)))
        self.forget.show()

    def _on_newer(self) -> None:
        self.page.navigator.go(NEWER_LAW)

    def _on_back(self) -> None:
        if ask(self, _("Put the law before in force again?"),
               _("Deadlines that moved with the newer law are counted by the law before. The newer law can "
                 "be taken again."),
               safe=_("Keep the newer law"), verb=_("Go back"), danger=False):
            self.page.run(take_back, undoable=False)

    def _on_forget(self) -> None:
        if ask(self, _("Trust this publisher no more?"),
               _("The law that came with the program is in force again, and deadlines are counted by it. To "
                 "trust the publisher again, compare the six words anew. A country that came from this "
                 "publisher alone stays as long as something here is under its law."),
               safe=_("Go on trusting"), verb=_("No longer trust")):
            self.page.run(forget_publisher, undoable=False)


def _pack_text(pack: PackHere, *, trusted: bool) -> str:
    origin = _("came with the program") if not pack.taken else _("from the publisher") if trusted \
        else _("from a publisher trusted no more: in use here")
    return f"{_('as of {date}').format(date=partial_text(PartialDate(pack.as_of)))}, {origin}"
