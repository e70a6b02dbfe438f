"""Mail by plain SMTP to the configured host (`smtp://user:password@host:port`, `smtps://…` for TLS from the start)."""

from __future__ import annotations

import smtplib
from urllib.parse import unquote, urlsplit

from consultatie.adapters.mail import as_message
from consultatie.domain.errors import Unavailable
from consultatie.domain.ports import Letter

TIMEOUT = 20  # seconds


class SmtpMailer:
    """Hands letters to one SMTP server; uses STARTTLS where the server offers it."""

    def __init__(self, url: str, sender: str) -> None:
        self._url, self._sender = urlsplit(url), sender

    def send(self, letter: Letter) -> None:
        """Deliver a letter; raise Unavailable when the server is away or refuses."""
        try:
            with self._connect() as server:
                server.send_message(as_message(letter, self._sender))
        except (OSError, smtplib.SMTPException) as error:
            raise Unavailable("mail-unavailable", reason=type(error).__name__) from error

    def _connect(self) -> smtplib.SMTP:
        secure = self._url.scheme == "smtps"
        make = smtplib.SMTP_SSL if secure else smtplib.SMTP
        server = make(
            self._url.hostname or "localhost", self._url.port or (465 if secure else 25), timeout=TIMEOUT
        )
        if not secure:
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls()
        if self._url.username:
            server.login(unquote(self._url.username), unquote(self._url.password or ""))
        return server
