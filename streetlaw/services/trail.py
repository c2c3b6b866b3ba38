"""What was done here and by whom: the log in words, the history of one record, what reading the log found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from streetlaw.domain.action import Action, Attachment, Note
from streetlaw.domain.case import Case, Party
from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent
from streetlaw.domain.deadline import Deadline
from streetlaw.domain.eligibility import Screening
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.domain.paper import AuditLine, AuditPage
from streetlaw.domain.profile import Profile
from streetlaw.domain.record import Outcome, Record
from streetlaw.domain.referral import Referral
from streetlaw.domain.review import Review
from streetlaw.domain.withheld import Withheld
from streetlaw.services.clients import client_of
from streetlaw.services.erasure import THEIRS
from streetlaw.services.listing import FieldChange, LogLine, LogQuery, LogState
from streetlaw.services.ports import Work
from streetlaw.translation import N_

KINDS: Final[dict[str, type[Record]]] = {
    "client": Client, "case": Case, "party": Party, "consent": Consent, "incident": Incident,
    "action": Action, "note": Note, "attachment": Attachment, "screening": Screening, "referral": Referral,
    "deadline": Deadline, "review": Review, "withheld": Withheld,
}
"""The kinds of record that belong to a client, by the name the log gives them."""

DONE: Final[dict[str, str]] = {
    "action.saved": N_("a step taken was saved"),
    "application.made": N_("an application was made on paper"),
    "attachment.captured": N_("a file was added"),
    "attachment.checked": N_("a file was checked"),
    "attachment.damaged": N_("a file was found damaged"),
    "attachment.erased": N_("a file was erased"),
    "attachment.exported": N_("a copy of a file was saved outside"),
    "attachment.linked": N_("a file was put to an incident"),
    "attachment.opened": N_("a file was looked at"),
    "audit.printed": N_("the log was printed"),
    "backup.made": N_("a backup was made"),
    "backup.person_allowed": N_("somebody was allowed to open backups"),
    "backup.person_forbidden": N_("somebody may no longer open new backups"),
    "backup.restored": N_("the folder was brought back from a backup"),
    "barrier.noted": N_("it was recorded that no lawyer was available"),
    "bundle.imported": N_("a sealed file was taken in"),
    "case.closed": N_("a case was closed"),
    "case.reopened": N_("a case was taken up again"),
    "case.saved": N_("a case was saved"),
    "cases.closed": N_("cases of several people were closed"),
    "client.copied": N_("a copy of everything was made for the person"),
    "client.erased": N_("a file was erased for ever"),
    "client.opened": N_("a person was taken in"),
    "client.saved": N_("the person's data was saved"),
    "clients.imported": N_("people were taken over from a table"),
    "clients.merged": N_("two files of one person were put together"),
    "clients.risk_set": N_("the risk of several people was set"),
    "clocks.started": N_("the clocks of a detention were started"),
    "complaint.filed": N_("a complaint was noted as filed"),
    "comment.added": N_("a comment was written"),
    "comment.changed": N_("a comment was changed"),
    "comment.removed": N_("a comment was removed"),
    "comment.settled": N_("a comment was settled"),
    "consent.recorded": N_("a consent was recorded"),
    "consent.withdrawn": N_("a consent was taken back"),
    "deadline.added": N_("a deadline was added"),
    "deadline.recounted": N_("a deadline was counted again"),
    "deadline.settled": N_("a deadline was settled"),
    "deadlines.exported": N_("deadlines were written into a calendar"),
    "fact.checked": N_("a fact of the law was checked"),
    "fact.revoked": N_("a correction of the law was taken back"),
    "facts.suggested": N_("checks of the law were written for the publisher"),
    "file.exported": N_("a copy of a file was saved outside"),
    "import.undone": N_("a table that was taken over was taken back"),
    "incident.removed": N_("an incident was removed"),
    "incident.saved": N_("an incident was saved"),
    "incidents.verified": N_("it was said how far several incidents have been checked"),
    "key.added": N_("a way into the folder was added or renewed"),
    "key.removed": N_("a way into the folder was taken away"),
    "law.publisher_forgotten": N_("the publisher of the law is no longer trusted"),
    "law.renewed": N_("the publisher of the law was heard from again"),
    "law.taken": N_("newer law was taken over"),
    "law.taken_back": N_("the law before was put in force again"),
    "list.exported": N_("a table of codes was saved outside"),
    "name.shown": N_("the name was shown"),
    "names.shown": N_("the names of a list were shown"),
    "note.saved": N_("a note was saved"),
    "paper.made": N_("a summary was made on paper"),
    "party.removed": N_("somebody was taken out of a case"),
    "party.saved": N_("somebody in a case was saved"),
    "passphrase.changed": N_("the passphrase was changed"),
    "passphrase.reset": N_("a new passphrase was set by words on paper or from a supervisor"),
    "people.kept_apart": N_("two people who look alike were kept apart"),
    "person.removed": N_("a trusted person was removed"),
    "person.saved": N_("a trusted person was saved"),
    "person.tiers_granted": N_("what a trusted person may receive was changed"),
    "person.trust_withdrawn": N_("trust was taken back"),
    "person.verified": N_("the six words of a person were compared"),
    "profile.created": N_("the folder got its owner"),
    "profile.escrow_key_made": N_("a key for holding others' keys was made"),
    "profile.saved": N_("my own data was saved"),
    "referral.drafted": N_("a referral was drafted"),
    "referral.moved": N_("a referral went a step further"),
    "referral.saved": N_("a referral was saved"),
    "review.checked": N_("the points of a review were confirmed"),
    "review.reopened": N_("a decision was taken back"),
    "review.requested": N_("a review was asked for"),
    "review.returned": N_("a case was given back"),
    "review.sent": N_("the answer to a lawyer was sealed"),
    "review.signed_off": N_("a case was signed off"),
    "review.tasks_set": N_("tasks for the lawyer were written"),
    "review.waits_again": N_("an answer to a lawyer waits to be sealed again"),
    "rollback.accepted": N_("an older copy of the folder was accepted"),
    "screening.done": N_("a legal aid check was kept"),
    "synthetic": N_("invented people were made"),
    "table.imported": N_("people were taken over from a table"),
    "undone": N_("the last step was undone"),
    "view.kept": N_("a view of a list was kept"),
    "view.removed": N_("a view of a list was removed"),
    "view.renamed": N_("a view of a list was renamed"),
}
"""What an action is called. An action that is not here is told by `OTHER`."""

MOST_PRINTED: Final = 20_000
"""Lines of one printed part of the log: some 600 pages."""

OTHER: Final = N_("something was changed")

GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "seen": ("name.shown", "names.shown", "attachment.opened", "attachment.checked"),
    "left": ("paper.made", "application.made", "client.copied", "file.exported", "attachment.exported",
             "audit.printed", "backup.made", "list.exported", "review.requested", "review.sent"),
    "came": ("bundle.imported", "attachment.captured", "clients.imported", "table.imported"),
    "erased": ("client.erased", "attachment.erased", "incident.removed", "party.removed", "person.removed"),
    "trust": ("person.saved", "person.verified", "person.tiers_granted", "person.trust_withdrawn",
              "person.removed", "profile.created", "profile.saved", "key.added", "key.removed",
              "passphrase.changed", "passphrase.reset", "law.taken", "law.taken_back",
              "law.publisher_forgotten"),
}
"""Actions people look for together."""

_ONLY_LOOKED: Final = frozenset({"name.shown", "paper.made", "application.made", "client.copied"})
"""Actions that name a record and never change it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log, with the code of the client it was about ("" for none, or for an erased one)."""

    line: LogLine
    code: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something done with a record: the line of the log, who did it, and what changed with it."""

    line: LogLine
    who: str
    changes: tuple[FieldChange, ...] = ()


def activity(work: Work, query: LogQuery) -> tuple[Entry, ...]:
    """Lines of the log, latest first, each with the code of its client."""
    lines = work.log(query)
    codes = _codes(work, lines)
    return tuple(Entry(line, codes.get(line.record_id, "")) for line in lines)


def record_history(work: Work, kind: str, id: str, query: LogQuery) -> tuple[Event, ...]:
    """Everything done with a record, latest first; for a client, with all that is theirs.

    `query` narrows by action, time and page. Raises `record.unknown`.
    """
    held = _held(work, work.get(KINDS[kind], id))
    lines = work.log(replace(query, record_ids=tuple(held)))
    changed: defaultdict[tuple[str, datetime], list[FieldChange]] = defaultdict(list)
    for record_id in {line.record_id for line in lines}:
        for change in work.history(held[record_id], record_id):
            if change.field:
                changed[record_id, change.at].append(change)
    names = {profile.id: profile.name for profile in work.list(Profile)}
    # Two commits of one moment share their changes: they belong to the one that does change records.
    bearing = {(line.record_id, line.at): line.number
               for line in sorted(lines, key=lambda line: (line.name not in _ONLY_LOOKED, line.number))}
    return tuple(
        Event(line, names.get(line.actor, ""), tuple(changed[line.record_id, line.at])
              if bearing[line.record_id, line.at] == line.number else ()) for line in lines)


def audit_page(work: Work, state: LogState, *, code: str = "", since: date | None = None,
               until: date | None = None) -> AuditPage:
    """Gather a part of the log to be printed, oldest line first: of one client, of a period, or all of it.

    `since` and `until` are days of the jurisdiction, both inclusive; `state` is what reading the whole log
    found. Raises `client.code_invalid`, `client.unknown`.
    """
    query = LogQuery(since=_midnight(work, since), until=_midnight(work, until and until + timedelta(days=1)),
                     limit=MOST_PRINTED)
    if code:
        query = replace(query, record_ids=tuple(_held(work, client_of(work, code))))
    entries = tuple(AuditLine(number=entry.line.number, at=entry.line.at, name=entry.line.name,
                              kind=entry.line.kind, code=entry.code)
                    for entry in reversed(activity(work, query)))
    return AuditPage(pack=work.pack, prepared=work.today, code=code, since=since, until=until,
                     entries=entries, lines=state.lines, head=state.head, broken=state.broken,
                     is_older=state.is_older)


def note_printed(work: Work) -> Outcome:
    """Let the log say that it was printed."""
    return work.commit("audit.printed")


def note_accepted(work: Work) -> Outcome:
    """Let the log say that an older copy of the folder was taken as it is."""
    return work.commit("rollback.accepted")


def note_paper(work: Work, record: Record, name: str = "paper.made") -> Outcome:
    """Let the log say that a paper was made of a record; its content is on paper only."""
    return work.commit(name, about=(record,))


def summary_made(work: Work, case_id: str) -> Outcome:
    """Let the log say that a summary of a case was made on paper; raises `record.unknown`."""
    return note_paper(work, work.get(Case, case_id))


def application_made(work: Work, referral_id: str) -> Outcome:
    """Let the log say that an application was taken along; raises `record.unknown`."""
    return note_paper(work, work.get(Referral, referral_id), "application.made")


def warning(state: LogState) -> StreetLawError | None:
    """What to tell about the state of the log: altered, older than it was or than the keys, or nothing."""
    if state.broken:
        return StreetLawError("audit.broken", line=state.broken)
    if not state.is_older:
        return StreetLawError("vault.keys_differ") if state.keys_differ else None
    if not state.missing or state.last is None:
        return StreetLawError("vault.rolled_back")
    return StreetLawError("vault.rolled_back_by", lines=state.missing,
                          day=state.last.strftime("%d.%m.%Y"))


def behind(state: LogState) -> StreetLawError:
    """What to tell when a sealed answer brought back where the log stood, and it does not stand there now."""
    day = state.since.strftime("%d.%m.%Y") if state.since else ""
    if state.missing:
        return StreetLawError("vault.behind_answer", lines=state.missing, day=day)
    return StreetLawError("vault.beside_answer", day=day)


def _midnight(work: Work, day: date | None) -> datetime | None:
    """The first moment of a day in the jurisdiction."""
    return datetime.combine(day, time(), work.pack.zone) if day else None


def _held(work: Work, record: Record) -> Mapping[str, type[Record]]:
    """The ids of a record and, for a client, of what is theirs, each with its kind."""
    held: dict[str, type[Record]] = {record.id: type(record)}
    if isinstance(record, Client):
        cases = tuple(case.id for case in work.list(Case, client_id=record.id))
        held |= {one.id: kind for kind in THEIRS for one in work.list(kind, client_id=record.id)}
        held |= {one.id: kind for kind in (Party, Review) for one in work.list(kind, case_id=cases)}
    return held


def _codes(work: Work, lines: Iterable[LogLine]) -> Mapping[str, str]:
    """The code of the client of each record the lines name."""
    ids: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        if line.kind in KINDS:
            ids[line.kind].add(line.record_id)
    owners = {one.id: _owner(one) for kind, named in ids.items()
              for one in work.list(KINDS[kind], id=tuple(named))}
    of_cases = {case.id: case.client_id for case in work.list(Case, id=tuple(set(owners.values())))}
    owners = {id: of_cases.get(owner, owner) for id, owner in owners.items()}
    codes = work.codes(owners.values())
    return {id: codes.get(owner, "") for id, owner in owners.items()}


def _owner(record: Record) -> str:
    """The id of the client a record belongs to, or of the case where it only knows that."""
    if isinstance(record, Client):
        return record.id
    if isinstance(record, Party):
        return record.case_id
    return str(getattr(record, "client_id", "") or getattr(record, "case_id", ""))
