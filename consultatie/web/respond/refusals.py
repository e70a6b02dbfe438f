"""Refusals on this road that need a page of their own: closed meanwhile, and too much at once. Nothing typed is lost."""

from __future__ import annotations

from flask import render_template, request
from werkzeug.exceptions import RequestEntityTooLarge

from consultatie.domain.errors import NotFound, WrongState
from consultatie.domain.lifecycle import ConsultationState, last_day
from consultatie.http.errors import page, typed
from consultatie.http.messages import sentence, sentence_for
from consultatie.http.site import db_session, now
from consultatie.models.responses import Response
from consultatie.web.respond import blueprint
from consultatie.web.respond.desk import Desk, find_sent, open_or_closed
from consultatie.web.respond.recording import too_large

HIDDEN = frozenset(
    {
        "idempotency_key",
        "position",
        "kind",
        "publication",
        "website",
        "proposal_kind",
        "besluit",
        "passage",
        "seen",
    }
)


@blueprint.errorhandler(WrongState)
def on_wrong_state(error: WrongState) -> tuple[str, int]:
    """Explain that a consultation is closed, and give back what was typed and kept; other refusals as everywhere."""
    db_session().rollback()
    if error.code != "consultation-closed":
        return page(409, sentence_for(error))
    at = open_or_closed(str(error.facts["slug"]))
    texts = [value for name, value in typed() if name not in HIDDEN]
    return render_template(
        "respond/closed.html",
        at=at,
        not_yet=at.row.state(now()) in (ConsultationState.SCHEDULED, ConsultationState.DRAFT),
        last_day=last_day(at.row.closes_at) if at.row.closes_at else None,
        typed=texts,
        draft=at.draft,
        sent=find_sent(at) or _changing(at),
    ), 409


def _changing(at: Desk) -> Response | None:
    """Return the sent response that a draft was to change: it stays as it is."""
    return at.session.get(Response, at.draft.revises_id) if at.draft and at.draft.revises_id else None


@blueprint.errorhandler(RequestEntityTooLarge)
def on_too_much(_error: RequestEntityTooLarge) -> tuple[str, int]:
    """Say the limit, and that what was kept before is still there."""
    slug, eid = ((request.view_args or {}).get(name, "") for name in ("slug", "eid"))
    try:
        if request.endpoint == "respond.recording_post":
            return too_large(slug, eid), 413
        at = open_or_closed(slug)
    except NotFound:
        return page(413, sentence("too-large"), limit_bytes=request.max_content_length)
    return render_template("respond/too_large.html", at=at, limit_bytes=request.max_content_length), 413
