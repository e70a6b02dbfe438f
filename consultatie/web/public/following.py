"""Following by mail: ask, confirm (GET shows, POST does), change, stop.

These forms have no token and set no cookie (docs/adr/0011). A mail program may stop with one POST that comes from nowhere
(RFC 8058): there the link itself is the authority.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from flask import redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response
from wtforms import EmailField, Form, RadioField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from consultatie.domain.errors import Invalid, TooMany
from consultatie.domain.respondents import find_email
from consultatie.domain.subscriptions import (
    LinkPurpose,
    Rhythm,
    Subject,
    SubjectKind,
    find_subject,
    link_token,
)
from consultatie.http.access import public
from consultatie.http.languages import current_language
from consultatie.http.messages import sentence
from consultatie.http.origin import require_own_page
from consultatie.http.site import db_session, now, secret, site
from consultatie.http.templating import as_dutch
from consultatie.models.subscriptions import Subscriber
from consultatie.services import followable, subscriptions
from consultatie.web.mail_brake import count_mail
from consultatie.web.public import blueprint

Page = str | Response | tuple[str, int]


class _Boxes(SelectMultipleField):
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class FollowForm(Form):
    """What somebody follows, and how often a mail comes."""

    consultations = _Boxes(_("Dit voorstel"), validate_choice=False)
    themes = _Boxes(_("Onderwerpen"), validate_choice=False)
    departments = _Boxes(_("Ministeries"), validate_choice=False)
    laws = _Boxes(_("Wetten die veranderen"), validate_choice=False)
    rhythm = RadioField(
        _("Hoe vaak wilt u mail?"),
        choices=[
            (Rhythm.AT_ONCE.value, _("Meteen, als er iets gebeurt")),
            (Rhythm.DAILY.value, _("Hoogstens één mail per dag")),
            (Rhythm.WEEKLY.value, _("Hoogstens één mail per week")),
        ],
        default=Rhythm.AT_ONCE.value,
        validate_choice=False,
    )

    def boxes(self) -> dict[SubjectKind, _Boxes]:
        """Return the fields with what can be followed, by kind."""
        return {
            SubjectKind.CONSULTATION: self.consultations,
            SubjectKind.THEME: self.themes,
            SubjectKind.DEPARTMENT: self.departments,
            SubjectKind.LAW: self.laws,
        }

    def groups(self) -> list[_Boxes]:
        """Return the fields that have something to choose."""
        return [field for field in self.boxes().values() if field.choices]

    def offer(self, extra: Collection[Subject]) -> None:
        """Fill in what can be chosen: all themes, departments and laws, and the consultations among `extra`."""
        named = followable.names(db_session(), extra, current_language(), now=now())
        named |= followable.choices(db_session(), now=now())
        for kind, field in self.boxes().items():
            offered = {str(one): _marked(one, text) for one, text in named.items() if one.kind is kind}
            field.choices = list(offered.items())
            field.data = [value for value in field.data or [] if value in offered]

    def tick(self, subjects: Collection[Subject]) -> None:
        """Show these as chosen."""
        for kind, field in self.boxes().items():
            field.data = [str(one) for one in subjects if one.kind is kind]

    def chosen(self) -> set[Subject]:
        """Return what is ticked."""
        written = (value for field in self.boxes().values() for value in field.data or [])
        return {one for one in map(find_subject, written) if one is not None}

    def chosen_rhythm(self) -> Rhythm:
        """Return how often; what is no choice of ours counts as at once."""
        known = {one.value for one in Rhythm}
        return Rhythm(self.rhythm.data) if self.rhythm.data in known else Rhythm.AT_ONCE

    def refuse(self, refusal: Invalid | TooMany) -> None:
        """Put the words of a refusal at their fields; "subjects" is at the first group there is."""
        problems = refusal.problems if isinstance(refusal, Invalid) else {"email": "too-many-follow-mails"}
        for name, code in problems.items():
            field = self["email"] if name == "email" else next(iter(self.groups()), self.themes)
            field.errors = [sentence(code)]


def _marked(subject: Subject, name: str) -> str:
    """Return a name for a page in any language: only consultations have one in another language than Dutch."""
    return name if subject.kind is SubjectKind.CONSULTATION else as_dutch(name)


class AskForm(FollowForm):
    """The same with the address."""

    email = EmailField(_("Uw e-mailadres"))


def _asked_for() -> set[Subject]:
    """Return what the address names: ?consultatie=, ?thema=, ?ministerie=, ?wet=."""
    found = {Subject(kind, request.args.get(kind.value, "")[:80]) for kind in SubjectKind}
    return {one for one in found if one.name}


@blueprint.route("/volgen", methods=["GET", "POST"])
@public()
def follow() -> Page:
    """Ask what somebody wants to follow, and mail the link that confirms it."""
    if request.method == "GET":
        form = AskForm()
        form.tick(_asked_for())
        form.offer(_asked_for())
        return _ask_page(form)
    require_own_page()
    form = AskForm(request.form)
    try:
        _ask(form)
    except (Invalid, TooMany) as refusal:
        form.offer(form.chosen() | _asked_for())
        form.refuse(refusal)
        return _ask_page(form), 429 if isinstance(refusal, TooMany) else 422
    return redirect(url_for("public.follow_asked"), 303)


def _ask(form: AskForm) -> None:
    email, wanted = form.email.data or "", form.chosen()
    if wanted and find_email(email):
        count_mail(email)
    subscriptions.ask(
        db_session(),
        email,
        wanted,
        form.chosen_rhythm(),
        language=current_language(),
        life=timedelta(hours=site().settings.confirm_hours),
        now=now(),
    )


def _ask_page(form: AskForm) -> str:
    return render_template("public/follow.html", form=form, groups=form.groups())


@blueprint.get("/volgen/bijna")
@public(cached=True)
def follow_asked() -> str:
    """Say that a mail is on its way."""
    return render_template("public/follow_asked.html")


@blueprint.route("/volgen/bevestigen/<token>", methods=["GET", "POST"])
@public()
def follow_confirm(token: str) -> Page:
    """Show what is about to be followed; on POST begin."""
    if request.method == "POST":
        require_own_page()
        follower = subscriptions.confirm(db_session(), token, now=now())
        return redirect(_manage_address(follower, "begonnen"), 303)
    asked = subscriptions.get_request(db_session(), token, now=now())
    subjects = [one for one in map(find_subject, asked.subjects) if one]
    names = followable.names(db_session(), subjects, current_language(), now=now())
    return render_template(
        "public/follow_confirm.html", token=token, names=[_marked(*one) for one in names.items()]
    )


def _manage_address(follower: Subscriber, done: str) -> str:
    token = link_token(secret(), LinkPurpose.MANAGE, follower.link_key)
    return url_for("public.follow_manage", token=token, gedaan=done)


@blueprint.route("/volgen/beheer/<token>", methods=["GET", "POST"])
@public()
def follow_manage(token: str) -> Page:
    """Show what somebody follows; on POST change it. Nothing ticked stops all of it."""
    if request.method == "POST":
        require_own_page()
    follower = subscriptions.get_by_link(db_session(), secret(), LinkPurpose.MANAGE, token)
    followed = [one.subject for one in follower.subscriptions]
    if request.method == "GET":
        form = FollowForm(data={"rhythm": follower.rhythm.value})
        form.tick(followed)
        form.offer(followed)
        return _manage_page(form, token)
    form = FollowForm(request.form)
    form.offer(followed)
    try:
        stays = subscriptions.change(db_session(), follower, form.chosen(), form.chosen_rhythm(), now=now())
    except Invalid as refusal:
        form.refuse(refusal)
        return _manage_page(form, token), 422
    if not stays:
        return redirect(url_for("public.follow_stopped"), 303)
    return redirect(_manage_address(follower, "bewaard"), 303)


def _manage_page(form: FollowForm, token: str) -> str:
    return render_template("public/follow_manage.html", form=form, groups=form.groups(), token=token)


@blueprint.get("/volgen/stop/<token>")
@public()
def follow_stop(token: str) -> str:
    """Ask whether the mails that hold this link are to stop; a mail scanner that looks stops nothing."""
    return render_template("public/follow_stop.html", token=token)


@blueprint.post("/volgen/stop/<token>")
@public()
def follow_stop_post(token: str) -> Page:
    """Stop, for a person or for a mail program (RFC 8058, 3.1: no cookie, no page before it, no redirect)."""
    subscriptions.stop_by_link(db_session(), secret(), token, now=now())
    return render_template("public/follow_stopped.html")


@blueprint.get("/volgen/gestopt")
@public(cached=True)
def follow_stopped() -> str:
    """Say that no mail comes any more."""
    return render_template("public/follow_stopped.html")


@blueprint.record_once
def _without_token(state: BlueprintSetupState) -> None:
    """Leave these forms out of the check of tokens; they check where the form came from."""
    for view in (follow, follow_confirm, follow_manage, follow_stop_post):
        state.app.extensions["csrf"].exempt(view)
