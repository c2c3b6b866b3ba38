"""What people in a case are called while their names are hidden: by role, several of one role by number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from streetlaw.domain.case import Party, PartyRole
from streetlaw.services.fields import WORDS
from streetlaw.translation import gettext as _
from streetlaw.translation import translate
from streetlaw.ui.parts.option import Option


def role_text(role: PartyRole) -> str:
    """Who somebody is in a case, as it begins a line."""
    text = translate(WORDS["party"][role])
    return text[:1].upper() + text[1:]


def role_options() -> list[Option]:
    """The roles somebody can have in a case, those met most often first."""
    usual = (PartyRole.ADVERSE, PartyRole.WITNESS, PartyRole.RELATIVE)
    return [Option(role.value, role_text(role)) for role in dict.fromkeys((*usual, *PartyRole))]


def party_names(parties: Sequence[Party]) -> Mapping[str, str]:
    """What each is called, by id, in the order of the roles: "Witness 1", "Witness 2", "Official"."""
    several = Counter(party.role for party in parties)
    order = tuple(PartyRole)
    named: dict[str, str] = {}
    seen: Counter[PartyRole] = Counter()
    for party in sorted(parties, key=lambda one: (order.index(one.role), one.id)):
        seen[party.role] += 1
        role = role_text(party.role)
        named[party.id] = role if several[party.role] == 1 else \
            _("{role} {number}").format(role=role, number=seen[party.role])
    return named
