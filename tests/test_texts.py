"""What people read is in the catalogue, in the words of the reference, and in good grammar."""

from __future__ import annotations

import ast
import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import catalogues
import pytest

from tests.test_architecture import MARKERS, Function, Module, called, modules, under

_PROSE = re.compile(r"[^\W\d_]{2,} [^\W\d_]{2,}|^[A-ZА-ЯЁҢӨҮ][a-zа-яёңөү]{2,}$|[а-яёңөү]{2,}")
"""Two words side by side, one with a capital, or anything in Cyrillic."""

_SHOWN = ("ui/", "cli/", "app/", "session.py", "__main__.py", "doctor/")
_NOT_SHOWN = ("streetlaw/ui/stylesheet.py", "streetlaw/ui/guard/buses.py")
"""The language of a style sheet; names other programs have."""

_NAMES = frozenset({
    "Ctrl Enter", "Enter", "Esc", "Esc Esc", "Space", "Desk",  # keys, and the one title of the window
    "Кыргызча", "Русский", "English", "кыргызча", "по-русски", "in English",  # each in its own language
    "Inter, Noto Serif, Noto Sans Mono", "SIL OFL 1.1", "Phosphor Icons",
    "invented people only",  # a passphrase
    "оеаинтсрвл",  # the letters by which an old encoding is known
    "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬБ",  # a keyboard
    "~/Library/Application Support", "d MMMM yyyy", '<span style="',
})
"""Literals that are the same in every language."""

_FOR_MACHINES = frozenset({"cast", "TypeVar", "ValueError", "TypeError", "AssertionError", "KeyError"})
"""What is given to these is read by programs and programmers."""

_OTHER_SENSE = {
    "client": "the window says кардар, as the field does, and often just person",
    "consultation": "of the law as a kind of aid; an action of ours is a кеп-кеңеш too",
    "erase": "said plainly: стереть, өчүрүү; удалить is what can be undone",
    "family": "of domestic violence; a family name is none",
    "missed deadline": "of ours; that of a body is said otherwise",
    "order": "an attorney's; words have an order too",
    "record": "a protocol; ours are records of a vault",
    "refused": "a state of a referral; a person, a file and a body refuse too",
    "region": "an oblast; ours is any unit",
    "save": "a verb, in many forms",
    "service": "what one is given; ours is often the Service",
    "under 18": "a minor; said of ages too",
    "search": "a noun",
    "export": "a noun, of data",
    "print": "a noun",
    "rights restored": "a state of a case",
}
"""Terms of the vocabulary whose English words we also use for something else, or in another form."""


# ── Marks ────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_people_read_is_marked() -> None:
    found = [module.at(text, repr(text.value)) for module in under(*_SHOWN) if module.name not in _NOT_SHOWN
             for text in unmarked(module)]
    assert found == []


def test_prose_is_told_from_names() -> None:
    source = 'a.setText(f"Hello {name}, come in")\nb = _("Come in")\nc("Ctrl Enter", "QLineEdit", "Save")\n'
    seen = [text.value for text in unmarked(Module("page.py", source, ast.parse(source)))]
    assert seen == ["Save", ", come in"]


def test_a_catalogue_is_asked_by_the_names_the_tool_knows() -> None:
    """Under another name, a text that is no literal would not be seen."""
    renamed = [module.at(line, f"{name.name} as {name.asname}") for module in modules()
               for line in ast.walk(module.tree)
               if isinstance(line, ast.ImportFrom) and line.module == "streetlaw.translation"
               for name in line.names
               if name.asname is not None and (name.name, name.asname) != ("gettext", "_")]
    assert renamed == []


def unmarked(module: Module) -> Iterator[ast.Constant]:
    """The literals of a module that look like prose and that no catalogue will see."""
    apart = set(_apart(module))
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in apart \
                and node.value not in _NAMES | _record_names() and _PROSE.search(node.value):
            yield node


def _apart(module: Module) -> Iterator[ast.AST]:
    """What is marked, and what is not shown: remarks, annotations, what machines read."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Module | ast.ClassDef | Function):
            yield from (line.value for line in node.body if isinstance(line, ast.Expr))
        elif isinstance(node, ast.Assert) or (
                isinstance(node, ast.Call) and called(node) in _FOR_MACHINES | MARKERS.keys()):
            yield from ast.walk(node)
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            yield from ast.walk(node.value)


@cache
def _record_names() -> frozenset[str]:
    return frozenset(node.name for module in under("domain/") for node in ast.walk(module.tree)
                     if isinstance(node, ast.ClassDef))


# ── Words ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_terms_are_those_of_the_vocabulary(language: str) -> None:
    """Where a text has an English term that is attested, its translation has one of the given words."""
    breaches = []
    for message in catalogues.read(language):
        if not isinstance(message.id, str) or not isinstance(message.string, str) or not message.string:
            continue
        for term, words in _vocabulary(language).items():
            if re.search(rf"\b{re.escape(term)}s?\b", message.id.casefold()) \
                    and not any(_says(message.string, word) for word in words):
                breaches.append(f"{message.id!r} -> {message.string!r}: {term} is {' or '.join(words)}")
    assert breaches == []


def test_a_term_is_known_in_its_forms() -> None:
    assert _says("Подайте жалобу в срок", "жалоба")
    assert _says("Болжолдуу укук бузуучулар", "болжолдуу укук бузуучу")
    assert not _says("Болжолдуу бузуучулар", "болжолдуу укук бузуучу")


@cache
def _vocabulary(language: str) -> dict[str, list[str]]:
    """The attested terms, and what they may be called; a bracket holds another word for the same."""
    terms: dict[str, list[str]] = defaultdict(list)
    with (catalogues.I18N / "vocabulary.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            if row["confidence"] in ("attested", "stem_attested"):
                for term in _variants(row["en"]):
                    if term not in _OTHER_SENSE:
                        terms[term] += _variants(row[language])
    return terms


def _variants(cell: str) -> list[str]:
    found = [part for variant in cell.casefold().split(" / ")
             for part in (re.sub(r"\s*\([^)]*\)", "", variant), *re.findall(r"\(([^)]*)\)", variant))]
    return [part.strip() for part in found if part.strip()]


def _says(text: str, term: str) -> bool:
    """True when every word of the term is in the text, whatever its ending."""
    words = re.findall(r"\w+", text.casefold())
    return all(any(word.startswith(wanted[:max(3, len(wanted) - 2)]) for word in words)
               for wanted in re.findall(r"\w+", term))


# ── Grammar ──────────────────────────────────────────────────────────────────────────────────────────────

_CASE_ENDING = re.compile(
    r"[}\d][-’']?(?:[ндт][ыиуү]н?|[гк][аеоө]|[дт][аеоө]н?|нан|нен)(?![а-яёңөү])", re.IGNORECASE)
"""The ending of a Kyrgyz case right after a number or something put in: its vowel depends on that."""


def test_no_kyrgyz_ending_hangs_on_what_is_put_in() -> None:
    hanging = [form for message in catalogues.read("ky") if message.id
               for form in ([message.string] if isinstance(message.string, str) else message.string or ())
               if _CASE_ENDING.search(form)]
    assert hanging == []


@pytest.mark.parametrize(("text", "hangs"), [
    ("{name}ге берилди", True), ("{n}-дан кийин", True), ("2026-жылдын 1-чейреги", False),
    ("{line}-саптан баштап", False), ("{day} күнүнө чейин", False), ("18:00дөн кийин", True)])
def test_a_hanging_ending_is_seen(text: str, hangs: bool) -> None:
    assert bool(_CASE_ENDING.search(text)) is hangs
