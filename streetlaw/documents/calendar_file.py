"""Deadlines as an iCalendar file (RFC 5545): days, and words of the law at most."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta

from streetlaw.domain.pack import Pack
from streetlaw.services.calendar_entries import CalendarEntry
from streetlaw.translation import N_, translate

SUMMARY = N_("Deadline")


def calendar_file(entries: Sequence[CalendarEntry], packs: Mapping[str, Pack], *, language: str) -> bytes:
    """The entries as the text of an `.ics` file, with random ids that lead back to nothing.

    A day is an entry of the whole day that reminds a day before; a limit in hours is at its minute, in UTC,
    and reminds an hour before. `packs` are by jurisdiction, "" the home one.
    """
    # lazy: only an export needs it, and commands should start at once
    from icalendar import Alarm, Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//StreetLaw//EN")
    calendar.add("version", "2.0")
    for entry in entries:
        event = Event()
        event.add("uid", str(uuid.uuid4()))
        # Not when it was written: that would tell when somebody worked.
        event.add("dtstamp", datetime.combine(entry.due, time(), UTC))
        event.add("dtstart", entry.due_at or entry.due)
        event.add("summary", packs[entry.jurisdiction].label("rules", entry.rule, language) if entry.rule
                  else translate(SUMMARY, language))
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", translate(SUMMARY, language))
        alarm.add("trigger", timedelta(hours=-1) if entry.due_at else timedelta(days=-1))
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
