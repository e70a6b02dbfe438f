"""Files that go with a response of an organisation, for whoever may have them: a list for templates, and the file itself."""

from __future__ import annotations

from flask import Flask
from werkzeug.wrappers import Response

from consultatie.domain.errors import NotFound
from consultatie.http import access
from consultatie.http.headers import FILE_POLICY
from consultatie.http.site import db_session, site
from consultatie.models.joint_drafts import JointAttachment
from consultatie.services import joint_attachments


def response_attachments(reference: str) -> list[JointAttachment]:
    """Return the attachments of a response that whoever looks may have."""
    return joint_attachments.of_response(db_session(), reference, access.viewer())


def find(reference: str, number: int) -> JointAttachment:
    """Return one of them; raise NotFound."""
    found = next((one for one in response_attachments(reference) if one.id == number), None)
    if found is None:
        raise NotFound("no-such-document")
    return found


def as_file(attachment: JointAttachment) -> Response:
    """Return a file to keep: never shown within the site."""
    file = attachment.file
    answer = Response(site().ports.files.get(file.key), mimetype=file.media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=file.name)
    answer.headers["Content-Security-Policy"] = FILE_POLICY
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def register(app: Flask) -> None:
    """Let templates ask for the list."""
    app.jinja_env.globals["response_attachments"] = response_attachments
