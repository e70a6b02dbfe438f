"""The bill of a draft: hand in a file, check what was recognised, hand in another."""

from __future__ import annotations

from dataclasses import replace

from flask import redirect, request, url_for
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField

from consultatie.adapters.bill_formats import attach_memorandum, read_memorandum_limited
from consultatie.domain.errors import Invalid, NotFound
from consultatie.domain.permissions import Permission
from consultatie.domain.provisions import RecognisedBill, articles, walk
from consultatie.http.access import require_viewer, requires
from consultatie.http.site import db_session, now, site
from consultatie.services import amendments, bills, proposed_versions, uploads
from consultatie.web import amended
from consultatie.web.workspace import blueprint
from consultatie.web.workspace.desk import FilePresent, Page, done, drafted, names_of, refuse, saved, shown


class BillForm(FlaskForm):  # type: ignore[misc]
    """A file with the bill, and one with its memorandum when that is apart."""

    file = FileField(_("Bestand met de wettekst"), validators=[FilePresent()])
    memorandum = FileField(_("Bestand met de toelichting"))


@blueprint.route("/<slug>/bewerken/wettekst", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION, uploads=True)
def bill(slug: str) -> Page:
    """Take a file; it is read before the database is asked to write, as reading may take seconds."""
    form = BillForm()
    if request.method == "GET":
        return _page(slug, form)
    if not form.validate():
        return _page(slug, form)
    data = form.file.data.read()
    recognised = read_uploaded(form, data)
    if recognised is None:
        return _page(slug, form)
    if saved(form, lambda: _store(slug, recognised, data, form.file.data.filename or "")):
        return done("workspace.check_bill", slug, "wettekst")
    return _page(slug, form)


def _page(slug: str, form: BillForm) -> Page:
    consultation = drafted(slug)
    version = bills.find_current(db_session(), consultation)
    waiting = proposed_versions.find(db_session(), consultation)
    return shown(
        "workspace/bill.html", form=form, consultation=consultation, version=version, waiting=waiting
    )


def read_uploaded(form: BillForm, data: bytes) -> RecognisedBill | None:
    """Return what is recognised in the files of a form; None when one cannot be read, with the reason at its field."""
    upload = form.memorandum.data
    memorandum = (upload.read(), upload.filename) if upload and upload.filename else None
    if memorandum:
        upload.seek(0)
    try:
        return recognised_in(data, form.file.data.filename or "", memorandum)
    except Invalid as error:
        refuse(form, error, {"": "file"})
        if not form.file.errors and not form.memorandum.errors:
            form.file.errors, form.form_errors = list(form.form_errors), []
        return None


def recognised_in(data: bytes, name: str, memorandum: tuple[bytes, str] | None) -> RecognisedBill:
    """Read a bill, with its memorandum where that is a file of its own (bytes and name)."""
    recognised = site().ports.read_bill(data, name=name or "voorstel")
    if memorandum is None:
        return recognised
    try:
        parts = read_memorandum_limited(memorandum[0], name=memorandum[1])
    except Invalid as error:
        raise Invalid(error.code, {"memorandum": error.code}, **error.facts) from error
    tied, warnings = attach_memorandum(parts, recognised.provisions)
    return replace(recognised, memorandum=tied, warnings=(*recognised.warnings, *warnings))


def _store(slug: str, recognised: RecognisedBill, data: bytes, name: str) -> None:
    session, ports, viewer = db_session(), site().ports, require_viewer()
    consultation = drafted(slug)
    source = uploads.keep(
        session, ports.files, data, name=name, media_type="application/octet-stream", now=now()
    )
    bills.import_bill(
        session,
        consultation,
        recognised,
        source=source,
        markup=ports.markup,
        by=viewer,
        replace=True,
        now=now(),
    )


@blueprint.get("/<slug>/bewerken/wettekst/controle")
@requires(Permission.EDIT_CONSULTATION)
def check_bill(slug: str) -> Page:
    """Show what was recognised, with what was not understood and where."""
    session, consultation = db_session(), drafted(slug)
    try:
        version = bills.current_version(session, consultation)
    except NotFound:
        return redirect(url_for("workspace.bill", slug=slug), 303)
    tree = bills.tree(session, version)
    changes = amendments.list_amendments(session, version)
    return shown(
        "workspace/check_bill.html",
        consultation=consultation,
        version=version,
        tree=tree,
        articles=sum(1 for _article in articles(tree)),
        provisions=sum(1 for _provision in walk(tree)),
        parts=bills.memorandum(session, version),
        changes=changes,
        cited=names_of(session, consultation),
        why=amended.why,
    )
