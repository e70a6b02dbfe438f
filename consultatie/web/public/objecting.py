"""Object to a public response: "niet van mij". Like the report of a barrier this form has no token (docs/adr/0011)."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response
from wtforms import EmailField, Form, RadioField, TextAreaField

from consultatie.domain.errors import Invalid, TooMany
from consultatie.http.access import public
from consultatie.http.languages import current_language
from consultatie.http.messages import sentence
from consultatie.http.origin import require_own_page
from consultatie.http.site import db_session, now, secret, site
from consultatie.models.objections import ObjectionKind
from consultatie.services import brakes, objections, public_responses, responses
from consultatie.web.public import blueprint


class ObjectionForm(Form):
    """What somebody has against a response, and where the answer goes."""

    kind = RadioField(
        _("Wat klopt er niet?"),
        choices=[
            (ObjectionKind.NOT_MINE.value, _("Ik heb dit niet geschreven, maar mijn naam staat erbij.")),
            (ObjectionKind.ABOUT_ME.value, _("Er staan gegevens van mij in.")),
            (ObjectionKind.OTHER.value, _("Er is iets anders.")),
        ],
        validate_choice=False,
    )
    text = TextAreaField(_("Wat wilt u erover zeggen?"), default="")
    email = EmailField(_("Uw e-mailadres"), default="")


@blueprint.route("/reacties/<reference>/niet-van-mij", methods=["GET", "POST"])
@public()
def objection(reference: str) -> str | Response | tuple[str, int]:
    """Explain what happens, and take an objection."""
    if request.method == "POST":
        require_own_page()
    seen = public_responses.get_public(db_session(), reference, now=now())
    form = ObjectionForm(request.form if request.method == "POST" else None)
    if request.method == "GET":
        return _page(seen.reference, form)
    try:
        brakes.take_objection(
            db_session(),
            secret=secret(),
            remote=request.remote_addr or "",
            per_hour=site().settings.network_barriers_per_hour,
            now=now(),
        )
        kinds = {one.value for one in ObjectionKind}
        objections.file(
            db_session(),
            responses.get(db_session(), reference),
            kind=ObjectionKind(form.kind.data) if form.kind.data in kinds else None,
            text=form.text.data or "",
            email=form.email.data or "",
            language=current_language(),
            now=now(),
        )
    except Invalid as refusal:
        db_session().rollback()
        for name, code in refusal.problems.items():
            form[name].errors = [sentence(code)]
        return _page(seen.reference, form), 422
    except TooMany:
        form.form_errors.append(sentence("too-many-reports"))
        return _page(seen.reference, form), 429
    return redirect(url_for("public.objection_filed"), 303)


def _page(reference: str, form: ObjectionForm) -> str:
    return render_template(
        "public/objection.html",
        form=form,
        reference=reference,
        limit=objections.LONGEST,
        term=objections.TERM,
    )


@blueprint.get("/reacties/gemeld")
@public(cached=True)
def objection_filed() -> str:
    """Say that the objection is in, and what happens next."""
    return render_template("public/objection_filed.html", term=objections.TERM)


@blueprint.record_once
def _without_token(state: BlueprintSetupState) -> None:
    """Leave this form out of the check of tokens; it checks where the form came from."""
    state.app.extensions["csrf"].exempt(objection)
