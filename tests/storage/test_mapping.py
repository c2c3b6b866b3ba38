"""Every field of every kind of record comes back from its column as it was."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects.sqlite import dialect

from streetlaw.domain.client import Client, Gender
from streetlaw.domain.incident import Incident
from streetlaw.domain.record import PartialDate, Record
from streetlaw.storage.kinds import KINDS, NAMES, REFERENCES, references
from streetlaw.storage.mapping import ATTRIBUTES, Moment, Word, columns, plain, utc_text
from streetlaw.storage.tables import metadata, records

DIALECT = dialect()
EARLIEST = datetime.fromisoformat("0001-01-02")
WHEN = st.datetimes(EARLIEST, timezones=st.sampled_from([UTC, timezone(timedelta(hours=6))]))
DATES = st.dates().map(lambda day: PartialDate(f"{day:%Y-%m-%d}".zfill(10)))


def some(kind: type[Record]) -> st.SearchStrategy[Any]:
    """Records of a kind with any values its fields can have."""
    with_none = {name: st.from_type(hint) for name, hint in get_type_hints(kind).items()}
    return st.builds(kind, **with_none)


def through_the_column(value: Any, column: Any) -> Any:
    bind, result = column.type.bind_processor(DIALECT), column.type.result_processor(DIALECT, None)
    stored = bind(value) if bind else value
    assert stored is None or isinstance(stored, str | int)
    return result(stored) if result else stored


st.register_type_strategy(PartialDate, DATES)
st.register_type_strategy(datetime, WHEN)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@settings(max_examples=20)
@given(data=st.data())
def test_a_record_survives_its_row(kind: type[Record], data: st.DataObject) -> None:
    record = data.draw(some(kind))
    row = dict(zip(records[kind].columns.keys(), ATTRIBUTES[kind](record), strict=True))
    read = {name: through_the_column(value, records[kind].columns[name]) for name, value in row.items()}
    assert kind(**read) == record


def test_every_kind_has_a_table_with_a_column_for_each_field() -> None:
    assert list(records) == list(KINDS.values()) == list(NAMES)
    for kind, table in records.items():
        assert table.columns.keys() == [field.name for field in fields(kind)]
        assert metadata.tables[NAMES[kind]] is table


def test_what_may_be_unknown_may_be_null_and_nothing_else() -> None:
    nullable = {column.name for column in columns(Incident) if column.nullable}
    assert nullable == {"client_id", "case_id", "occurred"}


def test_references_are_watched_by_the_database() -> None:
    for kind in KINDS.values():
        keys = {key.parent.name: key.target_fullname for key in records[kind].foreign_keys}
        assert keys == {name: f"{NAMES[REFERENCES[name]]}.id" for name in references(kind)}


def test_a_reference_can_be_looked_up_without_reading_all() -> None:
    for kind, table in records.items():
        first = {next(iter(index.columns)).name for index in table.indexes}
        assert set(references(kind)) <= first, NAMES[kind]


@given(WHEN, WHEN)
def test_times_are_kept_in_utc_and_sort_as_text(one: datetime, other: datetime) -> None:
    column = records[KINDS["note"]].c.written
    assert through_the_column(one, column) == one
    assert (utc_text(one) < utc_text(other)) == (one < other)


def test_a_naive_time_is_refused() -> None:
    naive = datetime(2026, 11, 17, 12, 0)  # noqa: DTZ001 - what is refused
    with pytest.raises(ValueError, match="zone"):
        Moment().bind_processor(DIALECT)(naive)


def test_an_unknown_word_is_not_read_as_something_else() -> None:
    with pytest.raises(KeyError):
        Word(Gender).result_processor(DIALECT, None)("unheard-of")


def test_values_become_plain_data() -> None:
    client = Client(birth_date=PartialDate("1988-04"), languages=("ky", "ru"), gender=Gender.WOMAN)
    values = (client.birth_date, client.languages, client.gender, client.opened, client.safe_contact)
    assert [plain(value) for value in values[:4]] == ["1988-04", ("ky", "ru"), "woman", None]
    assert plain(values[4]) == {"channel": "", "when": "", "who_may_answer": "", "never_say": ""}
