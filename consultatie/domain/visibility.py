"""The one place that decides what a viewer may see of a consultation and of a response.

HTML, API, exports, feeds, the search index, sitemap and mail all go through here. Lists and counts use the SQL
predicates in models that a property-based test holds equal to `consultation_visible` and `response_visible`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from consultatie.domain.lifecycle import Calendar, ConsultationState, ResponseState
from consultatie.domain.permissions import Permission, Viewer

PUBLIC_CONSULTATION_STATES = frozenset(
    {
        ConsultationState.OPEN,
        ConsultationState.CLOSED,
        ConsultationState.REPORTED,
        ConsultationState.WITHDRAWN,
    }
)
PUBLIC_RESPONSE_STATES = frozenset({ResponseState.PUBLIC, ResponseState.REDACTED})


class Publication(StrEnum):
    """What a respondent chose to make public."""

    NAMED = "named"
    UNNAMED = "unnamed"
    NOT = "not"


class RespondentKind(StrEnum):
    """Who responds."""

    PERSON = "person"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class RespondentFacts:
    """Who sent a response. Every field but `kind` is personal. `helped`: somebody else filled the form in for them.

    Of an organisation that signed in: `verified_domain`, of the address we confirmed, and `principals`, for whom it also speaks.
    """

    kind: RespondentKind
    name: str = ""
    organisation: str = ""
    place: str = ""
    email: str = ""
    helped: bool = False
    verified_domain: str = ""
    principals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CommentFacts:
    """One comment: on a provision (eid) or on the whole (None).

    `recording` is the key of what somebody said or signed; `transcribed`: its text was written down by staff.
    """

    eid: str | None
    position: str
    text: str
    proposal: str | None = None
    recording: str | None = None
    transcribed: bool = False


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """One answer: the question's key and what was answered (one or more values as text)."""

    question: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResponseFacts:
    """All that is kept of a response and could be shown. `department_id` is the consultation's; instants are UTC."""

    reference: str
    external_id: str | None
    state: ResponseState
    publication: Publication
    channel: str
    language: str
    received_at: datetime | None
    department_id: int
    consultation: str
    version: int
    respondent: RespondentFacts
    comments: tuple[CommentFacts, ...] = ()
    answers: tuple[AnswerFacts, ...] = ()


def consultation_visible(
    calendar: Calendar, department_id: int, viewer: Viewer | None, now: datetime
) -> bool:
    """Say whether a viewer may see a consultation: everyone from its opening, staff of the department before it."""
    if calendar.state(now) in PUBLIC_CONSULTATION_STATES:
        return True
    return viewer is not None and viewer.may(Permission.ENTER_WORKSPACE) and viewer.may_work_on(department_id)


def response_visible(
    state: ResponseState, publication: Publication, department_id: int, viewer: Viewer | None
) -> bool:
    """Say whether a viewer may see a response at all."""
    if state in PUBLIC_RESPONSE_STATES and publication is not Publication.NOT:
        return True
    reads = viewer is not None and viewer.may(Permission.READ_RESPONSES) and viewer.may_work_on(department_id)
    return reads and state not in (
        ResponseState.DRAFT,
        ResponseState.SENT,
        ResponseState.EXPIRED,
        ResponseState.WITHDRAWN,
        ResponseState.ERASED,
    )


def project(facts: ResponseFacts, viewer: Viewer | None) -> ResponseFacts | None:
    """Return the response with only the fields this viewer may see, or None when they may not see it.

    The public gets a name, organisation and place only of a named response; nobody but the mail job gets an
    address; the id given at import is for staff.
    """
    if not response_visible(facts.state, facts.publication, facts.department_id, viewer):
        return None
    is_staff = (
        viewer is not None
        and viewer.may(Permission.READ_RESPONSES)
        and viewer.may_work_on(facts.department_id)
    )
    if is_staff:
        return replace(facts, respondent=replace(facts.respondent, email=""))
    return preview(facts)


def preview(facts: ResponseFacts) -> ResponseFacts:
    """Return what the public will see if this response is published: the exact preview shown before sending."""
    respondent = facts.respondent
    if facts.publication is Publication.NAMED:
        shown = replace(respondent, email="", helped=False)
    else:
        shown = RespondentFacts(kind=respondent.kind)
    comments = tuple(replace(comment, recording=None) for comment in facts.comments)
    return replace(facts, respondent=shown, comments=comments, external_id=None, channel="")
