"""Reading one response from the JSON Lines format of interface.md. Every refusal names the line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from consultatie.domain.errors import Invalid
from consultatie.domain.proposals import ProposalKind, settled
from consultatie.domain.respondents import LONGEST_EMAIL, LONGEST_NAME, LONGEST_PLACE, Limits, tidy
from consultatie.domain.text import normalise, normalise_line
from consultatie.domain.visibility import Publication, RespondentFacts, RespondentKind
from consultatie.models.consultations import Question, QuestionKind
from consultatie.models.responses import Channel, Position
from consultatie.services.drafts import CommentInput

LONGEST_ID = 120
LONGEST_LANGUAGE = 8
LONGEST_SOURCE = 200
LONGEST_LINE = 2_000_000  # characters


@dataclass(frozen=True, slots=True)
class Ground:
    """What a line may speak of: provisions with their place in the bill, and questions by key."""

    places: Mapping[str, int]
    questions: Mapping[str, Question]
    limits: Limits


@dataclass(frozen=True, slots=True)
class Incoming:
    """One response as it was read, checked against the ground. `source` is where staff find the original."""

    external_id: str
    received_at: datetime | None
    channel: Channel
    language: str
    respondent: RespondentFacts
    publication: Publication
    comments: tuple[CommentInput, ...]
    answers: tuple[tuple[Question, tuple[str, ...]], ...]
    source: str = ""


def read_lines(lines: Iterable[str], ground: Ground) -> Iterator[Incoming]:
    """Yield each response; empty lines are skipped. Raise Invalid `import-line` with line (from 1) and reason."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield read_one(line, ground)
        except _Wrong as wrong:
            raise Invalid("import-line", line=number, reason=wrong.code, detail=wrong.detail) from None


class _Wrong(Exception):
    def __init__(self, code: str, detail: object = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, str(detail)[:80]


def read_one(line: str, ground: Ground) -> Incoming:
    """Return the response on one line."""
    record = _parsed(line)
    comments = tuple(_comment(one, ground) for one in _list(record, "comments"))
    answers = tuple(_answer(one, ground) for one in _list(record, "answers"))
    _refuse_double([comment.eid for comment in comments], "double-comment")
    _refuse_double([question.key for question, _values in answers], "double-answer")
    if not comments and not answers:
        raise _Wrong("nothing-said")
    written = sum(len(c.text) + len(c.proposal) + len(c.quote) for c in comments)
    if written + sum(len(value) for _q, values in answers for value in values) > ground.limits.response_chars:
        raise _Wrong("response-too-long", ground.limits.response_chars)
    respondent = _respondent(record.get("respondent"))
    publication = _member(Publication, record.get("publication"), "publication-unknown")
    if respondent.under_16 and publication is Publication.NAMED:
        publication = Publication.UNNAMED
    return Incoming(
        external_id=_external_id(record),
        received_at=_instant(record.get("received_at")),
        channel=_member(Channel, record.get("channel", "import"), "channel-unknown"),
        language=_short(record.get("language") or "nl", LONGEST_LANGUAGE, "language-unreadable"),
        respondent=respondent,
        publication=publication,
        comments=comments,
        answers=answers,
        source=_short(record.get("source") or "", LONGEST_SOURCE, "source-too-long"),
    )


def _parsed(line: str) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise _Wrong("line-too-long", LONGEST_LINE)
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise _Wrong("not-json") from None
    if not isinstance(record, dict):
        raise _Wrong("not-an-object")
    return record


def _list(record: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = record.get(name) or []
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise _Wrong("not-a-list", name)
    return found


def _refuse_double(keys: list[str], code: str) -> None:
    for place, key in enumerate(keys):
        if key in keys[:place]:
            raise _Wrong(code, key)


def _external_id(record: dict[str, Any]) -> str:
    found = record.get("id")
    if not isinstance(found, (str, int)) or isinstance(found, bool) or not str(found).strip():
        raise _Wrong("id-missing")
    return _short(str(found), LONGEST_ID, "id-too-long")


def _short(value: object, limit: int, code: str) -> str:
    if not isinstance(value, str):
        raise _Wrong(code)
    text = normalise_line(value)
    if len(text) > limit:
        raise _Wrong(code)
    return text


def _instant(value: object) -> datetime | None:
    if value is None:
        return None
    try:
        instant = datetime.fromisoformat(str(value))
    except ValueError:
        raise _Wrong("received-at-unreadable", value) from None
    if instant.tzinfo is None:
        raise _Wrong("received-at-without-zone", value)
    return instant


def _member(kind: Any, value: object, code: str) -> Any:
    try:
        return kind(value)
    except ValueError:
        raise _Wrong(code, value) from None


def _respondent(value: object) -> RespondentFacts:
    if not isinstance(value, dict):
        raise _Wrong("respondent-missing")
    facts = RespondentFacts(
        kind=_member(RespondentKind, value.get("kind"), "kind-unknown"),
        name=_short(value.get("name") or "", LONGEST_NAME, "name-too-long"),
        organisation=_short(value.get("organisation") or "", LONGEST_NAME, "organisation-too-long"),
        place=_short(value.get("place") or "", LONGEST_PLACE, "place-too-long"),
        email=_short(value.get("email") or "", LONGEST_EMAIL, "email-unreadable"),
        under_16=value.get("under_16") is True,
    )
    return (
        tidy(replace(facts, email="")) if facts.under_16 else facts
    )  # whose address it is, the file does not say


def _text(value: object, limits: Limits) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _Wrong("text-unreadable")
    text = normalise(value)
    if len(text) > limits.comment_chars:
        raise _Wrong("comment-too-long", limits.comment_chars)
    return text


def _comment(record: dict[str, Any], ground: Ground) -> CommentInput:
    eid = record.get("provision") or ""
    if not isinstance(eid, str) or (eid and eid not in ground.places):
        raise _Wrong("no-such-provision", eid)
    kind = _member(ProposalKind, record.get("proposal_kind") or "text", "proposal-kind-unknown")
    proposal = _text(record.get("proposal"), ground.limits)
    kind, proposal = settled(kind if eid else ProposalKind.TEXT, proposal, law="")
    return CommentInput(
        eid=eid,
        position=_member(Position, record.get("position") or "none", "position-unknown"),
        text=_text(record.get("text"), ground.limits),
        proposal=proposal,
        proposal_kind=kind,
        quote=_text(record.get("quote"), ground.limits) if eid else "",
    )


def _answer(record: dict[str, Any], ground: Ground) -> tuple[Question, tuple[str, ...]]:
    key = record.get("question")
    if not isinstance(key, str) or key not in ground.questions:
        raise _Wrong("no-such-question", key)
    question = ground.questions[key]
    given = record.get("value", record.get("values"))
    many = given if isinstance(given, list) else [given]
    values = tuple(_text(str(one) if isinstance(one, int) else one, ground.limits) for one in many)
    return question, tuple(matching_option(question, value) for value in values if value)


def matching_option(question: Question, value: str) -> str:
    """Return the stored text of the option that a value names in any language; open answers stay as they are."""
    if question.kind is QuestionKind.SCALE and value not in ("1", "2", "3", "4", "5"):
        raise _Wrong("no-such-option", value)
    if question.kind not in (QuestionKind.ONE, QuestionKind.SEVERAL):
        return value
    for option in question.options:
        if value in option.values():
            return option_value(option)
    raise _Wrong("no-such-option", value)


def option_value(option: dict[str, str]) -> str:
    """Return the text by which an option is stored: the Dutch one, or else the first there is."""
    return option.get("nl") or next(iter(option.values()), "")
