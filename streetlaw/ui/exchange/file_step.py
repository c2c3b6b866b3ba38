"""The last step: the sealed file, and what to do with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlaw.domain.review import Bundle
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import theme
from streetlaw.ui.dates import size_text
from streetlaw.ui.exchange.reading import Shown
from streetlaw.ui.exchange.tiles import Verdict
from streetlaw.ui.exchange.words import counts_text, hash_start, who
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.rows import KeyValues
from streetlaw.ui.parts.text import Text


class FileStep(QWidget):
    """Before: what will be made. After: that it is ready, and how it is recognised."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().px(12))

    def show_plan(self, shown: Shown | None) -> None:
        """Say what the file will be."""
        self._clear()
        if shown is None:
            return
        count = len(shown.prepared.cases)
        self._column.addWidget(Verdict(
            "package", "accent",
            ngettext("{n} case, for {who}", "{n} cases, for {who}", count).format(
                n=count, who=who(shown.prepared.recipient)),
            _("Choose where to write it: a stick, or a folder from which you send. Its name tells nothing. "
              "The log remembers it only once the file is whole on the disk.")))
        self._column.addStretch(1)

    def show_busy(self) -> None:
        """Say that it is being made."""
        self._clear()
        self._column.addWidget(Verdict("hourglass-medium", "accent", _("Making the file"),
                                       _("Sealed for one person, signed by you, written whole.")))
        self._column.addStretch(1)

    def show_made(self, bundle: Bundle, path: Path, receiver: str) -> None:
        """Say that the file is there."""
        self._clear()
        self._column.addWidget(Verdict(
            "check-circle", "success", _("The file is ready"),
            _("Give {name} this file. Only that person can open it.").format(name=receiver)))
        card, facts = Card(_("How it is recognised"), icon="package"), KeyValues()
        facts.add(_("Name"), path.name)
        facts.add(_("Folder"), str(path.parent))
        facts.add(_("Holds"), counts_text(bundle.counts))
        facts.add(_("Number"), str(bundle.number))
        facts.add(_("Size"), size_text(bundle.size))
        facts.add(_("Fingerprint"), Text(hash_start(bundle.manifest_sha256), "mono", selectable=True))
        card.add(facts)
        self._column.addWidget(card)
        self._column.addStretch(1)

    def _clear(self) -> None:
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
