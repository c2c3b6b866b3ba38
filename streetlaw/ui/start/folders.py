"""The folders known here, as rows to choose from: numbered, never named."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QVBoxLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.icons import paint_icon
from streetlaw.ui.parts.look import font, paint_text, text_width
from streetlaw.ui.start_file import is_vault
from streetlaw.ui.tokens import Ink

_ROW, _FOOT, _PAD, _RADIO, _ICON, _GAP, _RADIUS = 48, 40, 12, 16, 20, 10, 8
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Row(QAbstractButton):
    """One line of the card: a folder to choose, or the way to another one."""

    def __init__(self, text: str, *, note: str = "", icon: str = "folder", choice: bool = True) -> None:
        super().__init__()
        self.setText(text)
        self.setCheckable(choice)
        self.setAccessibleName(f"{text}, {note}" if note else text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._note, self._icon = note, icon
        self.first = False

    def sizeHint(self) -> QSize:
        """Return the height of a row."""
        px = theme.current().px
        return QSize(px(300), px(_ROW if self.isCheckable() else _FOOT))

    def focus_rect(self) -> QRect:
        """Keep the ring inside the card."""
        return self.rect().adjusted(3, 3, -3, -3)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tint of the choice, the radio, the icon, the text and where the folder is."""
        del event
        shown, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, height = shown.px, self.height()
        if self.isChecked() or self.underMouse():
            painter.fillPath(self._shape(), shown.color("selection" if self.isChecked() else "hover"))
        ink: Ink = "text" if self.isCheckable() else "link"
        left = float(px(_PAD))
        if self.isCheckable():
            self._paint_radio(painter, QRectF(left, (height - px(_RADIO)) / 2, px(_RADIO), px(_RADIO)))
        left += px(_RADIO) + px(_GAP)
        paint_icon(painter, QRectF(left, 0, px(_ICON), height), self._icon, ink, _ICON)
        left += px(_ICON) + px(_GAP)
        noted = text_width(self._note, "caption") + 2 if self._note else 0
        room = QRectF(left, 0, self.width() - left - px(_PAD) - noted, height)
        paint_text(painter, room, self.text(), shown.ink(ink), font("body", 500))
        if self._note:
            area = QRectF(self.width() - noted - px(_PAD), 0, noted, height)
            paint_text(painter, area, self._note, shown.color("text-2"), font("caption"), _RIGHT)

    def _shape(self) -> QPainterPath:
        """The row, with the round corners of the card when it is the first or the last."""
        area, radius = QRectF(self.rect()), theme.current().px(_RADIUS) - 1
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(area, radius, radius)
        if not self.first:
            path.addRect(area.adjusted(0, 0, 0, -radius))
        if self.isCheckable():
            path.addRect(area.adjusted(0, radius, 0, 0))
        return path

    def _paint_radio(self, painter: QPainter, box: QRectF) -> None:
        shown = theme.current()
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shown.color("primary"))
            painter.drawEllipse(box)
            painter.setBrush(shown.color("on-primary"))
            painter.drawEllipse(box.center(), shown.px(3), shown.px(3))
        else:
            painter.setPen(QPen(shown.color("border-strong"), 1))
            painter.setBrush(shown.color("surface"))
            painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))


class FolderList(QFrame):
    """Known folders, one of them chosen, and a row for another."""

    chosen = Signal()
    other_wanted = Signal()

    def __init__(self, folders: tuple[Path, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setAccessibleName(_("Folder"))
        self._folders = folders
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._on_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        for number, folder in enumerate(folders):
            name = _("Folder {number}").format(number=number + 1)
            row = _Row(name, note=_place(folder), icon=_icon(folder))
            row.first = number == 0
            self._group.addButton(row, number)
            column.addWidget(row)
            column.addWidget(_line())
        other = _Row(_("Open or make another folder…"), icon="folder-plus", choice=False)
        other.first = not folders
        other.clicked.connect(self.other_wanted)
        column.addWidget(other)
        here = [number for number, folder in enumerate(folders) if is_vault(folder)]
        if folders:
            self._group.button(here[0] if here else 0).setChecked(True)

    def folder(self) -> Path | None:
        """The folder that is chosen."""
        number = self._group.checkedId()
        return self._folders[number] if number >= 0 else None

    def choose(self, folder: Path | None) -> None:
        """Choose a folder of the list."""
        if folder in self._folders:
            self._group.button(self._folders.index(folder)).setChecked(True)

    def _on_clicked(self, _number: int) -> None:
        self.chosen.emit()


def _place(folder: Path) -> str:
    if not is_vault(folder):
        return _("not connected")
    return _("on this computer") if _is_at_home(folder) else _("on another disk")


def _icon(folder: Path) -> str:
    return "folder" if _is_at_home(folder) else "hard-drives"


def _is_at_home(folder: Path) -> bool:
    try:
        return folder.stat().st_dev == Path.home().stat().st_dev
    except OSError:
        return False


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("kind", "hairline")
    line.setFixedHeight(1)
    return line
