"""Beside the timeline: the matter, the person behind the mask, and what the attorney remarked."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.review import Comment, Review, Verdict
from streetlaw.services import wording
from streetlaw.translation import gettext as _
from streetlaw.translation import translate
from streetlaw.ui import theme
from streetlaw.ui.cases.reading import NEW_CASE, Read
from streetlaw.ui.cases.words import labels, listed, opening
from streetlaw.ui.dates import day_full, partial_text
from streetlaw.ui.page import Page
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.mask import Masked
from streetlaw.ui.parts.rows import ButtonRow, KeyValues, ListRow
from streetlaw.ui.parts.status import status_label
from streetlaw.ui.parts.text import Text
from streetlaw.ui.route import Route


class AboutCard(Card):
    """What is known of the person; what tells who they are stays a bar until it is asked for."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("About the person"), note=_("visible when shown"))
        self._page = page
        self._client = Client()
        self._facts = KeyValues()
        self._masks: list[tuple[Masked, str]] = []
        edit = IconButton("pencil-simple", _("Edit the person's data"), kind="quiet")
        edit.clicked.connect(self._on_edit)
        self.add_action(edit)
        self.add(self._facts)
        page.desk.names.changed.connect(self.show_masks)

    def show_read(self, read: Read) -> None:
        """Show a client."""
        self._client = client = read.file.client
        pack = self._page.desk.pack
        self._facts.clear()
        self._masks = []
        self._mask(_("Born"), partial_text(client.birth_date), 72)
        self._mask(_("Telephone"), client.phone, 120)
        self._mask(_("Papers"), client.documents, 96)
        for label, listing, codes in (
            (_("Languages"), "tongues", client.languages),
            (_("Region"), "regions", (client.region,) if client.region else ()),
            (_("Groups"), "populations", client.populations),
        ):
            if codes:
                self._facts.add(label, labels(pack, listing, codes))
        if client.remarks:
            self._mask(_("Remarks"), client.remarks, 120)
        for gone in read.merged:
            earlier = Button(gone.code, kind="quiet", icon="clock-counter-clockwise")
            earlier.setAccessibleName(_("History of {code}, now part of this file").format(code=gone.code))
            earlier.clicked.connect(partial(self._on_earlier, gone.id))
            self._facts.add(_("Merged from"), earlier)
        self.show_masks()

    def show_masks(self) -> None:
        """Show the values behind the masks while they may be seen."""
        visible = bool(self._client.id) and self._page.desk.names.visible(self._client.id)
        for masked, value in self._masks:
            if visible:
                masked.reveal(value)
            else:
                masked.conceal()

    def _mask(self, label: str, value: str, length: int) -> None:
        if value:
            masked = Masked(length)  # type: ignore[arg-type]
            self._facts.add(label, masked)
            self._masks.append((masked, value))

    def _on_edit(self) -> None:
        self._page.navigator.go(Route("client", self._client.id, "person"))

    def _on_earlier(self, record_id: str) -> None:
        self._page.navigator.go(Route("history", record_id, extra={"kind": "client"}))


class CaseCard(Card):
    """The matter the page is about, and the client's other ones."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("The case"))
        self._page = page
        self._route = Route("client")
        self._edit = IconButton("pencil-simple", _("Edit the case"), kind="quiet")
        self._edit.clicked.connect(self._on_edit)
        self.add_action(self._edit)

    def show_read(self, read: Read) -> None:
        """Show a client's case."""
        client, case = read.file.client, read.case
        self._route = Route("client", client.id, "case", {"case": case.id if case else NEW_CASE})
        self.clear_rows()
        if case is None:
            begin = Button(_("Open a case"), icon="folder-plus")
            begin.clicked.connect(self._on_edit)
            self.add(_column(Text(_("No case yet: there is nothing to plan, to review or to print."), "hint",
                                  wrap=True), begin))
            return
        self.add_row(_column(self._facts(read, case)))
        for other in read.file.cases:
            if other.id != case.id:
                self.add_row(self._other(client.id, other))

    def _facts(self, read: Read, case: Case) -> KeyValues:
        facts = KeyValues()
        facts.add(_("Matter"), case.matter or "–")
        facts.add(_("Since"), day_full(case.opened) if case.opened else "–")
        facts.add(_("Attorney"), read.name_of(case.supervisor_id) or _("not chosen"))
        facts.add(_("Wish"), case.wish or _("not written down yet"))
        return facts

    def _other(self, client_id: str, case: Case) -> ButtonRow:
        note = listed((status_label("case", case.status), day_full(case.opened) if case.opened else ""))
        row = ButtonRow(case.matter or _("Another case"), note, leading=Glyph("folder", "text-2", 18))
        row.opened.connect(partial(self._page.navigator.go,
                                   Route("client", client_id, "overview", {"case": case.id})))
        return row

    def _on_edit(self) -> None:
        self._page.navigator.go(self._route)


class CommentsCard(Card):
    """What the attorney wrote in the last review; whether the case has changed since."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("The attorney's comments"))
        self._page = page

    def show_read(self, read: Read) -> None:
        """Show the latest review of each case; no card without any."""
        reviews = [review for review in read.file.reviews
                   if read.case is None or review.case_id == read.case.id][:1]
        self.setVisible(bool(reviews))
        self.clear_rows()
        self.set_count(None)
        for review in reviews:
            self._show(read, review)

    def _show(self, read: Read, review: Review) -> None:
        self.set_count(len(review.comments) or None)
        signed = review.verdict is Verdict.SIGNED_OFF
        badge = Badge(_("Signed off"), "success", "check-circle") if signed \
            else Badge(_("Returned"), "review", "chat-centered-text")
        day = day_full(review.received_on) if review.received_on else ""
        self.add_row(ListRow(read.name_of(review.reviewer_id), day, trailing=badge))
        if review.outdated or _changed_since(read, review):
            self.add_row(ListRow(_("The case changed after the request"),
                                 _("The comments are about an older version."), wrap=True,
                                 leading=Glyph("warning-circle", "warning", 18)))
        for comment in review.comments:
            self.add_row(_comment(comment))
        for task in review.tasks:
            self.add_row(ListRow(task, _("asked of you"), wrap=True,
                                 leading=Glyph("check-square", "text-2", 18)))


def _changed_since(read: Read, review: Review) -> bool:
    case = next((case for case in read.file.cases if case.id == review.case_id), None)
    return case is not None and case.revision > review.record_revision > 0


def _comment(comment: Comment) -> ListRow:
    field = wording.REVIEWED.get(comment.field)
    note = listed((opening(translate(field)) if field else comment.field,
                   _("must be put right") if comment.must_fix and not comment.settled else "",
                   _("settled") if comment.settled else ""))
    return ListRow(f"«{comment.text}»", note, wrap=True,
                   leading=Glyph("chat-centered-text", "review" if not comment.settled else "text-3", 18))


def _column(*widgets: QWidget) -> QWidget:
    px = theme.current().px
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(px(12), px(12), px(12), px(12))
    column.setSpacing(px(8))
    for widget in widgets:
        column.addWidget(widget)
    return held

