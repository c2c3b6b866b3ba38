"""Other clients harmed by an act: found by code, name or telephone; chosen ones stand as codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import ERASED
from streetlaw.services.clients import by_code
from streetlaw.services.listing import ClientRow
from streetlaw.services.ports import Work
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.incidents.removed import Removed
from streetlaw.ui.page import asker
from streetlaw.ui.parts.chips import Chip
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.parts.mask import Masked
from streetlaw.ui.parts.rows import ButtonRow
from streetlaw.ui.people_found import find_people

_PAUSE = 150  # ms without a key before anybody is looked for
_OFFERED = 4


class _Line(QLineEdit):
    """A line that lets the list below take the focus."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with arrow down."""
        if event.key() == Qt.Key.Key_Down:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class OthersHarmed(QWidget):
    """A line to find somebody, who was found, and chips of those chosen."""

    edited = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._ids: tuple[str, ...] = ()
        self._codes = {ERASED: _("erased")}
        self._found: Sequence[ClientRow] = ()
        self.chips: list[Chip] = []
        self.rows: list[ButtonRow] = []
        self.line = _Line()
        self.line.setPlaceholderText(_("code, name or telephone"))
        self.field = Field(_("Others harmed"), self.line, note=_("people you know here"))
        self.back = Removed(_("Bring back"), _("Bring the removed person back"))
        self.field.add_note(self.back)
        self._held, self._offered = QWidget(), QFrame()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._lay_out()
        self._connect()

    def value(self) -> tuple[str, ...]:
        """The ids of those harmed."""
        return self._ids

    def show_ids(self, ids: tuple[str, ...]) -> None:
        """Show clients."""
        self.back.forget()
        self._ids = ids
        self.field.set_error(None)
        self.line.clear()
        self._offer(())
        if ids:
            asker(self, self._desk).ask(_codes_of, ids, owner=self, done=self._on_codes, latest="codes")
        self._draw()

    # ── Finding ──────────────────────────────────────────────────────────────────────────────────────────

    def _on_typed(self) -> None:
        self.field.set_error(None)
        if self.line.text().strip():
            self._pause.start()
        else:
            self._pause.stop()
            self._offer(())

    def _on_pause(self) -> None:
        asker(self, self._desk).ask(_sought, self.line.text(), owner=self, done=self._offer, latest="people")

    def _on_entered(self) -> None:
        self._pause.stop()
        if self.line.text().strip():
            asker(self, self._desk).ask(_sought, self.line.text(), owner=self, done=self._on_found,
                                        latest="people")

    def _on_found(self, found: Sequence[ClientRow]) -> None:
        """Take the only one there is; let the person choose among several."""
        if len(found) == 1:
            self._add(found[0])
            return
        self._offer(found)
        if found:
            self._on_left()
        else:
            self.field.set_error(_("Nobody found. Check the spelling, or begin with an intake."))

    def _offer(self, found: Sequence[ClientRow]) -> None:
        self._found = [one for one in found if one.id not in self._ids][:_OFFERED]
        self._show_found()

    def _show_found(self) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self._row(one) for one in self._found]
        self._offered.setVisible(bool(self.rows))

    def _row(self, one: ClientRow) -> ButtonRow:
        masked = Masked(96) if one.name else None
        if masked is not None:
            masked.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            if self._desk.names.visible(one.id):
                masked.reveal(one.name)
        row = ButtonRow(one.code, trailing=masked)
        row.opened.connect(partial(self._add, one))
        self._list.addWidget(row)
        return row

    def _on_left(self) -> None:
        if self.rows:
            self.rows[0].setFocus(Qt.FocusReason.TabFocusReason)

    # ── Those chosen ─────────────────────────────────────────────────────────────────────────────────────

    def _add(self, one: ClientRow) -> None:
        self._codes[one.id] = one.code
        self.line.clear()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        if one.id not in self._ids:
            self._ids = (*self._ids, one.id)
            self._draw()
            self.edited.emit()
        self._offer(())

    def _on_codes(self, found: Mapping[str, str]) -> None:
        self._codes |= found
        self._draw()

    def _draw(self) -> None:
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [self._chip(id) for id in self._ids]
        self._held.setVisible(bool(self.chips))

    def _chip(self, id: str) -> Chip:
        chip = Chip(self._codes.get(id, "…"), icon="user", removable=True, tall=True)
        chip.setChecked(True)
        chip.setProperty("client", id)
        chip.removed.connect(self._on_removed)
        chip.clicked.connect(self._on_removed)
        self._flow.addWidget(chip)
        return chip

    def _on_removed(self) -> None:
        gone = next((str(chip.property("client")) for chip in self.chips if chip is self.sender()), "")
        self.back.keep(partial(self._bring_back, gone, self._ids.index(gone)))
        self._ids = tuple(id for id in self._ids if id != gone)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._draw()
        self.edited.emit()

    def _bring_back(self, id: str, at: int) -> None:
        if id not in self._ids:
            self._ids = (*self._ids[:at], id, *self._ids[at:])
            self._draw()
            self.edited.emit()

    def _lay_out(self) -> None:
        px = theme.current().px
        self._flow = FlowLayout(self._held, spacing=px(6))
        self._offered.setProperty("kind", "raised")
        self._list = QVBoxLayout(self._offered)
        self._list.setContentsMargins(px(1), px(4), px(1), px(4))
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        for widget in (self.field, self._offered, self._held):
            column.addWidget(widget)
        self._held.hide()
        self._offered.hide()

    def _connect(self) -> None:
        self.line.textChanged.connect(self._on_typed)
        self.line.returnPressed.connect(self._on_entered)
        self.line.left.connect(self._on_left)
        self._pause.timeout.connect(self._on_pause)
        self._desk.names.changed.connect(self._show_found)


def _sought(work: Work, typed: str) -> Sequence[ClientRow]:
    """The client of that code, or those in whose code, name or telephone the text stands."""
    with suppress(StreetLawError):
        client = by_code(work, typed)
        if client is not None:
            return work.client_rows([client.id], typed)
    return find_people(work, typed)


def _codes_of(work: Work, ids: tuple[str, ...]) -> Mapping[str, str]:
    return work.codes(ids)
