"""The third step: every value that leaves, in plain words, before anything is made."""

from __future__ import annotations

from collections import Counter
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.domain.disclosure.leaving import Never, unique
from streetlaw.domain.pack import Pack
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import glossary, theme
from streetlaw.ui.disclosed import field_label, never_label, withheld_label
from streetlaw.ui.exchange.leaving_card import LeavingCard
from streetlaw.ui.exchange.marked import Marked
from streetlaw.ui.exchange.reading import Shown
from streetlaw.ui.exchange.tiles import Figure, Verdict
from streetlaw.ui.messages import sentence
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.rows import ListRow, lay_row
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.text import Text
from streetlaw.ui.route import Route
from streetlaw.ui.tokens import Ink


class ReportStep(QWidget):
    """What a lawyer has to know before a file is made."""

    def __init__(self, navigator: Navigator, pack: Pack) -> None:
        super().__init__()
        self._navigator = navigator
        self._pack = pack
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)

    def show_report(self, shown: Shown | None) -> None:
        """Show a report, or nothing yet."""
        while item := self._outer.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        if shown is not None:
            self._outer.addWidget(scrolled(self._report(shown), _("Report")))

    def _report(self, shown: Shown) -> QWidget:
        px, held = theme.current().px, QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, px(2), 0)
        column.setSpacing(px(12))
        column.addWidget(_verdict(shown, self._pack))
        column.addLayout(_figures(shown))
        if shown.prepared.refused:
            column.addWidget(self._refused(shown))
        for text in _notices(shown):
            column.addWidget(Banner(text, "info"))
        if shown.summaries:
            column.addWidget(self._summaries(shown))
        if shown.prepared.cases:
            column.addWidget(LeavingCard(shown.prepared, self._pack))
        if _withheld(shown):
            column.addWidget(_held_back(shown))
        column.addLayout(_sides())
        column.addStretch(1)
        return held

    def _refused(self, shown: Shown) -> Card:
        refused = shown.prepared.refused
        card = Card(_("Stays here"), icon="prohibit", count=len(refused),
                    note=_("refused, with no way around"))
        for one in refused:
            code = shown.codes.get(one.case_id, "")
            open_it = self._opener(shown, one.case_id, _("Open"), code)
            card.add_row(ListRow(code, sentence(one.refusal), wrap=True, trailing=open_it,
                                 leading=Glyph("minus-circle", "danger", 18)))
        return card

    def _summaries(self, shown: Shown) -> Card:
        hints = sum(bool(spans) for _id, _text, spans in shown.summaries)
        note = _("the only text that leaves as you wrote it")
        card = Card(_("Summaries for counsel"), icon="note-pencil", count=len(shown.summaries), note=note)
        if hints:
            text = ngettext("{n} summary holds something that looks like a name, a number or a day. "
                            "Look at what is underlined; you decide.",
                            "{n} summaries hold something that looks like a name, a number or a day. "
                            "Look at what is underlined; you decide.", hints).format(n=hints)
            card.add(Banner(text, "warning"))
        for case_id, text, spans in sorted(shown.summaries, key=lambda one: not one[2]):
            code, row, said = shown.codes.get(case_id, ""), QWidget(), QWidget()
            column = QVBoxLayout(said)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.current().px(2))
            column.addWidget(Text(code, "medium"))
            column.addWidget(Marked(text, spans))
            lay_row(row, said, None, self._opener(shown, case_id, _("Edit the case"), code))
            card.add_row(row)
        return card

    def _opener(self, shown: Shown, case_id: str, verb: str, code: str) -> QWidget | None:
        route = Route("client", shown.clients.get(case_id, ""))
        if not self._navigator.can_go(route):
            return None
        button = Button(verb)
        button.setAccessibleName(f"{verb}: {code}")
        button.clicked.connect(partial(self._navigator.go, route))
        return button


def _verdict(shown: Shown, pack: Pack) -> Verdict:
    count = len(shown.prepared.cases)
    if not count and not shown.prepared.withdrawn:
        return Verdict("shield-warning", "warning", _("Nothing may leave"),
                       _("Every chosen case is refused; the reasons stand below. Choose others, or ask the "
                         "people again."))
    title = ngettext("{n} case may leave", "{n} cases may leave", count).format(n=count)
    return Verdict("shield-check", "success", title,
                   _("Pseudonymised, not anonymous: the attorney may recognise a person from what is told. "
                     "It opens for this person only, and each case has a name of its own for them."),
                   glossary.explain("pseudonymous", pack))


def _figures(shown: Shown) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.current().px(8))
    prepared = shown.prepared
    alone = len(unique(prepared.leaves))
    for figure in (
        Figure(_("Cases"), str(len(prepared.cases)), _("of {n} chosen").format(n=len(shown.codes))),
        Figure(_("Stay here"), str(len(prepared.refused)), _("refused")),
        Figure(_("Held back"), str(len(_withheld(shown))), _("kinds of values")),
        Figure(_("Only one case has it"), str(alone), _("values to look at")),
    ):
        row.addWidget(figure, 1)
    return row


def _notices(shown: Shown) -> list[str]:
    gone, missing = len(shown.prepared.withdrawn), shown.prepared.missing
    found = []
    if gone:
        found.append(ngettext(
            "The file also tells that {n} consent was taken back, so that the case is removed there. "
            "Copies made meanwhile cannot be called back.",
            "The file also tells that {n} consents were taken back, so that the cases are removed there. "
            "Copies made meanwhile cannot be called back.", gone).format(n=gone))
    if missing:
        numbers = ", ".join(str(number) for number in missing)
        text = _("The file asks again for files that never came from this person: no. {numbers}.")
        found.append(text.format(numbers=numbers))
    return found


def _withheld(shown: Shown) -> Counter[tuple[str, str]]:
    return Counter((field_label(field), withheld_label(why))
                   for case in shown.prepared.cases for field, why in case.minimised.withheld)


def _held_back(shown: Shown) -> Card:
    card = Card(_("Held back"), icon="shield-checkered", note=_("rare values stay here even with a consent"))
    for (field, why), number in sorted(_withheld(shown).items()):
        cases = ngettext("{n} case", "{n} cases", number).format(n=number)
        card.add_row(ListRow(field, why, wrap=True, leading=Glyph("minus-circle", "text-2", 18),
                             trailing=Text(cases, ink="text-2")))
    return card


def _sides() -> QHBoxLayout:
    leaves = (_("Quarter, region, kind of place"), _("What happened, grounds, kind of body"),
              _("What was done, referrals and deadlines, in bands"),
              _("What the person wants, and which consents stand"), _("Your summary for counsel, as written"))
    row = QHBoxLayout()
    row.setSpacing(theme.current().px(12))
    row.addWidget(_side(_("Leaves this computer"), "arrow-up-right", leaves, "check"), 1)
    row.addWidget(_side(_("Never leaves"), "lock-key", tuple(map(never_label, Never)), "prohibit"), 1)
    return row


def _side(title: str, icon: str, lines: tuple[str, ...], sign: str) -> Card:
    px, card, held = theme.current().px, Card(title, icon=icon), QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(6))
    ink: Ink = "danger" if sign == "prohibit" else "success"
    for text in lines:
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(Glyph(sign, ink), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Text(text, wrap=True), 1)
        column.addLayout(line)
    column.addStretch(1)
    card.add(held, 1)
    return card
