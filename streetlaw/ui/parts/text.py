"""Labels: always plain text, so that nothing a person typed is ever read as markup."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from streetlaw.ui.parts.look import set_look
from streetlaw.ui.tokens import Ink

_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse


class Text(QLabel):
    """A label of a kind of the type scale: body, medium, strong, caption, label, hint, title, mono."""

    def __init__(
        self,
        text: str = "",
        kind: str = "body",
        *,
        ink: Ink | None = None,
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", kind)
        if ink:
            self.setProperty("ink", ink)
        self.setText(text)
        self.setWordWrap(wrap)
        if wrap:
            policy = self.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if selectable:
            self.setTextInteractionFlags(_SELECTABLE)

    def set_kind(self, kind: str) -> None:
        """Show the label as another kind."""
        set_look(self, "kind", kind)

    def set_ink(self, ink: Ink) -> None:
        """Show the label in another colour."""
        set_look(self, "ink", ink)


class Elided(Text):
    """One line that is cut with an ellipsis when space is short; the tooltip then holds all of it."""

    def __init__(
        self, text: str = "", kind: str = "body", *, ink: Ink | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, kind, ink=ink, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Let the line shrink to a few letters; a line of fewer needs no more room than it takes."""
        whole = super().minimumSizeHint()
        return QSize(min(self.fontMetrics().averageCharWidth() * 6, whole.width()), whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text in the tooltip while it is cut."""
        super().resizeEvent(event)
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        self.setToolTip(self.text() if cut else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text that fits."""
        del event
        area = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(area, int(self.alignment()), shown)
