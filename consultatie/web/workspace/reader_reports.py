"""Objections to responses, for moderators: read, decide about the response elsewhere, answer here."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as Answer
from wtforms import TextAreaField

from consultatie.domain.errors import Invalid
from consultatie.domain.permissions import Permission
from consultatie.http.access import require_viewer, requires
from consultatie.http.messages import sentence
from consultatie.http.site import db_session, now
from consultatie.services import objections
from consultatie.web.provision_names import ProvisionNames
from consultatie.web.standings import Standings
from consultatie.web.workspace import blueprint


class AnswerForm(FlaskForm):  # type: ignore[misc]
    """What we write back."""

    answer = TextAreaField(_("Uw antwoord"))


@blueprint.route("/moderatie/meldingen/<int:number>", methods=["GET", "POST"])
@requires(Permission.MODERATE)
def objection(number: int) -> str | tuple[str, int] | Answer:
    """Show an objection with the response; mail the answer."""
    viewer, session = require_viewer(), db_session()
    found = objections.get_for(session, number, viewer)
    form = AnswerForm()
    if request.method == "POST":
        try:
            objections.answer(session, found, form.answer.data or "", by=viewer, now=now())
        except Invalid as error:
            form.answer.errors = [sentence(error.problems["answer"])]
        else:
            return redirect(url_for("workspace.moderation", gedaan="beantwoord"), 303)
    page = render_template(
        "workspace/objection.html",
        form=form,
        objection=found,
        limit=objections.LONGEST,
        names=ProvisionNames(session, found.response.version),
        standings=Standings(session, found.response.consultation),
    )
    return (page, 422) if request.method == "POST" else page
