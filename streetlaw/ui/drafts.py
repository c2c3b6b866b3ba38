"""Keeping what is being written: every pause is stored in the vault, so no lock and no crash loses it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTime, QTimer, Signal

from streetlaw.domain.record import Outcome
from streetlaw.services.listing import Draft
from streetlaw.services.ports import Work
from streetlaw.translation import N_, translate
from streetlaw.ui.desk import Desk
from streetlaw.ui.route import Route

PAUSE_MS = 400
"""How long after the last key a draft is kept."""


def title(draft: Draft) -> str:
    """What the form of a draft calls itself: a code and a kind, never a name."""
    values = json.loads(draft.values)
    said = values.get("title") or N_("Unfinished form")
    return translate(said).replace("{code}", values.get("of", ""))


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
        self._key = str(route)
        self._values = values
        self._restore = restore
        self._dirty = False
        self._restoring = False
        self._begun: Callable[[bool], object] | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        desk.closed.connect(self.keep)

    @property
    def key(self) -> str:
        """The route of the form, as text."""
        return self._key

    @property
    def is_dirty(self) -> bool:
        """True while something is written that the vault does not hold yet."""
        return self._dirty

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
            self._pause.start()

    def keep(self) -> None:
        """Keep the draft now, if something was written since."""
        if self._dirty:
            self._pause.stop()
            self._dirty = False
            text = json.dumps(dict(self._values()), ensure_ascii=False)
            self._desk.ask(_keep, self._key, text, owner=self, done=self._on_kept)

    def drop(self) -> None:
        """Forget the draft: the form was saved, or is not wanted."""
        self._pause.stop()
        self._dirty = False
        self._desk.ask(_drop, self._key, owner=self, done=self._on_dropped)

    def _on_found(self, text: str) -> None:
        if text:
            self._restoring = True
            self._restore(json.loads(text))
            self._restoring = False
        if self._begun is not None:
            self._begun(bool(text))

    def _on_kept(self, _: object) -> None:
        self.kept.emit(QTime.currentTime())
        self._desk.changed.emit(Outcome("draft.kept"))

    def _on_dropped(self, _: object) -> None:
        self._desk.changed.emit(Outcome("draft.dropped"))


def _draft(work: Work, key: str) -> str:
    return next((draft.values for draft in work.drafts() if draft.key == key), "")


def _keep(work: Work, key: str, text: str) -> None:
    work.save_draft(key, text)


def _drop(work: Work, key: str) -> None:
    work.drop_draft(key)
