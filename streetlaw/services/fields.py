"""What fields are called, how their values are told, and which are veiled with the names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from streetlaw.domain.case import CaseStatus, PartyRole
from streetlaw.domain.client import Gender, Residence, Risk
from streetlaw.domain.consent import ConsentState
from streetlaw.domain.referral import ReferralKind, ReferralStatus
from streetlaw.domain.review import Verdict
from streetlaw.services import wording
from streetlaw.translation import N_


class Field(NamedTuple):
    """A field: what it is called, and how it is told.

    `how` is "" for text, "day", "moment", "minutes", "yes" or "size"; "list:NAME" for codes of a pack's list,
    "word:NAME" for those of `WORDS`, "part:NAME" for nested values of `FIELDS`, "person" for a trusted
    person's id, "victims" for clients, and "never" for what is told to nobody. `veiled` values are names,
    free words and special categories: seen only where names are shown.
    """

    label: str
    how: str = ""
    veiled: bool = False


def _coded(words: Mapping[Any, str]) -> dict[str, str]:
    return {str(code): text for code, text in words.items()}


WORDS: Final[dict[str, dict[str, str]]] = {
    "gender": {Gender.WOMAN: N_("woman"), Gender.MAN: N_("man"), Gender.OTHER: N_("other"),
               Gender.UNDISCLOSED: N_("does not want to say")},
    "residence": {Residence.CITIZEN: N_("citizen"), Residence.FOREIGN: N_("foreign citizen"),
                  Residence.STATELESS: N_("stateless"), Residence.REFUGEE: N_("refugee"),
                  Residence.ASYLUM_SEEKER: N_("asylum seeker")},
    "risk": {Risk.LOW: N_("Usual care"), Risk.RAISED: N_("Raised"),
             Risk.HIGH: N_("High: contact rules apply")},
    "case": {CaseStatus.INTAKE: N_("Intake"), CaseStatus.OPEN: N_("In progress"),
             CaseStatus.WAITING: N_("Waiting for answer"), CaseStatus.REVIEW: N_("In review"),
             CaseStatus.RESTORED: N_("Rights restored"), CaseStatus.PARTIAL: N_("Partly restored"),
             CaseStatus.REFUSED: N_("Refused"), CaseStatus.CLOSED: N_("Closed")},
    "referral": {ReferralStatus.DRAFT: N_("Draft"), ReferralStatus.SENT: N_("Sent"),
                 ReferralStatus.ACKNOWLEDGED: N_("Received"), ReferralStatus.ACCEPTED: N_("Accepted"),
                 ReferralStatus.REFUSED: N_("Refused"), ReferralStatus.UNDER_WAY: N_("Under way"),
                 ReferralStatus.BROKEN_OFF: N_("Broken off"),
                 ReferralStatus.DONE: N_("Done, person confirmed")},
    "referred": {ReferralKind.LEGAL_AID: N_("State-guaranteed legal aid"),
                 ReferralKind.SERVICE: N_("a service"), ReferralKind.CROSS_BORDER: N_("across the border")},
    "party": {PartyRole.CO_CLIENT: N_("another client"), PartyRole.ADVERSE: N_("the other side"),
              PartyRole.WITNESS: N_("witness"), PartyRole.RELATIVE: N_("relative"),
              PartyRole.REPRESENTATIVE: N_("representative"), PartyRole.LAWYER: N_("another lawyer"),
              PartyRole.OFFICIAL: N_("official")},
    "consent": {ConsentState.GIVEN: N_("Given"), ConsentState.REFUSED: N_("Not given"),
                ConsentState.WITHDRAWN: N_("Withdrawn")},
    "verdict": {Verdict.OPEN: N_("no decision yet"), Verdict.RETURNED: N_("returned with comments"),
                Verdict.SIGNED_OFF: N_("Signed off")},
    "purpose": _coded(wording.PURPOSE), "outcome": _coded(wording.OUTCOME), "action": _coded(wording.ACTION),
    "answer": _coded(wording.ANSWER), "note": _coded(wording.NOTE), "severity": _coded(wording.SEVERITY),
    "involved": _coded(wording.INVOLVEMENT), "source": _coded(wording.SOURCE),
    "verification": _coded(wording.VERIFICATION), "deadline": _coded(wording.DEADLINE),
    "whose": _coded(wording.WHOSE),
    "wish": _coded(wording.WISH), "custody": _coded(wording.CUSTODY), "reviewed": _coded(wording.REVIEWED),
    "entitlement": _coded(wording.ENTITLEMENT), "how": {"oral": N_("aloud"), "written": N_("in writing")},
    "part": {"name": N_("the name"), "region": N_("region"), "account": N_("summary for the attorney"),
             "incidents": N_("incidents"), "actions": N_("steps taken"), "deadlines": N_("deadlines"),
             "evidence": N_("list of evidence"), "wish": N_("wish")},
}
"""The words of closed lists; a code that is not in its list is somebody's own words and told as it is."""

_CLIENT, _CASE = Field(N_("Client"), "never"), Field(N_("Case"), "never")
_REMARKS = Field(N_("Remarks"), veiled=True)
_LAW_OF = Field(N_("Law of another country"))
_APART = Field(N_("Compared with, and somebody else"), "never")

FIELDS: Final[dict[str, dict[str, Field]]] = {
    "client": {
        "code": Field(N_("Code")), "named": Field(N_("Known by name"), "yes"),
        "family_name": Field(N_("Family name"), veiled=True),
        "given_name": Field(N_("Given name"), veiled=True),
        "patronymic": Field(N_("Patronymic"), veiled=True),
        "other_names": Field(N_("Other names"), veiled=True),
        "birth_date": Field(N_("Date of birth"), "partial", veiled=True),
        "gender": Field(N_("Gender"), "word:gender", veiled=True),
        "populations": Field(N_("Groups"), "list:populations", veiled=True),
        "citizenship": Field(N_("Citizenship"), veiled=True),
        "residence": Field(N_("Legal status"), "word:residence", veiled=True),
        "languages": Field(N_("Languages"), "list:tongues"), "region": Field(N_("Region"), "list:regions"),
        "phone": Field(N_("Telephone"), veiled=True),
        "safe_contact": Field(N_("Safe contact"), "part:safe_contact", veiled=True),
        "documents": Field(N_("Documents"), veiled=True), "risk": Field(N_("Risk"), "word:risk"),
        "remarks": _REMARKS, "opened": Field(N_("First contact"), "day"),
        "last_contact": Field(N_("Latest contact"), "day"),
        "merged_into": Field(N_("Turned out to be the same person as"), "never"),
        "distinct_from": _APART,
    },
    "safe_contact": {
        "channel": Field(N_("Channel")), "when": Field(N_("When")),
        "who_may_answer": Field(N_("Who may answer")), "never_say": Field(N_("What never to do or say")),
    },
    "consent": {
        "client_id": _CLIENT, "purpose": Field(N_("What for"), "word:purpose"),
        "recipient": Field(N_("To whom"), "person", veiled=True),
        "fields": Field(N_("Only these parts"), "word:part"),
        "state": Field(N_("Answer"), "word:consent"), "how": Field(N_("How"), "word:how"),
        "text_version": Field(N_("Version of the text")),
        "language": Field(N_("Language of the text"), "list:tongues"),
        "answered_on": Field(N_("Answered on"), "day"), "expires_on": Field(N_("Holds until"), "day"),
        "withdrawn_on": Field(N_("Withdrawn"), "day"), "remarks": _REMARKS,
    },
    "case": {
        "client_id": _CLIENT, "matter": Field(N_("Matter"), veiled=True),
        "status": Field(N_("State"), "word:case"), "opened": Field(N_("Opened"), "day"),
        "closed": Field(N_("Closed"), "day"), "supervisor_id": Field(N_("Supervising attorney"), "person"),
        "tags": Field(N_("Labels")), "outcome": Field(N_("What came of it"), "word:outcome"),
        "satisfaction": Field(N_("The person's rating, 1 to 5")),
        "summary_for_counsel": Field(N_("Summary for counsel"), veiled=True),
        "wish": Field(N_("Wish of the person"), veiled=True),
    },
    "party": {
        "case_id": _CASE, "role": Field(N_("Role"), "word:party"), "client_id": _CLIENT,
        "name": Field(N_("Name"), veiled=True), "phone": Field(N_("Telephone"), veiled=True),
        "remarks": _REMARKS, "distinct_from": _APART,
    },
    "incident": {
        "client_id": _CLIENT, "case_id": _CASE, "occurred": Field(N_("When"), "partial"),
        "region": Field(N_("Region"), "list:regions"), "setting": Field(N_("Kind of place"), "list:settings"),
        "place": Field(N_("Where"), veiled=True),
        "grounds": Field(N_("Grounds"), "list:grounds", veiled=True),
        "acts": Field(N_("What was done"), "part:act"), "sources": Field(N_("Sources"), "part:source"),
        "narrative": Field(N_("Story"), veiled=True), "harm": Field(N_("Harm"), veiled=True),
        "wishes": Field(N_("What the person wants"), "word:wish"),
        "verification": Field(N_("How far it was checked"), "word:verification"),
        "jurisdiction": _LAW_OF,
    },
    "act": {
        "violation": Field(N_("Violation"), "list:violations"),
        "severity": Field(N_("How grave"), "word:severity"), "note": Field(N_("Note"), veiled=True),
        "victims": Field(N_("Others who were harmed"), "victims"),
        "involvements": Field(N_("Who is alleged to have done it"), "part:involvement"),
    },
    "involvement": {
        "perpetrator": Field(N_("Kind of body"), "list:perpetrators"),
        "unit": Field(N_("Unit"), veiled=True),
        "role": Field(N_("Role"), "word:involved"),
    },
    "source": {"kind": Field(N_("Source"), "word:source"), "note": Field(N_("Note"), veiled=True),
               "party_id": Field(N_("Which witness"), "never")},
    "action": {
        "client_id": _CLIENT, "case_id": _CASE, "kind": Field(N_("Kind"), "word:action"),
        "done_on": Field(N_("Day"), "day"), "minutes": Field(N_("Minutes")),
        "cost": Field(N_("Cost"), "money"),
        "channel": Field(N_("Where it was filed"), "list:channels"),
        "authority": Field(N_("Authority"), veiled=True),
        "registration_no": Field(N_("Registration number"), veiled=True),
        "answer_due": Field(N_("Answer due"), "day"), "answered_on": Field(N_("Answered on"), "day"),
        "answer": Field(N_("Answer"), "word:answer"), "remarks": _REMARKS,
    },
    "note": {
        "client_id": _CLIENT, "case_id": _CASE, "kind": Field(N_("Kind of contact"), "word:note"),
        "written": Field(N_("When"), "moment"), "minutes": Field(N_("Minutes")),
        "text": Field(N_("Note"), veiled=True),
    },
    "attachment": {
        "client_id": _CLIENT, "case_id": _CASE, "incident_id": Field(N_("Incident"), "never"),
        "name": Field(N_("Name"), veiled=True), "media_type": Field(N_("Format")),
        "size": Field(N_("Size"), "size"), "sha256": Field(N_("Fingerprint")),
        "blob": Field("", "never"), "identity": Field("", "never"),
        "captured": Field(N_("Added"), "moment"), "custody": Field(N_("Custody log"), "part:custody"),
    },
    "custody": {
        "at": Field(N_("When"), "moment"), "actor": Field("", "never"),
        "what": Field(N_("What was done"), "word:custody"), "sha256": Field(N_("Fingerprint")),
    },
    "screening": {
        "client_id": _CLIENT, "case_id": _CASE, "done_on": Field(N_("Day"), "day"),
        "pack_version": Field(N_("Version of the legal texts")),
        "answers": Field(N_("Answers"), "answers", veiled=True),
        "results": Field(N_("Result"), "part:result", veiled=True),
    },
    "result": {
        "category": Field(N_("Category"), "category"),
        "answer": Field(N_("Answer"), "word:entitlement"), "article": Field(N_("Norm")),
    },
    "referral": {
        "client_id": _CLIENT, "case_id": _CASE, "kind": Field(N_("Where to"), "word:referred", veiled=True),
        "receiver": Field(N_("To whom"), veiled=True), "short_name": Field(N_("Neutral name for lists")),
        "aid_kind": Field(N_("Kind of aid"), "list:aid_kinds"),
        "category": Field(N_("Ground to apply by"), "list:categories", veiled=True),
        "matter": Field(N_("Matter"), veiled=True), "screening_id": Field(N_("Legal aid check"), "never"),
        "documents_ready": Field(N_("Documents"), "list:documents"),
        "status": Field(N_("State"), "word:referral"), "since": Field(N_("Since"), "day"),
        "steps": Field(N_("The way so far"), "part:step"),
        "usual_days": Field(N_("Usual days until an answer")), "remarks": _REMARKS,
    },
    "step": {
        "status": Field(N_("State"), "word:referral"), "on": Field(N_("Day"), "day"),
        "told_by": Field(N_("Who told us"), veiled=True), "reason": Field(N_("Reason"), veiled=True),
    },
    "deadline": {
        "client_id": _CLIENT, "case_id": _CASE, "rule": Field(N_("Rule"), "list:rules"),
        "title": Field(N_("What has to be done"), veiled=True),
        "whose": Field(N_("Whose deadline"), "word:whose"),
        "base": Field(N_("Counted from"), "day"), "base_at": Field(N_("Hour of the event"), "moment"),
        "due": Field(N_("Last day"), "day"), "due_at": Field(N_("Last hour"), "moment"),
        "status": Field(N_("State"), "word:deadline"), "settled_on": Field(N_("Settled"), "day"),
        "remarks": _REMARKS, "jurisdiction": _LAW_OF,
    },
    "review": {
        "case_id": _CASE, "bundle_id": Field("", "never"),
        "reviewer_id": Field(N_("Supervising attorney"), "person"),
        "pseudonym": Field(N_("Number of the case")),
        "record_revision": Field(N_("Version of the record")), "request_sha256": Field(N_("Fingerprint")),
        "verdict": Field(N_("Decision"), "word:verdict"), "comments": Field(N_("Comments"), "part:comment"),
        "tasks": Field(N_("Tasks for the lawyer"), veiled=True), "signature": Field(N_("Signature"), "never"),
        "outdated": Field(N_("The case had changed since the request"), "yes"),
        "received_on": Field(N_("Came on"), "day"),
    },
    "comment": {
        "field": Field(N_("Comment on"), "word:reviewed"), "text": Field(N_("Text"), veiled=True),
        "must_fix": Field(N_("Must fix"), "yes"), "settled": Field(N_("Settled"), "yes"),
        "at": Field(N_("When"), "moment"),
    },
    "withheld": {
        "client_id": _CLIENT, "of_kind": Field("", "never"), "of_id": Field("", "never"),
        "of_field": Field("", "never"), "digest": Field("", "never"),
        "reason": Field(N_("Reason"), veiled=True), "since": Field(N_("Since"), "day"),
    },
}
"""The fields of each kind of record, and of the values inside them, by table name, in their order."""

KIND: Final = {
    "client": N_("the person's data"), "consent": N_("consent"), "case": N_("case"),
    "party": N_("person in a case"), "incident": N_("incident"), "action": N_("what was done"),
    "note": N_("note"), "attachment": N_("file"), "screening": N_("legal aid check"),
    "referral": N_("referral"), "deadline": N_("deadline"), "review": N_("answer of the attorney"),
    "bundle": N_("sealed file"), "review_case": N_("case for review"), "profile": N_("my own data"),
    "trusted_person": N_("trusted person"), "withheld": N_("passage held back from the person's copy"),
}
"""What a record of each kind is called, in the middle of a sentence."""
