"""Settings: one page, state first."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.profile import Profile, Tier, TrustedPerson
from streetlaw.domain.record import Outcome
from streetlaw.services import people
from streetlaw.services.ports import Envelopes, Work
from streetlaw.translation import gettext as _
from streetlaw.ui import files, start_file, theme
from streetlaw.ui.desk import Desk, LongWork
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.page import GAP, Page
from streetlaw.ui.parts.dialog import ask
from streetlaw.ui.route import Route
from streetlaw.ui.settings.backup_card import BackupCard
from streetlaw.ui.settings.compare import CompareWords
from streetlaw.ui.settings.lock_card import LockCard
from streetlaw.ui.settings.look_card import LookCard
from streetlaw.ui.settings.passphrase_card import PassphraseCard
from streetlaw.ui.settings.people_card import PeopleCard
from streetlaw.ui.settings.reading import Known, Settings, note_backup, set_choice, settings
from streetlaw.ui.settings.restore import RestoreBackup
from streetlaw.ui.shell.standing import LOCK_MINUTES

CARD: files.Kinds = (("SLK", "*.slk"),)
BACKUP: files.Kinds = (("SLV", "*.slv"),)
TWO_COLUMNS_FROM = 860
CARD_LIMIT = 64 * 1024


class SettingsPage(Page):
    """Everything that is set once and looked at now and then."""

    scrolls = True

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.lock_card, self.look_card = LockCard(), LookCard(start_file.load().theme)
        self.passphrase_card = PassphraseCard()
        self.people_card, self.backup_card = PeopleCard(), BackupCard()
        self._people: dict[str, Known] = {}
        self._work: LongWork | None = None
        self._lay_out()
        self._connect()

    def open(self, route: Route) -> None:
        """Say where we are, and read."""
        del route
        self.set_place(_("Settings"))
        self._read()

    def resume(self) -> None:
        """Read again."""
        self._read()

    def refresh(self, outcome: Outcome) -> None:
        """Follow changes of people and of the profile."""
        if outcome.touches(TrustedPerson, Profile):
            self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards below each other in a narrow window."""
        super().resizeEvent(event)
        narrow = self.width() < theme.current().px(TWO_COLUMNS_FROM)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._top.setDirection(way)

    def _lay_out(self) -> None:
        self._top, left, right = QHBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for layout in (self._top, left, right):
            layout.setSpacing(GAP)
        left.addWidget(self.lock_card)
        left.addStretch(1)
        right.addWidget(self.look_card)
        right.addWidget(self.passphrase_card)
        right.addStretch(1)
        self._top.addLayout(left, 1)
        self._top.addLayout(right, 1)
        self.body.addLayout(self._top)
        self.body.addWidget(self.people_card)
        self.body.addWidget(self.backup_card)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.lock_card.minutes_chosen.connect(self._on_minutes)
        self.look_card.language_chosen.connect(self.navigator.language_wanted)
        self.look_card.theme_chosen.connect(self.navigator.theme_wanted)
        self.passphrase_card.change_wanted.connect(self._on_passphrase)
        self.people_card.card_wanted.connect(self._on_card_wanted)
        self.people_card.add_wanted.connect(self._on_add_wanted)
        self.people_card.chosen.connect(self._on_person)
        self.backup_card.made_wanted.connect(self._on_backup)
        self.backup_card.restore_wanted.connect(self._on_restore)
        self.backup_card.cancelled.connect(self._on_cancelled)

    def _read(self) -> None:
        self.ask(settings, self.desk.tools.envelopes, done=self._on_read, latest="settings")

    def _on_read(self, read: Settings) -> None:
        self._people = {known.person.id: known for known in read.people}
        self.lock_card.show_minutes(read.lock_minutes)
        self.people_card.show_people(read.own_words, read.people)
        self.backup_card.show_made(read.backup_made, self.desk.today)

    # ── Lock and passphrase ──────────────────────────────────────────────────────────────────────────────

    def _on_minutes(self, minutes: int) -> None:
        self.ask(set_choice, LOCK_MINUTES, str(minutes), done=self._on_choice_kept)

    def _on_choice_kept(self, _nothing: object) -> None:
        self.desk.changed.emit(Outcome("setting.kept"))

    def _on_passphrase(self, old: str, new: str) -> None:
        self.desk.maintain(self.desk.tools.safe.change_passphrase, old, new, owner=self,
                           done=self._on_passphrase_changed, refused=self.passphrase_card.refuse)

    def _on_passphrase_changed(self, _nothing: object) -> None:
        self.passphrase_card.close_form()
        self.navigator.toast(_("The passphrase was changed"))

    # ── People ───────────────────────────────────────────────────────────────────────────────────────────

    def _on_card_wanted(self) -> None:
        self.ask(people.own_card, self.desk.tools.envelopes, done=self._on_card_made)

    def _on_card_made(self, card: bytes) -> None:
        path = files.ask_where_to_save(self, _("Save my card"), "card.slk", CARD)
        if path is not None:
            self.desk.write_file(path, card, owner=self, done=self._on_card_saved, refused=self.on_refused)

    def _on_card_saved(self, _path: Path) -> None:
        self.navigator.toast(_("The card was saved. Give it to whoever should know your keys."))

    def _on_add_wanted(self) -> None:
        path = files.ask_which_file(self, _("Add a card"), CARD)
        if path is not None:
            self.desk.read_file(path, owner=self, done=self._on_card_read, refused=self.on_refused,
                                limit=CARD_LIMIT)

    def _on_card_read(self, data: bytes) -> None:
        self.run(_add_person, self.desk.tools.envelopes, data, undoable=False)

    def _on_person(self, what: str, person: TrustedPerson) -> None:
        known = self._people.get(person.id)
        if known is None:
            return
        if what == "compare":
            self._compare(known)
        elif what in ("allow", "forbid"):
            self._grant(person, () if what == "forbid" else (Tier.A,))
        elif what == "withdraw":
            self.run(people.withdraw_trust, person)
        elif ask(self, _("Remove this person?"),
                 _("Nothing can be sealed for them any more. What went to them before stays in the log."),
                 safe=_("Keep"), verb=_("Remove")):
            self.run(people.remove_person, person)

    def _compare(self, known: Known) -> None:
        question = CompareWords(known, self)
        question.accepted.connect(self._on_compared)
        question.open()

    def _on_compared(self) -> None:
        question = self.sender()
        if isinstance(question, CompareWords):
            person, granted = question.known.person, question.may_review.isChecked()
            command = people.VerifyPerson(id=person.id, revision=person.revision,
                                          how=question.how.value() or "in_person")
            self.run(people.verify_person, command, undoable=False,
                     done=self._on_verified_to_review if granted else None)

    def _on_verified_to_review(self, outcome: Outcome) -> None:
        self._grant(outcome.the(TrustedPerson), (Tier.A,))

    def _grant(self, person: TrustedPerson, tiers: tuple[Tier, ...]) -> None:
        self.run(people.grant_tiers, people.GrantTiers(id=person.id, revision=person.revision, tiers=tiers),
                 undoable=False)

    # ── Backups ──────────────────────────────────────────────────────────────────────────────────────────

    def _on_backup(self) -> None:
        path = files.ask_where_to_save(self, _("Back up now"), f"{self.desk.today.isoformat()}.slv", BACKUP)
        if path is not None:
            self.backup_card.begin(_("Making the backup"))
            self._work = self.desk.maintain(
                self.desk.tools.safe.back_up, path, owner=self, done=self._on_backed_up,
                refused=self._on_work_refused, progress=self.backup_card.show_progress)

    def _on_backed_up(self, _nothing: object) -> None:
        self.backup_card.end()
        self.navigator.toast(_("The backup is ready. Keep it away from this computer."))
        self.ask(note_backup, done=self._on_backup_noted)

    def _on_backup_noted(self, _nothing: object) -> None:
        self._on_choice_kept(None)
        self._read()

    def _on_restore(self) -> None:
        path = files.ask_which_file(self, _("Restore a backup"), BACKUP)
        if path is not None:
            question = RestoreBackup(path, self)
            question.accepted.connect(self._on_restore_wanted)
            question.open()

    def _on_restore_wanted(self) -> None:
        question = self.sender()
        if isinstance(question, RestoreBackup):
            self.backup_card.begin(_("Restoring the backup"))
            self._work = self.desk.maintain(
                self.desk.tools.safe.restore, question.path, start_file.new_folder(),
                question.passphrase.text(), owner=self, done=self._on_restored,
                refused=self._on_work_refused, progress=self.backup_card.show_progress)

    def _on_restored(self, folder: Path) -> None:
        self.backup_card.end()
        start_file.save(start_file.load().knowing(folder))
        self.banner(_("The backup was restored as a folder of its own. It is on the start page after "
                      "locking."), "success")

    def _on_work_refused(self, error: StreetLawError) -> None:
        self.backup_card.end()
        self.on_refused(error)

    def _on_cancelled(self) -> None:
        if self._work is not None:
            self._work.cancel()


def _add_person(work: Work, envelopes: Envelopes, card: bytes) -> Outcome:
    return people.save_person(work, envelopes, envelopes.read_card(card))
