"""The form at the accessibility statement: say what does not work. Like the reading settings it has no token (docs/adr/0011)."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response
from wtforms import Form, TextAreaField

from consultatie.domain.errors import Invalid
from consultatie.domain.text import normalise
from consultatie.http.access import public
from consultatie.http.languages import current_language
from consultatie.http.messages import sentence
from consultatie.http.origin import require_own_page
from consultatie.http.site import db_session, now, secret, site
from consultatie.services import barriers, brakes
from consultatie.web.public import blueprint


class BarrierForm(Form):
    """One question, so that nothing stands in the way."""

    text = TextAreaField(_("Wat lukt er niet, en op welke pagina?"), default="", filters=[normalise])


@blueprint.route("/toegankelijkheid/melden", methods=["GET", "POST"])
@public()
def barrier() -> str | Response | tuple[str, int]:
    """Take a report and hand it on by mail; an empty or long one comes back with what was typed."""
    if request.method == "GET":
        return _page(BarrierForm())
    require_own_page()
    form, settings = BarrierForm(request.form), site().settings
    try:
        barriers.report(
            db_session(),
            form.text.data or "",
            to=settings.barrier_mail,
            language=current_language(),
            now=now(),
        )
    except Invalid as refusal:
        form.text.errors = [sentence(refusal.problems["text"])]
        return _page(form), 422
    brakes.take_barrier(
        db_session(),
        secret=secret(),
        remote=request.remote_addr or "",
        per_hour=settings.network_barriers_per_hour,
        now=now(),
    )
    return redirect(url_for("public.barrier_reported"), 303)


def _page(form: BarrierForm) -> str:
    return render_template("public/barrier.html", form=form, limit=barriers.LONGEST)


@blueprint.get("/toegankelijkheid/gemeld")
@public(cached=True)
def barrier_reported() -> str:
    """Say that the report is in, and what happens next."""
    return render_template("public/barrier_reported.html")


@blueprint.record_once
def _without_token(state: BlueprintSetupState) -> None:
    """Leave this form out of the check of tokens; it checks where the form came from."""
    state.app.extensions["csrf"].exempt(barrier)
