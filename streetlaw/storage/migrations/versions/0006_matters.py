"""What a case is about is found by its words.

Revision ID: 0006
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import Connection

from streetlaw.domain.folding import fold

revision = "0006"
down_revision = "0005"

_BATCH = 1000

_CASES = (
    'SELECT c.id, coalesce(c.client_id, \'\'), c.matter, e.number, w.words FROM "case" AS c'
    " LEFT JOIN entry AS e ON e.record_id = c.id LEFT JOIN wording AS w ON w.number = e.number"
    " WHERE c.matter != ''"
)
_FORGET = "INSERT INTO told (told, rowid, words) VALUES ('delete', ?, ?)"
_CHANGE = "UPDATE wording SET words = ? WHERE number = ?"
_ENTER = "INSERT INTO entry (number, record_id, kind, client_id) VALUES (?, ?, 'case', ?)"
_WORD = "INSERT INTO wording (number, name, code, phone, words) VALUES (?, '', '', '', ?)"
_INDEX = "INSERT INTO told (rowid, words) VALUES (?, ?)"


def upgrade() -> None:
    """Add the words of each matter to what can be found of its case."""
    connection = op.get_bind()
    last = connection.exec_driver_sql("SELECT coalesce(max(number), 0) FROM entry").scalar_one()
    cases = connection.exec_driver_sql(_CASES).fetchall()
    for at in range(0, len(cases), _BATCH):
        last = _take_in(connection, [tuple(case) for case in cases[at:at + _BATCH]], last)


def _take_in(connection: Connection, cases: list[tuple[str, str, str, int | None, str | None]],
             last: int) -> int:
    """Write some cases' words and return the last number given to an entry."""
    for id, client_id, matter, number, before in cases:
        words = " ".join(dict.fromkeys(f"{fold(matter)} {before or ''}".split()))
        if not words or words == before:
            continue
        if number is None:
            last += 1
            connection.exec_driver_sql(_ENTER, (last, id, client_id))
            connection.exec_driver_sql(_WORD, (last, words))
        else:
            connection.exec_driver_sql(_FORGET, (number, before))
            connection.exec_driver_sql(_CHANGE, (words, number))
        connection.exec_driver_sql(_INDEX, (number or last, words))
    return last
