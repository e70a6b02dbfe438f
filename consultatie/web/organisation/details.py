"""What goes with the text: names for which the organisation also speaks, what becomes public, attachments."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from consultatie.domain.errors import Invalid, NotFound, WrongState
from consultatie.domain.permissions import Permission
from consultatie.domain.screening import findings
from consultatie.http.access import requires
from consultatie.http.site import db_session, now, site
from consultatie.services import file_texts, joint_attachments, joint_drafts
from consultatie.web.attachments import as_file
from consultatie.web.form_problems import show_problems
from consultatie.web.organisation import blueprint
from consultatie.web.organisation.desk import Desk, desk
from consultatie.web.organisation.drafting_forms import AttachmentForm, DetailsForm

Page = str | tuple[str, int] | Response


@blueprint.get("/<slug>/reacties/<consultation>/gegevens")
@requires(Permission.RESPOND_TOGETHER)
def details(slug: str, consultation: str) -> str:
    """Ask for whom the organisation also speaks, and what becomes public."""
    at = desk(slug, consultation)
    return _details_page(at, DetailsForm.of(at.draft))


@blueprint.post("/<slug>/reacties/<consultation>/gegevens")
@requires(Permission.RESPOND_TOGETHER)
def details_post(slug: str, consultation: str) -> Page:
    """Keep these details; who was overtaken by a colleague sees both."""
    at, form = desk(slug, consultation), DetailsForm()
    try:
        joint_drafts.change_details(
            db_session(),
            at.draft,
            principals=form.principals.data or "",
            publication=form.chosen(),
            based_on=form.number(),
            now=now(),
        )
    except Invalid as refusal:
        show_problems(form, refusal)
        return _details_page(at, form), 422
    except WrongState as refusal:
        if refusal.code != "text-overtaken":
            raise
        form.based_on.data = str(at.draft.details_number)
        return _details_page(at, form, overtaken=True), 409
    flash(_("De gegevens zijn bewaard."), "success")
    return redirect(url_for("organisation.draft", **at.where), 303)


def _details_page(at: Desk, form: DetailsForm, *, overtaken: bool = False) -> str:
    return render_template("organisation/details.html", at=at, form=form, overtaken=overtaken)


@blueprint.get("/<slug>/reacties/<consultation>/bijlagen")
@requires(Permission.RESPOND_TOGETHER)
def attachments(slug: str, consultation: str) -> str:
    """List the attachments, with a form for another."""
    return _attachments_page(desk(slug, consultation), AttachmentForm())


@blueprint.post("/<slug>/reacties/<consultation>/bijlagen")
@requires(Permission.RESPOND_TOGETHER, uploads=True)
def attachments_post(slug: str, consultation: str) -> Page:
    """Add a file."""
    at, form = desk(slug, consultation), AttachmentForm()
    upload = form.file.data
    try:
        joint_attachments.add(
            db_session(),
            at.draft,
            at.me,
            data=upload.read() if upload else b"",
            name=(upload.filename or "") if upload else "",
            title=form.title.data or "",
            files=site().ports.files,
            inspect=site().ports.inspect_document,
            now=now(),
        )
    except Invalid as refusal:
        show_problems(form, refusal)
        return _attachments_page(at, form), 422
    flash(_("De bijlage is toegevoegd."), "success")
    return redirect(url_for("organisation.attachments", **at.where), 303)


def _attachments_page(at: Desk, form: AttachmentForm) -> str:
    texts = file_texts.of_files(db_session(), [one.file_id for one in at.draft.attached])
    found = {number: findings(text.text) for number, text in texts.items()}
    return render_template("organisation/attachments.html", at=at, form=form, texts=texts, found=found)


@blueprint.post("/<slug>/reacties/<consultation>/bijlagen/<int:number>/weg")
@requires(Permission.RESPOND_TOGETHER)
def remove_attachment(slug: str, consultation: str, number: int) -> Page:
    """Take a file away."""
    at = desk(slug, consultation)
    found = joint_attachments.get(at.draft, number)
    joint_attachments.remove(db_session(), at.draft, found, now=now())
    flash(_("De bijlage %(title)s is weg.", title=found.title), "success")
    return redirect(url_for("organisation.attachments", **at.where), 303)


@blueprint.get("/<slug>/reacties/<consultation>/bijlagen/<int:number>")
@requires(Permission.RESPOND_TOGETHER)
def attachment(slug: str, consultation: str, number: int) -> Response:
    """Give colleagues a file, also one of an earlier version."""
    draft = desk(slug, consultation).draft
    found = next((one for one in draft.attachments if one.id == number), None)
    if found is None:
        raise NotFound("no-such-document")
    return as_file(found)
