"""Bringing a folder back from a backup, also on a computer that knows nothing yet: file, secret, place."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.translation import gettext as _
from streetlaw.translation import translate
from streetlaw.ui import files, theme
from streetlaw.ui.link import Link
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.password_field import PasswordField
from streetlaw.ui.parts.progress import ProgressCard
from streetlaw.ui.parts.text import Elided, Text
from streetlaw.ui.start.frame import StartFrame
from streetlaw.ui.start.opener import Key, Way
from streetlaw.ui.start.ways import FORMS, LABELS
from streetlaw.ui.tokens import ToneName

if TYPE_CHECKING:
    from streetlaw.ui.opened import Opened
    from streetlaw.ui.start.opener import Opener
    from streetlaw.ui.start.way_form import WayForm

BACKUP: files.Kinds = (("SLV", "*.slv"), ("*", "*"))
WAYS = (Way.PASSPHRASE, Way.RECOVERY, Way.KEY_FILE, Way.SHARES, Way.ESCROW)


class RestorePage(StartFrame):
    """Nothing is left behind by what was cancelled or refused; what succeeds is open at once."""

    asked = Signal(object, object)
    """Something for the Opener: what to ask of it, and who hears the answer."""

    finished = Signal(object)
    """The folder is back and open: an Opened."""

    left = Signal()

    _told = Signal(int, int)

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(column=520, parent=parent)
        self._folder = folder
        self._file: Path | None = None
        self._cancelled = Event()
        self.form: WayForm | None = None
        """The form of any other way than the passphrase."""
        self._make_fields()
        self._lay_out()
        self._connect()

    def banner(self, text: str, tone: ToneName = "warning") -> None:
        """Say something above the form."""
        self._banner.show_message(text, tone)
        self._banner.show()

    def refuse(self, text: str, *, secret_was_wrong: bool = False) -> None:
        """Say why nothing was restored; nothing when the person cancelled."""
        was_under_way = self._progress.is_under_way
        self._show_work(under_way=False)
        if self._cancelled.is_set() and was_under_way:
            return
        if secret_was_wrong:
            (self.form if self.form is not None else self._secret).set_error(text)
        else:
            self.banner(text)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the file."""
        super().showEvent(event)
        self.choose.setFocus()

    def _make_fields(self) -> None:
        self._banner = Banner("")
        self._banner.hide()
        self.choose = Button(_("Choose the file…"), icon="file")
        self._name = Elided(_("no file yet"), ink="text-2")
        self._file_field = Field(_("Backup"), _row(self.choose, self._name))
        self.ways = QComboBox()
        for way in WAYS:
            self.ways.addItem(translate(LABELS[way]), way.value)
        self.passphrase = PasswordField(name=_("Passphrase"), large=True)
        self._secret = Field(_("Passphrase"), self.passphrase,
                             hint=_("The one that was in use on the day the backup was made."))
        self._place = Elided(str(self._folder), ink="text-2")
        self.change = Link(_("Change…"))
        self.restore = Button(_("Restore"), kind="primary", large=True)
        self.back = Button(_("Back"), large=True)
        self._progress = ProgressCard()

    def _lay_out(self) -> None:
        px, column = theme.current().px, self.column
        inner, self._form = QVBoxLayout(), QVBoxLayout()
        inner.setSpacing(px(16))
        self._form.setSpacing(px(4))
        column.addWidget(Text(_("Restore a backup"), "figure", wrap=True))
        column.addSpacing(px(4))
        column.addWidget(Text(_("It becomes a folder of its own on this computer. The backup is only read."),
                              ink="text-2", wrap=True))
        column.addSpacing(px(20))
        column.addWidget(self._banner)
        column.addLayout(inner)
        column.addStretch(1)
        inner.addWidget(self._file_field)
        inner.addWidget(Field(_("What opens it"), self.ways))
        self._form.addWidget(self._secret)
        self._form.addWidget(self.passphrase.hint)
        inner.addLayout(self._form)
        inner.addWidget(_row(Text(_("Place:"), "label"), self._place, self.change))
        inner.addWidget(self._progress)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.restore)
        inner.addLayout(foot)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._on_choose)
        self.ways.activated.connect(self._on_way)
        self.passphrase.submitted.connect(self._on_restore)
        self.change.clicked.connect(self._on_change)
        self.back.clicked.connect(self.left)
        self.restore.clicked.connect(self._on_restore)
        self._progress.cancelled.connect(self._cancelled.set)
        self._told.connect(self._progress.tell)

    def show_way(self, way: Way) -> None:
        """Ask for another secret; what was typed for the way before is forgotten."""
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self.passphrase.clear()
        if way in FORMS:
            self.form = FORMS[way]()
            self.form.submitted.connect(self._on_restore)
            self.form.asked.connect(self.asked)
            self.form.request_wanted.connect(self._on_request_wanted)
            self.form.for_backup()
            self._form.addWidget(self.form)
        self._secret.setVisible(self.form is None)
        self.passphrase.hint.setVisible(self.form is None)
        (self.form or self.passphrase).setFocus()

    def _on_way(self, index: int) -> None:
        self.show_way(Way(self.ways.itemData(index)))

    def _on_choose(self) -> None:
        path = files.ask_which_file(self, _("Restore a backup"), BACKUP)
        if path is not None:
            self._file = path
            self._name.setText(path.name)
            self._file_field.set_error(None)
            (self.form or self.passphrase).setFocus()

    def _on_request_wanted(self) -> None:
        file = self._chosen()
        if file is not None and self.form is not None:
            self._banner.hide()
            self.asked.emit(lambda opener: opener.escrow_request(file), self.form.take_request)

    def _chosen(self) -> Path | None:
        """The backup; None, and its field says so, when none was chosen."""
        self._file_field.set_error(None if self._file is not None else _("Choose the file first."))
        return self._file

    def _on_change(self) -> None:
        place = files.ask_which_folder(self, _("Where to make the folder"))
        if place is not None:
            self._folder = place if not any(place.iterdir()) else place / self._folder.name
            self._place.setText(str(self._folder))

    def _on_restore(self) -> None:
        file, key = self._chosen(), self._key()
        if file is None or key is None:
            return
        self._cancelled.clear()
        self._show_work(under_way=True)
        self.asked.emit(partial(self._restored, file, key), self.finished.emit)

    def _key(self) -> Key | None:
        if self.form is not None:
            return self.form.key(self._folder)
        missing = not self.passphrase.text()
        self._secret.set_error(_("Write the passphrase.") if missing else None)
        return None if missing else Key(folder=self._folder, passphrase=self.passphrase.text())

    def _restored(self, file: Path, key: Key, opener: Opener) -> Opened:
        """On the vault's thread."""
        return opener.restore(file, key, progress=self._tell)

    def _tell(self, done: int, total: int) -> None:
        """On the vault's thread."""
        if self._cancelled.is_set():
            raise StreetLawError("work.cancelled")
        self._told.emit(done, total)

    def _show_work(self, *, under_way: bool) -> None:
        self._banner.hide()
        if under_way:
            self._progress.begin(_("Restoring the backup"), _("When you cancel, nothing is left behind."))
        else:
            self._progress.end()
        for widget in (self.choose, self.ways, self.passphrase, self.form, self.change, self.restore,
                       self.back):
            if widget is not None:
                widget.setEnabled(not under_way)


def _row(*widgets: QWidget) -> QWidget:
    held = QWidget()
    line = QHBoxLayout(held)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.current().px(12))
    for widget in widgets:
        line.addWidget(widget, 1 if isinstance(widget, Elided) else 0)
    held.setFocusProxy(next((widget for widget in widgets if isinstance(widget, Button)), widgets[0]))
    return held
