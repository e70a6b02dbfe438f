"""classes that respond with a code, and which responses are theirs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from consultatie.models.base import UtcDateTime

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "school_class",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=9), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("teacher_email", sa.String(length=254), nullable=False),
        sa.Column("canonical", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("created_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("closed_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("confirm_hash", sa.String(length=64), nullable=False),
        sa.Column("manage_hash", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_school_class_consultation_id_consultation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_class")),
        sa.UniqueConstraint("code", name=op.f("uq_school_class_code")),
        sa.UniqueConstraint("confirm_hash", name=op.f("uq_school_class_confirm_hash")),
        sa.UniqueConstraint("manage_hash", name=op.f("uq_school_class_manage_hash")),
    )
    with op.batch_alter_table("school_class", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_school_class_consultation_id"), ["consultation_id"], unique=False
        )
    with op.batch_alter_table("respondent", schema=None) as batch_op:
        batch_op.add_column(sa.Column("class_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_respondent_class_id"), ["class_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_respondent_class_id_school_class"),
            "school_class",
            ["class_id"],
            ["id"],
            ondelete="SET NULL",
        )


def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table("respondent", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_respondent_class_id_school_class"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_respondent_class_id"))
        batch_op.drop_column("class_id")
    op.drop_table("school_class")
