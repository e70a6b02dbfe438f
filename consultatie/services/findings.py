"""What looks like personal data in a response, part by part, and what the respondent decided about it.

One source for who writes (before sending) and who moderates (after it). Only the answers are kept, by the key of the passage
(`Finding.key`): a passage that is changed is asked about anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from consultatie.domain.proposals import ProposalKind
from consultatie.domain.screening import HOUSE_RULES, PERSONAL_DATA, Finding, findings, is_rude
from consultatie.models.responses import Response
from consultatie.services import drafts
from consultatie.services.wordings import Wordings

TEXT, PROPOSAL, QUOTE, ANSWER = "text", "proposal", "quote", "answer"
AROUND = 60  # characters before and after a passage that are shown with it


@dataclass(frozen=True, slots=True)
class Found:
    """A passage, the part it stands in (a comment's `text`, `proposal` or `quote` by eId, or the `answer` to a question by key),
    the words around it, and whether the respondent leaves it there on purpose."""

    finding: Finding
    part: str
    name: str
    before: str
    after: str
    is_left: bool


def find(session: Session, response: Response, wordings: Wordings | None = None) -> list[Found]:
    """Return what was found, in the order of the response."""
    left = set(response.left_on_purpose or ())  # None in a row that was not written yet
    return [
        _found(text, one, part, name, left)
        for part, name, text, law in _parts(response, wordings or Wordings(session))
        for one in findings(text)
        if one.passage not in law
    ]


def _found(text: str, one: Finding, part: str, name: str, left: set[str]) -> Found:
    before, after = text[max(0, one.start - AROUND) : one.start], text[one.end : one.end + AROUND]
    return Found(one, part, name, before, after, one.key in left)


def _parts(response: Response, wordings: Wordings) -> Iterator[tuple[str, str, str, str]]:
    """Yield each typed text: what it is, its name, the words, and the law that somebody did not type."""
    for comment in response.comments:
        yield TEXT, comment.eid, comment.text, ""
        *_typed, quote = comment.own_words()
        yield QUOTE, comment.eid, quote, ""
        if comment.proposal:
            is_edit = comment.proposal_kind is ProposalKind.CHANGE
            law = wordings.law(response.version, comment.eid) if is_edit else ""
            yield PROPOSAL, comment.eid, comment.proposal, law
    for answer in response.answers:
        for value in answer.values:
            yield ANSWER, answer.question.key, value, ""


def leave(session: Session, response: Response, keys: Iterable[str], *, now: datetime) -> None:
    """Note that passages stay on purpose; keys that nothing was found under do nothing. Raise WrongState when it was sent."""
    drafts.touch(session, response, now=now)
    known = {one.finding.key for one in find(session, response)}
    response.left_on_purpose = sorted((set(response.left_on_purpose) | set(keys)) & known)
    session.flush()


def code_for(session: Session, response: Response, *, read_before: str = "") -> str:
    """Return why a moderator should read it: `personal-data`, `house-rules`, or an empty string.

    What somebody leaves on purpose is read too: others may be named in it. `read_before` is a text at the beginning of a
    comment that a moderator has let through already.
    """
    parts = _parts(response, Wordings(session))
    typed = [(text.removeprefix(read_before), law) for _part, _name, text, law in parts]
    if any(one.passage not in law for text, law in typed for one in findings(text)):
        return PERSONAL_DATA
    return HOUSE_RULES if is_rude(text for text, _law in typed) else ""
