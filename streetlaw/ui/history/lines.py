"""The words of a history: what was done, by whom, and each change; names, stories and grounds stay hidden."""

from __future__ import annotations

from collections.abc import Iterator

from streetlaw.services.fields import FIELDS
from streetlaw.services.listing import FieldChange
from streetlaw.services.telling import Telling
from streetlaw.services.trail import GROUPS, Event
from streetlaw.translation import gettext as _
from streetlaw.ui.tokens import ToneName

LONGEST = 160
"""Characters of a value; what is longer is cut."""

_LOOKS: dict[str, tuple[str, ToneName]] = {
    "seen": ("eye", "warning"), "left": ("arrow-up-right", "info"), "came": ("download-simple", "info"),
    "erased": ("trash", "danger"), "trust": ("key", "review"),
}


def look(name: str) -> tuple[str, ToneName]:
    """Icon and tone of an action."""
    group = next((group for group, names in GROUPS.items() if name in names), "")
    return _LOOKS.get(group, ("pencil-simple", "neutral"))


def detail(telling: Telling, event: Event, *, open_: bool) -> str:
    """Who did it with what, and below it a line for each changed field; veiled values only while `open_`."""
    kind = telling.kind(event.line.kind) if event.line.kind else ""
    first = ", ".join(part for part in (kind, event.who) if part)
    return "\n".join((first, *changes(telling, event, open_=open_)))


def changes(telling: Telling, event: Event, *, open_: bool) -> Iterator[str]:
    """One line for each changed field that is told at all."""
    kind = event.line.kind
    told = FIELDS.get(kind, {})
    for change in event.changes:
        field = told.get(change.field)
        if field is None or field.how == "never":
            continue
        label = telling.label(kind, change.field)
        if field.veiled and not open_:
            yield _("{field}: changed, hidden").format(field=label)
        else:
            before, after = _values(telling, kind, change)
            yield f"{label}: {before} → {after}"


def _values(telling: Telling, kind: str, change: FieldChange) -> tuple[str, str]:
    return (_short(telling.value(kind, change.field, change.before)),
            _short(telling.value(kind, change.field, change.after)))


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else f"{flat[:LONGEST].rstrip()}…"
