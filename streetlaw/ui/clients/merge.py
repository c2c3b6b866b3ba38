"""Two files that are one person: side by side, what to take from which, and what moves."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from streetlaw.domain.client import Client
from streetlaw.domain.record import Outcome, Record
from streetlaw.services.merging import MergeClients, Merging, merge_clients, merging
from streetlaw.translation import N_, ngettext, translate
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.clients.choice_row import ChoiceRow
from streetlaw.ui.clients.similar_panel import reasons, who
from streetlaw.ui.consents import purpose_label
from streetlaw.ui.desk import Desk
from streetlaw.ui.names import RevealButton
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.page import Page
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.beside import Beside, column
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.parts.rows import KeyValues
from streetlaw.ui.parts.text import Text
from streetlaw.ui.route import Route

_KINDS: dict[str, str] = {
    "Case": N_("Cases"), "Consent": N_("Consents"), "Incident": N_("Incidents"), "Action": N_("Actions"),
    "Note": N_("Notes"), "Attachment": N_("Files"), "Screening": N_("Legal-aid checks"),
    "Referral": N_("Referrals"), "Deadline": N_("Deadlines"),
    "Withheld": N_("Passages held back from the copy"),
}


class MergePage(Page):
    """The record of the route stays; the one named `other` in it joins."""

    scrolls = True

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self._read: Merging | None = None
        self.rows: dict[str, ChoiceRow] = {}
        self.merge = Button(_("Make one file"), kind="primary", keys="Ctrl Enter")
        self.turn = Button(_("Keep the other code"))
        self.reveal = RevealButton(desk)
        self.warning = Banner("", "warning", title=_("Conflict of interest?"))
        self.intro = Text("", "secondary", wrap=True)
        self.card = Card(_("What is true?"))
        self.moving = Card(_("What moves"))
        self._lay_out()
        self.merge.clicked.connect(self._on_merge)
        self.turn.clicked.connect(self._on_turn)
        desk.names.changed.connect(self._on_names_changed)
        self.add_command(_("Make one file"), self._on_merge, keys="Ctrl+Return")

    def open(self, route: Route) -> None:
        """Show the two."""
        self.set_place(_("Compare"), parent=_("Clients"), parent_route=Route("clients"))
        self.set_top_actions(self.merge)
        self.reveal.set_record(route.record_id)
        self.merge.setEnabled(False)
        self.ask(merging, route.record_id, route.extra.get("other", ""), done=self._on_read, latest="merging")

    def refresh(self, outcome: Outcome) -> None:
        """Read again when one of the two changed."""
        if outcome.touches(Client) and self._read is not None and self.route is not None:
            self.open(self.route)

    def command(self) -> MergeClients:
        """What is chosen."""
        read = self._shown()
        chosen = frozenset(name for name, row in self.rows.items() if row.takes_other())
        return MergeClients(kept=read.kept, gone=read.gone, chosen=chosen)

    def _shown(self) -> Merging:
        if self._read is None:
            raise TypeError("nothing is shown yet")
        return self._read

    def _on_read(self, read: Merging) -> None:
        self._read = read
        kept, gone = read.kept.code, read.gone.code
        self.intro.setText(_(
            "{kept} stays and takes over everything of {gone}. The file of {gone} is kept with its history, "
            "but stands in no list any more. Undo (Ctrl+Z) brings both back.").format(kept=kept, gone=gone))
        self.turn.setText(_("Keep {code} instead").format(code=gone))
        self.merge.setEnabled(not read.stands_against)
        self._show_warning(read)
        self._show_choices(read)
        self._show_moving(read)

    def _show_warning(self, read: Merging) -> None:
        said = [f"{who(one)}: {reasons(one)}." for one in read.conflicts]
        if read.stands_against:
            said.insert(0, _("The two stand against each other in a case, so they cannot be one person."))
        if read.purposes:
            listed = ", ".join(purpose_label(purpose) for purpose in read.purposes)
            said.append(_("The two files answer differently to: {purposes}. Afterwards the later answer "
                          "holds; ask the person again.").format(purposes=listed))
        both = read.conflicts or read.stands_against
        self.warning.show_message(" ".join(said), title=_("Conflict of interest?") if both else _("Consents"))
        self.warning.setVisible(bool(said))

    def _show_choices(self, read: Merging) -> None:
        self.card.clear_rows()
        self.rows = {name: ChoiceRow(name, read, self.desk.pack) for name in read.differing}
        self.card.set_title(_("What is true?") if self.rows else _("The two files say the same."))
        for row in self.rows.values():
            self.card.add_row(row)
        self._on_names_changed()

    def _show_moving(self, read: Merging) -> None:
        self.moving.clear_rows()
        px = theme.current().px
        facts = KeyValues()
        facts.setContentsMargins(px(12), px(8), px(12), px(8))
        for kind, count in read.counts.items():
            facts.add(_label(kind), str(count))
        total = sum(read.counts.values())
        note = ngettext("{n} record", "{n} records", total).format(n=total) if total else _("Nothing")
        facts.add(_("Altogether"), note)
        self.moving.add_row(facts)

    def _on_names_changed(self) -> None:
        visible = self.desk.names.visible(self._read.kept.id) if self._read is not None else False
        for row in self.rows.values():
            row.show_values(visible)

    def _on_turn(self) -> None:
        read = self._shown()
        self.navigator.replace(Route("merge", read.gone.id, extra={"other": read.kept.id}))

    def _on_merge(self) -> None:
        if self._read is not None and self.merge.isEnabled():
            self.run(merge_clients, self.command(), done=self._on_merged)

    def _on_merged(self, outcome: Outcome) -> None:
        kept, gone = outcome.the(Client), self._shown().gone
        self._read = None
        self.navigator.go(Route("client", kept.id))
        said = _("{gone} is now part of {kept}").format(gone=gone.code, kept=kept.code)
        self.navigator.toast(said, undo=True)

    def _lay_out(self) -> None:
        deeds = QWidget()
        line = FlowLayout(deeds, spacing=theme.current().px(8))
        line.addWidget(self.reveal)
        line.addWidget(self.turn)
        self.body.addWidget(Beside(self.intro, deeds, narrow=760, gap=8))
        self.body.addWidget(self.warning)
        self.warning.setVisible(False)
        self.body.addWidget(Beside(column(self.card), column(self.moving), shares=(3, 1), narrow=760))
        self.body.addStretch(1)


def _label(kind: type[Record]) -> str:
    return translate(_KINDS[kind.__name__])


