"""A text to co-sign: a moderator reads it before anybody sees it, drafters mark its signatures as read."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as Answer
from wtforms import RadioField
from wtforms.validators import InputRequired

from consultatie.domain.permissions import Permission
from consultatie.http.access import require_viewer, requires
from consultatie.http.messages import sentence
from consultatie.http.site import db_session, now
from consultatie.services import campaign_desk, campaigns, moderation, reviews
from consultatie.web.provision_names import ProvisionNames
from consultatie.web.workspace import blueprint
from consultatie.web.workspace.desk import saved


class CampaignDecisionForm(FlaskForm):  # type: ignore[misc]  # flask_wtf has no types
    """What happens with a text, and why."""

    decision = RadioField()
    reason = RadioField(validate_choice=False)

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.decision.label.text = _("Wat doet u met deze actie?")
        self.decision.choices = [
            ("publish", _("Toelaten. Mensen kunnen de tekst dan ondertekenen.")),
            ("reject", _("Weigeren. De organisator krijgt de reden.")),
        ]
        self.decision.validators = [InputRequired(_("Kies wat u met deze actie doet."))]
        self.reason.label.text = _("Reden")
        self.reason.choices = [(code, sentence(f"reason-{code}")) for code in moderation.REASONS]


@blueprint.route("/moderatie/acties/<key>", methods=["GET", "POST"])
@requires(Permission.MODERATE)
def moderate_campaign(key: str) -> str | tuple[str, int] | Answer:
    """Show the text with what was found in it; take a decision."""
    viewer, session = require_viewer(), db_session()
    campaign = campaigns.get_for_moderator(session, key, viewer)
    form = CampaignDecisionForm()

    def decide() -> None:
        publish = form.decision.data == "publish"
        campaigns.decide(
            session, campaign, publish=publish, reason=form.reason.data or "", by=viewer, now=now()
        )

    if form.validate_on_submit() and saved(form, decide):
        what = "publish" if form.decision.data == "publish" else "reject"
        return redirect(url_for("workspace.moderation", gedaan=what), 303)
    page = render_template(
        "workspace/moderate_campaign.html",
        form=form,
        campaign=campaign,
        names=ProvisionNames(session, campaign.version),
    )
    return (page, 422) if request.method == "POST" else page


@blueprint.post("/<slug>/artikelen/<eid>/acties/<key>/gelezen")
@requires(Permission.READ_RESPONSES)
def read_campaign(slug: str, eid: str, key: str) -> Answer:
    """Mark every signature under a text as read."""
    viewer, session = require_viewer(), db_session()
    consultation = reviews.get_for_review(session, slug, viewer)
    campaign_desk.mark_read(session, consultation, key, by=viewer, now=now())
    return redirect(url_for("workspace.article", slug=slug, eid=eid, gedaan="gelezen"), 303)
