"""Accounts: the list, a new one, and what one may do."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from consultatie.domain.errors import Invalid
from consultatie.domain.permissions import Permission, Role
from consultatie.http import access
from consultatie.http.site import db_session, now, site
from consultatie.models.accounts import Department, User
from consultatie.services import accounts
from consultatie.web.admin import blueprint
from consultatie.web.admin.forms import ALL_DEPARTMENTS, NewUserForm, RoleForm, WorkForm, offer
from consultatie.web.form_problems import show_problems

Page = str | tuple[str, int] | Response


@blueprint.get("")
@access.requires(Permission.MANAGE_USERS)
def users() -> Page:
    """List all accounts."""
    session = db_session()
    return render_template(
        "admin/users.html",
        users=accounts.list_users(session),
        departments=accounts.list_departments(session),
    )


@blueprint.get("/gebruikers/nieuw")
@access.requires(Permission.MANAGE_USERS)
def new_user() -> Page:
    """Show the form for a new account."""
    form = NewUserForm(role=Role.DRAFTER.value)
    offer(form, accounts.list_departments(db_session()))
    return render_template("admin/new_user.html", form=form)


@blueprint.post("/gebruikers/nieuw")
@access.requires(Permission.MANAGE_USERS)
def make_user() -> Page:
    """Make an account."""
    session, form = db_session(), NewUserForm()
    offer(form, accounts.list_departments(session))
    if not _chosen(form):
        return render_template("admin/new_user.html", form=form), 422
    try:
        made = accounts.create_user(
            session,
            site().hasher,
            email=form.email.data or "",
            name=form.name.data or "",
            role=Role(form.role.data),
            password=form.password.data or "",
            department=_department(form),
            now=now(),
        )
    except Invalid as refusal:
        show_problems(form, refusal)
        return render_template("admin/new_user.html", form=form), 422
    flash(_("%(name)s heeft nu een account.", name=made.name), "success")
    return redirect(url_for("admin.users"), 303)


@blueprint.get("/gebruikers/<int:user_id>")
@access.requires(Permission.MANAGE_USERS)
def edit_user(user_id: int) -> Page:
    """Show what somebody may do."""
    session = db_session()
    user = accounts.get_user(session, user_id)
    form = RoleForm(
        role=user.role.value, department=str(user.department_id or ALL_DEPARTMENTS), active=user.active
    )
    offer(form, accounts.list_departments(session), now=user.role)
    return _edit_page(form, user)


@blueprint.post("/gebruikers/<int:user_id>")
@access.requires(Permission.MANAGE_USERS)
def change_user(user_id: int) -> Page:
    """Change role, department, or whether somebody may come in."""
    session, form = db_session(), RoleForm()
    user = accounts.get_user(session, user_id)
    offer(form, accounts.list_departments(session), now=user.role)
    if not _chosen(form):
        return _edit_page(form, user), 422
    try:
        accounts.change_user(
            session,
            user,
            role=Role(form.role.data),
            department=_department(form),
            active=form.active.data,
            now=now(),
        )
    except Invalid as refusal:
        show_problems(form, refusal)
        return _edit_page(form, user), 422
    flash(_("De gegevens van %(name)s zijn bewaard.", name=user.name), "success")
    return redirect(url_for("admin.users"), 303)


def _chosen(form: WorkForm) -> bool:
    """Say whether the form is whole; WTForms' words for a choice that was not offered are not ours."""
    if form.validate_on_submit():
        return True
    if form.role.errors:
        form.role.errors = [_("Kies een rol.")]
    if form.department.errors:
        form.department.errors = [_("Kies een ministerie uit de lijst.")]
    return False


def _department(form: WorkForm) -> Department | None:
    if form.department.data == ALL_DEPARTMENTS:
        return None
    return db_session().get_one(Department, int(form.department.data))


def _edit_page(form: RoleForm, user: User) -> str:
    return render_template("admin/edit_user.html", form=form, user=user)
