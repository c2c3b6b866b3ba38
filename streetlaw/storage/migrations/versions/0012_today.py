"""What waits and what was closed of late is found without reading all of it.

Revision ID: 0012
"""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add an index of referrals and one of cases, each by status and day."""
    op.execute("CREATE INDEX referral_by_status_since_id ON referral (status, since, id)")
    op.execute("CREATE INDEX case_by_status_closed ON \"case\" (status, closed)")
