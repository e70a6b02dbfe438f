"""objections to responses, and the address by which responses of one person are compared."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up; an address of before is compared in lower case without its +tag, as the code does from now on."""
    op.create_table(
        "objection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["user_account.id"], name=op.f("fk_objection_answered_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["response.id"],
            name=op.f("fk_objection_response_id_response"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection")),
    )
    op.create_index("ix_objection_response_id", "objection", ["response_id"])
    op.create_index("ix_objection_answered_at", "objection", ["answered_at"])
    op.add_column(
        "respondent", sa.Column("canonical", sa.String(length=254), nullable=False, server_default="")
    )
    op.create_index("ix_respondent_canonical", "respondent", ["canonical"])
    respondent = sa.table("respondent", sa.column("response_id"), sa.column("email"), sa.column("canonical"))
    connection = op.get_bind()
    for id_, email in connection.execute(
        sa.select(respondent.c.response_id, respondent.c.email).where(respondent.c.email != "")
    ).all():
        local, _at, domain = email.casefold().rpartition("@")
        canonical = f"{local.split('+', 1)[0]}@{domain}"
        connection.execute(
            sa.update(respondent).where(respondent.c.response_id == id_).values(canonical=canonical)
        )


def downgrade() -> None:
    """Go down."""
    op.drop_index("ix_respondent_canonical", "respondent")
    op.drop_column("respondent", "canonical")
    op.drop_table("objection")
