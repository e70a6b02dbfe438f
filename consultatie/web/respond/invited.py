"""The personal link of somebody who is asked: see what is asked, begin or go on, or decline."""

from __future__ import annotations

from datetime import timedelta

from flask import redirect, render_template, url_for
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as Answer
from wtforms import TextAreaField
from wtforms.validators import Optional

from consultatie.domain.errors import Invalid
from consultatie.domain.invitations import LONGEST_POINT, InviteeStatus
from consultatie.domain.lifecycle import last_day
from consultatie.domain.text import normalise
from consultatie.http.access import public
from consultatie.http.languages import current_language
from consultatie.http.site import db_session, now, site
from consultatie.models.invitations import Invitee
from consultatie.services import answering_invitations as invitations
from consultatie.services import reading
from consultatie.web.respond import blueprint
from consultatie.web.respond.desk import DRAFTS, open_or_closed, remember
from consultatie.web.respond.forms import show_problems


class DeclineForm(FlaskForm):  # type: ignore[misc]  # flask_wtf has no types
    """Why somebody does not respond, if they want to say."""

    reason = TextAreaField(
        _("Waarom reageert u niet?"), validators=[Optional()], filters=[lambda text: normalise(text or "")]
    )


@blueprint.get("/uitnodiging/<token>")
@public()
def invited(token: str) -> str:
    """Show what is asked and of whom, and the ways on; that the link was opened is written down."""
    with site().db.write.begin() as session:
        invitations.note_opened(session, invitations.find_by_token(session, token), now=now())
    return _page("respond/invited.html", invitations.find_by_token(db_session(), token), token)


def _page(template: str, invitee: Invitee, token: str, **more: object) -> str:
    consultation = invitee.consultation
    return render_template(
        template,
        invitee=invitee,
        token=token,
        consultation=consultation,
        title=reading.title(consultation, current_language()),
        status=invitee.status,
        response=invitee.response,
        last_day=last_day(consultation.closes_at) if consultation.closes_at else None,
        is_open=consultation.calendar.accepts(now()),
        **more,
    )


@blueprint.post("/uitnodiging/<token>")
@public()
def begin_invited(token: str) -> Answer:
    """Begin the response of who was asked, or go on with what a colleague began; then the road as for everyone."""
    session = db_session()
    invitee = invitations.find_by_token(session, token)
    slug = invitee.consultation.slug
    draft_token = invitations.begin(
        session,
        invitee,
        open_or_closed(slug, session).draft,
        language=current_language(),
        draft_life=timedelta(days=site().settings.draft_days),
        now=now(),
    )
    if draft_token is not None:
        remember(DRAFTS, slug, draft_token)
    return redirect(url_for("respond.start", slug=slug), 303)


@blueprint.get("/uitnodiging/<token>/afmelden")
@public()
def decline(token: str) -> str | Answer:
    """Ask whether somebody really does not respond, and why."""
    invitee = invitations.find_by_token(db_session(), token)
    if invitee.status is InviteeStatus.ANSWERED or not invitee.consultation.calendar.accepts(now()):
        return redirect(url_for("respond.invited", token=token), 302)
    form = DeclineForm(data={"reason": invitee.decline_reason})
    return _page("respond/decline.html", invitee, token, form=form, limit=LONGEST_POINT)


@blueprint.post("/uitnodiging/<token>/afmelden")
@public()
def decline_post(token: str) -> Answer | tuple[str, int]:
    """Write it down."""
    invitee, form = invitations.find_by_token(db_session(), token), DeclineForm()
    try:
        invitations.decline(db_session(), invitee, form.reason.data or "", now=now())
    except Invalid as error:
        show_problems(form, error.problems, limit=LONGEST_POINT)
        return _page("respond/decline.html", invitee, token, form=form, limit=LONGEST_POINT), 422
    return redirect(url_for("respond.invited", token=token), 303)
