"""What gathers around the one case of the demo: people, files, contacts, a service, unfinished notes."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date, timedelta

from streetlaw.demo import files
from streetlaw.demo.words import words
from streetlaw.domain.action import Note, NoteKind
from streetlaw.domain.case import Case, Party, PartyRole
from streetlaw.domain.client import Client, Risk
from streetlaw.domain.incident import Act, Incident, Involvement, Severity, Source, SourceKind, Wish
from streetlaw.domain.record import PartialDate
from streetlaw.domain.referral import Referral, ReferralKind, ReferralStatus, StatusStep
from streetlaw.services.actions import save_note
from streetlaw.services.attachments import AttachFile, attach_file
from streetlaw.services.incidents import finish_incident
from streetlaw.services.parties import save_party
from streetlaw.services.ports import Vault
from streetlaw.translation import N_

_PEOPLE = (
    Party(role=PartyRole.ADVERSE, name="Кожобекова Асель", remarks="Регистратура, вторая смена"),
    Party(role=PartyRole.WITNESS, name="Бейшеева Гүлбарчын",
          remarks="Кошунасы, баарын уккан; жазууга макул"),
    Party(role=PartyRole.RELATIVE, name="Төлөгөнов Темирлан",
          remarks="Бир тууганы; ага эч нерсе айтпоо керек"),
    Party(role=PartyRole.OFFICIAL, name="Осмоналиев Б.", remarks="Заведующий, подписал отписку"),
)
"""Invented, like everybody here."""

_FILES: tuple[tuple[str, str, Callable[[], bytes]], ...] = (
    ("талон_на_приём.png", "image/png", files.sheet),
    ("разговор в регистратуре.wav", "audio/wav", files.recording),
)

_CONTACTS = (
    (NoteKind.CALL, 9, 15, 1), (NoteKind.MEETING, 6, 60, 2), (NoteKind.MESSAGE, 3, 5, 3),
)
"""Kind, days ago, minutes, which of the notes."""


def gather(lawyer: Vault, client: Client, case: Case) -> None:
    """Add all of it, as the lawyer would: one deed after the other."""
    for person in _PEOPLE:
        with lawyer.work() as work:
            save_party(work, _of(person, case))
    _happened_before(lawyer, client, case)
    for name, media_type, make in _FILES:
        with lawyer.work() as work:
            attach_file(work, AttachFile(client_id=client.id, case_id=case.id, name=name,
                                         media_type=media_type, source=io.BytesIO(make())))
    for kind, days, minutes, which in _CONTACTS:
        with lawyer.work() as work:
            save_note(work, Note(client_id=client.id, case_id=case.id, kind=kind, minutes=minutes,
                                 text=words().notes[which], written=work.now - timedelta(days=days)))
    _referred(lawyer, client, case)
    _begun(lawyer, client)


def _of(person: Party, case: Case) -> Party:
    return Party(case_id=case.id, role=person.role, name=person.name, phone=person.phone,
                 remarks=person.remarks)


def _happened_before(lawyer: Vault, client: Client, case: Case) -> None:
    told = words().stories["disclosure_health"][1]
    with lawyer.work() as work:
        finish_incident(work, Incident(
            client_id=client.id, case_id=case.id, region=client.region, narrative=told.story,
            occurred=PartialDate(f"{work.today - timedelta(days=70):%Y-%m}"), setting=told.place,
            grounds=("health",), sources=(Source(kind=SourceKind.PERSON),), wishes=(Wish.APOLOGY,),
            acts=(Act(violation="disclosure_health", severity=Severity.GRAVE,
                      involvements=(Involvement(perpetrator=told.by),)),)))


def _referred(lawyer: Vault, client: Client, case: Case) -> None:
    """To a service that takes longer than it usually does."""
    with lawyer.work() as work:
        sent = work.today - timedelta(days=9)
        work.add(Referral(
            client_id=client.id, case_id=case.id, kind=ReferralKind.SERVICE, receiver=words().receivers[2],
            status=ReferralStatus.SENT, since=sent, usual_days=3, steps=_steps(sent)))
        work.commit("referral.saved")


def _steps(sent: date) -> tuple[StatusStep, ...]:
    return (StatusStep(status=ReferralStatus.DRAFT, on=sent - timedelta(days=1)),
            StatusStep(status=ReferralStatus.SENT, on=sent, told_by="лично, карточка без имени"))


def _begun(lawyer: Vault, client: Client) -> None:
    """Two captures of the field that nobody has taken up yet."""
    field = {"title": N_("Quick capture"), "of": "", "text": words().stories["extortion"][1].story,
             "when": "today", "setting": "street", "urgency": Risk.RAISED}
    again = {"title": N_("{code}: quick capture"), "of": client.code, "code": client.code,
             "text": words().notes[2], "when": "today", "urgency": Risk.LOW, "keep_as": "note"}
    with lawyer.work() as work:
        for number, values in enumerate((field, again), 1):
            work.save_draft(f"capture/{number:032x}", json.dumps(values, ensure_ascii=False))
