"""The first page of the workspace, and beginning a consultation."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import InputRequired

from consultatie.domain.permissions import Permission, Viewer
from consultatie.domain.provisions import BillKind
from consultatie.http.access import require_viewer, requires
from consultatie.http.site import db_session, now
from consultatie.services import accounts, consultations, moderation, workbench
from consultatie.web import labels
from consultatie.web.workspace import blueprint
from consultatie.web.workspace.desk import Page, saved, shown


class NewForm(FlaskForm):  # type: ignore[misc]
    """What a consultation begins with."""

    title = StringField(_("Titel van de consultatie"), validators=[InputRequired(_("Vul een titel in."))])
    kind = RadioField(
        _("Wat voor tekst is het?"), validators=[InputRequired(_("Kies wat voor tekst het is."))]
    )
    department = SelectField(
        _("Ministerie"), validators=[InputRequired(_("Kies het ministerie."))], validate_choice=True
    )

    def __init__(self, *given: Any, viewer: Viewer, **more: Any) -> None:
        super().__init__(*given, **more)
        self.kind.choices = [(one.value, labels.kind(one)) for one in BillKind]
        self.department.choices = department_choices(viewer)


def department_choices(viewer: Viewer) -> list[tuple[str, str]]:
    """Return the departments that somebody works for."""
    found = accounts.list_departments(db_session())
    return [(str(one.id), one.name) for one in found if viewer.may_work_on(one.id)]


def department_chosen(value: str) -> Any:
    """Return the department of a choice that the form has checked."""
    return next(one for one in accounts.list_departments(db_session()) if str(one.id) == value)


@blueprint.get("", endpoint="start")
@requires(Permission.ENTER_WORKSPACE)
def start() -> str:
    """Show my consultations, what waits for me, and the days that are coming."""
    viewer, session = require_viewer(), db_session()
    held = moderation.count_held(session, viewer) if viewer.may(Permission.MODERATE) else 0
    return render_template(
        "workspace/start.html", bench=workbench.overview(session, viewer, now=now()), held=held
    )


@blueprint.route("/nieuw", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def new() -> Page:
    """Begin a consultation."""
    viewer = require_viewer()
    form = NewForm(viewer=viewer)
    made: list[Any] = []

    def make() -> None:
        made.append(
            consultations.create(
                db_session(),
                title=form.title.data or "",
                kind=BillKind(form.kind.data),
                department=department_chosen(form.department.data),
                by=viewer,
                now=now(),
            )
        )

    if request.method == "POST" and form.validate() and saved(form, make):
        return redirect(url_for("workspace.edit", slug=made[0].slug, gedaan="gemaakt"), 303)
    return shown("workspace/new.html", form=form)
