"""The existing laws that the bill amends: hand one in, look at what could be worked out, take it away."""

from __future__ import annotations

from flask import request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import SelectField

from consultatie.domain.amendments import AmendmentState
from consultatie.domain.errors import Invalid
from consultatie.domain.permissions import Permission
from consultatie.domain.provisions import RecognisedBill
from consultatie.http.access import require_viewer, requires
from consultatie.http.site import db_session, now, site
from consultatie.models.consultations import Consultation
from consultatie.services import amended_laws as service
from consultatie.services import amendments, bills, uploads
from consultatie.web import amended
from consultatie.web.workspace import blueprint
from consultatie.web.workspace.desk import FilePresent, Page, done, drafted, names_of, refuse, saved, shown


class LawForm(FlaskForm):  # type: ignore[misc]
    """A file with a law as it reads now, and the article of the bill that amends it."""

    file = FileField(_("Bestand met de bestaande wet"), validators=[FilePresent()])
    article = SelectField(_("Welk artikel wijzigt deze wet?"), choices=[])


@blueprint.route("/<slug>/bewerken/bestaande-wetten", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION, uploads=True)
def amended_laws(slug: str) -> Page:
    """Show the laws and take another; it is read before the database is asked to write."""
    consultation = drafted(slug)
    form = LawForm()
    form.article.choices = _choices(consultation)
    if request.method == "GET" or not form.validate():
        return _page(consultation, form)
    data = form.file.data.read()
    try:
        recognised = site().ports.read_bill(data, name=form.file.data.filename or "wet")
    except Invalid as error:
        refuse(form, error, {"": "file"})
        if not form.file.errors:
            form.file.errors, form.form_errors = list(form.form_errors), []
        return _page(consultation, form)
    if saved(form, lambda: _add(form, slug, recognised, data)):
        return done("workspace.amended_laws", slug, "bewaard")
    return _page(drafted(slug), form)


def _choices(consultation: Consultation) -> list[tuple[str, str]]:
    """Return the articles of the bill that amend something, after the choice to go by the name of the law."""
    session = db_session()
    version = bills.find_current(session, consultation)
    names = names_of(session, consultation)
    rows = amendments.list_amendments(session, version) if version is not None else []
    laws = {row.article: row.law_name for row in rows}
    found = [(eid, f"{names.name(eid)}: {law}") for eid, law in laws.items()]
    return [("", str(_("Het artikel dat deze wet bij naam noemt"))), *found]


def _page(consultation: Consultation, form: LawForm) -> Page:
    session = db_session()
    version = bills.find_current(session, consultation)
    rows = amendments.list_amendments(session, version) if version is not None else []
    worked = {
        law.number: (
            sum(1 for row in rows if row.law_id == law.id and row.state is AmendmentState.APPLIED),
            sum(1 for row in rows if row.law_id == law.id),
        )
        for law in amendments.list_laws(session, consultation)
    }
    return shown(
        "workspace/amended_laws.html",
        form=form,
        consultation=consultation,
        version=version,
        laws=amendments.list_laws(session, consultation),
        worked=worked,
        missing=list(dict.fromkeys(row.law_name for row in rows if row.law_id is None)),
        stays=[(row, amended.why(row)) for row in rows if row.law_id is not None and row.reason],
        names=names_of(session, consultation),
    )


def _add(form: LawForm, slug: str, recognised: RecognisedBill, data: bytes) -> None:
    session, ports = db_session(), site().ports
    name = form.file.data.filename or ""
    source = uploads.keep(
        session, ports.files, data, name=name, media_type="application/octet-stream", now=now()
    )
    service.add(
        session,
        drafted(slug),
        recognised,
        source=source,
        article=form.article.data or "",
        markup=ports.markup,
        by=require_viewer(),
        now=now(),
    )


@blueprint.route("/<slug>/bewerken/bestaande-wetten/<int:number>/verwijderen", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def remove_amended_law(slug: str, number: int) -> Page:
    """Ask, then take a law away."""
    consultation = drafted(slug)
    law = service.get(db_session(), consultation, number)
    form = FlaskForm()
    if request.method == "POST":
        service.remove(
            db_session(),
            consultation,
            number,
            markup=site().ports.markup,
            by=require_viewer(),
            now=now(),
        )
        return done("workspace.amended_laws", slug, "verwijderd")
    return shown("workspace/remove_amended_law.html", form=form, consultation=consultation, law=law)
