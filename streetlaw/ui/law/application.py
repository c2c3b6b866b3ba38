"""The pane of the application: the true paper, the ground to apply by, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.domain.eligibility import CategoryResult, Entitlement
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.paper import LegalAidApplication
from streetlaw.services import wording
from streetlaw.services.barriers import can_be_noted
from streetlaw.services.printing import Papers
from streetlaw.services.trail import application_made
from streetlaw.translation import gettext as _
from streetlaw.translation import language, translate
from streetlaw.ui import files, theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.law.paper_view import PaperView
from streetlaw.ui.law.words import listed, result_name
from streetlaw.ui.messages import sentence
from streetlaw.ui.parts import dialog
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.elided_box import ElidedBox
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.parts.text import Text

LANGUAGES = (("ru", "RU"), ("ky", "KY"))
"""Languages an office takes an application in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the pane is for: the client's code ("" = nobody), their consent, and the stored referral's id."""

    code: str = ""
    client_id: str = ""
    refer: str = ""
    referral_id: str = ""

    @property
    def agreed(self) -> bool:
        """True when the person agreed to be referred to the authority."""
        return self.refer == "given"


class ApplicationPane(QFrame):
    """The paper as it will be. Names stand in it only while they are shown elsewhere too."""

    refer_wanted = Signal()
    referral_wanted = Signal()
    consent_wanted = Signal()
    no_lawyer_wanted = Signal()
    intake_wanted = Signal()
    ground_chosen = Signal(str)
    saved = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("kind", "sunken")
        self._desk = desk
        self._standing = Standing()
        self._application: LegalAidApplication | None = None
        self._turn = 0
        self._choices: list[str] = []
        self._make()
        self._lay_out()
        self._connect()

    # ── Showing ──────────────────────────────────────────────────────────────────────────────────────────

    def show_standing(self, standing: Standing) -> None:
        """Show what can be done for this person."""
        self._standing = standing
        stored = bool(standing.referral_id)
        self.refer.setVisible(bool(standing.code) and not stored)
        self.open_it.setVisible(stored)
        self.intake.setVisible(not standing.code)
        self.no_lawyer.setVisible(bool(standing.code) and not stored and can_be_noted(self._desk.pack))
        self._show_ground(stored)
        self._show_notice()
        self._offer()

    def show_grounds(self, results: Sequence[CategoryResult], chosen: str) -> str:
        """Offer the categories one may apply by, and return the one chosen; "" when there is none."""
        codes = [result.category for result in results]
        if codes != self._choices:
            self._choices = codes
            self.ground.blockSignals(True)
            self.ground.clear()
            for result in results:
                unclear = translate(wording.ENTITLEMENT[result.answer]) \
                    if result.answer is Entitlement.UNKNOWN else ""
                name = listed(result_name(self._desk.pack, result), unclear)
                self.ground.addItem(name, result.category)
            self.ground.blockSignals(False)
        self.ground.blockSignals(True)
        self.ground.setCurrentIndex(max(0, self.ground.findData(chosen)) if codes else -1)
        self.ground.blockSignals(False)
        self._show_ground(bool(self._standing.referral_id))
        return str(self.ground.currentData() or "")

    def show_application(self, application: LegalAidApplication | None) -> None:
        """Draw a paper; None puts it away."""
        self._application = application
        self._offer()
        self.draw()

    def show_refusal(self, error: StreetLawError, instead: LegalAidApplication | None = None) -> None:
        """Say why the paper may not leave; it can be looked at, without a name, when there is one."""
        self.show_application(instead)
        self.pdf.setVisible(False)
        self.notice.show_message(sentence(error), "warning")
        self.notice.setVisible(True)
        self.ask.setVisible(error.code.startswith("consent."))

    def draw(self) -> None:
        """Make the paper anew, with the name only while names are shown."""
        self._turn += 1
        if self._application is None:
            self.paper.clear()
            return
        shown = self._application
        if not self._desk.names.visible(self._standing.client_id):
            shown = replace(shown, name="")
        turn = self._turn

        def land(content: bytes) -> None:
            if turn == self._turn:
                self.paper.show_paper(content)
        self._make_paper(shown, land)

    def _make_paper(self, application: LegalAidApplication, done: Callable[[bytes], object]) -> None:
        self._desk.work_long(_made, self._desk.tools.papers, application, self.language.value() or "ru",
                             owner=self, done=done, refused=self.show_refusal)

    # ── Saving ───────────────────────────────────────────────────────────────────────────────────────────

    def _on_save(self) -> None:
        if self._application is None or not self._sure():
            return
        title = _("Save the application")
        day = self._desk.today.isoformat()
        name = "-".join(part for part in (self._standing.code, day, self.language.value()) if part)
        path = files.ask_where_to_save(self, title, f"{name}.pdf")
        if path is not None:
            self._make_paper(self._application, partial(self._write, path))

    def _sure(self) -> bool:
        return dialog.ask(
            self, _("Save a copy outside the vault?"),
            _("The copy is not encrypted: whoever gets the drive can read it. Save it only where the person "
              "agreed, and remove it when it is no longer needed."),
            safe=_("Keep it inside"), verb=_("Save a copy"), danger=True)

    def _write(self, path: Path, content: bytes) -> None:
        self._desk.write_file(path, content, owner=self, done=self._on_written, refused=self.show_refusal)

    def _on_written(self, _path: Path) -> None:
        if self._standing.referral_id:
            self._desk.run(application_made, self._standing.referral_id, owner=self, undoable=False,
                           refused=self.show_refusal)
        self.saved.emit()

    # ── Inside ───────────────────────────────────────────────────────────────────────────────────────────

    def _offer(self) -> None:
        """The paper can be taken along once the consent was asked for: from the referral, or by nobody."""
        can_save = bool(self._standing.referral_id) or not self._standing.code
        self.pdf.setVisible(can_save and self._application is not None)
        self.refer.setEnabled(self._application is not None)

    def _show_ground(self, stored: bool) -> None:
        self.ground_field.setVisible(len(self._choices) > 1 and not stored)

    def _show_notice(self) -> None:
        standing = self._standing
        self.ask.setVisible(bool(standing.code) and not standing.agreed)
        if not standing.code:
            text = _("Nothing of this check is kept, and the paper names nobody. To refer the person, begin "
                     "with an intake; a code is enough.")
        elif not standing.agreed:
            text = _("The person has not agreed to be referred. The referral can be prepared, but not sent.")
        else:
            text = ""
        self.notice.show_message(text, "warning" if standing.code else "info")
        self.notice.setVisible(bool(text))

    def _make(self) -> None:
        chosen = language() if language() in dict(LANGUAGES) else "ru"
        self.language = Segmented(LANGUAGES, name=_("Language of the application"), value=chosen,
                                  compact=True)
        self.larger = IconButton("magnifying-glass-plus", _("Show the paper larger"), kind="quiet",
                                 checkable=True)
        self.ground = ElidedBox()
        self.ground_field = Field(_("Ground to apply by"), self.ground)
        self.paper = PaperView(_("No application yet"), _("It appears when a category may fit."))
        self.notice = Banner("", "warning")
        self.ask = Button(_("Ask for the consent"))
        self.no_lawyer = Button(_("No lawyer available here?"), kind="quiet", icon="note-pencil")
        self.no_lawyer.setToolTip(_("Recorded as evidence; the referral then says so in its remarks."))
        self.refer = Button(_("Create referral"), kind="primary", icon="paper-plane-tilt")
        self.open_it = Button(_("Open the referral"), kind="primary", icon="path")
        self.intake = Button(_("New client"), icon="user-plus")
        self.pdf = Button(_("PDF…"), icon="file-pdf")
        self.pdf.setAccessibleName(_("Save the application as PDF"))

    def _lay_out(self) -> None:
        px = theme.current().px
        head = QHBoxLayout()
        head.addWidget(Text(_("Application preview"), "section"), 1)
        head.addWidget(self.larger)
        head.addWidget(self.language)
        foot = QWidget()
        flow = FlowLayout(foot, spacing=8)
        for button in (self.refer, self.open_it, self.pdf, self.ask, self.intake, self.no_lawyer):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(14), px(16), px(14))
        column.setSpacing(px(10))
        column.addLayout(head)
        column.addWidget(self.ground_field)
        column.addWidget(self.paper, 1)
        column.addWidget(self.notice)
        column.addWidget(foot)

    def _connect(self) -> None:
        self._desk.names.changed.connect(self.draw)
        self.language.chosen.connect(self._on_language)
        self.larger.toggled.connect(self.paper.show_larger)
        self.ground.activated.connect(self._on_ground)
        self.ask.clicked.connect(self.consent_wanted)
        self.no_lawyer.clicked.connect(self.no_lawyer_wanted)
        self.refer.clicked.connect(self.refer_wanted)
        self.open_it.clicked.connect(self.referral_wanted)
        self.intake.clicked.connect(self.intake_wanted)
        self.pdf.clicked.connect(self._on_save)

    def _on_language(self, _key: str) -> None:
        self.draw()

    def _on_ground(self, _row: int) -> None:
        self.ground_chosen.emit(str(self.ground.currentData() or ""))


def _made(papers: Papers, application: LegalAidApplication, in_language: str) -> bytes:
    return papers.legal_aid_application(application, language=in_language)
