"""what documents beside the bill lack, and where the same text is a web page."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lacks", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(
            sa.Column("web_address", sa.String(length=500), nullable=False, server_default="")
        )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.alter_column("web_address", server_default=None)


def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_column("web_address")
        batch_op.drop_column("lacks")
