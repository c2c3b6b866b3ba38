"""Corrections laid over a published pack: what they change, what they leave, when they give way."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streetlaw import resources
from streetlaw.domain.deadline import Span, Unit
from streetlaw.domain.fact import Confidence
from streetlaw.domain.fact_check import SETTINGS, CheckResult, FactCheck
from streetlaw.packs import amending, loader, rewriting
from streetlaw.packs.in_force import in_force
from streetlaw.packs.reading.place import Held
from streetlaw.packs.reading.problem import Problem
from streetlaw.ui.facts import as_of_text

KG = resources.path("packs", "kg")
TODAY = date(2026, 11, 22)
FILES = sorted(each.name for each in KG.iterdir())


def check(place: str, code: str, reference: str = "", **cells: str) -> FactCheck:
    said = amending.cells(KG, place, code)
    assert said is not None
    return FactCheck(jurisdiction="kg", place=place, code=code, result=CheckResult.CORRECTED,
                     checked_on=TODAY, reference=reference, cells=tuple(cells.items()),
                     before=tuple((column, said.get(column, "")) for column in cells))


def test_a_corrected_limit_is_in_force_and_every_other_statement_as_published() -> None:
    wrong = check("rules", "civil_appeal", amount="15", unit="working_days")
    pack, published = in_force("kg", None, [wrong]), loader.load("kg")
    assert pack.rules["civil_appeal"].span == Span(15, Unit.WORKING_DAYS)
    assert published.rules["civil_appeal"].span != Span(15, Unit.WORKING_DAYS)
    assert {**pack.rules, "civil_appeal": None} == {**published.rules, "civil_appeal": None}
    assert pack.norms == published.norms
    assert pack.channels == published.channels


def test_what_was_read_becomes_the_source_and_its_day_the_day_of_the_statement() -> None:
    looked = FactCheck(reference="cbd.minjust.gov.kg, text of 20 November 2026", checked_on=TODAY)
    found = check("norms", "KG-CRC-137", looked.reference, source=looked.source_code, confidence="verified")
    fact = in_force("kg", None, [found]).norms["KG-CRC-137"].fact
    assert fact.source == looked.reference
    assert fact.as_of is not None
    assert fact.as_of.edtf == "2026-11-22"
    assert fact.confidence is Confidence.VERIFIED


def test_a_setting_is_corrected_in_its_section_alone() -> None:
    raised = check(SETTINGS, "aid.income.wages.2027", amount="4000", confidence="verified")
    pack = in_force("kg", None, [raised])
    assert [str(wage.amount) for wage in pack.aid.income.wages] == ["3280", "4000", "3968.8"]
    assert pack.aid.income.wages[1].fact.verified
    text = (KG / "pack.toml").read_text(encoding="utf-8")
    changed = (amending.amended(KG, [raised])[0] / "pack.toml").read_text()
    assert [line for line in text.splitlines() if line not in changed.splitlines()] == ['amount = "3608"']


def test_a_correction_gives_way_when_something_else_was_published_there() -> None:
    old = check("rules", "civil_appeal", amount="15")
    stale = FactCheck(place=old.place, code=old.code, cells=old.cells, before=(("amount", "99"),))
    assert in_force("kg", None, [stale]) == loader.load("kg")
    gone = FactCheck(place="rules", code="nowhere", cells=(("amount", "1"),))
    assert in_force("kg", None, [gone]) == loader.load("kg")


def test_one_that_breaks_the_pack_is_left_out_and_the_others_hold() -> None:
    broken = check("rules", "civil_appeal", unit="fortnights")
    good = check("hotlines", "police", number="103")
    pack = in_force("kg", None, [broken, good])
    assert pack.rules == loader.load("kg").rules
    assert pack.hotlines["police"].number == "103"


def test_mistakes_are_told_by_line_and_only_new_ones() -> None:
    broken = check("norms", "KG-CRC-137", act="NOWHERE")
    lines = (KG / "norms.csv").read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines, 1) if line.startswith("KG-CRC-137,"))
    (mistake, *_) = amending.mistakes(KG, [broken], TODAY)
    assert (mistake.file, mistake.line, mistake.problem) == ("norms.csv", at, Problem.UNKNOWN_CODE)
    assert amending.mistakes(KG, [check("hotlines", "police", number="103")], TODAY) == ()
    sourceless = check("hotlines", "police", source="")
    assert [each.problem for each in amending.mistakes(KG, [sourceless], TODAY)] == [Problem.NO_SOURCE]


@pytest.mark.parametrize("file", [name for name in FILES if name.endswith(".csv")])
def test_writing_a_row_as_it_is_changes_no_byte_of_any_table(file: str) -> None:
    text = (KG / file).read_bytes().decode()
    codes = [line.split(",")[0] for line in text.splitlines() if line and not line.startswith("#")][1:]
    for code in codes[:5]:
        if rewriting.row_of(text, code) is not None:
            assert rewriting.with_cells(text, code, {}) == text


def test_a_changed_cell_leaves_the_quotes_of_the_others(tmp_path: Path) -> None:
    text = '# said\ncode,en,note\r\na,"one, two","plain"\r\n\r\nb,"x ""y""",\r\n'
    changed = rewriting.with_cells(text, "b", {"note": "new, with comma"})
    assert changed == '# said\ncode,en,note\r\na,"one, two","plain"\r\n\r\nb,"x ""y""","new, with comma"\r\n'
    assert rewriting.row_of(changed, "b") == {"code": "b", "en": 'x "y"', "note": "new, with comma"}
    added = rewriting.with_row(changed, {"code": "c", "en": "z", "unknown": "?"})
    assert added == changed + "c,z,\r\n"
    (tmp_path / "t.csv").write_text(added, encoding="utf-8")
    with pytest.raises(KeyError):
        rewriting.with_cells(text, "a", {"nowhere": "1"})
    with pytest.raises(KeyError):
        rewriting.with_cells(text, "nobody", {})


def test_a_setting_that_was_not_there_is_added_to_its_section() -> None:
    text = (KG / "pack.toml").read_text(encoding="utf-8")
    changed = rewriting.with_settings(text, "aid.income", {"as_of": "2026-11", "months": "6"})
    said = rewriting.settings_of(changed, "aid.income")
    assert said is not None
    assert (said["as_of"], said["months"], said["multiplier"]) == ("2026-11", "6", "60")
    assert rewriting.settings_of(text, "aid.nothing") is None


def test_a_correction_that_a_later_publication_breaks_through_another_table_gives_way() -> None:
    """risks.csv is read when somebody looks at it; nobody meets the mistake there."""
    kept = check("risks", "hiv_exposure", norms="KG-X-1")
    files = {f"kg/{path.name}": path.read_bytes() for path in KG.iterdir()}
    norms = files["kg/norms.csv"].decode().splitlines()
    norms.append(next(line for line in norms if line.startswith("KG-CON-24,")).replace("CON-24,", "X-1,"))
    files["kg/norms.csv"] = "\n".join(norms).encode()
    assert amending.corrected(Held(files, "kg"), [kept]).risks["hiv_exposure"].norms == ("KG-X-1",)
    published = loader.load_folder(KG).risks["hiv_exposure"]
    assert amending.corrected(KG, [kept]).risks["hiv_exposure"].norms == published.norms


def test_a_mark_at_the_beginning_of_a_table_does_not_undo_a_correction() -> None:
    files = {f"kg/{path.name}": b"\xef\xbb\xbf" * path.name.endswith(".csv") + path.read_bytes()
             for path in KG.iterdir()}
    pack = amending.corrected(Held(files, "kg"), [check("rules", "civil_appeal", amount="10")])
    assert pack.rules["civil_appeal"].span == Span(10, Unit.CALENDAR_DAYS)


@given(st.text(max_size=30), st.sampled_from(["en", "ru", "note"]))
@settings(max_examples=80, deadline=None)
def test_no_text_in_a_cell_becomes_another_cell_or_line(said: str, column: str) -> None:
    text = (KG / "rules.csv").read_text(encoding="utf-8")
    written = rewriting.with_cells(text, "labour", {column: said})
    assert len(written.splitlines()) == len(text.splitlines())
    before, after = rewriting.row_of(text, "labour"), rewriting.row_of(written, "labour")
    assert before is not None
    assert after == {**before, column: " ".join(said.splitlines())}


def test_only_what_was_corrected_is_marked_as_local_and_only_here() -> None:
    looked = FactCheck(reference="Text of 20 November 2026", checked_on=TODAY)
    found = {"source": looked.source_code, "confidence": "verified"}
    corrected = check("rules", "civil_appeal", looked.reference, amount="15", **found)
    confirmed = check("norms", "KG-CRC-137", looked.reference, **found)
    pack = in_force("kg", None, [corrected, confirmed])
    assert [code for code, rule in pack.rules.items() if rule.fact.local] == ["civil_appeal"]
    assert not any(norm.fact.local for norm in pack.norms.values())
    assert as_of_text(pack.rules["civil_appeal"].fact).endswith("corrected here")
    assert "here_" not in str(amending.amended(KG, [corrected])[0].texts)
    published = loader.load_folder(amending.amended(KG, [corrected])[0])
    assert published.rules["civil_appeal"].span == pack.rules["civil_appeal"].span
    assert not published.rules["civil_appeal"].fact.local
