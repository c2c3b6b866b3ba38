"""What the columns and words of registers mean: tables that anybody can add to, read by an adapter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Register:
    """`columns`: folded name of a column to its target; `words`: list, folded word, code. In any language."""

    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
