"""What goes into a paper: gathered from the vault, cut down to what its reader may know, in no language."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import TypeVar

from streetlaw.domain.action import Action, Attachment
from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent, Purpose, require
from streetlaw.domain.deadline import Deadline, DeadlineStatus
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Act, Incident
from streetlaw.domain.law import Norm
from streetlaw.domain.pack import Pack
from streetlaw.domain.profile import Profile, Role, TrustedPerson
from streetlaw.domain.record import Record
from streetlaw.services.ports import Work

R = TypeVar("R", bound=Record)
V = TypeVar("V")

CLIENT, FILE = "client", "file"
"""Recipients of a summary who are nobody else: the person themself, and the lawyer's own file."""

NAME = "name"
"""The field of a consent that lets the client's name go along; it is never implied."""


PARTS = ("region", "account", "incidents", "actions", "deadlines", "evidence", "wish")
"""What else a consent may name; one that names none of them covers all."""


class Recipient(StrEnum):
    """Who a paper is for; decides what may stand in it."""

    CLIENT = "client"
    FILE = "file"
    TRUSTED = "trusted"


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryRequest:
    """Whose summary of which case: `recipient` is CLIENT, FILE or a trusted person's id."""

    case_id: str
    recipient: str = FILE
    with_name: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSummary:
    """All that stands in a case summary; codes are those of `pack`.

    Records are cut down to what the recipient may know: fields that may not leave are empty. `author` and
    `reader` are roles; `consent` is what allows handing it on, None when nobody else gets it. `record_sha256`
    is of the whole record as kept, in canonical JSON. `name` is empty unless it was agreed to. `left_out` are
    the parts the consent does not cover, of PARTS.
    """

    pack: Pack
    recipient: Recipient
    reader: Role | None = None
    author: Role | None = None
    prepared: date
    code: str
    name: str = ""
    region: str = ""
    account: str = ""
    wish: str = ""
    incidents: tuple[Incident, ...] = ()
    norms: tuple[Norm, ...] = ()
    actions: tuple[Action, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    evidence: tuple[Attachment, ...] = ()
    consent: Consent | None = None
    consents: tuple[Consent, ...] = ()
    left_out: frozenset[str] = frozenset()
    revision: int
    record_sha256: str

    @property
    def next_deadline(self) -> Deadline | None:
        """The open deadline that ends first; one without a verified limit when there is no other."""
        still_open = [d for d in self.deadlines if d.status is DeadlineStatus.OPEN]
        return min(still_open, key=_due, default=None)


def case_summary(work: Work, request: SummaryRequest) -> CaseSummary:
    """Gather a case for one recipient.

    Handing it to a trusted person needs the client's consent (`consent.*`), with the name only if that
    consent names it (`paper.name_not_agreed`); the file never holds the name (`paper.no_name_in_file`).
    Special-category grounds go to a trusted person only under a consent for health data.
    Raises `record.unknown`.
    """
    case = work.get(Case, request.case_id)
    records = _Records.of(work, case)
    summary = records.summary(work)
    match request.recipient:
        case "file":
            if request.with_name:
                raise StreetLawError("paper.no_name_in_file")
            return replace(summary, recipient=Recipient.FILE)
        case "client":
            name = records.client.full_name if request.with_name else ""
            return replace(summary, recipient=Recipient.CLIENT, name=name)
    return _handed_on(work, request, records, summary)


def _handed_on(work: Work, request: SummaryRequest, records: _Records, whole: CaseSummary) -> CaseSummary:
    """What a trusted person may have: coded facts, the text written for counsel, no other free text."""
    reader = work.get(TrustedPerson, request.recipient)
    consent = require(records.consents, Purpose.SUPERVISOR, reader.id, work.today)
    if request.with_name and NAME not in consent.fields:
        raise StreetLawError("paper.name_not_agreed")
    special = _stands(records.consents, Purpose.HEALTH_DATA, reader.id, work.today)
    known = {g.code for g in work.pack.grounds.values() if special or not g.special}
    incidents = tuple(_without_own_words(incident, known) for incident in whole.incidents)
    cut = replace(
        whole,
        recipient=Recipient.TRUSTED,
        reader=reader.role,
        name=records.client.full_name if request.with_name else "",
        account=records.case.summary_for_counsel,
        incidents=incidents,
        norms=_norms(work.pack, incidents),
        actions=tuple(replace(action, remarks="") for action in whole.actions),
        deadlines=tuple(replace(deadline, title="", remarks="") for deadline in whole.deadlines),
        evidence=tuple(replace(file, name="") for file in whole.evidence),
        consent=consent,
        consents=(),
    )
    return _limited(cut, consent)


def _limited(summary: CaseSummary, consent: Consent) -> CaseSummary:
    """Only the parts the consent names, when it names any beside the client's name."""
    named = set(consent.fields) - {NAME}
    out = frozenset(PARTS) - named if named else frozenset()

    def kept(part: str, value: V) -> V:
        return type(value)() if part in out else value

    return replace(
        summary,
        region=kept("region", summary.region),
        account=kept("account", summary.account),
        wish=kept("wish", summary.wish),
        incidents=kept("incidents", summary.incidents),
        norms=kept("incidents", summary.norms),
        actions=kept("actions", summary.actions),
        deadlines=kept("deadlines", summary.deadlines),
        evidence=kept("evidence", summary.evidence),
        left_out=out,
    )


def _without_own_words(incident: Incident, grounds: set[str]) -> Incident:
    acts = tuple(_plain(act) for act in incident.acts)
    sources = tuple(replace(source, note="") for source in incident.sources)
    return replace(incident, narrative="", harm="", place="", wishes=(), acts=acts, sources=sources,
                   grounds=tuple(g for g in incident.grounds if g in grounds))  # fmt: skip


def _plain(act: Act) -> Act:
    return replace(act, note="", involvements=tuple(replace(i, unit="") for i in act.involvements))


def _stands(consents: Sequence[Consent], purpose: Purpose, recipient: str, today: date) -> bool:
    try:
        require(consents, purpose, recipient, today)
    except StreetLawError:
        return False
    return True


def _norms(pack: Pack, incidents: Sequence[Incident]) -> tuple[Norm, ...]:
    """The norms of all incidents, each once; officials alleged in one act do not colour another."""
    found: dict[str, Norm] = {}
    for incident in incidents:
        for act in incident.acts:
            alleged = [involvement.perpetrator for involvement in act.involvements]
            found |= {n.code: n for n in pack.norms_for([act.violation], incident.grounds, alleged)}
        found |= {n.code: n for n in pack.norms_for([], incident.grounds)}
    return tuple(found.values())


def _when(incident: Incident) -> tuple[str, str]:
    return (incident.occurred.edtf if incident.occurred else "9999", incident.id)


def _due(deadline: Deadline) -> date:
    return deadline.due or date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySheet:
    """The words that open a vault when its passphrase is lost, to be printed once and kept apart.

    `label` is what the owner calls the folder; it never names a person. The words are in no repr.
    """

    label: str
    words: tuple[str, ...] = field(repr=False)
    made: date


def recovery_sheet(words: Sequence[str], label: str, made: date) -> RecoverySheet:
    """A sheet with those words; nothing of it is kept."""
    return RecoverySheet(label=label.strip(), words=tuple(words), made=made)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Records:
    """A case and everything that belongs to it, as kept."""

    case: Case
    client: Client
    consents: tuple[Consent, ...]
    incidents: tuple[Incident, ...]
    actions: tuple[Action, ...]
    deadlines: tuple[Deadline, ...]
    evidence: tuple[Attachment, ...]

    @classmethod
    def of(cls, work: Work, case: Case) -> _Records:
        """Read them; the order never depends on when they were entered."""
        incidents = work.list(Incident, case_id=case.id)
        return cls(
            case=case,
            client=work.get(Client, case.client_id),
            consents=_sorted(work.list(Consent, client_id=case.client_id), "answered_on"),
            incidents=tuple(sorted(incidents, key=_when)),
            actions=_sorted(work.list(Action, case_id=case.id), "done_on"),
            deadlines=_sorted(work.list(Deadline, case_id=case.id), "due"),
            evidence=_sorted(work.list(Attachment, case_id=case.id), "captured"),
        )

    def summary(self, work: Work) -> CaseSummary:
        """Everything, in the person's own words."""
        profile = work.find(Profile, id=work.actor) if work.actor else None
        return CaseSummary(
            pack=work.pack,
            recipient=Recipient.FILE,
            author=profile.roles[0] if profile and profile.roles else None,
            prepared=work.today,
            code=self.client.code,
            region=self.client.region,
            wish=self.case.wish,
            incidents=self.incidents,
            norms=_norms(work.pack, self.incidents),
            actions=self.actions,
            deadlines=self.deadlines,
            evidence=tuple(replace(e, blob="", identity="", custody=()) for e in self.evidence),
            consents=self.consents,
            revision=self.case.revision,
            record_sha256=self.sha256(),
        )

    def sha256(self) -> str:
        """The hash of the record in canonical JSON, without the keys of its files."""
        plain = asdict(replace(self, evidence=tuple(replace(e, identity="") for e in self.evidence)))
        text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plainly)
        return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plainly(value: object) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _sorted(records: Sequence[R], by: str) -> tuple[R, ...]:
    """The records by that date or time, those without one last."""
    return tuple(sorted(records, key=lambda r: (getattr(r, by) is None, str(getattr(r, by)), r.id)))
