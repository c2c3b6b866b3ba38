"""Who the person is: by name or by code only, and what may be known of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from streetlaw.domain.case import Case
from streetlaw.domain.client import Client, Gender, Residence, Risk
from streetlaw.domain.pack import Pack
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui import alphabet, theme
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.chips import Chips
from streetlaw.ui.parts.elided_box import ElidedBox
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.option import Option
from streetlaw.ui.parts.partial_date import PartialDateEdit
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.parts.status import status_label

_NAMED, _CODE_ONLY = "named", "code_only"


def gender_options() -> list[Option]:
    """The answers to the question of gender, "not asked" left out."""
    return [Option(Gender.WOMAN, _("woman")), Option(Gender.MAN, _("man")), Option(Gender.OTHER, _("other")),
            Option(Gender.UNDISCLOSED, _("does not want to say"))]


def residence_options() -> list[Option]:
    """Where a person can stand with the state."""
    return [Option(Residence.UNKNOWN, _("not asked")), Option(Residence.CITIZEN, _("citizen")),
            Option(Residence.FOREIGN, _("foreign citizen")), Option(Residence.STATELESS, _("stateless")),
            Option(Residence.REFUGEE, _("refugee")), Option(Residence.ASYLUM_SEEKER, _("asylum seeker"))]


def combo(options: list[Option]) -> QComboBox:
    """A combo box whose items carry the options' keys."""
    box = ElidedBox()
    for option in options:
        box.addItem(option.text, option.key)
    return box


class PersonCard(Card):
    """The fields of a person; `edited` is told of every change."""

    edited = Signal()

    def __init__(self, pack: Pack, *, intake: bool = True) -> None:
        """With `intake`, a first matter is asked for too."""
        super().__init__(_("Who is the person?"))
        self._pack = pack
        self.identity = Segmented([(_CODE_ONLY, _("Code only")), (_NAMED, _("By name"))],
                                  name=_("How the person is known"), value=_CODE_ONLY)
        self.family_name, self.given_name, self.patronymic = QLineEdit(), QLineEdit(), QLineEdit()
        self.code, self.phone, self.matter = QLineEdit(), QLineEdit(), QLineEdit()
        self.born = PartialDateEdit(name=_("Born"))
        self.gender = Chips(gender_options(), name=_("Gender"), multiple=False)
        self.residence = combo(residence_options())
        self.region = combo([Option("", _("not asked"))] + [
            Option(region.code, region.name(language())) for region in alphabet.regions_in(pack)])
        self.tongues = Chips([Option(t.code, t.name(language())) for t in pack.tongues.values()],
                             name=_("Languages"))
        self.populations = Chips([Option(p.code, p.name(language())) for p in pack.populations.values()],
                                 name=_("Groups"))
        self.risk = Segmented(risk_options(), name=_("Risk"), value=Risk.LOW)
        self._make_fields()
        self._lay_out()
        self._connect()
        self._fields["matter"].setVisible(intake)
        self._on_identity("")

    # ── Values ───────────────────────────────────────────────────────────────────────────────────────────

    def filled(self, client: Client) -> Client:
        """The client with what the fields say."""
        named = self.identity.value() == _NAMED
        return replace(
            client, named=named, code=self.code.text().strip(),
            family_name=self.family_name.text() if named else "",
            given_name=self.given_name.text() if named else "",
            patronymic=self.patronymic.text() if named else "", phone=self.phone.text(),
            birth_date=self.born.value(), gender=Gender("".join(self.gender.value()[:1])),
            residence=Residence(self.residence.currentData()), region=self.region.currentData(),
            languages=self.tongues.value(), populations=self.populations.value(),
            risk=Risk(self.risk.value() or Risk.LOW))

    def case(self) -> Case | None:
        """A first case when a matter was written."""
        matter = self.matter.text().strip()
        return Case(matter=matter) if matter else None

    def show_client(self, client: Client) -> None:
        """Show a client's data."""
        self.identity.choose(_NAMED if client.named else _CODE_ONLY)
        for line, text in ((self.family_name, client.family_name), (self.given_name, client.given_name),
                           (self.patronymic, client.patronymic), (self.code, client.code),
                           (self.phone, client.phone)):
            line.setText(text)
        self.born.set_value(client.birth_date)
        self.gender.choose([client.gender])
        self.residence.setCurrentIndex(max(0, self.residence.findData(client.residence)))
        self._choose_region(client.region)
        self.tongues.choose(client.languages)
        self.populations.choose(client.populations)
        self.risk.choose(client.risk)
        self._on_identity("")

    def _choose_region(self, code: str) -> None:
        """Show a region; one that lies deeper than the list is added, so that saving never loses it."""
        if self.region.findData(code) < 0:
            self.region.addItem(self._pack.label("regions", code, language()), code)
        self.region.setCurrentIndex(self.region.findData(code))

    def values(self) -> dict[str, Any]:
        """The fields as plain data."""
        client = self.filled(Client())
        return {
            "named": client.named, "code": client.code, "family_name": self.family_name.text(),
            "given_name": self.given_name.text(), "patronymic": self.patronymic.text(), "phone": client.phone,
            "born": self.born.typed(), "gender": client.gender,
            "residence": client.residence, "region": client.region, "languages": client.languages,
            "populations": client.populations, "risk": client.risk, "matter": self.matter.text()}

    def take(self, values: dict[str, Any]) -> None:
        """Show plain data; {} empties the fields."""
        self.show_client(Client(
            named=values.get("named", False), code=values.get("code", ""),
            family_name=values.get("family_name", ""), given_name=values.get("given_name", ""),
            patronymic=values.get("patronymic", ""), phone=values.get("phone", ""),
            gender=Gender(values.get("gender", "")),
            residence=Residence(values.get("residence", "")), region=values.get("region", ""),
            languages=tuple(values.get("languages", ())), populations=tuple(values.get("populations", ())),
            risk=Risk(values.get("risk", Risk.LOW))))
        self.born.show_typed(values.get("born", ""))
        self.matter.setText(values.get("matter", ""))

    def check(self) -> bool:
        """True when the fields can be saved; a date nobody can read is marked."""
        problem = self.born.problem()
        self._fields["born"].set_error(problem or None)
        if problem:
            self.born.setFocus()
        return not problem

    def show_refusal(self, code: str, text: str) -> bool:
        """Show a refusal at the field it is about; False when it is about none of them."""
        name = {"client.named_without_name": "family_name", "client.code_invalid": "code",
                "client.code_taken": "code", "date.in_future": "born"}.get(code)
        for field in self._fields.values():
            field.set_error(None)
        if name is None:
            return False
        self._fields[name].set_error(text)
        self._fields[name].setFocus()
        return True

    # ── Building ─────────────────────────────────────────────────────────────────────────────────────────

    def _make_fields(self) -> None:
        hint = _("Leave empty to draw one. It is never taken from the name.")
        self._fields = {
            "family_name": Field(_("Family name"), self.family_name, required=True),
            "given_name": Field(_("Given name"), self.given_name),
            "patronymic": Field(_("Patronymic"), self.patronymic),
            "code": Field(_("Code"), self.code, hint=hint),
            "born": Field(_("Born"), self.born),
            "gender": Field(_("Gender"), self.gender),
            "region": Field(_("Region"), self.region),
            "residence": Field(_("Status"), self.residence),
            "phone": Field(_("Telephone"), self.phone),
            "languages": Field(_("Languages"), self.tongues),
            "populations": Field(_("Groups"), self.populations, note=_("only what the person wants to say")),
            "risk": Field(_("Risk"), self.risk),
            "matter": Field(_("First matter"), self.matter,
                            hint=_("A case is opened when something is written.")),
        }

    def _lay_out(self) -> None:
        px = theme.current().px
        self._names = QWidget()
        line = QHBoxLayout(self._names)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(12))
        for name in ("family_name", "given_name", "patronymic"):
            line.addWidget(self._fields[name], 1)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(self.identity)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(12))
        places = (("code", 0, 0), ("phone", 0, 1), ("region", 1, 0), ("residence", 1, 1))
        for name, row, at in places:
            grid.addWidget(self._fields[name], row, at)
        for at in (0, 1):
            grid.setColumnStretch(at, 1)
        column.addWidget(self._names)
        column.addLayout(grid)
        for name in ("born", "risk", "gender", "languages", "populations", "matter"):
            column.addWidget(self._fields[name])
        self.add(held)

    def _connect(self) -> None:
        for line in (self.family_name, self.given_name, self.patronymic, self.code, self.phone, self.matter):
            line.textEdited.connect(self._on_edited)
        for box in (self.residence, self.region):
            box.activated.connect(self._on_edited)
        for chips in (self.gender, self.tongues, self.populations):
            chips.changed.connect(self._on_edited)
        self.born.edited.connect(self._on_edited)
        self.born.problem_found.connect(self._on_born_problem)
        self.risk.chosen.connect(self._on_edited)
        self.identity.chosen.connect(self._on_identity)
        self.identity.chosen.connect(self._on_edited)

    def _on_edited(self, *_value: object) -> None:
        self.edited.emit()

    def _on_identity(self, _chosen: str) -> None:
        self._names.setVisible(self.identity.value() == _NAMED)

    def _on_born_problem(self, problem: str) -> None:
        self._fields["born"].set_error(problem or None)


def risk_options() -> list[Option]:
    """How much harm careless contact could do."""
    return [Option(Risk.LOW, status_label("risk", "low")),
            Option(Risk.RAISED, status_label("risk", "raised")), Option(Risk.HIGH, _("High"))]


