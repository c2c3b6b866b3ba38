"""Taking over a table in five steps: file, columns, words, check, done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.domain.table_import import TableImport
from streetlaw.services.importing.check import check_import
from streetlaw.services.importing.plan import Plan
from streetlaw.services.importing.report import ImportReport, UnknownWord
from streetlaw.services.importing.store import UndoImport, imports, store_import, undo_import
from streetlaw.services.importing.tables import Rows, Tables
from streetlaw.services.ports import Work
from streetlaw.services.progress import Progress
from streetlaw.translation import N_, ngettext
from streetlaw.translation import gettext as _
from streetlaw.ui import files
from streetlaw.ui.desk import Desk
from streetlaw.ui.drafts import DraftKeeper
from streetlaw.ui.importing.check_step import CheckStep
from streetlaw.ui.importing.columns_step import ColumnsStep
from streetlaw.ui.importing.done_step import DoneStep
from streetlaw.ui.importing.file_step import FileStep, summary
from streetlaw.ui.importing.words_step import MOST, WordsStep
from streetlaw.ui.messages import sentence
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.parts.dialog import ask
from streetlaw.ui.route import Route
from streetlaw.ui.wizard import Step, Wizard

TABLES: Final[files.Kinds] = (
    ("Excel, OpenDocument, CSV", "*.xlsx *.xlsm *.xls *.ods *.csv *.txt *.tsv"),)
FILE, COLUMNS, WORDS, CHECK, DONE = range(5)


def read_file(tables: Tables, path: Path, sheet: str, *, progress: Progress) -> tuple[tuple[str, ...], Rows]:
    """The sheets of a file and the rows of one of them; raises `import.*`."""
    sheets = tables.sheets(path)
    progress(0, 1)
    rows = tables.read(path, sheet or next(iter(sheets), ""))
    progress(1, 1)
    return sheets, rows


def store_skipping(work: Work, report: ImportReport, file: str, *, progress: Progress) -> Outcome:
    """Store what can be stored: the person has seen what cannot."""
    return store_import(work, report, file, skip_bad=True, progress=progress)


class ImportPage(Wizard):
    """One table at a time; nothing is stored before the last step."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self._path: Path | None = None
        self._sheet = ""
        self._rows: Rows = ()
        self._plan = Plan()
        self._report: ImportReport | None = None
        self._made: TableImport | None = None
        self._asked: set[UnknownWord] = set()
        self._resumed = FILE
        self.keeper = DraftKeeper(desk, Route("import"), self, self._values, self._take_up)
        self.file, self.columns, self.words = FileStep(), ColumnsStep(), WordsStep(desk.pack)
        self.check, self.done = CheckStep(), DoneStep()
        self.lay_out(_("Taking over a table"), (
            Step(_("File"), self.file), Step(_("Columns"), self.columns), Step(_("Words"), self.words),
            Step(_("Check"), self.check), Step(_("Done"), self.done, whole=True)))
        self._connect()

    def open(self, route: Route) -> None:
        """Begin with the file."""
        del route
        self.set_place(_("Take over a table"), parent=_("Clients"), parent_route=Route("clients"))
        self.ask(imports, done=self.file.show_earlier, latest="earlier")
        self.go(FILE)
        self.keeper.begin(self._on_begun)

    def refresh(self, outcome: Outcome) -> None:
        """Follow imports made and taken back."""
        if outcome.touches(TableImport):
            self.ask(imports, done=self.file.show_earlier, latest="earlier")

    # ── What is kept ─────────────────────────────────────────────────────────────────────────────────────

    def _values(self) -> dict[str, Any]:
        """Where the file is, and what was said of it: never what stands in it but words of lists."""
        return {"title": N_("Taking over a table"), "path": str(self._path or ""), "sheet": self._sheet,
                "columns": dict(self._plan.columns), "step": min(self.steps.current(), COLUMNS),
                "words": [[listed, word, code] for (listed, word), code in self._plan.words.items()]}

    def _take_up(self, kept: dict[str, Any]) -> None:
        self._path, self._sheet = Path(kept["path"]) if kept.get("path") else None, kept.get("sheet", "")
        self._resumed = int(kept.get("step", FILE))
        self._plan = Plan(columns=kept.get("columns", {}),
                          words={(listed, word): code for listed, word, code in kept.get("words", ())})

    def _on_begun(self, found: bool) -> None:
        if found and self._path is not None and not self.progress.is_under_way:
            self._read()

    # ── The way through ──────────────────────────────────────────────────────────────────────────────────

    def show_way(self) -> None:
        """Go on only with a table that says something, and say what is missing."""
        step, report, busy = self.steps.current(), self._report, self.progress.is_under_way
        self.back.setVisible(step in (COLUMNS, WORDS, CHECK))
        self.next.setVisible(step != DONE)
        nothing = step == CHECK and report is not None and not report.people
        blocked = step == CHECK and report is not None and report.errors and not self.check.skip.isChecked()
        unread = step == COLUMNS and not any(self._plan.columns.values())
        self.next.setEnabled(bool(self._rows) and not busy and not nothing and not blocked and not unread)
        self.next.setText(self._verb(step, report))
        self.reason.setText(
            _("There is nothing new in this table.") if nothing and not (report and report.errors) else
            _("Correct these rows in the file and choose it again, or leave them out.") if blocked else
            _("Say what at least one column is.") if unread else "")

    def _verb(self, step: int, report: ImportReport | None) -> str:
        if step == CHECK and report is not None:
            return ngettext("Take over {n} client", "Take over {n} clients", len(report.people)).format(
                n=len(report.people))
        return _("Continue")

    def on_next(self) -> None:
        """From the file to its columns; then check; then store."""
        match self.steps.current():
            case 0:
                self.go(COLUMNS)
            case 1 | 2:
                self._check()
            case 3:
                self._store()

    def on_back(self) -> None:
        """To the step before; the words are passed over when none was unknown."""
        words = self._report is not None and bool(self._report.unknown_words)
        back = {COLUMNS: FILE, WORDS: COLUMNS, CHECK: WORDS if words else COLUMNS}
        self.go(back[self.steps.current()])

    # ── The file ─────────────────────────────────────────────────────────────────────────────────────────

    def _on_choose(self) -> None:
        path = files.ask_which_file(self, _("Choose a table"), TABLES)
        if path is not None:
            self._take(path)

    def _take(self, path: Path, sheet: str = "") -> None:
        if not self.progress.is_under_way:
            self._path, self._sheet = path, sheet
            self._read()

    def _on_sheet(self, sheet: str) -> None:
        if self._path is not None:
            self._take(self._path, sheet)

    def _read(self) -> None:
        self._rows, self._report = (), None
        self.file.show_file("", (), "", 0)
        self.begin(_("Reading the table"))
        self.work = self.desk.work_long(
            read_file, self.desk.tools.tables, self._path, self._sheet, owner=self, done=self._on_read,
            refused=self.on_long_refused, progress=self.progress.tell)

    def _on_read(self, read: tuple[tuple[str, ...], Rows]) -> None:
        self.end()
        sheets, self._rows = read
        names = list(self._rows[0][1]) if self._rows else []
        self._plan = self._plan.for_columns(names, self.desk.tools.tables.register())
        self.keeper.touch()
        self.file.show_file(self._path.name if self._path else "", sheets,
                            self._sheet or next(iter(sheets), ""), len(self._rows))
        self.columns.show_columns(self._rows, self._plan)
        self._on_names_changed()
        self.go(self._resumed if self._rows else FILE)
        self._resumed = FILE

    # ── Columns and words ────────────────────────────────────────────────────────────────────────────────

    def _on_column(self, name: str, target: str) -> None:
        self._plan = self._plan.with_column(name, target)
        self.columns.follow(self._plan)
        self.keeper.touch()
        self.show_way()

    def _on_word(self, listed: str, word: str, code: str) -> None:
        self._plan = self._plan.with_word(listed, word, code)
        self.keeper.touch()

    def _check(self) -> None:
        self.begin(_("Checking every row"))
        self.work = self.desk.maintain(
            self.desk.in_work, check_import, self._rows, self.desk.tools.tables.register(), self._plan,
            owner=self, done=self._on_checked, refused=self.on_long_refused, progress=self.progress.tell)

    def _on_checked(self, report: ImportReport) -> None:
        self.end()
        self._report = report
        self.check.show_report(report)
        if self.steps.current() == COLUMNS:
            self._asked.clear()
        unasked = [word for word in report.unknown_words if word not in self._asked]
        if unasked:
            self._ask_words(unasked)
        self.go(WORDS if unasked else CHECK)

    def _ask_words(self, words: Sequence[UnknownWord]) -> None:
        """Show words nobody was asked about, with a guess where one word of the list is like it."""
        for word in words[:MOST]:
            if word.guess and self._plan.meaning(word.listed, word.word) is None:
                self._plan = self._plan.with_word(word.listed, word.word, word.guess)
        self._asked.update(words[:MOST])
        self.words.show_words(words, self._plan)

    # ── Storing, and taking back ─────────────────────────────────────────────────────────────────────────

    def _store(self) -> None:
        if self._report is None:
            return
        self.begin(_("Storing"), _("Cancel stores nothing. What is stored can be taken back whole."))
        self.work = self.desk.run(store_skipping, self._report, self._path.name if self._path else "",
                                  owner=self, done=self._on_stored, refused=self.on_long_refused,
                                  progress=self.progress.tell)

    def _on_stored(self, outcome: Outcome) -> None:
        self.end()
        self._made = outcome.the(TableImport)
        self.done.show_made(summary(self._made))
        self._rows, self._path, self._report, self._plan = (), None, None, Plan()
        self.keeper.drop()
        self.go(DONE)

    def _on_undo_wanted(self, made: TableImport) -> None:
        self._made = made
        self._on_undo()

    def _on_undo(self) -> None:
        if self._made is not None:
            self.run(undo_import, UndoImport(id=self._made.id), done=self._on_undone,
                     refused=self._on_undo_refused)

    def _on_undo_refused(self, error: StreetLawError) -> None:
        if error.code != "import.changed_since":
            self.on_refused(error)
        elif self._made is not None and ask(self, _("Take back the rest?"), sentence(error),
                                            safe=_("Keep all"), verb=_("Take back the rest")):
            self.run(undo_import, UndoImport(id=self._made.id, keep_changed=True), done=self._on_undone)

    def _on_undone(self, _outcome: Outcome) -> None:
        self._made = None
        self.navigator.toast(_("The import was taken back"), undo=True)
        self.go(FILE)

    def _on_show_clients(self) -> None:
        self.navigator.go(Route("clients"))

    def _on_names_changed(self) -> None:
        self.columns.show_names(self._plan, shown=not self.desk.names.all_hidden)

    def _connect(self) -> None:
        self.desk.names.changed.connect(self._on_names_changed)
        self.file.choice_wanted.connect(self._on_choose)
        self.file.dropped.connect(self._take)
        self.file.sheet_chosen.connect(self._on_sheet)
        self.file.undo_wanted.connect(self._on_undo_wanted)
        self.columns.chosen.connect(self._on_column)
        self.words.chosen.connect(self._on_word)
        self.check.skip_changed.connect(self.show_way)
        self.done.clients_wanted.connect(self._on_show_clients)
        self.done.undo_wanted.connect(self._on_undo)
