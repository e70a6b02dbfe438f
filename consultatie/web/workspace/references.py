"""References in the bill to a provision that is not there: each can be put aside when it is meant that way."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from markupsafe import Markup, escape
from sqlalchemy import select
from wtforms import HiddenField, StringField

from consultatie.domain.permissions import Permission
from consultatie.http.access import require_viewer, requires
from consultatie.http.site import db_session, now
from consultatie.models.bills import ProvisionRow
from consultatie.models.consultations import Consultation
from consultatie.services import bills, dangling_references
from consultatie.services.dangling_references import Dangling
from consultatie.web.workspace import blueprint
from consultatie.web.workspace.desk import Page, done, drafted, names_of, saved, shown

AROUND = 120  # characters of the text shown on either side of the words


class ReferenceForm(FlaskForm):  # type: ignore[misc]
    """Which reference, and why it is meant as it stands."""

    eid = HiddenField()
    words = HiddenField()
    reason = StringField()


@dataclass(frozen=True, slots=True)
class Item:
    """A reference as the page shows it, with the form that puts it aside or takes it up again."""

    reference: Dangling
    context: Markup
    form: ReferenceForm


@blueprint.route("/<slug>/bewerken/verwijzingen", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def references(slug: str) -> Page:
    """List the references that lead nowhere; put one aside with its reason, or take it up again."""
    consultation = drafted(slug)
    sent = ReferenceForm(prefix=_prefix(request.form.get("nummer", ""))) if request.method == "POST" else None
    if sent is not None and sent.validate() and saved(sent, lambda: _save(consultation, sent)):
        return done("workspace.references", slug, "bewaard")
    return shown(
        "workspace/references.html",
        form=sent,
        consultation=consultation,
        items=_items(consultation, sent),
        names=names_of(db_session(), consultation),
    )


def _prefix(number: str) -> str:
    return f"verwijzing-{number if number.isdigit() else '0'}"


def _save(consultation: Consultation, form: ReferenceForm) -> None:
    session, eid, words = db_session(), form.eid.data or "", form.words.data or ""
    if request.form.get("weer"):
        dangling_references.take_up_again(session, consultation, eid, words, by=require_viewer(), now=now())
    else:
        reason = form.reason.data or ""
        dangling_references.put_aside(
            session, consultation, eid, words, reason, by=require_viewer(), now=now()
        )


def _items(consultation: Consultation, sent: ReferenceForm | None) -> list[Item]:
    found = dangling_references.listed(db_session(), consultation)
    texts = _texts(consultation, {one.eid for one in found})
    items = []
    for number, one in enumerate(found):
        form = ReferenceForm(
            formdata=None,
            prefix=_prefix(str(number)),
            data={"eid": one.eid, "words": one.words, "reason": _("De verwijzing is zo bedoeld.")},
        )
        if sent is not None and (sent.eid.data, sent.words.data) == (one.eid, one.words):
            form.reason.data, form.reason.errors = sent.reason.data, sent.reason.errors
        form.reason.label.text = _("Waarom klopt deze verwijzing?")
        items.append(Item(one, _context(texts.get(one.eid, ""), one.words), form))
    return items


def _texts(consultation: Consultation, eids: set[str]) -> dict[str, str]:
    version = bills.find_current(db_session(), consultation)
    if version is None:
        return {}
    found = select(ProvisionRow.eid, ProvisionRow.text).where(
        ProvisionRow.version_id == version.id, ProvisionRow.eid.in_(eids)
    )
    return {eid: text for eid, text in db_session().execute(found)}


def _context(text: str, words: str) -> Markup:
    """Return the words in what stands around them."""
    at = text.find(words)
    if at < 0:
        return Markup("<mark>{}</mark>").format(words)
    before, after = text[:at], text[at + len(words) :]
    start = "… " + before[-AROUND:].partition(" ")[2] if len(before) > AROUND else before
    end = after[:AROUND].rpartition(" ")[0] + " …" if len(after) > AROUND else after
    return escape(start) + Markup("<mark>{}</mark>").format(words) + escape(end)
