"""Reading state-guaranteed legal aid: kinds, categories, the income test, papers, the interview."""

from __future__ import annotations

from collections.abc import Container, Mapping

from streetlaw.domain.condition import Question, QuestionKind
from streetlaw.domain.fact import Term
from streetlaw.domain.law import AidKind, Authority, Category, IncomeRule, LegalAid, MinimumWage, Paper
from streetlaw.packs.reading.folder import Folder
from streetlaw.packs.reading.problem import Problem
from streetlaw.packs.reading.rows import (
    AidEntry,
    AidKindRow,
    CategoryRow,
    ChoiceRow,
    IncomeEntry,
    PaperRow,
    QuestionRow,
)

SETTINGS = "pack.toml"
INCOME = "income"

# What may be answered to a question; None where the answer is a number.
Answers = Mapping[str, Container[str] | None]


def read_aid(folder: Folder, entry: AidEntry, acts: Container[str]) -> LegalAid:
    """Everything about legal aid, from pack.toml and the tables beside it."""
    questions = _read_questions(folder)
    answers = {code: _answers(question) for code, question in questions.items()}
    categories = _read_categories(folder, "categories.csv", acts, answers)
    for matter in entry.matters:
        folder.refs(SETTINGS, folder.line_of(SETTINGS, matter), matter, answers.get("matter") or ())
    scope = folder.line_of(SETTINGS, "residence")
    folder.refs(SETTINGS, scope, " ".join(entry.scope.residence), answers.get("residence") or ())
    authority = entry.authority
    return LegalAid(
        kinds=_read_kinds(folder, acts), categories=categories,
        bases=_read_categories(folder, "bases.csv", acts, answers),
        documents=_read_papers(folder, categories), questions=questions,
        matters={code: folder.fact(SETTINGS, folder.line_of(SETTINGS, code), said)
                 for code, said in entry.matters.items()},
        income=_income(folder, entry.income), scope=frozenset(entry.scope.residence),
        scope_fact=folder.fact(SETTINGS, scope, entry.scope),
        authority=Authority(label=authority.label, hotline=authority.hotline, site=authority.site,
                            fact=folder.fact(SETTINGS, folder.line_of(SETTINGS, "authority"), authority)),
        to_check=folder.terms("to_check.csv"), procedure=folder.terms("procedure.csv"))


def _income(folder: Folder, entry: IncomeEntry) -> IncomeRule:
    line = folder.line_of(SETTINGS, "wages")
    years: set[int] = set()
    for wage in entry.wages:
        if not (wage.amount.is_finite() and 0 < wage.amount < 10**9):
            raise folder.refuse(SETTINGS, line, Problem.WRONG_VALUE, f"amount: {wage.amount}")
        if wage.year in years:
            raise folder.refuse(SETTINGS, line, Problem.DUPLICATE_CODE, str(wage.year))
        years.add(wage.year)
    wages = tuple(MinimumWage(year=wage.year, amount=wage.amount, fact=folder.fact(SETTINGS, line, wage))
                  for wage in sorted(entry.wages, key=lambda wage: wage.year))
    if wages and not (entry.multiplier and entry.months):
        raise folder.refuse(SETTINGS, line, Problem.WRONG_VALUE, "multiplier, months")
    return IncomeRule(multiplier=entry.multiplier or 0, months=entry.months or 0, wages=wages,
                      fact=folder.fact(SETTINGS, folder.line_of(SETTINGS, INCOME), entry))


def _read_questions(folder: Folder) -> dict[str, Question]:
    file, choices_file = "questions.csv", "choices.csv"
    choices = folder.rows(choices_file, ChoiceRow, scope=lambda choice: choice.question)

    def question(row: QuestionRow) -> Question:
        found = [choice for choice in choices if choice.question == row.code]
        if bool(found) is not (row.kind is QuestionKind.CHOICE):
            raise folder.refuse(file, row.line, Problem.WRONG_VALUE, f"kind: {row.kind}")
        terms = tuple(Term(**folder.term(choices_file, choice)) for choice in found)
        return Question(**folder.term(file, row), kind=row.kind, section=row.section, choices=terms,
                        sensitive=row.sensitive == "yes")

    questions = folder.items(file, QuestionRow, question)
    for choice in choices:
        folder.refs(choices_file, choice.line, choice.question, questions)
    return questions


def _answers(question: Question) -> Container[str] | None:
    match question.kind:
        case QuestionKind.YES_NO:
            return ("yes", "no")
        case QuestionKind.CHOICE:
            return tuple(choice.code for choice in question.choices)
    return None


def _read_categories(folder: Folder, file: str, acts: Container[str],
                     answers: Answers) -> dict[str, Category]:
    def category(row: CategoryRow) -> Category:
        if row.income_test == "yes":
            folder.refs(file, row.line, INCOME, answers)
        return Category(
            **folder.term(file, row), explains=row.explains, ceiling=row.ceiling,
            income_test=None if row.income_test is None else row.income_test == "yes",
            needs=folder.conditions(file, row.line, row.needs, answers),
            any_of=folder.conditions(file, row.line, row.any_of, answers),
            basis=folder.cites(file, row.line, row.basis, acts),
            supported_by=folder.cites(file, row.line, row.supported_by, acts))

    return folder.items(file, CategoryRow, category)


def _read_kinds(folder: Folder, acts: Container[str]) -> dict[str, AidKind]:
    file = "aid_kinds.csv"
    return folder.items(file, AidKindRow, lambda row: AidKind(
        **folder.term(file, row), what=row.what, providers=row.providers,
        income_test=None if row.income_test is None else row.income_test == "yes",
        basis=folder.cites(file, row.line, row.basis, acts)))


def _read_papers(folder: Folder, categories: Container[str]) -> dict[str, Paper]:
    file = "documents.csv"
    return folder.items(file, PaperRow, lambda row: Paper(
        **folder.term(file, row), hint=row.hint,
        categories=folder.refs(file, row.line, row.categories, categories)))
