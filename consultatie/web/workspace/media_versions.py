"""Sound and sign language beside a consultation: hand in, take away."""

from __future__ import annotations

from typing import Any, BinaryIO, cast

from flask import request
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired

from consultatie.domain.permissions import Permission
from consultatie.http.access import require_viewer, requires
from consultatie.http.site import db_session, now, site
from consultatie.models.consultations import Consultation
from consultatie.models.media_versions import MediaKind, Subject
from consultatie.services import media_versions as service
from consultatie.services.media_versions import Upload
from consultatie.web import labels
from consultatie.web.workspace import blueprint
from consultatie.web.workspace.desk import (
    FilePresent,
    Page,
    done,
    drafted,
    language_in_words,
    languages,
    saved,
    shown,
)


def media_form() -> FlaskForm:
    """Return the form for one recording."""
    fields: dict[str, Any] = {
        "kind": RadioField(
            _("Wat wilt u toevoegen?"),
            choices=[(one.value, labels.media_kind(one)) for one in MediaKind],
            validators=[InputRequired(_("Kies geluid of gebarentaal."))],
        ),
        "subject": RadioField(
            _("Waar gaat het over?"),
            choices=[(one.value, labels.media_subject(one)) for one in Subject],
            validators=[InputRequired(_("Kies waar het over gaat."))],
        ),
        "language": RadioField(
            _("In welke taal is de tekst?"),
            choices=[(code, language_in_words(code)) for code in languages()],
            default=languages()[0],
        ),
        "file": FileField(_("Geluid of video"), validators=[FilePresent()]),
        "captions": FileField(_("Ondertitels")),
        "transcript": TextAreaField(_("Wat er gezegd wordt")),
    }
    form: FlaskForm = type("MediaForm", (FlaskForm,), fields)()
    return form


@blueprint.route("/<slug>/bewerken/geluid-en-gebarentaal", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION, uploads="max_recording_bytes")
def media_versions(slug: str) -> Page:
    """Show the recordings and take another."""
    consultation = drafted(slug)
    form = media_form()
    if request.method == "POST" and form.validate() and saved(form, lambda: _add(form, consultation)):
        return done("workspace.media_versions", slug, "bewaard")
    return shown("workspace/media_versions.html", form=form, consultation=consultation)


def _add(form: FlaskForm, consultation: Consultation) -> None:
    service.add(
        db_session(),
        consultation,
        kind=MediaKind(form.kind.data),
        subject=Subject(form.subject.data),
        language=form.language.data,
        recording=_upload(form.file.data),
        captions=_upload(form.captions.data) if _is_chosen(form.captions.data) else None,
        transcript=form.transcript.data or "",
        files=site().ports.files,
        markup=site().ports.markup,
        by=require_viewer(),
        now=now(),
    )


def _is_chosen(sent: object) -> bool:
    return isinstance(sent, FileStorage) and bool(sent.filename)


def _upload(sent: FileStorage) -> Upload:
    return Upload(cast(BinaryIO, sent.stream), sent.filename or "")


@blueprint.route("/<slug>/bewerken/geluid-en-gebarentaal/<int:number>/verwijderen", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def remove_media_version(slug: str, number: int) -> Page:
    """Ask, then take a recording away."""
    consultation = drafted(slug)
    current = service.get(consultation, number)
    form = FlaskForm()
    if request.method == "POST" and saved(
        form, lambda: service.remove(db_session(), consultation, current, by=require_viewer(), now=now())
    ):
        return done("workspace.media_versions", slug, "verwijderd")
    return shown("workspace/remove_media_version.html", form=form, consultation=consultation, version=current)
