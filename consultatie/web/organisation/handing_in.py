"""Bring the text further: offer it, sign or refuse it, hand it in, revise, withdraw; and the receipt of what was handed in."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from consultatie.domain.errors import Invalid, NotFound
from consultatie.domain.joint_drafts import Step
from consultatie.domain.permissions import Permission
from consultatie.http.access import requires
from consultatie.http.headers import FILE_POLICY
from consultatie.http.languages import absolute, current_language
from consultatie.http.messages import sentence
from consultatie.http.site import db_session, now, site
from consultatie.services import joint_drafts, joint_signing, joint_submission
from consultatie.web.form_problems import show_problems
from consultatie.web.organisation import blueprint, words
from consultatie.web.organisation.desk import Desk, desk, limits
from consultatie.web.organisation.drafting_forms import StepForm

Page = str | tuple[str, int] | Response
WITH_NOTE = frozenset({Step.OFFER, Step.REFUSE, Step.SIGN, Step.TAKE_BACK})


def _done() -> dict[Step, str]:
    return {
        Step.OFFER: _("De tekst ligt klaar om af te tekenen."),
        Step.REFUSE: _("De tekst is terug om aan te passen."),
        Step.SIGN: _("De tekst is afgetekend."),
        Step.TAKE_BACK: _("U kunt weer aan de tekst schrijven."),
        Step.SUBMIT: _("De reactie is ingestuurd."),
        Step.REVISE: _(
            "U kunt weer aan de tekst schrijven. Wat is ingestuurd, blijft staan tot u opnieuw instuurt."
        ),
        Step.WITHDRAW: _("De reactie is ingetrokken."),
    }


@blueprint.get("/<slug>/reacties/<consultation>/stap/<step>")
@requires(Permission.RESPOND_TOGETHER)
def step(slug: str, consultation: str, step: str) -> Page:
    """Show the whole text once more, and ask to take a step."""
    at, wanted = desk(slug, consultation), _step(step)
    if wanted not in joint_signing.steps_for(at.draft, at.me):
        return redirect(url_for("organisation.draft", **at.where), 302)
    return _step_page(at, wanted, StepForm())


@blueprint.post("/<slug>/reacties/<consultation>/stap/<step>")
@requires(Permission.RESPOND_TOGETHER)
def step_post(slug: str, consultation: str, step: str) -> Page:
    """Take the step."""
    at, wanted, form = desk(slug, consultation), _step(step), StepForm()
    note = (form.note.data or "") if wanted in WITH_NOTE else ""
    try:
        _take(at, wanted, note)
    except Invalid as refusal:
        db_session().rollback()
        at = desk(slug, consultation)
        if wanted in WITH_NOTE:
            show_problems(form, refusal)
        else:
            form.form_errors = _sentences(at, refusal)
        return _step_page(at, wanted, form), 422
    flash(_done()[wanted], "success")
    return redirect(url_for("organisation.draft", **at.where), 303)


def _step(typed: str) -> Step:
    if typed not in set(Step):
        raise NotFound("no-such-page")
    return Step(typed)


def _take(at: Desk, step: Step, note: str) -> None:
    session = db_session()
    named: dict[Step, Callable[[], object]] = {
        Step.OFFER: lambda: joint_signing.offer(session, at.draft, at.me, note, now=now()),
        Step.REFUSE: lambda: joint_signing.refuse(session, at.draft, at.me, note, now=now()),
        Step.SUBMIT: lambda: joint_submission.submit(session, at.draft, at.me, limits=limits(), now=now()),
        Step.REVISE: lambda: joint_submission.revise(session, at.draft, at.me, now=now()),
        Step.WITHDRAW: lambda: joint_submission.withdraw(session, at.draft, at.me, now=now()),
    }
    if step in named:
        named[step]()
    else:
        joint_signing.take(session, at.draft, at.me, step, note, now=now())


def _sentences(at: Desk, refusal: Invalid) -> list[str]:
    """Return what keeps the text from being handed in, with the name of the provision where it is about one."""
    found = []
    for place, code in refusal.problems.items():
        said = sentence(code, limit=limits().comment_chars)
        kind, _colon, eid = place.partition(":")
        found.append(f"{at.names.name(eid)}: {said}" if kind == "comment" else said)
    return found or [sentence(refusal.code, **refusal.facts)]


def _step_page(at: Desk, step: Step, form: StepForm) -> str:
    parts = [one for one in joint_drafts.parts(db_session(), at.draft) if joint_drafts.is_written(one)]
    return render_template(
        "organisation/step.html",
        at=at,
        step=step.value,
        heading=words.joint_question(step),
        label=words.joint_step(step),
        with_note=step in WITH_NOTE,
        form=form,
        parts=parts,
        names=at.names,
    )


@blueprint.get("/<slug>/reacties/<consultation>/versie/<int:number>")
@requires(Permission.RESPOND_TOGETHER)
def submission(slug: str, consultation: str, number: int) -> str:
    """Show a version as it was handed in, with its receipt."""
    at = desk(slug, consultation)
    found = joint_submission.get(at.draft, number)
    return render_template("organisation/submission.html", at=at, version=found, names=at.names)


@blueprint.get("/<slug>/reacties/<consultation>/versie/<int:number>/ontvangstbewijs.pdf")
@requires(Permission.RESPOND_TOGETHER)
def receipt(slug: str, consultation: str, number: int) -> Response:
    """Give the formal receipt of a version as PDF/UA."""
    at = desk(slug, consultation)
    found = joint_submission.get(at.draft, number)
    language = current_language()
    html = render_template(
        "documents/receipt.html",
        at=at,
        version=found,
        names=at.names,
        title=_("Ontvangstbewijs %(reference)s", reference=found.contents["reference"]),
        author=at.row.department.name,
        day=found.at.date().isoformat(),
        size="",
        address=absolute(site().settings, f"/consultaties/{at.row.slug}", language),
    )
    answer = Response(site().ports.documents.make("pdf", html, {}), mimetype="application/pdf")
    name = f"ontvangstbewijs-{found.contents['reference']}-{number}.pdf"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.headers["Content-Security-Policy"] = FILE_POLICY
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
