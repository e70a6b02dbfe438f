"""files that people keep of a consultation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "edition",
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column(
            "work",
            sa.Enum("whole", "bill", "form", "report", name="work", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("format", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_edition_consultation_id_consultation"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_edition_file_id_stored_file")),
        sa.PrimaryKeyConstraint("consultation_id", "work", "format", "language", name=op.f("pk_edition")),
    )


def downgrade() -> None:
    """Go down."""
    op.drop_table("edition")
