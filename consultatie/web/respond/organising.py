"""The organiser of a text to co-sign: hand it in, confirm it by mail, see how many signed, close it."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, url_for
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as Answer
from wtforms import EmailField, RadioField, SelectField, StringField, TextAreaField

from consultatie.domain.campaigns import LONGEST_TEXT, CampaignState, Registration, checked
from consultatie.domain.errors import Invalid
from consultatie.domain.text import normalise, normalise_line
from consultatie.http.access import public
from consultatie.http.languages import current_language
from consultatie.http.site import db_session, now, site
from consultatie.models.responses import Position
from consultatie.services import bills, campaigns, drafts, reading, shared_texts
from consultatie.web import labels
from consultatie.web.mail_brake import count_mail
from consultatie.web.respond import blueprint
from consultatie.web.respond.desk import Desk, desk
from consultatie.web.respond.forms import as_choices, show_problems


class CampaignForm(FlaskForm):  # type: ignore[misc]  # flask_wtf has no types
    """A text for others to co-sign, and who offers it."""

    title = StringField(_("Titel van de actie"), filters=[lambda line: normalise_line(line or "")])
    eid = SelectField(_("Waar gaat de tekst over?"), validate_choice=False)
    position = RadioField(_("Wat vindt u ervan?"), validate_choice=False)
    text = TextAreaField(_("De tekst"), filters=[lambda text: normalise(text or "")])
    organiser = StringField(_("Wie organiseert de actie?"), filters=[lambda line: normalise_line(line or "")])
    email = EmailField(_("Uw e-mailadres"), filters=[lambda line: normalise_line(line or "")])

    def __init__(self, at: Desk, **more: Any) -> None:
        super().__init__(**more)
        found = bills.citable(at.session, at.version) if at.version is not None else []
        names = at.names
        self.eid.choices = as_choices([("", names.name("")), *((eid, names.name(eid)) for eid in found)])
        chosen = [one for one in Position if one is not Position.NONE]
        self.position.choices = as_choices([(one.value, labels.position(one)) for one in chosen])

    def typed(self) -> Registration:
        """Return what was typed."""
        known = {one.value for one in Position}
        return Registration(
            self.title.data or "",
            self.text.data or "",
            self.eid.data or "",
            self.position.data if self.position.data in known else "",
            self.organiser.data or "",
            self.email.data or "",
        )


@blueprint.get("/<slug>/actie-beginnen")
@public()
def new_campaign(slug: str) -> str:
    """Ask for the text."""
    at = desk(slug)
    return _form_page(at, CampaignForm(at))


def _form_page(at: Desk, form: CampaignForm) -> str:
    return render_template("respond/new_campaign.html", at=at, form=form, limit=LONGEST_TEXT)


@blueprint.post("/<slug>/actie-beginnen")
@public()
def new_campaign_post(slug: str) -> Answer | tuple[str, int]:
    """Keep the text and mail the link to confirm it."""
    with site().db.read() as session:
        form = CampaignForm(desk(slug, session))
    try:
        count_mail(checked(form.typed()).email)
        at = desk(slug)
        campaigns.register(
            at.session,
            at.row,
            form.typed(),
            language=current_language(),
            now=now(),
        )
    except Invalid as error:
        db_session().rollback()
        show_problems(form, error.problems)
        return _form_page(desk(slug), form), 422
    return redirect(url_for("respond.campaign_almost", slug=slug), 303)


@blueprint.get("/<slug>/actie-bijna-klaar")
@public()
def campaign_almost(slug: str) -> str:
    """Say that a mail is on its way."""
    return render_template("respond/campaign_almost.html", at=desk(slug))


@blueprint.get("/actie/<token>")
@public()
def confirm_campaign(token: str) -> str:
    """Show what is about to be confirmed."""
    campaign = campaigns.find_to_confirm(db_session(), token, now=now())
    return render_template(
        "respond/confirm_campaign.html",
        campaign=campaign,
        title=reading.title(campaign.consultation, current_language()).text,
        token=token,
        waits=campaign.state is CampaignState.PENDING,
    )


@blueprint.post("/actie/<token>")
@public()
def confirm_campaign_post(token: str) -> Answer:
    """Confirm: a moderator reads it then."""
    campaign = campaigns.find_to_confirm(db_session(), token, now=now())
    drafts.require_open(campaign.consultation, now())
    campaigns.confirm(db_session(), token, now=now())
    return redirect(url_for("respond.confirm_campaign", token=token), 303)


@blueprint.get("/actie/beheer/<token>")
@public()
def manage_campaign(token: str) -> str:
    """Show the organiser how many signed, never who."""
    campaign, session = campaigns.find_managed(db_session(), token), db_session()
    return render_template(
        "respond/manage_campaign.html",
        campaign=campaign,
        title=reading.title(campaign.consultation, current_language()).text,
        token=token,
        persons=shared_texts.persons(session, campaign.consultation, campaign.key),
        can_be_signed=campaigns.can_be_signed(campaign, now()),
        is_shown=campaign.state is not CampaignState.REJECTED,
    )


@blueprint.post("/actie/beheer/<token>")
@public()
def close_campaign(token: str) -> Answer:
    """End co-signing."""
    campaigns.close(db_session(), campaigns.find_managed(db_session(), token), now=now())
    return redirect(url_for("respond.manage_campaign", token=token), 303)
