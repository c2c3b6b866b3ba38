from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlaw.domain.disclosure.free_text import Hint, highlight


def found(text: str) -> list[tuple[str, str]]:
    return [(text[span.start:span.end], span.hint.value) for span in highlight(text)]


@pytest.mark.parametrize(("text", "expected"), [
    ("Асанова Айгүл пришла утром", [("Асанова Айгүл", "name")]),
    ("Төлөгөн Асан уулу келди", [("Төлөгөн Асан уулу", "name")]),
    ("Врач Иванова отказала", [("Врач Иванова", "name")]),
    ("отказала врач Смит", [("Смит", "name")]),
    ("Иванову не приняли", [("Иванову", "name")]),
    ("тел. +996 555 12-34-56", [("+996 555 12-34-56", "phone")]),
    ("звонить 0555 123456", [("0555 123456", "phone")]),
    ("12.03.2026 или 2026-03-12", [("12.03.2026", "date"), ("2026-03-12", "date")]),
    ("5-мартта, 12 марта, march 3", [("5-мартта", "date"), ("12 марта", "date"), ("march 3", "date")]),
    ("паспорт ID1234567", [("ID1234567", "document")]),
    ("ИНН 12345678901234", [("12345678901234", "document")]),
    ("дело № 45-12/3", [("№ 45-12/3", "document")]),
    ("a.b@mail.kg и @nickname", [("a.b@mail.kg", "email"), ("@nickname", "email")]),
    ("живёт на ул. Чуй 12", [("ул. Чуй 12", "address")]),
    ("Чүй көчөсү, үй 5", [("үй 5", "address")])])
def test_what_looks_identifying_is_highlighted(text: str, expected: list[tuple[str, str]]) -> None:
    assert set(expected) <= set(found(text))


@pytest.mark.parametrize("text", [
    "", "Трижды отказали устно. Письменного ответа нет.",
    "Үч жолу оозеки баш тартуу, жазуу жүзүндө чечим жок.",
    "Three oral refusals; no decision in writing.", "Дом был закрыт."])
def test_a_good_summary_shows_nothing(text: str) -> None:
    assert found(text) == []


@given(st.text(max_size=300))
def test_spans_are_in_order_and_apart(text: str) -> None:
    spans = highlight(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(span.hint in Hint for span in spans)
