"""Colleagues: who they are, invite one, change what one may do, end it."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from consultatie.domain.errors import Invalid
from consultatie.domain.permissions import Permission
from consultatie.domain.respondents import find_email
from consultatie.http.access import requires
from consultatie.http.languages import current_language
from consultatie.http.site import db_session, now, site
from consultatie.models.organisations import Membership
from consultatie.services import memberships
from consultatie.web.form_problems import show_problems
from consultatie.web.mail_brake import count_mail
from consultatie.web.organisation import blueprint
from consultatie.web.organisation.forms import InviteForm, RoleForm
from consultatie.web.organisation.home import member

Page = str | tuple[str, int] | Response


@blueprint.get("/<slug>/collegas")
@requires(Permission.RESPOND_TOGETHER)
def colleagues(slug: str) -> str:
    """List who belong to the organisation."""
    return render_template("organisation/colleagues.html", me=member(slug))


@blueprint.get("/<slug>/collegas/nieuw")
@requires(Permission.RESPOND_TOGETHER)
def invite(slug: str) -> str:
    """Ask whom to invite."""
    me = member(slug)
    memberships.require_mandate(me)
    return render_template("organisation/invite.html", me=me, form=InviteForm())


@blueprint.post("/<slug>/collegas/nieuw")
@requires(Permission.RESPOND_TOGETHER)
def invite_post(slug: str) -> Page:
    """Mail the invitation."""
    form = InviteForm()
    if typed := find_email(form.email.data or ""):
        count_mail(typed)
    session, me = db_session(), member(slug)
    try:
        role = form.chosen()
        life = timedelta(days=site().settings.invitation_days)
        address = memberships.invite(
            session, me, form.email.data or "", role, language=current_language(), life=life, now=now()
        )
    except Invalid as refusal:
        show_problems(form, refusal)
        return render_template("organisation/invite.html", me=me, form=form), 422
    flash(_("De uitnodiging is onderweg naar %(email)s.", email=address), "success")
    return redirect(url_for("organisation.colleagues", slug=slug), 303)


@blueprint.get("/<slug>/collegas/<int:number>")
@requires(Permission.RESPOND_TOGETHER)
def colleague(slug: str, number: int) -> str:
    """Show what a colleague may do, to change it."""
    me = member(slug)
    memberships.require_mandate(me)
    found = memberships.get_colleague(me, number)
    return _page(me, found, RoleForm(role=found.role.value))


@blueprint.post("/<slug>/collegas/<int:number>")
@requires(Permission.RESPOND_TOGETHER)
def colleague_post(slug: str, number: int) -> Page:
    """Change what a colleague may do."""
    me, form = member(slug), RoleForm()
    found = memberships.get_colleague(me, number)
    try:
        role = form.chosen()
        memberships.change_role(db_session(), found, role, by=me, now=now())
    except Invalid as refusal:
        show_problems(form, refusal)
        return _page(me, found, form), 422
    flash(_("De gegevens van %(name)s zijn bewaard.", name=found.user.name), "success")
    return redirect(url_for("organisation.colleagues", slug=slug), 303)


@blueprint.get("/<slug>/collegas/<int:number>/weg")
@requires(Permission.RESPOND_TOGETHER)
def end(slug: str, number: int) -> str:
    """Ask whether somebody really goes."""
    me = member(slug)
    found = memberships.get_colleague(me, number)
    if found.id != me.id:
        memberships.require_mandate(me)
    return render_template("organisation/end.html", me=me, colleague=found)


@blueprint.post("/<slug>/collegas/<int:number>/weg")
@requires(Permission.RESPOND_TOGETHER)
def end_post(slug: str, number: int) -> Page:
    """End it: they no longer come in; what they wrote stays."""
    me = member(slug)
    found = memberships.get_colleague(me, number)
    try:
        memberships.end(db_session(), found, by=me, now=now())
    except Invalid as refusal:
        form = RoleForm(formdata=None, role=found.role.value)
        show_problems(form, refusal)
        return _page(me, found, form), 422
    if found.id == me.id:
        return redirect(url_for("organisation.about"), 303)
    flash(_("%(name)s hoort niet meer bij de organisatie.", name=found.user.name), "success")
    return redirect(url_for("organisation.colleagues", slug=slug), 303)


def _page(me: Membership, found: Membership, form: RoleForm) -> str:
    return render_template("organisation/colleague.html", me=me, colleague=found, form=form)
