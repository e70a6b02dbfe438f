"""References in bills as links, what a bill says that its words mean, and references that lead to nothing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

LINKED = ("provision", "memorandum_part", "explanation")
FOUND = ("definitions", "dangling")


def upgrade() -> None:
    """Go up. What was stored before has no links until it is stored again. SQLite adds columns only with a default."""
    for table in LINKED:
        op.add_column(table, sa.Column("linked", sa.Text(), nullable=False, server_default=""))
    for column in FOUND:
        op.add_column("bill_version", sa.Column(column, sa.JSON(), nullable=False, server_default="[]"))
    op.create_table(
        "intended_reference",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("eid", sa.String(length=255), nullable=False),
        sa.Column("words", sa.String(length=255), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_intended_reference_consultation_id_consultation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intended_reference")),
        sa.UniqueConstraint(
            "consultation_id", "eid", "words", name=op.f("uq_intended_reference_consultation_id_eid_words")
        ),
    )
    with op.batch_alter_table("intended_reference") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_intended_reference_consultation_id"), ["consultation_id"], unique=False
        )


def downgrade() -> None:
    """Go down."""
    op.drop_table("intended_reference")
    for column in FOUND:
        op.drop_column("bill_version", column)
    for table in LINKED:
        op.drop_column(table, "linked")
