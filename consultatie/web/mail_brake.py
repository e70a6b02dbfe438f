"""The brake on mail for every audience: how often one address is mailed, and how many mails one network asks for."""

from __future__ import annotations

from flask import request

from consultatie.http.site import now, secret, site
from consultatie.services import brakes


def count_mail(email: str, *, once: str = "") -> None:
    """Count a mail to this address in a transaction of its own, one for what `once` names; raise TooMany.

    Call it before the request writes anything: what is rolled back afterwards stays counted, so that nobody can have
    mails tried for nothing, and SQLite has one writer.
    """
    settings = site().settings
    allowed = brakes.MailLimits(
        settings.mails_per_hour, settings.mails_per_day, settings.network_mails_per_hour
    )
    with site().db.write.begin() as session:
        brakes.take_mail(
            session,
            secret=secret(),
            email=email,
            remote=request.remote_addr or "",
            limits=allowed,
            once=once,
            now=now(),
        )
