"""Words for who is asked to respond: what sort of body, and where it is. Templates reach them as `invitation_words`."""

from __future__ import annotations

import sys

from flask import Flask
from flask_babel import gettext as _

from consultatie.domain.invitations import InviteeKind, InviteeStatus


def kind(value: InviteeKind | str) -> str:
    """Return what sort of body it is."""
    return {
        "advisory-body": _("Adviescollege"),
        "implementing-agency": _("Uitvoeringsorganisatie"),
        "interest-group": _("Belangenorganisatie"),
        "other": _("Anders"),
    }[InviteeKind(value).value]


def status(value: InviteeStatus | str) -> str:
    """Return where an invitee is, for staff."""
    return {
        "listed": _("Nog niet uitgenodigd"),
        "invited": _("Uitgenodigd"),
        "opened": _("Link geopend"),
        "writing": _("Is aan het schrijven"),
        "answered": _("Heeft gereageerd"),
        "declined": _("Reageert niet"),
    }[InviteeStatus(value).value]


def tone(value: InviteeStatus | str) -> str:
    """Return the tone of the badge; the word beside it carries the meaning."""
    tones = {"answered": "answer", "declined": "warning", "writing": "people", "opened": "people"}
    return tones.get(InviteeStatus(value).value, "neutral")


def public_status(value: str, is_open: bool) -> str:
    """Return what the public reads of an invitee: asked, answered or declined."""
    if value == InviteeStatus.ANSWERED:
        return _("Heeft gereageerd")
    if value == InviteeStatus.DECLINED:
        return _("Liet weten niet te reageren")
    return _("Heeft nog niet gereageerd") if is_open else _("Heeft niet gereageerd")


def register(app: Flask) -> None:
    """Give every template this module as `invitation_words`."""
    app.jinja_env.globals["invitation_words"] = sys.modules[__name__]
