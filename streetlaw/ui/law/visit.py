"""Whom the check is about: reads the person, and keeps the unfinished check as a draft."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTime, Signal

from streetlaw.services.screening import prefill
from streetlaw.ui.desk import Desk
from streetlaw.ui.drafts import DraftKeeper
from streetlaw.ui.law.reading import Person, read_person
from streetlaw.ui.page import asker
from streetlaw.ui.route import Route


class Visit(QObject):
    """One person at a time, or nobody: then nothing is read and nothing is kept."""

    begun = Signal(object)
    """The person was read for the first time; with the plain data to begin with, {} for none."""
    read_again = Signal()
    kept = Signal(QTime)
    """The draft is in the vault since that time of the day."""
    unknown = Signal(object)
    """A StreetLawError: there is no such person."""

    def __init__(self, desk: Desk, owner: QObject, values: Callable[[], dict[str, Any]]) -> None:
        super().__init__(owner)
        self._desk, self._owner, self._values = desk, owner, values
        self._route = Route("law")
        self._awaited: dict[str, Any] = {}
        self.person: Person | None = None
        self.keeper: DraftKeeper | None = None

    @property
    def prefilled(self) -> dict[str, str]:
        """The answers the person's record gives."""
        return prefill(self.person.client, self._desk.today) if self.person else {}

    @property
    def may_ask_all(self) -> bool:
        """True when special-category questions may be asked: with consent, or when nothing is kept."""
        return self.person is None or self.person.health == "given"

    def open(self, route: Route) -> None:
        """Read the client of a route, for the first time or again."""
        self._route = route
        self.read()

    def read(self) -> None:
        """Read the person again."""
        extra = self._route.extra
        if client_id := extra.get("client", ""):
            asker(self, self._desk).ask(
                read_person, client_id, extra.get("case", ""), extra.get("referral", ""), owner=self,
                done=self._on_read, refused=self.unknown.emit, latest="person")

    def await_values(self, values: dict[str, Any]) -> None:
        """Begin with these values when the person was read, rather than with a draft."""
        self._awaited = values

    def touch(self) -> None:
        """Keep what was written, soon."""
        if self.keeper is not None:
            self.keeper.touch()

    def drop_draft(self) -> None:
        """Forget the draft: what was written is stored."""
        if self.keeper is not None:
            self.keeper.drop()

    def forget(self) -> None:
        """Leave the person; a draft stays."""
        self.person, self._awaited, self._route = None, {}, Route("law")
        if self.keeper is not None:
            self.keeper.keep()
            self.keeper.deleteLater()
            self.keeper = None

    def _on_read(self, person: Person) -> None:
        if person.client.id != self._route.extra.get("client", ""):
            return
        known, self.person = self.person, person
        if known is not None:
            self.read_again.emit()
        elif person.referral is not None:
            self.begun.emit({})
        else:
            route = Route("law", extra={"client": person.client.id, "case": person.case_id}
                          if person.case_id else {"client": person.client.id})
            self.keeper = DraftKeeper(self._desk, route, self._owner, self._values, self._on_draft)
            self.keeper.kept.connect(self.kept)
            self.keeper.begin(self._on_draft_sought)

    def _on_draft(self, values: dict[str, Any]) -> None:
        self._awaited = self._awaited or values

    def _on_draft_sought(self, _found: bool) -> None:
        values, self._awaited = self._awaited, {}
        self.begun.emit(values)
