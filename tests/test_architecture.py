"""The rules of the house that ruff, mypy and import-linter cannot state, read off the syntax trees.

Each test collects the breaches as ``file:line what`` and expects none.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from PySide6 import QtCore, QtGui, QtPdf, QtPdfWidgets, QtWidgets

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "streetlaw"
MESSAGES = "streetlaw/ui/messages.py"

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 60
CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Module(NamedTuple):
    """A source file and its tree."""

    name: str
    text: str
    tree: ast.Module

    def at(self, node: ast.AST, what: str) -> str:
        return f"{self.name}:{getattr(node, 'lineno', 1)} {what}"

    def calls(self) -> Iterator[ast.Call]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def functions(self) -> Iterator[Function]:
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))


@cache
def modules() -> tuple[Module, ...]:
    return tuple(
        Module(path.relative_to(ROOT).as_posix(), text, ast.parse(text))
        for path in sorted(PACKAGE.rglob("*.py"))
        for text in [path.read_text(encoding="utf-8")]
    )


def under(*folders: str) -> Iterator[Module]:
    prefixes = tuple(f"streetlaw/{folder}" for folder in folders)
    return (module for module in modules() if module.name.startswith(prefixes))


def called(call: ast.Call) -> str:
    """Return the last name of what is called: ``gettext`` for ``texts.gettext(…)``."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


@cache
def calls_by_name() -> dict[str, list[ast.Call]]:
    """Return every call of the package by the last name of what is called."""
    found: dict[str, list[ast.Call]] = defaultdict(list)
    for module in modules():
        for call in module.calls():
            found[called(call)].append(call)
    return found


def is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def texts(node: ast.AST) -> set[str]:
    """Return the string literals under a node that look like codes of errors."""
    return {
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and CODE.fullmatch(part.value)
    }


# ── Size and names ──────────────────────────────────────────────────────────────────────────────────────


def test_no_file_is_a_drawer_for_everything() -> None:
    drawers = {"common", "helpers", "lib", "misc", "tools", "util", "utils"}
    assert [module.name for module in modules() if Path(module.name).stem in drawers] == []


def test_files_can_be_read_in_one_go() -> None:
    lengths = {module.name: len(module.text.splitlines()) for module in modules()}
    assert {name: lines for name, lines in lengths.items() if lines > MAX_FILE_LINES} == {}


def test_functions_can_be_read_at_a_glance() -> None:
    long = [
        module.at(function, f"{function.name} has {lines} lines")
        for module in modules()
        for function in module.functions()
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > MAX_FUNCTION_LINES
    ]
    assert long == []


# ── Imports ─────────────────────────────────────────────────────────────────────────────────────────────


def imports(tree: ast.AST) -> Iterator[tuple[ast.stmt, str]]:
    """Yield every import statement under a node with the full name of each module it names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node, node.module or ""


def test_a_lazy_import_says_why() -> None:
    breaches = []
    for module in modules():
        lines = module.text.splitlines()
        for function in module.functions():
            explained: set[int] = set()
            for node, name in imports(function):
                first = node.lineno
                reasoned = any("# lazy:" in line.lower() for line in lines[first - 2 : node.end_lineno])
                if reasoned or first - 1 in explained:
                    explained.update(range(first, (node.end_lineno or first) + 1))
                else:
                    breaches.append(module.at(node, f"imports {name} inside {function.name}"))
    assert sorted(set(breaches)) == []


def test_the_core_is_standard_library_only() -> None:
    own: dict[str, tuple[str, ...]] = {
        "domain": ("streetlaw.domain",),
        "services": ("streetlaw.domain", "streetlaw.services", "streetlaw.translation"),
        "launcher": (),
        "translation": ("streetlaw",),
        "resources": (),
    }
    breaches = [
        module.at(node, f"imports {name}")
        for layer, allowed in own.items()
        for module in under(f"{layer}/", f"{layer}.py")
        for node, name in imports(module.tree)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith(allowed)
    ]
    assert breaches == []


def test_every_package_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {plain(re.split(r"[<>=\[; ]", line)[0]) for line in project["dependencies"]}
    declared.add("shiboken6")  # PySide6 brings it, in exactly its own version
    distributions = packages_distributions()
    breaches = [
        module.at(node, f"imports {name}")
        for module in modules()
        for node, name in imports(module.tree)
        if (top := name.split(".")[0]) not in sys.stdlib_module_names | {"streetlaw", "shibokensupport"}
        and not declared & {plain(distribution) for distribution in distributions.get(top, ())}
    ]
    assert breaches == []


def plain(distribution: str) -> str:
    return distribution.lower().replace("_", "-")


# ── Errors ──────────────────────────────────────────────────────────────────────────────────────────────


def test_only_the_very_top_catches_everything() -> None:
    """A clean-up that raises again is no catch."""
    broad = [
        module.at(handler, ast.unparse(handler.type or handler))
        for module in modules()
        for handler in (node for node in ast.walk(module.tree) if isinstance(node, ast.ExceptHandler))
        if handler.type is None or re.search(r"\b(Base)?Exception\b", ast.unparse(handler.type))
        if not (isinstance(last := handler.body[-1], ast.Raise) and last.exc is None)
    ]
    assert broad[1:] == []


class Refusal(NamedTuple):
    """A place that makes a StreetLawError, the codes it can have and the facts it gives."""

    where: str
    codes: set[str]
    facts: set[str] | None


@cache
def refusals() -> tuple[Refusal, ...]:
    """Return every ``StreetLawError(…)`` that does not pass on another; a code that is no literal is traced.

    Its possible values are then the codes written in the function around it, in the tables of the module
    that this function names, and in the calls of that function anywhere.
    """
    found = []
    for module in modules():
        around = enclosing_functions(module)
        for call in module.calls():
            if called(call) != "StreetLawError" or not call.args:
                continue
            code = call.args[0]
            if isinstance(code, ast.Attribute) and code.attr == "code":
                continue  # another refusal is passed on
            facts = {keyword.arg for keyword in call.keywords if keyword.arg}
            given = facts if all(keyword.arg for keyword in call.keywords) else None
            codes = texts(code) if not isinstance(code, ast.JoinedStr) else set()
            if not codes and not is_text(code) and call in around:
                codes, given = traced(module, around[call]), None
            found.append(Refusal(module.at(call, ast.unparse(code)), codes, given))
    return tuple(found)


def enclosing_functions(module: Module) -> dict[ast.AST, Function]:
    # ast.walk goes outside in, so the innermost function is the last to claim a node.
    return {node: function for function in module.functions() for node in ast.walk(function)}


def traced(module: Module, function: Function) -> set[str]:
    body = ast.Module(function.body[bool(ast.get_docstring(function)) :], [])
    named = {node.id for node in ast.walk(body) if isinstance(node, ast.Name)}
    tables = (
        node
        for node in module.tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and any(isinstance(name, ast.Name) and name.id in named for name in ast.walk(node))
    )
    return set().union(*map(texts, chain([body], tables, calls_by_name()[function.name])))


@cache
def sentences() -> dict[str, list[str]]:
    """Return the texts of each code in the tables of messages.py: one each, when the house is in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for table in tables_of_sentences():
        for key, value in zip(table.keys, table.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(value, ast.Call) and is_text(value.args[0]):
                found[str(key.value)].append(ast.literal_eval(value.args[0]))
    return found


def tables_of_sentences() -> list[ast.Dict]:
    (messages,) = (module for module in modules() if module.name == MESSAGES)
    tables = (node for node in ast.walk(messages.tree) if isinstance(node, ast.Dict) and node.keys)
    return [
        table
        for table in tables
        if all(isinstance(key, ast.Constant) and CODE.fullmatch(str(key.value)) for key in table.keys)
    ]


def test_every_code_can_be_known_from_the_source() -> None:
    assert [refusal.where for refusal in refusals() if not refusal.codes] == []


def test_every_code_raised_has_its_sentence() -> None:
    silent = {code: refusal.where for refusal in refusals() for code in refusal.codes - set(sentences())}
    assert silent == {}


def test_every_sentence_has_its_code() -> None:
    raised = set().union(*(refusal.codes for refusal in refusals()))
    assert sorted(set(sentences()) - raised) == []


def test_each_code_has_one_sentence_and_stands_in_order() -> None:
    assert [code for code, said in sentences().items() if len(said) > 1] == []
    for table in tables_of_sentences():
        codes = [ast.literal_eval(key) for key in table.keys if key is not None]
        assert codes == sorted(codes)


def test_a_sentence_uses_only_facts_it_is_given() -> None:
    breaches = [
        f"{refusal.where}: {code} needs {sorted(needed - refusal.facts)}"
        for refusal in refusals()
        if refusal.facts is not None
        for code in refusal.codes & set(sentences())
        if not (needed := names_in(sentences()[code])) <= refusal.facts
    ]
    assert breaches == []


def names_in(formats: Iterable[str]) -> set[str]:
    fields = chain.from_iterable(map(Formatter().parse, formats))
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in fields if name}


# ── Texts ───────────────────────────────────────────────────────────────────────────────────────────────

MARKERS = {"_": 1, "N_": 1, "gettext": 1, "ngettext": 2}
"""Functions whose first arguments the catalogue tool reads, and how many of them."""


def test_a_translated_text_is_a_literal() -> None:
    breaches = [
        module.at(call, ast.unparse(call))
        for module in modules()
        if module.name != "streetlaw/translation.py"
        for call in module.calls()
        if (wanted := MARKERS.get(called(call))) and not all(map(is_text, call.args[:wanted]))
    ]
    assert breaches == []


def test_translate_shows_texts_marked_elsewhere_and_no_literal() -> None:
    breaches = [
        module.at(call, ast.unparse(call))
        for module in modules()
        for call in module.calls()
        if ast.unparse(call.func) in ("translate", "translation.translate")
        and isinstance(call.args[0], ast.Constant | ast.JoinedStr | ast.BinOp)
    ]
    assert breaches == []


# ── Qt ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_signals_are_connected_to_methods() -> None:
    breaches = [
        module.at(call, ast.unparse(call))
        for module in under("ui/", "app.py")
        for call in module.calls()
        if called(call) == "connect" and any(isinstance(argument, ast.Lambda) for argument in call.args)
    ]
    assert breaches == []


def test_only_overrides_of_qt_are_in_camel_case() -> None:
    qt = (QtCore, QtGui, QtPdf, QtPdfWidgets, QtWidgets)
    known = {name for part in qt for thing in dir(part) for name in dir(getattr(part, thing))}
    breaches = [
        module.at(function, function.name)
        for module in under("ui/", "app.py")
        for function in module.functions()
        if re.search(r"[a-z][A-Z]", function.name) and function.name not in known
    ]
    assert breaches == []


def test_the_rules_see_something() -> None:
    seen = Counter(module.name.split("/")[1] for module in modules())
    assert {"domain", "services", "storage", "exchange", "documents", "packs", "ui"} <= set(seen)
    assert refusals()
