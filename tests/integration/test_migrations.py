"""Migrations go up and down with data in the tables, and end where the models are."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, select

from consultatie.db import Database
from consultatie.models import schema
from consultatie.models.base import Base
from consultatie.models.responses import Response
from tests.factories import make_consultation, make_response


def _writing(db: Database) -> Any:
    return db.engine.execution_options(consultatie_write=True).begin()


def test_the_migrations_make_exactly_what_the_models_say(db: Database) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_every_migration_goes_down_and_up_again_with_data(db: Database) -> None:
    with db.write.begin() as session:
        reference = make_response(session, make_consultation(session)).reference
    assert len(schema.revisions()) >= 1
    revisions = schema.revisions()
    for before, revision in reversed(list(pairwise(revisions))):
        with _writing(db) as connection:
            schema.downgrade(connection, before)
            assert schema.current(connection) == before
            schema.upgrade(connection, revision)
            assert schema.current(connection) == revision
    with _writing(db) as connection:
        schema.upgrade(connection)
    with db.read() as session:
        assert session.scalars(select(Response.reference)).one() == reference


def test_all_the_way_down_leaves_nothing_and_all_the_way_up_works_again(db: Database) -> None:
    with db.write.begin() as session:
        make_response(session, make_consultation(session))
    with _writing(db) as connection:
        schema.downgrade(connection, "base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
    with _writing(db) as connection:
        schema.upgrade(connection)
        assert schema.current(connection) == schema.newest()
    with db.write.begin() as session:
        make_response(session, make_consultation(session))


def test_migrations_are_numbered_without_gaps() -> None:
    assert schema.revisions() == [f"{number:04}" for number in range(1, len(schema.revisions()) + 1)]
