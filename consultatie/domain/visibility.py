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
from consultatie.domain.proposals import ProposalKind
from consultatie.domain.redaction import Redaction, part_of_answer, part_of_comment, redact

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
    Of somebody `under_16` no name, place or address is kept; `email` is then that of a parent or carer, empty `in_class`.
    """

    kind: RespondentKind
    name: str = ""
    organisation: str = ""
    place: str = ""
    email: str = ""
    helped: bool = False
    verified_domain: str = ""
    principals: tuple[str, ...] = ()
    under_16: bool = False
    in_class: bool = False


@dataclass(frozen=True, slots=True)
class CommentFacts:
    """One comment: on a provision (eid) or on the whole (None).

    `proposal` is the wording somebody wishes, None without one; it is empty where the provision should go (REMOVAL).
    `quote` are the words it is about, `quote_start` where they stand in the provision (characters), None when they do not.
    `recording` is the key of what somebody said or signed; `transcribed`: its text was written down by staff.
    """

    eid: str | None
    position: str
    text: str
    proposal: str | None = None
    recording: str | None = None
    transcribed: bool = False
    proposal_kind: ProposalKind = ProposalKind.TEXT
    quote: str = ""
    quote_start: int | None = None


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
    redactions: tuple[Redaction, ...] = ()
    edition: int = 1
    revised_at: datetime | None = None


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
    """Return what the public will see if this response is published: the exact preview shown before sending.

    Hidden words are replaced by their marks; of the redactions only the reasons are left. Somebody under 16 has no name,
    whatever is asked.
    """
    facts = _redacted(facts)
    respondent = facts.respondent
    if facts.publication is Publication.NAMED and not respondent.under_16:
        shown = replace(respondent, email="", helped=False)
    else:
        shown = RespondentFacts(kind=respondent.kind, under_16=respondent.under_16)
    comments = tuple(replace(comment, recording=None) for comment in facts.comments)
    return replace(facts, respondent=shown, comments=comments, external_id=None, channel="")


def _redacted(facts: ResponseFacts) -> ResponseFacts:
    if not facts.redactions:
        return facts

    def shown(part: str, text: str) -> str:
        hidden = [(one.words, one.reason) for one in facts.redactions if one.part == part]
        return redact(text, hidden, facts.language)

    return replace(
        facts,
        comments=tuple(
            replace(
                one,
                text=shown(part_of_comment(one.eid, "text"), one.text),
                proposal=shown(part_of_comment(one.eid, "proposal"), one.proposal) if one.proposal else None,
                quote=shown(part_of_comment(one.eid, "quote"), one.quote)
                if one.quote_start is None
                else one.quote,
            )
            for one in facts.comments
        ),
        answers=tuple(
            replace(one, values=tuple(shown(part_of_answer(one.question), value) for value in one.values))
            for one in facts.answers
        ),
        redactions=tuple(replace(one, words="") for one in facts.redactions),
    )
