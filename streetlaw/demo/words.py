"""Invented names and sentences, in Kyrgyz and Russian, from which synthetic records are put together."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from streetlaw import resources


@dataclass(frozen=True, slots=True)
class Story:
    """What happened, the summary for counsel and the wish, in one language; without names or dates.

    `by` and `place` are codes of the pack: a type of alleged perpetrator and a kind of place.
    """

    by: str
    place: str

    language: str
    story: str
    summary: str
    wish: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The lists of `resources/demo/words.toml`.

    Family names are [man's form, woman's form]; `parties`, people beside the client, [role, remark].
    """

    family_names: Sequence[Sequence[str]]
    men: Sequence[str]
    women: Sequence[str]
    safe_contacts: Sequence[Sequence[str]]
    notes: Sequence[str]
    authorities: Sequence[str]
    receivers: Sequence[str]
    parties: Sequence[Sequence[str]]
    stories: Mapping[str, Sequence[Story]]


@cache
def words() -> Words:
    """The words, read once."""
    raw = tomllib.loads(resources.path("demo", "words.toml").read_text(encoding="utf-8"))
    stories = raw.pop("stories")
    return Words(stories={name: [Story(**story) for story in told] for name, told in stories.items()}, **raw)
