"""Hiding words of a response: choose the part, type or paste the words, say why; and show them again."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as Answer
from wtforms import RadioField, SelectField, TextAreaField

from consultatie.domain.errors import Invalid
from consultatie.domain.permissions import Permission
from consultatie.domain.redaction import REASONS
from consultatie.http.access import require_viewer, requires
from consultatie.http.languages import current_language
from consultatie.http.messages import sentence
from consultatie.http.site import db_session, now
from consultatie.models.consultations import in_language
from consultatie.models.responses import Response
from consultatie.services import moderation, redaction
from consultatie.web import redaction_words
from consultatie.web.provision_names import ProvisionNames
from consultatie.web.standings import Standings
from consultatie.web.workspace import blueprint


class RedactionForm(FlaskForm):  # type: ignore[misc]
    """Which words, and why."""

    part = SelectField(validate_choice=False)
    words = TextAreaField(render_kw={"rows": 3})
    reason = RadioField(validate_choice=False)
    note = TextAreaField(render_kw={"rows": 3})

    def __init__(self, names: dict[str, str], **more: Any) -> None:
        super().__init__(**more)
        self.part.label.text = _("In welk deel?")
        self.part.choices = list(names.items())
        self.words.label.text = _("Welke woorden?")
        self.reason.label.text = _("Waarom?")
        self.reason.choices = [(one.code, redaction_words.reason(one.code)) for one in REASONS.values()]
        self.note.label.text = _("Toelichting voor collega's")


def _part_names(response: Response) -> dict[str, str]:
    """Return the parts of a response that have text, in words."""
    names = ProvisionNames(db_session(), response.version)
    questions = {
        answer.question.key: in_language(answer.question.texts, current_language())[0]
        for answer in response.answers
    }
    found = {}
    for part in redaction.parts(response):
        kind, _colon, name = part.partition(":")
        if kind == "answer":
            found[part] = _("Antwoord op: %(question)s", question=questions[name])
        elif kind == "proposal":
            found[part] = _("Tekstvoorstel bij: %(provision)s", provision=names.name(name))
        elif kind == "quote":
            found[part] = _("Woorden waar het over gaat, bij: %(provision)s", provision=names.name(name))
        else:
            found[part] = _("Opmerking bij: %(provision)s", provision=names.name(name))
    return found


@blueprint.route("/moderatie/<reference>/weglakken", methods=["GET", "POST"])
@requires(Permission.MODERATE)
def redact(reference: str) -> str | tuple[str, int] | Answer:
    """Show what is hidden, and hide more."""
    viewer, session = require_viewer(), db_session()
    response = moderation.get_for_moderator(session, reference, viewer)
    names = _part_names(response)
    form = RedactionForm(names)
    if request.method == "POST":
        try:
            redaction.hide(
                session,
                response,
                part=form.part.data or next(iter(names), ""),
                typed=form.words.data or "",
                reason=form.reason.data or "",
                note=form.note.data or "",
                by=viewer,
                now=now(),
            )
        except Invalid as error:
            for field, code in error.problems.items():
                form[field].errors = [sentence(code)]
        else:
            return redirect(url_for("workspace.redact", reference=reference, gedaan="weggelakt"), 303)
    page = render_template(
        "workspace/redact.html",
        form=form,
        response=response,
        names=ProvisionNames(session, response.version),
        standings=Standings(session, response.consultation),
        part_names=names,
        redactions=redaction.list_redactions(session, response),
        possible=response.state in redaction.MAY_BE_REDACTED and bool(names),
    )
    return (page, 422) if request.method == "POST" else page


@blueprint.post("/moderatie/<reference>/weglakken/<int:number>/terug")
@requires(Permission.MODERATE)
def show_again(reference: str, number: int) -> Answer:
    """Show hidden words again."""
    viewer, session = require_viewer(), db_session()
    response = moderation.get_for_moderator(session, reference, viewer)
    redaction.show_again(session, response, number, by=viewer, now=now())
    return redirect(url_for("workspace.redact", reference=reference, gedaan="terug"), 303)
