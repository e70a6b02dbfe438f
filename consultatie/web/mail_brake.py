"""The brake on mails that a page sends, with the limits of this installation and the network of this request."""

from __future__ import annotations

from flask import request
from sqlalchemy.orm import Session

from consultatie.http.site import now, secret, site
from consultatie.services import brakes


def take_mail(session: Session, email: str) -> None:
    """Count a mail to this address, asked for from this network, with the mail itself; raise TooMany.

    In the transaction that queues the mail: what is rolled back is not mailed, so it need not count.
    """
    settings = site().settings
    allowed = brakes.MailLimits(
        settings.mails_per_hour, settings.mails_per_day, settings.network_mails_per_hour
    )
    brakes.take_mail(
        session,
        secret=secret(),
        email=email,
        remote=request.remote_addr or "",
        limits=allowed,
        now=now(),
    )
