"""Synthetic clients and all that hangs on them, in Kyrgyz and Russian, the same for the same seed."""

from __future__ import annotations

import random
import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from streetlaw.demo.words import words
from streetlaw.domain.action import Action, ActionKind, Note, NoteKind
from streetlaw.domain.case import Case, CaseOutcome, CaseStatus, Party, PartyRole
from streetlaw.domain.client import Client, Gender, Residence, Risk, SafeContact
from streetlaw.domain.code import code
from streetlaw.domain.consent import Consent, ConsentState, Purpose
from streetlaw.domain.deadline import Deadline, DeadlineStatus, Rule, Unit, Whose, compute
from streetlaw.domain.incident import Act, Incident, Involvement, Severity, Source, SourceKind, Wish
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import PartialDate, Precision, Record
from streetlaw.domain.referral import Referral, ReferralKind, ReferralStatus, StatusStep

_OPEN = (CaseStatus.INTAKE, CaseStatus.OPEN, CaseStatus.OPEN, CaseStatus.WAITING)
_ENDS = ((CaseStatus.RESTORED, CaseOutcome.SOLVED), (CaseStatus.PARTIAL, CaseOutcome.PARTLY),
         (CaseStatus.CLOSED, CaseOutcome.ORALLY_SETTLED), (CaseStatus.CLOSED, CaseOutcome.LOST_CONTACT),
         (CaseStatus.CLOSED, CaseOutcome.FEAR_OF_RETALIATION), (CaseStatus.REFUSED, CaseOutcome.NOT_SOLVED))

_SHORT = (Unit.CALENDAR_DAYS, Unit.WORKING_DAYS)
_LEAST = 3
"""Limits of some days are the ones that are worked on; those of hours and of years hardly fill a list."""


class Synthesizer:
    """Makes clients out of a pack, a day and a seeded source of chance; ids and codes are made here too."""

    def __init__(self, pack: Pack, today: date, rng: random.Random, *, count: int) -> None:
        self._pack = pack
        self._today = today
        self._rng = rng
        self._words = words()
        self._numbers = iter(rng.sample(range(1000, max(10_000, count * 20)), count))
        ago = sorted((int(rng.triangular(0, 700, 60)) for _ in range(count)), reverse=True)
        self._days = iter([today - timedelta(days=days) for days in ago])
        self._regions = [region.code for region in pack.regions_in("")]
        self._stories = [name for name in self._words.stories if name in pack.violations]
        self._grounds = [ground.code for ground in pack.grounds.values() if not ground.employment_only]
        self.languages: Counter[str] = Counter()
        """How many stories were told in which language so far."""

    def people(self, count: int) -> Iterator[tuple[Record, ...]]:
        """The records of that many clients, one tuple a client, the client first.

        Clients come in the order of their days, as in life: their ids grow, and rows stand side by side.
        """
        for _ in range(count):
            yield self._person()

    def _person(self) -> tuple[Record, ...]:
        rng = self._rng
        opened = next(self._days)
        contact = opened + timedelta(days=rng.randrange((self._today - opened).days + 1))
        client = self._client(opened, contact)
        case = self._case(client, opened)
        violation = rng.choice(self._stories)
        records: list[Record] = [client, *self._consents(client, opened), case]
        if rng.random() < 0.85:
            records.append(self._incident(client, case, violation, opened))
        if rng.random() < 0.5:
            records.append(self._note(client, case, contact))
        if rng.random() < 0.35:
            records.append(self._complaint(client, case, opened))
        if rng.random() < 0.45:
            records.extend(self._parties(case, opened))
        if case.status.is_open and rng.random() < 0.6:
            records.extend(self._deadline(client, case, violation))
        if rng.random() < 0.3:
            records.append(self._referral(client, case, contact))
        return tuple(records)

    def _id(self, day: date) -> str:
        """A UUIDv7 (RFC 9562) of that day with chance from the seed."""
        milliseconds = int(_moment(day, self._rng).timestamp() * 1000)
        number = (milliseconds << 80) | (0x7 << 76) | (self._rng.getrandbits(12) << 64) \
            | (0b10 << 62) | self._rng.getrandbits(62)
        return uuid.UUID(int=number).hex

    def _client(self, opened: date, contact: date) -> Client:
        rng = self._rng
        woman = rng.random() < 0.45
        named = rng.random() < 0.7
        family = rng.choice(self._words.family_names)[woman]
        given = rng.choice(self._words.women if woman else self._words.men)
        born = date(rng.randrange(1955, 2009), rng.randrange(1, 13), rng.randrange(1, 28))
        when, never = rng.choice(self._words.safe_contacts)
        populations = [p for p in self._pack.populations if p not in ("none", "undisclosed", "other")]
        return Client(
            id=self._id(opened), revision=1, code=code(next(self._numbers)), named=named,
            family_name=family if named else "", given_name=given if named else "",
            gender=Gender.WOMAN if woman else Gender.MAN,
            birth_date=PartialDate.on(born, rng.choice((Precision.DAY, Precision.YEAR))),
            populations=tuple(rng.sample(populations, rng.choice((0, 1, 1, 2)))),
            residence=rng.choices((Residence.CITIZEN, Residence.FOREIGN, Residence.STATELESS), (90, 8, 2))[0],
            languages=rng.choice((("ky",), ("ky", "ru"), ("ru",), ("ky", "ru"))),
            region=rng.choice(self._regions), opened=opened, last_contact=contact,
            phone=f"0{rng.choice((555, 700, 770, 999))} {rng.randrange(10**5, 10**6):06d}" if named else "",
            safe_contact=SafeContact(when=when, never_say=never) if rng.random() < 0.6 else SafeContact(),
            risk=rng.choices(tuple(Risk), (70, 22, 8))[0])

    def _consents(self, client: Client, opened: date) -> Iterator[Consent]:
        chances = ((Purpose.KEEP_CASE, 1.0, 0.0), (Purpose.SUPERVISOR, 0.7, 0.15), (Purpose.REFER, 0.6, 0.1),
                   (Purpose.STATISTICS, 0.5, 0.2))
        for purpose, given, refused in chances:
            drawn = self._rng.random()
            if drawn < given + refused:
                yield Consent(
                    id=self._id(opened), revision=1, client_id=client.id, purpose=purpose, how="oral",
                    state=ConsentState.GIVEN if drawn < given else ConsentState.REFUSED,
                    language=client.languages[0], answered_on=opened,
                    text_version=self._pack.consents[purpose].code if purpose in self._pack.consents else "")

    def _case(self, client: Client, opened: date) -> Case:
        rng = self._rng
        case = Case(id=self._id(opened), revision=1, client_id=client.id, opened=opened,
                    status=rng.choice(_OPEN))
        if rng.random() < 0.65:
            return case
        status, outcome = rng.choice(_ENDS)
        closed = opened + timedelta(days=rng.randrange((self._today - opened).days + 1))
        return Case(id=case.id, revision=1, client_id=client.id, opened=opened, closed=closed, status=status,
                    outcome=outcome, satisfaction=rng.choice((None, 3, 4, 5)))

    def _incident(self, client: Client, case: Case, violation: str, opened: date) -> Incident:
        rng = self._rng
        told = rng.choice(self._words.stories[violation])
        self.languages[told.language] += 1
        by = Involvement(perpetrator=told.by)
        act = Act(violation=violation, severity=rng.choice(tuple(Severity)),
                  involvements=(by,))
        happened = opened - timedelta(days=rng.randrange(0, 20))
        return Incident(
            id=self._id(opened), revision=1, client_id=client.id, case_id=case.id, narrative=told.story,
            occurred=PartialDate.on(happened, rng.choices(tuple(Precision), (70, 15, 5, 10))[0]),
            region=client.region, setting=told.place,
            grounds=tuple(rng.sample(self._grounds, rng.choice((1, 1, 2)))), acts=(act,),
            wishes=(rng.choice(tuple(Wish)),),
            sources=(Source(kind=SourceKind.PERSON), *rng.choice(((), (Source(kind=SourceKind.WITNESS),)))))

    def _note(self, client: Client, case: Case, day: date) -> Note:
        rng = self._rng
        return Note(id=self._id(day), revision=1, client_id=client.id, case_id=case.id,
                    kind=rng.choice(tuple(NoteKind)), written=_moment(day, rng),
                    minutes=rng.choice((10, 15, 20, 30, 40, 60)), text=rng.choice(self._words.notes))

    def _complaint(self, client: Client, case: Case, opened: date) -> Action:
        rng = self._rng
        return Action(id=self._id(opened), revision=1, client_id=client.id, case_id=case.id,
                      kind=rng.choice((ActionKind.CONSULTATION, ActionKind.COMPLAINT)), done_on=opened,
                      minutes=rng.choice((20, 30, 45, 90)), authority=rng.choice(self._words.authorities),
                      registration_no=str(rng.randrange(100, 999)))

    def _parties(self, case: Case, opened: date) -> Iterator[Party]:
        """One or two people who are somebody in the case."""
        rng = self._rng
        for role, remark in rng.sample(self._words.parties, rng.choice((1, 1, 2))):
            woman = rng.random() < 0.5
            given = rng.choice(self._words.women if woman else self._words.men)
            name = f"{rng.choice(self._words.family_names)[woman]} {given}"
            yield Party(id=self._id(opened), revision=1, case_id=case.id, role=PartyRole(role), name=name,
                        remarks=remark)

    def _deadline(self, client: Client, case: Case, violation: str) -> Iterator[Deadline]:
        channels = self._pack.channels_for((violation,), ())
        rules = [self._pack.rules[code] for channel in channels
                 for code in (*channel.rules, *channel.answer_rules)]
        near = [rule for rule in rules
                if rule.span is not None and rule.span.unit in _SHORT and rule.span.amount >= _LEAST]
        if not rules:
            return
        rule = self._rng.choice(near if near and self._rng.random() < 0.85 else rules)
        base = self._base(rule) if rule in near else self._today - timedelta(days=self._rng.randrange(0, 30))
        due = compute(rule, base, self._pack.is_day_off, self._pack.zone).due
        yield Deadline(id=self._id(base), revision=1, client_id=client.id, case_id=case.id, rule=rule.code,
                       whose=rule.whose, base=base, due=due, status=DeadlineStatus.OPEN)

    def _base(self, rule: Rule) -> date:
        """A day from which the limit ends soon; one of a body may be over."""
        ends = compute(rule, self._today, self._pack.is_day_off, self._pack.zone).due
        left = self._rng.randrange(-6 if rule.whose is Whose.BODY else 0, 24)
        runs = (ends - self._today).days if ends is not None else 0
        return self._today - timedelta(days=max(runs - left, 0))

    def _referral(self, client: Client, case: Case, day: date) -> Referral:
        if case.status.is_open:
            day = max(day, self._today - timedelta(days=self._rng.randrange(25)))
        steps = [StatusStep(status=ReferralStatus.DRAFT, on=day)]
        ended = (("sent", "refused"), ("sent", "acknowledged", "accepted", "done"))
        under_way = ((), ("sent",), ("sent", "acknowledged"), ("sent", "accepted"))
        way = self._rng.choice((*ended, *under_way) if case.status.is_open else ended)
        for status in way:
            day = min(self._today, day + timedelta(days=self._rng.randrange(0, 6)))
            steps.append(StatusStep(status=ReferralStatus(status), on=day, told_by="телефон",
                                    reason="нет мест" if status == "refused" else ""))
        return Referral(id=self._id(day), revision=1, client_id=client.id, case_id=case.id,
                        kind=ReferralKind.SERVICE, receiver=self._rng.choice(self._words.receivers),
                        steps=tuple(steps), status=steps[-1].status, since=day,
                        usual_days=self._rng.choice((2, 3, 5, 7)))


def _moment(day: date, rng: random.Random) -> datetime:
    return datetime.combine(day, time(rng.randrange(3, 12), rng.randrange(60)), tzinfo=UTC)
