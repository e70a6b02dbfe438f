"""Tell a consultation in sound and in sign language."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "media_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("captions_id", sa.Integer(), nullable=True),
        sa.Column("markdown", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_media_version_consultation_id_consultation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_media_version_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["captions_id"], ["stored_file.id"], name=op.f("fk_media_version_captions_id_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_media_version")),
        sa.UniqueConstraint(
            "consultation_id",
            "kind",
            "subject",
            "language",
            name=op.f("uq_media_version_consultation_id_kind_subject_language"),
        ),
    )
    with op.batch_alter_table("media_version") as batch_op:
        batch_op.create_index(op.f("ix_media_version_consultation_id"), ["consultation_id"])


def downgrade() -> None:
    """Go down."""
    op.drop_table("media_version")
