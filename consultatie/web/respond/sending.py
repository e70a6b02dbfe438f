"""Check your answers, send, and what to do next: look in your mail."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from consultatie.domain.errors import Invalid, NotFound
from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.receipts import new_token
from consultatie.domain.respondents import find_email
from consultatie.domain.text import normalise_line
from consultatie.domain.wizard import CHECK
from consultatie.http.access import public
from consultatie.http.languages import current_language
from consultatie.http.messages import sentence
from consultatie.http.site import db_session, now, site
from consultatie.models.consultations import in_language
from consultatie.models.responses import Response
from consultatie.services import drafts, reading, response_mail, responses, revisions
from consultatie.web.mail_brake import count_mail
from consultatie.web.respond import blueprint
from consultatie.web.respond.asking import ALL, asked_about
from consultatie.web.respond.desk import (
    DRAFTS,
    SENT,
    Desk,
    confirm_for,
    desk,
    find_sent,
    forget,
    limits,
    open_or_closed,
    remember,
)
from consultatie.web.respond.forms import EmailForm, show_problems
from consultatie.web.respond.identity import preview_of, sent_back
from consultatie.web.respond.identity_forms import GuardianForm
from consultatie.web.standings import Standings

FAST = timedelta(seconds=3)  # from the first word to sending: no person does that


@blueprint.get("/<slug>/controle")
@public()
def check(slug: str) -> str | Answer:
    """Show everything once more, each with a way to change it."""
    at = desk(slug)
    return sent_back(at, CHECK) or _check_page(at)


@blueprint.post("/<slug>/controle")
@public()
def send(slug: str) -> Answer | tuple[str, int]:
    """Send the response; a second press gives the same receipt."""
    key = normalise_line(request.form.get("idempotency_key", ""))[:64]
    _count_mail(slug, key)
    at = open_or_closed(slug)
    if at.draft is None:
        return _sent_before(at, key)
    drafts.require_open(at.row, now())
    try:
        if at.draft.revises_id is not None:
            return _hand_in_again(at, at.draft, key)
        responses.send(
            at.session,
            at.draft,
            idempotency_key=key,
            limits=limits(),
            confirm_for=confirm_for(),
            signal=_signal(at.draft),
            now=now(),
        )
    except Invalid as error:
        at.session.rollback()
        return _check_page(desk(slug), error.problems), 422
    is_repeat = at.draft.sent_at is None  # a page from before was sent again: what is being written now stays
    token = None if is_repeat else forget(DRAFTS, slug)
    if token is not None:
        remember(SENT, slug, token)
    if not is_repeat and at.draft.facts().respondent.in_class:  # no mail holds the link to their own page
        link = response_mail.manage_token(at.session, at.draft, now=now())
        return redirect(url_for("respond.manage", token=link), 303)
    return redirect(url_for("respond.almost", slug=slug), 303)


def _hand_in_again(at: Desk, draft: Response, key: str) -> Answer:
    """Put a change in the place of what was sent, and go to the respondent's own page."""
    own = revisions.hand_in(
        at.session, draft, idempotency_key=key, limits=limits(), signal=_signal(draft), now=now()
    )
    if not own:
        return redirect(url_for("respond.almost", slug=at.slug), 303)
    token = forget(DRAFTS, at.slug)
    if token is not None:
        remember(SENT, at.slug, token)
    return redirect(url_for("respond.manage", token=own), 303)


def _count_mail(slug: str, key: str) -> None:
    """Count the mail that sending will cause, before anything is written; nothing when no mail will leave."""
    with site().db.read() as session:
        draft = open_or_closed(slug, session).draft
        if draft is None or draft.respondent is None or not draft.consultation.calendar.accepts(now()):
            return
        if responses.find_repeat(session, key) or responses.problems_before_sending(draft, limits()):
            return
        email, reference = draft.respondent.email, draft.reference
    if email:  # pupils of a class have none
        count_mail(email, once=f"send:{reference}")


def _sent_before(at: Desk, key: str) -> Answer:
    """Redirect to the receipt of what this key or this browser sent before; raise NotFound when there is none."""
    if responses.find_repeat(at.session, key) is None and find_sent(at) is None:
        drafts.require_open(at.row, now())
        raise NotFound("no-such-response")
    return redirect(url_for("respond.almost", slug=at.slug), 303)


def _signal(draft: Response) -> str:
    """Return a code when this looks like the work of a machine; a moderator then looks. Never a reason to refuse."""
    filled_trap = bool(request.form.get("website"))
    hasty = now() - draft.created_at < FAST
    advertises = any("http" in comment.text.lower() for comment in draft.comments)
    return "signal" if filled_trap or (hasty and advertises) else ""


def _check_page(at: Desk, problems: dict[str, str] | None = None) -> str:
    language = current_language()
    draft = at.draft
    errors = [("", sentence(code, limit=limits().comment_chars)) for code in (problems or {}).values()]
    answers = {answer.question.key: answer.values for answer in draft.answers} if draft else {}
    return render_template(
        "respond/check.html",
        at=at,
        draft=draft,
        names=at.names,
        comments=[c for c in draft.comments if not drafts.is_empty(c)] if draft else [],
        questions=[
            (question, in_language(question.texts, language)[0], answers.get(question.key, []))
            for question in at.row.questions
        ],
        asked=asked_about(at),
        all=ALL,
        seen=preview_of(at, draft.publication) if draft and draft.publication else None,
        standings=Standings(at.session, at.row, wordings=at.wordings),
        asked_questions={one.key: one for one in reading.questions(at.session, at.row, language)},
        errors=errors,
        has_errors=bool(errors),
        router=at.router(CHECK),
        idempotency_key=new_token(),
    )


@blueprint.get("/<slug>/bijna-klaar")
@public()
def almost(slug: str) -> str | Answer:
    """Say that a mail is on its way, and what it is for."""
    at = open_or_closed(slug)
    sent = find_sent(at)
    if sent is None or sent.sent_at is None:
        return redirect(url_for("respond.start", slug=slug), 302)
    return render_template(
        "respond/almost_young.html" if _is_young(sent) else "respond/almost.html",
        at=at,
        sent=sent,
        waits=sent.state is ResponseState.SENT,
        until=responses.confirmable_until(sent, confirm_for(), sent.sent_at),
        again=request.args.get("opnieuw") == "1",
    )


def _is_young(sent: Response) -> bool:
    return sent.respondent is not None and sent.respondent.under_16


@blueprint.post("/<slug>/bijna-klaar")
@public()
def resend(slug: str) -> Answer:
    """Mail the link to confirm once more."""
    with site().db.read() as session:
        waits = find_sent(open_or_closed(slug, session))
        email = waits.respondent.email if waits and waits.respondent else ""
    if email:
        count_mail(email)
    sent = find_sent(open_or_closed(slug))
    if sent is None or sent.respondent is None:
        raise NotFound("no-such-response")
    responses.resend(db_session(), sent, confirm_for=confirm_for(), now=now())
    return redirect(url_for("respond.almost", slug=slug, opnieuw=1), 303)


@blueprint.get("/<slug>/ander-adres")
@public()
def other_address(slug: str) -> str | Answer:
    """Ask for the right address of somebody who made a slip."""
    at = open_or_closed(slug)
    sent = find_sent(at)
    waits = sent is not None and sent.state is ResponseState.SENT
    if sent is None or not waits or sent.respondent is None or sent.facts().respondent.in_class:
        return redirect(url_for("respond.almost", slug=slug), 302)
    form = _address_form(sent, data={"email": sent.respondent.email})
    return render_template("respond/other_address.html", at=at, form=form)


def _address_form(sent: Response | None, **more: Any) -> EmailForm | GuardianForm:
    return GuardianForm(**more) if sent is not None and _is_young(sent) else EmailForm(**more)


@blueprint.post("/<slug>/ander-adres")
@public()
def other_address_post(slug: str) -> Answer | tuple[str, int]:
    """Mail the link to confirm to the right address."""
    with site().db.read() as session:
        form = _address_form(find_sent(open_or_closed(slug, session)))
    email = form.email.data or ""
    if find_email(email):
        count_mail(email)
    at = open_or_closed(slug)
    sent = find_sent(at)
    if sent is None:
        raise NotFound("no-such-response")
    try:
        responses.change_address(at.session, sent, email, confirm_for=confirm_for(), now=now())
    except Invalid as error:
        show_problems(form, error.problems)
        return render_template("respond/other_address.html", at=at, form=form), 422
    return redirect(url_for("respond.almost", slug=slug, opnieuw=1), 303)
