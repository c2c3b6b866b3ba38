"""What the reader will see: each field with its values and in how many cases they stand."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from streetlaw.domain.disclosure.leaving import Leaving
from streetlaw.domain.pack import Pack
from streetlaw.services.reviews import Prepared
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import theme
from streetlaw.ui.disclosed import field_label, quarter_text, value_text
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.card import Card, Hairline
from streetlaw.ui.parts.text import Text

_OWN = {"pseudonym", "revision", "summary_for_counsel"}
"""Fields that have another value in every case: they are told of, not listed."""


class LeavingCard(Card):
    """A line for each field that leaves something; a value only one case has is marked."""

    def __init__(self, prepared: Prepared, pack: Pack) -> None:
        period = quarter_text(prepared.request.period)
        super().__init__(_("What the reader will see"), icon="eye",
                         note=_("{period}; in brackets, in how many cases").format(period=period))
        self._pack = pack
        px, held = theme.current().px, QWidget()
        self._grid = QGridLayout(held)
        self._grid.setContentsMargins(px(12), px(4), px(12), px(4))
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(6))
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, px(150))
        for row, (field, values) in enumerate(groupby(prepared.leaves, key=lambda one: one.field)):
            self._add(row, field, list(values), len(prepared.cases))
        self.body.addWidget(held)

    def _add(self, row: int, field: str, values: list[Leaving], cases: int) -> None:
        top = Qt.AlignmentFlag.AlignTop
        if row:
            self._grid.addWidget(Hairline(), 2 * row - 1, 0, 1, 3)
        self._grid.addWidget(Text(field_label(field), ink="text-2", wrap=True), 2 * row, 0, top)
        said = self._own(field, values) if field in _OWN else self._listed(field, values)
        text = Text(said, wrap=True, selectable=True)
        text.setAccessibleName(f"{field_label(field)}: {said}")
        self._grid.addWidget(text, 2 * row, 1, top)
        alone = sum(one.cases == 1 for one in values)
        if field not in _OWN and alone and cases > 1:
            badge = Badge(ngettext("{n} in one case only", "{n} in one case only", alone).format(n=alone),
                          "warning", "warning-circle")
            self._grid.addWidget(badge, 2 * row, 2, top)

    def _listed(self, field: str, values: list[Leaving]) -> str:
        return " · ".join(f"{value_text(self._pack, field, one.value)} ({one.cases})" for one in values)

    def _own(self, field: str, values: list[Leaving]) -> str:
        if field == "pseudonym":
            return _("made for this person and this quarter; it cannot be led back without this folder")
        if field == "revision":
            return _("so that the answer can name what was reviewed")
        number = sum(one.cases for one in values)
        return ngettext("{n} text, as you wrote it (above)", "{n} texts, as you wrote them (above)",
                        number).format(n=number)
