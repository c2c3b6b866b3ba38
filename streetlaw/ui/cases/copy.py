"""A copy of everything kept about a person, for them: looked through, made beside the vault, then logged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from streetlaw.domain.client import Client
from streetlaw.domain.paper import CopiedFile, SubjectCopy
from streetlaw.domain.withheld import Withheld
from streetlaw.services.attachments import Held
from streetlaw.services.ports import Work
from streetlaw.services.printing import Papers
from streetlaw.services.progress import Progress
from streetlaw.services.subject_copy import held_files, json_file, note_copy, pack_zip, subject_copy
from streetlaw.services.withholding import Passage, passages, without
from streetlaw.translation import LANGUAGES, N_, language, ngettext
from streetlaw.translation import gettext as _
from streetlaw.ui import files
from streetlaw.ui.cases.copy_preview import CopyPreview
from streetlaw.ui.dates import size_text
from streetlaw.ui.drafts import DraftKeeper, Shelf
from streetlaw.ui.evidence.outside import Copy
from streetlaw.ui.page import Page
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.dialog import Question
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.parts.text import Text
from streetlaw.ui.route import Route

ZIP: files.Kinds = (("ZIP", "*.zip"),)
COPY = "copy"
"""The part of a route that goes on with a copy that was begun."""

WIDTH = 760
"""Logical px of the question: texts are read in it."""


def copy_route(client_id: str, *, begun: bool = True) -> Route:
    """Where a copy that was begun is gone on with; without that, the page it is asked for on."""
    return Route("client", client_id, "overview", {"part": COPY} if begun else {})


@dataclass(frozen=True, slots=True)
class Gathered:
    """The copy, the files with what opens them, and the passages that can be held back."""

    client_id: str
    copy: SubjectCopy
    files: tuple[tuple[CopiedFile, Held], ...]
    passages: tuple[Passage, ...] = ()


def gather(work: Work, client_id: str) -> Gathered:
    """Everything held about a client; raises `record.unknown`."""
    copy = subject_copy(work, client_id)
    return Gathered(client_id, copy, held_files(work, copy), passages(work, client_id, copy))


class CopyQuestion(Question):
    """What will be in it and what is held back, in which language, and with the files or without."""

    edited = Signal()

    def __init__(self, parent: QWidget, gathered: Gathered) -> None:
        super().__init__(
            parent, _("Make a copy of everything for {code}?").format(code=gathered.copy.code),
            _("One ZIP: a paper to read and a file for programs. It holds names, health and private life, "
              "and is not encrypted. Hand it to the person themself and remove it here afterwards."),
            safe=_("Keep it inside"), verb=_("Make the copy"))
        self.set_width(WIDTH)
        self._client_id, self._code = gathered.client_id, gathered.copy.code
        self.preview = CopyPreview(gathered.copy, gathered.passages)
        self.reason = QLineEdit()
        self.reason_field = Field(_("Why it is held back"), self.reason,
                                  hint=_("The person reads the reason in the copy. Name nobody in it."))
        self.preview.changed.connect(self._on_changed)
        self.language = Segmented([(code, code.upper()) for code in LANGUAGES],
                                  name=_("Language of the paper"), value=language())
        size = sum(file.size for file, _held in gathered.files)
        count = len(gathered.files)
        self.with_files = QCheckBox(ngettext("With {n} file, {size}", "With {n} files, {size}", count).format(
            n=count, size=size_text(size)))
        self.with_files.setVisible(bool(count))
        if named := sum(bool(one.names) for one in gathered.passages):
            self.body.addWidget(Banner(ngettext(
                "{n} passage seems to name somebody else from the cases. Look through what you hand out.",
                "{n} passages seem to name somebody else from the cases. Look through what you hand out.",
                named).format(n=named)))
        about = _("This will be in it. Take the mark from what concerns somebody else: it is held back.")
        self.body.addWidget(Text(about, "label", wrap=True))
        self.body.addWidget(self.preview)
        self.body.addWidget(self.reason_field)
        self.body.addWidget(Field(_("Language"), self.language))
        self.body.addWidget(self.with_files)
        self._on_changed()
        for told in (self.preview.changed, self.reason.textEdited, self.language.chosen,
                     self.with_files.clicked):
            told.connect(self._on_edited)
        self.safe.setFocus()

    def values(self) -> dict[str, Any]:
        """The answers as plain data, without a word of the passages."""
        return {"title": N_("{code}: copy of everything"), "of": self._code, "reason": self.reason.text(),
                "language": self.language.value(), "with_files": self.with_files.isChecked(),
                "held": [[one.id, one.name, one.digest] for one in self.preview.held()]}

    def take(self, values: dict[str, Any]) -> None:
        """Go on with answers given before."""
        self.reason.setText(values["reason"])
        self.language.choose(values["language"])
        self.with_files.setChecked(values["with_files"])
        held = {(id, name, digest) for id, name, digest in values["held"]}
        self.preview.hold({one for one in self.preview.passages if (one.id, one.name, one.digest) in held})
        self._on_changed()

    def held(self) -> tuple[Withheld, ...]:
        """What is held back, each with its reason: the one of an earlier time, or the one written now."""
        reason = self.reason.text().strip()
        return tuple(one.held(self._client_id, one.reason or reason) for one in self.preview.held())

    def accept(self) -> None:
        """Nothing is held back without a reason."""
        missing = any(not one.reason for one in self.held())
        self.reason_field.set_error(_("Write why it is held back.") if missing else None)
        if missing:
            self.reason.setFocus()
        else:
            super().accept()

    def _on_changed(self) -> None:
        """Ask for a reason while something is held back that never was."""
        self.reason_field.setVisible(any(not one.reason for one in self.preview.held()))

    def _on_edited(self, *_value: object) -> None:
        self.edited.emit()


class CopyDeed(QObject):
    """Makes the copy, step by step, for a page."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def begin(self, client: Client) -> None:
        """Gather, ask, write, and let the log say so."""
        self._page.ask(gather, client.id, done=self._on_gathered, latest="copy")

    def _on_gathered(self, gathered: Gathered) -> None:
        question = CopyQuestion(self._page, gathered)
        keeper = DraftKeeper(self._page.desk, copy_route(gathered.client_id), question, question.values,
                             question.take)
        question.edited.connect(keeper.touch)
        question.finished.connect(keeper.keep)
        question.accepted.connect(partial(self._on_agreed, question, gathered))
        question.finished.connect(question.deleteLater)
        keeper.begin()
        question.open()

    def _on_agreed(self, question: CopyQuestion, gathered: Gathered) -> None:
        chosen, with_files = question.language.value() or language(), question.with_files.isChecked()
        held = question.held()
        day = self._page.desk.today.isoformat()
        path = files.ask_where_to_save(self._page, _("Save the copy"), f"{gathered.copy.code}-{day}.zip", ZIP)
        if path is None:
            return
        wanted = _handed_out(gathered, held, with_files=with_files)
        self._page.banner(_("The copy is being made."), "info")
        self._page.desk.work_long(
            write, self._page.desk.tools.papers, wanted, path, chosen, owner=self,
            done=partial(self._on_written, wanted, held), refused=self._page.on_refused,
            progress=self._on_progress)

    def _on_progress(self, done: int, total: int) -> None:
        if total:
            percent = 100 * done // total
            self._page.banner(_("The copy is being made: {n} %.").format(n=percent), "info")

    def _on_written(self, wanted: Gathered, held: tuple[Withheld, ...], _path: Path) -> None:
        self._page.clear_banner()
        handed = [file for file, _held in wanted.files]
        Shelf.of(self._page.desk).take_away(str(copy_route(wanted.client_id)))
        self._page.run(note_copy, wanted.client_id, handed, held, undoable=False)
        self._page.navigator.toast(_("Saved. The copy outside is not encrypted."))


def _handed_out(gathered: Gathered, held: tuple[Withheld, ...], *, with_files: bool) -> Gathered:
    """What goes into the archive, without the passages held back; a file's name may be one."""
    copy = without(gathered.copy, held)
    pairs = zip(copy.files, (opened for _file, opened in gathered.files), strict=True) if with_files else ()
    return replace(gathered, copy=copy, files=tuple(pairs))


def write(papers: Papers, gathered: Gathered, path: Path, language: str, *, progress: Progress) -> Path:
    """Write the ZIP, whole or not at all; raises `file.not_written`, `attachment.*`, `work.cancelled`."""
    paper = papers.subject_copy(gathered.copy, language=language)
    data = json_file(gathered.copy, language)
    copy = Copy(path)
    copy.fill(lambda target: pack_zip(target, paper, data, gathered.files, progress))
    return copy.put()
