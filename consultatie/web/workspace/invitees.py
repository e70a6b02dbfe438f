"""The distribution list of a consultation: show it, add, change, paste, take over, take off."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from consultatie.domain.invitations import InviteeFacts, InviteeKind
from consultatie.domain.permissions import Permission
from consultatie.http.access import require_viewer, requires
from consultatie.http.messages import sentence
from consultatie.http.site import db_session, now
from consultatie.models.consultations import Consultation
from consultatie.models.invitations import Invitee
from consultatie.services import invitees as service
from consultatie.services import inviting
from consultatie.web import invitation_words
from consultatie.web.workspace import blueprint
from consultatie.web.workspace.desk import Page, done, drafted, saved, shown

EXAMPLE = "Raad voor de Proef; raad@example.nl; mevrouw De Vries; adviescollege; Let op artikel 2."


class InviteeForm(FlaskForm):  # type: ignore[misc]
    """One body that is asked."""

    name = StringField(_("Naam van de organisatie"))
    kind = RadioField(_("Wat voor organisatie is het?"))
    email = EmailField(_("E-mailadres"))
    contact = StringField(_("Contactpersoon"), validators=[Optional()])
    point = TextAreaField(_("Aandachtspunt voor deze organisatie"), validators=[Optional()])
    is_public = BooleanField(_("De naam mag op de site staan."))
    reference = StringField(_("Kenmerk van de reactie"), validators=[Optional()])

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.kind.choices = [(one.value, invitation_words.kind(one)) for one in InviteeKind]
        self.kind.validators = [InputRequired(_("Kies wat voor organisatie het is."))]

    def facts(self) -> InviteeFacts:
        """Return what was typed."""
        return InviteeFacts(
            self.name.data or "",
            self.email.data or "",
            self.contact.data or "",
            InviteeKind(self.kind.data),
            self.point.data or "",
            bool(self.is_public.data),
        )


class PasteForm(FlaskForm):  # type: ignore[misc]
    """A list as lines of text."""

    lines = TextAreaField(_("Uw lijst"))


class EarlierForm(FlaskForm):  # type: ignore[misc]
    """Which earlier list is taken over."""

    earlier = RadioField(_("Van welke consultatie?"))


class ReminderForm(FlaskForm):  # type: ignore[misc]
    """When the reminder goes by itself."""

    days = IntegerField(_("Hoeveel dagen voor de sluiting?"))


@blueprint.get("/<slug>/genodigden")
@requires(Permission.EDIT_CONSULTATION)
def invitees(slug: str) -> Page:
    """Show who is on the list and where each of them is."""
    consultation = drafted(slug)
    found = service.listed(db_session(), consultation)
    return shown(
        "workspace/invitees.html",
        consultation=consultation,
        invitees=found,
        to_invite=inviting.to_invite(found),
        to_remind=inviting.to_remind(found),
        is_open=consultation.calendar.accepts(now()),
    )


@blueprint.route("/<slug>/genodigden/nieuw", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def new_invitee(slug: str) -> Page:
    """Put one body on the list."""
    return _invitee(drafted(slug), None)


@blueprint.route("/<slug>/genodigden/<int:number>/wijzigen", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def invitee(slug: str, number: int) -> Page:
    """Change one body on the list, or say which response is theirs."""
    consultation = drafted(slug)
    return _invitee(consultation, service.get(db_session(), consultation, number))


def _invitee(consultation: Consultation, current: Invitee | None) -> Page:
    known: dict[str, Any] = {"is_public": True, "kind": InviteeKind.ADVISORY_BODY.value}
    if current is not None:
        facts = current.facts()
        known = {name: getattr(facts, name) for name in InviteeFacts.__slots__}
        known |= {"kind": facts.kind.value, "reference": _reference(current)}
    form = InviteeForm(data=known)

    def save() -> None:
        typed = form.reference.data or ""
        changed = current is not None and typed.strip() != _reference(current)
        service.save(
            db_session(),
            consultation,
            current,
            form.facts(),
            reference=typed if changed else None,
            by=require_viewer(),
            now=now(),
        )

    if request.method == "POST" and form.validate() and saved(form, save):
        return done("workspace.invitees", consultation.slug, "bewaard")
    return shown("workspace/invitee.html", form=form, consultation=consultation, invitee=current)


def _reference(current: Invitee) -> str:
    response = current.response
    return response.reference if response is not None and response.confirmed_at is not None else ""


@blueprint.route("/<slug>/genodigden/<int:number>/verwijderen", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def remove_invitee(slug: str, number: int) -> Page:
    """Ask, then take one body off the list."""
    consultation = drafted(slug)
    current = service.get(db_session(), consultation, number)
    form = FlaskForm()
    if request.method == "POST":
        service.remove(db_session(), consultation, current, by=require_viewer(), now=now())
        return done("workspace.invitees", slug, "verwijderd")
    return shown("workspace/remove_invitee.html", form=form, consultation=consultation, invitee=current)


@blueprint.route("/<slug>/genodigden/plakken", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def paste_invitees(slug: str) -> Page:
    """Add all lines of a pasted list, or none."""
    consultation = drafted(slug)
    form, added = PasteForm(), list[int]()

    def save() -> None:
        added.extend(
            service.paste(db_session(), consultation, form.lines.data or "", by=require_viewer(), now=now())
        )

    if request.method == "POST" and form.validate() and saved(form, save):
        return done("workspace.invitees", slug, "toegevoegd", nieuw=added[0], al=added[1])
    return shown("workspace/paste_invitees.html", form=form, consultation=consultation, example=EXAMPLE)


@blueprint.route("/<slug>/genodigden/overnemen", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def earlier_invitees(slug: str) -> Page:
    """Take over who was on an earlier list of the department."""
    consultation = drafted(slug)
    earlier = service.earlier_lists(db_session(), consultation)
    form, added = EarlierForm(), list[int]()
    form.earlier.choices = [
        (one.slug, _("%(title)s (%(number)s op de lijst)", title=one.title, number=number))
        for one, number in earlier
    ]
    form.earlier.validators = [InputRequired(sentence("earlier-list-missing"))]

    def save() -> None:
        chosen = next(one for one, _number in earlier if one.slug == form.earlier.data)
        added.extend(service.take_over(db_session(), consultation, chosen, by=require_viewer(), now=now()))

    if request.method == "POST" and form.validate() and saved(form, save):
        return done("workspace.invitees", slug, "toegevoegd", nieuw=added[0], al=added[1])
    return shown("workspace/earlier_invitees.html", form=form, consultation=consultation, earlier=earlier)


@blueprint.route("/<slug>/genodigden/vanzelf-herinneren", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def reminder_days(slug: str) -> Page:
    """Choose how many days before closing the reminder goes by itself."""
    consultation = drafted(slug)
    form = ReminderForm(data={"days": consultation.reminder_days})

    def save() -> None:
        service.set_reminder(db_session(), consultation, form.days.data, by=require_viewer(), now=now())

    if request.method == "POST" and (form.validate() or form.days.data is None):
        form.days.errors = []
        if saved(form, save):
            return done("workspace.invitees", slug, "bewaard")
    return shown("workspace/reminder_days.html", form=form, consultation=consultation)
