"""what a response said before its sender changed it, and which response a draft changes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "response_edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("log_position", sa.Integer(), nullable=True),
        sa.Column("contents", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["response.id"],
            name=op.f("fk_response_edition_response_id_response"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response_edition")),
        sa.UniqueConstraint("response_id", "number", name=op.f("uq_response_edition_response_id_number")),
    )
    with op.batch_alter_table("response_edition", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_response_edition_response_id"), ["response_id"], unique=False)
    op.add_column("response", sa.Column("edition", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("response", sa.Column("revised_at", sa.DateTime(timezone=True), nullable=True))
    # Without a foreign key: SQLite adds one only by making the table anew, which deletes all that refers to it.
    op.add_column("response", sa.Column("revises_id", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_response_revises_id"), "response", ["revises_id"], unique=False)
    op.add_column("report_item", sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Go down."""
    op.drop_column("report_item", "changed_at")
    op.drop_index(op.f("ix_response_revises_id"), table_name="response")
    for column in ("revises_id", "revised_at", "edition"):
        op.drop_column("response", column)
    op.drop_table("response_edition")
