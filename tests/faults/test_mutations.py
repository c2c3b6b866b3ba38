"""The proofs can fail: every protection that can be taken away is still there, and some are, each time.

All of them are taken away by `make mutate-faults`.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.faults.mutations import MUTATIONS, Mutation, tried
from tests.faults.nursery import ROOT

ALWAYS = (
    "log kept at erasure", "no authorizer", "synchronous NORMAL", "temporary files on the disk", "umask 022",
)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_every_mutation_takes_something_away_and_names_tests(mutation: Mutation) -> None:
    source = (ROOT / mutation.file).read_text(encoding="utf-8")
    ast.parse(mutation.applied(source))
    for test in mutation.tests:
        file, _, name = test.partition("::")
        defined = {node.name for node in ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8")))
                   if isinstance(node, ast.FunctionDef)}
        assert not name or name in defined


@pytest.mark.parametrize("name", ALWAYS)
def test_a_protection_taken_away_is_missed(tmp_path: Path, name: str) -> None:
    mutation, = (mutation for mutation in MUTATIONS if mutation.name == name)
    ending = tried(mutation, tmp_path)
    if ending.verdict == "not run here":
        pytest.skip(f"the proof that would miss it was skipped itself: {name}")
    assert (ending.verdict, ending.test) == ("failed as it should", ending.test)
