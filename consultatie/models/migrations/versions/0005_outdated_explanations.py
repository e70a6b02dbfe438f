"""Mark explanations whose law text has changed since somebody read them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up; what is there is as it was read."""
    with op.batch_alter_table("explanation") as batch_op:
        batch_op.add_column(sa.Column("outdated", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("explanation") as batch_op:
        batch_op.alter_column("outdated", server_default=None)


def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table("explanation") as batch_op:
        batch_op.drop_column("outdated")
