"""The queue of held responses: read, decide with a reason, undo."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as Answer
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from consultatie.domain.errors import Invalid
from consultatie.domain.permissions import Permission
from consultatie.domain.text import normalise
from consultatie.http.access import require_viewer, requires
from consultatie.http.messages import sentence
from consultatie.http.site import db_session, now
from consultatie.models.moderation import Decision
from consultatie.services import attachment_texts, campaigns, findings, moderation, objections
from consultatie.web.provision_names import ProvisionNames
from consultatie.web.standings import Standings
from consultatie.web.workspace import blueprint


class DecisionForm(FlaskForm):  # type: ignore[misc]
    """What happens with a response, and why."""

    decision = RadioField(validators=[InputRequired()])
    reason = RadioField(validators=[])
    note = TextAreaField(validators=[Length(max=2000)])

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.decision.label.text = _("Wat doet u met deze reactie?")
        self.decision.choices = [
            (Decision.PUBLISH.value, _("Openbaar maken, of doorgeven aan de schrijvers van het voorstel.")),
            (Decision.HOLD.value, _("Vasthouden, omdat u nog iets wilt uitzoeken.")),
            (Decision.REJECT.value, _("Weigeren. De indiener krijgt de reden en kan de tekst aanpassen.")),
        ]
        self.decision.validators = [InputRequired(_("Kies wat u met deze reactie doet."))]
        self.reason.label.text = _("Reden")
        self.reason.choices = [(code, sentence(f"reason-{code}")) for code in moderation.REASONS]
        self.reason.validate_choice = False
        self.note.label.text = _("Aantekening voor collega's")
        self.note.validators = [Length(max=2000, message=_("Maak de aantekening korter dan 2.000 tekens."))]


@blueprint.get("/moderatie", endpoint="moderation")
@requires(Permission.MODERATE)
def moderation_queue() -> str:
    """Show what waits, and what was refused lately."""
    viewer, session = require_viewer(), db_session()
    return render_template(
        "workspace/moderation_queue.html",
        held=moderation.list_held(session, viewer),
        objections=objections.list_open(session, viewer),
        refused=moderation.list_decided(session, viewer),
        waiting=campaigns.list_waiting(session, viewer),
        held_texts=attachment_texts.list_held(session, viewer),
    )


@blueprint.route("/moderatie/<reference>", methods=["GET", "POST"])
@requires(Permission.MODERATE)
def moderate(reference: str) -> str | tuple[str, int] | Answer:
    """Show one response with what was found in it; take a decision."""
    viewer, session = require_viewer(), db_session()
    response = moderation.get_for_moderator(session, reference, viewer)
    form = DecisionForm()
    if form.validate_on_submit():
        try:
            moderation.decide(
                session,
                response,
                Decision(form.decision.data),
                by=viewer,
                reason=form.reason.data or "",
                note=normalise(form.note.data or ""),
                seen_files=request.form.getlist("gezien", type=int),
                now=now(),
            )
        except Invalid as error:
            for field, code in error.problems.items():
                form[field].errors = [sentence(code)]
        else:
            return redirect(url_for("workspace.moderation", gedaan=form.decision.data), 303)
    page = render_template(
        "workspace/moderate.html",
        form=form,
        response=response,
        decisions=moderation.list_decisions(session, response),
        names=ProvisionNames(session, response.version),
        found=findings.find(session, response),
        found_in=list(attachment_texts.found_in(session, response, viewer)),
        standings=Standings(session, response.consultation),
        decision_words={"publish": _("Doorgelaten."), "hold": _("Vastgehouden."), "reject": _("Geweigerd.")},
    )
    return (page, 422) if request.method == "POST" else page
