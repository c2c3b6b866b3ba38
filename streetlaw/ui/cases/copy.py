"""A copy of everything kept about a person, for them: asked once, made beside the vault, then logged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox, QWidget

from streetlaw.domain.client import Client
from streetlaw.domain.paper import CopiedFile, SubjectCopy
from streetlaw.services.attachments import Held
from streetlaw.services.ports import Work
from streetlaw.services.printing import Papers
from streetlaw.services.progress import Progress
from streetlaw.services.subject_copy import held_files, json_file, note_copy, pack_zip, subject_copy
from streetlaw.translation import LANGUAGES, language, ngettext
from streetlaw.translation import gettext as _
from streetlaw.ui import files
from streetlaw.ui.dates import size_text
from streetlaw.ui.evidence.outside import Copy
from streetlaw.ui.page import Page
from streetlaw.ui.parts.dialog import Question
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.segmented import Segmented

ZIP: files.Kinds = (("ZIP", "*.zip"),)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The copy, and the files with what opens them."""

    client_id: str
    copy: SubjectCopy
    files: tuple[tuple[CopiedFile, Held], ...]


def gather(work: Work, client_id: str) -> Gathered:
    """Everything held about a client; raises `record.unknown`."""
    copy = subject_copy(work, client_id)
    return Gathered(client_id, copy, held_files(work, copy))


class CopyQuestion(Question):
    """In which language, and with the files or without."""

    def __init__(self, parent: QWidget, gathered: Gathered) -> None:
        super().__init__(
            parent, _("Make a copy of everything for {code}?").format(code=gathered.copy.code),
            _("One ZIP: a paper to read and a file for programs. It holds names, health and private life, "
              "and is not encrypted. Hand it to the person themself and remove it here afterwards."),
            safe=_("Keep it inside"), verb=_("Make the copy"))
        self.language = Segmented([(code, code.upper()) for code in LANGUAGES],
                                  name=_("Language of the paper"), value=language())
        size = sum(file.size for file, _held in gathered.files)
        count = len(gathered.files)
        self.with_files = QCheckBox(ngettext("With {n} file, {size}", "With {n} files, {size}", count).format(
            n=count, size=size_text(size)))
        self.with_files.setVisible(bool(count))
        self.body.addWidget(Field(_("Language"), self.language))
        self.body.addWidget(self.with_files)
        self.safe.setFocus()


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
        sure = question.exec() == CopyQuestion.DialogCode.Accepted
        chosen, with_files = question.language.value() or language(), question.with_files.isChecked()
        question.deleteLater()
        if not sure:
            return
        day = self._page.desk.today.isoformat()
        path = files.ask_where_to_save(self._page, _("Save the copy"), f"{gathered.copy.code}-{day}.zip", ZIP)
        if path is None:
            return
        wanted = gathered if with_files else replace(gathered, files=())
        self._page.banner(_("The copy is being made."), "info")
        self._page.desk.work_long(
            write, self._page.desk.tools.papers, wanted, path, chosen, owner=self,
            done=partial(self._on_written, wanted), refused=self._page.on_refused, progress=self._on_progress)

    def _on_progress(self, done: int, total: int) -> None:
        if total:
            percent = 100 * done // total
            self._page.banner(_("The copy is being made: {n} %.").format(n=percent), "info")

    def _on_written(self, wanted: Gathered, _path: Path) -> None:
        self._page.clear_banner()
        handed = [file for file, _held in wanted.files]
        self._page.run(note_copy, wanted.client_id, handed, undoable=False)
        self._page.navigator.toast(_("Saved. The copy outside is not encrypted."))


def write(papers: Papers, gathered: Gathered, path: Path, language: str, *, progress: Progress) -> Path:
    """Write the ZIP, whole or not at all; raises `file.not_written`, `attachment.*`, `work.cancelled`."""
    paper = papers.subject_copy(gathered.copy, language=language)
    data = json_file(gathered.copy, language)
    copy = Copy(path)
    copy.fill(lambda target: pack_zip(target, paper, data, gathered.files, progress))
    return copy.put()
