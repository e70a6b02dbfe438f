"""From a refusal to a status and a page. The API makes problem+json from the same table."""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask, Response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response as AnyResponse

from consultatie.domain import errors
from consultatie.http.messages import sentence, sentence_for
from consultatie.http.site import site

logger = logging.getLogger("consultatie.http")

STATUS: dict[type[errors.ConsultatieError], int] = {
    errors.NotFound: 404,
    errors.NotSignedIn: 401,
    errors.NotAllowed: 403,
    errors.WrongState: 409,
    errors.TokenRefused: 404,
    errors.Invalid: 422,
    errors.UnreadableBill: 422,
    errors.TooLarge: 413,
    errors.TooMany: 429,
    errors.Unavailable: 503,
}
HTTP_CODES = {400: "bad-request", 404: "no-such-page", 405: "method", 413: "too-large", 429: "too-often"}
TRY_AGAIN_SECONDS = 60
NOT_SHOWN_AGAIN = frozenset({"csrf_token", "password", "code"})


def status_of(error: errors.ConsultatieError) -> int:
    """Return the HTTP status for a refusal."""
    if isinstance(error, errors.TokenRefused) and error.code.endswith(("-used", "-expired")):
        return 410
    return STATUS.get(type(error), 400)


def title_of(status: int) -> str:
    """Return the heading of an error page."""
    match status:
        case 401 | 403:
            return _("U mag deze pagina niet openen")
        case 404:
            return _("Deze pagina is er niet")
        case 410:
            return _("Deze link werkt niet meer")
        case 409:
            return _("Dit kan nu niet meer")
        case 413:
            return _("Dit is te groot")
        case 422:
            return _("Er ontbreekt nog iets")
        case 429:
            return _("Even wachten")
    return _("Er ging iets mis")


def typed() -> list[tuple[str, str]]:
    """Return what a person typed in the form that was sent, so that an error page can give it back."""
    if request.method != "POST":
        return []
    try:
        items = list(request.form.items(multi=True))
    except HTTPException:
        return []
    return [(name, value) for name, value in items if name not in NOT_SHOWN_AGAIN and value]


def page(status: int, message: str, **more: Any) -> tuple[str, int]:
    """Return the error page with its status; it shows what was typed and, for 413, the limit."""
    given = {"typed": typed(), "resend": False, "limit_bytes": None} | more
    return render_template(
        "errors/error.html", status=status, heading=title_of(status), message=message, **given
    ), status


def register(app: Flask) -> None:
    """Give every error its page."""
    app.register_error_handler(errors.ConsultatieError, _on_refusal)
    app.register_error_handler(CSRFError, _on_csrf)
    app.register_error_handler(HTTPException, _on_http)
    app.register_error_handler(OperationalError, _on_database_away)
    app.register_error_handler(Exception, _on_crash)


def _is_api() -> bool:
    return request.path.startswith("/api/")


def problem(status: int, code: str, detail: str) -> Response:
    """Return RFC 9457 problem details."""
    from flask import jsonify

    response = jsonify({"type": "about:blank", "title": code, "status": status, "detail": detail})
    response.status_code = status
    response.content_type = "application/problem+json"
    return response


def _on_refusal(error: errors.ConsultatieError) -> Any:
    status = status_of(error)
    if _is_api():
        return problem(status, error.code, sentence_for(error))
    if isinstance(error, errors.NotSignedIn):
        door = "organisation.sign_in" if request.blueprint == "organisation" else "account.sign_in"
        return redirect(url_for(door, next=request.full_path.rstrip("?")), 303)
    limit = error.facts.get("limit_bytes")
    answer = page(status, sentence_for(error), limit_bytes=limit)
    wait = error.facts.get("wait")
    return (*answer, {"Retry-After": str(wait)}) if isinstance(wait, int) else answer


def _on_csrf(_error: CSRFError) -> tuple[str, int]:
    ours = request.headers.get("Origin", "") == site().settings.base_url.rstrip("/") or (
        request.headers.get("Sec-Fetch-Site") == "same-origin"
    )
    return page(400, sentence("page-expired" if ours else "bad-request"), resend=ours)


def _on_http(error: HTTPException) -> Any:
    if error.response is not None or (error.code and error.code < 400):
        return error
    if isinstance(error, SecurityError):  # a forged host: no address can be made, so no page either
        return Response(sentence("bad-request"), 400, mimetype="text/plain")
    status = error.code or 500
    code = HTTP_CODES.get(status, "server-error")
    if _is_api():
        return problem(status, code, sentence(code))
    limit = request.max_content_length if status == 413 else None
    answer: AnyResponse = app_response(page(status, sentence(code), limit_bytes=limit))
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            answer.headers[name] = value
    return answer


def _on_database_away(error: OperationalError) -> Any:
    """Say that it passes: another one writes for long, or the database restarts. The same form may be sent again."""
    logger.error("database-away", exc_info=error, extra={"endpoint": request.endpoint})
    headers = {"Retry-After": str(TRY_AGAIN_SECONDS)}
    if _is_api():
        answer = problem(503, "database-away", sentence("database-away"))
        answer.headers.update(headers)
        return answer
    return (*page(503, sentence("database-away"), resend=True), headers)


def _on_crash(error: Exception) -> Any:
    logger.error("crash", exc_info=error, extra={"endpoint": request.endpoint})
    if _is_api():
        return problem(500, "server-error", sentence("server-error"))
    return page(500, sentence("server-error"))


def app_response(answer: tuple[str, int]) -> AnyResponse:
    """Return a page and status as a response object."""
    return Response(answer[0], answer[1], mimetype="text/html")
