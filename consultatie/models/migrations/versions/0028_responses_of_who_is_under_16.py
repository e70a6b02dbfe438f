"""which departments let who is under 16 respond, and who agreed to such a response."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up. In place, not by a new table: others refer to departments."""
    for table in ("department", "respondent"):
        op.add_column(
            table, sa.Column("under_16", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    op.add_column("respondent", sa.Column("agreed_by", sa.String(64), server_default="", nullable=False))


def downgrade() -> None:
    """Go down."""
    op.drop_column("respondent", "agreed_by")
    op.drop_column("respondent", "under_16")
    op.drop_column("department", "under_16")
