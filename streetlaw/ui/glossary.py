"""Terms of the law and of this program, explained in a few sentences where they appear.

The table is `resources/glossary/terms.csv`; what it says of the law has a source and says how sure that is.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from streetlaw import resources
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui.parts.explain import Explain

if TYPE_CHECKING:
    from streetlaw.domain.pack import Pack

VERIFIED = "verified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A term, what it means, where that comes from, and how sure it is ("" for a term of the program)."""

    code: str
    pack: str
    names: Mapping[str, str]
    meanings: Mapping[str, str]
    source: str
    confidence: str


@cache
def entries() -> Mapping[tuple[str, str], Entry]:
    """All terms by pack and code; the program's own have no pack."""
    lines = resources.path("glossary", "terms.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {(row["pack"], row["code"]): Entry(
        code=row["code"], pack=row["pack"], names={code: row[code] for code in ("en", "ru", "ky")},
        meanings={code: row[f"what_{code}"] for code in ("en", "ru", "ky")},
        source=row["source"], confidence=row["confidence"]) for row in rows}


def explain(code: str, pack: Pack) -> Explain:
    """A small button that explains a term; hidden when the law of this pack does not know it."""
    entry = entries().get((pack.code, code)) or entries().get(("", code))
    if entry is None:
        button = Explain("", "")
        button.hide()
        return button
    note = _("Source: {source}").format(source=entry.source) if entry.source else ""
    checked = entry.confidence == VERIFIED if entry.confidence else None
    name = entry.names[language()]
    return Explain(name[:1].upper() + name[1:], entry.meanings[language()], note=note, checked=checked)
