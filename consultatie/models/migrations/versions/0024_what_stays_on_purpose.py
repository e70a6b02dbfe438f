"""which passages that look like personal data a respondent leaves in a response on purpose."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.add_column(sa.Column("left_on_purpose", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.drop_column("left_on_purpose")
