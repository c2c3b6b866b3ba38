"""The top bar: place, Ctrl+K, names, language, lock. Lock is always the rightmost control."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui import theme
from streetlaw.ui.icons import paint_icon
from streetlaw.ui.link import Link
from streetlaw.ui.page import Heading
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.key_hint import HEIGHT, key_hint_width, paint_key_hint
from streetlaw.ui.parts.look import font, paint_text
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.parts.text import Elided
from streetlaw.ui.route import Route
from streetlaw.ui.tokens import Ink

BAR = 48
_FIELD, _SMALL_FIELD, _GAP = 300, 180, 12
_NARROW, _TIGHT = 900, 1180
_ICON = 32


class FindButton(Button):
    """Looks like a search field and opens the palette."""

    def __init__(self) -> None:
        super().__init__("")
        self._text = _("Find or do anything")
        self.setAccessibleName(self._text)
        self.setAccessibleDescription("Ctrl K")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(theme.current().px(_SMALL_FIELD))
        self.setMaximumWidth(theme.current().px(_FIELD))

    def sizeHint(self) -> QSize:
        """Return the width of a comfortable field."""
        return QSize(theme.current().px(_FIELD), theme.current().px(32))

    def minimumSizeHint(self) -> QSize:
        """Let it shrink."""
        return QSize(theme.current().px(_SMALL_FIELD), theme.current().px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame, the glass, what it does and its keys."""
        super().paintEvent(event)
        shown, painter = theme.current(), QPainter(self)
        px, height = shown.px, self.height()
        paint_icon(painter, QRectF(px(8), 0, px(18), height), "magnifying-glass", "text-3", 18)
        width = key_hint_width("Ctrl K")
        box = QRectF(self.width() - width - px(9), (height - px(HEIGHT)) // 2, width, px(HEIGHT))
        inks = (shown.color("text-2"), shown.color("border"), shown.color("sunken"))
        paint_key_hint(painter, box, "Ctrl K", *inks)
        room = QRectF(px(34), 0, box.left() - px(42), height)
        paint_text(painter, room, self._text, shown.color("text-3"), font("body"))


class Crumb(Link):
    """The way back to the section, as plain text."""

    def ink(self) -> Ink:
        """Stay behind the title."""
        return "text-2"


class TopBar(QFrame):
    """Says where we are and holds what is always at hand."""

    find_wanted = Signal()
    names_toggled = Signal()
    language_chosen = Signal(str)
    lock_wanted = Signal()
    parent_wanted = Signal(object)
    """The Route of the breadcrumb."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "surface")
        self.setFixedHeight(theme.current().px(BAR))
        self.setAccessibleName(_("Top bar"))
        self._parent_route: Route | None = None
        self._badge: QWidget | None = None
        self._actions: tuple[QWidget, ...] = ()
        self._grounds_visible = False
        self._make()
        self._lay_out()
        self._connect()

    def show_heading(self, heading: Heading) -> None:
        """Show where we are."""
        self._parent_route = heading.parent_route
        self._parent.setText(heading.parent)
        self._parent.setVisible(bool(heading.parent))
        self._parent.setAccessibleName(_("Back to {place}").format(place=heading.parent))
        self._caret.setVisible(bool(heading.parent))
        self._title.setMinimumWidth(0)  # a label asks for at least that: the title before must not count
        self._title.setText(heading.title)
        self._note.setText(heading.note)
        self._note.setVisible(bool(heading.note))
        self._badge = _exchange(self._place, self._badge, heading.badge)
        self._fit()

    def show_actions(self, actions: tuple[QWidget, ...], *, grounds_visible: bool) -> None:
        """Put the page's buttons into the bar; the ones before go back to their page, hidden."""
        for gone in self._actions:
            self._action_row.removeWidget(gone)
            gone.hide()
        self._actions = actions
        for button in actions:
            self._action_row.addWidget(button)
            button.show()
        self._grounds_visible = grounds_visible
        self._fit()

    def show_names(self, *, hidden: bool) -> None:
        """Say whether names are hidden."""
        text = _("Names hidden") if hidden else _("Names shown")
        icon = "eye-slash" if hidden else "eye"
        for button in (self._names, self._names_icon):
            button.setChecked(hidden)
            button.setAccessibleName(text)
        self._names.setText(text)
        self._names.show_icon(icon)
        self._names_icon.show_icon(icon, f"{text} (Ctrl H)")
        self._names.updateGeometry()

    def set_width(self, width: int) -> None:
        """Follow the width of the window (logical px): keep what is needed most."""
        self._width = width
        self._fit()

    def _make(self) -> None:
        self._width = _TIGHT
        self._parent = Crumb("")
        self._caret = Glyph("caret-right", "text-3", 16)
        self._title = Elided("", "title")
        self._note = Elided("", "reading", ink="text-2")
        self._find = FindButton()
        self._find_icon = IconButton("magnifying-glass", f"{_('Find or do anything')} (Ctrl K)")
        self._names = Button(_("Names hidden"), icon="eye-slash", checkable=True)
        self._names.setToolTip("Ctrl H")
        self._names_icon = IconButton("eye-slash", _("Names hidden"), checkable=True)
        self._languages = Segmented([("ky", "KY"), ("ru", "RU"), ("en", "EN")], name=_("Language"),
                                    value=language(), compact=True)
        self._lock = Button(_("Lock"), icon="lock-key", keys="Ctrl L")
        self.show_names(hidden=True)

    def _lay_out(self) -> None:
        px = theme.current().px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 0, px(16), 1)
        row.setSpacing(px(_GAP))
        self._place = QHBoxLayout()
        self._place.setSpacing(px(6))
        for widget in (self._parent, self._caret, self._title, self._note):
            self._place.addWidget(widget)
        self._note.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._action_row = QHBoxLayout()
        self._action_row.setSpacing(px(8))
        row.addLayout(self._place)
        row.addStretch(1)
        for control in (self._find, self._find_icon, self._names, self._names_icon):
            row.addWidget(control)
        row.addLayout(self._action_row)
        row.addWidget(self._languages)
        row.addWidget(self._lock)

    def _connect(self) -> None:
        self._find.clicked.connect(self.find_wanted)
        self._find_icon.clicked.connect(self.find_wanted)
        self._names.clicked.connect(self.names_toggled)
        self._names_icon.clicked.connect(self.names_toggled)
        self._languages.chosen.connect(self.language_chosen)
        self._lock.clicked.connect(self.lock_wanted)
        self._parent.clicked.connect(self._on_parent)

    def _fit(self) -> None:
        small, tight = self._width < _NARROW, self._width < _TIGHT
        self._note.setVisible(bool(self._note.text()) and not small)
        no_field = tight or self._lacks_room(self._find.minimumWidth(), self._names.sizeHint().width())
        no_words = tight or (no_field and self._lacks_room(_ICON, self._names.sizeHint().width()))
        find = _ICON if no_field else self._find.minimumWidth()
        gap = 0 if self._note.isHidden() else theme.current().px(_GAP)
        note = gap and gap + self._note.minimumSizeHint().width()
        names = _ICON if no_words else self._names.sizeHint().width()
        whole = not self._lacks_room(find + note, names)
        # The field gives way to the title and its note, which a layout would shrink as readily.
        free = self.width() - self._taken(gap and gap + self._note.sizeHint().width(), names)
        most = max(self._find.minimumWidth(), min(free, theme.current().px(_FIELD)))
        self._find.setMaximumWidth(most)
        least = self._title.sizeHint().width()
        self._title.setMinimumWidth(least if whole else min(least, theme.current().px(60)))
        self._find.setVisible(not no_field)
        self._find_icon.setVisible(no_field)
        self._names.setVisible(not self._grounds_visible and not no_words)
        self._names_icon.setVisible(not self._grounds_visible and no_words)
        self._languages.setVisible(not small)
        for button in (self._lock, *self._actions):
            if isinstance(button, Button):
                button.show_keys(not small)

    def _lacks_room(self, find: int, names: int) -> bool:
        """True when the place could not be read whole beside a field and a toggle of these widths (px)."""
        return self._taken(find, names) > self.width()

    def _taken(self, find: int, names: int) -> int:
        """How wide (px) everything is, with a field and a toggle of these widths."""
        shown: list[QWidget] = [one for one in (self._parent, self._caret) if not one.isHidden()]
        shown += [self._title, *self._actions, self._languages, self._lock]
        widths = [widget.sizeHint().width() for widget in shown]
        widths += [find] if self._grounds_visible else [find, names]
        widths += [self._badge.sizeHint().width()] if self._badge is not None else []
        gaps = theme.current().px(_GAP) * (len(widths) + 1)
        return sum(widths) + gaps + theme.current().px(2 * 16)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the place readable."""
        super().resizeEvent(event)
        self._fit()

    def _on_parent(self) -> None:
        if self._parent_route is not None:
            self.parent_wanted.emit(self._parent_route)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line below the bar."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(theme.current().color("border"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


def _exchange(row: QHBoxLayout, before: QWidget | None, after: QWidget | None) -> QWidget | None:
    if before is not after:
        if before is not None:
            row.removeWidget(before)
            before.hide()
        if after is not None:
            row.addWidget(after, 0, Qt.AlignmentFlag.AlignVCenter)
            after.show()
    return after
