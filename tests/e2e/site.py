"""The site under test: an instance with the demonstration's content, served by threads of this process."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from werkzeug.serving import WSGIRequestHandler, make_server

from consultatie import create_app
from consultatie.jobs.worker import Worker
from consultatie.settings import ROOT, load

SETTINGS = """\
base_url = "{base}"
trusted_hosts = ["127.0.0.1", "localhost"]
second_factor = "off"
oidc_issuer = "http://127.0.0.1:9"
oidc_name = "de Inlogdienst"
oidc_client_id = "consultatie"
show_demo_accounts = true
network_mails_per_hour = 100000
argon2_time_cost = 1
argon2_memory_kib = 64
"""
CLI = "from consultatie.cli import main; main()"


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        """Say nothing: pytest shows what matters."""


class LiveSite:
    """A running site. `work()` does the jobs that are due; `letters()` reads the mail that left."""

    def __init__(self, instance: Path, *, host: str = "127.0.0.1", **settings: Any) -> None:
        self.instance = instance
        self._host = host
        self._server: Any = None
        self._settings = settings
        self.base = ""
        self.app: Any = None

    def start(self, *, load_demonstration: bool = True) -> None:
        """Serve on a port that the system gives."""
        self._server = make_server(
            "127.0.0.1", 0, lambda e, s: self.app(e, s), threaded=True, request_handler=_Quiet
        )
        self.base = f"http://{self._host}:{self._server.server_port}"
        self.instance.mkdir(mode=0o755, parents=True, exist_ok=True)
        path = self.instance / "settings.toml"
        path.write_text(SETTINGS.format(base=self.base), "utf-8")
        if load_demonstration:
            self._load_demonstration()
        settings = replace(load({}, instance=str(self.instance)), **self._settings)
        self.app = create_app(settings)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def _load_demonstration(self) -> None:
        """Do what `make demo` does before it serves; a second site on the same instance finds it done."""
        environ = {key: value for key, value in os.environ.items() if not key.startswith("CONSULTATIE_")} | {
            "CONSULTATIE_INSTANCE": str(self.instance)
        }
        for command in (["init"], ["demo", "load"]):
            done = subprocess.run(
                [sys.executable, "-c", CLI, *command], env=environ, cwd=ROOT, capture_output=True, text=True
            )
            assert done.returncode == 0, done.stderr[-2000:]

    def stop(self) -> None:
        """Stop serving and let go of the database."""
        self._server.shutdown()
        self._server.server_close()
        self.app.extensions["consultatie"].db.engine.dispose()

    @property
    def parts(self) -> Any:
        """Return settings, database and machines of the application."""
        return self.app.extensions["consultatie"]

    def work(self) -> None:
        """Do every job that is due now, as `consultatie worker --once` does, but make no files to keep: that takes minutes."""
        Worker(self.app).run(once=True, slow=False)

    def letters(self, to: str, kind: str = "") -> list[EmailMessage]:
        """Return the letters to an address, newest last, after doing what is due."""
        self.work()
        folder = self.instance / "mail"
        paths = sorted(folder.glob(f"{kind or '*'}-*.eml"), key=lambda path: path.stat().st_mtime_ns)
        found = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in paths]
        return [letter for letter in found if letter["To"] == to]

    def link(self, to: str, kind: str, part: str) -> str:
        """Return the link with this in it of the newest letter of a kind."""
        letters = self.letters(to, kind)
        assert letters, f"no letter {kind!r} to {to}"
        body = letters[-1].get_body(("plain",))
        assert body is not None
        links = re.findall(
            re.escape(self.base) + r"[^\s>]*" + re.escape(part) + r"[^\s>]*", body.get_content()
        )
        assert links, f"no link with {part!r} in the letter {kind!r}"
        return str(links[0]).rstrip(".")

    def staff_cookie(self, email: str) -> str:
        """Return the value of a signed cookie for somebody on the staff (the form itself has tests of its own)."""
        from consultatie.services import accounts

        with self.parts.db.write.begin() as session:
            user = accounts.get_user_by_email(session, email)
            token = accounts.sign_in(
                session, user, lifetime=timedelta(hours=12), second_factor=True, now=self.parts.ports.now()
            )
        return self.cookie(staff=token)

    def cookie(self, **values: Any) -> str:
        """Return a signed cookie holding these values."""
        serializer = self.app.session_interface.get_signing_serializer(self.app)
        return str(serializer.dumps(values | {"_permanent": True}))
