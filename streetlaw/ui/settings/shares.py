"""Three sheets, any two of which open the folder: made once, each given to somebody else."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from streetlaw.services.ports import Work
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui import theme
from streetlaw.ui.page import Page
from streetlaw.ui.parts.field import Field
from streetlaw.ui.settings.key_question import KeyQuestion
from streetlaw.ui.settings.sheet_button import SheetButton

SHARES = "shares.people"
"""The setting of the vault that knows who has the sheets: a list of three names as JSON."""

SHEETS = 3
LABEL = 20
"""The height of a field's label: the buttons stand beside the boxes."""


class MakeShares(KeyQuestion):
    """The proof first; then the sheets."""

    def __init__(self, page: Page, names: Sequence[str]) -> None:
        super().__init__(
            page, _("Make three sheets?"),
            _("Each sheet alone opens nothing. Any two of them open the folder without you. Choose three "
              "people who do not live together and would not be questioned together. Sheets made earlier "
              "then open nothing."),
            verb=_("Make the sheets"))
        self._names = names
        self.ask_proof()
        self.proof.setFocus()

    def send(self) -> None:
        """Make them."""
        self.change(self.keyring.make_shares, self.proof.text(), language(), done=self._on_made)

    def _on_made(self, shares: tuple[tuple[str, ...], ...]) -> None:
        self.close_changed()
        ShareSheets(self.page, shares, self._names).open()


class ShareSheets(KeyQuestion):
    """A sheet to save for each of three people, and a note of who they are."""

    def __init__(self, page: Page, shares: Sequence[Sequence[str]], names: Sequence[str]) -> None:
        super().__init__(
            page, _("Save the three sheets"),
            _("Print each sheet and give it to one person. Who has which sheet is kept in this folder, for "
              "you alone. The sheets are not shown again."),
            verb=_("Done"), safe=_("Close"))
        self.names = _name_boxes(names)
        self.sheets = tuple(SheetButton(page, words, part=number, text=_("Save sheet {n}…").format(n=number))
                            for number, words in enumerate(shares, start=1))
        self.add(self._table())
        self.end()
        self.finished.connect(self._on_finished)
        self.names[0].setFocus()

    def is_complete(self) -> bool:
        """Every sheet must be saved: none can be made again alone."""
        for sheet in self.sheets:
            if not sheet.is_saved:
                sheet.set_error(_("Save this sheet first."))
        return all(sheet.is_saved for sheet in self.sheets)

    def send(self) -> None:
        """Keep who has them."""
        self.page.ask(_keep_names, tuple(box.text().strip() for box in self.names), done=self._on_kept)

    def _table(self) -> QWidget:
        table, px = QWidget(), theme.current().px
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(12))
        grid.setColumnStretch(0, 1)
        for row, (box, sheet) in enumerate(zip(self.names, self.sheets, strict=True)):
            label = _("Who gets sheet {n}").format(n=row + 1)
            grid.addWidget(Field(label, box), row, 0)
            sheet.setContentsMargins(0, px(LABEL), 0, 0)
            grid.addWidget(sheet, row, 1, Qt.AlignmentFlag.AlignTop)
        return table

    def _on_kept(self, _nothing: object) -> None:
        self.close_changed()

    def _on_finished(self) -> None:
        for sheet in self.sheets:
            sheet.forget()


class ShareNames(KeyQuestion):
    """Correcting who has the sheets."""

    def __init__(self, page: Page, names: Sequence[str]) -> None:
        super().__init__(page, _("Who has the sheets?"),
                         _("This is kept in the folder, for you alone. It changes nothing about the keys."),
                         verb=_("Keep"))
        self.names = _name_boxes(names)
        for number, box in enumerate(self.names, start=1):
            self.add(Field(_("Sheet {n}").format(n=number), box))
        self.end()
        self.names[0].setFocus()

    def send(self) -> None:
        """Keep the names."""
        self.page.ask(_keep_names, tuple(box.text().strip() for box in self.names), done=self._on_kept)

    def _on_kept(self, _nothing: object) -> None:
        self.close_changed()


def share_names(work: Work) -> tuple[str, ...]:
    """Who has the sheets, as the person wrote it; no names before anything was written."""
    kept = json.loads(work.setting(SHARES, "[]"))
    return tuple(str(name) for name in kept[:SHEETS])


def _keep_names(work: Work, names: tuple[str, ...]) -> None:
    work.set_setting(SHARES, json.dumps(names, ensure_ascii=False))


def _name_boxes(names: Sequence[str]) -> tuple[QLineEdit, ...]:
    boxes = tuple(QLineEdit() for _number in range(SHEETS))
    for box, name in zip(boxes, names, strict=False):
        box.setText(name)
    return boxes
