"""The case itself: matter, state, attorney, summary and wish; how it ended. In the place of the tabs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from streetlaw.domain.case import Case, CaseOutcome, CaseStatus
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.profile import Role
from streetlaw.domain.record import Outcome
from streetlaw.services import wording
from streetlaw.services.cases import CloseCase, close_case, reopen_case, save_case
from streetlaw.translation import N_, translate
from streetlaw.translation import gettext as _
from streetlaw.ui.cases.highlight import NameMarker, hints_text
from streetlaw.ui.cases.reading import NEW_CASE, Read
from streetlaw.ui.cases.view import Form, View, beside, column_of
from streetlaw.ui.cases.words import choices, choose, combo, opening
from streetlaw.ui.dates import day_full
from streetlaw.ui.drafts import DraftKeeper
from streetlaw.ui.page import Page
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.chips import Chips
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.line import in_line, stacked
from streetlaw.ui.parts.option import Option
from streetlaw.ui.parts.rows import KeyValues
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.parts.status import status, status_label
from streetlaw.ui.parts.text import Text
from streetlaw.ui.parts.text_box import TextBox
from streetlaw.ui.route import Route

_OPEN = tuple(status for status in CaseStatus if status.is_open)
_ENDS = tuple(status for status in CaseStatus if not status.is_open)


class CaseForm(Form):
    """The fields of a case. The summary is the only text of it that may go to the attorney."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, _("The case"))
        self.base = Case()
        self.untouched = True
        self.matter, self.wish, self.summary = QLineEdit(), TextBox(3), TextBox(7)
        self.status = Segmented([(s.value, status_label("case", s)) for s in _OPEN], name=_("State"))
        self.supervisor = combo([])
        self._marker = NameMarker(self.summary.document())
        self.save = Button(_("Save"), kind="primary", keys="Ctrl Enter")
        self.cancel = Button(_("Leave unchanged"))
        self._lay_out()
        self._connect()

    def show_read(self, read: Read) -> None:
        """Follow the record; what is being typed stays, and can be saved over the newer version."""
        own = Case(client_id=read.file.client.id, status=CaseStatus.INTAKE)
        self.code = read.file.client.code
        self.base = read.case or own
        self._offer_people(read)
        if self.untouched:
            self.show_case(self.base)

    def show_case(self, case: Case) -> None:
        """Show a case as it is kept."""
        self.take({"matter": case.matter, "status": case.status, "supervisor": case.supervisor_id,
                   "summary": case.summary_for_counsel, "wish": case.wish})
        self.fields["status"].setVisible(case.status.is_open)

    def values(self) -> dict[str, Any]:
        """The fields as plain data."""
        return {"title": N_("{code}: case"), "of": self.code, "matter": self.matter.text(),
                "status": self.status.value(), "supervisor": self.supervisor.currentData() or "",
                "summary": self.summary.toPlainText(), "wish": self.wish.toPlainText()}

    def take(self, values: dict[str, Any]) -> None:
        """Show plain data."""
        self.matter.setText(values.get("matter", ""))
        chosen = values.get("status", CaseStatus.INTAKE)
        self.status.choose(chosen if chosen in _OPEN else None)
        choose(self.supervisor, values.get("supervisor", ""))
        self.summary.fill(values.get("summary", ""))
        self.wish.fill(values.get("wish", ""))
        self._on_summary()

    def case(self) -> Case:
        """The case with what the form says."""
        chosen = self.status.value() if self.base.status.is_open else None
        return replace(
            self.base, matter=self.matter.text().strip(), wish=self.wish.toPlainText().strip(),
            supervisor_id=self.supervisor.currentData() or "",
            status=CaseStatus(chosen) if chosen else self.base.status,
            summary_for_counsel=self.summary.toPlainText().strip())

    def on_edited(self, *_value: object) -> None:
        """Note that somebody is typing."""
        self.untouched = False
        self.keeper.touch()

    def _on_summary(self) -> None:
        found = hints_text(self.summary.toPlainText())
        self.warning.setText(_("Looks like {what}. Write “the person”, “the officer” instead.").format(
            what=found) if found else "")
        self.warning.setVisible(bool(found))

    def _offer_people(self, read: Read) -> None:
        kept = self.supervisor.currentData() or ""
        self.supervisor.clear()
        self.supervisor.addItem(_("not chosen"), "")
        for person in read.people:
            if person.role is Role.SUPERVISOR:
                self.supervisor.addItem(person.name, person.id)
        choose(self.supervisor, kept)

    def _lay_out(self) -> None:
        self.warning = Text("", "hint", ink="warning", wrap=True)
        self.fields = {
            "matter": Field(_("Matter"), self.matter, hint=_("In a few words, without names.")),
            "status": Field(_("State"), self.status),
            "supervisor": Field(_("Supervising attorney"), self.supervisor,
                                hint=_("People appear here once you added their card in Settings.")),
            "summary": Field(_("Summary for the attorney"), self.summary,
                             hint=_("The only text that goes into a review request. No names, no addresses, "
                                    "no days.")),
            "wish": Field(_("What the person wants"), self.wish, hint=_("In the person's words.")),
        }
        self.add(stacked(self.fields["matter"], self.fields["status"], self.fields["supervisor"],
                         self.fields["summary"], self.warning, self.fields["wish"],
                         in_line(self.save, self.cancel, None)))

    def _connect(self) -> None:
        self.matter.textEdited.connect(self.on_edited)
        self.status.chosen.connect(self.on_edited)
        self.supervisor.activated.connect(self.on_edited)
        self.summary.textChanged.connect(self._on_summary)
        for edit in (self.summary, self.wish):
            edit.textChanged.connect(self.on_edited)


class EndCard(Card):
    """How a case ended: asked for when it is closed, shown and taken back afterwards."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("How it ended"))
        self._page = page
        self._case = Case()
        self._code = ""
        self.fields: dict[str, Field] = {}
        self._make_choices()
        self.keeper = DraftKeeper(page.desk, page.route, self, self.values, self.take)

    def begin(self, client: Client, route: Route) -> None:
        """Take up what was chosen before for the end of this case."""
        self._code = client.code
        if self.fields:
            self.take({})
            self.keeper.move(route)
            self.keeper.begin()

    def values(self) -> dict[str, Any]:
        """What is chosen, as plain data."""
        return {"title": N_("{code}: how the case ended"), "of": self._code, "status": self.status.value(),
                "outcome": self.outcome.currentData(), "satisfaction": self.satisfaction.value()}

    def take(self, values: dict[str, Any]) -> None:
        """Choose what plain data say."""
        self.status.choose(values.get("status", ()))
        choose(self.outcome, values.get("outcome", ""))
        self.satisfaction.choose(values.get("satisfaction", ""))

    def show_case(self, case: Case) -> None:
        """Show the end of a case, or what is asked to end it."""
        same = case.id == self._case.id and case.status.is_open == self._case.status.is_open
        self._case = case
        if same and case.status.is_open and self.fields:
            return
        self.clear_rows()
        self.setVisible(not case.is_new)
        self.add(self._asked() if case.status.is_open else self._ended(case))

    def _make_choices(self) -> None:
        options = [Option(end.value, status_label("case", end), status("case", end).icon) for end in _ENDS]
        self.status = Chips(options, name=_("How it ended"), multiple=False)
        self.outcome = combo([Option("", _("choose")), *choices(wording.OUTCOME)])
        self.satisfaction = Segmented(
            [("", _("not asked")), *((str(n), str(n)) for n in range(1, 6))], name=_("Rating"), value="")

    def _asked(self) -> QWidget:
        self._make_choices()
        self.fields = {
            "status": Field(_("Were the rights restored?"), self.status),
            "outcome": Field(_("What came of it"), self.outcome, required=True),
            "satisfaction": Field(_("The person's rating, 1 to 5"), self.satisfaction,
                                  hint=_("1: it did not help. 5: it helped a lot. Ask, do not guess.")),
        }
        self.status.changed.connect(self.keeper.touch)
        self.outcome.activated.connect(self.keeper.touch)
        self.satisfaction.chosen.connect(self.keeper.touch)
        close = Button(_("Close the case"), icon="archive-box")
        close.clicked.connect(self._on_close)
        return stacked(*self.fields.values(), in_line(close, None))

    def _ended(self, case: Case) -> QWidget:
        self.fields = {}
        facts = KeyValues()
        facts.add(_("Closed"), day_full(case.closed) if case.closed else "–")
        outcome = translate(wording.OUTCOME[case.outcome]) if case.outcome else "–"
        facts.add(_("What came of it"), opening(outcome))
        facts.add(_("The person's rating"), str(case.satisfaction) if case.satisfaction else _("not asked"))
        again = Button(_("Take the case up again"), icon="arrow-counter-clockwise")
        again.clicked.connect(self._on_reopen)
        return stacked(in_line(Badge.of("case", case.status), None), facts, in_line(again, None))

    def _on_close(self) -> None:
        chosen = next(iter(self.status.value()), CaseStatus.CLOSED)
        rated = self.satisfaction.value()
        self._page.run(close_case, CloseCase(
            id=self._case.id, revision=self._case.revision, status=CaseStatus(chosen),
            outcome=CaseOutcome(self.outcome.currentData()), satisfaction=int(rated) if rated else None,
        ), done=self._on_closed, refused=self._on_refused)

    def _on_closed(self, _outcome: Outcome) -> None:
        self.keeper.drop()
        self._page.navigator.toast(_("The case was closed"), undo=True)

    def _on_reopen(self) -> None:
        self._page.run(reopen_case, self._case, done=self._on_reopened)

    def _on_reopened(self, _outcome: Outcome) -> None:
        self._page.navigator.toast(_("The case is open again"), undo=True)

    def _on_refused(self, error: StreetLawError) -> None:
        if error.code == "case.outcome_needed" and self.fields:
            self.fields["outcome"].set_error(
                _("Say what came of it, also when it is not what was hoped for."))
            self.fields["outcome"].setFocus()
        else:
            self._page.on_refused(error)


class CaseDetails(View):
    """The form of a case beside its end."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.form = CaseForm(page)
        self.end = EndCard(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(beside((column_of(self.form, name=_("The case")), 3),
                                (column_of(self.end, name=_("How it ended")), 2)))
        self.form.save.clicked.connect(self._on_save)
        self.form.cancel.clicked.connect(self._on_cancel)

    def show_read(self, read: Read) -> None:
        """Follow the record."""
        super().show_read(read)
        self.form.show_read(read)
        self.end.show_case(read.case or Case())

    def enter(self, route: Route) -> None:
        """Show the case, or what was typed over it before."""
        self.form.untouched = True
        if self.read is not None:
            self.form.show_read(self.read)
        case_id = self.form.base.id or NEW_CASE
        self.form.keeper.move(Route("client", route.record_id, "case", {"case": case_id}))
        self.form.keeper.begin(self._on_begun)
        end = Route("client", route.record_id, "case", {"case": case_id, "part": "end"})
        self.end.begin(self.client, end)
        if route.extra.get("part") == "end":
            self.end.outcome.setFocus()
        else:
            self.form.matter.setFocus()

    def _on_begun(self, found: bool) -> None:
        self.form.untouched = self.form.untouched and not found

    def _on_save(self) -> None:
        self.page.run(save_case, self.form.case(), done=self._on_saved)

    def _on_saved(self, outcome: Outcome) -> None:
        self.form.untouched = True
        self.form.keeper.drop()
        case = outcome.the(Case)
        self.navigator.toast(_("{code}: case saved").format(code=self.client.code), undo=True)
        self.navigator.go(Route("client", case.client_id, "overview", {"case": case.id}))

    def _on_cancel(self) -> None:
        self.form.untouched = True
        self.form.keeper.drop()
        self.navigator.go(Route("client", self.client.id, "overview"))
