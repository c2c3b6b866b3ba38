"""The timeline of a client, drawn from all their records, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain

from streetlaw.domain.action import Action, Attachment, Note
from streetlaw.domain.case import Case
from streetlaw.domain.consent import Consent, ConsentState
from streetlaw.domain.deadline import Deadline, DeadlineStatus, Urgency, urgency
from streetlaw.domain.incident import Incident
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import Precision
from streetlaw.domain.referral import Referral, StatusStep
from streetlaw.domain.review import Review, Verdict
from streetlaw.services import wording
from streetlaw.services.attachments import found_intact
from streetlaw.services.cases import ClientFile
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext, translate
from streetlaw.ui.cases.words import hash_text, labels, listed, minutes_text, opening
from streetlaw.ui.consents import purpose_label
from streetlaw.ui.dates import day_full, day_text, partial_text
from streetlaw.ui.deadlines import deadline_note, deadline_title, restore_text
from streetlaw.ui.parts.status import status
from streetlaw.ui.receivers import receiver_in_full
from streetlaw.ui.tokens import ToneName

DEADLINES, DOCUMENTS, CONTACTS = "deadlines", "documents", "contacts"

_NOTE_ICONS = {"meeting": "chat-centered-text", "call": "phone-call", "message": "envelope-simple",
               "observation": "eye"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened: `badge` is a state as (group, key), `group` the filter it answers to."""

    day: date
    title: str
    text: str = ""
    icon: str
    tone: ToneName = "neutral"
    badge: tuple[str, str] | None = None
    group: str = ""
    shown_day: str = ""
    id: str = ""

    @property
    def when(self) -> str:
        """The day as the timeline writes it."""
        return self.shown_day or day_text(self.day)


def events(file: ClientFile, pack: Pack, today: date) -> list[Event]:
    """Everything that happened, the latest first."""
    teller = _Teller(file, pack, today)
    told = (replace(event, shown_day=event.shown_day or day_text(event.day, today)) for event in teller.all())
    return sorted(told, key=lambda event: (event.day, event.id), reverse=True)


class _Teller:
    """Tells of each kind of record in one line and a sentence."""

    def __init__(self, file: ClientFile, pack: Pack, today: date) -> None:
        self._file, self._pack, self._today = file, pack, today

    def all(self) -> Iterator[Event]:
        file = self._file
        if file.client.opened:
            yield Event(day=file.client.opened, title=_("First contact"), icon="user-plus", group=CONTACTS,
                        text=_("The file was opened."))
        yield from map(self._incident, file.incidents)
        for referral in file.referrals:
            shown = referral.steps[1:] or referral.steps
            yield from (self._step(referral, step) for step in shown)
        yield from chain.from_iterable(chain(
            map(self._withdrawn, file.consents), map(self._note, file.notes), map(self._action, file.actions),
            map(self._attachment, file.attachments), map(self._deadline, file.deadlines),
            map(self._review, file.reviews), map(self._end, file.cases)))

    def _end(self, case: Case) -> Iterator[Event]:
        if case.closed and not case.status.is_open:
            shown = status("case", case.status)
            yield Event(day=case.closed, title=_("The case was closed"), icon=shown.icon, tone=shown.tone,
                        badge=("case", case.status), id=case.id,
                        text=opening(translate(wording.OUTCOME[case.outcome])) if case.outcome else "")

    def _withdrawn(self, consent: Consent) -> Iterator[Event]:
        if consent.state is ConsentState.WITHDRAWN and consent.withdrawn_on:
            yield Event(day=consent.withdrawn_on, title=_("A consent was taken back"), icon="arrow-u-up-left",
                        text=opening(purpose_label(consent.purpose)), tone="warning", id=consent.id,
                        group=CONTACTS)

    def _incident(self, incident: Incident) -> Event:
        happened, pack = incident.occurred, self._file.packs[incident.jurisdiction]
        done = labels(pack, "violations", [act.violation for act in incident.acts])
        where = listed((labels(pack, "regions", [incident.region] if incident.region else []),
                        labels(pack, "settings", [incident.setting] if incident.setting else [])), ", ")
        sources = [translate(wording.SOURCE[source.kind]) for source in incident.sources]
        exact = happened is not None and happened.precision is Precision.DAY
        told = [
            "" if exact or happened is None else opening(partial_text(happened)),
            _("Place: {place}").format(place=where) if where else "",
            _("Ground: {grounds}").format(grounds=labels(pack, "grounds", incident.grounds))
            if incident.grounds else "",
            opening(", ".join(sources)),
        ]
        return Event(
            day=happened.first if happened else self._file.client.opened or self._today,
            shown_day="" if exact else "≈", text=_sentences(told), icon="warning-octagon", tone="warning",
            title=_("Incident: {acts}").format(acts=done or _("not described yet")), id=incident.id)

    def _note(self, note: Note) -> Iterator[Event]:
        if note.written:
            kind = opening(translate(wording.NOTE[note.kind]))
            yield Event(day=self._day(note.written), icon=_NOTE_ICONS[note.kind], text=note.text, id=note.id,
                        group=CONTACTS,
                        title=listed((kind, minutes_text(note.minutes) if note.minutes else ""), ", "))

    def _action(self, action: Action) -> Iterator[Event]:
        if action.done_on is None:
            return
        kind = opening(translate(wording.ACTION[action.kind]))
        channel = labels(self._pack, "channels", [action.channel] if action.channel else [])
        filed = bool(action.authority or channel)
        told = [
            channel if action.authority else "",
            _("Registered No. {number}").format(number=action.registration_no)
            if action.registration_no else "",
            _("Answer due {day}").format(day=day_full(action.answer_due)) if action.answer_due else "",
            minutes_text(action.minutes) if action.minutes else "", action.remarks,
        ]
        yield Event(day=action.done_on, title=listed((kind, action.authority or channel), ": "), id=action.id,
                    text=_sentences(told), icon="paper-plane-tilt" if filed else "briefcase", tone="accent",
                    group=CONTACTS if not filed else DOCUMENTS)
        if action.answered_on:
            answer = translate(wording.ANSWER[action.answer]) if action.answer else ""
            yield Event(day=action.answered_on, icon="envelope", tone="info", group=DOCUMENTS,
                        id=f"{action.id}~", text=opening(answer),
                        title=_("Answer: {authority}").format(authority=action.authority or channel or kind))

    def _step(self, referral: Referral, step: StatusStep) -> Event:
        shown = status("referral", step.status)
        told = [_("Told by: {who}").format(who=step.told_by) if step.told_by else "", step.reason]
        return Event(day=step.on, title=_("Referral: {receiver}").format(
                         receiver=receiver_in_full(referral, self._pack)),
                     icon="path", tone=shown.tone, badge=("referral", step.status),
                     text=_sentences(told), group=CONTACTS,
                     id=f"{referral.id}{referral.steps.index(step):03d}")

    def _attachment(self, file: Attachment) -> Iterator[Event]:
        if file.captured:
            seen = found_intact(file)
            told = [_("Hash kept when added: {hash}").format(hash=hash_text(file.sha256)),
                    _("Last checked {day}").format(day=day_full(self._day(seen.at))) if seen else ""]
            yield Event(day=self._day(file.captured), title=_("Evidence: {name}").format(name=file.name),
                        icon="paperclip", text=_sentences(told), group=DOCUMENTS,
                        id=file.id)

    def _deadline(self, deadline: Deadline) -> Iterator[Event]:
        near = urgency(deadline, self._today)
        pack = self._file.packs[deadline.jurisdiction]
        title = deadline_title(deadline, pack)
        note = _sentences([opening(deadline_note(deadline, pack)),
                           restore_text(deadline, pack, self._today)])
        if near is Urgency.OVERDUE and deadline.due:
            yield Event(day=deadline.due, title=title, text=note, icon="warning-circle", tone="danger",
                        badge=("deadline", near), group=DEADLINES, id=deadline.id)
        elif deadline.status is DeadlineStatus.MET and deadline.settled_on:
            yield Event(day=deadline.settled_on, title=title, text=note, icon="check-circle", tone="success",
                        badge=("deadline", "met"), group=DEADLINES, id=deadline.id)

    def _review(self, review: Review) -> Iterator[Event]:
        if review.received_on is None:
            return
        count = len(review.comments)
        text = ngettext("{n} comment", "{n} comments", count).format(n=count) if count else ""
        title = _("The attorney signed off") if review.verdict is Verdict.SIGNED_OFF \
            else _("The attorney returned the case")
        outdated = _("The case had changed since the request") if review.outdated else ""
        yield Event(day=review.received_on, title=title, icon="chats-circle", tone="review", id=review.id,
                    text=_sentences([text, outdated]), group=CONTACTS)

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self._pack.zone).date()


def _sentences(parts: list[str]) -> str:
    """Each part as a sentence of its own."""
    return " ".join(part if part[-1:] in ".!?…" else f"{part}." for part in parts if part)


