"""The link in the mail to confirm: GET shows, POST does, so that a mail scanner confirms nothing."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response as Answer

from consultatie.domain.lifecycle import ResponseState
from consultatie.http.access import public
from consultatie.http.languages import current_language
from consultatie.http.site import db_session, now
from consultatie.models.responses import Response
from consultatie.services import confirmation, one_response, reading
from consultatie.web.respond import blueprint


@blueprint.get("/bevestigen/<token>")
@public()
def confirm(token: str) -> str:
    """Show what is about to be confirmed."""
    response = confirmation.show(db_session(), token, now=now())
    if response.state is not ResponseState.SENT:
        return _already(response)
    helped = response.respondent is not None and response.respondent.helped
    earlier = None if helped else one_response.find_earlier(db_session(), response)
    return render_template(
        "respond/confirm.html", response=response, title=_title(response), token=token, earlier=earlier
    )


@blueprint.post("/bevestigen/<token>")
@public()
def confirm_post(token: str) -> str | Answer:
    """Confirm, and show the receipt at an address that can be kept."""
    outcome = confirmation.confirm(db_session(), token, now=now())
    if not outcome.first:
        return _already(outcome.response)
    return redirect(url_for("respond.manage", token=outcome.manage_token), 303)


def _already(response: Response) -> str:
    return render_template("respond/already_confirmed.html", response=response, title=_title(response))


def _title(response: Response) -> str:
    return reading.title(response.consultation, current_language()).text
