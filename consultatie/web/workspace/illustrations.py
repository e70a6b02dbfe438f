"""Illustrations: hand in, describe, put in order, take away."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import SelectField, StringField, TextAreaField

from consultatie.domain.permissions import Permission
from consultatie.http.access import require_viewer, requires
from consultatie.http.site import db_session, now, site
from consultatie.models.consultations import Consultation, Illustration
from consultatie.services import illustrations as service
from consultatie.web.workspace import advice, blueprint
from consultatie.web.workspace.desk import (
    FilePresent,
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

FIELDS = {"provision": "eid"}


def picture_form(codes: tuple[str, ...], *, with_file: bool) -> type[FlaskForm]:
    """Return a form with a short and a long description per language."""
    fields: dict[str, Any] = {"file": FileField(validators=[FilePresent()])} if with_file else {}
    fields["eid"] = SelectField(validate_choice=True)
    for code in codes:
        fields[f"alt_{code}"] = StringField()
        fields[f"description_{code}"] = TextAreaField()
    return type("PictureForm", (FlaskForm,), fields)


def _form(consultation: Consultation, current: Illustration | None) -> FlaskForm:
    codes = languages()
    known: dict[str, Any] = {}
    if current is not None:
        known["eid"] = current.eid
        for code in codes:
            known[f"alt_{code}"] = current.alt.get(code, "")
            known[f"description_{code}"] = current.description.get(code, "")
    form = picture_form(codes, with_file=current is None)(data=known)
    form.eid.choices = provision_choices(db_session(), consultation, known.get("eid", ""))
    form.eid.label.text = _("Waar hoort de illustratie bij?")
    if current is None:
        form.file.label.text = _("Bestand")
    for code in codes:
        form[f"alt_{code}"].label.text = in_words(_("Korte beschrijving"), code)
        form[f"description_{code}"].label.text = in_words(_("Lange beschrijving"), code)
    return form


def _texts(form: FlaskForm) -> dict[str, Any]:
    return {
        "eid": form.eid.data or "",
        "alt": {code: form[f"alt_{code}"].data or "" for code in languages()},
        "description": {code: form[f"description_{code}"].data or "" for code in languages()},
    }


@blueprint.get("/<slug>/bewerken/illustraties")
@requires(Permission.EDIT_CONSULTATION)
def illustrations(slug: str) -> Page:
    """Show all illustrations in order."""
    consultation = drafted(slug)
    names = names_of(db_session(), consultation)
    found = [
        line
        for number, one in enumerate(consultation.illustrations, start=1)
        for line in advice.on_illustration(one, _("Illustratie %(n)s", n=number))
    ]
    return shown("workspace/illustrations.html", consultation=consultation, names=names, advice=found)


@blueprint.route("/<slug>/bewerken/illustraties/nieuw", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION, uploads=True)
def new_illustration(slug: str) -> Page:
    """Take a picture with its texts; it is cleaned before it is written down."""
    consultation = drafted(slug)
    form = _form(consultation, None)
    if request.method == "POST" and form.validate():
        db_session().rollback()  # let go of the database while the picture is cleaned
        upload, clean = form.file.data, []
        if saved(
            form, lambda: clean.append(service.cleaned(site().ports.pictures, upload.read())), FIELDS
        ) and saved(form, lambda: _add(slug, form, clean[0], upload.filename or ""), FIELDS):
            return done("workspace.illustrations", slug, "bewaard")
    return shown(
        "workspace/illustration.html",
        form=form,
        consultation=consultation,
        illustration=None,
        languages=languages(),
    )


def _add(slug: str, form: FlaskForm, picture: tuple[bytes, str], name: str) -> None:
    service.add(
        db_session(),
        drafted(slug),
        picture=picture,
        name=name,
        files=site().ports.files,
        by=require_viewer(),
        now=now(),
        **_texts(form),
    )


@blueprint.route("/<slug>/bewerken/illustraties/<int:number>", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def illustration(slug: str, number: int) -> Page:
    """Change the texts of one illustration, or where it belongs."""
    consultation = drafted(slug)
    current = service.get(consultation, number)
    form = _form(consultation, current)

    def save() -> None:
        service.describe(db_session(), consultation, current, by=require_viewer(), now=now(), **_texts(form))

    if request.method == "POST" and form.validate() and saved(form, save, FIELDS):
        return done("workspace.illustrations", slug, "bewaard")
    return shown(
        "workspace/illustration.html",
        form=form,
        consultation=consultation,
        illustration=current,
        languages=languages(),
    )


@blueprint.post("/<slug>/bewerken/illustraties/<int:number>/plaats")
@requires(Permission.EDIT_CONSULTATION)
def move_illustration(slug: str, number: int) -> Page:
    """Let an illustration change places with its neighbour."""
    consultation = drafted(slug)
    step = -1 if request.form.get("naar") == "voor" else 1
    one = service.get(consultation, number)
    service.move(db_session(), consultation, one, step, by=require_viewer(), now=now())
    return done("workspace.illustrations", slug, "volgorde")


@blueprint.route("/<slug>/bewerken/illustraties/<int:number>/verwijderen", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def remove_illustration(slug: str, number: int) -> Page:
    """Ask, then take an illustration away."""
    consultation = drafted(slug)
    current = service.get(consultation, number)
    form = FlaskForm()
    if request.method == "POST" and saved(
        form,
        lambda: service.remove(db_session(), consultation, current, by=require_viewer(), now=now()),
    ):
        return done("workspace.illustrations", slug, "verwijderd")
    return shown(
        "workspace/remove_illustration.html", form=form, consultation=consultation, illustration=current
    )
