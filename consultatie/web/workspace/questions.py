"""Questions to the public: add, change, take away, while the consultation is a draft."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from consultatie.domain.errors import Invalid
from consultatie.domain.lifecycle import Stage
from consultatie.domain.permissions import Permission
from consultatie.http.access import require_viewer, requires
from consultatie.http.messages import sentence
from consultatie.http.site import db_session, now
from consultatie.models.consultations import Consultation, Question, QuestionKind
from consultatie.services import questions as service
from consultatie.web import labels
from consultatie.web.workspace import blueprint
from consultatie.web.workspace.desk import (
    Page,
    done,
    drafted,
    in_words,
    languages,
    names_of,
    provision_choices,
    saved,
    shown,
)


def question_form(codes: tuple[str, ...]) -> type[FlaskForm]:
    """Return a form with the question and its options per language."""
    fields: dict[str, Any] = {"kind": RadioField(), "eid": SelectField(validate_choice=True)}
    for code in codes:
        fields[code] = StringField()
        fields[f"options_{code}"] = TextAreaField()
    return type("QuestionForm", (FlaskForm,), fields)


def _form(consultation: Consultation, current: Question | None) -> FlaskForm:
    known: dict[str, Any] = {}
    if current is not None:
        known = {"kind": current.kind.value, "eid": current.eid}
        for code in languages():
            known[code] = current.texts.get(code, "")
            known[f"options_{code}"] = "\n".join(one.get(code, "") for one in current.options).rstrip("\n")
    form = question_form(languages())(data=known)
    form.kind.label.text = _("Hoe antwoorden mensen?")
    form.kind.choices = [(kind.value, labels.question_kind(kind)) for kind in QuestionKind]
    form.kind.validators = [InputRequired(_("Kies hoe mensen antwoorden."))]
    form.eid.label.text = _("Waar hoort de vraag bij?")
    form.eid.choices = provision_choices(db_session(), consultation, known.get("eid", ""))
    form["nl"].validators = [InputRequired(sentence("question-missing"))]
    for code in languages():
        form[code].label.text = in_words(_("Vraag"), code)
        form[f"options_{code}"].label.text = in_words(_("Antwoorden"), code)
    return form


def _options(form: FlaskForm) -> list[dict[str, str]]:
    """Return the options, line by line; another language has none, or as many lines as Dutch."""
    lines = {
        code: [line for line in (form[f"options_{code}"].data or "").splitlines() if line.strip()]
        for code in languages()
    }
    number = len(lines["nl"])
    uneven = {
        f"options_{code}": "options-uneven" for code, one in lines.items() if len(one) not in (0, number)
    }
    if uneven:
        raise Invalid("options-uneven", uneven)
    columns = [[(code, line) for line in one] for code, one in lines.items()]
    return [dict(pair for pair in row if pair) for row in zip_longest(*columns)]


@blueprint.get("/<slug>/bewerken/vragen")
@requires(Permission.EDIT_CONSULTATION)
def questions(slug: str) -> Page:
    """Show all questions in order."""
    consultation = drafted(slug)
    return shown(
        "workspace/questions.html",
        consultation=consultation,
        names=names_of(db_session(), consultation),
        fixed=consultation.stage is not Stage.DRAFT,
    )


@blueprint.route("/<slug>/bewerken/vragen/nieuw", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def new_question(slug: str) -> Page:
    """Add a question."""
    return _question(drafted(slug), None)


@blueprint.route("/<slug>/bewerken/vragen/<key>/wijzigen", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def question(slug: str, key: str) -> Page:
    """Change a question."""
    consultation = drafted(slug)
    return _question(consultation, service.get(consultation, key))


def _question(consultation: Consultation, current: Question | None) -> Page:
    form = _form(consultation, current)

    def save() -> None:
        service.save(
            db_session(),
            consultation,
            question=current,
            kind=QuestionKind(form.kind.data),
            eid=form.eid.data or "",
            texts={code: form[code].data or "" for code in languages()},
            options=_options(form),
            by=require_viewer(),
            now=now(),
        )

    if request.method == "POST" and form.validate() and saved(form, save, {"provision": "eid"}):
        return done("workspace.questions", consultation.slug, "bewaard")
    return shown(
        "workspace/question.html",
        form=form,
        consultation=consultation,
        question=current,
        languages=languages(),
    )


@blueprint.route("/<slug>/bewerken/vragen/<key>/verwijderen", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def remove_question(slug: str, key: str) -> Page:
    """Ask, then take a question away."""
    consultation = drafted(slug)
    current = service.get(consultation, key)
    form = FlaskForm()
    if request.method == "POST":
        service.remove(db_session(), consultation, current, by=require_viewer(), now=now())
        return done("workspace.questions", slug, "verwijderd")
    return shown("workspace/remove_question.html", form=form, consultation=consultation, question=current)
