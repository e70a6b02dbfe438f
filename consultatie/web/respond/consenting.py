"""The link in the mail to a parent or carer: GET shows what somebody under 16 wrote, POST agrees or refuses."""

from __future__ import annotations

from functools import partial

from flask import redirect, render_template, url_for
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as Answer
from wtforms import BooleanField

from consultatie.domain.errors import TokenRefused
from consultatie.domain.lifecycle import ResponseState
from consultatie.http.access import public
from consultatie.http.languages import current_language
from consultatie.http.site import db_session, now, secret
from consultatie.models.responses import Response
from consultatie.services import consent as consents
from consultatie.services import reading
from consultatie.services.wordings import Wordings
from consultatie.web.provision_names import ProvisionNames
from consultatie.web.respond import blueprint


class ConsentForm(FlaskForm):  # type: ignore[misc]  # flask_wtf has no types
    """Whether who agrees wants to hear of it later."""

    may_mail = BooleanField(_("Ja, mail mij als er nieuws is over deze reactie"))


@blueprint.get("/toestemming/<token>")
@public()
def consent(token: str) -> str:
    """Show what the response says and what would happen with it."""
    link = consents.get_link(db_session(), token, now=now())
    response = link.response
    if response.state is not ResponseState.SENT:
        return _already(response)
    return render_template(
        "respond/consent.html",
        response=response,
        consultation=response.consultation,
        title=reading.title(response.consultation, current_language()).text,
        names=ProvisionNames(db_session(), response.version),
        changes=partial(Wordings(db_session()).pieces, response.version),
        until=link.expires_at,
        form=ConsentForm(),
        token=token,
    )


@blueprint.post("/toestemming/<token>")
@public()
def agree(token: str) -> str | Answer:
    """Let the response count, and show the page where who agreed finds it again."""
    may_mail = bool(ConsentForm().may_mail.data)
    outcome = consents.agree(db_session(), token, secret=secret(), may_mail=may_mail, now=now())
    if not outcome.first:
        return _already(outcome.response)
    return redirect(url_for("respond.manage", token=outcome.manage_token), 303)


def _already(response: Response) -> str:
    title = reading.title(response.consultation, current_language()).text
    return render_template("respond/already_confirmed.html", response=response, title=title)


@blueprint.post("/toestemming/<token>/weiger")
@public()
def refuse(token: str) -> Answer:
    """Erase the response; a second press finds nothing any more, and says the same."""
    try:
        consents.refuse(db_session(), token, now=now())
    except TokenRefused as error:
        if error.code != "token-unknown":
            raise
    return redirect(url_for("respond.refused"), 303)


@blueprint.get("/toestemming/gewist")
@public()
def refused() -> str:
    """Say that nothing is left."""
    return render_template("respond/refused.html")
