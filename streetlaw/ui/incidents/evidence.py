"""The files that belong to an incident: sealed, hashed, checked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from streetlaw.domain.action import Attachment
from streetlaw.domain.incident import Incident
from streetlaw.services.attachments import is_damaged
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.dates import day_full, size_text
from streetlaw.ui.desk import Desk
from streetlaw.ui.evidence.intake_card import IntakeCard
from streetlaw.ui.incidents.piece import Piece
from streetlaw.ui.incidents.words import hash_text
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.text import Elided, Text

_ICONS = {"image": "image", "audio": "microphone", "video": "video-camera", "application": "file-text",
          "text": "file-text"}


class FileRow(QWidget):
    """One file: name and size, the beginning of its hash, whether it is intact."""

    check_wanted = Signal()
    copy_wanted = Signal()
    erase_wanted = Signal()

    def __init__(self, file: Attachment, *, desk: Desk) -> None:
        super().__init__()
        px = theme.current().px
        name = Elided(file.name, "medium")
        name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        print_ = Text(hash_text(file.sha256), "mono", ink="text-2")
        print_.setAccessibleName(_("Hash: {hash}").format(hash=hash_text(file.sha256)))
        again = _("Check {name} again").format(name=file.name)
        self.check = IconButton("arrows-clockwise", again, kind="quiet")
        self.copy = IconButton("download-simple", _("Save a copy of {name} outside…").format(name=file.name),
                               kind="quiet")
        self.erase = IconButton("trash", _("Erase {name}…").format(name=file.name), kind="quiet")
        self.check.clicked.connect(self.check_wanted)
        self.copy.clicked.connect(self.copy_wanted)
        self.erase.clicked.connect(self.erase_wanted)
        self.badge = self._make_badge(file, desk)
        line = QHBoxLayout(self)
        line.setContentsMargins(px(12), px(3), px(4), px(3))
        line.setSpacing(px(8))
        line.addWidget(Glyph(_ICONS.get(file.media_type.partition("/")[0], "file"), "text-2", 18))
        line.addWidget(name, 0)
        line.addWidget(Text(f"· {size_text(file.size)}", "secondary"))
        line.addStretch(1)
        line.addWidget(print_)
        line.addWidget(self.badge)
        for button in (self.check, self.copy, self.erase):
            line.addWidget(button)
        self.setMinimumHeight(px(40))
        self.setAccessibleName(f"{file.name}, {size_text(file.size)}")

    def _make_badge(self, file: Attachment, desk: Desk) -> Badge:
        if is_damaged(file):
            return Badge(_("damaged"), "danger", "warning-circle")
        badge = Badge(_("intact"), "success", "check-circle")
        seen = file.custody[-1].at.astimezone(desk.pack.zone) if file.custody else None
        if seen is not None:
            told = _("Compared with its hash on {day}").format(day=day_full(seen.date()))
            badge.setToolTip(told)
            badge.setAccessibleDescription(told)
        return badge


class Evidence(Piece):
    """The card of files. Files are stored at once; they are not part of the form's draft."""

    add_wanted = Signal()
    check_wanted = Signal(object)
    copy_wanted = Signal(object)
    erase_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._files: Sequence[Attachment] = ()
        self.intake = IntakeCard(desk)
        self.add = Button(_("File"), kind="quiet", icon="paperclip")
        self.add.setAccessibleName(_("Add files as evidence"))
        self.card = Card(_("Evidence"))
        self.card.add_action(self.add)
        self.column.addWidget(self.intake)
        self.column.addWidget(self.card)
        self.add.clicked.connect(self.add_wanted)
        self._draw()

    @property
    def files(self) -> Sequence[Attachment]:
        """The files shown."""
        return self._files

    def fill(self, incident: Incident) -> Incident:
        """Files name their incident, not the other way round."""
        return incident

    def show_incident(self, incident: Incident) -> None:
        """Only whose files it has is shown here."""
        self.intake.show_client(incident.client_id)

    def show_files(self, files: Sequence[Attachment]) -> None:
        """Show the files of the incident."""
        self._files = files
        self._draw()

    def _draw(self) -> None:
        self.card.clear_rows()
        self.rows: list[FileRow] = []
        self.card.set_count(len(self._files) or None)
        for file in self._files:
            row = FileRow(file, desk=self._desk)
            row.check_wanted.connect(partial(self.check_wanted.emit, file))
            row.copy_wanted.connect(partial(self.copy_wanted.emit, file))
            row.erase_wanted.connect(partial(self.erase_wanted.emit, file))
            self.rows.append(row)
            self.card.add_row(row)
        if not self._files:
            self.card.add(Text(_("Photos, papers, recordings: each is sealed with its hash as it is added. "
                                 "They can also be dropped on this page."), "secondary", wrap=True))
