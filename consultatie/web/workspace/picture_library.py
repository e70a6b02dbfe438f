"""`/werkplek/beeldbank`: the pictures of a department. Look, hand in, describe, see where they stand, take away."""

from __future__ import annotations

from flask import Response, redirect, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from consultatie.domain.permissions import Permission
from consultatie.domain.ports import CleanPicture
from consultatie.http.access import require_viewer, requires
from consultatie.http.headers import FILE_POLICY
from consultatie.http.site import db_session, now, site
from consultatie.models.pictures import Picture
from consultatie.services import picture_library as service
from consultatie.web.workspace import advice, blueprint
from consultatie.web.workspace.desk import Page, languages, saved, shown
from consultatie.web.workspace.picture_form import picture_form, texts_of
from consultatie.web.workspace.start import department_choices, department_chosen


@blueprint.get("/beeldbank")
@requires(Permission.EDIT_CONSULTATION)
def library() -> Page:
    """Show the pictures of somebody's department, newest first."""
    number = request.args.get("pagina", 1, type=int)
    kept, total = service.page(db_session(), require_viewer().department_id, number)
    return shown(
        "workspace/library.html",
        kept=kept,
        total=total,
        page=number,
        pages=-(-total // service.PER_PAGE),
    )


@blueprint.route("/beeldbank/nieuw", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION, uploads=True)
def new_picture() -> Page:
    """Take a picture with its texts; it is cleaned before it is written down."""
    choices = department_choices(require_viewer())
    form = picture_form(None, departments=choices if len(choices) > 1 else None)
    if request.method == "POST" and form.validate():
        db_session().rollback()  # let go of the database while the picture is cleaned
        upload, clean = form.file.data, []
        if saved(form, lambda: clean.append(service.cleaned(site().ports.pictures, upload.read()))) and saved(
            form, lambda: _add(form, clean[0], upload.filename or "")
        ):
            return _done("bewaard")
    return shown("workspace/library_picture.html", form=form, picture=None, languages=languages())


def _add(form: FlaskForm, clean: CleanPicture, name: str) -> None:
    chosen = form.department.data if "department" in form else department_choices(require_viewer())[0][0]
    service.add(
        db_session(),
        department_chosen(chosen),
        clean,
        texts_of(form),
        name=name,
        files=site().ports.files,
        by=require_viewer(),
        now=now(),
    )


def _done(what: str) -> Page:
    return redirect(url_for("workspace.library", gedaan=what), 303)


def _found(number: int) -> Picture:
    return service.get(db_session(), number, require_viewer())


@blueprint.route("/beeldbank/<int:number>", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def library_picture(number: int) -> Page:
    """Show a picture and where it stands, and change what is said about it."""
    current = _found(number)
    form = picture_form(current)

    def save() -> None:
        service.describe(db_session(), current, texts_of(form), by=require_viewer(), now=now())

    if request.method == "POST" and form.validate() and saved(form, save):
        return _done("bewaard")
    return shown(
        "workspace/library_picture.html",
        form=form,
        picture=current,
        languages=languages(),
        uses=service.uses_of(db_session(), current),
        advice=advice.on_picture(current, _("Dit plaatje"), languages()),
    )


@blueprint.route("/beeldbank/<int:number>/verwijderen", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def remove_picture(number: int) -> Page:
    """Ask, then take a picture away; refuse while it stands somewhere, and say where."""
    current = _found(number)
    form = FlaskForm()
    if request.method == "POST" and saved(
        form, lambda: service.remove(db_session(), current, by=require_viewer(), now=now())
    ):
        return _done("verwijderd")
    uses = service.uses_of(db_session(), current)
    return shown("workspace/remove_picture.html", form=form, picture=current, uses=uses)


@blueprint.get("/beeldbank/<int:number>/bestand")
@requires(Permission.EDIT_CONSULTATION)
def picture_file(number: int) -> Response:
    """Give the bytes of a picture to whom its library belongs; never able to do anything, never kept by others."""
    file = _found(number).file
    headers = {"Content-Security-Policy": FILE_POLICY, "Cache-Control": "private, max-age=3600"}
    return Response(site().ports.files.get(file.key), headers=headers, content_type=file.media_type)
