"""What was published and taken over, such as newer law, is kept whole beside the records.

Revision ID: 0010
"""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the table; nothing was taken over yet."""
    op.execute("CREATE TABLE shelf (name TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (name))")
