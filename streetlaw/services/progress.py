"""How long work tells how far it is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """How long work tells how far it is, and learns that it was cancelled."""

    def __call__(self, done: int, total: int) -> None:
        """Tell; raises `work.cancelled` when the person cancelled."""
        ...


def silent(done: int, total: int) -> None:
    """Progress that nobody watches."""
