"""A library of pictures: what is said about a picture moves from the illustration to the picture."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Pictures of before are not measured here, as their bytes are elsewhere: they get the size at which pages showed them.
WIDTH, HEIGHT = 640, 360


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("small_id", sa.Integer(), nullable=True),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("smallest_text", sa.Integer(), nullable=True),
        sa.Column("decorative", sa.Boolean(), nullable=False),
        sa.Column("alt", sa.JSON(), nullable=False),
        sa.Column("description", sa.JSON(), nullable=False),
        sa.Column("credit", sa.String(length=200), nullable=False),
        sa.Column("licence", sa.String(length=40), nullable=False),
        sa.Column("licence_note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_picture_department_id_department")
        ),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_picture_file_id_stored_file")),
        sa.ForeignKeyConstraint(
            ["small_id"], ["stored_file.id"], name=op.f("fk_picture_small_id_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture")),
    )
    with op.batch_alter_table("picture", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_picture_department_id"), ["department_id"], unique=False)
    no = "FALSE" if op.get_bind().dialect.name == "postgresql" else "0"
    op.execute(
        "INSERT INTO picture (id, department_id, file_id, width, height, decorative, alt, description, credit, licence, "  # noqa: S608
        "licence_note, created_at) "
        f"SELECT i.id, c.department_id, i.file_id, {WIDTH}, {HEIGHT}, {no}, i.alt, i.description, '', '', '', f.created_at "
        "FROM illustration i JOIN consultation c ON c.id = i.consultation_id JOIN stored_file f ON f.id = i.file_id"
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "SELECT setval(pg_get_serial_sequence('picture', 'id'), (SELECT COALESCE(MAX(id), 0) + 1 FROM picture), false)"
        )
    with op.batch_alter_table("illustration", schema=None) as batch_op:
        batch_op.add_column(sa.Column("picture_id", sa.Integer(), nullable=True))
    op.execute("UPDATE illustration SET picture_id = id")
    with op.batch_alter_table("illustration", schema=None) as batch_op:
        batch_op.alter_column("picture_id", existing_type=sa.Integer(), nullable=False)
        batch_op.create_index(batch_op.f("ix_illustration_picture_id"), ["picture_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_illustration_picture_id_picture"), "picture", ["picture_id"], ["id"]
        )
        batch_op.drop_constraint("fk_illustration_file_id_stored_file", type_="foreignkey")
        batch_op.drop_column("file_id")
        batch_op.drop_column("alt")
        batch_op.drop_column("description")


def downgrade() -> None:
    """Go down; pictures that stand nowhere are lost, with maker and licence of the others."""
    with op.batch_alter_table("illustration", schema=None) as batch_op:
        batch_op.add_column(sa.Column("file_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("alt", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("description", sa.JSON(), nullable=True))
    for column in ("file_id", "alt", "description"):
        op.execute(
            f"UPDATE illustration SET {column} = "  # noqa: S608
            f"(SELECT p.{column} FROM picture p WHERE p.id = illustration.picture_id)"
        )
    with op.batch_alter_table("illustration", schema=None) as batch_op:
        batch_op.alter_column("file_id", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("alt", existing_type=sa.JSON(), nullable=False)
        batch_op.alter_column("description", existing_type=sa.JSON(), nullable=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_illustration_file_id_stored_file"), "stored_file", ["file_id"], ["id"]
        )
        batch_op.drop_constraint("fk_illustration_picture_id_picture", type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_illustration_picture_id"))
        batch_op.drop_column("picture_id")
    with op.batch_alter_table("picture", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_picture_department_id"))
    op.drop_table("picture")
