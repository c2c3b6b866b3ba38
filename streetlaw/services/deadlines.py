"""Time limits of a case: adding them from a rule or by hand, settling them, and what the law suggests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.deadline import Computed, Deadline, DeadlineStatus, Rule, Unit, Whose, compute
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.domain.law import Channel, Norm, Risk
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import Outcome, Precision
from streetlaw.domain.vocabulary import Perpetrator, Violation
from streetlaw.services.checks import event_has_been, known_codes, not_empty, not_in_future
from streetlaw.services.ports import Work

NOT_COMPUTED = Computed()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddDeadline:
    """A new deadline: by a `rule` of the pack and its event, or by hand with title and last day.

    `base` is the day of the event, `base_at` its moment (aware), needed for limits in hours. `jurisdiction`
    is the code of the pack whose rule it is, "" for the home one.
    """

    client_id: str
    case_id: str = ""
    rule: str = ""
    base: date | None = None
    base_at: datetime | None = None
    title: str = ""
    whose: Whose = Whose.OURS
    due: date | None = None
    remarks: str = ""
    jurisdiction: str = ""


def add_deadline(work: Work, cmd: AddDeadline) -> Outcome:
    """Add a deadline; with a rule its last day is computed, and stays empty when the limit is not verified.

    Raises `record.unknown`, `case.of_other_client`, `pack.unknown`, `code.unknown`, `date.in_future` (of the
    event), `deadline.base_needed`, `deadline.time_needed`, `deadline.exists` (the same one is open), and by
    hand `deadline.title_needed`, `deadline.due_needed`.
    """
    work.get(Client, cmd.client_id)
    if cmd.case_id and work.get(Case, cmd.case_id).client_id != cmd.client_id:
        raise StreetLawError("case.of_other_client")
    known_codes(work, "rules", (cmd.rule,), cmd.jurisdiction)
    deadline = by_rule(work, cmd) if cmd.rule else _by_hand(cmd)
    if cmd.rule and is_open_already(work, deadline):
        raise StreetLawError("deadline.exists")
    work.add(deadline)
    return work.commit("deadline.added")


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleDeadline:
    """What came of a deadline: met, missed or cancelled, on which day (today when None); or open again."""

    id: str
    revision: int
    status: DeadlineStatus
    on: date | None = None
    remarks: str = ""


def settle_deadline(work: Work, cmd: SettleDeadline) -> Outcome:
    """Say what came of a deadline.

    Raises `date.in_future`, `deadline.met_late` (done after its last day is missed), `record.changed`.
    """
    deadline = work.get(Deadline, cmd.id, at=cmd.revision)
    on = None if cmd.status is DeadlineStatus.OPEN else cmd.on or work.today
    not_in_future(work, on)
    late = on is not None and deadline.due is not None and on > deadline.due
    if cmd.status is DeadlineStatus.MET and late:
        raise StreetLawError("deadline.met_late")
    work.change(replace(deadline, status=cmd.status, settled_on=on,
                        remarks=cmd.remarks.strip() or deadline.remarks))
    return work.commit("deadline.settled")


def computed(pack: Pack, deadline: Deadline) -> Computed:
    """The day the pack's rule gives now, with its explanation; empty for a deadline made by hand."""
    rule = pack.rules.get(deadline.rule)
    base = deadline.base_at or deadline.base
    return NOT_COMPUTED if rule is None or base is None else compute(rule, base, pack.is_day_off, pack.zone)


def laws(work: Work, records: Iterable[Deadline | Incident]) -> Mapping[str, Pack]:
    """The packs those records are told and counted in, by their `jurisdiction`; the home one, "", always."""
    return {code: work.pack_of(code) for code in {"", *(each.jurisdiction for each in records)}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One way to turn to a channel, and by when.

    `rule` is the limit that ends first, None where no limit of ours is known; then there is no day. A rule
    whose limit is not verified has no day either (`computed.due` None). The count starts from the first day
    the incident can have happened: the earliest event the law could mean, so the day shown is the safe one.
    `exact` is false when that day is not known to the day. `violations` and `perpetrators` are the codes the
    channel is competent for here, `place` is the best place in which they name it; `risks` are what may
    harm the person on the way.
    """

    channel: Channel
    rule: Rule | None = None
    computed: Computed = NOT_COMPUTED
    exact: bool = True
    violations: tuple[str, ...] = ()
    perpetrators: tuple[str, ...] = ()
    risks: tuple[Risk, ...] = ()
    place: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LawPanel:
    """What the law says of an incident: norms, norms that could harm the person, and where to turn."""

    norms: tuple[Norm, ...]
    warnings: tuple[Norm, ...]
    suggestions: tuple[Suggestion, ...]


def law_panel(pack: Pack, incident: Incident) -> LawPanel:
    """The law panel of an incident as it stands, saved or not."""
    norms: dict[str, Norm] = {}
    for act in incident.acts:
        alleged = [involvement.perpetrator for involvement in act.involvements]
        norms |= {norm.code: norm for norm in pack.norms_for([act.violation], (), alleged)}
    norms |= {norm.code: norm for norm in pack.norms_for((), incident.grounds)}
    warnings = {norm.code: norm for norm in pack.warnings_for(incident.grounds)}
    risks = pack.risks_for(incident.grounds, (), told(incident))
    warnings |= {code: pack.norms[code] for risk in risks for code in risk.norms}
    return LawPanel(norms=tuple(norms.values()), warnings=tuple(warnings.values()),
                    suggestions=suggest(pack, incident, risks))


def told(incident: Incident) -> str:
    """What the person told, in free words."""
    return "\n".join((incident.narrative, incident.harm, *(act.note for act in incident.acts)))


def suggest(pack: Pack, incident: Incident, risks: Sequence[Risk] = ()) -> tuple[Suggestion, ...]:
    """Where one may turn over an incident, the most competent first, each with the limit that ends first.

    `risks` are those of the incident itself, wherever one turns.
    """
    violations = [act.violation for act in incident.acts]
    alleged = [involvement.perpetrator for act in incident.acts for involvement in act.involvements]
    places = pack.places_of(violations, alleged)
    return tuple(replace(
        _suggestion(pack, incident, channel, violations), place=places[channel.code],
        violations=_naming(pack.violations, violations, channel.code),
        perpetrators=_naming(pack.perpetrators, alleged, channel.code),
        risks=(*risks, *(risk for risk in pack.risks_for((), (channel.code,)) if risk not in risks)),
    ) for channel in pack.channels_for(violations, alleged))


def _naming(terms: Mapping[str, Violation | Perpetrator], codes: Sequence[str],
            channel: str) -> tuple[str, ...]:
    """Those of the codes that name the channel, each once."""
    return tuple(code for code in dict.fromkeys(codes) if code in terms and channel in terms[code].channels)


def _suggestion(pack: Pack, incident: Incident, channel: Channel, violations: list[str]) -> Suggestion:
    rules = _rules(pack, channel, violations)
    if not rules:
        return Suggestion(channel=channel)
    if incident.occurred is None:
        return Suggestion(channel=channel, rule=rules[0], exact=False)
    first = incident.occurred.first
    found = [(rule, compute(rule, first, pack.is_day_off, pack.zone)) for rule in rules]
    rule, when = min(found, key=lambda pair: pair[1].due or date.max)
    return Suggestion(channel=channel, rule=rule, computed=when,
                      exact=incident.occurred.precision is Precision.DAY)


def _rules(pack: Pack, channel: Channel, violations: list[str]) -> list[Rule]:
    """The limits of a channel for those acts: the ones meant for an act, else those meant for no act."""
    acts = [pack.violations[code] for code in violations if code in pack.violations]
    own = [act for act in acts if channel.code in act.channels]
    if own and all(channel.code in act.no_limit for act in own):
        return []
    special = {code for act in pack.violations.values() for code in act.rules}
    meant = {code for act in acts for code in act.rules}
    codes = [c for c in channel.rules if c in meant] or [c for c in channel.rules if c not in special]
    return [pack.rules[code] for code in codes or channel.rules]


def is_open_already(work: Work, deadline: Deadline) -> bool:
    """True when the same limit, counted from the same event, is an open deadline of that case."""
    return work.find(Deadline, client_id=deadline.client_id, case_id=deadline.case_id, rule=deadline.rule,
                     base=deadline.base, base_at=deadline.base_at, status=DeadlineStatus.OPEN,
                     jurisdiction=deadline.jurisdiction) is not None


def by_rule(work: Work, cmd: AddDeadline) -> Deadline:
    """The deadline a rule gives for its event, not stored yet.

    Raises `date.in_future`, `deadline.base_needed`, `deadline.time_needed`.
    """
    pack = work.pack_of(cmd.jurisdiction)
    rule = pack.rules[cmd.rule]
    event_has_been(work, pack, None if cmd.base_at else cmd.base, cmd.base_at)
    base_at = cmd.base_at.astimezone(UTC) if cmd.base_at else None
    base = base_at.astimezone(pack.zone).date() if base_at else cmd.base
    if base is None:
        raise StreetLawError("deadline.base_needed")
    if base_at is None and rule.span is not None and rule.span.unit is Unit.HOURS:
        raise StreetLawError("deadline.time_needed")
    found = compute(rule, base_at or base, pack.is_day_off, pack.zone)
    return Deadline(client_id=cmd.client_id, case_id=cmd.case_id, rule=cmd.rule, title=cmd.title.strip(),
                    jurisdiction=cmd.jurisdiction,
                    whose=rule.whose, base=base, base_at=base_at, due=found.due, due_at=found.due_at,
                    remarks=cmd.remarks.strip())


def _by_hand(cmd: AddDeadline) -> Deadline:
    if cmd.due is None:
        raise StreetLawError("deadline.due_needed")
    return Deadline(client_id=cmd.client_id, case_id=cmd.case_id, whose=cmd.whose, base=cmd.base, due=cmd.due,
                    title=not_empty(cmd.title, "deadline.title_needed"), remarks=cmd.remarks.strip())
