"""Where each column of a table goes, and what words of it mean that no list knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.folding import fold
from streetlaw.domain.likeness import same_words
from streetlaw.services.importing.register import Register

CLIENT: Final = ("code", "reference", "full_name", "family_name", "given_name", "patronymic", "birth_date",
                 "age", "gender", "populations", "citizenship", "residence", "languages", "region", "phone",
                 "safe_contact", "risk", "remarks", "opened")
INCIDENT: Final = ("occurred", "incident_region", "place", "setting", "grounds", "violations", "perpetrators",
                   "unit", "narrative", "harm")
ACTION: Final = ("responses", "responded_on", "result")
TARGETS: Final = (*CLIENT, *INCIDENT, *ACTION)
"""What a column can be, in the order of a register: about the person, the event, the help given."""

LISTS: Final[Mapping[str, str]] = MappingProxyType({
    "gender": "gender", "residence": "residence", "risk": "risk", "responses": "responses",
    "populations": "populations", "languages": "tongues", "region": "regions", "incident_region": "regions",
    "setting": "settings", "grounds": "grounds", "violations": "violations", "perpetrators": "perpetrators",
})
"""Targets whose words are codes of a list: a list of the pack, or one of our own."""

LEFT_OUT: Final = ""
"""What a word means that shall not be taken over."""

Words = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`columns` is name of a column to target ("" = not read); `words` is (list, folded word) to code."""

    columns: Mapping[str, str] = field(default_factory=dict)
    words: Words = field(default_factory=dict)

    def with_column(self, name: str, target: str) -> Plan:
        """The plan with another target for that column; a target can have one column only."""
        freed = {column: "" if target and found == target else found
                 for column, found in self.columns.items()}
        return replace(self, columns={**freed, name: target})

    def for_columns(self, names: Sequence[str], register: Register) -> Plan:
        """The plan for a table with those columns: what was said of a name holds, the rest is suggested."""
        try:
            suggested = suggest(names, register).columns
        except StreetLawError:  # nothing is recognised: the person says what the columns are
            suggested = dict.fromkeys(names, "")
        said = {name: self.columns[name] for name in names if name in self.columns}
        taken = {target for target in said.values() if target}
        return replace(self, columns={
            name: said.get(name, "" if target in taken else target)
            for name, target in suggested.items()})

    def with_word(self, listed: str, word: str, code: str) -> Plan:
        """The plan in which that word of a list means the code; `LEFT_OUT` for a word that is not taken."""
        return replace(self, words={**self.words, (listed, fold(word)): code})

    def meaning(self, listed: str, word: str) -> str | None:
        """The code that was chosen for a word; None when nobody chose."""
        return self.words.get((listed, fold(word)))


def suggest(names: Iterable[str], register: Register) -> Plan:
    """What the names of columns say by themselves, also with a slip; of two that mean one thing, the first.

    Raises `import.no_columns` when there are names and not one is known.
    """
    taken = set[str]()
    columns: dict[str, str] = {}
    for name in names:
        target = _target(fold(name), register)
        columns[name] = "" if target in taken else target
        taken.add(target)
    if columns and not any(columns.values()):
        raise StreetLawError("import.no_columns")
    return Plan(columns=columns)


def _target(name: str, register: Register) -> str:
    """What a folded name means; "" when it is like none, or like names of different things."""
    if name in register.columns:
        return register.columns[name]
    near = {target for known, target in register.columns.items() if same_words(name.split(), known.split())}
    return near.pop() if len(near) == 1 else ""
