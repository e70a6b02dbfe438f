"""what a proposal does with the provision it is about: words, a change, an addition or a removal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

KINDS = ("text", "change", "addition", "removal")


def upgrade() -> None:
    """Go up."""
    kind = sa.Enum(*KINDS, name="proposalkind", native_enum=False, length=40)
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("proposal_kind", kind, nullable=False, server_default="text"))


def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.drop_column("proposal_kind")
