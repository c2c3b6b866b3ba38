"""What the window and the papers call the codes of records, as texts marked for the catalogues."""

from __future__ import annotations

from streetlaw.domain.action import ActionKind, Answer, NoteKind
from streetlaw.domain.case import CaseOutcome
from streetlaw.domain.consent import ConsentState, Purpose
from streetlaw.domain.deadline import DeadlineStatus, Whose
from streetlaw.domain.eligibility import Entitlement
from streetlaw.domain.incident import InvolvementRole, Severity, SourceKind, Verification, Wish
from streetlaw.domain.profile import Role
from streetlaw.translation import N_

ROLE = {
    Role.LAWYER: N_("street lawyer"),
    Role.SUPERVISOR: N_("supervising attorney"),
    Role.TRAINER: N_("trainer"),
    Role.COORDINATOR: N_("coordinator"),
}

ACTION = {
    ActionKind.CONSULTATION: N_("consultation"),
    ActionKind.COMPLAINT: N_("complaint"),
    ActionKind.ACCOMPANIMENT: N_("accompaniment"),
    ActionKind.REPRESENTATION: N_("representation"),
    ActionKind.INFORMATION: N_("information given"),
    ActionKind.DOCUMENT: N_("paper written"),
    ActionKind.NEGOTIATION: N_("negotiation"),
}

NOTE = {
    NoteKind.MEETING: N_("meeting"),
    NoteKind.CALL: N_("call"),
    NoteKind.MESSAGE: N_("message"),
    NoteKind.OBSERVATION: N_("observation"),
}

OUTCOME = {
    CaseOutcome.SOLVED: N_("solved"),
    CaseOutcome.PARTLY: N_("partly solved"),
    CaseOutcome.ORALLY_SETTLED: N_("settled by talking"),
    CaseOutcome.FEAR_OF_RETALIATION: N_("given up for fear of revenge"),
    CaseOutcome.NO_LAWYER: N_("no lawyer could be found"),
    CaseOutcome.LOST_CONTACT: N_("contact was lost"),
    CaseOutcome.NOT_SOLVED: N_("not solved"),
    CaseOutcome.REFERRED: N_("handed to another organisation"),
}

ANSWER = {
    Answer.FAVOURABLE: N_("favourable answer"),
    Answer.PLEDGED: N_("action promised"),
    Answer.MORE_ASKED: N_("more information asked"),
    Answer.TOKEN: N_("answer without substance"),
    Answer.REFUSED: N_("refused"),
    Answer.NO_ANSWER: N_("no answer in time"),
}

INVOLVEMENT = {
    InvolvementRole.CARRIED_OUT: N_("carried it out"),
    InvolvementRole.ORDERED: N_("ordered it"),
    InvolvementRole.ACCOMPLICE: N_("took part"),
    InvolvementRole.PRESENT: N_("was present"),
    InvolvementRole.OMITTED: N_("failed to act"),
    InvolvementRole.SUSPECTED: N_("is suspected"),
}

SEVERITY = {
    Severity.LIGHT: N_("light"),
    Severity.MEDIUM: N_("medium"),
    Severity.GRAVE: N_("grave"),
}

SOURCE = {
    SourceKind.PERSON: N_("in the words of the person"),
    SourceKind.WITNESS: N_("in the words of a witness"),
    SourceKind.DOCUMENT: N_("from a document"),
    SourceKind.MEDIA: N_("from the media"),
    SourceKind.OWN_OBSERVATION: N_("seen by the lawyer"),
}

VERIFICATION = {
    Verification.REPORTED: N_("reported"),
    Verification.CORROBORATED: N_("confirmed by another source"),
    Verification.DOCUMENTED: N_("documented"),
}

DEADLINE = {
    DeadlineStatus.OPEN: N_("running"),
    DeadlineStatus.MET: N_("kept"),
    DeadlineStatus.MISSED: N_("missed"),
    DeadlineStatus.CANCELLED: N_("no longer applies"),
}

WHOSE = {
    Whose.OURS: N_("for us to act"),
    Whose.BODY: N_("for the body to answer"),
}

WISH = {
    Wish.WRITTEN_DECISION: N_("a written decision"),
    Wish.COMPLAINT: N_("to file a complaint"),
    Wish.COURT: N_("to go to court"),
    Wish.COMPENSATION: N_("compensation"),
    Wish.APOLOGY: N_("an apology"),
    Wish.SERVICE: N_("to get the service"),
    Wish.DOCUMENTS: N_("to get the documents"),
    Wish.SAFETY: N_("safety"),
    Wish.NEGOTIATION: N_("to settle by talking"),
    Wish.ADVICE: N_("advice"),
    Wish.RECORD_ONLY: N_("only that it is recorded"),
}

PURPOSE = {
    Purpose.KEEP_CASE: N_("keeping the case"),
    Purpose.HEALTH_DATA: N_("recording health and private life"),
    Purpose.SUPERVISOR: N_("sharing with the supervising attorney"),
    Purpose.REFER: N_("referral to a service or legal aid"),
    Purpose.STATISTICS: N_("anonymous statistics"),
    Purpose.ABROAD: N_("transfer abroad"),
    Purpose.PHOTO: N_("photographs"),
}

CONSENT = {
    ConsentState.GIVEN: N_("given {date}"),
    ConsentState.REFUSED: N_("refused {date}"),
    ConsentState.WITHDRAWN: N_("withdrawn {date}"),
}

EVIDENCE = {
    "image": N_("photograph"),
    "audio": N_("sound recording"),
    "video": N_("video recording"),
    "text": N_("text"),
    "application": N_("document"),
}
"""What a piece of evidence is called by the first half of its media type, where its name may not be told."""

CUSTODY = {
    "captured": N_("added"),
    "opened": N_("looked at"),
    "exported": N_("copy saved outside"),
    "exported_bare": N_("copy without metadata saved outside"),
    "checked": N_("checked: intact"),
    "damaged": N_("checked: damaged"),
}
"""What the lines of a custody log say."""

REVIEWED = {
    "pseudonym": N_("number of the case"),
    "revision": N_("version of the case"),
    "status": N_("state of the case"),
    "opened": N_("when the case was opened"),
    "outcome": N_("outcome"),
    "incidents.quarter": N_("incident: when"),
    "incidents.region": N_("incident: region"),
    "incidents.setting": N_("incident: kind of place"),
    "incidents.grounds": N_("incident: grounds"),
    "incidents.acts.violation": N_("incident: what was done"),
    "incidents.acts.severity": N_("incident: how grave"),
    "incidents.acts.institutions.type": N_("incident: by whom"),
    "incidents.acts.institutions.role": N_("incident: in which role"),
    "incidents.sources": N_("incident: sources"),
    "incidents.verification": N_("incident: how far checked"),
    "summary_for_counsel": N_("summary for the attorney"),
    "evidence.kind": N_("evidence: kind"),
    "evidence.count": N_("evidence: how much"),
    "evidence.intact": N_("evidence: intact"),
    "actions.kind": N_("steps taken: kind"),
    "actions.quarter": N_("steps taken: when"),
    "actions.channel": N_("steps taken: where"),
    "actions.answer": N_("steps taken: answer"),
    "referrals.kind": N_("referral: where to"),
    "referrals.status": N_("referral: state"),
    "referrals.waiting": N_("referral: waiting time"),
    "deadlines.rule": N_("deadline: rule"),
    "deadlines.whose": N_("deadline: whose"),
    "deadlines.status": N_("deadline: state"),
    "deadlines.left": N_("deadline: time left"),
    "wishes": N_("what the person wants"),
    "consents.purpose": N_("consent: what for"),
    "consents.state": N_("consent: answer"),
}
"""What the fields of a case for review are called (`domain.disclosure.tier_a.FIELDS`)."""

ENTITLEMENT = {
    Entitlement.ENTITLED: N_("entitled"),
    Entitlement.LIKELY: N_("likely entitled"),
    Entitlement.NOT: N_("not entitled"),
    Entitlement.UNKNOWN: N_("not clear yet"),
}
