"""Incidents and deadlines under the law of another country than the home one.

Revision ID: 0007
"""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"

STATEMENTS = (
    "ALTER TABLE incident ADD COLUMN jurisdiction TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE deadline ADD COLUMN jurisdiction TEXT NOT NULL DEFAULT ''",
)


def upgrade() -> None:
    """Add two columns; what is there already is under the home law."""
    for statement in STATEMENTS:
        op.execute(statement)
