"""Suggestions for the publisher: signed, without anything of a client, refused when altered."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from streetlaw.domain.fact_check import CheckResult, FactCheck
from streetlaw.domain.profile import Profile, Role
from streetlaw.exchange import minisign
from streetlaw.exchange.envelope import Envelopes
from streetlaw.exchange.suggestion import Suggestions
from tests.refusal import refusal

ME = Profile(name="Street lawyer 07", organisation="Archa centre")
OWN = Envelopes().new_keys()
CHECK = FactCheck(id="0197", revision=3, jurisdiction="kg", place="rules", code="civil_appeal",
                  result=CheckResult.CORRECTED, checked_on=date(2026, 11, 22), checked_by=ME.name,
                  role=Role.COORDINATOR, evidence="It says ten days", reference="CPC, 1 November 2026",
                  attachment="scan of 4205-A.pdf", cells=(("amount", "10"),), before=(("amount", "30"),))


def made() -> bytes:
    return Suggestions().make(ME, OWN, "kg", "2026.11", [CHECK])


def test_what_is_read_is_what_was_written_without_ids_and_names_of_files() -> None:
    read = Suggestions().read(made())
    assert (read.pack, read.version, read.name) == ("kg", "2026.11", ME.name)
    assert read.words == Envelopes().words(OWN.recipient, OWN.verify_key)
    (check,) = read.checks
    assert (check.cells, check.before, check.evidence, check.role) == (
        CHECK.cells, CHECK.before, CHECK.evidence, CHECK.role)
    assert b"0197" not in made()
    assert b"4205-A" not in made()


def test_the_stock_tool_can_check_the_signature() -> None:
    values = msgspec.json.decode(made())
    signature = values.pop("signature")
    signed = msgspec.json.encode(values, order="sorted")
    assert minisign.is_signed_by(signed, signature, OWN.verify_key)


@pytest.mark.parametrize(("wrong", "code"), [
    ((b'"after":"10"', b'"after":"99"'), "suggestion.damaged"),
    ((b'"place":"rules"', b'"place":"people"'), "suggestion.damaged"),
    ((b'"major":1', b'"major":2'), "suggestion.newer_format"),
    ((b'"pack":"kg"', b'"pack":"../x"'), "suggestion.damaged"),
    ((b"{", b"{ "), "suggestion.damaged"),
])
def test_what_was_altered_is_refused(wrong: tuple[bytes, bytes], code: str) -> None:
    data = made()
    assert wrong[0] in data
    with refusal(code):
        Suggestions().read(data.replace(*wrong, 1))


def test_somebody_elses_signature_is_refused() -> None:
    values = msgspec.json.decode(made())
    values["verify_key"] = Envelopes().new_keys().verify_key
    with refusal("suggestion.damaged"):
        Suggestions().read(msgspec.json.encode(values, order="sorted") + b"\n")
