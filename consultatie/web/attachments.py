"""Files that go with a response of an organisation, for whoever may have them: a list for templates, and the file itself."""

from __future__ import annotations

from flask import Flask
from werkzeug.wrappers import Response

from consultatie.http import access
from consultatie.http.headers import FILE_POLICY
from consultatie.http.site import db_session, site
from consultatie.models.joint_drafts import JointAttachment
from consultatie.services import attachment_texts
from consultatie.services.attachment_texts import Attached


def response_attachments(reference: str) -> list[Attached]:
    """Return the attachments of a response that whoever looks may have, each with what may be seen of its text."""
    return attachment_texts.listed(db_session(), reference, access.viewer())


def find(reference: str, number: int) -> JointAttachment:
    """Return one of them; raise NotFound."""
    return attachment_texts.get(db_session(), reference, number, access.viewer()).attachment


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
