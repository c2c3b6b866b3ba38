"""Lists as the owner likes to see them: kept under a name, and as they were left last."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.domain.saved_view import SavedView
from streetlaw.services.ports import Work

Choices = Mapping[str, object]
"""What is chosen in a list: plain data, by the name of the choice."""


def views(work: Work, place: str) -> Sequence[SavedView]:
    """The kept views of a list, by name."""
    return sorted(work.list(SavedView, place=place), key=lambda view: view.name.casefold())


def keep_view(work: Work, place: str, name: str, choices: Choices) -> Outcome:
    """Keep filters and order of a list under a name; raises `view.name_needed`, `view.name_taken`."""
    work.add(SavedView(place=place, name=_free(work, place, name), choices=written(choices)))
    return work.commit("view.kept")


def rename_view(work: Work, view: SavedView, name: str) -> Outcome:
    """Give a view another name; raises `view.name_needed`, `view.name_taken`, `record.changed`."""
    work.change(replace(view, name=_free(work, view.place, name, besides=view.id)))
    return work.commit("view.renamed")


def remove_view(work: Work, view: SavedView) -> Outcome:
    """Forget a view; can be undone at once."""
    work.remove(view)
    return work.commit("view.removed")


def written(choices: Choices) -> str:
    """Choices as they are kept: what is empty is not chosen, and the same choices are the same text."""
    return json.dumps({name: value for name, value in choices.items() if value}, sort_keys=True)


def read(text: str) -> dict[str, object]:
    """What `written` wrote; nothing of a text of another make."""
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def leave_list(work: Work, place: str, choices: Choices) -> None:
    """Remember filters and order of a list for the next time."""
    work.set_setting(f"list.{place}", written(choices))


def last_choices(work: Work, place: str) -> dict[str, object] | None:
    """Filters and order as they were left last; None before the first time."""
    kept = work.setting(f"list.{place}")
    return read(kept) if kept else None


def _free(work: Work, place: str, name: str, besides: str = "") -> str:
    name = " ".join(name.split())
    if not name:
        raise StreetLawError("view.name_needed")
    if any(view.name.casefold() == name.casefold() and view.id != besides for view in views(work, place)):
        raise StreetLawError("view.name_taken", name=name)
    return name
