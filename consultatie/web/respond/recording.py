"""Responding with a recording of one's voice or of sign language: choose the file, take it away again."""

from __future__ import annotations

import io
from typing import BinaryIO

from flask import current_app, redirect, render_template, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from consultatie.domain.errors import ConsultatieError, Invalid
from consultatie.domain.recordings import names_of
from consultatie.domain.wizard import OVERVIEW, Location, Step
from consultatie.http.access import public
from consultatie.http.messages import sentence
from consultatie.http.site import now, site
from consultatie.models.responses import Response
from consultatie.services import brakes, drafts, recordings
from consultatie.web.respond import blueprint
from consultatie.web.respond.desk import Desk, desk, onward, returns_to, same_address, write
from consultatie.web.respond.forms import show_problems

MEGABYTE = 1_000_000


class RecordingForm(FlaskForm):  # type: ignore[misc]  # flask_wtf has no types
    """A file with what somebody says or signs."""

    recording = FileField(_("Kies het bestand met uw opname"))


@blueprint.get("/<slug>/opname")
@blueprint.get("/<slug>/artikel/<eid>/opname")
@public()
def recording(slug: str, eid: str = "") -> str:
    """Ask for a recording."""
    return recording_page(desk(slug), eid, RecordingForm())


@blueprint.post("/<slug>/opname")
@blueprint.post("/<slug>/artikel/<eid>/opname")
@public(uploads="max_recording_bytes")
def recording_post(slug: str, eid: str = "") -> Answer | tuple[str, int]:
    """Take a recording in; without a new file, one that was sent before stays."""
    at, form = desk(slug), RecordingForm()
    has_one = _kept(at, eid) is not None
    at.session.close()  # lets go of the database while the file is stored
    if has_one and not _file_name():
        return onward(slug, Location(Step.RECORDING, eid))
    try:
        _take(slug, eid)
    except Invalid as error:
        show_problems(form, error.problems, limit=largest())
        return recording_page(desk(slug), eid, form), 422
    return onward(slug, Location(Step.RECORDING, eid))


@blueprint.post("/<slug>/opname/verwijder")
@blueprint.post("/<slug>/artikel/<eid>/opname/verwijder")
@public()
def remove_recording(slug: str, eid: str = "") -> Answer:
    """Take a recording away again."""

    def take_away(session: Session, _at: Desk, draft: Response) -> None:
        recordings.detach(session, draft, eid, now=now())

    write(slug, take_away)
    return redirect(desk(slug).address(OVERVIEW), 303)


def too_large(slug: str, eid: str) -> str:
    """Return the page for a file so large that it was not read at all."""
    form = RecordingForm(formdata=None)
    form.recording.errors = [sentence("recording-too-large", limit=largest())]
    return recording_page(desk(slug), eid, form)


def largest() -> int:
    """Return how large a recording may be, in megabytes."""
    return site().settings.max_recording_bytes // MEGABYTE


def _file_name() -> str:
    found = request.files.get("recording")
    return (found.filename or "") if found else ""


def _stream() -> BinaryIO:
    found = request.files.get("recording")
    stream: BinaryIO = found.stream if found else io.BytesIO()  # type: ignore[assignment]
    return stream


def _take(slug: str, eid: str) -> None:
    """Store the file, then the row; what is refused after all leaves no bytes behind."""
    settings, files = site().settings, site().ports.files
    taken = recordings.take(
        files,
        _stream(),
        name=_file_name(),
        allowed=settings.recording_types,
        largest=settings.max_recording_bytes,
    )

    def keep(session: Session, _at: Desk, draft: Response) -> None:
        secret = current_app.secret_key or b""
        brakes.take_recording(
            session,
            secret=secret.encode() if isinstance(secret, str) else secret,
            remote=request.remote_addr or "",
            per_hour=settings.network_recordings_per_hour,
            now=now(),
        )
        recordings.attach(session, draft, eid, taken, now=now())

    try:
        write(slug, keep)
    except ConsultatieError:
        with site().db.read() as session:
            recordings.discard(session, files, taken.key)
        raise


def _kept(at: Desk, eid: str) -> object | None:
    comment = drafts.find_comment(at.draft, eid) if at.draft else None
    return comment.recording if comment else None


def recording_page(at: Desk, eid: str, form: RecordingForm) -> str:
    """Return the page that asks for a recording, with what was sent before."""
    if eid and at.version is not None:
        drafts.place_of(at.session, at.version.id, eid)
    return render_template(
        "respond/recording.html",
        at=at,
        form=form,
        eid=eid,
        name=at.names.name(eid) if eid else gettext("Het hele voorstel"),
        kept=_kept(at, eid),
        kinds=names_of(site().settings.recording_types),
        accept=",".join(site().settings.recording_types),
        largest=largest(),
        router=at.router(Location(Step.RECORDING, eid)),
        action=same_address(),
        terug=returns_to(),
    )
