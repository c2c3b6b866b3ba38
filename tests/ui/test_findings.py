"""Every thing that can be found has its words, and every words can be found."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

import pytest

from streetlaw.domain.finding import Finding, Weight, fine
from streetlaw.ui.findings import SAID, advice, said

PACKAGE = Path(__file__).parents[2] / "streetlaw"
MAKERS = {"fine": Weight.FINE, "know": Weight.KNOW, "act": Weight.ACT}


def made() -> list[tuple[str, Weight, set[str] | None]]:
    """Code, weight and facts of every finding that is made: codes are literals, facts are keywords."""
    found = []
    for folder in ("machine", "doctor"):
        for path in (PACKAGE / folder).glob("*.py"):
            for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MAKERS:
                    names = {keyword.arg for keyword in call.keywords}
                    facts = None if None in names else {name for name in names if name}
                    codes = [node.value for node in ast.walk(call.args[0])
                             if isinstance(node, ast.Constant) and isinstance(node.value, str)
                             and "." in node.value]
                    assert codes, ast.unparse(call)
                    found += [(code, MAKERS[call.func.id], facts) for code in codes]
    return found


def test_everything_found_has_words_and_nothing_else() -> None:
    assert {code for code, *_ in made()} == set(SAID)
    assert list(SAID) == sorted(SAID)


def test_a_sentence_uses_only_facts_that_are_given() -> None:
    for code, _, facts in made():
        needed = {name for _, name, _, _ in Formatter().parse(SAID[code][0]) if name}
        assert facts is None or needed <= facts, code


def test_what_is_to_be_done_is_said_and_what_is_fine_asks_nothing() -> None:
    for code, weight, _ in made():
        assert weight is not Weight.ACT or SAID[code][1], code
        assert weight is not Weight.FINE or not SAID[code][1], code


def test_the_facts_stand_in_the_sentence() -> None:
    assert said(fine("backup.recent", days=3)) == "Days since the last backup: 3."
    assert advice(Finding(code="clock.behind", weight=Weight.ACT)).startswith("Set the date")
    assert advice(fine("clock.right")) == ""


@pytest.mark.parametrize("weight", Weight)
def test_a_weight_is_plain_text(weight: Weight) -> None:
    assert str(weight) in ("fine", "know", "act")
