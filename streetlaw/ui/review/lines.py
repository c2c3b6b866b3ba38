"""A case under review as lines of label and value, in the language of the interface. No widgets here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from streetlaw.domain.disclosure.tier_a import (
    ActForReview,
    ActionForReview,
    CaseForReview,
    DaysLeft,
    DeadlineForReview,
    IncidentForReview,
    ReferralForReview,
)
from streetlaw.domain.pack import Pack
from streetlaw.translation import gettext as _
from streetlaw.ui.disclosed import quarter_text, value_text


@dataclass(frozen=True, slots=True)
class Line:
    """A label and what stands there; `part` (of `tier_a.PARTS`) is what a comment on it is about.

    Several lines may be about one part: `about` then says in a comment which of them is meant.
    """

    part: str
    label: str
    value: str
    about: str = ""


def lines(pack: Pack, case: CaseForReview) -> tuple[Line, ...]:
    """All lines of a case, in the order in which an attorney reads."""
    found = [*_incidents(pack, case.incidents)]
    found.append(Line("summary_for_counsel", _("Summary"), case.summary_for_counsel))
    found.append(Line("evidence", _("Evidence"), _evidence(pack, case)))
    found.append(Line("actions", _("Done so far"), _joined(_action(pack, one) for one in case.actions)))
    found.append(Line("referrals", _("Referrals"), _joined(_referral(pack, one) for one in case.referrals)))
    found.append(Line("deadlines", _("Deadlines"), _joined(_deadline(pack, one) for one in case.deadlines)))
    found.append(Line("wishes", _("Wish of the person"),
                      "; ".join(value_text(pack, "wishes", wish) for wish in case.wishes)))
    found.append(Line("consents", _("Consents"), _consents(pack, case)))
    found.append(Line("status", _("State"), value_text(pack, "status", case.status)))
    found.append(Line("opened", _("Opened"), quarter_text(case.opened)))
    if case.outcome:
        found.append(Line("outcome", _("Outcome"), value_text(pack, "outcome", case.outcome)))
    return tuple(found)


def violations(pack: Pack, case: CaseForReview, most: int = 2) -> str:
    """The first things that happened, for a list."""
    codes = dict.fromkeys(act.violation for incident in case.incidents for act in incident.acts)
    return ", ".join(value_text(pack, "incidents.acts.violation", code) for code in list(codes)[:most])


def region(pack: Pack, case: CaseForReview) -> str:
    """The first region that is told; "" when none is."""
    told = next((incident.region for incident in case.incidents if incident.region), "")
    return value_text(pack, "incidents.region", told) if told else ""


def nearest(case: CaseForReview) -> DaysLeft:
    """The shortest time any of our deadlines still runs; NONE without a running one."""
    order = list(DaysLeft)
    running = [one.left for one in case.deadlines if one.left is not DaysLeft.NONE]
    return min(running, key=order.index, default=DaysLeft.NONE)


def _incidents(pack: Pack, incidents: tuple[IncidentForReview, ...]) -> Iterator[Line]:
    if not incidents:
        yield Line("incidents", _("Incident"), "")
    for number, incident in enumerate(incidents, 1):
        count = f" {number}" if len(incidents) > 1 else ""
        for label, value in (
            (_("When"), quarter_text(incident.quarter)),
            (_("Where"), _where(pack, incident)),
            (_("Grounds"), "; ".join(value_text(pack, "incidents.grounds", one) for one in incident.grounds)),
            (_("What happened"), _joined(_act(pack, act) for act in incident.acts)),
            (_("Known from"), _sources(pack, incident)),
        ):
            yield Line("incidents", f"{label}{count}", value, f"{label}{count}")


def _where(pack: Pack, incident: IncidentForReview) -> str:
    place = value_text(pack, "incidents.region", incident.region) if incident.region else _("region not told")
    setting = value_text(pack, "incidents.setting", incident.setting) if incident.setting else ""
    return ", ".join(part for part in (place, setting) if part)


def _act(pack: Pack, act: ActForReview) -> str:
    path = "incidents.acts"
    said = [value_text(pack, f"{path}.violation", act.violation),
            value_text(pack, f"{path}.severity", act.severity)]
    bodies = [f"{value_text(pack, f'{path}.institutions.type', body.type)} "
              f"({value_text(pack, f'{path}.institutions.role', body.role)})" for body in act.institutions]
    return "; ".join([", ".join(said), *bodies])


def _sources(pack: Pack, incident: IncidentForReview) -> str:
    said = [value_text(pack, "incidents.sources", source) for source in incident.sources]
    return "; ".join([*said, value_text(pack, "incidents.verification", incident.verification)])


def _evidence(pack: Pack, case: CaseForReview) -> str:
    said = []
    for one in case.evidence:
        state = _("unchanged since they were added") if one.intact else _("changed since they were added")
        said.append(f"{value_text(pack, 'evidence.kind', one.kind)}: {one.count}, {state}")
    return "\n".join(said)


def _action(pack: Pack, action: ActionForReview) -> str:
    said = [value_text(pack, "actions.kind", action.kind), quarter_text(action.quarter)]
    if action.channel:
        said.append(value_text(pack, "actions.channel", action.channel))
    if action.answer:
        said.append(value_text(pack, "actions.answer", action.answer))
    return ", ".join(part for part in said if part)


def _referral(pack: Pack, referral: ReferralForReview) -> str:
    said = [value_text(pack, "referrals.kind", referral.kind),
            value_text(pack, "referrals.status", referral.status)]
    if referral.waiting:
        said.append(value_text(pack, "referrals.waiting", referral.waiting))
    return ", ".join(said)


def _deadline(pack: Pack, deadline: DeadlineForReview) -> str:
    rule = value_text(pack, "deadlines.rule", deadline.rule) if deadline.rule else _("set by hand")
    state = (value_text(pack, "deadlines.left", deadline.left) if deadline.left
             else value_text(pack, "deadlines.status", deadline.status))
    return f"{rule}: {state} ({value_text(pack, 'deadlines.whose', deadline.whose)})"


def _consents(pack: Pack, case: CaseForReview) -> str:
    return "\n".join(f"{value_text(pack, 'consents.purpose', one.purpose)}: "
                     f"{value_text(pack, 'consents.state', one.state).lower()}" for one in case.consents)


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(texts)
