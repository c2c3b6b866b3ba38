"""Keeping what is being written: every pause is stored in the vault, so no lock and no crash loses it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTime, QTimer, Signal

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.services.erasure import FOR_EVER
from streetlaw.services.listing import Draft
from streetlaw.services.ports import Work
from streetlaw.translation import N_, translate
from streetlaw.ui.desk import Desk
from streetlaw.ui.route import Route

PAUSE_MS = 400
"""How long after a key, at the most, what was typed is kept; whoever types on and on is kept all the same."""


def title(draft: Draft) -> str:
    """What the form of a draft calls itself: a code and a kind, never a name."""
    values = json.loads(draft.values)
    said = values.get("title") or N_("Unfinished form")
    return translate(said).replace("{code}", values.get("of", ""))


class Shelf(QObject):
    """Where all forms of a desk lay down their drafts: `Shelf.of(desk)`.

    What the vault refuses to keep (its disk is full) is held here, whatever page is shown meanwhile, and laid
    down with the next draft or by `retry`.
    """

    kept = Signal(str)
    """The draft of this key is in the vault."""

    settled = Signal()
    """The vault takes drafts again."""

    refused = Signal(object)
    """A draft could not be kept, and why (StreetLawError); told once until something is kept again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._held: dict[str, str] = {}
        self._why: StreetLawError | None = None
        desk.changed.connect(self._on_changed)
        desk.closed.connect(self.retry)

    @classmethod
    def of(cls, desk: Desk) -> Shelf:
        """The shelf of that desk."""
        found = desk.findChild(cls)
        return found if isinstance(found, Shelf) else cls(desk)

    @property
    def why(self) -> StreetLawError | None:
        """Why something is held here that the vault does not have; None when it has everything."""
        return self._why

    def held(self, key: str) -> str:
        """The draft of a key that the vault does not have; "" when there is none."""
        return self._held.get(key, "")

    def lay_down(self, key: str, text: str) -> None:
        """Keep a draft in the vault, or here until the vault takes it."""
        self._held[key] = text
        self._desk.ask(_keep, key, text, owner=self, done=partial(self._on_kept, key, text),
                       refused=self._on_refused)

    def take_away(self, key: str) -> None:
        """Forget a draft."""
        self._held.pop(key, None)
        self._desk.ask(_drop, key, owner=self, done=self._on_dropped, refused=self._on_refused)

    def retry(self) -> None:
        """Lay down everything that is held here."""
        if self._why is not None:
            self._why = None
            self.settled.emit()
        for key, text in tuple(self._held.items()):
            self.lay_down(key, text)

    def _on_kept(self, key: str, text: str, _nothing: None) -> None:
        if self._held.get(key) == text:
            del self._held[key]
        self.kept.emit(key)
        self._desk.changed.emit(Outcome("draft.kept"))
        if self._why is not None:
            self.retry()

    def _on_refused(self, error: StreetLawError) -> None:
        told, self._why = self._why, error
        if told is None:
            self.refused.emit(error)

    def _on_dropped(self, _nothing: None) -> None:
        if self._why is not None:
            self.retry()
        self._desk.changed.emit(Outcome("draft.dropped"))

    def _on_changed(self, outcome: Outcome) -> None:
        """Nothing held here may bring back somebody who was erased for ever."""
        if outcome.name == FOR_EVER:
            gone = {change.id for change in outcome.changes if change.after is None}
            self._held = {key: text for key, text in self._held.items()
                          if not any(id in key or id in text for id in gone)}


class DraftKeeper(QObject):
    """Keeps the unfinished state of one form under its route.

    `values` gives plain data with a "title" for the Today page, marked and not translated, and the code
    "of" whom it is (a code and a kind, never a name);
    `restore` takes such data. `owner` is the form: when it goes, so does the keeper.
    """

    kept = Signal(QTime)
    """The draft is in the vault since that time of the day."""

    def __init__(self, desk: Desk, route: Route | str, owner: QObject,
                 values: Callable[[], Mapping[str, Any]],
                 restore: Callable[[dict[str, Any]], object]) -> None:
        super().__init__(owner)
        self._desk = desk
        self._shelf = Shelf.of(desk)
        self._key = str(route)
        self._values = values
        self._restore = restore
        self._dirty = False
        self._restoring = False
        self._begun: Callable[[bool], object] | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self._shelf.kept.connect(self._on_kept)
        desk.closed.connect(self.keep)

    @property
    def key(self) -> str:
        """The route of the form, as text."""
        return self._key

    @property
    def is_dirty(self) -> bool:
        """True while something is written that the vault does not hold yet."""
        return self._dirty or bool(self._shelf.held(self._key))

    def begin(self, done: Callable[[bool], object] | None = None) -> None:
        """Look for a kept draft and restore it; then `done(found)`."""
        self._begun = done
        self._desk.ask(_draft, self._key, owner=self, done=self._on_found, latest="draft")

    def move(self, route: Route | str) -> None:
        """Keep under another route from now on (after the first save of a new record)."""
        self._key = str(route)

    def touch(self, *_: object) -> None:
        """Note that something was written; connect any signal of an edit to this."""
        if not self._restoring:
            self._dirty = True
            if not self._pause.isActive():
                self._pause.start()

    def keep(self) -> None:
        """Keep the draft now, if something was written since."""
        if self._dirty:
            self._pause.stop()
            self._dirty = False
            self._shelf.lay_down(self._key, json.dumps(dict(self._values()), ensure_ascii=False))

    def drop(self) -> None:
        """Forget the draft: the form was saved, or is not wanted."""
        self._pause.stop()
        self._dirty = False
        self._shelf.take_away(self._key)

    def _on_found(self, text: str) -> None:
        text = self._shelf.held(self._key) or text
        if text:
            self._restoring = True
            self._restore(json.loads(text))
            self._restoring = False
        if self._begun is not None:
            self._begun(bool(text))

    def _on_kept(self, key: str) -> None:
        if key == self._key:
            self.kept.emit(QTime.currentTime())


def _draft(work: Work, key: str) -> str:
    return next((draft.values for draft in work.drafts() if draft.key == key), "")


def _keep(work: Work, key: str, text: str) -> None:
    work.save_draft(key, text)


def _drop(work: Work, key: str) -> None:
    work.drop_draft(key)
