"""Where in the window somebody is: a place, a record, a tab. Also the key of drafts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote, unquote, urlencode


@dataclass(frozen=True, slots=True)
class Route:
    """A page and what it shows: a key of `sections.PLACES`, and a record's id ("" = a new one, or none)."""

    place: str
    record_id: str = ""
    tab: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        path = "/".join(quote(part, safe="") for part in (self.place, self.record_id, self.tab))
        return path.rstrip("/") + (f"?{urlencode(sorted(self.extra.items()))}" if self.extra else "")

    @classmethod
    def parse(cls, text: str) -> Route:
        """Read what `str(route)` wrote."""
        path, _, query = text.partition("?")
        place, record_id, tab = ([unquote(part) for part in path.split("/")] + ["", ""])[:3]
        return cls(place, record_id, tab, dict(parse_qsl(query)))

