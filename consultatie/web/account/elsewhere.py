"""Sign in at an identity provider: away, back, and out. Coming back is the one GET that signs in, as the standard returns so.

What has to come back is kept in the signed cookie; it is taken out before it is used, so that an answer serves once.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from flask import redirect, render_template, request
from flask import session as cookie
from werkzeug.wrappers import Response

from consultatie.domain.errors import ConsultatieError, NotFound, TokenRefused, Unavailable
from consultatie.domain.identity_provider import Departure, IdentityProvider
from consultatie.http import access
from consultatie.http.errors import status_of
from consultatie.http.languages import absolute, current_language, in_other_language
from consultatie.http.messages import sentence_for
from consultatie.http.site import now, site
from consultatie.services import signing_in_elsewhere
from consultatie.web.account import blueprint
from consultatie.web.account.signing_in import Page
from consultatie.web.session_cookie import HALF_WAY, asked_path, home_of, let_in

ATTEMPT = "attempt"  # in the cookie: who is away, and to what they come back
BACK, LEFT = (
    "/account/inlogdienst/terug",
    "/account/uitgelogd",
)  # as registered at the provider: in no language


def _provider() -> IdentityProvider:
    found = site().ports.identity_provider
    if found is None:
        raise NotFound("no-such-page")
    return found


def _address(path: str) -> str:
    return absolute(site().settings, path)


@blueprint.get("/inlogdienst")
@access.public()
def elsewhere() -> Page:
    """Send somebody to the provider."""
    provider, language, to = _provider(), current_language(), asked_path()
    try:
        departure = provider.depart(_address(BACK), language=language)
    except Unavailable as refusal:
        return _refused(refusal, to)
    cookie[ATTEMPT] = {
        "departure": asdict(departure) | {"address": ""},
        "language": language,
        "next": to,
        "until": (now() + HALF_WAY).timestamp(),
    }
    return redirect(departure.address, 303)


@blueprint.get("/inlogdienst/terug")
@access.public()
def back_from_elsewhere() -> Page:
    """Let somebody in on what the provider says of them."""
    provider = _provider()
    language = cookie.get(ATTEMPT, {}).get("language", current_language())
    if language != current_language():
        return redirect(in_other_language(language), 303)
    attempt: dict[str, Any] = cookie.pop(ATTEMPT, {})
    try:
        return _let_in(provider, attempt)
    except ConsultatieError as refusal:
        return _refused(refusal, attempt.get("next"))


def _let_in(provider: IdentityProvider, attempt: dict[str, Any]) -> Response:
    """Ask the provider before any transaction, as that may take seconds; then begin a session in one of its own."""
    if not attempt or datetime.fromtimestamp(attempt["until"], UTC) <= now():
        raise TokenRefused("provider-attempt-expired")
    departure = Departure(**attempt["departure"])
    who = provider.arrive(departure, request.args, _address(BACK), now=now())
    staff = site().settings.oidc_staff
    with site().db.write.begin() as session:
        user = signing_in_elsewhere.enter(session, who, staff=staff, now=now())
        to = attempt["next"] or home_of(user)
        return let_in(session, user, to, vouched=who.second_factor, elsewhere=True)


def _refused(refusal: ConsultatieError, to: str | None) -> tuple[str, int]:
    """Return a page that says why it did not work, and what other way there is."""
    page = render_template(
        "account/elsewhere_refused.html",
        message=sentence_for(refusal),
        code=refusal.code,
        next=to,
    )
    return page, status_of(refusal)


@blueprint.get("/uitgelogd")
@access.public()
def signed_out() -> Page:
    """Say that the session here ended, and offer to end the one at the provider."""
    provider = _provider()
    language = request.args.get("state", "")
    left = language in site().settings.languages
    if left and language != current_language():
        return redirect(in_other_language(language), 303)
    try:
        way_out = None if left else provider.leave(_address(LEFT), language=current_language())
    except Unavailable:
        way_out = None
    return render_template("account/signed_out.html", left=left, way_out=way_out)
