"""Write together: begin, choose provisions, write one, see its editions, put one back, leave notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from consultatie.analysis.diff import Op, legible_diff
from consultatie.domain.errors import Invalid, WrongState
from consultatie.domain.permissions import Permission
from consultatie.http.access import require_viewer, requires
from consultatie.http.languages import current_language
from consultatie.http.site import db_session, now
from consultatie.models.joint_drafts import PartEdition
from consultatie.services import bills, drafts, joint_drafts, joint_signing, memberships, reading_law
from consultatie.web.form_problems import show_problems
from consultatie.web.organisation import blueprint
from consultatie.web.organisation.desk import Desk, desk, limits, visible
from consultatie.web.organisation.drafting_forms import NoteForm, PartForm, PartsForm
from consultatie.web.organisation.home import member

Page = str | tuple[str, int] | Response
OVERTAKEN = "text-overtaken"


@blueprint.get("/reageren/<consultation>")
@requires(Permission.RESPOND_TOGETHER)
def respond(consultation: str) -> Page:
    """Go from a consultation to where somebody's organisation writes about it; ask which, when there are more."""
    row = visible(consultation)
    mine = memberships.list_of(db_session(), require_viewer())
    if len(mine) == 1:
        return redirect(_home_of(mine[0].organisation.slug, row.slug), 302)
    return render_template("organisation/choose_organisation.html", memberships=mine, consultation=row)


def _home_of(slug: str, consultation: str) -> str:
    return url_for("organisation.draft", slug=slug, consultation=consultation)


@blueprint.get("/<slug>/reacties/<consultation>")
@requires(Permission.RESPOND_TOGETHER)
def draft(slug: str, consultation: str) -> Page:
    """Show what the organisation writes on a consultation, or a way to begin."""
    session, me, row = db_session(), member(slug), visible(consultation)
    found = joint_drafts.find(session, me, row)
    if found is None:
        is_open = row.calendar.accepts(now())
        return render_template("organisation/begin.html", me=me, row=row, is_open=is_open)
    at = Desk(me, row, found)
    return render_template(
        "organisation/draft.html",
        at=at,
        parts=joint_drafts.parts(session, found),
        notes=joint_drafts.note_counts(session, found),
        steps=joint_signing.steps_for(found, me),
        names=at.names,
    )


@blueprint.post("/<slug>/reacties/<consultation>")
@requires(Permission.RESPOND_TOGETHER)
def begin(slug: str, consultation: str) -> Page:
    """Begin, or go on where a colleague began."""
    row = visible(consultation)
    joint_drafts.begin(db_session(), member(slug), row, language=current_language(), now=now())
    return redirect(_home_of(slug, row.slug), 303)


@blueprint.get("/<slug>/reacties/<consultation>/artikelen")
@requires(Permission.RESPOND_TOGETHER)
def choose(slug: str, consultation: str) -> str:
    """Ask which provisions to write about."""
    at = desk(slug, consultation)
    return render_template("organisation/choose.html", at=at, form=_choices(at))


@blueprint.post("/<slug>/reacties/<consultation>/artikelen")
@requires(Permission.RESPOND_TOGETHER)
def choose_post(slug: str, consultation: str) -> Page:
    """Set the chosen provisions aside as empty parts."""
    session, at = db_session(), desk(slug, consultation)
    chosen = _choices(at).parts.data or []
    joint_drafts.set_aside(session, at.draft, at.me, chosen, now=now())
    return redirect(_home_of(slug, consultation), 303)


def _choices(at: Desk) -> PartsForm:
    session = db_session()
    known = {part.eid for part in joint_drafts.parts(session, at.draft)}
    form = PartsForm()
    names = at.names
    form.parts.choices = [
        (eid, names.title(eid)) for eid in bills.citable(session, at.draft.version) if eid not in known
    ]
    return form


@blueprint.get("/<slug>/reacties/<consultation>/deel/")
@blueprint.get("/<slug>/reacties/<consultation>/deel/<eid>")
@requires(Permission.RESPOND_TOGETHER)
def part(slug: str, consultation: str, eid: str = "") -> str:
    """Show one part to write on, with its law text and the notes between colleagues."""
    at = desk(slug, consultation)
    now_text = joint_drafts.newest(db_session(), at.draft, eid)
    return _part_page(at, now_text, PartForm.of(now_text))


@blueprint.post("/<slug>/reacties/<consultation>/deel/")
@blueprint.post("/<slug>/reacties/<consultation>/deel/<eid>")
@requires(Permission.RESPOND_TOGETHER)
def part_post(slug: str, consultation: str, eid: str = "") -> Page:
    """Save an edition; who was overtaken by a colleague sees both texts, and what was typed stays in the form."""
    session, at, form = db_session(), desk(slug, consultation), PartForm()
    try:
        joint_drafts.save(
            session,
            at.draft,
            at.me,
            form.typed(eid),
            based_on=form.number(),
            limits=limits(),
            now=now(),
        )
    except Invalid as refusal:
        show_problems(form, refusal)
        return _part_page(at, joint_drafts.newest(session, at.draft, eid), form), 422
    except WrongState as refusal:
        if refusal.code != OVERTAKEN:
            raise
        theirs = joint_drafts.newest(session, at.draft, eid)
        form.based_on.data = str(theirs.number)
        return _part_page(at, theirs, form, overtaken=True), 409
    flash(_("Uw tekst is bewaard."), "success")
    return redirect(_home_of(slug, consultation), 303)


def _part_page(
    at: Desk,
    now_text: PartEdition,
    form: PartForm,
    *,
    overtaken: bool = False,
    note_form: NoteForm | None = None,
) -> str:
    session, eid = db_session(), now_text.eid
    provision = reading_law.get_article(session, at.draft.version, eid).provision if eid else None
    note_form = note_form or NoteForm(formdata=None)
    return render_template(
        "organisation/part.html",
        has_errors=bool(overtaken or form.errors or note_form.errors),
        at=at,
        eid=eid,
        name=at.names.title(eid),
        theirs=now_text,
        form=form,
        overtaken=overtaken,
        provision=provision,
        chain=drafts.chain_of(session, at.draft.version_id, eid) if eid else [],
        notes=joint_drafts.notes(session, at.draft, eid),
        note_form=note_form,
        limit=limits().comment_chars,
    )


@blueprint.post("/<slug>/reacties/<consultation>/notitie/")
@blueprint.post("/<slug>/reacties/<consultation>/notitie/<eid>")
@requires(Permission.RESPOND_TOGETHER)
def note_post(slug: str, consultation: str, eid: str = "") -> Page:
    """Leave a note for colleagues."""
    session, at, form = db_session(), desk(slug, consultation), NoteForm()
    now_text = joint_drafts.newest(session, at.draft, eid)
    try:
        joint_drafts.add_note(session, at.draft, at.me, eid, form.note.data or "", now=now())
    except Invalid as refusal:
        show_problems(form, refusal)
        return _part_page(at, now_text, PartForm.of(now_text), note_form=form), 422
    flash(_("Uw notitie staat erbij."), "success")
    return redirect(url_for("organisation.part", **at.about(eid)), 303)


@dataclass(frozen=True, slots=True)
class Change:
    """One edition as the page of editions shows it: what it changed, word by word."""

    edition: PartEdition
    by: str
    at: datetime
    text: list[tuple[Op, str]]
    proposal: list[tuple[Op, str]]


@blueprint.get("/<slug>/reacties/<consultation>/geschiedenis/")
@blueprint.get("/<slug>/reacties/<consultation>/geschiedenis/<eid>")
@requires(Permission.RESPOND_TOGETHER)
def editions(slug: str, consultation: str, eid: str = "") -> str:
    """Show who changed what when, the newest first."""
    at = desk(slug, consultation)
    found = joint_drafts.history(db_session(), at.draft, eid)
    changes = [
        Change(
            new,
            new.by.name if new.by else _("Een oud-collega"),
            new.at,
            legible_diff(old.text if old else "", new.text),
            legible_diff(old.proposal if old else "", new.proposal),
        )
        for new, old in zip(found, [*found[1:], None], strict=True)
    ]
    return render_template(
        "organisation/editions.html", at=at, eid=eid, name=at.names.title(eid), changes=changes
    )


@blueprint.post("/<slug>/reacties/<consultation>/geschiedenis/")
@blueprint.post("/<slug>/reacties/<consultation>/geschiedenis/<eid>")
@requires(Permission.RESPOND_TOGETHER)
def put_back(slug: str, consultation: str, eid: str = "") -> Page:
    """Put an earlier edition back."""
    at = desk(slug, consultation)
    typed = request.form.get("nummer", "")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0
    joint_drafts.put_back(db_session(), at.draft, at.me, eid, number, now=now())
    flash(_("De eerdere tekst staat er weer."), "success")
    return redirect(url_for("organisation.part", **at.about(eid)), 303)
