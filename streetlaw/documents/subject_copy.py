"""Everything held about a person, on paper, for them: plain words, section by section."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from itertools import groupby

from reportlab.platypus import Flowable, Spacer

from streetlaw.documents.blocks import facts, section, table, title
from streetlaw.documents.frame import FOOT_HEIGHT, HEAD_HEIGHT, ConfidentialFrame, grouped
from streetlaw.documents.language import Language
from streetlaw.documents.page import render
from streetlaw.documents.style import CELL_LABEL, CELL_MONO, CELL_STRONG, QUIET, READING, paragraph
from streetlaw.domain.paper import Happened, Shared, SubjectCopy
from streetlaw.services.subject_copy import json_file
from streetlaw.services.telling import NOTHING, Telling
from streetlaw.services.withholding import HELD
from streetlaw.services.wording import ROLE
from streetlaw.translation import N_

LONGEST = 160
"""Characters of a value in the table of what happened; the machine-readable file has all of it."""

_SECTIONS = {
    "client": N_("About you"), "consent": N_("What you agreed to"), "case": N_("Your cases"),
    "party": N_("Other people in your cases"), "incident": N_("What happened"),
    "action": N_("What was done for you"), "note": N_("Notes"), "referral": N_("Where you were referred to"),
    "screening": N_("Checks of your right to legal aid"), "deadline": N_("Deadlines"),
    "attachment": N_("Files"), "review": N_("What the supervising attorney answered"),
}
_INTRODUCTION = (
    N_("This is everything kept about you here. You may ask to have something corrected, take a consent "
       "back, or have everything erased."),
    N_("What concerns other people was taken out. What you told about your health, your family or your "
       "private life is in here: keep this copy where nobody else reads it."),
)


def make(copy: SubjectCopy, language: str) -> bytes:
    """Return the copy as a PDF in that language: ky, ru or en (ValueError for another)."""
    return _CopyPaper(copy, Language(language)).make()


class _CopyPaper:
    """One copy in one language."""

    def __init__(self, copy: SubjectCopy, language: Language) -> None:
        self._copy = copy
        self._say = language
        self._tell = Telling(copy.pack, language.code)

    def make(self) -> bytes:
        say = self._say
        frame = ConfidentialFrame(
            language=say, audience=say(N_("Legal help. The person's own copy.")),
            subject=say(N_("{code} · everything kept, {date}")).format(
                code=self._copy.code, date=say.day(self._copy.prepared)),
            sha256=self._sha256())
        return render(self._flow, title=say(N_("Everything kept about you")), language=say.code,
                      decorate=frame, top=HEAD_HEIGHT, bottom=FOOT_HEIGHT)

    def _sha256(self) -> str:
        """The hash of the machine-readable copy in the same language, as it is written beside."""
        return sha256(json_file(self._copy, self._say.code)).hexdigest()

    def _flow(self) -> list[Flowable]:
        say, copy = self._say, self._copy
        flow = [*title(say(N_("Everything kept about you")), say.beside(N_("Everything kept about you"))),
                *facts([(say(N_("Person")), paragraph(copy.name or copy.code, CELL_STRONG)),
                        (say(N_("Code")), copy.code)],
                       [(say(N_("Prepared")), say.day(copy.prepared)),
                        (say(N_("Organisation")), copy.organisation or NOTHING)]),
                Spacer(0, 6), *(paragraph(say(text), READING) for text in _INTRODUCTION)]
        for kind, records in groupby(copy.records, key=lambda record: record.kind):
            flow += section(_SECTIONS[kind], say)
            for record in records:
                flow += self._record(kind, list(self._tell.parts(kind, record.values)))
        flow += self._files() + self._held_back() + self._shared() + self._history()
        return flow

    def _record(self, kind: str, parts: Sequence[tuple[str, str]]) -> list[Flowable]:
        rows = [(paragraph(label, CELL_LABEL), words) for label, words in parts]
        if not rows:
            return [paragraph(self._tell.kind(kind), QUIET)]
        return [*table(rows, (0.3, 0.7)), Spacer(0, 8)]

    def _files(self) -> list[Flowable]:
        if not self._copy.files:
            return []
        rows = [(str(file.number), file.name, paragraph(grouped(file.sha256, 20), CELL_MONO))
                for file in self._copy.files]
        head = [self._say(text) for text in (N_("No."), N_("Description"), N_("SHA-256, beginning"))]
        return [*section(N_("Numbers of the files beside this copy"), self._say),
                *table(rows, (0.08, 0.6, 0.32), head=head)]

    def _held_back(self) -> list[Flowable]:
        if not self._copy.held_back:
            return []
        said = self._say(N_("These passages concern somebody else. “{sign}” stands in their place."))
        rows = [(f"{self._tell.kind(one.kind)}: {self._tell.label(one.kind, one.field)}", one.reason)
                for one in self._copy.held_back]
        head = [self._say(text) for text in (N_("Where"), N_("Reason"))]
        return [*section(N_("What was held back"), self._say), paragraph(said.format(sign=HELD), QUIET),
                *table(rows, (0.4, 0.6), head=head)]

    def _shared(self) -> list[Flowable]:
        flow = section(N_("Who it was shared with"), self._say)
        if not self._copy.shared:
            nothing = N_("Nothing about you was sent to anybody from here.")
            return [*flow, paragraph(self._say(nothing), QUIET)]
        rows = [(self._when(one), self._who(one), self._what(one)) for one in self._copy.shared]
        return [*flow, *table(rows, (0.22, 0.42, 0.36))]

    def _when(self, shared: Shared) -> str:
        return self._tell.moment(shared.handled) if shared.handled else NOTHING

    def _who(self, shared: Shared) -> str:
        role = self._say(ROLE[shared.role] if shared.role else N_("somebody no longer in our list"))
        return ", ".join(part for part in (shared.name, role, shared.organisation) if part)

    def _what(self, shared: Shared) -> str:
        if shared.withdrawn:
            return self._say(N_("was asked to erase what they had"))
        return self._say(N_("got a summary of your case without your name") if shared.out
                         else N_("answered about your case"))

    def _history(self) -> list[Flowable]:
        rows = [(self._tell.moment(one.at), self._tell.done(one.name), self._changes(one))
                for one in self._copy.history]
        head = [self._say(text) for text in (N_("When"), N_("What was done"), N_("What changed"))]
        return [*section(N_("What was done with your data"), self._say),
                *table(rows, (0.2, 0.32, 0.48), head=head)]

    def _changes(self, one: Happened) -> str:
        kind = one.kind
        return "; ".join(
            f"{self._tell.label(kind, field)}: {self._short(kind, field, before)} → "
            f"{self._short(kind, field, after)}" for field, before, after in one.changes)

    def _short(self, kind: str, field: str, value: object) -> str:
        words = self._tell.value(kind, field, value)
        return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
