"""Making a backup and trying one, from any page: where to, how the place is called, progress, the result."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from streetlaw.domain.backup import BackupState, Chain, DamagedFile, Place, Trial
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.services import backups
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import files
from streetlaw.ui.dates import day_long
from streetlaw.ui.long_work import LongWork
from streetlaw.ui.page import Page
from streetlaw.ui.parts.dialog import Question
from streetlaw.ui.parts.field import Field
from streetlaw.ui.tokens import ToneName

BACKUP: files.Kinds = (("SLV", "*.slv"),)
LONGEST_NAME = 40

_NAMED: Final = 5
"""Attachments told by name; the rest are counted."""


class BackupFlow(QObject):
    """One thing at a time; it is cancelled when the window locks, and then leaves nothing behind."""

    begun = Signal(str)
    """Work is under way: what it is called."""

    told = Signal(int, int)
    """How far it is."""

    ended = Signal()
    """It is over, well or not."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._work: LongWork | None = None
        page.desk.closed.connect(self.cancel)

    def make(self) -> None:
        """Ask where the backup goes, and make it."""
        self._page.ask(backups.state, done=self._on_known, latest="backup-flow")

    def try_out(self) -> None:
        """Ask for a backup, and try whether everything would come back from it."""
        path = files.ask_which_file(self._page, _("Which backup to test"), BACKUP)
        if path is not None:
            self._begin(_("Testing the backup"))
            self._work = self._page.desk.maintain(
                self._page.desk.tools.backups.drill, path, owner=self, done=self._on_tried,
                refused=self._on_refused, progress=self.told.emit)

    def cancel(self) -> None:
        """Stop what is under way."""
        if self._work is not None:
            self._work.cancel()

    def _on_known(self, state: BackupState) -> None:
        path = files.ask_where_to_save(self._page, _("Back up now"), _proposed(state, self._page), BACKUP)
        if path is None:
            return
        name = next((place.name for place in state.places if Path(place.path).parent == path.parent), "")
        if name:
            self._make(path, name)
            return
        question = NamePlace(path, self._page)
        question.accepted.connect(self._on_named)
        question.open()

    def _on_named(self) -> None:
        question = self.sender()
        if isinstance(question, NamePlace):
            self._make(question.path, question.text())

    def _make(self, path: Path, name: str) -> None:
        self._begin(_("Making the backup"))
        self._work = self._page.desk.maintain(
            self._page.desk.tools.backups.back_up, path, name, owner=self, done=self._on_made,
            refused=self._on_refused, progress=self.told.emit)

    def _begin(self, title: str) -> None:
        self._page.clear_banner()
        self.begun.emit(title)

    def _on_made(self, place: Place) -> None:
        self._end("backup.made")
        if place.damaged:
            self._page.banner(damaged_text(place.damaged))
        elif place.same_disk:
            self._page.banner(_("The backup is on the same disk as the folder: whoever takes one has both. "
                                "Keep another one elsewhere."))
        else:
            self._page.navigator.toast(_("The backup is ready. Keep it away from this computer."))

    def _on_tried(self, trial: Trial) -> None:
        self._end("backup.tested")
        self._page.banner(*tried_text(trial))

    def _on_refused(self, error: StreetLawError) -> None:
        self._end("")
        if error.code != "work.cancelled":
            self._page.on_refused(error)

    def _end(self, outcome: str) -> None:
        self._work = None
        self.ended.emit()
        if outcome:
            self._page.desk.changed.emit(Outcome(outcome))


class NamePlace(Question):
    """What the person calls a place where backups go, the first time something goes there."""

    def __init__(self, path: Path, parent: QWidget) -> None:
        super().__init__(parent, _("What do you call this place?"),
                         _("The reminder and the settings then say where your backups are."),
                         safe=_("Cancel"), verb=_("Back up now"), danger=False)
        self.path = path
        self.name = QLineEdit(_("USB drive"))
        self.name.setMaxLength(LONGEST_NAME)
        self.name.selectAll()
        self.body.addWidget(Field(_("Place"), self.name, hint=_("For example: USB drive, office safe")))
        self.name.setFocus()

    def text(self) -> str:
        """The name; one that says little when none was written."""
        return self.name.text().strip() or _("Another place")


def damaged_text(count: int) -> str:
    """What to say of a backup that was made of a folder with damaged attachments."""
    return ngettext(
        "The backup is written, but {n} attachment is damaged or missing and is not whole in it. Keep the "
        "backups made before: they may hold it.",
        "The backup is written, but {n} attachments are damaged or missing and are not whole in it. Keep the "
        "backups made before: they may hold them.", count).format(n=count)


def lost_text(damaged: Sequence[DamagedFile]) -> str:
    """Which attachments did not come back whole; an empty text when all did."""
    if not damaged:
        return ""
    names = [f"{file.client} · {file.name}" for file in damaged[:_NAMED]]
    if (others := len(damaged) - len(names)):
        names.append(ngettext("{n} more", "{n} more", others).format(n=others))
    text = _("These attachments are not whole: {names}. An older backup may still hold them.")
    return text.format(names=", ".join(names))


def tried_text(trial: Trial) -> tuple[str, ToneName]:
    """What a drill found, in words, and how grave that is."""
    if trial.held.damaged:
        damaged = trial.held.damaged
        return ngettext(
            "Everything in the backup opened except {n} attachment, which was damaged already when the "
            "backup was made. An older backup may still hold it.",
            "Everything in the backup opened except {n} attachments, which were damaged already when the "
            "backup was made. An older backup may still hold them.", damaged).format(n=damaged), "warning"
    if trial.chain is Chain.AHEAD:
        return _("The backup is whole, but it holds later work than this folder: an older copy may have been "
                 "put back here. Restore the backup as a folder of its own and compare."), "danger"
    if trial.chain is Chain.FORKED:
        return _("The backup is whole, but this folder and the backup went different ways since. Restore the "
                 "backup as a folder of its own and compare."), "warning"
    text = _("Everything would come back from this backup: {records} and {files} opened.").format(
        records=records_text(trial.held.records), files=files_text(trial.held.attachments))
    if not trial.same_passphrase:
        text += " " + _("It opens with the passphrase of {date}, not with today's.").format(
            date=day_long(local_day(trial.held.made)))
    return text, "success"


def records_text(count: int) -> str:
    """How many records, in words."""
    return ngettext("{n} record", "{n} records", count).format(n=count)


def files_text(count: int) -> str:
    """How many attachments, in words."""
    return ngettext("{n} attachment", "{n} attachments", count).format(n=count)


def local_day(moment: datetime) -> date:
    """The day of a moment here."""
    return moment.astimezone().date()


def _proposed(state: BackupState, page: Page) -> str:
    """Where the last backup went, while that place is there, under the name of today."""
    name = f"{page.desk.today.isoformat()}.slv"
    latest = state.latest
    folder = Path(latest.path).parent if latest is not None else None
    return str(folder / name) if folder is not None and folder.is_dir() else name
