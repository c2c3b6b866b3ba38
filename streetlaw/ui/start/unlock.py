"""The unlock page. It says nothing about what it opens: no product, no counts, no names, no times.

It paints before anything of the vault is loaded, so what is not seen at first is made when first wanted.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import theme
from streetlaw.ui.link import Link
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.password_field import PasswordField
from streetlaw.ui.parts.text import Text
from streetlaw.ui.start.folders import FolderList
from streetlaw.ui.start.frame import StartFrame
from streetlaw.ui.start.opener import Key, Way
from streetlaw.ui.tokens import ToneName

if TYPE_CHECKING:
    from streetlaw.ui.start.way_form import WayForm
    from streetlaw.ui.start.ways import WaysMenu

_DELAYS = (1, 2, 4, 8, 15, 30)
"""Seconds to wait after the first, second … wrong entry; the last counts for all that follow."""


class UnlockPage(StartFrame):
    """Choose a folder, write the passphrase; or open it by one of the other ways."""

    tried = Signal(object)
    """A Key: somebody wants to open a folder."""

    other_wanted = Signal()
    """Somebody wants to open a folder that is not in the list, or to make one."""

    restore_wanted = Signal()
    """Somebody wants to bring a folder back from a backup."""

    asked = Signal(object, object)
    """Something else for the Opener: what to ask of it, and who hears the answer."""

    def __init__(self, folders: tuple[Path, ...], *, wrong_before: int = 0, wait: int = 0,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.wrong = wrong_before
        self.wait = wait
        """Seconds before the next try."""
        self._busy = False
        self.way = Way.PASSPHRASE
        self.form: WayForm | None = None
        """The form of any other way than the passphrase."""
        self.menu: WaysMenu | None = None
        self._help_text: QWidget | None = None
        self._make_fields(folders)
        self._lay_out()
        self._connect()
        if wait:
            self._second.start()
        self._show_button()

    def banner(self, text: str, tone: ToneName = "info") -> None:
        """Say something above the form, neutral."""
        self._above.addWidget(_banner(text, tone))
        self._above.setContentsMargins(0, 0, 0, theme.current().px(16))

    def open_with(self, passphrase: str) -> None:
        """Open the chosen folder as if somebody had written this passphrase and pressed Enter."""
        self.passphrase.edit.setText(passphrase)
        self._on_open()

    def refuse(self, text: str, *, secret_was_wrong: bool) -> None:
        """Say why the folder stayed closed; after a wrong secret, wait longer each time."""
        self._set_busy(False)
        (self.form if self.form is not None else self._secret).set_error(text)
        if secret_was_wrong:
            self.wrong += 1
            self.wait = _DELAYS[min(self.wrong, len(_DELAYS)) - 1]
            self._second.start()
        self._show_button()
        self.passphrase.edit.selectAll()
        self.take_focus()

    def take_focus(self) -> None:
        """Let the person write at once."""
        (self.form or self.passphrase).setFocus()

    def show_way(self, way: Way) -> None:
        """Let the folder be opened another way; what was typed for the way before is forgotten."""
        from streetlaw.ui.start.ways import FORMS, hint  # lazy: most days nothing is lost

        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self.way = way
        if way in FORMS:
            self.passphrase.clear()
            self.form = FORMS[way]()
            self.form.submitted.connect(self._on_open)
            self.form.asked.connect(self.asked)
            self.form.request_wanted.connect(self._on_request_wanted)
            self._form.addWidget(self.form)
            self.form.show()  # what is not shown yet cannot take the focus
        self._place_button()
        self._subtitle.setText(hint(way))
        self._secret.set_error(None)
        self._secret.setVisible(self.form is None)
        self.passphrase.hint.setVisible(self.form is None)
        self.take_focus()

    def take_over(self, before: StartFrame) -> None:
        """Go on with the same folder and the same way to open it, and with what was typed for it."""
        if isinstance(before, UnlockPage):
            self.folders.choose(before.folders.folder())
            if before.way is not self.way:
                self.show_way(before.way)
        super().take_over(before)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where the person writes."""
        super().showEvent(event)
        self.take_focus()

    def _make_fields(self, folders: tuple[Path, ...]) -> None:
        self._title = Text(_("Open a folder"), "figure")
        self._subtitle = Text(_("Choose the folder and write the passphrase."), ink="text-2", wrap=True)
        self.folders = FolderList(folders)
        self.passphrase = PasswordField(name=_("Passphrase"), large=True)
        self._secret = Field(_("Passphrase"), self.passphrase)
        self.open_button = Button(_("Open"), kind="primary", keys="Enter", large=True)
        self._wait = Text("", "hint")
        self.ways = Link(_("Other ways"), icon="key")
        self.restore = Link(_("Restore a backup"), icon="clock-counter-clockwise")
        self._help = Link(_("Help"), icon="question", checkable=True)

    def _lay_out(self) -> None:
        px, column = theme.current().px, self.column
        self._above, self._form, self._below = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        column.addWidget(self._title)
        column.addSpacing(px(4))
        column.addWidget(self._subtitle)
        column.addSpacing(px(24))
        column.addLayout(self._above)
        column.addWidget(Text(_("Folder"), "label"))
        column.addSpacing(px(4))
        column.addWidget(self.folders)
        column.addSpacing(px(20))
        column.addLayout(self._form)
        self._form.setSpacing(px(4))
        self._form.addWidget(self._secret)
        self._form.addWidget(self.passphrase.hint)
        self.open_button.setSizePolicy(self.passphrase.sizePolicy())
        self._act = QWidget()
        act = QVBoxLayout(self._act)
        act.setContentsMargins(0, px(16), 0, px(12))
        act.setSpacing(0)
        act.addWidget(self.open_button)
        act.addWidget(self._wait)
        self._act_at = column.count()
        column.addWidget(self._act)
        foot = QHBoxLayout()
        foot.addWidget(self.ways)
        foot.addStretch(1)
        foot.addWidget(self._help)
        column.addLayout(foot)
        column.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._below)
        column.addStretch(1)

    def _connect(self) -> None:
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._on_second)
        self.open_button.clicked.connect(self._on_open)
        self.passphrase.submitted.connect(self._on_open)
        self.passphrase.edited.connect(self._on_edited)
        self.folders.chosen.connect(self._on_folder_chosen)
        self.folders.other_wanted.connect(self.other_wanted)
        self.ways.clicked.connect(self._on_ways)
        self.restore.clicked.connect(self.restore_wanted)
        self._help.toggled.connect(self._on_help_toggled)

    def _place_button(self) -> None:
        """Put the button below the form; below a long one it stays in view, whatever scrolls."""
        is_long = self.form is not None and self.form.is_long
        self.draw_up(is_long)
        if not is_long:
            self.column.insertWidget(self._act_at, self._act)
        else:
            self.foot.addWidget(self._act)

    def _show_button(self) -> None:
        self.open_button.setEnabled(not self.wait and not self._busy and self.folders.folder() is not None)
        waiting = ngettext("Try again in {n} second.", "Try again in {n} seconds.", self.wait)
        text = waiting.format(n=self.wait) if self.wait else _("Opening…") if self._busy else ""
        self._wait.setText(text)
        self._wait.setVisible(bool(text))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        for widget in (self.passphrase, self.folders, self.form, self.ways):
            if widget is not None:
                widget.setEnabled(not busy)
        self._show_button()

    def _on_open(self) -> None:
        folder = self.folders.folder()
        if folder is None or not self.open_button.isEnabled():
            return
        if self.form is not None:
            key = self.form.key(folder)
        else:
            text = self.passphrase.text()
            key = Key(folder=folder, passphrase=text) if text else None
        if key is not None:
            self._secret.set_error(None)
            self._set_busy(True)
            self.tried.emit(key)

    def _on_folder_chosen(self) -> None:
        self._show_button()
        self.take_focus()

    def _on_edited(self) -> None:
        self._secret.set_error(None)

    def _on_ways(self) -> None:
        if self.menu is None:
            from streetlaw.ui.start.ways import WaysMenu  # lazy: most days nothing is lost

            self.menu = WaysMenu(self)
            self.menu.chosen.connect(self.show_way)
        self.menu.mark(self.way)
        self.menu.popup(self.ways.mapToGlobal(QPoint(0, self.ways.height())))

    def _on_request_wanted(self) -> None:
        folder = self.folders.folder()
        if folder is not None and self.form is not None:
            self.asked.emit(lambda opener: opener.escrow_request(folder), self.form.take_request)

    def _on_help_toggled(self, wanted: bool) -> None:
        if self._help_text is None:
            self._help_text = _banner(
                _("Nobody can open the folder without the passphrase or the recovery words, not even those "
                  "who made this program. If the letters look wrong, check the keyboard layout and Caps "
                  "Lock. If the folder is on another disk, connect that disk first."), "neutral")
            self._below.addSpacing(theme.current().px(8))
            self._below.addWidget(self._help_text)
        self._help_text.setVisible(wanted)

    def _on_second(self) -> None:
        self.wait = max(0, self.wait - 1)
        if not self.wait:
            self._second.stop()
        self._show_button()


def _banner(text: str, tone: ToneName) -> QWidget:
    from streetlaw.ui.parts.banner import Banner  # lazy: most days nothing is to be said

    return Banner(text, tone)
