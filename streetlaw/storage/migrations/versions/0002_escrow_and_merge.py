"""Keys by which trusted people can hold a vault's key; clients that turned out to be another.

Revision ID: 0002
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

STATEMENTS = (
    "ALTER TABLE trusted_person ADD COLUMN escrow_key TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE client ADD COLUMN merged_into TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX client_by_merged_into ON client (merged_into) WHERE merged_into != ''",
)


def upgrade() -> None:
    """Add two columns."""
    for statement in STATEMENTS:
        op.execute(statement)
