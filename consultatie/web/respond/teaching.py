"""The teacher of a class: ask for a code by mail, confirm it, read what pupils sent, agree or refuse, stop."""

from __future__ import annotations

from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as Answer
from wtforms import EmailField

from consultatie.domain.errors import Invalid
from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.respondents import find_email
from consultatie.domain.school_classes import MOST_IN_CLASS, ClassState
from consultatie.domain.text import normalise_line
from consultatie.http.access import public
from consultatie.http.languages import current_language
from consultatie.http.site import db_session, now
from consultatie.models.school_classes import SchoolClass
from consultatie.services import reading, school_classes
from consultatie.services.wordings import Wordings
from consultatie.web.mail_brake import count_mail
from consultatie.web.provision_names import ProvisionNames
from consultatie.web.respond import blueprint
from consultatie.web.respond.desk import desk_for_young
from consultatie.web.respond.forms import show_problems


class ClassForm(FlaskForm):  # type: ignore[misc]  # flask_wtf has no types
    """Who asks for a class."""

    email = EmailField(_("Wat is uw mailadres op school?"), filters=[lambda line: normalise_line(line or "")])


@blueprint.get("/<slug>/klas-aanvragen")
@public()
def new_class(slug: str) -> str:
    """Ask a teacher for an address."""
    return render_template("respond/new_class.html", at=desk_for_young(slug), form=ClassForm())


@blueprint.post("/<slug>/klas-aanvragen")
@public()
def new_class_post(slug: str) -> Answer | tuple[str, int]:
    """Mail the link to confirm."""
    form = ClassForm()
    if address := find_email(form.email.data or ""):
        count_mail(address)
    at = desk_for_young(slug)
    try:
        school_classes.ask(at.session, at.row, form.email.data or "", language=current_language(), now=now())
    except Invalid as error:
        show_problems(form, error.problems)
        return render_template("respond/new_class.html", at=at, form=form), 422
    return redirect(url_for("respond.class_almost", slug=slug), 303)


@blueprint.get("/<slug>/klas-bijna-klaar")
@public()
def class_almost(slug: str) -> str:
    """Say that a mail is on its way."""
    return render_template("respond/class_almost.html", at=desk_for_young(slug))


def _page(template: str, school_class: SchoolClass, token: str, **more: object) -> str:
    consultation = school_class.consultation
    return render_template(
        template,
        school_class=school_class,
        consultation=consultation,
        title=reading.title(consultation, current_language()).text,
        until=school_classes.agreeable_until(consultation),
        most=MOST_IN_CLASS,
        token=token,
        **more,
    )


@blueprint.get("/klas/<token>")
@public()
def confirm_class(token: str) -> str:
    """Say what a teacher does, before the class is opened."""
    school_class = school_classes.find_to_confirm(db_session(), token, now=now())
    waits = school_class.state is ClassState.PENDING
    return _page("respond/confirm_class.html", school_class, token, waits=waits)


@blueprint.post("/klas/<token>")
@public()
def confirm_class_post(token: str) -> Answer:
    """Open the class and show the teacher's page; a second press says that it was opened."""
    secret = school_classes.confirm(db_session(), token, now=now())
    if not secret:
        return redirect(url_for("respond.confirm_class", token=token), 303)
    return redirect(url_for("respond.school_class", token=secret), 303)


@blueprint.get("/klas/beheer/<token>")
@public()
def school_class(token: str) -> str:
    """Show the code, and every response of the class."""
    found = school_classes.find_managed(db_session(), token)
    return _class_page(found, token)


def _class_page(found: SchoolClass, token: str) -> str:
    sent = school_classes.list_responses(db_session(), found)
    waiting = [one for one in sent if one.state is ResponseState.SENT]
    until = school_classes.agreeable_until(found.consultation)
    return _page(
        "respond/school_class.html",
        found,
        token,
        waiting=waiting,
        agreed=[one for one in sent if one.state is not ResponseState.SENT],
        names={one.id: ProvisionNames(db_session(), one.version) for one in waiting},
        changes={one.id: partial(Wordings(db_session()).pieces, one.version) for one in waiting},
        is_open=found.state is ClassState.OPEN and found.consultation.calendar.accepts(now()),
        may_agree=until is not None and now() < until,
    )


@blueprint.post("/klas/beheer/<token>")
@public()
def agree_class(token: str) -> Answer:
    """Let the responses that the page showed count: one, or all."""
    found = school_classes.find_managed(db_session(), token)
    agreed = school_classes.agree(db_session(), found, request.form.getlist("reactie"), now=now())
    flash(ngettext("%(num)s reactie telt nu mee.", "%(num)s reacties tellen nu mee.", agreed), "success")
    return redirect(url_for("respond.school_class", token=token), 303)


@blueprint.get("/klas/beheer/<token>/wis/<reference>")
@public()
def refuse_pupil(token: str, reference: str) -> str:
    """Ask whether a response really has to go."""
    found = school_classes.find_managed(db_session(), token)
    response = school_classes.get_waiting(db_session(), found, reference)
    return _page(
        "respond/refuse_pupil.html",
        found,
        token,
        response=response,
        names=ProvisionNames(db_session(), response.version),
        changes=partial(Wordings(db_session()).pieces, response.version),
    )


@blueprint.post("/klas/beheer/<token>/wis/<reference>")
@public()
def refuse_pupil_post(token: str, reference: str) -> Answer:
    """Erase a response."""
    found = school_classes.find_managed(db_session(), token)
    school_classes.refuse(db_session(), found, reference, now=now())
    flash(gettext("De reactie met kenmerk %(reference)s is gewist.", reference=reference), "success")
    return redirect(url_for("respond.school_class", token=token), 303)


@blueprint.post("/klas/beheer/<token>/stop")
@public()
def close_class(token: str) -> Answer:
    """Let nobody respond with the code any more."""
    school_classes.close(db_session(), school_classes.find_managed(db_session(), token), now=now())
    return redirect(url_for("respond.school_class", token=token), 303)
