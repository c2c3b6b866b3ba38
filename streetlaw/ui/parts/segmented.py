"""The segmented control: two to four options, exactly one of which is on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from streetlaw.ui import theme
from streetlaw.ui.icons import paint_icon
from streetlaw.ui.parts.look import font, paint_rounded, text_width
from streetlaw.ui.parts.option import Option, Options, options_of
from streetlaw.ui.tokens import Ink

_PAD, _GAP, _ICON, _RADIUS = 12, 6, 18, 6
_COMPACT = 28
"""How high a compact control is drawn; to click it is as high as any."""
_STOP = Qt.FocusPolicy.StrongFocus


class _Segment(QRadioButton):
    """One option; the arrow keys of a radio button move inside the control, Tab leaves it."""

    def __init__(self, option: Option, *, compact: bool) -> None:
        super().__init__(option.text)
        self.key, self._icon, self._compact = option.key, option.icon, compact
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.first = self.last = False

    def sizeHint(self) -> QSize:
        """Return the room of the text when on, so that nothing moves when it changes."""
        px = theme.current().px
        sign = px(_ICON) + (px(_GAP) if self.text() else 0) if self._icon else 0
        width = sign + text_width(self.text(), "body", 600) + 2 * px(_PAD - 2 * self._compact)
        return QSize(width, px(32))

    def minimumSizeHint(self) -> QSize:
        """Segments size to their text."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        """Take clicks everywhere, not on a dot only."""
        del pos
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tint when on, and icon and text in the middle."""
        del event
        painter = QPainter(self)
        shown = theme.current()
        if self.isChecked() or self.underMouse():
            painter.fillPath(self._shape(), shown.color("primary-soft" if self.isChecked() else "hover"))
        weight = 600 if self.isChecked() else 500
        ink = self._ink()
        width = text_width(self.text(), "body", weight)
        sign = shown.px(_ICON) + (shown.px(_GAP) if self.text() else 0) if self._icon else 0
        left = (self.width() - width - sign) / 2
        if self._icon:
            paint_icon(painter, QRectF(left, 0, shown.px(_ICON), self.height()), self._icon, ink, _ICON)
        painter.setFont(font("body", weight))
        painter.setPen(shown.ink(ink))
        area = QRectF(left + sign, 0, width + 2, self.height())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), self.text())

    def _ink(self) -> Ink:
        if not self.isEnabled():
            return "text-disabled"
        return "primary-soft-text" if self.isChecked() else "text"

    def _shape(self) -> QPainterPath:
        radius = theme.current().px(_RADIUS) - 1
        area = _drawn(self, compact=self._compact)
        area.adjust(1 if self.first else 0, 1, -1 if self.last else 0, -1)
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(area, radius, radius)
        if not self.first:
            path.addRect(QRectF(area.left(), area.top(), radius, area.height()))
        if not self.last:
            path.addRect(QRectF(area.right() - radius, area.top(), radius, area.height()))
        return path.simplified()


class Segmented(QWidget):
    """Exclusive options in one frame: one stop of Tab, arrow keys inside."""

    chosen = Signal(str)
    """The person chose another option: its key."""

    def __init__(
        self,
        options: Options,
        *,
        name: str,
        value: str | None = None,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._compact = compact
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._segments = [_Segment(option, compact=compact) for option in options_of(options)]
        self._segments[0].first = self._segments[-1].last = True
        for segment in self._segments:
            self._group.addButton(segment)
            row.addWidget(segment)
            segment.setAccessibleName(f"{name}: {segment.text()}" if name else segment.text())
        self.choose(value)
        self._group.buttonToggled.connect(self._on_toggled)

    def value(self) -> str | None:
        """Return the key of the option that is on, or None when none is yet."""
        for segment in self._segments:
            if segment.isChecked():
                return segment.key
        return None

    def choose(self, key: str | None) -> None:
        """Turn an option on without telling anybody; None turns all off. ValueError for an unknown key."""
        if key is not None and key not in {segment.key for segment in self._segments}:
            raise ValueError(f"no option {key!r}")
        self._group.blockSignals(True)
        self._group.setExclusive(False)
        for segment in self._segments:
            segment.setChecked(segment.key == key)
        self._group.setExclusive(True)
        self._group.blockSignals(False)
        self._keep_one_stop()
        self.update()

    def segment(self, key: str) -> QRadioButton:
        """Return the button of an option, to enable it or give it a tooltip; KeyError when unknown."""
        return {segment.key: segment for segment in self._segments}[key]

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and its zoom."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            for segment in self._segments:
                segment.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame and the lines between the options."""
        del event
        shown = theme.current()
        painter = QPainter(self)
        edge = shown.color("border-strong" if self.isEnabled() else "border")
        box = _drawn(self, compact=self._compact)
        paint_rounded(painter, box, shown.color("surface"), edge, shown.px(_RADIUS))
        painter.setPen(QPen(shown.color("border"), 1))
        for segment in self._segments[1:]:
            painter.drawLine(segment.x(), round(box.top()) + 1, segment.x(), round(box.bottom()) - 2)

    def _keep_one_stop(self) -> None:
        """Let Tab find the option that is on, or the first when none is; arrows go on from there."""
        stop = next((each for each in self._segments if each.isChecked()), self._segments[0])
        for segment in self._segments:
            segment.setFocusPolicy(_STOP if segment is stop else Qt.FocusPolicy.ClickFocus)

    def _on_toggled(self, segment: _Segment, on: bool) -> None:
        if on:
            self._keep_one_stop()
            self.chosen.emit(segment.key)


def _drawn(widget: QWidget, *, compact: bool) -> QRectF:
    """The part of a widget that is painted."""
    spare = max(widget.height() - theme.current().px(_COMPACT), 0) // 2 if compact else 0
    return QRectF(widget.rect()).adjusted(0, spare, 0, -spare)
