"""What is done with a kept file: looked at, checked, handed out, erased; slow parts beside the vault.

Nothing leaves without its line in the custody log: a copy is written beside its place, the line is stored,
and only then the copy appears.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from streetlaw.domain.action import Attachment
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.services import attachments
from streetlaw.services.attachments import Held
from streetlaw.translation import gettext as _
from streetlaw.ui import files
from streetlaw.ui.evidence import ask_copy
from streetlaw.ui.evidence.outside import Copy, fill
from streetlaw.ui.long_work import LongWork
from streetlaw.ui.messages import sentence
from streetlaw.ui.page import Page
from streetlaw.ui.parts import dialog


@dataclass(frozen=True, slots=True)
class Begun:
    """Slow work that began: what it is called, and how to stop it."""

    title: str
    work: LongWork


class EvidenceDeeds(QObject):
    """The deeds of one page, which is its parent; refusals are said over it."""

    looked = Signal(object, bytes)
    """An attachment and its bytes, verified."""

    begun = Signal(object)
    """A `Begun`: it takes a while; `ended` follows."""

    moved = Signal(int)
    ended = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._desk = page.desk
        self._leaving: dict[Copy, LongWork] = {}
        stop = partial(_stop, self._leaving)
        self.destroyed.connect(stop)
        self._desk.closed.connect(stop)

    @classmethod
    def of(cls, page: Page) -> EvidenceDeeds:
        """The deeds of that page: they outlive the parts of it that ask for them."""
        found = page.findChild(cls)
        return found if isinstance(found, EvidenceDeeds) else cls(page)

    def look(self, file: Attachment) -> None:
        """Read a file into memory and tell `looked`."""
        self._hold(file, self._read)

    def check(self, file: Attachment) -> None:
        """Compare a file with its hash."""
        self._hold(file, self._verify)

    def hand_out(self, file: Attachment) -> None:
        """Ask which copy and where, and save it there."""
        bare = ask_copy.ask_copy(self._page, file)
        if bare is None:
            return
        target = files.ask_where_to_save(self._page, _("Save a copy outside"), file.name, ())
        if target is not None:
            self._hold(file, partial(self._copy, target, bare))

    def erase(self, file: Attachment) -> None:
        """Ask, and erase a file for ever."""
        sure = dialog.ask(self._page, _("Erase this file for ever?"),
                          _("“{name}” goes with the only key that opens it. Nobody can bring it back, except "
                            "from an older backup.").format(name=file.name),
                          safe=_("Keep the file"), verb=_("Erase for ever"))
        if sure:
            self._page.run(attachments.remove_attachment, file, undoable=False, done=self._on_erased)

    # ── Beside the vault ─────────────────────────────────────────────────────────────────────────────────

    def _hold(self, file: Attachment, go_on: Callable[[Held], object]) -> None:
        self._page.ask(attachments.hold, file.id, owner=self, done=go_on)

    def _read(self, held: Held) -> None:
        self._begin(_("Opening"), self._desk.work_long(
            attachments.read, held, owner=self, done=partial(self._on_read, held),
            refused=partial(self._on_refused, held), progress=self._on_progress))

    def _on_read(self, held: Held, content: bytes) -> None:
        self.ended.emit()
        self.looked.emit(held.attachment, content)
        self._note(held, attachments.OPENED)

    def _verify(self, held: Held) -> None:
        self._begin(_("Checking"), self._desk.work_long(
            attachments.verify, held, owner=self, done=partial(self._on_verified, held),
            refused=partial(self._on_refused, held), progress=self._on_progress))

    def _on_verified(self, held: Held, _nothing: None) -> None:
        self.ended.emit()
        self._note(held, attachments.CHECKED)
        self._page.navigator.toast(_("The file is intact: its hash is the one of the day it came in"))

    def _copy(self, target: Path, bare: bool, held: Held) -> None:
        copy = Copy(target)
        papers = self._desk.tools.papers if bare else None
        work = self._desk.work_long(
            fill, copy, held, papers, owner=self, done=partial(self._on_copied, held, copy, bare),
            refused=partial(self._on_not_copied, held, copy), progress=self._on_progress)
        self._leaving[copy] = work
        self._begin(_("Saving a copy"), work)

    def _on_copied(self, held: Held, copy: Copy, bare: bool, _nothing: None) -> None:
        what = attachments.EXPORTED_BARE if bare else attachments.EXPORTED
        self._page.run(attachments.note, held.attachment.id, what, held.attachment.sha256, undoable=False,
                       done=partial(self._on_noted, copy), refused=partial(self._on_not_noted, copy))

    def _on_not_copied(self, held: Held, copy: Copy, error: StreetLawError) -> None:
        self._leaving.pop(copy, None)
        self._on_refused(held, error)

    def _on_noted(self, copy: Copy, _outcome: Outcome) -> None:
        self._leaving.pop(copy, None)
        self._desk.work_long(copy.put, owner=self, done=self._on_saved, refused=self._on_not_saved)

    def _on_not_noted(self, copy: Copy, error: StreetLawError) -> None:
        self._leaving.pop(copy, None)
        copy.throw_away()
        self._on_not_saved(error)

    def _on_saved(self, _path: Path) -> None:
        self.ended.emit()
        self._page.navigator.toast(_("Saved. The copy outside is not encrypted."))

    def _on_not_saved(self, error: StreetLawError) -> None:
        self.ended.emit()
        self._page.on_refused(error)

    def _on_erased(self, _outcome: Outcome) -> None:
        self._page.navigator.toast(_("The file was erased"))

    def _on_refused(self, held: Held, error: StreetLawError) -> None:
        self.ended.emit()
        if error.code == "work.cancelled":
            return
        if attachments.is_damage(error):
            self._note(held, attachments.DAMAGED)
            self._page.banner(sentence(error), "danger")
        else:
            self._page.on_refused(error)

    def _note(self, held: Held, what: str) -> None:
        seen = "" if what == attachments.DAMAGED else held.attachment.sha256
        self._desk.run(attachments.note, held.attachment.id, what, seen, owner=self, undoable=False,
                       refused=self._page.on_refused)

    def _begin(self, title: str, work: LongWork) -> None:
        self.begun.emit(Begun(title, work))

    def _on_progress(self, done: int, total: int) -> None:
        self.moved.emit(done * 100 // max(1, total))


def _stop(leaving: dict[Copy, LongWork], *_gone: object) -> None:
    """Leave nothing of copies that nobody waits for any more."""
    for copy, work in leaving.items():
        work.cancel()
        copy.throw_away()
    leaving.clear()
