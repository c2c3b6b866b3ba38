"""The people in the case: the other side, witnesses, relatives, officials; who they may be already."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.domain.case import Case, Party, PartyRole
from streetlaw.domain.record import Outcome
from streetlaw.services.parties import remove_party
from streetlaw.services.similar import Similar
from streetlaw.translation import gettext as _
from streetlaw.ui import keys, theme
from streetlaw.ui.cases.party_form import PartyForm
from streetlaw.ui.cases.reading import NEW_CASE, Read
from streetlaw.ui.cases.view import View, beside, column_of
from streetlaw.ui.cases.words import listed
from streetlaw.ui.clients.similar_panel import SimilarPanel
from streetlaw.ui.page import Page
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import IconButton
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.line import in_line
from streetlaw.ui.parts.mask import Masked
from streetlaw.ui.parts.rows import lay_row
from streetlaw.ui.parts.text import Text
from streetlaw.ui.party_names import party_names, role_text
from streetlaw.ui.route import Route

_ICONS = {
    PartyRole.CO_CLIENT: "user", PartyRole.ADVERSE: "scales", PartyRole.WITNESS: "chat-centered-text",
    PartyRole.RELATIVE: "users", PartyRole.REPRESENTATIVE: "identification-badge",
    PartyRole.LAWYER: "briefcase", PartyRole.OFFICIAL: "buildings",
}


class PartyRow(QWidget):
    """One person: the role; name and number behind bars until they are asked for, for 30 seconds."""

    def __init__(self, page: Page, read: Read, party: Party, said: str) -> None:
        super().__init__()
        self._names = page.desk.names
        client = read.known.get(party.client_id)
        self._whose = client.id if client else party.id
        name = party.name or (client.full_name if client else "")
        self.code = client.code if client else ""
        phone = party.phone or (client.phone if client else "")
        self._hidden = [(masked, text) for masked, text in (
            (Masked(96), name), (Masked(72), phone), (Masked(120, wrap=True), party.remarks)) if text]
        self.said = said
        self.eye = IconButton("eye", _("Show for 30 s"), kind="quiet")
        self.edit = IconButton("pencil-simple", _("Put right"), kind="quiet")
        self.remove = IconButton("trash", _("Take out of the case"), kind="quiet")
        self._name_buttons()
        lay_row(self, self._words(read, party), Glyph(_ICONS[party.role], "text-2", 18),
                in_line(self.eye, self.edit, self.remove))
        self.eye.setVisible(bool(self._hidden))
        self.eye.clicked.connect(self._on_eye)
        self._names.changed.connect(self.show_names)
        self.show_names()

    def show_names(self) -> None:
        """Show what is hidden while it may be seen."""
        visible = self._names.visible(self._whose)
        for masked, text in self._hidden:
            if visible:
                masked.reveal(text)
            else:
                masked.conceal()
        shown = _("Hide") if visible else _("Show for 30 s")
        self.eye.show_icon("eye-slash" if visible else "eye", f"{shown}: {self.said}")

    def _words(self, read: Read, party: Party) -> QWidget:
        held = QWidget()
        px = theme.current().px
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        head, below = QHBoxLayout(), QHBoxLayout()
        for line in (head, below):
            line.setSpacing(px(8))
            column.addLayout(line)
        head.addWidget(Text(self.said, "medium"))
        if self.code and party.role is PartyRole.ADVERSE:
            head.addWidget(Badge(_("Conflict of interest"), "danger", "scales"))
        head.addStretch(1)
        for masked, text in self._hidden:
            if text == party.remarks:  # as long as somebody wrote
                column.addWidget(masked)
            else:
                below.addWidget(masked)
        matter = _matter(read, party)
        client = _("client {code}").format(code=self.code) if self.code else ""
        if note := listed((client, matter)):
            below.addWidget(Text(note, "secondary", wrap=True), 1)
        else:
            below.addStretch(1)
        return held

    def _name_buttons(self) -> None:
        """Say whose buttons these are."""
        for button in (self.edit, self.remove):
            button.setAccessibleName(f"{button.toolTip()}: {self.said}")

    def _on_eye(self) -> None:
        if self._names.visible(self._whose):
            self._names.hide_all()
        else:
            self._names.show(self._whose)


class Parties(View):
    """The people at the left, above them who somebody may be already; the form at the right."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.rows: list[PartyRow] = []
        self.list = Card(_("People in the case"))
        self.form = PartyForm(page)
        self.similar = SimilarPanel(page.desk, link_kind="client", link=_("Same person: join"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(beside((column_of(self.similar, self.list, name=_("People in the case")), 1),
                                (column_of(self.form, name=_("Add somebody")), 1)))
        keys.bind("Ctrl+Return", self.form.on_save, self.form, Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.form.edited.connect(self._look)
        self.similar.same.connect(self._on_same)
        self.similar.different.connect(self._on_different)

    def show_read(self, read: Read) -> None:
        """Show the people in all cases of a client."""
        super().show_read(read)
        self.form.show_read(read)
        self.form.setVisible(read.case is not None)
        self.list.clear_rows()
        people = {party.id: party for party in read.file.parties}
        self.rows = [self._row(read, people[id], said) for id, said in party_names(read.file.parties).items()]
        for row in self.rows:
            self.list.add_row(row)
        self.list.set_count(len(people) or None)
        if read.case is None:
            self._ask_for_case()
        elif not people:
            self.list.body.addWidget(EmptyState(
                "users", _("Nobody yet beside the client"),
                _("Write down the other side and the witnesses: then a conflict of interest is noticed "
                  "before it does harm.")))

    def enter(self, route: Route) -> None:
        """Look for somebody who was begun."""
        self.form.begin(self.client, Route("client", route.record_id, "people"))

    def _row(self, read: Read, party: Party, said: str) -> PartyRow:
        row = PartyRow(self.page, read, party, said)
        row.edit.clicked.connect(partial(self._on_edit, party))
        row.remove.clicked.connect(partial(self._on_remove, party))
        return row

    def _ask_for_case(self) -> None:
        empty = EmptyState("folder-plus", _("No case yet"), _("People belong to a case. Open one first."),
                           action=_("Open a case"))
        empty.acted.connect(self._on_open_case)
        self.list.body.addWidget(empty)

    def _look(self) -> None:
        self.similar.look_for(self.form.person())

    def _on_open_case(self) -> None:
        self.navigator.go(Route("client", self.client.id, "case", {"case": NEW_CASE}))

    def _on_edit(self, party: Party, *_clicked: object) -> None:
        self.form.edit(party)

    def _on_remove(self, party: Party, *_clicked: object) -> None:
        self.page.run(remove_party, party, done=partial(self._on_removed, party))

    def _on_removed(self, party: Party, _outcome: Outcome) -> None:
        if self.form.is_about(party.id):
            self.form.clear()
        text = _("{code}: taken out of the case, {role}")
        self.navigator.toast(text.format(code=self.client.code, role=role_text(party.role)), undo=True)

    def _on_same(self, one: Similar) -> None:
        """A client is joined; with somebody in another case, that file is opened and the form waits."""
        if one.kind == "client":
            self.form.join(one.client_id, one.code)
        else:
            self.navigator.go(Route("client", one.client_id, "people"))

    def _on_different(self, one: Similar) -> None:
        self.form.keep_apart(one.record_id)


def _matter(read: Read, party: Party) -> str:
    """The matter of a case that is not the one the page is about."""
    shown = read.case.id if read.case else ""
    other = next((case for case in read.file.cases if case.id == party.case_id != shown), Case())
    return (other.matter or _("another case")) if other.id else ""
