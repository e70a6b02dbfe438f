"""Attachments of responses with the text that was read in them: who may see it, and which words stand in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, undefer

from consultatie.domain.errors import NotFound
from consultatie.domain.file_texts import TextState
from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.permissions import Permission, Viewer
from consultatie.domain.screening import Finding, findings
from consultatie.models.consultations import Consultation
from consultatie.models.files import FileText
from consultatie.models.joint_drafts import JointAttachment, JointDraft
from consultatie.models.responses import Response
from consultatie.services import file_texts, joint_attachments

AROUND = 60  # characters before and after words that were looked for


@dataclass(frozen=True, slots=True)
class Attached:
    """A file with its text as far as somebody may see it; None where there is none for them."""

    attachment: JointAttachment
    text: FileText | None

    @property
    def is_held(self) -> bool:
        """Say whether the text waits for a moderator."""
        return self.text is not None and self.text.is_held

    @property
    def is_read(self) -> bool:
        """Say whether there is text to show."""
        return self.text is not None and self.text.state is TextState.READ


@dataclass(frozen=True, slots=True)
class Passage:
    """Where words stand in an attachment."""

    attachment: JointAttachment
    before: str
    words: str
    after: str


def listed(session: Session, reference: str, viewer: Viewer | None) -> list[Attached]:
    """Return the attachments of a response that this viewer may have, each with its text.

    The text goes with the file. One that is held for a moderator is for staff only.
    """
    found = joint_attachments.of_response(session, reference, viewer)
    if not found:
        return []
    texts = file_texts.of_files(session, [one.file_id for one in found])
    department = found[0].draft.consultation.department_id
    is_staff = viewer is not None and viewer.may(Permission.READ_RESPONSES) and viewer.may_work_on(department)
    shown = {number: text for number, text in texts.items() if is_staff or not text.is_held}
    return [Attached(one, shown.get(one.file_id)) for one in found]


def get(session: Session, reference: str, number: int, viewer: Viewer | None) -> Attached:
    """Return one attachment of a response that this viewer may have; raise NotFound."""
    found = next((one for one in listed(session, reference, viewer) if one.attachment.id == number), None)
    if found is None:
        raise NotFound("no-such-document")
    return found


def with_files(session: Session, consultation: Consultation) -> frozenset[str]:
    """Return the references of responses to a consultation that may have attachments."""
    found = (
        select(Response.reference)
        .join(JointDraft, JointDraft.response_id == Response.id)
        .join(JointAttachment, JointAttachment.draft_id == JointDraft.id)
        .where(Response.consultation_id == consultation.id)
    )
    return frozenset(session.scalars(found))


def public_texts(session: Session, reference: str) -> tuple[tuple[str, str], ...]:
    """Return title and text of each attachment of a response that the public may read."""
    return tuple(
        (one.attachment.title, one.text.text)
        for one in listed(session, reference, None)
        if one.text is not None and one.is_read
    )


def passages(session: Session, consultation: Consultation, words: str) -> dict[int, list[Passage]]:
    """Return per id of a response where words stand in the attachments that it was handed in with."""
    holding = (
        _texts()
        .where(JointDraft.consultation_id == consultation.id, FileText.state == TextState.READ)
        .where(FileText.text.icontains(words, autoescape=True))
        .options(undefer(FileText.text))
    )
    found: dict[int, list[Passage]] = defaultdict(list)
    for attachment, text, response in session.execute(holding):
        handed_in = joint_attachments.handed_in(session, response)
        if attachment.id in handed_in:
            found[response.id].append(_passage(attachment, text.text, words))
    return dict(found)


def _texts() -> Select[JointAttachment, FileText, Response]:
    return (
        select(JointAttachment, FileText, Response)
        .join(FileText, FileText.file_id == JointAttachment.file_id)
        .join(JointDraft, JointDraft.id == JointAttachment.draft_id)
        .join(Response, Response.id == JointDraft.response_id)
        .order_by(JointAttachment.id)
    )


def _passage(attachment: JointAttachment, text: str, words: str) -> Passage:
    at = max(0, text.lower().find(words.lower()))
    end = at + len(words)
    start = max(0, at - AROUND)
    before = text[start:at].split(" ", 1)[-1] if start else text[:at]
    return Passage(attachment, before, text[at:end], text[end : end + AROUND].rpartition(" ")[0])


def found_in(
    session: Session, response: Response, viewer: Viewer
) -> Iterator[tuple[Attached, list[Finding]]]:
    """Yield the attachments of a response in whose text something looks like personal data, with what that is."""
    for one in listed(session, response.reference, viewer):
        found = findings(one.text.text) if one.text is not None else []
        if found:
            yield one, found


def list_held(session: Session, viewer: Viewer) -> list[Response]:
    """Return the public responses with an attachment whose text waits for a moderator of the viewer's department (or all)."""
    held = (
        _texts()
        .with_only_columns(Response)
        .join(Response.consultation)
        .where(FileText.is_held, Response.state == ResponseState.PUBLIC)
        .options(joinedload(Response.consultation))
        .order_by(None)
    )
    if viewer.department_id is not None:
        held = held.where(Consultation.department_id == viewer.department_id)
    return sorted(set(session.scalars(held)), key=lambda one: one.id)


def files_of(session: Session, response: Response, wanted: Collection[int]) -> list[int]:
    """Return which of these ids are files of this response."""
    numbers = joint_attachments.handed_in(session, response)
    found = select(JointAttachment.file_id).where(JointAttachment.id.in_(numbers))
    return [one for one in session.scalars(found) if one in wanted]
