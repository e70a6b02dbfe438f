"""How a provision should read: its text stands in a box to be edited, new text in an empty one; or it should go.

Its two quiet buttons say what an empty box cannot: that the provision should go, or that there is no proposal.
"""

from __future__ import annotations

from dataclasses import replace

from flask import redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from consultatie.domain.errors import Invalid, NotFound
from consultatie.domain.proposals import ProposalKind
from consultatie.domain.wizard import Location, Step
from consultatie.http.access import public
from consultatie.http.site import now
from consultatie.models.responses import Comment, Response
from consultatie.services import drafts, reading_law
from consultatie.services.drafts import CommentInput
from consultatie.services.wordings import Wordings
from consultatie.web.respond import blueprint
from consultatie.web.respond.commenting import asked_and_given
from consultatie.web.respond.desk import Desk, desk, limits, onward, returns_to, same_address, write
from consultatie.web.respond.forms import CommentForm, show_problems

DECISION = "besluit"  # the buttons beside the one that keeps the words
DECISIONS = {"vervalt": ProposalKind.REMOVAL, "geen": ProposalKind.TEXT}
DOING = {"wijzigen": ProposalKind.CHANGE, "toevoegen": ProposalKind.ADDITION}


@blueprint.get("/<slug>/artikel/<eid>/voorstel")
@public()
def proposal(slug: str, eid: str) -> str | Answer:
    """Ask how the text should read; may be skipped."""
    at, here = desk(slug), Location(Step.PROPOSAL, eid)
    missing = at.router(here).missing_before(here)
    if missing:
        terug = {"terug": returns_to()} if returns_to() else {}
        return redirect(at.address(missing, **terug), 302)
    return _page(at, eid, _filled(at, eid))


@blueprint.post("/<slug>/artikel/<eid>/voorstel")
@public()
def proposal_post(slug: str, eid: str) -> Answer | tuple[str, int]:
    """Keep the wording that somebody wishes; the law as it stands is no proposal."""
    form, given = CommentForm(), asked_and_given("proposal")
    decided = DECISIONS.get(request.form.get(DECISION, ""))
    is_emptied = decided is None and form.kind() is ProposalKind.CHANGE and not form.proposal.data
    if is_emptied:
        given -= {"proposal"}  # an empty box may mean two things: ask which, and keep what there was

    def keep(session: Session, _at: Desk, draft: Response) -> CommentInput:
        typed = form.typed(eid, drafts.find_comment(draft, eid), given)
        if decided is not None:
            typed = replace(typed, proposal_kind=decided, proposal="")
        drafts.save_comment(session, draft, typed, limits=limits(), now=now())
        return typed

    typed = write(slug, keep)
    try:
        if is_emptied:
            raise Invalid("comment-invalid", {"proposal": "proposal-empty"})
        drafts.check_comment(typed, limits=limits(), only=given)
    except Invalid as error:
        show_problems(form, error.problems, limit=limits().comment_chars)
        return _page(desk(slug), eid, form), 422
    return onward(slug, Location(Step.PROPOSAL, eid))


def _filled(at: Desk, eid: str) -> CommentForm:
    """Return the form with the proposal there is, or what somebody begins with: the law, or nothing to add to it."""
    said = _said(at, eid)
    proposes = said is not None and said.proposes
    begun = said.proposal_kind if said is not None and proposes else ProposalKind.CHANGE
    kind, law = DOING.get(request.args.get("doe", ""), begun), _editable_law(at, eid)
    if kind is ProposalKind.CHANGE and not law:
        kind = ProposalKind.TEXT
    kept = said.proposal if said is not None and proposes and kind is begun else None
    begins_with = law if kind is ProposalKind.CHANGE else ""
    return CommentForm(data={"proposal": begins_with if kept is None else kept, "proposal_kind": kind.value})


def _said(at: Desk, eid: str) -> Comment | None:
    return drafts.find_comment(at.draft, eid) if at.draft else None


def _editable_law(at: Desk, eid: str) -> str:
    """Return the text of a provision, "" for one that is longer than a proposal may be."""
    law = Wordings(at.session).law(at.version, eid)
    return law if len(law) <= limits().comment_chars else ""


def _page(at: Desk, eid: str, form: CommentForm) -> str:
    said = _said(at, eid)
    if at.version is None:
        raise NotFound("no-such-article")
    return render_template(
        "respond/proposal.html",
        at=at,
        form=form,
        eid=eid,
        provision=reading_law.get_provision(at.session, at.version, eid),
        name=at.names.name(eid),
        kind=form.kind(),
        replaces=said is not None and said.proposes and said.proposal_kind is not form.kind(),
        may_change=bool(_editable_law(at, eid)),
        router=at.router(Location(Step.PROPOSAL, eid)),
        limits=limits(),
        action=same_address(),
        terug=returns_to(),
        decision=DECISION,
    )
