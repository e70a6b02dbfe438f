"""Departments: the list, and a new one."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from consultatie.domain.errors import Invalid
from consultatie.domain.permissions import Permission
from consultatie.http import access
from consultatie.http.site import db_session
from consultatie.services import accounts
from consultatie.web.admin import blueprint
from consultatie.web.admin.forms import DepartmentForm
from consultatie.web.admin.users import Page
from consultatie.web.form_problems import show_problems


@blueprint.get("/ministeries")
@access.requires(Permission.MANAGE_USERS)
def departments() -> Page:
    """List all departments, with a form for a new one."""
    return _page(DepartmentForm())


@blueprint.post("/ministeries")
@access.requires(Permission.MANAGE_USERS)
def make_department() -> Page:
    """Add a department; one that is there already stays as it is."""
    form = DepartmentForm()
    try:
        made = accounts.department_named(db_session(), form.name.data or "")
    except Invalid as refusal:
        show_problems(form, Invalid(refusal.code, {"name": refusal.code}))
        return _page(form), 422
    flash(_("%(name)s staat in de lijst.", name=made.name), "success")
    return redirect(url_for("admin.departments"), 303)


def _page(form: DepartmentForm) -> str:
    listed = accounts.list_departments(db_session())
    return render_template("admin/departments.html", form=form, departments=listed)
