"""The tasks of a consultation in the making, and its title page, days and texts."""

from __future__ import annotations

from typing import Any

from flask import abort, request
from flask_babel import force_locale
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from consultatie.domain.errors import Invalid
from consultatie.domain.permissions import Permission, Viewer
from consultatie.domain.provisions import BillKind
from consultatie.http.access import require_viewer, requires
from consultatie.http.site import db_session, now, site
from consultatie.models.consultations import Consultation, TextField
from consultatie.services import consultation_texts, consultations, publication_gate
from consultatie.web import labels
from consultatie.web.workspace import advice, blueprint, reading_panel, tasks
from consultatie.web.workspace.desk import DayField, Page, done, drafted, languages, names_of, saved, shown
from consultatie.web.workspace.start import department_choices, department_chosen


class DetailsForm(FlaskForm):  # type: ignore[misc]
    """The title page."""

    title = StringField(_("Officiële titel"), validators=[InputRequired(_("Vul een titel in."))])
    kind = RadioField(
        _("Wat voor tekst is het?"), validators=[InputRequired(_("Kies wat voor tekst het is."))]
    )
    department = SelectField(_("Ministerie"), validators=[InputRequired(_("Kies het ministerie."))])
    keten_id = StringField(_("KetenID"))
    contact = TextAreaField(_("Contact"))
    themes = TextAreaField(_("Thema's"))
    read_first = BooleanField(_("Een moderator leest elke reactie voordat zij openbaar wordt."))

    def __init__(self, *given: Any, viewer: Viewer, current: Consultation, **more: Any) -> None:
        super().__init__(*given, **more)
        self.kind.choices = [(one.value, labels.kind(one)) for one in BillKind]
        choices = department_choices(viewer)
        own = (str(current.department_id), current.department.name)
        self.department.choices = choices if own in choices else [own, *choices]


class DatesForm(FlaskForm):  # type: ignore[misc]
    """The first and last day."""

    opens = DayField(_("Eerste dag"))
    closes = DayField(_("Laatste dag"))
    term_reason = TextAreaField(_("Waarom is de termijn korter dan vier weken?"))


FIELDS: tuple[TextField, ...] = tuple(
    one for one in TextField if one is not TextField.EASY
)  # easy language has an editor of its own


class TextsForm(FlaskForm):  # type: ignore[misc]
    """The texts around the bill in one language; "In het kort" begins with its five questions."""

    title = StringField()
    summary = TextAreaField()
    changes = TextAreaField()
    audience = TextAreaField()
    goal = TextAreaField()
    effects = TextAreaField()
    summary_reason = TextAreaField()

    def __init__(self, language: str, kept: dict[str, str]) -> None:
        with force_locale(language):
            self.begun = "\n\n".join(f"**{one}**" for one in advice.five_questions())
        super().__init__(data={"summary": self.begun} | kept)
        for one in FIELDS:
            self[one.value].label.text = labels.text_field(one.value)

    def texts(self) -> dict[TextField, str]:
        """Return what was typed; questions without one answer are nothing."""
        typed = {one: self[one.value].data or "" for one in FIELDS}
        if typed[TextField.SUMMARY].split() == self.begun.split():
            typed[TextField.SUMMARY] = ""
        return typed


@blueprint.get("/<slug>/bewerken")
@requires(Permission.EDIT_CONSULTATION)
def edit(slug: str) -> Page:
    """Show what there is to do, and how far it is."""
    session, consultation = db_session(), drafted(slug)
    gaps = publication_gate.missing(session, consultation, now())
    return shown(
        "workspace/edit.html",
        consultation=consultation,
        state=consultation.state(now()),
        tasks=tasks.of(session, consultation, gaps, languages()),
        blocking=len(publication_gate.blocking(gaps)),
        names=names_of(session, consultation),
    )


@blueprint.route("/<slug>/bewerken/gegevens", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def details(slug: str) -> Page:
    """Change the title page."""
    viewer, session, consultation = require_viewer(), db_session(), drafted(slug)
    form = DetailsForm(
        viewer=viewer,
        current=consultation,
        data={
            "title": consultation.title,
            "kind": consultation.kind.value,
            "department": str(consultation.department_id),
            "keten_id": consultation.keten_id,
            "contact": consultation.contact,
            "themes": "\n".join(theme.name for theme in consultation.themes),
            "read_first": consultation.read_first,
        },
    )
    if (
        request.method == "POST"
        and form.validate()
        and saved(form, lambda: _save_details(form, consultation))
    ):
        return done("workspace.edit", slug, "bewaard")
    return shown(
        "workspace/details.html",
        form=form,
        consultation=consultation,
        known_themes=consultations.list_themes(session),
    )


def _save_details(form: DetailsForm, consultation: Consultation) -> None:
    viewer, session = require_viewer(), db_session()
    consultations.set_read_first(session, consultation, bool(form.read_first.data), by=viewer, now=now())
    consultations.set_details(
        session,
        consultation,
        title=form.title.data or "",
        kind=BillKind(form.kind.data),
        department=department_chosen(form.department.data),
        keten_id=form.keten_id.data or "",
        contact=form.contact.data or "",
        themes=(form.themes.data or "").splitlines(),
        by=viewer,
        now=now(),
    )


@blueprint.route("/<slug>/bewerken/termijn", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def dates(slug: str) -> Page:
    """Choose the first and last day of a draft."""
    consultation = drafted(slug)
    form = DatesForm(
        data={
            "opens": consultation.opens,
            "closes": consultation.closes,
            "term_reason": consultation.term_reason,
        }
    )

    def save() -> None:
        consultations.set_dates(
            db_session(),
            consultation,
            opens=form.opens.data,
            closes=form.closes.data,
            term_reason=form.term_reason.data or "",
            by=require_viewer(),
            now=now(),
        )

    if request.method == "POST" and form.validate() and saved(form, save):
        return done("workspace.edit", slug, "bewaard")
    return shown("workspace/dates.html", form=form, consultation=consultation)


@blueprint.route("/<slug>/bewerken/teksten/<language>", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def texts(slug: str, language: str) -> Page:
    """Write the texts of one language, with a preview of what was typed or saved."""
    if language not in languages():
        abort(404)
    consultation = drafted(slug)
    kept = {
        text.field: text for text in consultation.texts if text.language == language and text.field in FIELDS
    }
    form = TextsForm(language, {field.value: text.markdown for field, text in kept.items()})
    shown_html: dict[TextField, str] = {
        field: text.html for field, text in kept.items() if field is not TextField.TITLE
    }
    preview_only = request.form.get("doe") == reading_panel.CHECK
    if request.method == "POST" and form.validate():
        if preview_only and saved(form, lambda: shown_html.update(_rendered(form))):
            return _texts_page(form, consultation, language, shown_html)
        if not preview_only and saved(form, lambda: _save_texts(form, consultation, language)):
            return done("workspace.texts", slug, "bewaard", language=language)
    page = _texts_page(form, consultation, language, shown_html)
    return (page, 422) if request.method == "POST" else page


def _texts_page(
    form: TextsForm, consultation: Consultation, language: str, html: dict[TextField, str]
) -> str:
    page = shown(
        "workspace/texts.html",
        form=form,
        consultation=consultation,
        text_language=language,
        languages=languages(),
        html=html,
        advice=advice.on_texts(form.texts(), html, language),
        panels={
            field.value: reading_panel.of(field.value, labels.text_field(field.value), text, language)
            for field, text in html.items()
        },
    )
    return page if isinstance(page, str) else page[0]


def _rendered(form: TextsForm) -> dict[TextField, str]:
    """Return what was typed as HTML, for the preview; nothing is saved."""
    markup = site().ports.markup
    problems: dict[str, str] = {}
    html: dict[TextField, str] = {}
    for field, text in form.texts().items():
        if field is TextField.TITLE:
            continue
        try:
            html[field] = consultation_texts.render(markup, text, field.value)
        except Invalid as error:
            problems |= error.problems
    if problems:
        raise Invalid("text-too-long", problems)
    return html


def _save_texts(form: TextsForm, consultation: Consultation, language: str) -> None:
    consultation_texts.set_texts(
        db_session(),
        consultation,
        language,
        form.texts(),
        markup=site().ports.markup,
        by=require_viewer(),
        now=now(),
    )
