"""Mail out: a letter as a MIME message, and the ways it leaves."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import formatdate

from consultatie.domain.ports import Letter


def as_message(letter: Letter, sender: str) -> EmailMessage:
    """Return a letter as a message with a plain and an HTML part (RFC 5322, RFC 2046 5.1.4)."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, letter.to, letter.subject
    message["Date"] = formatdate(usegmt=True)
    message["Message-ID"] = letter.message_id
    for name, value in letter.headers.items():
        message[name] = value
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message
