"""Attachments at the review desk: their text as a page, reading one again, and letting the public see what was held."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from consultatie.domain.errors import NotFound
from consultatie.domain.permissions import Permission
from consultatie.domain.screening import findings
from consultatie.http.access import require_viewer, requires
from consultatie.http.site import db_session, now
from consultatie.models.responses import Response
from consultatie.services import attachment_texts, file_texts, moderation, responses, reviews
from consultatie.services.attachment_texts import Attached
from consultatie.web.workspace import blueprint


def _found(slug: str, reference: str, number: int) -> tuple[Response, Attached]:
    session, viewer = db_session(), require_viewer()
    consultation = reviews.get_for_review(session, slug, viewer)
    response = responses.get(session, reference)
    if response.consultation_id != consultation.id:
        raise NotFound("no-such-response")
    attached = attachment_texts.get(session, reference, number, viewer)
    if attached.text is None:
        raise NotFound("no-such-document")
    return response, attached


@blueprint.get("/<slug>/reacties/<reference>/bijlagen/<int:number>")
@requires(Permission.READ_RESPONSES)
def attachment_text(slug: str, reference: str, number: int) -> str:
    """Show what a computer read in an attachment, before it is public too, with what looks like personal data."""
    response, attached = _found(slug, reference, number)
    return render_template(
        "workspace/attachment.html",
        consultation=response.consultation,
        response=response,
        attached=attached,
        found=findings(attached.text.text) if attached.text else [],
    )


@blueprint.post("/<slug>/reacties/<reference>/bijlagen/<int:number>/opnieuw")
@requires(Permission.READ_RESPONSES)
def read_attachment_again(slug: str, reference: str, number: int) -> Answer:
    """Have a file read once more."""
    _response, attached = _found(slug, reference, number)
    if attached.text is not None:
        file_texts.again(db_session(), attached.text, now=now())
    address = url_for("workspace.attachment_text", slug=slug, reference=reference, number=number)
    return redirect(address, 303)


@blueprint.post("/moderatie/<reference>/bijlagen")
@requires(Permission.MODERATE)
def release_texts(reference: str) -> Answer:
    """Let the public see the texts of attachments that the moderator saw."""
    session = db_session()
    response = moderation.get_for_moderator(session, reference, require_viewer())
    moderation.release_texts(session, response, request.form.getlist("gezien", type=int), now=now())
    return redirect(url_for("workspace.moderate", reference=reference, gedaan="bijlagen"), 303)
