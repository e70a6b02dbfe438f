"""Keep it and go on later: a link by mail, which works on any device until the draft is cleared away."""

from __future__ import annotations

from datetime import timedelta

from flask import redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.respondents import find_email
from consultatie.domain.wizard import OVERVIEW
from consultatie.http.access import public
from consultatie.http.languages import current_language
from consultatie.http.site import db_session, now, site
from consultatie.models.responses import Response, TokenPurpose
from consultatie.services import reading, response_mail, responses
from consultatie.web.mail_brake import count_mail
from consultatie.web.respond import blueprint
from consultatie.web.respond.desk import DRAFTS, Desk, address, desk, remember, write
from consultatie.web.respond.forms import EmailForm, show_problems


@blueprint.get("/<slug>/bewaren")
@public()
def keep(slug: str) -> str:
    """Ask where the link to go on later may be sent."""
    at = desk(slug)
    who = at.draft.respondent if at.draft else None
    own = who.email if who is not None and not who.under_16 else ""
    return _page(at, EmailForm(data={"email": own}))


@blueprint.post("/<slug>/bewaren")
@public()
def keep_post(slug: str) -> Answer | tuple[str, int]:
    """Mail the link."""
    form = EmailForm()
    email = find_email(form.email.data or "")
    if email is None:
        show_problems(form, {"email": "email-unreadable"})
        return _page(desk(slug), form), 422
    with site().db.read() as session:
        desk(slug, session)  # no mail, and none counted, for what is closed
    count_mail(email)
    life = timedelta(days=site().settings.draft_days)

    def offer(session: Session, _at: Desk, draft: Response) -> None:
        response_mail.offer_to_resume(session, draft, email=email, life=life, now=now())

    write(slug, offer)
    return redirect(url_for("respond.kept", slug=slug), 303)


def _page(at: Desk, form: EmailForm) -> str:
    return render_template("respond/keep.html", at=at, form=form, days=site().settings.draft_days)


@blueprint.get("/<slug>/bewaard")
@public()
def kept(slug: str) -> str:
    """Say that the link is on its way."""
    return render_template("respond/kept.html", at=desk(slug), days=site().settings.draft_days)


@blueprint.get("/verder/<token>")
@public()
def resume(token: str) -> str:
    """Show which response somebody is about to go on with."""
    response = responses.find_by_token(db_session(), token, TokenPurpose.RESUME, now=now())
    return render_template(
        "respond/resume.html",
        response=response,
        title=reading.title(response.consultation, current_language()).text,
        token=token,
        is_draft=response.state is ResponseState.DRAFT,
    )


@blueprint.post("/verder/<token>")
@public()
def resume_post(token: str) -> Answer:
    """Give this browser the draft."""
    response = responses.find_by_token(db_session(), token, TokenPurpose.RESUME, now=now())
    slug = response.consultation.slug
    if response.state is ResponseState.DRAFT:
        remember(DRAFTS, slug, token)
        return redirect(address(slug, OVERVIEW), 303)
    return redirect(url_for("respond.resume", token=token), 303)
