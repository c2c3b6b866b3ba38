"""The head of the client page: who this is, how to reach them safely, what they agreed to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from streetlaw.domain.client import SafeContact
from streetlaw.domain.consent import Purpose
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.cases.reading import Read
from streetlaw.ui.cases.words import NOT_ASKED, consent_standing, consent_summary, listed
from streetlaw.ui.desk import Desk
from streetlaw.ui.names import RevealButton
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.beside import Beside
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.look import paint_rounded
from streetlaw.ui.parts.mask import Masked
from streetlaw.ui.parts.text import Text

_ALWAYS = (Purpose.KEEP_CASE, Purpose.SUPERVISOR)
"""Purposes whose standing is shown even when nobody was asked yet."""

_ONE_LINE = 760
"""Logical px from which what can be done stands beside who it is, and the consents beside the contact."""


class Header(QWidget):
    """Code, masked name, state and risk, and the main things to do."""

    def __init__(self, desk: Desk, menu: QMenu) -> None:
        super().__init__()
        self._desk = desk
        self._id, self._name = "", ""
        self._code = Text("", "figure")
        self.masked = Masked(120, "section")
        self.reveal = RevealButton(desk)
        self.incident = Button(_("Incident"), icon="warning-octagon")
        self.referral = Button(_("Referral"), icon="path")
        self.note = Button(_("Note"), kind="primary", icon="note-pencil")
        self.more = IconButton("dots-three-vertical", _("More to do with this file"))
        self.more.setMenu(menu)
        self._lay_out()
        desk.names.changed.connect(self.show_name)

    def show_read(self, read: Read) -> None:
        """Show a client."""
        client = read.file.client
        self._id, self._name = client.id, client.full_name
        self._code.setText(client.code)
        self.reveal.set_record(client.id)
        self.masked.setVisible(bool(self._name))
        self.reveal.setVisible(any((self._name, client.birth_date, client.phone, client.documents,
                                    client.remarks)))
        self.show_name()
        _empty(self._badges)
        if read.case is not None:
            self._badges.addWidget(Badge.of("case", read.case.status))
        if client.risk != "low":
            self._badges.addWidget(Badge.of("risk", client.risk))
        self._fit()

    def show_name(self) -> None:
        """Show the name while it may be seen."""
        if self._name and self._desk.names.visible(self._id):
            self.masked.reveal(self._name)
        else:
            self.masked.conceal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Let two buttons keep only their icons where all would be too wide: the badges stay whole."""
        texts = ((self.incident, _("Incident")), (self.referral, _("Referral")))
        for button, text in texts:
            button.setText(text)
            button.setAccessibleName(text)
        px, needed = theme.current().px, self._deeds.sizeHint().width()
        if self.width() >= px(_ONE_LINE):
            needed += self._who.sizeHint().width() + px(12)
        narrow = needed > self.width()
        for button, text in texts:
            button.setText("" if narrow else text)
            button.setToolTip(text if narrow else "")
            button.updateGeometry()

    def _lay_out(self) -> None:
        px = theme.current().px
        self._who, self._deeds, badges = QWidget(), QWidget(), QWidget()
        self._badges = QHBoxLayout(badges)
        self._badges.setContentsMargins(0, 0, 0, 0)
        self._badges.setSpacing(px(12))
        for held, widgets in ((self._who, (self._code, self.masked, self.reveal, badges)),
                              (self._deeds, (self.incident, self.referral, self.note, self.more))):
            line = FlowLayout(held, spacing=px(12))
            for widget in widgets:
                line.addWidget(widget)
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(Beside(self._who, self._deeds, shares=(1, 0), narrow=_ONE_LINE))


class Standing(QWidget):
    """Safe contact and consents beside each other, above all tabs."""

    consents_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.contact = Banner("", "warning", icon="phone-slash", title=_("Safe contact"))
        self.consents = _ConsentsPanel()
        self.consents.wanted.connect(self.consents_wanted)
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(Beside(self.contact, self.consents, shares=(4, 5), narrow=_ONE_LINE))

    def show_read(self, read: Read) -> None:
        """Show a client."""
        said = contact_text(read.file.client.safe_contact)
        self.contact.show_message(said or _("Not agreed yet. Ask how and when to reach the person."))
        self.consents.show_read(read, self._desk)


class _ConsentsPanel(QFrame):
    """The purposes and where each stands, as badges."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._held: QWidget | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        px = theme.current().px
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(13), px(9), px(13), px(9))
        self._row.setSpacing(px(10))
        self._row.addWidget(Glyph("check-square", "text", 18))
        self._row.addWidget(Text(_("Consents"), "medium"))
        self.change = IconButton("caret-right", _("Open the consents"), kind="quiet")
        self.change.clicked.connect(self.wanted)
        self._row.addWidget(self.change)

    def show_read(self, read: Read, desk: Desk) -> None:
        """Show how each purpose stands."""
        consents, today = read.file.consents, desk.today
        if self._held is not None:
            self._held.hide()
            self._held.deleteLater()
        self._held = QWidget()
        flow = FlowLayout(self._held, spacing=6, centred=True)
        badges = [consent_summary(consents, purpose, today) for purpose in Purpose
                  if purpose in _ALWAYS or consent_standing(consents, purpose, today) != NOT_ASKED]
        for badge in badges:
            flow.addWidget(badge)
        self._row.insertWidget(2, self._held, 1)
        said = listed((badge.text() for badge in badges), ", ")
        self.setAccessibleName(_("Consents: {list}").format(list=said))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the quiet box."""
        del event
        hues = theme.current().tone("neutral")
        paint_rounded(QPainter(self), self.rect().toRectF(), hues.fill, hues.line, theme.current().px(8))


def contact_text(contact: SafeContact) -> str:
    """The agreement about contact in one line of sentences."""
    parts = (contact.channel, contact.when, contact.who_may_answer, contact.never_say)
    return " ".join(part if part[-1:] in ".!?" else f"{part}." for part in parts if part)


def _empty(layout: QHBoxLayout) -> None:
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
