"""following by mail: subscribers, what they follow, stages that are news, and when a bill went to parliament."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

CHOICE, INSTANT = sa.String(length=40), sa.DateTime(timezone=True)


def upgrade() -> None:
    """Go up. Consultations that were withdrawn before count as told: that is no news any more."""
    op.create_table(
        "subscription_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("rhythm", CHOICE, nullable=False),
        sa.Column("subjects", sa.JSON(), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription_request")),
        sa.UniqueConstraint("hash", name=op.f("uq_subscription_request_hash")),
    )
    op.create_index("ix_subscription_request_expires_at", "subscription_request", ["expires_at"])
    op.create_table(
        "subscriber",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("canonical", sa.String(length=254), nullable=False),
        sa.Column("link_key", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("rhythm", CHOICE, nullable=False),
        sa.Column("told_until", INSTANT, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscriber")),
        sa.UniqueConstraint("canonical", name=op.f("uq_subscriber_canonical")),
        sa.UniqueConstraint("link_key", name=op.f("uq_subscriber_link_key")),
    )
    op.create_index("ix_subscriber_rhythm", "subscriber", ["rhythm"])
    op.create_table(
        "subscription",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subscriber_id", sa.Integer(), nullable=False),
        sa.Column("kind", CHOICE, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["subscriber_id"],
            ["subscriber.id"],
            name=op.f("fk_subscription_subscriber_id_subscriber"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
        sa.UniqueConstraint(
            "subscriber_id", "kind", "name", name=op.f("uq_subscription_subscriber_id_kind_name")
        ),
    )
    op.create_index("ix_subscription_kind", "subscription", ["kind"])
    op.create_index("ix_subscription_name", "subscription", ["name"])
    op.create_table(
        "stage_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("kind", CHOICE, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("noted_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_stage_event_consultation_id_consultation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_event")),
        sa.UniqueConstraint("consultation_id", "kind", name=op.f("uq_stage_event_consultation_id_kind")),
    )
    op.create_index("ix_stage_event_noted_at", "stage_event", ["noted_at"])
    op.execute(
        "INSERT INTO stage_event (consultation_id, kind, at, noted_at) "
        "SELECT id, 'withdrawn', created_at, created_at FROM consultation WHERE stage = 'withdrawn'"
    )
    # No batch: SQLite would make the table anew, and others refer to it.
    op.add_column("consultation", sa.Column("parliament_on", sa.Date(), nullable=True))
    op.add_column(
        "consultation",
        sa.Column("parliament_address", sa.String(length=500), nullable=False, server_default=""),
    )
    op.add_column(
        "respondent", sa.Column("wants_news", sa.Boolean(), nullable=False, server_default=sa.true())
    )


def downgrade() -> None:
    """Go down."""
    op.drop_column("respondent", "wants_news")
    op.drop_column("consultation", "parliament_address")
    op.drop_column("consultation", "parliament_on")
    for table in ("stage_event", "subscription", "subscriber", "subscription_request"):
        op.drop_table(table)
