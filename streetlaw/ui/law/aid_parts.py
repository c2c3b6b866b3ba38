"""What the pane of an entry says of legal aid: categories, kinds of aid, papers, how one applies, acts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from streetlaw.domain.fact import Cite, Term, text_in
from streetlaw.domain.law import Act, AidKind, Category, Paper, Representation, Risk
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui.dates import day_full
from streetlaw.ui.law.words import listed


class Pane(Protocol):
    """Takes headed texts and warnings."""

    def part(self, title: str, text: str, rules: tuple[str, ...] = ()) -> None:
        """Add a heading and a text; nothing for no text."""
        ...

    def mind(self, text: str) -> None:
        """Warn of something."""
        ...

    def cite(self, cites: Iterable[Cite]) -> str:
        """Those places of the law as lawyers write them."""
        ...


def aid_parts(pane: Pane, item: Term) -> None:
    """Say all the pack says of one item, except its name and its source."""
    match item:
        case Category():
            _category(pane, item)
        case AidKind():
            pane.part(_("What it is"), text_in(item.what, language()))
            pane.part(_("Who gives it"), text_in(item.providers, language()))
            pane.part(_("Income"), _tested(item.income_test))
            pane.part(_("Basis"), pane.cite(item.basis))
        case Paper():
            pane.part(_("Where to get it"), text_in(item.hint, language()))
        case Representation():
            pane.part(_("Who may represent"), text_in(item.who, language()))
            pane.part(_("Paper a representative needs"), text_in(item.power, language()))
            pane.part(_("Basis"), pane.cite(item.basis))
        case Risk():
            if item.advice:
                pane.mind(text_in(item.advice, language()))
            pane.part(_("Basis"), pane.cite(item.basis))
        case Act():
            if item.repealed:
                pane.mind(_("This act is no longer in force."))
            number = _("No. {number}").format(number=item.number) if item.number else ""
            pane.part(_("Act"), listed(number, day_full(item.adopted) if item.adopted else ""))


def _category(pane: Pane, item: Category) -> None:
    pane.part(_("Who is meant"), text_in(item.explains, language()))
    if item.ceiling != "entitled":
        pane.mind(_("The law gives it only in some cases: the best answer is “likely”."))
    pane.part(_("Income"), _tested(item.income_test))
    pane.part(_("Basis"), pane.cite(item.basis))
    pane.part(_("Still supported by"), pane.cite(item.supported_by))


def _tested(tested: bool | None) -> str:
    return {True: _("income is tested"), False: _("no income test"),
            None: _("not known whether income is tested")}[tested]
