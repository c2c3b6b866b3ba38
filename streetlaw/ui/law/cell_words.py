"""What the statements and cells of a pack's tables are called, for whoever corrects them. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from streetlaw.domain.deadline import Unit, Who, Whose
from streetlaw.domain.fact import Cite, text_in
from streetlaw.domain.fact_check import SETTINGS
from streetlaw.domain.pack import Pack
from streetlaw.services.law.amendment_words import CONFIDENCE
from streetlaw.services.law.links import Link
from streetlaw.translation import N_, language, translate
from streetlaw.translation import gettext as _
from streetlaw.ui.law.entries import entry_of
from streetlaw.ui.law.words import list_name, listed, opening

_CELLS: Final = {
    "act": N_("Act of law"), "article": N_("Article"), "number": N_("Number"),
    "adopted": N_("Adopted"), "repealed": N_("Repealed"), "short": N_("How lawyers write it"),
    "watch_out": N_("What to mind"), "active": N_("Works"), "rank": N_("Place in the list"),
    "last_resort": N_("Last resort"), "proceeding": N_("Proceeding"),
    "power": N_("Paper a representative needs"), "grounds": N_("Grounds"),
    "channels": N_("Channels"), "norms": N_("Norms"), "stems": N_("Beginnings of words"),
    "competence": N_("For what"), "filing": N_("Our time limit"), "answer": N_("The body's time limit"),
    "contents": N_("What the paper has to contain"), "advice": N_("What to mind"), "basis": N_("Basis"),
    "contact": N_("Contact"), "rules": N_("Our time limits"),
    "answer_rules": N_("The body's time limits"),
    "after_rules": N_("Our time limits after the answer"),
    "whose": N_("Whose duty"), "amount": N_("How long"),
    "unit": N_("Counted in"),
    "wait_amount": N_("What has to pass first"), "wait_unit": N_("That is counted in"),
    "starts_next_day": N_("The day of the event is not counted"),
    "rolls": N_("A last day off moves on"), "who": N_("For whom"),
    "base": N_("The event it counts from"), "restore": N_("When it was missed"),
    "restore_basis": N_("Basis of that"), "needs": N_("All of these must hold"),
    "any_of": N_("One of these must hold"), "income_test": N_("Income is tested"),
    "ceiling": N_("Best answer"), "supported_by": N_("Still supported by"),
    "explains": N_("Who is meant"), "what": N_("What it is"), "providers": N_("Who gives it"),
    "categories": N_("For which categories"), "hint": N_("Where to get it"),
    "as_of": N_("As of"), "next_check": N_("Next check"), "note": N_("Remark"),
    "contact_as_of": N_("Contact, as of"), "contact_confidence": N_("Contact, confidence"),
    "multiplier": N_("How many minimum wages"), "months": N_("In how many months"),
    "hotline": N_("Telephone"), "site": N_("Website"),
}
_SETTINGS: Final = {
    "aid.authority": N_("the body that decides on legal aid"), "aid.income": N_("income test of legal aid"),
    "aid.scope": N_("to whom legal aid is open")}
_YES_NO: Final = {"yes": N_("yes"), "no": N_("no")}
_MAYBE: Final = {"": N_("not known"), **_YES_NO}
_UNITS: Final = {
    "": N_("not known"), Unit.HOURS: N_("hours"), Unit.CALENDAR_DAYS: N_("calendar days"),
    Unit.WORKING_DAYS: N_("working days"), Unit.MONTHS: N_("months"), Unit.YEARS: N_("years")}
_CHOICES: Final[Mapping[str, Mapping[str, str]]] = {
    "active": _YES_NO, "last_resort": _YES_NO, "repealed": _YES_NO, "income_test": _MAYBE,
    "starts_next_day": _MAYBE, "rolls": _MAYBE, "unit": _UNITS,
    "wait_unit": {**_UNITS, "": N_("nothing has to pass")},
    "whose": {Whose.OURS: N_("ours"), Whose.BODY: N_("the body's")},
    "who": {Who.ANYBODY: N_("for everybody"), Who.ADULT: N_("for adults"), Who.CHILD: N_("for children")},
    "ceiling": {"": N_("entitled"), "entitled": N_("entitled"), "likely": N_("likely entitled")},
    "contact_confidence": {"": N_("not known"), **{known.value: said for known, said in CONFIDENCE.items()}}}
"""The words a cell may hold, and what they mean."""

_CODES: Final = {
    "act": "acts", "proceeding": "representation", "grounds": "grounds", "channels": "channels",
    "norms": "norms", "rules": "rules", "answer_rules": "rules", "after_rules": "rules",
    "categories": "categories"}
"""The list of a pack whose codes a cell holds, one or several."""

_ONE: Final = ("act", "proceeding")
_CITED: Final = ("basis", "restore_basis", "supported_by")
_NAMES: Final = {"ky": "кыргызча", "ru": "по-русски", "en": "in English"}


def cell_label(column: str, languages: tuple[str, ...]) -> str:
    """What a cell is called, with its language: "What to mind, по-русски"."""
    ending = column.rpartition("_")[2]
    tongue = _NAMES.get(ending, ending) if ending in languages else ""
    return listed(cell_title(column, languages), tongue, between=", ")


def cell_title(column: str, languages: tuple[str, ...]) -> str:
    """What a cell is called in whichever language; the column itself where there is no word for it."""
    if column in languages:
        return _("What it is called")
    stem, _sign, ending = column.rpartition("_")
    named = stem if ending in languages else column
    return translate(_CELLS[named]) if named in _CELLS else column


def cell_hint(column: str) -> str:
    """How a cell is written that holds codes."""
    return _("Codes of the law data, with spaces between") if column in _CODES and column not in _ONE else ""


def cell_choices(pack: Pack, column: str) -> dict[str, str]:
    """The words a cell may hold with what they mean; empty where one writes what one likes."""
    if column in _ONE:
        named = {code: opening(term.name(language())) for code, term in pack.terms(_CODES[column]).items()}
        return {"": opening(_("not known")), **named} if column == "proceeding" else named
    return {word: opening(translate(meaning)) for word, meaning in _CHOICES.get(column, {}).items()}


def cell_text(pack: Pack, column: str, cell: str) -> str:
    """What a cell says, for somebody who reads: names for codes, articles as lawyers write them."""
    if column in _CHOICES:
        meaning = _CHOICES[column].get(cell)
        return translate(meaning) if meaning else cell
    if column in _CODES:
        return "; ".join(pack.label(_CODES[column], code, language()) for code in cell.split())
    if column in _CITED:
        parts = (part.strip().partition(" ") for part in cell.split(";"))
        return "; ".join(pack.cite(Cite(act=act, article=rest), language()) for act, _gap, rest in parts)
    return cell


def statement_name(pack: Pack, link: Link) -> str:
    """What a statement says, in one line."""
    if link.place == SETTINGS:
        return opening(_setting(pack, link.code))
    entry = entry_of(pack, link.place, link.code, language())
    return listed(entry.title, entry.note, between=": ") if entry else link.code


def statement_kind(link: Link) -> str:
    """What kind of statement it is."""
    return _("Legal aid as a whole") if link.place == SETTINGS else list_name(link.place)


def _setting(pack: Pack, code: str) -> str:
    if code in _SETTINGS:
        return translate(_SETTINGS[code])
    last = code.rpartition(".")[2]
    if last.isdigit():
        return _("minimum wage of {year}").format(year=last)
    matter = next((choice for choice in pack.aid.questions["matter"].choices if choice.code == last), None) \
        if "matter" in pack.aid.questions else None
    named = text_in(matter.label, language()) if matter else last
    return _("how far legal aid covers: {matter}").format(matter=named)
