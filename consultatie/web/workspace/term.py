"""After publication: close early, extend, withdraw. Each asks first."""

from __future__ import annotations

from collections.abc import Callable

from flask import request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import InputRequired

from consultatie.domain.permissions import Permission
from consultatie.http.access import require_viewer, requires
from consultatie.http.site import db_session, now
from consultatie.models.consultations import Consultation
from consultatie.services import consultations, publishing
from consultatie.web.workspace import blueprint
from consultatie.web.workspace.desk import DayField, Page, done, saved, shown


class ExtendForm(FlaskForm):  # type: ignore[misc]
    """The new last day."""

    closes = DayField(_("Nieuwe laatste dag"), validators=[InputRequired(_("Kies de nieuwe laatste dag."))])


class WithdrawForm(FlaskForm):  # type: ignore[misc]
    """Why it is withdrawn, for the public."""

    reason = TextAreaField(
        _("Reden"), validators=[InputRequired(_("Schrijf op waarom u de consultatie intrekt."))]
    )


def _move(slug: str, template: str, form: FlaskForm, what: str, deed: Callable[[Consultation], None]) -> Page:
    consultation = consultations.get_for(
        db_session(), slug, require_viewer(), Permission.PUBLISH_CONSULTATION
    )
    if request.method == "POST" and form.validate() and saved(form, lambda: deed(consultation)):
        return done("workspace.publish", slug, what)
    return shown(template, form=form, consultation=consultation, state=consultation.state(now()))


@blueprint.route("/<slug>/sluiten", methods=["GET", "POST"])
@requires(Permission.PUBLISH_CONSULTATION)
def close(slug: str) -> Page:
    """Ask, then close an open consultation now."""

    def deed(consultation: Consultation) -> None:
        publishing.close(db_session(), consultation, by=require_viewer(), now=now())

    return _move(slug, "workspace/close.html", FlaskForm(), "gesloten", deed)


@blueprint.route("/<slug>/verlengen", methods=["GET", "POST"])
@requires(Permission.PUBLISH_CONSULTATION)
def extend(slug: str) -> Page:
    """Give people until a later day."""
    form = ExtendForm()

    def deed(consultation: Consultation) -> None:
        day = form.closes.data
        assert day is not None  # noqa: S101 -- the form asks for it
        publishing.extend(db_session(), consultation, day, by=require_viewer(), now=now())

    return _move(slug, "workspace/extend.html", form, "verlengd", deed)


@blueprint.route("/<slug>/intrekken", methods=["GET", "POST"])
@requires(Permission.PUBLISH_CONSULTATION)
def withdraw(slug: str) -> Page:
    """Withdraw a consultation with a reason that everyone reads."""
    form = WithdrawForm()

    def deed(consultation: Consultation) -> None:
        publishing.withdraw(
            db_session(), consultation, form.reason.data or "", by=require_viewer(), now=now()
        )

    return _move(slug, "workspace/withdraw.html", form, "ingetrokken", deed)
