"""a new version of a published bill waits for a second person, and says why it came; a decision remembers what it moved."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up. SQLite adds columns only with a default."""
    op.create_table(
        "proposed_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("memorandum_id", sa.Integer(), nullable=True),
        sa.Column("notice", sa.JSON(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_proposed_version_consultation_id_consultation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["source_id"], ["stored_file.id"], name=op.f("fk_proposed_version_source_id_stored_file")),
        sa.ForeignKeyConstraint(["memorandum_id"], ["stored_file.id"], name=op.f("fk_proposed_version_memorandum_id_stored_file")),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["user_account.id"], name=op.f("fk_proposed_version_proposed_by_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposed_version")),
        sa.UniqueConstraint("consultation_id", name=op.f("uq_proposed_version_consultation_id")),
    )
    for table, column, empty in (("bill_version", "notice", "{}"), ("lineage_decision", "moved", "[]")):
        op.add_column(table, sa.Column(column, sa.JSON(), nullable=False, server_default=empty))


def downgrade() -> None:
    """Go down."""
    for table, column in (("lineage_decision", "moved"), ("bill_version", "notice")):
        op.drop_column(table, column)
    op.drop_table("proposed_version")
