"""Departments: the list, a new one, and what a department allows."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from consultatie.domain.errors import Invalid
from consultatie.domain.permissions import Permission
from consultatie.http import access
from consultatie.http.site import db_session, now
from consultatie.services import accounts
from consultatie.services import young as youth
from consultatie.web.admin import blueprint
from consultatie.web.admin.forms import DepartmentForm, YoungForm
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


@blueprint.get("/ministeries/<slug>/jongeren")
@access.requires(Permission.MANAGE_USERS)
def young(slug: str) -> str:
    """Ask whether who is under 16 may respond to consultations of a department."""
    department = accounts.get_department(db_session(), slug)
    form = YoungForm(data={"under_16": YoungForm.shown(department.under_16)})
    return render_template("admin/young.html", form=form, department=department)


@blueprint.post("/ministeries/<slug>/jongeren")
@access.requires(Permission.MANAGE_USERS)
def young_post(slug: str) -> Page:
    """Keep the answer."""
    department, form = accounts.get_department(db_session(), slug), YoungForm()
    chosen = form.typed()
    if chosen is None:
        show_problems(form, Invalid("under-16-missing", {"under_16": "under-16-missing"}))
        return render_template("admin/young.html", form=form, department=department), 422
    youth.let_respond(db_session(), department, chosen, now=now())
    flash(_("Uw keuze voor %(name)s is bewaard.", name=department.name), "success")
    return redirect(url_for("admin.departments"), 303)
