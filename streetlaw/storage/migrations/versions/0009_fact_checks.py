"""Checks of what a pack says of the law, and corrections of it, beside the records of people.

Revision ID: 0009
"""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"

STATEMENTS = (
    """
    CREATE TABLE fact_check (
        id TEXT NOT NULL, revision INTEGER NOT NULL, jurisdiction TEXT NOT NULL, place TEXT NOT NULL,
        code TEXT NOT NULL, result TEXT NOT NULL, checked_on TEXT, checked_by TEXT NOT NULL,
        role TEXT NOT NULL, evidence TEXT NOT NULL, reference TEXT NOT NULL, attachment TEXT NOT NULL,
        cells TEXT NOT NULL, before TEXT NOT NULL, revoked_on TEXT, PRIMARY KEY (id)
    )
    """,
)


def upgrade() -> None:
    """Add the table; nobody has checked anything yet."""
    for statement in STATEMENTS:
        op.execute(statement)
