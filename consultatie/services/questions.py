"""Questions on the whole or on a provision. They are fixed from publication on: an answer belongs to what was asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, NotFound, WrongState
from consultatie.domain.lifecycle import Stage
from consultatie.domain.permissions import Viewer
from consultatie.domain.text import normalise_line
from consultatie.models.consultations import Consultation, Question, QuestionKind
from consultatie.services import bills
from consultatie.services.consultations import note_edit, require_editable

LONGEST_QUESTION = 1_000  # characters
LONGEST_OPTION = 300
MOST_OPTIONS = 30
MOST_QUESTIONS = 50
WITH_OPTIONS = frozenset({QuestionKind.ONE, QuestionKind.SEVERAL})


def save(
    session: Session,
    consultation: Consultation,
    *,
    question: Question | None,
    kind: QuestionKind,
    eid: str,
    texts: Mapping[str, str],
    options: Sequence[Mapping[str, str]] = (),
    key: str = "",
    by: Viewer | None,
    now: datetime,
) -> Question:
    """Add a question (`question` None; without a `key` it gets the next) or change it. Raise Invalid, WrongState."""
    _require_draft(consultation, by)
    bills.require_provision(session, consultation, eid)
    checked = {code: line for code, text in texts.items() if (line := normalise_line(text))}
    choices = _checked_options(kind, options)
    _check_texts(checked)
    if question is None:
        if len(consultation.questions) >= MOST_QUESTIONS:
            raise Invalid("questions-too-many", {"nl": "questions-too-many"}, limit=MOST_QUESTIONS)
        question = Question(consultation_id=consultation.id, key=_free_key(consultation, key))
        question.place = max((other.place for other in consultation.questions), default=-1) + 1
        consultation.questions.append(question)
    question.kind, question.eid, question.texts, question.options = kind, eid, checked, choices
    session.flush()
    note_edit(session, consultation, "question", by, facts={"question": question.key}, now=now)
    return question


def _require_draft(consultation: Consultation, by: Viewer | None) -> None:
    require_editable(consultation, by)
    if consultation.stage is not Stage.DRAFT:
        raise WrongState("questions-fixed")


def _check_texts(texts: Mapping[str, str]) -> None:
    if not texts.get("nl"):
        raise Invalid("question-missing", {"nl": "question-missing"})
    too_long = {code: "text-too-long" for code, line in texts.items() if len(line) > LONGEST_QUESTION}
    if too_long:
        raise Invalid("question-too-long", too_long, limit=LONGEST_QUESTION)


def _checked_options(kind: QuestionKind, options: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Return the options; each has a Dutch text, no two are the same. None for the kinds without options."""
    if kind not in WITH_OPTIONS:
        return []
    found = [{code: line for code, text in one.items() if (line := normalise_line(text))} for one in options]
    found = [one for one in found if one]
    dutch = [one.get("nl", "") for one in found]
    if len(found) < 2 or len(found) > MOST_OPTIONS:
        raise Invalid("options-number", {"options_nl": "options-number"}, limit=MOST_OPTIONS)
    if "" in dutch or any(len(line) > LONGEST_OPTION for one in found for line in one.values()):
        raise Invalid("options-unreadable", {"options_nl": "options-unreadable"}, limit=LONGEST_OPTION)
    if len(set(dutch)) < len(dutch):
        raise Invalid("options-repeated", {"options_nl": "options-repeated"})
    return found


def _free_key(consultation: Consultation, key: str) -> str:
    taken = {question.key for question in consultation.questions}
    if key:
        if key in taken or not re.fullmatch(r"[A-Za-z0-9_-]{1,40}", key):
            raise Invalid("question-key", {"id": "question-key"}, key=key[:40])
        return key
    return next(name for number in range(1, len(taken) + 2) if (name := f"q{number}") not in taken)


def get(consultation: Consultation, key: str) -> Question:
    """Return a question of this consultation by its key; raise NotFound."""
    found = next((one for one in consultation.questions if one.key == key), None)
    if found is None:
        raise NotFound("no-such-question")
    return found


def remove(
    session: Session, consultation: Consultation, question: Question, *, by: Viewer | None, now: datetime
) -> None:
    """Take a question of a draft away."""
    _require_draft(consultation, by)
    key = question.key
    consultation.questions.remove(question)
    session.flush()
    note_edit(session, consultation, "question-removed", by, facts={"question": key}, now=now)
