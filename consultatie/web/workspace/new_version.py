"""A new version of a bill that is public: hand it in, look at what would change, and let a second person place it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField

from consultatie.domain.errors import Invalid
from consultatie.domain.permissions import Permission
from consultatie.domain.provisions import RecognisedBill, articles
from consultatie.http.access import require_viewer, requires
from consultatie.http.messages import sentence
from consultatie.http.site import db_session, now, site
from consultatie.models.consultations import Consultation
from consultatie.models.files import StoredFile
from consultatie.models.proposed_versions import ProposedVersion
from consultatie.services import bills, comparing, consultations, proposed_versions, uploads
from consultatie.web.changes import ChangeWords
from consultatie.web.provision_names import ProvisionNames
from consultatie.web.workspace import blueprint
from consultatie.web.workspace.bill_upload import BillForm, read_uploaded, recognised_in
from consultatie.web.workspace.desk import Page, done, drafted, saved, shown

MEDIA_TYPE = "application/octet-stream"


class NewVersionForm(BillForm):
    """A file, and what the public reads about why it came."""

    notice_nl = TextAreaField(_("Waarom is er een nieuwe versie?"))
    notice_en = TextAreaField(_("Waarom is er een nieuwe versie? (Engels)"))

    def notices(self) -> dict[str, str]:
        """Return what was typed, by language."""
        return {"nl": self.notice_nl.data or "", "en": self.notice_en.data or ""}


@blueprint.route("/<slug>/nieuwe-versie/voorstellen", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION, uploads=True)
def propose_version(slug: str) -> Page:
    """Take a file; nothing changes for the public."""
    form, consultation = NewVersionForm(), drafted(slug)
    waiting = proposed_versions.find(db_session(), consultation)
    if form.validate_on_submit():
        data = form.file.data.read()
        fields = {"notice.nl": "notice_nl", "notice.en": "notice_en"}
        if read_uploaded(form, data) is not None and saved(form, lambda: _propose(slug, form, data), fields):
            return done("workspace.proposed_version", slug, "voorgesteld")
    return shown(
        "workspace/propose_version.html",
        form=form,
        consultation=consultation,
        version=bills.find_current(db_session(), consultation),
        waiting=waiting,
        longest=proposed_versions.LONGEST_NOTICE,
    )


def _propose(slug: str, form: NewVersionForm, data: bytes) -> None:
    upload = form.memorandum.data
    has_memorandum = bool(upload and upload.filename)
    proposed_versions.propose(
        db_session(),
        drafted(slug),
        source=_kept(data, form.file.data.filename or ""),
        memorandum=_kept(upload.read(), upload.filename) if has_memorandum else None,
        notice=form.notices(),
        by=require_viewer(),
        now=now(),
    )


def _kept(data: bytes, name: str) -> StoredFile:
    return uploads.keep(db_session(), site().ports.files, data, name=name, media_type=MEDIA_TYPE, now=now())


def _seen(slug: str) -> tuple[Consultation, ProposedVersion]:
    """Return a consultation with its version that waits, for who may place it."""
    consultation = consultations.get_for(
        db_session(), slug, require_viewer(), Permission.PUBLISH_CONSULTATION
    )
    return consultation, proposed_versions.get(db_session(), consultation)


def _read_again(waiting: ProposedVersion) -> RecognisedBill:
    """Read the files as they were handed in; they could be read then."""
    files, beside = site().ports.files, waiting.memorandum
    memorandum = (files.get(beside.key), beside.name) if beside else None
    return recognised_in(files.get(waiting.source.key), waiting.source.name, memorandum)


@blueprint.get("/<slug>/nieuwe-versie")
@requires(Permission.PUBLISH_CONSULTATION)
def proposed_version(slug: str) -> Page:
    """Show what the version that waits would change, and who may place it."""
    return _page(slug)


def _page(slug: str, refusal: str = "") -> Page:
    consultation, waiting = _seen(slug)
    session, viewer = db_session(), require_viewer()
    current = bills.current_version(session, consultation)
    recognised = _read_again(waiting)
    at_work = proposed_versions.preview(session, consultation, recognised)
    found = at_work.comparison()
    return shown(
        "workspace/proposed_version.html",
        consultation=consultation,
        waiting=waiting,
        current=current,
        recognised=recognised,
        articles=sum(1 for _article in articles(recognised.provisions)),
        found=found,
        changes=at_work.with_parts(found.changed[: comparing.PER_PAGE]),
        words=ChangeWords(ProvisionNames(session, current), ProvisionNames.of_tree(recognised.provisions)),
        why_not=proposed_versions.why_not(consultation, waiting, by=viewer),
        may_edit=viewer.may(Permission.EDIT_CONSULTATION),
        refusal=refusal,
    )


@blueprint.post("/<slug>/nieuwe-versie/plaatsen")
@requires(Permission.PUBLISH_CONSULTATION)
def place_version(slug: str) -> Page:
    """Make it public, and go on to where its provisions come from."""
    consultation, waiting = _seen(slug)
    viewer = require_viewer()
    recognised = _read_again(waiting)
    try:
        proposed_versions.place(
            db_session(),
            consultation,
            waiting,
            recognised,
            markup=site().ports.markup,
            by=viewer,
            now=now(),
        )
    except Invalid as error:
        db_session().rollback()
        return _page(slug, sentence(error.code, **error.facts))
    if viewer.may(Permission.EDIT_CONSULTATION):
        return done("workspace.versions", slug, "geplaatst")
    return done("workspace.publish", slug, "geplaatst")


@blueprint.post("/<slug>/nieuwe-versie/terug")
@requires(Permission.EDIT_CONSULTATION)
def take_version_back(slug: str) -> Page:
    """Drop the version that waits."""
    proposed_versions.take_back(db_session(), drafted(slug), by=require_viewer(), now=now())
    return done("workspace.bill", slug, "teruggehaald")
