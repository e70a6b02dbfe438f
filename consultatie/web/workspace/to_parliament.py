"""When a bill went to parliament, and where its papers are: recorded by a drafter, told to who follows it."""

from __future__ import annotations

from flask import request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import Optional

from consultatie.domain.permissions import Permission
from consultatie.http.access import require_viewer, requires
from consultatie.http.site import db_session, now
from consultatie.models.consultations import Consultation
from consultatie.services import consultations, stages
from consultatie.web.workspace import blueprint
from consultatie.web.workspace.desk import DayField, Page, done, saved, shown


class ParliamentForm(FlaskForm):  # type: ignore[misc]
    """The day, and the address of the papers."""

    on = DayField(_("Dag waarop het voorstel naar het parlement ging"), validators=[Optional()])
    address = StringField(_("Webadres van de stukken"), validators=[Optional()])


@blueprint.route("/<slug>/naar-parlement", methods=["GET", "POST"])
@requires(Permission.WRITE_REPORT)
def parliament(slug: str) -> Page:
    """Keep the day on which the bill went to parliament; an empty day takes it back."""
    found = consultations.get_for(db_session(), slug, require_viewer(), Permission.WRITE_REPORT)
    form = _form(found)

    def save() -> None:
        address = form.address.data or ""
        stages.record_parliament(db_session(), found, form.on.data, address, by=require_viewer(), now=now())

    if request.method == "POST" and form.validate() and saved(form, save):
        return done("workspace.publish", slug, "parlement")
    return shown("workspace/parliament.html", form=form, consultation=found)


def _form(consultation: Consultation) -> ParliamentForm:
    if request.method == "POST":
        return ParliamentForm()
    kept = {"on": consultation.parliament_on, "address": consultation.parliament_address}
    return ParliamentForm(data=kept)
