"""One client with a whole case around them, as the pictures of the client page tell it. All invented."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from streetlaw.domain.action import Action, ActionKind, Answer, Attachment, Note, NoteKind
from streetlaw.domain.case import Case, CaseStatus
from streetlaw.domain.client import Client, Gender, Residence, Risk, SafeContact
from streetlaw.domain.code import code
from streetlaw.domain.consent import Consent, ConsentState, Purpose
from streetlaw.domain.deadline import Deadline, Whose, compute
from streetlaw.domain.incident import (
    Act,
    Incident,
    Involvement,
    Severity,
    Source,
    SourceKind,
    Verification,
    Wish,
)
from streetlaw.domain.pack import Pack
from streetlaw.domain.profile import Role, TrustedPerson
from streetlaw.domain.record import PartialDate, Record
from streetlaw.domain.referral import Referral, ReferralKind, ReferralStatus, StatusStep
from streetlaw.domain.review import Comment, Review, Verdict
from streetlaw.services.attachments import AttachFile, attach_file
from streetlaw.services.ports import Vault
from tests.ui.cases import files_made

CLIENT, CASE, COUNSEL = "c" * 32, "ca" * 16, "at" * 16
CODE = code(4172)

PICTURE = files_made.picture("PNG")
"""A small picture."""


def fill(vault: Vault, *, files: bool = True) -> None:
    """Put the story into a vault that has an owner."""
    with vault.work() as work:
        for record in records(work.pack, work.today):
            work.add(record)
        work.commit("story")
    if files:
        attach(vault, "запись разговора.txt", "text/plain", "Разговор у окна регистратуры.".encode())
        attach(vault, "ответ, вх. 318.png", "image/png", PICTURE)


def attach(vault: Vault, name: str, media_type: str, content: bytes) -> Attachment:
    """Keep a file as evidence of the case."""
    with vault.work() as work:
        return attach_file(work, AttachFile(client_id=CLIENT, case_id=CASE, name=name, media_type=media_type,
                                            source=io.BytesIO(content))).the(Attachment)


def records(pack: Pack, today: date) -> Sequence[Record]:
    """All records of the story but its files."""
    comment = Comment(field="incidents.quarter", must_fix=True, at=_at(today, 3),
                      text="Уточните, кто составил протокол и когда выдали копию")
    review = Review(id="re" * 16, case_id=CASE, reviewer_id=COUNSEL, verdict=Verdict.RETURNED, outdated=True,
                    record_revision=1, received_on=today - timedelta(days=3), comments=(comment,))
    return (*_people(pack, today), *_consents(today), *_incidents(pack, today), *_work(today),
            *_referrals(today), *_deadlines(pack, today), review)


def _people(pack: Pack, today: date) -> tuple[Record, ...]:
    opened = today - timedelta(days=27)
    return (
        TrustedPerson(id=COUNSEL, name="Counsel A.", role=Role.SUPERVISOR, verified_on=today),
        Client(id=CLIENT, code=CODE, named=True, family_name="Токтоматова", given_name="Айгуль",
               birth_date=PartialDate("1990-05-03"), gender=Gender.WOMAN, phone="0700 123456",
               residence=Residence.CITIZEN, languages=("ky", "ru"), risk=Risk.RAISED,
               region=pack.regions_in("")[0].code, opened=opened, last_contact=today,
               safe_contact=SafeContact(when="Звонить только после 18:00",
                                        never_say="Не оставлять сообщений, SMS не отправлять")),
        Case(id=CASE, client_id=CLIENT, matter="Отказ в медицинской помощи", status=CaseStatus.WAITING,
             opened=opened, supervisor_id=COUNSEL, wish="Сначала жалоба, потом суд",
             summary_for_counsel="The clinic refused to see the person and gave no reason."),
    )


def _consents(today: date) -> tuple[Record, ...]:
    said = today - timedelta(days=27)
    return tuple(
        Consent(id=f"{number:032x}", client_id=CLIENT, purpose=purpose, state=state, how="oral",
                language="ru", answered_on=said, text_version=f"kg-{purpose.value}-1")
        for number, (purpose, state) in enumerate((
            (Purpose.KEEP_CASE, ConsentState.GIVEN), (Purpose.SUPERVISOR, ConsentState.GIVEN),
            (Purpose.REFER, ConsentState.GIVEN), (Purpose.STATISTICS, ConsentState.REFUSED)), start=1))


def _incidents(pack: Pack, today: date) -> tuple[Record, ...]:
    violations, officials = list(pack.violations), [p.code for p in pack.perpetrators.values() if p.official]
    ground, setting = next(iter(pack.grounds)), next(iter(pack.settings))
    first = Incident(
        id="1" * 32, client_id=CLIENT, case_id=CASE, occurred=PartialDate.on(today - timedelta(days=29)),
        region=pack.regions_in("")[0].code, setting=setting, grounds=(ground,),
        narrative="В регистратуре отказали.",
        acts=(Act(violation=violations[0], severity=Severity.GRAVE,
                  involvements=(Involvement(perpetrator=officials[0]),)),),
        sources=(Source(kind=SourceKind.PERSON), Source(kind=SourceKind.WITNESS)),
        wishes=(Wish.COMPLAINT.value,), verification=Verification.CORROBORATED)
    second = Incident(id="2" * 32, client_id=CLIENT, case_id=CASE, occurred=PartialDate("2026-10"),
                      acts=(Act(violation=violations[1]),))
    return first, second


def _work(today: date) -> tuple[Record, ...]:
    return (
        Action(id="a1" * 16, client_id=CLIENT, case_id=CASE, kind=ActionKind.COMPLAINT, minutes=90,
               done_on=today - timedelta(days=22), authority="ЦСМ № 9", registration_no="318",
               answer_due=today - timedelta(days=4)),
        Action(id="a2" * 16, client_id=CLIENT, case_id=CASE, kind=ActionKind.CONSULTATION, minutes=30,
               done_on=today - timedelta(days=20), answer=Answer.NONE),
        Note(id="b1" * 16, client_id=CLIENT, case_id=CASE, kind=NoteKind.MEETING, written=_at(today, 5),
             minutes=40, text="Обсудили варианты: жалоба выше или суд. Человек хочет сначала жалобу."),
        Note(id="b2" * 16, client_id=CLIENT, case_id=CASE, kind=NoteKind.CALL, written=_at(today, 12),
             minutes=10, text="Договорились о встрече. Решение записано с его слов."),
    )


def _referrals(today: date) -> tuple[Record, ...]:
    sent = today - timedelta(days=9)
    steps = (StatusStep(status=ReferralStatus.DRAFT, on=sent),
             StatusStep(status=ReferralStatus.SENT, on=sent, told_by="передано лично"))
    return (Referral(id="d" * 32, client_id=CLIENT, case_id=CASE, kind=ReferralKind.SERVICE,
                     receiver="Дневной стационар «Тянь-Шань»", short_name="Комната 12", steps=steps,
                     status=ReferralStatus.SENT, since=sent, usual_days=3),)


def _deadlines(pack: Pack, today: date) -> tuple[Record, ...]:
    rule = next(rule for rule in pack.rules.values() if rule.span is not None and rule.whose is Whose.BODY)
    base = today - timedelta(days=22)
    due = compute(rule, base, pack.is_day_off, pack.zone).due
    return (
        Deadline(id="e1" * 16, client_id=CLIENT, case_id=CASE, rule=rule.code, whose=rule.whose, base=base,
                 due=min(due or today, today - timedelta(days=2))),
        Deadline(id="e2" * 16, client_id=CLIENT, case_id=CASE, title="Копия выписки, заверить",
                 due=today + timedelta(days=2)),
    )


def _at(today: date, days_before: int) -> datetime:
    day = today - timedelta(days=days_before)
    return datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC)
