"""The form of an incident: its pieces one below the other, and what its sections hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from streetlaw.domain.case import Party
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.domain.pack import Pack
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.incidents.acts import Acts
from streetlaw.ui.incidents.evidence import Evidence
from streetlaw.ui.incidents.grounds import Grounds
from streetlaw.ui.incidents.outline import Filling
from streetlaw.ui.incidents.piece import Piece
from streetlaw.ui.incidents.plain import plain, with_plain
from streetlaw.ui.incidents.removed import bring_back_last
from streetlaw.ui.incidents.scene import Scene
from streetlaw.ui.incidents.sources import Sources
from streetlaw.ui.incidents.story import Story
from streetlaw.ui.incidents.wishes import Wishes
from streetlaw.ui.messages import sentence
from streetlaw.ui.parts.option import Option
from streetlaw.ui.party_names import party_names

WHEN, WHERE, GROUNDS, ACTS, WHO, SOURCE, STORY, FILES, WISH = (
    "when", "where", "grounds", "acts", "who", "source", "story", "files", "wish")

NEEDED = {"occurred": WHEN, "acts": ACTS, "sources": SOURCE}
"""The section of each field that a finished incident needs."""


def sections() -> list[Option]:
    """The sections of the form, in its order."""
    return [Option(WHEN, _("When")), Option(WHERE, _("Where")), Option(GROUNDS, _("Grounds")),
            Option(ACTS, _("Violations")), Option(WHO, _("Who")), Option(SOURCE, _("Source")),
            Option(STORY, _("Story")), Option(FILES, _("Evidence")), Option(WISH, _("Wish"))]


def form_values(incident: Incident) -> dict[str, Any]:
    """What `IncidentForm.values` gives while it shows that incident untouched."""
    return {"incident": plain(incident), "typed_date": "", "notes_alone": []}


class IncidentForm(QScrollArea):
    """Everything that is written of an incident; `edited` is told of what the person changes."""

    edited = Signal()

    def __init__(self, desk: Desk, pack: Pack, jurisdiction: str = "") -> None:
        """A form in the words of the law `pack`; `jurisdiction` is its code, "" for the home one."""
        super().__init__()
        self._showing = False
        self._names = desk.names
        self._missing: frozenset[str] = frozenset()
        self.scene = Scene(pack, desk.lands, desk.pack.code, jurisdiction)
        self.grounds = Grounds(pack)
        self.acts = Acts(desk, pack)
        self.sources = Sources()
        self.story = Story()
        self.evidence = Evidence(desk)
        self.wishes = Wishes()
        self._pieces: tuple[Piece, ...] = (self.scene, self.grounds, self.acts, self.sources, self.story,
                                           self.evidence, self.wishes)
        self._lay_out()
        for piece in self._pieces:
            piece.edited.connect(self._on_edited)

    def incident(self, base: Incident) -> Incident:
        """The incident with what the form says."""
        for piece in self._pieces:
            base = piece.fill(base)
        return base

    def show_incident(self, incident: Incident) -> None:
        """Show an incident; `edited` is not told."""
        self._showing = True
        for piece in self._pieces:
            piece.show_incident(incident)
        self._missing = frozenset()
        self._showing = False

    def offer_people(self, people: Sequence[Party]) -> None:
        """Offer the people of the case as witnesses, by role; by name too while names may be seen."""
        visible = {one.id: one.name for one in people if one.name and self._names.visible(one.id)}
        self.sources.offer([Option(id, f"{said}: {visible[id]}" if id in visible else said)
                            for id, said in party_names(people).items()])

    def values(self) -> dict[str, Any]:
        """The form as plain data, with what is no part of an incident yet as it was typed."""
        when = self.scene.when
        typed = when.typed() if when.problem() else ""
        return form_values(self.incident(Incident())) | {
            "typed_date": typed, "notes_alone": self.sources.notes_alone()}

    def take(self, values: Mapping[str, Any]) -> None:
        """Show what `values` gave."""
        self.show_incident(with_plain(Incident(), values["incident"]))
        if values["typed_date"]:
            self.scene.when.show_typed(values["typed_date"])
        self.sources.show_notes_alone(values.get("notes_alone", ()))

    def take_back(self) -> bool:
        """Bring back what was taken out of one of the lists last; false when there is nothing."""
        return bring_back_last(self)

    def problem(self) -> bool:
        """Mark the first thing that cannot be kept; true when there is one."""
        return any(piece.problem() for piece in self._pieces)

    def mark_missing(self, fields: Sequence[str]) -> None:
        """Mark the fields a finished incident needs, and go to the first."""
        self._missing = frozenset(NEEDED[name] for name in fields)
        said = {WHEN: _("Say when it was; a month or a year will do."), ACTS: _("Choose at least one act."),
                SOURCE: _("Say where the account comes from.")}
        for key, piece in ((WHEN, self.scene), (ACTS, self.acts), (SOURCE, self.sources)):
            piece.mark_missing(said[key] if key in self._missing else "")
        first = next((key for key in (WHEN, ACTS, SOURCE) if key in self._missing), "")
        if first:
            self.go_to(first)

    def show_refusal(self, error: StreetLawError) -> bool:
        """Show a refusal at its field; false when it is about none."""
        if error.code == "date.in_future":
            self.scene.show_refusal(sentence(error))
            self.go_to(WHEN)
            return True
        return False

    def add_after_scene(self, widget: QWidget) -> None:
        """Put a widget below the fields of time and place."""
        self.column.insertWidget(1, widget)

    def add_below(self, widget: QWidget) -> None:
        """Put a widget below the fields."""
        self.column.insertWidget(self.column.count() - 1, widget)

    # ── Sections ─────────────────────────────────────────────────────────────────────────────────────────

    def states(self) -> dict[str, Filling]:
        """Where each section stands."""
        now = self.incident(Incident())
        said = {
            WHEN: now.occurred, WHERE: now.region or now.setting or now.place, GROUNDS: now.grounds,
            ACTS: now.acts, WHO: any(act.involvements for act in now.acts), SOURCE: now.sources,
            STORY: now.narrative, FILES: self.evidence.files, WISH: now.wishes}
        return {key: Filling.FILLED if held else Filling.NEEDED if key in self._missing else Filling.EMPTY
                for key, held in said.items()}

    def go_to(self, key: str) -> None:
        """Bring a section into view, with the focus in its first field."""
        if key == WHO:
            self.acts.open_panel().set_open(True)
        anchor, field = self._anchor(key)
        top = anchor.mapTo(self._held, QPoint(0, 0)).y()
        self.verticalScrollBar().setValue(max(0, top - theme.current().px(16)))
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def section_of(self, widget: QWidget | None) -> str:
        """The section a widget stands in; "" outside of all."""
        while widget is not None and widget is not self:
            for key, held in self._owners():
                if widget is held:
                    return key
            widget = widget.parentWidget()
        return ""

    def _anchor(self, key: str) -> tuple[QWidget, QWidget]:
        panel = self.acts.open_panel()
        who = panel.fields.involved
        return {
            WHEN: (self.scene, self.scene.when), WHERE: (self.scene, self.scene.region),
            GROUNDS: (self.grounds, self.grounds.add),
            ACTS: (self.acts, panel.fields.violation if panel.is_open() else panel.head),
            WHO: (who, who.rows[0].perpetrator), SOURCE: (self.sources, self.sources.rows[0].kind),
            STORY: (self.story, self.story.narrative), FILES: (self.evidence, self.evidence.add),
            WISH: (self.wishes, self.wishes.first()),
        }[key]

    def _owners(self) -> list[tuple[str, QWidget]]:
        """The widgets that make up the sections, inner ones first."""
        inner = [(WHO, panel.fields.involved) for panel in self.acts.panels if panel.has_fields]
        return [*inner, (WHEN, self.scene.when_field), (WHERE, self.scene), (GROUNDS, self.grounds),
                (ACTS, self.acts), (SOURCE, self.sources), (STORY, self.story), (FILES, self.evidence),
                (WISH, self.wishes)]

    def _lay_out(self) -> None:
        px = theme.current().px
        self._held = QWidget()
        self._held.setProperty("kind", "clear")
        self.column = QVBoxLayout(self._held)
        self.column.setContentsMargins(px(16), px(12), px(16), px(16))
        self.column.setSpacing(px(12))
        for piece in self._pieces:
            self.column.addWidget(piece)
        self.column.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._held)
        self.viewport().setAutoFillBackground(False)

    def _on_edited(self) -> None:
        if not self._showing:
            self.edited.emit()
