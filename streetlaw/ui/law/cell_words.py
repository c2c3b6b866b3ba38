"""What the statements and cells of a pack's tables are called, for whoever corrects them. No Qt."""

from __future__ import annotations

from typing import Final

from streetlaw.domain.fact import text_in
from streetlaw.domain.fact_check import SETTINGS
from streetlaw.domain.pack import Pack
from streetlaw.services.law_links import Link
from streetlaw.translation import N_, language, translate
from streetlaw.translation import gettext as _
from streetlaw.ui.law.entries import entry_of
from streetlaw.ui.law.words import list_name, listed, opening

_CELLS: Final = {
    "act": N_("Act (its code)"), "article": N_("Article"), "number": N_("Number"),
    "adopted": N_("Adopted"), "repealed": N_("Repealed (yes, no)"), "short": N_("How lawyers write it"),
    "watch_out": N_("What to mind"), "active": N_("Works (yes, no)"), "rank": N_("Place in the list"),
    "last_resort": N_("Last resort (yes, no)"), "proceeding": N_("Proceeding (its code)"),
    "power": N_("Paper a representative needs"), "grounds": N_("Grounds (codes)"),
    "channels": N_("Channels (codes)"), "norms": N_("Norms (codes)"), "stems": N_("Beginnings of words"),
    "competence": N_("For what"), "filing": N_("Our time limit"), "answer": N_("The body's time limit"),
    "contents": N_("What the paper has to contain"), "advice": N_("What to mind"), "basis": N_("Basis"),
    "contact": N_("Contact"), "rules": N_("Our time limits (codes)"),
    "answer_rules": N_("The body's time limits (codes)"), "after_rules": N_("Time limits after that (codes)"),
    "whose": N_("Whose duty (ours, body)"), "amount": N_("How long"),
    "unit": N_("Unit (hours, calendar_days, working_days, months, years)"),
    "wait_amount": N_("What has to pass first"), "wait_unit": N_("Unit of that"),
    "starts_next_day": N_("The day of the event is not counted (yes, no)"),
    "rolls": N_("A last day off moves on (yes, no)"), "who": N_("For whom (adult, child, empty)"),
    "base": N_("The event it counts from"), "restore": N_("When it was missed"),
    "restore_basis": N_("Basis of that"), "needs": N_("All of these must hold"),
    "any_of": N_("One of these must hold"), "income_test": N_("Income is tested (yes, no, empty)"),
    "ceiling": N_("Best answer (entitled, likely)"), "supported_by": N_("Still supported by"),
    "explains": N_("Who is meant"), "what": N_("What it is"), "providers": N_("Who gives it"),
    "categories": N_("For which categories (codes)"), "hint": N_("Where to get it"),
    "as_of": N_("As of"), "next_check": N_("Next check"), "note": N_("Remark"),
    "contact_as_of": N_("Contact, as of"), "contact_confidence": N_("Contact, confidence"),
    "multiplier": N_("How many minimum wages"), "months": N_("In how many months"),
    "hotline": N_("Telephone"), "site": N_("Site"),
}
_SETTINGS: Final = {
    "aid.authority": N_("the body that decides on legal aid"), "aid.income": N_("income test of legal aid"),
    "aid.scope": N_("to whom legal aid is open")}
_NAMES: Final = {"ky": "кыргызча", "ru": "по-русски", "en": "in English"}


def cell_label(column: str, languages: tuple[str, ...]) -> str:
    """What a cell is called: "What to mind, по-русски"; the column itself where there is no word for it."""
    if column in languages:
        return listed(_("Name"), _NAMES.get(column, column), between=", ")
    stem, _sign, ending = column.rpartition("_")
    if ending in languages and stem in _CELLS:
        return listed(translate(_CELLS[stem]), _NAMES.get(ending, ending), between=", ")
    return translate(_CELLS[column]) if column in _CELLS else column


def statement_name(pack: Pack, link: Link) -> str:
    """What a statement says, in one line."""
    if link.place == SETTINGS:
        return opening(_setting(pack, link.code))
    entry = entry_of(pack, link.place, link.code, language())
    return listed(entry.title, entry.note, between=": ") if entry else link.code


def statement_kind(link: Link) -> str:
    """What kind of statement it is."""
    return _("Setting of legal aid") if link.place == SETTINGS else list_name(link.place)


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
