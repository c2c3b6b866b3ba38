"""What a unit of work keeps beside the records: unfinished forms, choices, secret keys, published things."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from streetlaw.services.listing import Draft
from streetlaw.storage import kept
from streetlaw.storage.transacting import Transacting


class KeepsBeside(Transacting):
    """The part of a unit of work for what is no record; each method says when it is written."""

    # ── Unfinished forms ───────────────────────────────────────────────────────────────────────────────

    def save_draft(self, key: str, values: str) -> None:
        """Keep an unfinished form; written at once, not with `commit`."""
        self._pending.dropped.discard(key)
        with self._writing() as connection:
            kept.save_draft(connection, key, values, datetime.now(UTC))

    def drop_draft(self, key: str) -> None:
        """Forget an unfinished form: with `commit` when something else is written, else at the end."""
        self._pending.dropped.add(key)

    def drafts(self) -> Sequence[Draft]:
        """All unfinished forms, latest first."""
        with self._reading() as connection:
            return [draft for draft in kept.drafts(connection) if draft.key not in self._pending.dropped]

    def _drop_alone(self) -> None:
        """Forget the unfinished forms that were to go, when nothing else is written."""
        if self._pending.dropped and not self._pending:
            with self._writing() as connection:
                kept.drop_drafts(connection, self._pending.dropped)

    # ── Choices and secret keys ────────────────────────────────────────────────────────────────────────

    def setting(self, name: str, default: str = "") -> str:
        """A choice kept in the vault."""
        with self._reading() as connection:
            chosen = kept.choice(connection, name)
        return default if chosen is None else chosen

    def set_setting(self, name: str, value: str) -> None:
        """Keep a choice in the vault (written at once)."""
        with self._writing() as connection:
            kept.choose(connection, name, value)

    def secret(self, name: str) -> str:
        """A secret key kept in the vault; raises `vault.no_secret`."""
        if name in self._pending.secrets:
            return self._pending.secrets[name]
        with self._reading() as connection:
            return kept.confided(connection, name)

    def put_secret(self, name: str, value: str) -> None:
        """Keep a secret key; written with `commit`."""
        self._pending.secrets[name] = value

    # ── What was published ─────────────────────────────────────────────────────────────────────────────

    def shelf(self, beginning: str) -> Sequence[str]:
        """The names on the shelf that begin so, in order."""
        with self._reading() as connection:
            stored = {*kept.shelf_names(connection, beginning)}
        put = {name: content for name, content in self._pending.shelved.items() if name.startswith(beginning)}
        return sorted((stored | {*put}) - {name for name, content in put.items() if content is None})

    def shelved(self, name: str) -> bytes | None:
        """What was published and taken over, by its name; None when there is no such thing."""
        if name in self._pending.shelved:
            return self._pending.shelved[name]
        with self._reading() as connection:
            return kept.shelved(connection, name)

    def shelve(self, name: str, content: bytes | None) -> None:
        """Keep something published whole, or no longer with None; written with `commit`."""
        self._pending.shelved[name] = content
