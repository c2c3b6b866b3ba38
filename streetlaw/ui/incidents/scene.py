"""When and where it happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from streetlaw.domain.fact import Texts, text_in
from streetlaw.domain.incident import Incident
from streetlaw.domain.pack import Pack
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui import theme
from streetlaw.ui.incidents.pick import ChoiceBox, PickBox
from streetlaw.ui.incidents.piece import Piece
from streetlaw.ui.incidents.words import items, region_items
from streetlaw.ui.parts.beside import Beside
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.look import text_width
from streetlaw.ui.parts.option import Option
from streetlaw.ui.parts.partial_date import PartialDateEdit


class Scene(Piece):
    """The date as precise as it is remembered, the region, the kind of place, and the place in free words.

    Where the law of several countries is at hand, the one it is told by is chosen here too: `country_chosen`
    carries its code, "" for the home one. The words of the form are not changed by that: another form is.
    """

    country_chosen = Signal(str)

    def __init__(self, pack: Pack, lands: Mapping[str, Texts], home: str, jurisdiction: str = "") -> None:
        super().__init__()
        self._jurisdiction = jurisdiction
        self.country = ChoiceBox(_countries(lands, home))
        self.country_field = Field(_("By the law of"), self.country)
        self.when = PartialDateEdit(name=_("When"))
        self.when.edit.setFixedWidth(text_width("00.00.0000", "body") + theme.current().px(12))
        self.region = PickBox(region_items(pack), nothing=_("region, district or town"))
        self.setting = PickBox(items(pack, "settings"), nothing=_("kind of place"))
        self.place = QLineEdit()
        self.place.setPlaceholderText(_("in free words, for example by the bus stop"))
        self.when_field = Field(_("When"), self.when, required=True)
        self.column.addWidget(Beside(self.when_field, Field(_("Kind of place"), self.setting), shares=(0, 1),
                                     narrow=620))
        self.column.addWidget(Beside(Field(_("Where"), self.region), Field(_("Place"), self.place)))
        self.column.addWidget(self.country_field)
        self.country_field.setVisible(len(lands) > 1)
        self.country.choose(jurisdiction)
        self.country.activated.connect(self._on_country)
        self.when.edited.connect(self._on_when)
        self.when.problem_found.connect(self._on_problem)
        for box in (self.region, self.setting):
            box.picked.connect(self._on_edited)
        self.place.textEdited.connect(self._on_edited)

    def fill(self, incident: Incident) -> Incident:
        """With date and place."""
        return replace(incident, occurred=self.when.value(), region=self.region.key(),
                       setting=self.setting.key(), place=self.place.text().strip(),
                       jurisdiction=self._jurisdiction)

    def show_country(self, jurisdiction: str) -> None:
        """Show by which law it is told."""
        self.country.choose(jurisdiction)

    def show_incident(self, incident: Incident) -> None:
        """Show date and place."""
        self.when.set_value(incident.occurred)
        self.when_field.set_error(None)
        self.region.choose(incident.region)
        self.setting.choose(incident.setting)
        self.place.setText(incident.place)
        self.place.setCursorPosition(0)

    def problem(self) -> bool:
        """A date that nobody can read is marked."""
        problem = self.when.problem()
        if problem:
            self.show_refusal(problem)
        return bool(problem)

    def show_refusal(self, text: str) -> None:
        """Say at the date what is wrong with it."""
        self.when_field.set_error(text)
        self.when.setFocus()

    def mark_missing(self, text: str) -> None:
        """Say that the date is needed."""
        self.when_field.set_error(text or None)

    def _on_country(self, _row: int) -> None:
        if self.country.key() != self._jurisdiction:
            self.country_chosen.emit(self.country.key())

    def _on_when(self) -> None:
        self.when_field.set_error(None)
        self.edited.emit()

    def _on_problem(self, problem: str) -> None:
        self.when_field.set_error(problem or None)


def _countries(lands: Mapping[str, Texts], home: str) -> list[Option]:
    """The home country first, without a code, then the others."""
    others = [Option(code, text_in(names, language())) for code, names in lands.items() if code != home]
    return [Option("", text_in(lands.get(home, {}), language())), *others]
