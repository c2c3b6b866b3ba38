"""No claim without a test."""

from __future__ import annotations

import ast
from pathlib import Path

from streetlaw.ui.promises import DOES_NOT, PROTECTS

TESTS = Path(__file__).parents[1]


def test_every_protection_rests_on_tests_that_exist() -> None:
    named = [name for promise in PROTECTS for name in promise.tests]
    assert [name for name in named if not _exists(name)] == []
    assert all(promise.tests for promise in PROTECTS)


def test_the_look_would_miss_a_test() -> None:
    assert not _exists("storage/test_connection.py::test_that_is_not_there")
    assert not _exists("nowhere.py::test_the_files_show_no_word")


def test_it_is_also_said_what_is_not_protected() -> None:
    assert len(DOES_NOT) >= len(PROTECTS)


def _exists(name: str) -> bool:
    path, _, function = name.partition("::")
    if not (TESTS / path).is_file():
        return False
    tree = ast.parse((TESTS / path).read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) and node.name == function for node in ast.walk(tree))
