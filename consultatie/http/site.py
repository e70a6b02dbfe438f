"""The site at hand: settings, database, machines and clock of the running application, and the request's session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from argon2 import PasswordHasher
from flask import Flask, Response, current_app, g, request
from sqlalchemy.orm import Session

from consultatie.db import Database
from consultatie.domain.ports import Ports
from consultatie.settings import Settings

EXTENSION = "consultatie"


@dataclass(frozen=True, slots=True)
class Site:
    """What the factory put together for one application."""

    settings: Settings
    db: Database
    ports: Ports
    hasher: PasswordHasher


def site() -> Site:
    """Return what the running application was put together from."""
    found: Site = current_app.extensions[EXTENSION]
    return found


def secret() -> bytes:
    """Return the key under which brakes name addresses and networks."""
    key = current_app.secret_key or b""
    return key.encode() if isinstance(key, str) else key


def now() -> datetime:
    """Return the UTC instant of this request, the same all through it."""
    if "now" not in g:
        g.now = site().ports.now()
    instant: datetime = g.now
    return instant


def db_session() -> Session:
    """Return this request's session: one that reads for GET and HEAD, one that writes otherwise."""
    if "db_session" not in g:
        make = site().db.read if request.method in ("GET", "HEAD") else site().db.write
        g.db_session = make()
    session: Session = g.db_session
    return session


def register(app: Flask) -> None:
    """Commit after a request that changed something and went well; always close."""

    @app.after_request
    def commit(response: Response) -> Response:
        session: Session | None = g.get("db_session")
        if session is not None and request.method not in ("GET", "HEAD") and response.status_code < 400:
            session.commit()
        return response

    @app.teardown_appcontext
    def close(_error: BaseException | None) -> None:
        session: Session | None = g.pop("db_session", None)
        if session is not None:
            session.close()
