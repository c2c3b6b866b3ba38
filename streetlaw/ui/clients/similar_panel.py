"""Who somebody may be already, told quietly beside a form: codes and reasons, names only while visible."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.domain.case import PartyRole
from streetlaw.services.similar import Fact, Person, Similar, find_similar
from streetlaw.translation import N_, translate
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.page import asker
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.mask import Masked
from streetlaw.ui.parts.text import Text

_PAUSE = 250  # ms without a key before anybody is looked for

_FACTS: dict[Fact, str] = {
    Fact.PHONE: N_("same telephone"),
    Fact.BORN: N_("same day of birth"),
    Fact.NAME: N_("same name"),
    Fact.NAME_SOUNDS: N_("the name sounds the same"),
    Fact.NAME_RARE: N_("a rare name agrees"),
    Fact.ALLEGED: N_("named as an alleged perpetrator"),
    Fact.TOLD_OF: N_("a name like this stands in the text"),
}

_ROLES: dict[PartyRole, str] = {
    PartyRole.CO_CLIENT: N_("second client in a case of {code}"),
    PartyRole.ADVERSE: N_("adverse party in a case of {code}"),
    PartyRole.WITNESS: N_("witness in a case of {code}"),
    PartyRole.RELATIVE: N_("relative in a case of {code}"),
    PartyRole.REPRESENTATIVE: N_("representative in a case of {code}"),
    PartyRole.LAWYER: N_("another lawyer in a case of {code}"),
    PartyRole.OFFICIAL: N_("official in a case of {code}"),
}

_KINDS: dict[str, str] = {
    "client": N_("client {code}"), "trusted_person": N_("somebody you work with"),
    "incident": N_("incident of {code}"), "note": N_("note about {code}"), "action": N_("action for {code}"),
}


class SimilarPanel(Card):
    """Shown only while somebody is found; it blocks nothing. `same` and `different` carry a `Similar`."""

    same = Signal(object)
    different = Signal(object)

    def __init__(self, desk: Desk, *, same: str = "", link_kind: str = "", link: str = "") -> None:
        """`same` is the text of the button that says it is the same person, `link` that for one kind."""
        super().__init__(_("Known already?"), icon="users-three")
        self._desk = desk
        self._same = same or _("Same person: open")
        self._link = {link_kind: link} if link_kind else {}
        self._person = Person()
        self._found: Sequence[Similar] = ()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.ask)
        desk.names.changed.connect(self._draw)
        self.setVisible(False)

    def look_for(self, person: Person) -> None:
        """Look for that person after a short pause; what stands there stays until then."""
        if person != self._person:
            self._person = person
            self._pause.start()

    def ask(self) -> None:
        """Look now."""
        asker(self, self._desk).ask(find_similar, self._person, owner=self, done=self._on_found,
                                    latest="similar")

    def found(self) -> Sequence[Similar]:
        """Who is shown."""
        return self._found

    def _on_found(self, found: Sequence[Similar]) -> None:
        if found != self._found:
            self._found = found
            self._draw()

    def _draw(self) -> None:
        self.clear_rows()
        for one in self._found:
            self.add_row(self._row(one))
        if any(one.is_conflict for one in self._found):
            self.add_row(Banner(conflict_advice(), "warning"))
        self.set_count(len(self._found) or None)
        self.setVisible(bool(self._found))

    def _row(self, one: Similar) -> QWidget:
        px = theme.current().px
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(px(12), px(8), px(12), px(8))
        column.setSpacing(px(6))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(Text(who(one), "medium", wrap=True), 1)
        if one.is_conflict:
            head.addWidget(Badge(_("Conflict of interest?"), "warning", "warning-circle"))
        column.addLayout(head)
        why = QHBoxLayout()
        why.setSpacing(px(8))
        if one.name:
            why.addWidget(self._name(one))
        why.addWidget(Text(reasons(one), "secondary", wrap=True), 1)
        column.addLayout(why)
        column.addLayout(self._buttons(one))
        return row

    def _name(self, one: Similar) -> Masked:
        masked = Masked(96)
        if self._desk.names.visible(one.client_id or one.record_id):
            masked.reveal(one.name)
        return masked

    def _buttons(self, one: Similar) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.current().px(8))
        said = who(one)
        if one.client_id:
            same = Button(self._link.get(one.kind, self._same))
            same.setAccessibleName(f"{same.text()}: {said}")
            same.clicked.connect(partial(self._on_same, one))
            line.addWidget(same)
        different = Button(_("Different person"), kind="quiet")
        different.setAccessibleName("{}: {}".format(_("Different person"), said))
        different.clicked.connect(partial(self._on_different, one))
        line.addWidget(different)
        line.addStretch(1)
        return line

    def _on_same(self, one: Similar) -> None:
        self.same.emit(one)

    def _on_different(self, one: Similar) -> None:
        self._found = [other for other in self._found if other.record_id != one.record_id]
        self._draw()
        self.different.emit(one)


def conflict_advice() -> str:
    """What to do when somebody is on both sides."""
    return _("Ask your supervising attorney who should take which case, and tell neither person about the "
             "other.")


def who(one: Similar) -> str:
    """Who was found, by code and role: "adverse party in a case of 4172-K"."""
    text = _ROLES[one.role] if one.role is not None else _KINDS[one.kind]
    return translate(text).format(code=one.code)


def reasons(one: Similar) -> str:
    """What speaks for it: "same telephone, the name sounds the same"."""
    return ", ".join(translate(_FACTS[fact]) for fact in one.facts)
