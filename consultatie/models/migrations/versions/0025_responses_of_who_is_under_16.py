"""which departments let who is under 16 respond, and who agreed to such a response."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    with op.batch_alter_table("department", schema=None) as batch_op:
        batch_op.add_column(sa.Column("under_16", sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table("respondent", schema=None) as batch_op:
        batch_op.add_column(sa.Column("under_16", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("agreed_by", sa.String(length=64), server_default="", nullable=False))


def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table("respondent", schema=None) as batch_op:
        batch_op.drop_column("agreed_by")
        batch_op.drop_column("under_16")
    with op.batch_alter_table("department", schema=None) as batch_op:
        batch_op.drop_column("under_16")
