"""Backups: making one, trying one, bringing one back as a folder of its own, and who else opens them."""

from __future__ import annotations

from dataclasses import dataclass

from streetlaw.domain.backup import DRILL_DAYS, WEEKLY, BackupReport, BackupState, days_since
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.profile import TrustedPerson
from streetlaw.domain.record import Outcome
from streetlaw.services import backups
from streetlaw.services.ports import Work
from streetlaw.translation import gettext as _
from streetlaw.ui import alphabet, files, start_file
from streetlaw.ui.backup_flow import BACKUP, BackupFlow, lost_text
from streetlaw.ui.long_work import LongWork
from streetlaw.ui.messages import sentence
from streetlaw.ui.page import Page
from streetlaw.ui.settings.backup_card import BackupCard
from streetlaw.ui.settings.block import Block, Point
from streetlaw.ui.settings.restore import RestoreBackup
from streetlaw.ui.settings.trustees import ChooseTrustees


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What the block shows: the backups, who opens them, and who could."""

    state: BackupState
    trustees: tuple[TrustedPerson, ...]
    compared: tuple[TrustedPerson, ...]


class BackupsBlock(Block):
    """What is known of the backups, and what can be done."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.card = BackupCard()
        self.flow = BackupFlow(page)
        self._read = _Read(state=BackupState(), trustees=(), compared=())
        self._restoring: LongWork | None = None
        self.column.addWidget(self.card)
        self._connect()

    def read(self) -> None:
        """Ask what is known of the backups."""
        self.page.ask(_known, done=self._on_read, latest="backups")

    def refresh(self, outcome: Outcome) -> None:
        """Follow what concerns backups and the people who may open them."""
        if outcome.name.startswith("backup.") or outcome.touches(TrustedPerson):
            self.read()

    def start(self) -> None:
        """Make a backup."""
        self.flow.make()

    def _connect(self) -> None:
        card, flow = self.card, self.flow
        card.made_wanted.connect(flow.make)
        card.test_wanted.connect(flow.try_out)
        card.restore_wanted.connect(self._on_restore)
        card.trustees_wanted.connect(self._on_trustees)
        card.rhythm_chosen.connect(self._on_rhythm)
        card.cancelled.connect(self._on_cancelled)
        flow.begun.connect(card.begin)
        flow.told.connect(card.progress.tell)
        flow.ended.connect(card.end)
        self.page.desk.closed.connect(self._on_cancelled)

    def _on_read(self, read: _Read) -> None:
        self._read, today = read, self.page.desk.today
        self.card.show_state(read.state, today)
        self.card.show_trustees([person.name for person in read.trustees], can_choose=bool(read.compared))
        latest, drill = read.state.latest, read.state.drill
        late = latest is None or days_since(latest.made, today) > (read.state.every or WEEKLY)
        tested = drill is not None and days_since(drill.tested, today) < DRILL_DAYS
        made = Point(done=_("backup made"), todo=_("Back up now…") if late else "", grave=latest is None)
        self.report(made, *[Point(done=_("restore tested"))] * tested)

    def _on_rhythm(self, days: int) -> None:
        self.page.ask(backups.set_rhythm, days, done=self._on_kept)

    # ── Who else opens them ──────────────────────────────────────────────────────────────────────────────

    def _on_trustees(self) -> None:
        allowed = frozenset(person.id for person in self._read.trustees)
        question = ChooseTrustees(self._read.compared, allowed, self)
        question.accepted.connect(self._on_trustees_chosen)
        question.open()

    def _on_trustees_chosen(self) -> None:
        question = self.sender()
        if isinstance(question, ChooseTrustees):
            self.page.run(_set_trustees, question.chosen(), undoable=False)

    # ── Restoring ────────────────────────────────────────────────────────────────────────────────────────

    def _on_restore(self) -> None:
        path = files.ask_which_file(self, _("Restore a backup"), BACKUP)
        if path is not None:
            question = RestoreBackup(path, self)
            question.accepted.connect(self._on_restore_wanted)
            question.open()

    def _on_restore_wanted(self) -> None:
        question = self.sender()
        if isinstance(question, RestoreBackup):
            desk = self.page.desk
            kept = desk.tools.backups
            self._folder = start_file.new_folder()
            self.card.begin(_("Restoring the backup"))
            self._restoring = desk.maintain(
                kept.restore_handed if question.handed else kept.restore, question.path, self._folder,
                question.text(), owner=self, done=self._on_restored, refused=self._on_refused,
                progress=self.card.progress.tell)

    def _on_restored(self, report: BackupReport) -> None:
        self._restoring = None
        self.card.end()
        start_file.save(start_file.load().knowing(self._folder))
        if report.damaged:
            error = StreetLawError("backup.held_damaged", attachments=report.damaged)
            self.page.banner(f"{sentence(error)} {lost_text(report.damaged_files)}")
        else:
            self.page.banner(_("The backup was restored as a folder of its own. It is on the start page "
                               "after locking."), "success")

    def _on_refused(self, error: StreetLawError) -> None:
        self._restoring = None
        self.card.end()
        if error.code != "work.cancelled":
            self.page.on_refused(error)

    def _on_cancelled(self) -> None:
        self.flow.cancel()
        if self._restoring is not None:
            self._restoring.cancel()


def _known(work: Work) -> _Read:
    return _Read(
        state=backups.state(work), trustees=backups.trustees(work),
        compared=tuple(person for person in alphabet.people(work.list(TrustedPerson))
                       if person.verified_on is not None))


def _set_trustees(work: Work, chosen: frozenset[str]) -> Outcome:
    """Allow those people and no others; each decision is written to the log."""
    allowed = {person.id for person in backups.trustees(work)}
    done = Outcome("backup.people_kept")
    for person_id in sorted(chosen - allowed):
        done = backups.allow_trustee(work, person_id)
    for person_id in sorted(allowed - chosen):
        done = backups.forbid_trustee(work, person_id)
    return done
