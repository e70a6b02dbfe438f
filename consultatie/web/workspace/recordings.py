"""Recordings of respondents: play them, and write down what somebody says or signs."""

from __future__ import annotations

from flask import request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as Answer
from werkzeug.wsgi import wrap_file
from wtforms import TextAreaField

from consultatie.domain.errors import NotFound
from consultatie.domain.permissions import Permission
from consultatie.domain.respondents import Limits
from consultatie.http.access import require_viewer, requires
from consultatie.http.headers import FILE_POLICY
from consultatie.http.site import db_session, now, site
from consultatie.models.responses import Comment, Response
from consultatie.services import recordings, reviews
from consultatie.web.provision_names import ProvisionNames
from consultatie.web.workspace import blueprint
from consultatie.web.workspace.desk import Page, done, saved, shown


class TranscriptForm(FlaskForm):  # type: ignore[misc]  # flask_wtf has no types
    """What somebody says or signs, as text."""

    text = TextAreaField(_("Wat zegt of gebaart deze persoon?"))


def _found(slug: str, reference: str, number: int) -> tuple[Response, Comment]:
    session = db_session()
    consultation = reviews.get_for_review(session, slug, require_viewer())
    response = reviews.find_response(session, consultation, reference)
    if response is None:
        raise NotFound("no-such-response")
    return response, recordings.get_comment(response, number)


@blueprint.get("/<slug>/reacties/<reference>/opname/<int:number>")
@requires(Permission.READ_RESPONSES)
def recording(slug: str, reference: str, number: int) -> Answer:
    """Give the bytes, also in parts (RFC 9110, 14), so that one can go back and forth in it."""
    _response, comment = _found(slug, reference, number)
    kept = comment.recording
    if kept is None:
        raise NotFound("no-such-recording")
    stream = site().ports.files.open(kept.key)
    answer = Answer(
        wrap_file(request.environ, stream),
        content_type=kept.media_type,
        headers={"Content-Security-Policy": FILE_POLICY, "Cache-Control": "private, no-store"},
        direct_passthrough=True,
    )
    answer.content_length = kept.size
    answer.set_etag(kept.key)
    return answer.make_conditional(request.environ, accept_ranges=True, complete_length=kept.size)


@blueprint.route("/<slug>/reacties/<reference>/opname/<int:number>/tekst", methods=["GET", "POST"])
@requires(Permission.READ_RESPONSES)
def transcript(slug: str, reference: str, number: int) -> Page:
    """Play a recording and write down what it says."""
    response, comment = _found(slug, reference, number)
    settings = site().settings
    limits = Limits(settings.max_comment_chars, settings.max_response_chars)
    form = TranscriptForm(data={"text": comment.text})

    def save() -> None:
        recordings.transcribe(
            db_session(),
            response,
            comment,
            form.text.data or "",
            limits=limits,
            by=require_viewer(),
            now=now(),
        )

    if request.method == "POST" and form.validate() and saved(form, save):
        return done("workspace.response", slug, "transcript", reference=reference)
    return shown(
        "workspace/transcript.html",
        form=form,
        response=response,
        comment=comment,
        consultation=response.consultation,
        name=ProvisionNames(db_session(), response.version).name(comment.eid),
        may_write=recordings.may_transcribe(comment),
        limit=limits.comment_chars,
    )
