"""What a page shows of files being taken in: how far it is, and what was not kept."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.evidence.intake import Intake, Refused, Told
from streetlaw.ui.messages import sentence
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import IconButton
from streetlaw.ui.parts.progress import ProgressCard


class IntakeCard(QWidget):
    """Stands above the files of one client, and takes no room while there is nothing to say.

    How it ended is said where the person looks: by a card whose page is hidden not before that is shown.
    """

    kept = Signal(int)
    """So many files were taken in."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.intake = Intake.of(desk)
        self._client_id = ""
        self._again: tuple[Refused, ...] = ()
        self._banners: list[Banner] = []
        self._progress = ProgressCard()
        self._progress.cancelled.connect(self.intake.cancel)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._progress)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().px(8))
        self.intake.begun.connect(self._on_begun)
        self.intake.moved.connect(self._on_moved)
        self.intake.ended.connect(self._on_ended)
        self.setVisible(False)

    def show_client(self, client_id: str) -> None:
        """Stand for the files of that client."""
        if client_id != self._client_id:
            self._clear()
        self._client_id = client_id
        if self._is_ours():
            self._on_begun()
        else:
            self._on_ended()

    def event(self, event: QEvent) -> bool:
        """Follow what it stands in: when that is shown, there may be something to say."""
        above = self.parentWidget()
        if event.type() is QEvent.Type.ParentChange and above is not None:
            above.installEventFilter(self)
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say what nobody has seen yet."""
        if event.type() is QEvent.Type.Show and watched is self.parentWidget() and not self.intake.is_busy:
            self._on_ended()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._column.setSpacing(theme.current().px(8))

    @property
    def banners(self) -> tuple[Banner, ...]:
        """What is said of refused files."""
        return tuple(self._banners)

    def _is_ours(self) -> bool:
        return bool(self._client_id) and self.intake.client_id == self._client_id

    # ── While it goes on ─────────────────────────────────────────────────────────────────────────────────

    def _on_begun(self) -> None:
        if not self._is_ours():
            return
        if not self._progress.is_under_way:
            self._clear()
            self._progress.begin(_("Encrypting"))
        names = self.intake.names
        note = names[0] if len(names) == 1 else _("{name}, and {n} more").format(name=names[0],
                                                                                  n=len(names) - 1)
        self._progress.set_note(_("{what}. Cancel leaves nothing of it behind.").format(what=note))
        self._progress.set_progress(self.intake.percent)
        self.setVisible(True)

    def _on_moved(self, percent: int) -> None:
        if self._progress.is_under_way:
            self._progress.set_progress(percent)

    # ── How it ended ─────────────────────────────────────────────────────────────────────────────────────

    def _on_ended(self) -> None:
        self._progress.end()
        above = self.parentWidget()
        seen = bool(self._client_id) and (above is None or above.isVisible())
        told = self.intake.told(self._client_id) if seen else None
        if told is not None:
            self._say(told)
        self.setVisible(bool(self._banners))

    def _say(self, told: Told) -> None:
        self._clear()
        self._again = tuple(refused for refused in told.refused if refused.is_kept_already)
        if self._again:
            self._say_again()
        self._for_now = tuple(refused for refused in told.refused if refused.may_pass)
        for refused in told.refused:
            if not refused.is_kept_already:
                banner = Banner(sentence(refused.error), "warning",
                                title=_("Not added: {name}").format(name=refused.path.name),
                                action=_("Try again") if refused.may_pass else "")
                banner.acted.connect(self._on_retry)
                self._add(banner)
        if told.kept:
            self.kept.emit(told.kept)

    def _say_again(self) -> None:
        text = "\n".join(_("{name} is kept here as {kept}").format(
            name=refused.path.name, kept=refused.error.facts["name"]) for refused in self._again)
        count = len(self._again)
        title = ngettext("{n} file is kept already and was not added again",
                         "{n} files are kept already and were not added again", count).format(n=count)
        banner = Banner(text, "info", title=title, action=_("Add it again"))
        banner.acted.connect(self._on_again)
        self._add(banner)

    def _on_again(self) -> None:
        again, self._again = self._again, ()
        self._clear()
        self.setVisible(False)
        for refused in again:
            self.intake.take([refused.path], refused.as_wanted_again())

    def _on_retry(self) -> None:
        """Take in everything the disk had no room for."""
        refused, self._for_now = self._for_now, ()
        self._clear()
        self.setVisible(False)
        for one in refused:
            self.intake.take([one.path], one.wanted)

    def _add(self, banner: Banner) -> None:
        close = IconButton("x", _("Put away"), kind="quiet")
        close.clicked.connect(banner.hide)
        banner.add(close)
        self._banners.append(banner)
        self._column.addWidget(banner)

    def _clear(self) -> None:
        for banner in self._banners:
            banner.hide()
            banner.deleteLater()
        self._banners.clear()
