"""Sending invitations and reminders: choose who, see the mail as it will be, send."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from consultatie.domain.lifecycle import last_day
from consultatie.domain.permissions import Permission
from consultatie.http.access import require_viewer, requires
from consultatie.http.letters import compose
from consultatie.http.messages import sentence
from consultatie.http.site import db_session, now
from consultatie.models.consultations import Consultation
from consultatie.models.invitations import Invitee
from consultatie.services import invitees, inviting
from consultatie.web.workspace import blueprint
from consultatie.web.workspace.desk import Page, done, drafted, shown

LINK = "…"  # stands in the preview for the token, which nobody but the invitee sees


class ChosenForm(FlaskForm):  # type: ignore[misc]
    """Who gets the mail."""

    chosen = SelectMultipleField(
        _("Wie krijgt de mail?"),
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


@dataclass(frozen=True, slots=True)
class Preview:
    """One mail as it will be: subject and text."""

    invitee: Invitee
    subject: str
    text: str


@blueprint.route("/<slug>/genodigden/uitnodigen", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def invite(slug: str) -> Page:
    """Show every invitation as it will be, then send those that are chosen."""
    consultation = drafted(slug)
    ready = inviting.to_invite(invitees.listed(db_session(), consultation))

    def send(chosen: Sequence[int]) -> int:
        return inviting.invite(db_session(), consultation, chosen, by=require_viewer(), now=now())

    return _page(consultation, ready, "invitation", "workspace/invite.html", send)


@blueprint.route("/<slug>/genodigden/herinneren", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def remind(slug: str) -> Page:
    """Show every reminder as it will be, then send those that are chosen."""
    consultation = drafted(slug)
    ready = inviting.to_remind(invitees.listed(db_session(), consultation))

    def send(chosen: Sequence[int]) -> int:
        return inviting.remind(db_session(), consultation, chosen, by=require_viewer(), now=now())

    return _page(consultation, ready, "invitation-reminder", "workspace/remind.html", send)


def _page(
    consultation: Consultation,
    ready: list[Invitee],
    kind: str,
    template: str,
    send: Callable[[Sequence[int]], int],
) -> Page:
    form = ChosenForm(data={"chosen": [one.id for one in ready]})
    form.chosen.choices = [(one.id, f"{one.name} ({one.email})") for one in ready]
    if request.method == "POST":
        known = {one.id for one in ready}
        chosen = [number for number in form.chosen.data or [] if number in known]
        if chosen:
            return done("workspace.invitees", consultation.slug, "gemaild", aantal=send(chosen))
        form.chosen.errors = [sentence("invite-nobody")]
    return shown(
        template,
        form=form,
        consultation=consultation,
        previews=[_preview(consultation, one, kind) for one in ready],
        is_open=consultation.calendar.accepts(now()),
    )


def _preview(consultation: Consultation, invitee: Invitee, kind: str) -> Preview:
    facts = inviting.mail_facts(consultation, invitee)
    closes_at = consultation.closes_at
    facts |= {"token": LINK, "last_day": last_day(closes_at) if closes_at else None}
    letter = compose(kind, to=invitee.email, language="nl", message_id="", **facts)
    return Preview(invitee, letter.subject, letter.text)
