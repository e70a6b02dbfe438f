"""Files that go with a response of an organisation: add one, take it away, find one that a viewer may have."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, NotFound
from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.permissions import Viewer
from consultatie.domain.ports import DocumentInspector, FileStore
from consultatie.domain.text import normalise_line
from consultatie.domain.visibility import response_visible
from consultatie.models.joint_drafts import JointAttachment, JointDraft, Submission
from consultatie.models.organisations import Membership
from consultatie.models.responses import Response
from consultatie.services import file_texts, joint_drafts, uploads
from consultatie.services.documents import LOOKED_AT

MOST = 20
LONGEST_TITLE = 200  # characters


def add(
    session: Session,
    draft: JointDraft,
    member: Membership,
    *,
    data: bytes,
    name: str,
    title: str,
    files: FileStore,
    inspect: DocumentInspector,
    now: datetime,
) -> JointAttachment:
    """Add a PDF, DOCX, ODT or text file, told by its bytes and looked at in a child process. Raise Invalid, TooLarge."""
    title = normalise_line(title)
    if not title or len(title) > LONGEST_TITLE:
        raise Invalid("attachment-invalid", {"title": "document-title"}, limit=LONGEST_TITLE)
    if not data:
        raise Invalid("attachment-invalid", {"file": "file-empty"})
    joint_drafts.hold(session, draft, now=now)
    if len(draft.attached) >= MOST:
        raise Invalid("attachment-invalid", {"file": "documents-too-many"}, limit=MOST)
    media_type = uploads.document_type(data)
    lacks = list(inspect(data, media_type)) if media_type in LOOKED_AT else None
    if lacks and "unreadable" in lacks:
        raise Invalid("attachment-invalid", {"file": "attachment-unreadable"})
    made = JointAttachment(
        draft_id=draft.id,
        file=uploads.keep(session, files, data, name=name, media_type=media_type, now=now),
        title=title,
        lacks=lacks,
        by_id=member.user_id,
        at=now,
    )
    session.add(made)
    session.flush()
    file_texts.due(session, made.file, now=now)
    session.expire(draft, ["attachments"])
    return made


def get(draft: JointDraft, number: int) -> JointAttachment:
    """Return an attachment of this draft; raise NotFound."""
    found = next((one for one in draft.attached if one.id == number), None)
    if found is None:
        raise NotFound("no-such-document")
    return found


def remove(session: Session, draft: JointDraft, attachment: JointAttachment, *, now: datetime) -> None:
    """Take an attachment away; versions that were handed in keep it. Raise WrongState."""
    joint_drafts.hold(session, draft, now=now)
    attachment.removed_at = now
    session.flush()


def of_response(session: Session, reference: str, viewer: Viewer | None) -> list[JointAttachment]:
    """Return the attachments of a response that this viewer may have, in the order in which they were added.

    Of a response of which something was left out the public gets none: nobody can leave something out of a file.
    """
    response = session.scalar(select(Response).where(Response.reference == reference))
    if response is None or not _may_have(response, viewer):
        return []
    numbers = handed_in(session, response)
    found = select(JointAttachment).where(JointAttachment.id.in_(numbers)).order_by(JointAttachment.id)
    return list(session.scalars(found)) if numbers else []


def handed_in(session: Session, response: Response) -> list[int]:
    """Return the ids of the attachments that the newest version of a response was handed in with."""
    last = session.scalar(
        select(Submission)
        .where(Submission.response_id == response.id)
        .order_by(Submission.number.desc())
        .limit(1)
    )
    return list(last.contents.get("attachments", [])) if last else []


def _may_have(response: Response, viewer: Viewer | None) -> bool:
    if response.publication is None:
        return False
    department = response.consultation.department_id
    if not response_visible(response.state, response.publication, department, viewer):
        return False
    return response.state is not ResponseState.REDACTED or response_visible(
        ResponseState.HELD, response.publication, department, viewer
    )
