"""A consultation in easy language, written step by step: a heading, one idea a line, and a picture."""

from __future__ import annotations

from typing import Any, Final

from flask import abort, request
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import IntegerField, SelectField, StringField, TextAreaField

from consultatie.domain.permissions import Permission
from consultatie.http.access import require_viewer, requires
from consultatie.http.site import db_session, now, site
from consultatie.models.consultations import Consultation, TextField, in_language
from consultatie.services import consultation_texts, easy_reading, easy_writing, text_quality
from consultatie.services.easy_reading import Step
from consultatie.services.easy_writing import MOST_STEPS
from consultatie.web import labels
from consultatie.web.workspace import advice, blueprint, reading_panel
from consultatie.web.workspace.desk import Page, done, drafted, languages, saved, shown

BEGUN: Final = (Step(),)  # a page without steps would have nothing to fill in


def steps_form(
    consultation: Consultation, steps: int, given: MultiDict[str, str] | None, **data: Any
) -> FlaskForm:
    """Return a form with a heading, a text and a picture per step, filled from what was sent or from `data`."""
    fields: dict[str, Any] = {"count": IntegerField()}
    for n in range(steps):
        fields[f"heading_{n}"] = StringField(_("Kop van stap %(n)s", n=n + 1))
        fields[f"text_{n}"] = TextAreaField(_("Tekst van stap %(n)s", n=n + 1))
        fields[f"picture_{n}"] = SelectField(
            _("Plaatje bij stap %(n)s", n=n + 1), choices=_pictures(consultation)
        )
    return type("StepsForm", (FlaskForm,), fields)(formdata=given, data=data)


def _pictures(consultation: Consultation) -> list[tuple[str, str]]:
    found = [
        (str(one.id), in_language(one.picture.alt, "nl")[0] or _("Illustratie %(n)s", n=n))
        for n, one in enumerate(consultation.illustrations, start=1)
    ]
    return [("", _("Geen plaatje")), *found]


def _data(steps: list[Step]) -> dict[str, Any]:
    data: dict[str, Any] = {"count": len(steps)}
    for n, one in enumerate(steps):
        data |= {f"heading_{n}": one.heading, f"text_{n}": one.text, f"picture_{n}": str(one.picture or "")}
    return data


def _typed(form: FlaskForm, count: int) -> list[Step]:
    found = []
    for n in range(count):
        picture = form[f"picture_{n}"].data or ""
        text = (form[f"heading_{n}"].data or "", form[f"text_{n}"].data or "")
        found.append(Step(*text, int(picture) if picture.isdecimal() else None))
    return found


def _written(steps: list[Step]) -> list[Step]:
    """Leave out the last steps as long as there is nothing in them."""
    kept = list(steps)
    while kept and not (kept[-1].heading.strip() or kept[-1].text.strip()):
        kept.pop()
    return kept


def rearranged(steps: list[Step], wish: str) -> list[Step] | None:
    """Return the steps after a button: "stap" adds one, "weg-2" takes one away, "omhoog-2" moves one up; None for no such button."""
    what, _sign, number = wish.partition("-")
    at = int(number) if number.isdecimal() and int(number) < len(steps) else None
    if what == "stap":
        return [*steps, Step()][:MOST_STEPS]
    if what == "weg" and at is not None:
        return [*steps[:at], *steps[at + 1 :]] or [*BEGUN]
    if what == "omhoog" and at:
        return [*steps[: at - 1], steps[at], steps[at - 1], *steps[at + 1 :]]
    return None


@blueprint.route("/<slug>/bewerken/makkelijk/<language>", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def easy_steps(slug: str, language: str) -> Page:
    """Write the steps of one language; a button that adds, moves, removes or checks saves nothing."""
    if language not in languages():
        abort(404)
    consultation = drafted(slug)
    if request.method == "GET":
        steps = easy_reading.steps_of(consultation, language)
        return _page(consultation, language, steps or [*BEGUN], None)
    count = min(request.form.get("count", 0, type=int), MOST_STEPS)
    form = steps_form(consultation, count, request.form)
    typed, wish = _typed(form, count), request.form.get("doe", "")
    if not form.validate():
        return _page(consultation, language, typed, form)
    other = rearranged(typed, wish)
    if other is not None or wish == reading_panel.CHECK:
        page = _page(consultation, language, other or typed, None)
        return page[0] if isinstance(page, tuple) else page
    if saved(form, lambda: _save(consultation, language, _written(typed))):
        return done("workspace.easy_steps", slug, "bewaard", language=language)
    return _page(consultation, language, typed, form)


def _save(consultation: Consultation, language: str, steps: list[Step]) -> None:
    easy_writing.save(
        db_session(),
        consultation,
        language,
        steps,
        markup=site().ports.markup,
        by=require_viewer(),
        now=now(),
    )


def _page(consultation: Consultation, language: str, steps: list[Step], refused: FlaskForm | None) -> Page:
    form = refused or steps_form(consultation, len(steps), None, **_data(steps))
    markdown = easy_reading.markdown_of(_written(steps))
    html = consultation_texts.render(site().ports.markup, markdown, "text_0")
    found = text_quality.of_text(TextField.EASY, markdown, html, language)
    return shown(
        "workspace/easy_steps.html",
        form=form,
        consultation=consultation,
        text_language=language,
        languages=languages(),
        steps=steps,
        files={str(one.id): one for one in consultation.illustrations},
        advice=advice.on_easy(found, steps if markdown else []),
        panel=reading_panel.of(
            "easy", labels.text_field("easy"), html, language, longest=text_quality.EASY_LONGEST
        ),
        most=MOST_STEPS,
    )
