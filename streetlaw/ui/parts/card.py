"""Cards: a titled surface of rows. Cards never nest."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from streetlaw.ui import theme
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.settled import show_at_once
from streetlaw.ui.parts.text import Elided, Text

_HEADER, _PADDING = 40, 12


class Hairline(QFrame):
    """A line of 1 px between rows or panes."""

    def __init__(self, *, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "hairline")
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Card(QFrame):
    """A card: header row with title, count and actions, then a body of rows, then a foot."""

    def __init__(
        self,
        title: str = "",
        *,
        count: int | str | None = None,
        icon: str = "",
        note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setAccessibleName(title)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._title, self._count, self._note = (
            Elided(title, "section"),
            Text(ink="text-3"),
            Elided(note, ink="text-2"),
        )
        self._header = self._make_header(icon)
        self._header.setVisible(bool(title))
        self._line = Hairline(parent=self)
        self._line.setVisible(bool(title))
        self.body = QVBoxLayout()
        """The rows, from top to bottom."""
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self._column.addWidget(self._header)
        self._column.addWidget(self._line)
        self._column.addLayout(self.body, 1)
        self._rows = 0
        self.set_count(count)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self._header.setVisible(bool(title))
        self._line.setVisible(bool(title))

    def set_count(self, count: int | str | None) -> None:
        """Show how many there are beside the title; None shows nothing."""
        self._count.setText("" if count is None else str(count))
        self._count.setVisible(count is not None)

    def set_note(self, note: str) -> None:
        """Show another remark beside the title."""
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def add_action(self, widget: QWidget) -> None:
        """Put a button at the right end of the header."""
        self._actions.addWidget(widget)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget in the body, with the card's padding around it."""
        box = QVBoxLayout()
        pad = theme.current().px(_PADDING)
        box.setContentsMargins(pad, pad, pad, pad)
        box.addWidget(widget)
        self.body.addLayout(box, stretch)
        show_at_once(widget)

    def add_row(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a row of full width in the body, below a hairline when it is not the first."""
        if self._rows:
            self.body.addWidget(Hairline())
        self._rows += 1
        self.body.addWidget(widget, stretch)
        show_at_once(widget)

    def add_foot(self, *widgets: QWidget | None) -> None:
        """Put widgets in a row of 40 px at the bottom; None stands for a stretch."""
        foot = QWidget()
        row = self._row_of(foot)
        if widgets[0] is not None and widgets[0].property("kind") == "quiet":
            margins = row.contentsMargins()  # its edge is not seen: let its words stand below the title
            row.setContentsMargins(0, margins.top(), margins.right(), margins.bottom())
        for widget in widgets:
            if widget is None:
                row.addStretch(1)
            else:
                row.addWidget(widget)
        self._column.addWidget(Hairline())
        self._column.addWidget(foot)

    def clear_rows(self) -> None:
        """Remove everything from the body."""
        _clear(self.body)
        self._rows = 0

    def _make_header(self, icon: str) -> QWidget:
        said = QWidget()
        row = QHBoxLayout(said)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().px(8))
        if icon:
            row.addWidget(Glyph(icon, size=18))
        row.addWidget(self._title)
        row.addWidget(self._count)
        row.addWidget(self._note, 1)
        self._note.setVisible(bool(self._note.text()))
        row.addStretch(0 if self._note.text() else 1)
        header = _Header(said, self)  # a parent from the start: shown without one, it would flash as a window
        self._actions = header.row
        return header

    def _row_of(self, widget: QWidget) -> QHBoxLayout:
        px = theme.current().px
        row = QHBoxLayout(widget)
        row.setContentsMargins(px(_PADDING), px(3), px(_PADDING), px(3))
        row.setSpacing(px(8))
        row.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        widget.setMinimumHeight(px(_HEADER))
        widget.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return row


class _Header(QWidget):
    """The title and what can be done; one below the other when both do not fit in a line."""

    def __init__(self, said: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        px = theme.current().px
        self._said, self._deeds = said, QWidget()
        self.row = FlowLayout(self._deeds, spacing=px(8), centred=True)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(px(_PADDING), px(3), px(_PADDING), px(3))
        self._box.setSpacing(px(8))
        self._box.addWidget(said, 1)
        self._box.addWidget(self._deeds)
        self.setMinimumHeight(px(_HEADER))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of the two."""
        width = max(self._said.minimumSizeHint().width(), self._deeds.minimumSizeHint().width())
        margins = self._box.contentsMargins()
        return QSize(width + margins.left() + margins.right(), self._box.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        margins, deeds = self._box.contentsMargins(), self._deeds.sizeHint().width()
        needed = self._said.minimumSizeHint().width() + deeds + self._box.spacing()
        narrow = deeds and needed > event.size().width() - margins.left() - margins.right()
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._box.direction() != way:
            self._box.setDirection(way)
            self.updateGeometry()


def _clear(layout: QVBoxLayout | QHBoxLayout) -> None:
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner := item.layout(), QVBoxLayout | QHBoxLayout):
            _clear(inner)
            inner.deleteLater()
