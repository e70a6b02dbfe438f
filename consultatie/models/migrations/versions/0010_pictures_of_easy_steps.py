"""Choose which picture goes with a step of the easy text."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "easy_picture",
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("illustration_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_easy_picture_consultation_id_consultation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["illustration_id"],
            ["illustration.id"],
            name=op.f("fk_easy_picture_illustration_id_illustration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("consultation_id", "place", name=op.f("pk_easy_picture")),
    )
    with op.batch_alter_table("easy_picture") as batch_op:
        batch_op.create_index(op.f("ix_easy_picture_illustration_id"), ["illustration_id"])


def downgrade() -> None:
    """Go down."""
    op.drop_table("easy_picture")
