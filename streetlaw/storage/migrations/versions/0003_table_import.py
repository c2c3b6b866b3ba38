"""Imports of tables, so that a whole one can be taken back.

Revision ID: 0003
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add a table."""
    op.execute("""
        CREATE TABLE table_import (
            id TEXT NOT NULL, revision INTEGER NOT NULL, file TEXT NOT NULL, made TEXT,
            rows INTEGER NOT NULL, records TEXT NOT NULL, PRIMARY KEY (id)
        )
    """)
