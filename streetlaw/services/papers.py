"""What goes into a paper: gathered from the vault, cut down to what its reader may know, in no language."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256
from typing import TypeVar

from streetlaw.domain.action import Action, Attachment
from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent, Purpose, require
from streetlaw.domain.deadline import Deadline
from streetlaw.domain.eligibility import Screening
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Act, Incident, Wish
from streetlaw.domain.law import Norm, Risk
from streetlaw.domain.pack import Pack
from streetlaw.domain.paper import PARTS, CaseSummary, LeftOut, LegalAidApplication, Recipient
from streetlaw.domain.profile import Profile, TrustedPerson
from streetlaw.domain.record import Record
from streetlaw.domain.referral import Referral, ReferralKind
from streetlaw.services.deadlines import told
from streetlaw.services.ports import Work

R = TypeVar("R", bound=Record)
V = TypeVar("V")

CLIENT, FILE = "client", "file"
"""Recipients of a summary who are nobody else: the person themself, and the lawyer's own file."""

NAME = "name"
"""The field of a consent that lets the client's name go along; it is never implied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryRequest:
    """Whose summary of which case: `recipient` is CLIENT, FILE or a trusted person's id."""

    case_id: str
    recipient: str = FILE
    with_name: bool = False


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


def story_risks(summary: CaseSummary) -> tuple[Risk, ...]:
    """What may harm the person in a paper that tells their story: by its words, and by their grounds."""
    words = "\n".join((summary.account, summary.wish, *(told(incident) for incident in summary.incidents)))
    grounds = {ground for incident in summary.incidents for ground in incident.grounds}
    return summary.pack.risks_for(grounds, (), words) if words.strip() else ()


def without_story(summary: CaseSummary) -> CaseSummary:
    """The paper without the story in free words, and without the grounds that may harm the person."""
    named = {code for risk in summary.pack.risks.values() for code in risk.grounds}
    incidents = tuple(replace(
        incident, narrative="", harm="", acts=tuple(replace(act, note="") for act in incident.acts),
        grounds=tuple(code for code in incident.grounds if code not in named))
        for incident in summary.incidents)
    return replace(summary, account="", wish="", incidents=incidents, norms=_norms(summary.pack, incidents))


def _handed_on(work: Work, request: SummaryRequest, records: _Records, whole: CaseSummary) -> CaseSummary:
    """What a trusted person may have: coded facts and the text written for counsel, no other words."""
    reader = work.get(TrustedPerson, request.recipient)
    consent = require(records.consents, Purpose.SUPERVISOR, reader.id, work.today)
    if request.with_name and NAME not in consent.fields:
        raise StreetLawError("paper.name_not_agreed")
    special = _stands(records.consents, Purpose.HEALTH_DATA, reader.id, work.today)
    known = {g.code for g in work.pack.grounds.values() if special or not g.special}
    incidents = tuple(_without_own_words(incident, known) for incident in whole.incidents)
    wishes = tuple(wish for wish in whole.wishes if wish in set(Wish))
    kept_back = {"wish": LeftOut.OWN_WORDS} if whole.wish or whole.wishes else {}
    cut = replace(
        whole,
        recipient=Recipient.TRUSTED,
        reader=reader.role,
        name=records.client.full_name if request.with_name else "",
        account=records.case.summary_for_counsel,
        wish="",
        wishes=wishes,
        incidents=incidents,
        norms=_norms(work.pack, incidents),
        actions=tuple(replace(action, remarks="") for action in whole.actions),
        deadlines=tuple(replace(deadline, title="", remarks="") for deadline in whole.deadlines),
        evidence=tuple(replace(file, name="") for file in whole.evidence),
        consent=consent,
        consents=(),
        left_out={} if wishes else kept_back,
    )
    return _limited(cut, consent)


def _limited(summary: CaseSummary, consent: Consent) -> CaseSummary:
    """Only the parts the consent names, when it names any beside the client's name."""
    named = set(consent.fields) - {NAME}
    out = {part: LeftOut.NOT_AGREED for part in PARTS if named and part not in named}

    def kept(part: str, value: V) -> V:
        return type(value)() if part in out else value

    incidents = tuple(replace(i, region=kept("region", i.region)) for i in summary.incidents)
    return replace(
        summary,
        region=kept("region", summary.region),
        account=kept("account", summary.account),
        wishes=kept("wish", summary.wishes),
        incidents=kept("incidents", incidents),
        norms=kept("incidents", summary.norms),
        actions=kept("actions", summary.actions),
        deadlines=kept("deadlines", summary.deadlines),
        evidence=kept("evidence", summary.evidence),
        left_out={**summary.left_out, **out},
    )


def _without_own_words(incident: Incident, grounds: set[str]) -> Incident:
    acts = tuple(_plain(act) for act in incident.acts)
    sources = tuple(replace(source, note="", party_id="") for source in incident.sources)
    return replace(incident, narrative="", harm="", place="", wishes=(), acts=acts, sources=sources,
                   grounds=tuple(g for g in incident.grounds if g in grounds))


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


def legal_aid_application(work: Work, referral_id: str) -> LegalAidApplication:
    """Put an application together from a referral and its screening.

    The client must have agreed to be referred to that receiver (`consent.*`); the name stands in it when the
    client is named and the consent is not limited to other fields. Raises `record.unknown`,
    `paper.not_legal_aid` for a referral of another kind.
    """
    referral = work.get(Referral, referral_id)
    if referral.kind is not ReferralKind.LEGAL_AID:
        raise StreetLawError("paper.not_legal_aid")
    client = work.get(Client, referral.client_id)
    consents = work.list(Consent, client_id=client.id)
    consent = require(consents, Purpose.REFER, referral.receiver, work.today)
    named = client.named and (not consent.fields or NAME in consent.fields)
    screening = work.get(Screening, referral.screening_id) if referral.screening_id else Screening()
    needed = (p.code for p in work.pack.aid.documents.values()
              if not p.categories or referral.category in p.categories)  # fmt: skip
    return LegalAidApplication(
        pack=work.pack,
        prepared=work.today,
        name=client.full_name if named else "",
        aid_kind=referral.aid_kind,
        matter=referral.matter,
        category=referral.category,
        answers=tuple(screening.given.items()),
        papers=tuple((code, code in referral.documents_ready) for code in needed),
    )


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
            wishes=tuple(dict.fromkeys(wish for incident in self.incidents for wish in incident.wishes)),
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


def _plainly(value: date) -> str:
    """How JSON writes the one kind of value it does not know; a moment is a date too."""
    return value.isoformat()


def _sorted(records: Sequence[R], by: str) -> tuple[R, ...]:
    """The records by that date or time, those without one last."""
    return tuple(sorted(records, key=lambda r: (getattr(r, by) is None, str(getattr(r, by)), r.id)))
