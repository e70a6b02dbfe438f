"""Documents beside the bill: hand in, take away."""

from __future__ import annotations

from flask import request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import StringField
from wtforms.validators import InputRequired

from consultatie.domain.permissions import Permission
from consultatie.http.access import require_viewer, requires
from consultatie.http.site import db_session, now, site
from consultatie.models.consultations import Consultation
from consultatie.services import documents as service
from consultatie.web.workspace import advice, blueprint
from consultatie.web.workspace.desk import FilePresent, Page, done, drafted, saved, shown


class DocumentForm(FlaskForm):  # type: ignore[misc]
    """A file and what it is called."""

    title = StringField(_("Titel"), validators=[InputRequired(_("Geef het document een titel."))])
    web_address = StringField(_("Adres van dezelfde tekst als webpagina"))
    file = FileField(_("Bestand"), validators=[FilePresent()])


@blueprint.route("/<slug>/bewerken/documenten", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION, uploads=True)
def documents(slug: str) -> Page:
    """Show the documents and take another."""
    consultation = drafted(slug)
    form = DocumentForm()
    if request.method == "POST" and form.validate() and saved(form, lambda: _add(form, consultation)):
        return done("workspace.documents", slug, "bewaard")
    return shown(
        "workspace/documents.html",
        form=form,
        consultation=consultation,
        advice=advice.on_documents(consultation.documents),
    )


def _add(form: DocumentForm, consultation: Consultation) -> None:
    upload = form.file.data
    service.add(
        db_session(),
        consultation,
        data=upload.read(),
        name=upload.filename or "",
        title=form.title.data or "",
        files=site().ports.files,
        inspect=site().ports.inspect_document,
        web_address=form.web_address.data or "",
        by=require_viewer(),
        now=now(),
    )


@blueprint.route("/<slug>/bewerken/documenten/<int:number>/verwijderen", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def remove_document(slug: str, number: int) -> Page:
    """Ask, then take a document away."""
    consultation = drafted(slug)
    current = service.get(consultation, number)
    form = FlaskForm()
    if request.method == "POST":
        service.remove(db_session(), consultation, current, by=require_viewer(), now=now())
        return done("workspace.documents", slug, "verwijderd")
    return shown("workspace/remove_document.html", form=form, consultation=consultation, document=current)
