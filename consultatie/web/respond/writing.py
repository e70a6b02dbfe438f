"""Answering a question, and looking over what there is so far. Comments on provisions are in commenting."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from consultatie.domain.errors import Invalid
from consultatie.domain.provisions import Provision
from consultatie.domain.text import normalise_line
from consultatie.domain.wizard import OVERVIEW, Location, Step
from consultatie.http.access import public
from consultatie.http.languages import current_language
from consultatie.http.site import db_session, now
from consultatie.models.consultations import Question, in_language
from consultatie.models.responses import Response
from consultatie.services import drafts, reading_law
from consultatie.web.respond import blueprint
from consultatie.web.respond.commenting import explanation_of, memorandum_of
from consultatie.web.respond.desk import Desk, desk, limits, onward, returns_to, same_address, write
from consultatie.web.respond.forms import answer_form, answered, show_problems


@blueprint.get("/<slug>/vraag/<key>")
@public()
def question(slug: str, key: str) -> str:
    """Ask one question."""
    at = desk(slug)
    asked = drafts.get_question(at.session, at.row, key)
    return _question_page(at, asked, answer_form(asked, at.draft, current_language()))


@blueprint.post("/<slug>/vraag/<key>")
@public()
def question_post(slug: str, key: str) -> Answer | tuple[str, int]:
    """Keep an answer; nothing answered takes it away."""

    def keep(session: Session, at: Desk, draft: Response) -> tuple[str, ...]:
        asked = drafts.get_question(session, at.row, key)
        values = answered(asked, answer_form(asked, None, current_language()))
        drafts.save_answer(session, draft, asked, values, limits=limits(), now=now())
        return values

    values = write(slug, keep)
    try:
        drafts.check_answer(values, limits=limits())
    except Invalid as error:
        at = desk(slug)
        asked = drafts.get_question(db_session(), at.row, key)
        form = answer_form(asked, at.draft, current_language())
        show_problems(form, error.problems, limit=limits().comment_chars)
        return _question_page(at, asked, form), 422
    return onward(slug, Location(Step.QUESTION, key))


def _question_page(at: Desk, asked: Question, form: Any) -> str:
    return render_template(
        "respond/question.html",
        at=at,
        question=asked,
        form=form,
        words=in_language(asked.texts, current_language()),
        name=at.names.name(asked.eid) if asked.eid else "",
        explanation=explanation_of(at, asked.eid, current_language()),
        memorandum=memorandum_of(at, asked.eid),
        provision=_provision(at, asked.eid),
        router=at.router(Location(Step.QUESTION, asked.key)),
        limits=limits(),
        action=same_address(),
        terug=returns_to(),
    )


def _provision(at: Desk, eid: str) -> Provision | None:
    return reading_law.get_provision(at.session, at.version, eid) if eid and at.version else None


@blueprint.get("/<slug>/overzicht")
@public()
def overview(slug: str) -> str:
    """Show the response so far, in document order."""
    at = desk(slug)
    answers = {answer.question.key: answer.values for answer in at.draft.answers} if at.draft else {}
    return render_template(
        "respond/overview.html",
        at=at,
        names=at.names,
        answers=answers,
        router=at.router(OVERVIEW),
        progress=at.progress(),
        is_empty=drafts.is_empty,
    )


@blueprint.post("/<slug>/verwijder")
@public()
def remove(slug: str) -> Answer:
    """Take a comment (by its eid) or an answer (by its question) away."""
    eid, key = normalise_line(request.form.get("eid", "")), normalise_line(request.form.get("question", ""))

    def take_away(session: Session, at: Desk, draft: Response) -> None:
        if key:
            asked = drafts.get_question(session, at.row, key)
            drafts.save_answer(session, draft, asked, (), limits=limits(), now=now())
        else:
            drafts.remove_comment(session, draft, eid, now=now())

    write(slug, take_away)
    return redirect(desk(slug).address(OVERVIEW), 303)
