"""The words of the field in one jurisdiction: places, grounds, groups, acts and alleged perpetrators.

Wording is our own and people-first; `huridocs` is an optional crosswalk to a micro-thesaurus code.
"""

from __future__ import annotations

from dataclasses import dataclass

from streetlaw.domain.consent import Purpose
from streetlaw.domain.fact import Cite, Term, Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Region(Term):
    """An administrative unit; `parent` is the code of the unit above, "" at the top."""

    parent: str = ""
    level: str = ""
    iso: str = ""
    former_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground(Term):
    """A ground of discrimination.

    `pleaded_as` is the ground the law names when it does not name this one; `basis` is where it is named;
    `special` marks special-category data; `warnings` are norms that may harm the person once the ground is on
    paper.
    """

    pleaded_as: str = ""
    special: bool = False
    employment_only: bool = False
    norms: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    basis: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Population(Term):
    """A group a person may belong to; `special` marks special-category data."""

    special: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Term):
    """A kind of place; `closed` is true where people are held, `clocks` are limits in hours."""

    huridocs: str = ""
    closed: bool = False
    clocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation(Term):
    """A kind of act.

    `official_norms` are added when an official is alleged. `rules` are the time limits meant for this act
    among those of its channels (none: the general ones); `no_limit` are channels without limitation for it;
    `clocks` are limits in hours that run from the moment it began.
    """

    norms: tuple[str, ...] = ()
    official_norms: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    no_limit: tuple[str, ...] = ()
    clocks: tuple[str, ...] = ()
    huridocs: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Perpetrator(Term):
    """A type of alleged perpetrator; `official` is true for people who act for the state."""

    official: bool = False
    channels: tuple[str, ...] = ()
    huridocs: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentText(Term):
    """The words read to the person; `code` is the version that a Consent keeps, `label` the title."""

    purpose: Purpose
    texts: Texts
