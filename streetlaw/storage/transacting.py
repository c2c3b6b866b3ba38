"""What every part of a unit of work stands on: its connection, and what it has done and not yet written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError

from streetlaw.storage import faults, writing
from streetlaw.storage.connection import PLACE, driver_of
from streetlaw.storage.pending import Pending


class Transacting:
    """One connection, taken when it is first needed; reads see one moment, writes are whole or not at all."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._place = engine.get_execution_options()[PLACE]
        self._pending = Pending()
        self._connection: Connection | None = None

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with faults.mapped(self._place):
            if self._connection is None:
                self._connection = self._engine.connect()
            if not self._connection.in_transaction():  # all reads of a work see one moment
                self._connection.begin()
            yield self._connection

    @contextmanager
    def _asking(self) -> Iterator[Any]:
        """The driver's own connection, for reads that shall not cost more than they must."""
        with self._reading() as connection:
            yield driver_of(connection)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction that holds the write lock from its first moment."""
        with self._reading() as connection:
            connection.rollback()
            connection.execution_options(writes=True)
            try:
                with connection.begin():
                    yield connection
            except IntegrityError as error:
                raise writing.refusal(error, connection, self._pending.changes) or error from None
            finally:
                connection.execution_options(writes=False)

    def _let_go(self) -> None:
        """Forget what was not written, and give the connection back."""
        self._pending = Pending()
        if self._connection is not None:
            self._connection.close()
            self._connection = None
