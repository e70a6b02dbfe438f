"""What the sessions promise: writers take turns, and each gets its turn."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from consultatie.models.accounts import Department
from tests.factories import make_department


def test_many_writers_at_once_each_get_their_turn(db) -> None:
    with db.write.begin() as session:
        make_department(session, "0")

    def count_on(_number: int) -> None:
        with db.write.begin() as session:
            row = session.scalars(select(Department).with_for_update()).one()
            row.name = str(int(row.name) + 1)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(count_on, range(80)))
    with db.read() as session:
        assert session.scalars(select(Department.name)).one() == "80"


def test_a_writer_that_fails_makes_room_for_the_next(db) -> None:
    def fail() -> None:
        with db.write.begin() as session:
            make_department(session, "verloren")
            raise ZeroDivisionError

    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            fail()
    with db.write.begin() as session:
        make_department(session, "gebleven")
    with db.write() as session:
        make_department(session, "nooit vastgelegd")
    with db.write() as session:
        make_department(session, "tweemaal")
        session.commit()
        make_department(session, "in één sessie")
        session.commit()
    with db.read() as session:
        assert sorted(session.scalars(select(Department.name))) == ["gebleven", "in één sessie", "tweemaal"]


def test_reading_waits_for_no_writer(db) -> None:
    with db.write.begin() as writing:
        make_department(writing, "nog niet")
        with db.read() as reading:
            assert list(reading.scalars(select(Department))) == []
