"""Typing in what came by post, mail, phone or from a meeting: one form, and on to the next."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import redirect, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from consultatie.domain.permissions import Permission
from consultatie.domain.receipts import new_token
from consultatie.domain.respondents import Limits
from consultatie.domain.visibility import Publication, RespondentFacts, RespondentKind
from consultatie.http.access import require_viewer, requires
from consultatie.http.site import db_session, now, site
from consultatie.models.consultations import Consultation, Question, QuestionKind, in_language
from consultatie.models.responses import Channel, Position, Response
from consultatie.services import entering
from consultatie.services.drafts import CommentInput
from consultatie.services.response_reading import option_value
from consultatie.web import labels
from consultatie.web.workspace import blueprint
from consultatie.web.workspace.desk import DayField, Page, drafted, provision_choices, saved, shown

FIRST_ROWS, MOST_ROWS = 2, 60
MORE, NEXT = "meer", "volgende"


def _entry_form(rows: int, questions: list[Question]) -> type[FlaskForm]:
    """Return a form with this many comments and a field per question."""
    fields: dict[str, Any] = {
        "channel": RadioField(validate_choice=False),
        "day": DayField(),
        "source": StringField(validators=[Optional()]),
        "kind": RadioField(validate_choice=False),
        "organisation": StringField(validators=[Optional()]),
        "name": StringField(validators=[Optional()]),
        "place": StringField(validators=[Optional()]),
        "publication": RadioField(validate_choice=False),
        "key": HiddenField(),
    }
    for number in range(rows):
        fields |= {
            f"eid_{number}": SelectField(validate_choice=False),
            f"position_{number}": SelectField(validate_choice=False),
            f"text_{number}": TextAreaField(validators=[Optional()]),
            f"proposal_{number}": TextAreaField(validators=[Optional()]),
        }
    for question in questions:
        fields[f"answer_{question.key}"] = _answer_field(question)
    return type("EntryForm", (FlaskForm,), fields)


def _answer_field(question: Question) -> Any:
    if question.kind is QuestionKind.SEVERAL:
        return SelectMultipleField(
            validate_choice=False, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
        )
    if question.kind is QuestionKind.OPEN:
        return TextAreaField(validators=[Optional()])
    return SelectField(validate_choice=False)


def _form(consultation: Consultation, rows: int) -> FlaskForm:
    """Return the form; what is the same for a pile of letters comes from the address."""
    known: dict[str, Any] = {"key": new_token()[:16], "kind": RespondentKind.PERSON.value}
    known |= {name: request.args.get(name, "") for name in ("channel", "source")}
    known["day"] = _day(request.args.get("dag", "")) or now().date()
    form = _entry_form(rows, consultation.questions)(data=known)
    _label_facts(form)
    _label_comments(form, consultation, rows)
    for question in consultation.questions:
        field = form[f"answer_{question.key}"]
        field.label.text = in_language(question.texts, "nl")[0]
        if question.kind is not QuestionKind.OPEN:
            none = [] if question.kind is QuestionKind.SEVERAL else [("", _("Niet ingevuld"))]
            field.choices = none + [(value, value) for value in _options(question)]
    return form


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _options(question: Question) -> list[str]:
    if question.kind is QuestionKind.SCALE:
        return list("12345")
    return [option_value(option) for option in question.options]


def _label_facts(form: FlaskForm) -> None:
    words = {
        "channel": _("Hoe kwam de reactie binnen?"),
        "day": _("Op welke dag?"),
        "source": _("Bron"),
        "kind": _("Van wie is de reactie?"),
        "organisation": _("Naam van de organisatie"),
        "name": _("Naam van de persoon"),
        "place": _("Plaats"),
        "publication": _("Wat mag iedereen lezen?"),
    }
    for name, text in words.items():
        form[name].label.text = text
    form.channel.choices = [(one.value, labels.channel(one)) for one in entering.CHANNELS]
    form.kind.choices = [(one.value, labels.respondent(one)) for one in RespondentKind]
    form.publication.choices = [(one.value, labels.publication(one)) for one in Publication]


def _label_comments(form: FlaskForm, consultation: Consultation, rows: int) -> None:
    places = provision_choices(db_session(), consultation)
    positions = [(Position.NONE.value, labels.position(Position.NONE))]
    positions += [(one.value, labels.position(one)) for one in Position if one is not Position.NONE]
    for number in range(rows):
        form[f"eid_{number}"].label.text = _("Waarover gaat opmerking %(number)s?", number=number + 1)
        form[f"eid_{number}"].choices = places
        form[f"position_{number}"].label.text = _("Standpunt bij opmerking %(number)s", number=number + 1)
        form[f"position_{number}"].choices = positions
        form[f"text_{number}"].label.text = _("Tekst van opmerking %(number)s", number=number + 1)
        form[f"proposal_{number}"].label.text = _("Tekstvoorstel bij opmerking %(number)s", number=number + 1)


def _typed(form: FlaskForm, consultation: Consultation, rows: int) -> entering.Typed:
    kind = form.kind.data if form.kind.data in set(RespondentKind) else RespondentKind.PERSON
    answers = [(one, _answered(form[f"answer_{one.key}"].data, one)) for one in consultation.questions]
    return entering.Typed(
        key=(form.key.data or "")[:40],
        channel=Channel(form.channel.data) if form.channel.data in set(Channel) else None,
        day=form.day.data,
        source=form.source.data or "",
        respondent=RespondentFacts(
            RespondentKind(kind),
            name=form.name.data or "",
            organisation=form.organisation.data or "",
            place=form.place.data or "",
        ),
        publication=Publication(form.publication.data) if form.publication.data in set(Publication) else None,
        comments=[_comment(form, number) for number in range(rows)],
        answers=[(question, values) for question, values in answers if values],
    )


def _comment(form: FlaskForm, number: int) -> CommentInput:
    position = form[f"position_{number}"].data
    return CommentInput(
        form[f"eid_{number}"].data or "",
        Position(position) if position in set(Position) else Position.NONE,
        form[f"text_{number}"].data or "",
        form[f"proposal_{number}"].data or "",
    )


def _answered(data: Any, question: Question) -> tuple[str, ...]:
    given = data if isinstance(data, list) else [data]
    if question.kind is QuestionKind.OPEN:
        return tuple(text for text in given if text and text.strip())
    return tuple(value for value in _options(question) if value in given)


@blueprint.route("/<slug>/invoeren", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def enter_response(slug: str) -> Page:
    """Type in one response; what is wrong comes back with all that was typed."""
    consultation = drafted(slug)
    entering.require_taking(consultation, now())
    rows = min(max(request.form.get("rijen", FIRST_ROWS, type=int), 1), MOST_ROWS)
    wish = request.form.get("doe", "")
    if wish == MORE:
        rows = min(rows + FIRST_ROWS, MOST_ROWS)
    form = _form(consultation, rows)
    kept: list[Response] = []

    def save() -> None:
        settings = site().settings
        limits = Limits(settings.max_comment_chars, settings.max_response_chars)
        typed = _typed(form, consultation, rows)
        kept.append(
            entering.enter(db_session(), consultation, typed, limits=limits, by=require_viewer(), now=now())
        )

    if request.method == "POST" and wish != MORE and form.validate() and saved(form, save):
        if wish != NEXT:
            return redirect(url_for("workspace.response", slug=slug, reference=kept[0].reference), 303)
        same = {"channel": form.channel.data, "source": form.source.data, "dag": form.day.data.isoformat()}
        return redirect(
            url_for("workspace.enter_response", slug=slug, bewaard=kept[0].reference, **same), 303
        )
    page = shown("workspace/enter_response.html", form=form, consultation=consultation, rows=rows)
    return page[0] if wish == MORE and isinstance(page, tuple) else page
