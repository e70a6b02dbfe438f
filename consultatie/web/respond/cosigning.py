"""Co-sign a text of an organiser: one form, then the mail to confirm as for every response."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from consultatie.domain.campaigns import LONGEST_ADDITION
from consultatie.domain.errors import Invalid
from consultatie.domain.receipts import new_token
from consultatie.domain.respondents import find_email
from consultatie.domain.text import normalise_line
from consultatie.http.access import public
from consultatie.http.languages import current_language
from consultatie.http.site import now
from consultatie.services import campaigns, cosigning, responses, shared_texts
from consultatie.web.cosign_form import CosignForm
from consultatie.web.mail_brake import count_mail
from consultatie.web.respond import blueprint
from consultatie.web.respond.desk import SENT, confirm_for, limits, open_or_closed, remember
from consultatie.web.respond.forms import show_problems


@blueprint.get("/<slug>/actie/<key>")
@public()
def cosign(slug: str, key: str) -> str | Answer:
    """Show the form on a page of its own; a text that can no longer be signed is read on its public page."""
    at = open_or_closed(slug)
    shared = shared_texts.get(at.session, at.row, key, now=now())
    if not shared.can_be_signed:
        return redirect(url_for("public.shared_text", slug=slug, key=key), 302)
    form = CosignForm(data={"idempotency_key": new_token()})
    return render_template("respond/cosign.html", at=at, shared=shared, form=form, limit=LONGEST_ADDITION)


@blueprint.post("/<slug>/actie/<key>")
@public()
def cosign_post(slug: str, key: str) -> Answer | tuple[str, int]:
    """Hand in a co-signature; a second press gives the same receipt."""
    form = CosignForm()
    repeat = normalise_line(form.idempotency_key.data or "")[:64]
    if address := find_email(form.email.data or ""):
        count_mail(address, once=f"cosign:{repeat}")
    at = open_or_closed(slug)
    if responses.find_repeat(at.session, repeat) is not None:
        return redirect(url_for("respond.almost", slug=slug), 303)
    shared = shared_texts.get(at.session, at.row, key, now=now())
    campaign = campaigns.require_shown(at.session, at.row, key)
    typed = cosigning.Signature(form.email.data or "", form.name.data or "", form.addition.data or "")
    try:
        token = cosigning.cosign(
            at.session,
            campaign,
            typed,
            language=current_language(),
            idempotency_key=repeat,
            limits=limits(),
            confirm_for=confirm_for(),
            signal="signal" if request.form.get("website") else "",
            now=now(),
        )
    except Invalid as error:
        at.session.rollback()
        show_problems(form, error.problems, limit=LONGEST_ADDITION)
        return (
            render_template(
                "respond/cosign.html",
                at=open_or_closed(slug),
                shared=shared,
                form=form,
                limit=LONGEST_ADDITION,
            ),
            422,
        )
    remember(SENT, slug, token)
    return redirect(url_for("respond.almost", slug=slug), 303)
