"""Telephone numbers of people in cases; who was compared with whom and is somebody else.

Revision ID: 0004
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

STATEMENTS = (
    "ALTER TABLE client ADD COLUMN distinct_from TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE party ADD COLUMN distinct_from TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE party ADD COLUMN phone TEXT NOT NULL DEFAULT ''",
)


def upgrade() -> None:
    """Add three columns."""
    for statement in STATEMENTS:
        op.execute(statement)
