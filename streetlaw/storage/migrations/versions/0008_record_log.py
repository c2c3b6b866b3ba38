"""The log of one record is found without reading all of it.

Revision ID: 0008
"""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the index of the log by record."""
    op.execute("CREATE INDEX audit_by_record_id ON audit (record_id)")
