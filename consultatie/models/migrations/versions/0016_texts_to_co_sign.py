"""texts to co-sign, and texts that the analysis found more than once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("eid", sa.String(length=255), nullable=False),
        sa.Column("position", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("organiser", sa.String(length=200), nullable=False),
        sa.Column("organiser_email", sa.String(length=254), nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("confirmed_at", instant, nullable=True),
        sa.Column("decided_at", instant, nullable=True),
        sa.Column("closed_at", instant, nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("held_code", sa.String(length=40), nullable=False),
        sa.Column("reason_code", sa.String(length=40), nullable=False),
        sa.Column("confirm_hash", sa.String(length=64), nullable=False),
        sa.Column("manage_hash", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_campaign_consultation_id_consultation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["bill_version.id"], name=op.f("fk_campaign_version_id_bill_version")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["user_account.id"],
            name=op.f("fk_campaign_decided_by_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("key", name=op.f("uq_campaign_key")),
        sa.UniqueConstraint("confirm_hash", name=op.f("uq_campaign_confirm_hash")),
        sa.UniqueConstraint("manage_hash", name=op.f("uq_campaign_manage_hash")),
    )
    op.create_index(op.f("ix_campaign_consultation_id"), "campaign", ["consultation_id"], unique=False)
    op.create_table(
        "co_signature",
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["response.id"],
            name=op.f("fk_co_signature_response_id_response"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaign.id"],
            name=op.f("fk_co_signature_campaign_id_campaign"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("response_id", name=op.f("pk_co_signature")),
    )
    op.create_index(op.f("ix_co_signature_campaign_id"), "co_signature", ["campaign_id"], unique=False)
    op.create_table(
        "text_copy",
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("own", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["response.id"],
            name=op.f("fk_text_copy_response_id_response"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_text_copy_consultation_id_consultation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("response_id", name=op.f("pk_text_copy")),
    )
    op.create_index(op.f("ix_text_copy_consultation_id"), "text_copy", ["consultation_id"], unique=False)
    op.create_index(op.f("ix_text_copy_key"), "text_copy", ["key"], unique=False)


def downgrade() -> None:
    """Go down."""
    op.drop_table("text_copy")
    op.drop_table("co_signature")
    op.drop_table("campaign")
