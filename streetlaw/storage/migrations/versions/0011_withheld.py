"""What is held back from a person's copy because it concerns somebody else, and why.

Revision ID: 0011
"""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"

STATEMENTS = (
    """
    CREATE TABLE withheld (
        id TEXT NOT NULL, revision INTEGER NOT NULL, client_id TEXT, of_kind TEXT NOT NULL,
        of_id TEXT NOT NULL, of_field TEXT NOT NULL, digest TEXT NOT NULL, reason TEXT NOT NULL, since TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(client_id) REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    "CREATE INDEX withheld_by_client_id ON withheld (client_id)",
)


def upgrade() -> None:
    """Add the table; nothing was held back yet."""
    for statement in STATEMENTS:
        op.execute(statement)
