"""The gate, asking a colleague, and publication."""

from __future__ import annotations

from flask import request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.validators import InputRequired

from consultatie.domain.errors import ConsultatieError, Invalid, NotAllowed, WrongState
from consultatie.domain.permissions import Permission
from consultatie.http.access import require_viewer, requires
from consultatie.http.errors import status_of
from consultatie.http.messages import sentence_for
from consultatie.http.site import db_session, now
from consultatie.models.consultations import Consultation
from consultatie.services import accounts, consultations, publication_gate, publishing
from consultatie.web.workspace import blueprint, gaps
from consultatie.web.workspace.desk import Page, done, names_of, saved, shown


class AskForm(FlaskForm):  # type: ignore[misc]
    """Which colleague is asked to publish."""

    colleague = SelectField(_("Collega"), validators=[InputRequired(_("Kies een collega."))])


def _publishable(slug: str) -> Consultation:
    return consultations.get_for(db_session(), slug, require_viewer(), Permission.PUBLISH_CONSULTATION)


@blueprint.route("/<slug>/publiceren", methods=["GET", "POST"])
@requires(Permission.PUBLISH_CONSULTATION)
def publish(slug: str) -> Page:
    """Show what is missing and who may publish; publish, or say why not."""
    consultation = _publishable(slug)
    if request.method == "GET":
        return _page(consultation, _ask_form(consultation))
    try:
        publishing.publish(db_session(), consultation, by=require_viewer(), now=now())
    except (Invalid, NotAllowed, WrongState) as error:
        db_session().rollback()
        return _page(consultation, _ask_form(consultation), error), status_of(error)
    return done("workspace.publish", slug, "gepubliceerd")


def _ask_form(consultation: Consultation) -> AskForm:
    form = AskForm()
    found = publishing.colleagues(db_session(), consultation, require_viewer())
    form.colleague.choices = [("", _("Kies een collega")), *((str(one.id), one.name) for one in found)]
    return form


def _page(consultation: Consultation, form: AskForm, refusal: ConsultatieError | None = None) -> str:
    session, viewer = db_session(), require_viewer()
    found = publication_gate.missing(session, consultation, now())
    page = shown(
        "workspace/publish.html",
        form=form,
        consultation=consultation,
        state=consultation.state(now()),
        lines=gaps.lines(consultation, found, names_of(session, consultation)),
        why_not=publishing.why_not(session, consultation, by=viewer, now=now()),
        refusal=sentence_for(refusal) if refusal else "",
        may_edit=viewer.may(Permission.EDIT_CONSULTATION),
    )
    return page if isinstance(page, str) else page[0]


@blueprint.post("/<slug>/publiceren/vragen")
@requires(Permission.EDIT_CONSULTATION)
def ask_colleague(slug: str) -> Page:
    """Mail a colleague with the question to publish."""
    consultation = _publishable(slug)
    form = _ask_form(consultation)

    def ask() -> None:
        colleague = accounts.get_user(db_session(), int(form.colleague.data))
        publishing.ask(db_session(), consultation, colleague, by=require_viewer(), now=now())

    if form.validate() and saved(form, ask):
        return done("workspace.publish", slug, "gevraagd")
    return _page(consultation, form), 422
