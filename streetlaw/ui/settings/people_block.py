"""People and keys: my card, the cards of others, the comparing of words, and what each may receive."""

from __future__ import annotations

from pathlib import Path

from streetlaw.domain.profile import Profile, Role, Tier, TrustedPerson
from streetlaw.domain.record import Outcome
from streetlaw.services import people
from streetlaw.services.envelopes import Envelopes
from streetlaw.services.ports import Work
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import files
from streetlaw.ui.page import Page
from streetlaw.ui.settings.block import Block, Point
from streetlaw.ui.settings.compare import CompareWords
from streetlaw.ui.settings.escrow import ReleaseEscrow
from streetlaw.ui.settings.people_card import PeopleCard
from streetlaw.ui.settings.reading import Circle, Known, circle

CARD: files.Kinds = (("SLK", "*.slk"),)
CARD_LIMIT = 64 * 1024


class PeopleBlock(Block):
    """Who is trusted, with what."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.card = PeopleCard()
        self._people: dict[str, Known] = {}
        self.column.addWidget(self.card)
        self.card.card_wanted.connect(self._on_card_wanted)
        self.card.add_wanted.connect(self._on_add_wanted)
        self.card.help_wanted.connect(self._on_help_wanted)
        self.card.chosen.connect(self._on_person)

    def read(self) -> None:
        """Ask for my words and the people."""
        self.page.ask(circle, self.page.desk.tools.envelopes, done=self._on_read, latest="people")

    def refresh(self, outcome: Outcome) -> None:
        """Follow changes of people and of the profile."""
        if outcome.touches(TrustedPerson, Profile):
            self.read()

    def start(self) -> None:
        """Compare the words of the first person whose words were not compared."""
        strangers = [known for known in self._people.values() if known.person.verified_on is None]
        if strangers:
            self._compare(strangers[0])

    def _on_read(self, read: Circle) -> None:
        self._people = {known.person.id: known for known in read.people}
        helps = Role.SUPERVISOR in self.page.desk.profile.roles
        self.card.show_people(read.own_words, read.people, helps=helps)
        compared = sum(known.person.verified_on is not None for known in read.people)
        left = len(read.people) - compared
        done = ngettext("{n} key compared", "{n} keys compared", compared).format(n=compared)
        todo = ngettext("Compare {n} key", "Compare {n} keys", left).format(n=left)
        points = [Point(done=done)] if compared else []
        self.report(*points, *([Point(todo=todo)] if left else []))

    def _on_card_wanted(self) -> None:
        self.page.ask(people.own_card, self.page.desk.tools.envelopes, done=self._on_card_made)

    def _on_card_made(self, card: bytes) -> None:
        path = files.ask_where_to_save(self, _("Save my card"), "card.slk", CARD)
        if path is not None:
            self.page.desk.write_file(path, card, owner=self, done=self._on_card_saved,
                                      refused=self.page.on_refused)

    def _on_card_saved(self, _path: Path) -> None:
        self.page.navigator.toast(_("The card was saved. Give it to whoever should know your keys."))

    def _on_add_wanted(self) -> None:
        path = files.ask_which_file(self, _("Add a card"), CARD)
        if path is not None:
            self.page.desk.read_file(path, owner=self, done=self._on_card_read,
                                     refused=self.page.on_refused, limit=CARD_LIMIT)

    def _on_card_read(self, data: bytes) -> None:
        self.page.run(_add_person, self.page.desk.tools.envelopes, data, undoable=False)

    def _on_help_wanted(self) -> None:
        ReleaseEscrow(self.page).open()

    def _on_person(self, what: str, person: TrustedPerson) -> None:
        known = self._people.get(person.id)
        if known is None:
            return
        if what == "compare":
            self._compare(known)
        elif what in ("allow", "forbid"):
            self._grant(person, () if what == "forbid" else (Tier.A,))
        elif what == "withdraw":
            self.page.run(people.withdraw_trust, person, done=self._on_withdrawn)
        else:
            self.page.run(people.remove_person, person, done=self._on_removed)

    def _on_withdrawn(self, _outcome: Outcome) -> None:
        self.page.navigator.toast(_("Trust was withdrawn: nothing can be sealed for them"), undo=True)

    def _on_removed(self, _outcome: Outcome) -> None:
        self.page.navigator.toast(_("Removed: nothing can be sealed for them. The log stays."), undo=True)

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
            self.page.run(people.verify_person, command, undoable=False,
                          done=self._on_verified_to_review if granted else None)

    def _on_verified_to_review(self, outcome: Outcome) -> None:
        self._grant(outcome.the(TrustedPerson), (Tier.A,))

    def _grant(self, person: TrustedPerson, tiers: tuple[Tier, ...]) -> None:
        command = people.GrantTiers(id=person.id, revision=person.revision, tiers=tiers)
        self.page.run(people.grant_tiers, command, undoable=False)


def _add_person(work: Work, envelopes: Envelopes, card: bytes) -> Outcome:
    return people.save_person(work, envelopes, envelopes.read_card(card))
