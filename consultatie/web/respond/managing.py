"""The respondent's own page, by the link in the receipt: see it, keep a copy, withdraw it, mend what was refused."""

from __future__ import annotations

from functools import partial

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response as Answer

from consultatie.domain.errors import Invalid, NotFound, WrongState
from consultatie.domain.lifecycle import RESPONSE_MOVES, ResponseState, last_day
from consultatie.http.access import public
from consultatie.http.languages import current_language
from consultatie.http.messages import sentence
from consultatie.http.site import db_session, now
from consultatie.models.consultations import Question
from consultatie.models.responses import Comment, Response, TokenPurpose
from consultatie.services import drafts, reading, responses, revisions
from consultatie.services.wordings import Wordings
from consultatie.web.provision_names import ProvisionNames
from consultatie.web.respond import blueprint
from consultatie.web.respond.commenting import asked_and_given
from consultatie.web.respond.desk import limits
from consultatie.web.respond.forms import CommentForm, answer_form, answered, show_problems

PARTS = {"standpunt": "position", "uitleg": "text", "voorstel": "proposal"}


def own_response(token: str) -> Response:
    """Return the response that a link to its own page is about; raise TokenRefused."""
    return responses.find_by_token(db_session(), token, TokenPurpose.MANAGE, now=now())


def own_page(template: str, response: Response, token: str, **more: object) -> str:
    """Return a page about a response for who sent it."""
    consultation = response.consultation
    closes_at = consultation.closes_at
    may_revise = revisions.may_revise(db_session(), response, now=now())
    given: dict[str, object] = {
        "response": response,
        "token": token,
        "consultation": consultation,
        "title": reading.title(consultation, current_language()).text,
        "names": ProvisionNames(db_session(), response.version),
        "changes": partial(Wordings(db_session()).pieces, response.version),
        "last_day": last_day(closes_at) if closes_at else None,
        "expected": reading.report_expected(consultation),
        "is_open": consultation.calendar.accepts(now()),
        "may_withdraw": ResponseState.WITHDRAWN in RESPONSE_MOVES[response.state],
        "may_mend": response.state is ResponseState.REJECTED and not may_revise,
        "may_revise": may_revise,
        "changing": revisions.find_draft(db_session(), response),
        "editions": revisions.list_editions(db_session(), response),
    }
    return render_template(template, **given | more)


@blueprint.get("/beheer/<token>")
@public()
def manage(token: str) -> str:
    """Show the receipt: reference, where the response is, what comes next, and a copy."""
    return own_page("respond/manage.html", own_response(token), token)


@blueprint.get("/beheer/<token>/intrekken")
@public()
def withdraw(token: str) -> str | Answer:
    """Ask whether somebody really wants to withdraw."""
    response = own_response(token)
    if ResponseState.WITHDRAWN not in RESPONSE_MOVES[response.state]:
        return redirect(url_for("respond.manage", token=token), 302)
    return own_page("respond/withdraw.html", response, token)


@blueprint.post("/beheer/<token>/intrekken")
@public()
def withdraw_post(token: str) -> Answer:
    """Withdraw."""
    responses.withdraw(db_session(), own_response(token), now=now())
    return redirect(url_for("respond.manage", token=token), 303)


@blueprint.get("/beheer/<token>/verbeter/<part>/")
@blueprint.get("/beheer/<token>/verbeter/<part>/<eid>")
@public()
def mend(token: str, part: str, eid: str = "") -> str:
    """Show one part of a comment of a refused response, to be mended."""
    response = _refused(token)
    form = CommentForm.of(_said(response, eid))
    return own_page(
        "respond/mend.html",
        response,
        token,
        form=form,
        asked=_field(part),
        part=part,
        eid=eid,
        limits=limits(),
    )


@blueprint.post("/beheer/<token>/verbeter/<part>/")
@blueprint.post("/beheer/<token>/verbeter/<part>/<eid>")
@public()
def mend_post(token: str, part: str, eid: str = "") -> Answer | tuple[str, int]:
    """Keep a mended part; handing in is a step of its own."""
    response = _refused(token)
    form, given = CommentForm(), asked_and_given(_field(part))
    typed = form.typed(eid, _said(response, eid), given)
    drafts.save_comment(db_session(), response, typed, limits=limits(), now=now())
    try:
        drafts.check_comment(typed, limits=limits(), only=given)
    except Invalid as error:
        db_session().commit()  # what was typed stays, though the form goes back
        show_problems(form, error.problems, limit=limits().comment_chars)
        shown = {"form": form, "asked": _field(part), "part": part, "eid": eid, "limits": limits()}
        return own_page("respond/mend.html", response, token, **shown), 422
    return redirect(url_for("respond.manage", token=token), 303)


def _field(part: str) -> str:
    if part not in PARTS:
        raise NotFound("no-such-page")
    return PARTS[part]


def _said(response: Response, eid: str) -> Comment:
    said = drafts.find_comment(response, eid)
    if said is None:
        raise NotFound("no-such-provision", eid=eid)
    return said


@blueprint.get("/beheer/<token>/antwoord/<key>")
@public()
def mend_answer(token: str, key: str) -> str:
    """Show one answer of a refused response, to be mended."""
    response = _refused(token)
    asked = _answered(response, key)
    form = answer_form(asked, response, current_language())
    return own_page("respond/mend_answer.html", response, token, form=form, question=asked, limits=limits())


@blueprint.post("/beheer/<token>/antwoord/<key>")
@public()
def mend_answer_post(token: str, key: str) -> Answer | tuple[str, int]:
    """Keep a mended answer; nothing answered takes it away."""
    response = _refused(token)
    asked = _answered(response, key)
    form = answer_form(asked, None, current_language())
    values = answered(asked, form)
    drafts.save_answer(db_session(), response, asked, values, limits=limits(), now=now())
    try:
        drafts.check_answer(values, limits=limits())
    except Invalid as error:
        db_session().commit()
        show_problems(form, error.problems, limit=limits().comment_chars)
        shown = {"form": form, "question": asked, "limits": limits()}
        return own_page("respond/mend_answer.html", response, token, **shown), 422
    return redirect(url_for("respond.manage", token=token), 303)


def _answered(response: Response, key: str) -> Question:
    found = next((one.question for one in response.answers if one.question.key == key), None)
    if found is None:
        raise NotFound("no-such-question", key=key[:40])
    return found


@blueprint.post("/beheer/<token>/opnieuw")
@public()
def hand_in_again(token: str) -> Answer | tuple[str, int]:
    """Hand in a mended response for a moderator to read."""
    response = _refused(token)
    try:
        responses.edit_again(db_session(), response, limits=limits(), now=now())
    except Invalid as error:
        db_session().rollback()
        errors = [("", sentence(code, limit=limits().comment_chars)) for code in error.problems.values()]
        return own_page(
            "respond/manage.html", own_response(token), token, errors=errors, has_errors=True
        ), 422
    return redirect(url_for("respond.manage", token=token), 303)


def _refused(token: str) -> Response:
    response = own_response(token)
    if response.state is not ResponseState.REJECTED:
        raise WrongState("response-moved-on", reference=response.reference)
    return response
