"""One installation in one tar: the database as it was at one instant, the files, and the key.

The search index is not in it: it is a cache, and its files are pickles that must never come from elsewhere.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.engine import URL

from consultatie.cli.terminal import Installation
from consultatie.domain.errors import Invalid, Unavailable
from consultatie.models import schema

FORMAT = 1
DATABASE = {"sqlite": "consultatie.db", "postgresql": "consultatie.dump"}


def create(place: Installation, target: Path) -> dict[str, object]:
    """Write a backup and return its contents list. The site may run on; the file is readable by its owner only."""
    if target.exists():
        raise Invalid("backup-file-exists", file=str(target))
    dialect = place.db.engine.dialect.name
    part = target.with_name(target.name + ".part")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / DATABASE[dialect]
        _copy_database(place, copy)  # before the files: each file that the copy names is there already
        about = {"format": FORMAT, "database": dialect, "revision": _revision(place)}
        about["at"] = place.ports.now().isoformat()
        try:
            with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as raw:
                with tarfile.open(fileobj=raw, mode="w") as tar:
                    _add_bytes(tar, "backup.json", json.dumps(about).encode())
                    tar.add(copy, copy.name)
                    tar.add(place.settings.secret_key_path, "secret.key")
                    files = place.settings.instance_path / "files"
                    if files.is_dir():
                        tar.add(files, "files")
                raw.flush()
                os.fsync(raw.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    return about | {"file": str(target), "bytes": target.stat().st_size}


def _revision(place: Installation) -> str | None:
    with place.db.engine.connect() as connection:
        return schema.current(connection)


def _add_bytes(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(data), 0o600
    tar.addfile(info, io.BytesIO(data))


def _copy_database(place: Installation, copy: Path) -> None:
    if place.db.is_sqlite:
        with place.db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.rollback()
            connection.connection.driver_connection.execute("VACUUM INTO ?", (str(copy),))  # type: ignore[union-attr]
        return
    _run_postgres(place, "pg_dump", ["--format=custom", f"--file={copy}"])


def _run_postgres(place: Installation, program: str, arguments: list[str]) -> None:
    found = shutil.which(program)
    if found is None:
        raise Unavailable("no-postgres-client", program=program)
    url: URL = make_url(place.settings.database)
    environ = os.environ | {"PGPASSWORD": url.password or ""}
    plain = url.set(drivername="postgresql", password=None).render_as_string()
    done = subprocess.run(  # noqa: S603 -- the program was looked up, the address is our own setting
        [found, *arguments, f"--dbname={plain}"], env=environ, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise Unavailable("postgres-client-failed", program=program, said=done.stderr.strip()[-300:])


def restore(place: Installation, source: Path) -> dict[str, object]:
    """Put a backup into an empty installation and return its contents list.

    Raise Invalid when the installation holds anything, or the file is no backup, or of another kind of database.
    """
    folder = place.settings.instance_path
    with tempfile.TemporaryDirectory() as unpacked_name, _opened(source) as tar:
        unpacked = Path(unpacked_name)
        _unpack(tar, unpacked)
        about: dict[str, object] = _about(unpacked)
        dialect = place.db.engine.dialect.name
        if about["database"] != dialect:
            raise Invalid("backup-other-database", backup=about["database"], here=dialect)
        _require_empty(place)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _put_database(place, unpacked / DATABASE[dialect])
        key = place.settings.secret_key_path
        key.touch(mode=0o600)
        key.write_bytes((unpacked / "secret.key").read_bytes())
        if (unpacked / "files").is_dir():
            shutil.copytree(unpacked / "files", folder / "files", dirs_exist_ok=True)
    return about


def _opened(source: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(source)
    except tarfile.TarError:
        raise Invalid("no-backup", file=str(source)) from None


def _unpack(tar: tarfile.TarFile, folder: Path) -> None:
    try:
        tar.extractall(folder, filter="data")
    except (tarfile.TarError, EOFError):
        raise Invalid("no-backup") from None


def _about(unpacked: Path) -> dict[str, object]:
    try:
        about: dict[str, object] = json.loads((unpacked / "backup.json").read_text("utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        raise Invalid("no-backup") from None
    if about.get("format") != FORMAT:
        raise Invalid("no-backup")
    return about


def _require_empty(place: Installation) -> None:
    folder = place.settings.instance_path
    there = [name for name in ("files", "search") if any((folder / name).glob("*"))]
    if place.settings.secret_key_path.exists():
        there.append("secret.key")
    if place.db.is_sqlite:
        path = Path(place.db.engine.url.database or "")
        if path.exists() and path.stat().st_size:
            there.append(path.name)
    elif _revision(place) is not None:
        there.append("database")
    if there:
        raise Invalid("restore-not-empty", found=", ".join(there))


def _put_database(place: Installation, copy: Path) -> None:
    if place.db.is_sqlite:
        place.db.engine.dispose()
        target = Path(place.db.engine.url.database or "")
        for leftover in (
            target,
            target.with_name(target.name + "-wal"),
            target.with_name(target.name + "-shm"),
        ):
            leftover.unlink(missing_ok=True)
        shutil.copyfile(copy, target)
        target.chmod(0o600)
        return
    _run_postgres(place, "pg_restore", ["--no-owner", "--exit-on-error", str(copy)])
