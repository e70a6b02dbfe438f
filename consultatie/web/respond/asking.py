"""Asking before a response is sent: may what looks like personal data become public? Changing it or leaving it, never a block."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from consultatie.domain.visibility import Publication
from consultatie.domain.wizard import Location, Step
from consultatie.http.access import public
from consultatie.http.languages import current_language
from consultatie.http.site import now
from consultatie.models.consultations import in_language
from consultatie.models.responses import Response
from consultatie.services import findings
from consultatie.services.findings import Found
from consultatie.web.respond import blueprint
from consultatie.web.respond.desk import Desk, write

ALL, BACK = "alles", "controle"


@dataclass(frozen=True, slots=True)
class Asked:
    """One passage to ask about: where it stands in words, and the page on which it is changed."""

    found: Found
    where: str
    href: str


def asked_about(at: Desk) -> list[Asked]:
    """Return what the check page asks about; nothing when nothing of the response becomes public."""
    if at.draft is None or at.draft.publication is Publication.NOT:
        return []
    return [_asked(at, one) for one in findings.find(at.session, at.draft, at.wordings)]


def _asked(at: Desk, one: Found) -> Asked:
    if one.part == findings.ANSWER:
        [question] = [asked for asked in at.row.questions if asked.key == one.name]
        words = in_language(question.texts, current_language())[0]
        where = _("uw antwoord op: %(question)s", question=words)
        return Asked(one, where, at.address(Location(Step.QUESTION, one.name), terug=BACK))
    name = at.names.name(one.name)
    if one.part == findings.PROPOSAL:
        where = _("uw tekstvoorstel bij %(provision)s", provision=name)
        return Asked(one, where, at.address(Location(Step.PROPOSAL, one.name), terug=BACK))
    if one.part == findings.QUOTE:
        where = _("de woorden die u noemt bij %(provision)s", provision=name)
        return Asked(one, where, at.address(Location(Step.QUOTE, one.name), terug=BACK))
    where = _("uw uitleg bij %(provision)s", provision=name)
    return Asked(one, where, at.address(Location(Step.REASON, one.name), terug=BACK))


@blueprint.post("/<slug>/controle/laat-staan")
@public()
def leave(slug: str) -> Answer:
    """Note that a passage, or all that was found, stays on purpose."""
    wanted = request.form.getlist("vondst")

    def keep(session: Session, _at: Desk, draft: Response) -> None:
        known = [one.finding.key for one in findings.find(session, draft)]
        findings.leave(session, draft, known if ALL in wanted else wanted, now=now())

    write(slug, keep)
    return redirect(url_for("respond.check", slug=slug, _anchor="openbaar"), 303)
