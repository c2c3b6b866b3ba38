"""The summary of one case on paper, for the person, the lawyer's file or a supervising attorney."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, Paragraph, Spacer

from streetlaw.documents.blocks import Cell, facts, section, table, title
from streetlaw.documents.frame import FOOT_HEIGHT, HEAD_HEIGHT, ConfidentialFrame, grouped
from streetlaw.documents.language import Language
from streetlaw.documents.page import render
from streetlaw.documents.style import CELL_MONO, CELL_STRONG, QUIET, READING, paragraph, paragraphs
from streetlaw.domain.action import Action, Attachment
from streetlaw.domain.consent import Consent
from streetlaw.domain.deadline import Deadline
from streetlaw.domain.fact import Freshness
from streetlaw.domain.incident import Act, Incident, Involvement, Wish
from streetlaw.domain.law import Norm
from streetlaw.domain.paper import CaseSummary, LeftOut, Recipient
from streetlaw.services.wording import (
    ACTION,
    ANSWER,
    CONSENT,
    DEADLINE,
    EVIDENCE,
    INVOLVEMENT,
    PURPOSE,
    ROLE,
    SEVERITY,
    SOURCE,
    VERIFICATION,
    WHOSE,
    WISH,
)
from streetlaw.translation import N_

_AUDIENCE = {
    Recipient.CLIENT: N_("Legal help. The person's own copy."),
    Recipient.FILE: N_("Legal help. For the lawyer's own file."),
    Recipient.TRUSTED: N_("Legal help. Only for the named recipient."),
}
_READER = {
    Recipient.CLIENT: N_("the person themself"),
    Recipient.FILE: N_("the lawyer's own file"),
}

_LEFT_OUT = {
    LeftOut.NOT_AGREED: N_("Not covered by the person's consent."),
    LeftOut.OWN_WORDS: N_("Said in the person's own words, which stay with the lawyer."),
}


def make(summary: CaseSummary, language: str) -> bytes:
    """Return the summary as a PDF in that language: ky, ru or en (ValueError for another)."""
    return _CaseSummaryPaper(summary, Language(language)).make()


class _CaseSummaryPaper:
    """One summary in one language, section by section."""

    def __init__(self, summary: CaseSummary, language: Language) -> None:
        self._summary = summary
        self._say = language

    def make(self) -> bytes:
        say, summary = self._say, self._summary
        subject = say(N_("Case {code} · revision {revision} · {names}")).format(
            code=summary.code, revision=summary.revision, names=self._names()
        )
        frame = ConfidentialFrame(
            language=say,
            audience=say(_AUDIENCE[summary.recipient]),
            subject=subject,
            sha256=summary.record_sha256,
        )
        return render(
            self._flow,
            title=say(N_("Case summary")),
            language=say.code,
            decorate=frame,
            top=HEAD_HEIGHT,
            bottom=FOOT_HEIGHT,
        )

    def _names(self) -> str:
        if self._summary.name:
            return self._say(N_("with the person's name"))
        if self._summary.recipient is Recipient.TRUSTED:
            return self._say(N_("names and contacts not included"))
        return self._say(N_("without the person's name, in their own words"))

    def _flow(self) -> list[Flowable]:
        say, summary = self._say, self._summary
        heading = say(N_("Summary of case {code}")).format(code=summary.code)
        flow = [*title(heading, say.beside(N_("Case summary"))), *self._facts()]
        flow += self._section(N_("What happened"), "incidents", self._what_happened())
        flow += self._section(N_("Rights affected"), "incidents", self._rights())
        flow += self._section(N_("Steps taken"), "actions", self._steps())
        flow += self._section(N_("Deadlines"), "deadlines", self._deadlines())
        flow += self._section(N_("Evidence"), "evidence", self._evidence())
        flow += self._section(N_("What the person wants"), "wish", self._wishes())
        if summary.recipient is not Recipient.TRUSTED:
            flow += self._section(N_("Consents"), "consents", self._consents())
        return flow

    def _section(self, heading: str, part: str, content: Sequence[Flowable]) -> list[Flowable]:
        """A section; an empty one says why it is empty."""
        if content:
            return [*section(heading, self._say), *content]
        left_out = self._summary.left_out.get(part)
        why = _LEFT_OUT[left_out] if left_out else N_("Nothing recorded.")
        return [*section(heading, self._say), paragraph(self._say(why), QUIET)]

    # ── Facts at the top ──────────────────────────────────────────────────────────────────────────────────

    def _facts(self) -> list[Flowable]:
        say, summary = self._say, self._summary
        left: list[tuple[str, Cell]] = [(say(N_("Prepared")), say.day(summary.prepared))]
        if summary.author:
            left.append((say(N_("Prepared by")), say(ROLE[summary.author])))
        if summary.region:
            left.append((say(N_("Region")), self._label("regions", summary.region)))
        right: list[tuple[str, Cell]] = [
            (say(N_("For whom")), self._reader()),
            (say(N_("Consent")), self._consent(summary.consent)),
            (say(N_("Next deadline")), paragraph(self._next_deadline(), CELL_STRONG)),
        ]
        if summary.name:
            left.insert(0, (say(N_("Person")), paragraph(summary.name, CELL_STRONG)))
        return facts(left, right)

    def _reader(self) -> str:
        if self._summary.reader:
            return self._say(ROLE[self._summary.reader])
        return self._say(_READER[self._summary.recipient])

    def _consent(self, consent: Consent | None) -> str:
        if consent is None:
            return self._say(N_("not needed: it is not handed on"))
        return f"{self._answered(consent)}, {self._say(PURPOSE[consent.purpose])}"

    def _next_deadline(self) -> str:
        if "deadlines" in self._summary.left_out:
            return "—"
        deadline = self._summary.next_deadline
        if deadline is None:
            return self._say(N_("none running"))
        if deadline.due is None:
            return self._say(N_("time limit not verified"))
        return self._say.weekday(deadline.due)

    # ── Sections ──────────────────────────────────────────────────────────────────────────────────────────

    def _what_happened(self) -> list[Flowable]:
        flow: list[Flowable] = list(paragraphs(self._summary.account, READING))
        for incident in self._summary.incidents:
            flow.append(paragraph(self._circumstances(incident), QUIET))
            flow += paragraphs(incident.narrative, READING)
            if incident.harm:
                harm = self._say(N_("Harm: {text}")).format(text=incident.harm)
                flow += paragraphs(harm, READING)
            rows = [self._act(act) for act in incident.acts]
            head = (N_("What was done"), N_("Who is alleged to have done it"), N_("How grave"))
            flow += [*table(rows, (0.46, 0.42, 0.12), head=[self._say(h) for h in head]), Spacer(0, 6)]
        return flow

    def _circumstances(self, incident: Incident) -> str:
        """Date, place, grounds, whose words: one line."""
        region = self._label("regions", incident.region) if incident.region else ""
        setting = self._label("settings", incident.setting) if incident.setting else ""
        grounds = ", ".join(self._label("grounds", code) for code in incident.grounds)
        if grounds:
            grounds = self._say(N_("ground: {grounds}")).format(grounds=grounds)
        sources = dict.fromkeys(self._say(SOURCE[source.kind]) for source in incident.sources)
        verified = self._say(VERIFICATION[incident.verification])
        when = self._say.partial(incident.occurred)
        parts = (when, region, setting, incident.place, grounds, *sources, verified)
        return "\u00a0· ".join(part for part in parts if part)

    def _act(self, act: Act) -> tuple[Cell, ...]:
        alleged = [self._alleged(involvement) for involvement in act.involvements]
        what = _joined(self._label("violations", act.violation), act.note)
        return what, "; ".join(alleged) or "—", self._say(SEVERITY[act.severity])

    def _alleged(self, involvement: Involvement) -> str:
        who = _joined(self._label("perpetrators", involvement.perpetrator), involvement.unit)
        return f"{who} ({self._say(INVOLVEMENT[involvement.role])})"

    def _rights(self) -> list[Flowable]:
        say, pack = self._say, self._summary.pack
        rows = [(pack.cite(norm.cite, say.code), norm.name(say.code), self._checked(norm))
                for norm in self._summary.norms]  # fmt: skip
        head = (N_("Norm"), N_("What it says"), N_("Checked on"))
        return table(rows, (0.3, 0.48, 0.22), head=[say(h) for h in head])

    def _checked(self, norm: Norm) -> str:
        """When the norm was read, and whether it has to be checked before it is used."""
        when = norm.fact.as_of
        day = self._say.short_partial(when) if when else ""
        if norm.fact.old_law:
            return _joined(day, self._say(N_("old law: check")))
        if norm.fact.freshness(self._summary.prepared) is not Freshness.FRESH:
            return _joined(day, self._say(N_("verify before use")))
        return day

    def _steps(self) -> list[Flowable]:
        rows = [
            (self._say.short_day(action.done_on), self._step(action), self._answer(action))
            for action in self._summary.actions
        ]
        return table(rows, (0.16, 0.56, 0.28))

    def _step(self, action: Action) -> str:
        to = action.authority or (self._label("channels", action.channel) if action.channel else "")
        number = action.registration_no
        if number:
            number = self._say(N_("registered No. {number}")).format(number=number)
        return _joined(self._say(ACTION[action.kind]), to, number, action.remarks)

    def _answer(self, action: Action) -> str:
        if action.answer:
            day = self._say.short_day(action.answered_on) if action.answered_on else ""
            return _joined(self._say(ANSWER[action.answer]), day)
        if action.answer_due is None:
            return ""
        return self._say(N_("answer due {date}")).format(date=self._say.short_day(action.answer_due))

    def _deadlines(self) -> list[Flowable]:
        rows = [
            (self._last_day(deadline), self._limit(deadline), self._say(DEADLINE[deadline.status]))
            for deadline in self._summary.deadlines
        ]
        return table(rows, (0.24, 0.52, 0.24))

    def _last_day(self, deadline: Deadline) -> str:
        if deadline.due_at is not None:
            there = deadline.due_at.astimezone(self._summary.pack.zone)
            return f"{self._say.short_day(there.date())}, {there:%H:%M}"
        return self._say.short_day(deadline.due) if deadline.due else self._say(N_("time limit not verified"))

    def _limit(self, deadline: Deadline) -> str:
        named = self._label("rules", deadline.rule) if deadline.rule else deadline.title
        return _joined(named or self._say(N_("other deadline")), self._say(WHOSE[deadline.whose]))

    def _evidence(self) -> list[Flowable]:
        zone = self._summary.pack.zone
        rows = [
            (
                str(number),
                self._description(file),
                self._say.short_day(file.captured.astimezone(zone).date() if file.captured else None),
                paragraph(grouped(file.sha256, 20), CELL_MONO),
            )
            for number, file in enumerate(self._summary.evidence, start=1)
        ]
        head = (N_("No."), N_("Description"), N_("Added"), N_("SHA-256, beginning"))
        return table(rows, (0.06, 0.46, 0.18, 0.3), head=[self._say(h) for h in head])

    def _description(self, file: Attachment) -> str:
        kind = file.media_type.partition("/")[0]
        return file.name or self._say(EVIDENCE.get(kind, EVIDENCE["application"]))

    def _wishes(self) -> list[Paragraph]:
        listed = [self._say(WISH[Wish(wish)]) if wish in set(Wish) else wish for wish in self._summary.wishes]
        coded = [paragraph("; ".join(listed), READING)] if listed else []
        return coded + paragraphs(self._summary.wish, READING)

    def _consents(self) -> list[Flowable]:
        rows = [(self._say(PURPOSE[c.purpose]), self._answered(c)) for c in self._summary.consents]
        return table(rows, (0.62, 0.38))

    def _answered(self, consent: Consent) -> str:
        day = self._say.short_day(consent.withdrawn_on or consent.answered_on)
        said = self._say(CONSENT[consent.state]).format(date=day)
        if consent.expires_on is None:
            return said
        until = self._say(N_("until {date}")).format(date=self._say.short_day(consent.expires_on))
        return _joined(said, until)

    def _label(self, listed: str, code: str) -> str:
        return self._summary.pack.label(listed, code, self._say.code)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
