"""Deadlines as an iCalendar file, read back by another reader than the one that wrote it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from streetlaw.documents.calendar_file import calendar_file
from streetlaw.domain.deadline import Deadline
from streetlaw.packs.loader import load
from streetlaw.services.calendar_entries import calendar_entries

KG = load("kg")
DUE = date(2026, 11, 30)
SECRETS = ("4188-T", "Айгүл", "Beaten at the station", "0193", "told by phone")
DEADLINES = (
    Deadline(id="0193-a", client_id="0193-b", case_id="0193-c", rule="prosecutor_file",
             base=date(2026, 11, 19), due=DUE, remarks="told by phone"),
    Deadline(id="0193-d", client_id="0193-b", title="Beaten at the station: Айгүл 4188-T", due=DUE),
    Deadline(id="0193-e", client_id="0193-b", rule="offence_detention", due=date(2026, 11, 18),
             due_at=datetime(2026, 11, 17, 19, 30, tzinfo=UTC)),
    Deadline(id="0193-f", rule="admin_complaint"),
)  # fmt: skip


def read(text: bytes) -> list[dict[str, str]]:
    """The entries of an iCalendar file by RFC 5545 alone: unfolded lines, name, parameters, value."""
    assert text.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    lines = re.sub(r"\r\n[ \t]", "", text.decode()).split("\r\n")
    entries: list[dict[str, str]] = []
    inside: list[str] = []
    for line in filter(None, lines):
        name, _, value = line.partition(":")
        if name == "BEGIN":
            inside.append(value)
            entries += [{}] if value == "VEVENT" else []
        elif name == "END":
            assert inside.pop() == value
        elif inside[-1] == "VEVENT":
            entries[-1][name] = value
    assert not inside
    return entries


@pytest.mark.parametrize(("language", "summary"), [("en", "Deadline"), ("ru", "Срок"), ("ky", "Мөөнөтү")])
def test_days_and_minutes_come_back(language: str, summary: str) -> None:
    found = read(calendar_file(calendar_entries(DEADLINES), {"": KG}, language=language))
    assert [entry.get("DTSTART;VALUE=DATE", entry.get("DTSTART")) for entry in found] == [
        "20261117T193000Z", "20261130", "20261130"]  # fmt: skip
    assert {entry["SUMMARY"] for entry in found} == {summary}


def test_a_calendar_program_reads_days_and_utc_and_nothing_else() -> None:
    """Read by a whole library: no zone has to be looked up, and no property is there that could tell more."""
    text = calendar_file(calendar_entries(DEADLINES, with_rules=True), {"": KG}, language="ky")
    calendar = Calendar.from_ical(text)
    assert [part.name for part in calendar.walk()] == ["VCALENDAR", *["VEVENT", "VALARM"] * 3]
    starts = [event.decoded("DTSTART") for event in calendar.walk("VEVENT")]
    assert starts == [datetime(2026, 11, 17, 19, 30, tzinfo=UTC), DUE, DUE]
    assert b"TZID" not in text
    assert {key for event in calendar.walk("VEVENT") for key in event} == {
        "UID", "DTSTAMP", "DTSTART", "SUMMARY", "CLASS", "TRANSP"}
    assert {key for alarm in calendar.walk("VALARM") for key in alarm} == {"ACTION", "DESCRIPTION", "TRIGGER"}
    said = {str(event["SUMMARY"]) for event in calendar.walk("VEVENT")}
    assert said == {KG.label("rules", "offence_detention", "ky"), KG.label("rules", "prosecutor_file", "ky"),
                    "Мөөнөтү"}


def test_nothing_of_anybody_is_in_it() -> None:
    for with_rules in (False, True):
        entries = calendar_entries(DEADLINES, with_rules=with_rules)
        text = calendar_file(entries, {"": KG}, language="en").decode()
        unfolded = re.sub(r"\r\n[ \t]", "", text)
        assert not [secret for secret in SECRETS if secret in unfolded]


def test_the_rule_is_said_only_where_it_was_wanted() -> None:
    found = read(calendar_file(calendar_entries(DEADLINES, with_rules=True), {"": KG}, language="en"))
    assert {entry["SUMMARY"] for entry in found} == {
        "End of detention for an offence", "Complain to the prosecutor", "Deadline"}  # fmt: skip


def test_ids_lead_back_to_nothing() -> None:
    entries = calendar_entries(DEADLINES)
    ids = [entry["UID"] for _ in range(2) for entry in read(calendar_file(entries, {"": KG}, language="en"))]
    assert len(set(ids)) == 6
    assert all(re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f-]{21}", each) for each in ids)


def test_it_does_not_tell_when_it_was_written() -> None:
    entries = calendar_entries(DEADLINES)
    stamps = {entry["DTSTAMP"][:8] for entry in read(calendar_file(entries, {"": KG}, language="en"))}
    assert stamps == {"20261118", "20261130"}


def test_a_rule_of_another_country_is_told_in_its_words() -> None:
    abroad = replace(KG, rules={"x": replace(KG.rules["labour"], label={"en": "Of another country"})})
    entries = calendar_entries([Deadline(rule="x", jurisdiction="bg", due=DUE)], with_rules=True)
    (entry,) = read(calendar_file(entries, {"": KG, "bg": abroad}, language="en"))
    assert entry["SUMMARY"] == "Of another country"


def test_hours_remind_an_hour_before_and_days_a_day() -> None:
    text = calendar_file(calendar_entries(DEADLINES), {"": KG}, language="en").decode()
    assert re.findall(r"TRIGGER:(\S+)", text) == ["-PT1H", "-P1D", "-P1D"]
