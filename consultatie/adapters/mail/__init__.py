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
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    for name, value in letter.headers.items():  # after the parts: setting those drops every Content- header
        message[name] = value
    return message
