"""`/reageren`: somebody says what they think, without an account. One module per part of the road."""

from flask import Blueprint

blueprint = Blueprint("respond", __name__, url_prefix="/reageren")

from consultatie.web.respond import (  # noqa: E402, F401
    asking,
    commenting,
    consenting,
    cosigning,
    identity,
    invited,
    joining,
    mailed,
    managing,
    organising,
    proposing,
    quoting,
    recording,
    refusals,
    resuming,
    revising,
    sending,
    start,
    teaching,
    writing,
)
