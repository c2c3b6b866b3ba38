"""What a search over everything found, as lines of the palette: grouped by kind, saying what matched.

Besides records with words in them: what belongs to a code, drafts, kept views of lists, and the law.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import NamedTuple

from streetlaw.domain.eligibility import Screening
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.folding import fold
from streetlaw.domain.incident import Incident
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import Record
from streetlaw.domain.referral import Referral
from streetlaw.domain.saved_view import SavedView
from streetlaw.services.clients import by_code
from streetlaw.services.law.search import LawIndex
from streetlaw.services.listing import Draft, Hit
from streetlaw.services.ports import Work
from streetlaw.translation import N_, language, translate
from streetlaw.translation import gettext as _
from streetlaw.ui import drafts, sections
from streetlaw.ui.dates import day_full, partial_text
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


class Statement(NamedTuple):
    """An entry of the law: its key "place:code", its title and the line below it."""

    key: str
    title: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search over everything found; `of_code` are records of the client whose code was typed."""

    hits: Sequence[Hit] = ()
    code: str = ""
    of_code: Sequence[Record] = ()
    drafts: Sequence[Draft] = ()
    views: Sequence[SavedView] = ()
    law: Sequence[Statement] = ()


class LawFinder:
    """Finds entries of the law; its index is made when first asked for. For the vault's thread alone."""

    def __init__(self) -> None:
        self._pack: Pack | None = None
        self._language = ""
        self._index = LawIndex(())
        self._entries: dict[str, Statement] = {}

    def find(self, pack: Pack, text: str) -> list[Statement]:
        """The entries in which every word stands, the best first."""
        if self._pack is not pack or self._language != language():
            self._read(pack)
        return [self._entries[match.key] for match in self._index.find(text, None, language())[:EACH]]

    def _read(self, pack: Pack) -> None:
        from streetlaw.ui.law import entries  # lazy: with the first search, not with the window

        self._pack, self._language = pack, language()
        listed = entries.entries(pack, language())
        self._index = entries.index_of(pack, listed)
        self._entries = {entry.key: Statement(f"{entry.place}:{entry.code}", entry.title, entry.note)
                         for entry in listed}


def find(work: Work, text: str, law: LawFinder) -> Found:
    """What the palette shows of a search over everything."""
    known, of_code = _of_code(work, text)
    words = fold(text).split()
    return Found(
        hits=work.search(text, limit=MOST, each=EACH), code=known, of_code=of_code,
        drafts=[draft for draft in work.drafts() if _has(drafts.title(draft), words)],
        views=[view for view in work.list(SavedView, order="name") if _has(view.name, words)],
        law=law.find(work.pack, text))


def lines(found: Found, names: Names) -> Iterator[Entry]:
    """A heading for each kind and what was found below; passages only where names may be seen now."""
    groups: dict[str, list[Entry]] = {}
    for hit in found.hits:
        groups.setdefault(_KINDS[hit.kind].group, []).append(_line(hit, names))
    for record in found.of_code:
        group, line = _line_of(record, found.code)
        groups.setdefault(group, []).append(line)
    groups[N_("Drafts")] = [Entry(text=drafts.title(draft), icon="note-pencil", act=Route.parse(draft.key))
                            for draft in found.drafts[:EACH]]
    groups[N_("Views")] = [_view(view) for view in found.views[:EACH]]
    groups[N_("Law and aid")] = [
        Entry(text=one.title, icon="scales", note=one.note,
              act=Route("law", tab="norms", extra={"statement": one.key})) for one in found.law]
    for group, some in groups.items():
        if some:
            yield Entry(text=translate(group), icon="", act=Route(""), heading=True)
            yield from some


def _of_code(work: Work, text: str) -> tuple[str, Sequence[Record]]:
    """The code typed, and what belongs to its client and has no words of its own to be found by."""
    with suppress(StreetLawError):
        if (client := by_code(work, text)) is not None:
            return client.code, [
                record for kind in (Incident, Referral, Screening)
                for record in work.list(kind, descending=True, limit=EACH, client_id=client.id)]
    return "", ()


def _has(text: str, words: Sequence[str]) -> bool:
    parts = fold(text).split()
    return all(any(part.startswith(word) for part in parts) for word in words)


def _line_of(record: Record, code: str) -> tuple[str, Entry]:
    """The group and the line of a record found by the code of its client: nothing of what it tells."""
    if isinstance(record, Incident):
        day = partial_text(record.occurred) if record.occurred else ""
        return N_("Incidents"), Entry(text=code, icon="warning-octagon", act=Route("incident", record.id),
                                      passage=day)
    if isinstance(record, Referral):
        return N_("Referrals"), Entry(text=code, icon="path", act=Route("referral", record.id),
                                      passage=record.short_name)
    day = day_full(record.done_on) if isinstance(record, Screening) and record.done_on else ""
    return N_("Legal aid checks"), Entry(text=code, icon="scales", act=Route("screening", record.id),
                                         passage=day)


def _view(view: SavedView) -> Entry:
    place = sections.existing().get(view.place)
    return Entry(text=view.name, icon="bookmark", note=translate(place.label) if place else "",
                 act=Route(view.place, extra={"view": view.id}))


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
