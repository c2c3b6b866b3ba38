"""What a search over everything found, as lines of the palette: grouped by kind, saying what matched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from streetlaw.services.listing import Hit
from streetlaw.services.ports import Work
from streetlaw.translation import N_, translate
from streetlaw.translation import gettext as _
from streetlaw.ui.names import Names
from streetlaw.ui.route import Route
from streetlaw.ui.shell.entry import Entry

MOST, EACH = 32, 5
"""How many records are shown, and how many of one kind."""


class _Kind(NamedTuple):
    icon: str
    group: str
    place: str
    tab: str = ""


_KINDS: dict[str, _Kind] = {
    "client": _Kind("user", N_("Clients"), "client"),
    "case": _Kind("folder-open", N_("Cases"), "client"),
    "incident": _Kind("warning-octagon", N_("Incidents"), "incident"),
    "referral": _Kind("path", N_("Referrals"), "referral"),
    "deadline": _Kind("calendar-check", N_("Deadlines"), "client"),
    "action": _Kind("briefcase", N_("Actions"), "client", "notes"),
    "note": _Kind("note", N_("Notes"), "client", "notes"),
    "attachment": _Kind("paperclip", N_("Files"), "client", "documents"),
    "consent": _Kind("check-square", N_("Consents"), "client", "consents"),
    "party": _Kind("users", N_("People in cases"), "client", "people"),
    "trusted_person": _Kind("identification-card", N_("People I work with"), "settings"),
    "review_case": _Kind("chats-circle", N_("Reviews"), "review"),
    "review": _Kind("chats-circle", N_("Reviews"), "review"),
}
"""Table name of a hit: icon, what such records are called, and the place and the tab that show one."""

FIELDS: dict[str, str] = {
    "full_name": N_("name"), "other_names": N_("another name"), "name": N_("name"), "code": N_("code"),
    "phone": N_("telephone"), "documents": N_("documents"), "remarks": N_("remarks"),
    "safe_contact": N_("safe contact"), "place": N_("place"), "narrative": N_("story"), "harm": N_("harm"),
    "acts": N_("what was done"), "units": N_("unit"), "sources": N_("sources"),
    "registration_no": N_("registration number"), "authority": N_("authority"), "receiver": N_("receiver"),
    "short_name": N_("short name"), "steps": N_("steps"), "pseudonym": N_("pseudonym"),
    "comments": N_("comments"), "organisation": N_("organisation"), "wish": N_("wish"), "tags": N_("tags"),
    "matter": N_("matter"),
    "summary_for_counsel": N_("summary for counsel"), "text": N_("text"), "title": N_("title"),
}
"""What a field is called in "match in {field}"."""

_PUBLIC = frozenset({"code", "registration_no", "pseudonym", "short_name", "tags"})
"""Fields that say nothing of a person: their words are never hidden."""


def find(work: Work, text: str) -> Sequence[Hit]:
    """What the palette shows of a search over everything."""
    return work.search(text, limit=MOST, each=EACH)


def lines(hits: Sequence[Hit], names: Names) -> Iterator[Entry]:
    """A heading for each kind and its hits below; passages only where names may be seen now."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(_KINDS[hit.kind].group, []).append(hit)
    for group, some in groups.items():
        yield Entry(text=translate(group), icon="", act=Route(""), heading=True)
        yield from (_line(hit, names) for hit in some)


def _line(hit: Hit, names: Names) -> Entry:
    kind = _KINDS[hit.kind]
    own = kind.place in (hit.kind, "settings", "review")
    record_id = hit.record_id if kind.place == hit.kind else "" if own else hit.client_id
    where = Route(kind.place, record_id, kind.tab)
    entry = Entry(text=hit.code, icon=kind.icon, act=where, note=_note(hit))
    if not hit.field or hit.field == "code":
        return replace(entry, masked=hit.kind == "client")
    if hit.field in _PUBLIC or names.visible(hit.client_id or hit.record_id):
        return replace(entry, passage=hit.passage, marks=hit.marks)
    return replace(entry, masked=True)


def _note(hit: Hit) -> str:
    if hit.slipped:
        return _("similar name")
    field = translate(FIELDS[hit.field]) if hit.field else ""
    return _("match in: {field}").format(field=field) if field else ""
