"""The illustrations of a consultation: hand in or choose, describe, put in order, take away."""

from __future__ import annotations

from flask import request
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from consultatie.domain.permissions import Permission
from consultatie.domain.ports import CleanPicture
from consultatie.http.access import require_viewer, requires
from consultatie.http.site import db_session, now, site
from consultatie.models.consultations import Consultation
from consultatie.services import illustrations as service
from consultatie.services import picture_library
from consultatie.web.workspace import advice, blueprint
from consultatie.web.workspace.desk import (
    Page,
    done,
    drafted,
    languages,
    names_of,
    provision_choices,
    saved,
    shown,
)
from consultatie.web.workspace.picture_form import picture_form, texts_of

FIELDS = {"provision": "eid"}


def _places(consultation: Consultation, eid: str = "") -> list[tuple[str, str]]:
    return provision_choices(db_session(), consultation, eid)


@blueprint.get("/<slug>/bewerken/illustraties")
@requires(Permission.EDIT_CONSULTATION)
def illustrations(slug: str) -> Page:
    """Show all illustrations in order."""
    consultation = drafted(slug)
    names = names_of(db_session(), consultation)
    found = [
        line
        for number, one in enumerate(consultation.illustrations, start=1)
        for line in advice.on_picture(one.picture, _("Illustratie %(n)s", n=number), languages())
    ]
    return shown("workspace/illustrations.html", consultation=consultation, names=names, advice=found)


@blueprint.route("/<slug>/bewerken/illustraties/nieuw", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION, uploads=True)
def new_illustration(slug: str) -> Page:
    """Take a picture with its texts into the library and into the consultation; it is cleaned before that."""
    consultation = drafted(slug)
    form = picture_form(None, places=_places(consultation))
    if request.method == "POST" and form.validate():
        db_session().rollback()  # let go of the database while the picture is cleaned
        upload, clean = form.file.data, []
        if saved(
            form, lambda: clean.append(picture_library.cleaned(site().ports.pictures, upload.read()))
        ) and saved(form, lambda: _add(slug, form, clean[0], upload.filename or ""), FIELDS):
            return done("workspace.illustrations", slug, "bewaard")
    return shown(
        "workspace/illustration.html",
        form=form,
        consultation=consultation,
        illustration=None,
        languages=languages(),
        elsewhere=0,
    )


def _add(slug: str, form: FlaskForm, clean: CleanPicture, name: str) -> None:
    consultation, by = drafted(slug), require_viewer()
    picture = picture_library.add(
        db_session(),
        consultation.department,
        clean,
        texts_of(form),
        name=name,
        files=site().ports.files,
        by=by,
        now=now(),
    )
    service.add(db_session(), consultation, picture, eid=form.eid.data or "", by=by, now=now())


@blueprint.route("/<slug>/bewerken/illustraties/kiezen", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def choose_illustration(slug: str) -> Page:
    """Let somebody choose a picture that the department has already."""
    consultation = drafted(slug)
    number = request.args.get("pagina", 1, type=int)
    kept, total = picture_library.page(db_session(), consultation.department_id, number)

    class ChooseForm(FlaskForm):  # type: ignore[misc]
        picture = RadioField(
            _("Welk plaatje kiest u?"),
            choices=[(str(one.picture.id), one.picture.alt.get("nl", "")) for one in kept],
            validators=[InputRequired(_("Kies een plaatje."))],
        )
        eid = SelectField(_("Waar hoort de illustratie bij?"), choices=_places(consultation))

    form = ChooseForm()

    def save() -> None:
        picture = picture_library.get(db_session(), int(form.picture.data), require_viewer())
        service.add(db_session(), consultation, picture, eid=form.eid.data, by=require_viewer(), now=now())

    if request.method == "POST" and form.validate() and saved(form, save, FIELDS):
        return done("workspace.illustrations", slug, "bewaard")
    return shown(
        "workspace/choose_illustration.html",
        form=form,
        consultation=consultation,
        kept=kept,
        page=number,
        pages=-(-total // picture_library.PER_PAGE),
    )


@blueprint.route("/<slug>/bewerken/illustraties/<int:number>", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def illustration(slug: str, number: int) -> Page:
    """Change the texts of one illustration, or where it belongs."""
    consultation, by = drafted(slug), require_viewer()
    current = service.get(consultation, number)
    form = picture_form(current.picture, places=_places(consultation, current.eid), eid=current.eid)

    def save() -> None:
        picture_library.describe(db_session(), current.picture, texts_of(form), by=by, now=now())
        service.put_at(db_session(), consultation, current, form.eid.data or "", by=by, now=now())

    if request.method == "POST" and form.validate() and saved(form, save, FIELDS):
        return done("workspace.illustrations", slug, "bewaard")
    uses = picture_library.uses_of(db_session(), current.picture)
    return shown(
        "workspace/illustration.html",
        form=form,
        consultation=consultation,
        illustration=current,
        languages=languages(),
        elsewhere=len({use.consultation_id for use in uses} - {consultation.id}),
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
