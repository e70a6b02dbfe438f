"""Who responds, and what becomes public: one thing per page."""

from __future__ import annotations

from dataclasses import replace

from flask import redirect, render_template
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from consultatie.domain.visibility import Publication, RespondentFacts, RespondentKind, ResponseFacts, preview
from consultatie.domain.wizard import CHECK, DETAILS, KIND, PUBLICATION, Location
from consultatie.http.access import public
from consultatie.http.messages import sentence
from consultatie.http.site import now, site
from consultatie.models.responses import Response
from consultatie.services import drafts, identities, young
from consultatie.web.respond import blueprint
from consultatie.web.respond.desk import Desk, address, desk, onward, returns_to, same_address, write
from consultatie.web.respond.forms import show_problems
from consultatie.web.respond.identity_forms import (
    YES,
    GuardianForm,
    HelpedForm,
    KindForm,
    OrganisationForm,
    PersonForm,
    PlaceForm,
    PublicationForm,
    PupilForm,
)

DetailsForm = PersonForm | OrganisationForm | GuardianForm | PupilForm
PAGES = {GuardianForm: "respond/guardian.html", PupilForm: "respond/in_class.html"}


def sent_back(at: Desk, here: Location) -> Answer | None:
    """Return a redirect to the first page that is still missing, or None when this one may be shown."""
    missing = at.router(here).missing_before(here)
    return redirect(at.address(missing), 302) if missing else None


@blueprint.get("/<slug>/wie")
@public()
def kind(slug: str) -> str | Answer:
    """Ask whether somebody speaks for themselves, for another or for an organisation, or is under 16 where that is possible."""
    at = desk(slug)
    known = at.draft is not None and at.draft.respondent is not None
    chosen = KindForm.shown(at.draft.facts().respondent) if known and at.draft else None
    form = KindForm(young=_offers_young(at), data={"kind": chosen})
    return sent_back(at, KIND) or _kind_page(at, form)


@blueprint.post("/<slug>/wie")
@public()
def kind_post(slug: str) -> Answer | tuple[str, int]:
    """Keep the kind; what was filled in about the person stays."""
    with site().db.read() as reading:
        form = KindForm(young=_offers_young(desk(slug, reading)))
    if form.onto(RespondentFacts(RespondentKind.PERSON)) is None:
        show_problems(form, {"kind": "kind-missing"})
        return _kind_page(desk(slug), form), 422

    def keep(session: Session, _at: Desk, draft: Response) -> bool:
        before = draft.facts().respondent
        facts = form.onto(before) or before
        changed = draft.respondent is None or before != facts
        identities.save_respondent(session, draft, facts, now=now())
        return changed

    changed = write(slug, keep)
    if changed and returns_to():  # another kind needs other details before the check page
        return redirect(desk(slug).address(DETAILS, terug=returns_to()), 303)
    return onward(slug, KIND)


def _kind_page(at: Desk, form: KindForm) -> str:
    return render_template(
        "respond/kind.html",
        at=at,
        form=form,
        router=at.router(KIND),
        action=same_address(),
        terug=returns_to(),
    )


@blueprint.get("/<slug>/gegevens")
@public()
def details(slug: str) -> str | Answer:
    """Ask who somebody is."""
    at = desk(slug)
    away = sent_back(at, DETAILS)
    if away is not None or at.draft is None:
        return away or redirect(at.address(KIND), 302)
    facts = at.draft.facts().respondent
    form = _form_for(facts)(
        data={name: getattr(facts, name) for name in ("name", "organisation", "place", "email")}
        | {"with_class": YES}
    )
    return _details_page(at, form)


@blueprint.post("/<slug>/gegevens")
@public()
def details_post(slug: str) -> Answer | tuple[str, int]:
    """Keep who somebody is."""

    def keep(session: Session, _at: Desk, draft: Response) -> tuple[DetailsForm, RespondentFacts, bool]:
        before = draft.facts().respondent
        form = _form_for(before)()
        typed = form.typed()
        if draft.revises_id is not None:  # the address that was confirmed stays
            typed = replace(typed, email=before.email)
        identities.save_respondent(session, draft, typed, now=now())
        return form, typed, before.place == typed.place

    form, typed, is_same_place = write(slug, keep)
    if isinstance(form, PupilForm) and not typed.in_class:
        return redirect(address(slug, DETAILS, **({"terug": returns_to()} if returns_to() else {})), 303)
    problems = identities.problems(typed)
    asks_place = not is_same_place and isinstance(form, PlaceForm) and form.offer_places()
    if asks_place:  # asked once: whoever goes on means what they typed
        problems.setdefault("place", "place-unknown")
    if problems:
        show_problems(form, problems)
        return _details_page(desk(slug), form), 422
    return onward(slug, DETAILS)


def _form_for(facts: RespondentFacts) -> type[DetailsForm]:
    if facts.under_16:
        return PupilForm if facts.in_class else GuardianForm
    if facts.kind is RespondentKind.ORGANISATION:
        return OrganisationForm
    return HelpedForm if facts.helped else PersonForm


def _details_page(at: Desk, form: DetailsForm) -> str:
    return render_template(
        PAGES.get(type(form), "respond/details.html"),
        at=at,
        keeps_address=at.draft is not None and at.draft.revises_id is not None,
        for_another=isinstance(form, HelpedForm),
        form=form,
        router=at.router(DETAILS),
        action=same_address(),
        terug=returns_to(),
    )


@blueprint.get("/<slug>/openbaar")
@public()
def publication(slug: str) -> str | Answer:
    """Ask what may become public, with an exact preview of each choice."""
    at = desk(slug)
    chosen = at.draft.publication if at.draft else None
    form = PublicationForm(young=_is_young(at), data={"publication": chosen.value if chosen else None})
    return sent_back(at, PUBLICATION) or _publication_page(at, form)


@blueprint.post("/<slug>/openbaar")
@public()
def publication_post(slug: str) -> Answer | tuple[str, int]:
    """Keep what may become public."""
    with site().db.read() as reading:
        form = PublicationForm(young=_is_young(desk(slug, reading)))
    chosen = form.typed()
    if chosen is None:
        show_problems(form, {"publication": "publication-missing"})
        return _publication_page(desk(slug), form), 422

    def keep(session: Session, at: Desk, draft: Response) -> bool:
        identities.save_publication(session, draft, chosen, now=now())
        return at.progress().has_publication

    if not write(slug, keep):
        form.publication.errors = [sentence("name-missing-for-named")]
        return _publication_page(desk(slug), form), 422
    return onward(slug, PUBLICATION)


def _offers_young(at: Desk) -> bool:
    """Say whether somebody may respond as being under 16: not in the change of what was sent."""
    return young.may_respond(at.row) and (at.draft is None or at.draft.revises_id is None)


def _is_young(at: Desk) -> bool:
    return at.draft is not None and at.draft.facts().respondent.under_16


def preview_of(at: Desk, choice: Publication) -> ResponseFacts | None:
    """Return exactly what everyone will read of this draft with a choice; None when that is nothing."""
    if at.draft is None or choice is Publication.NOT:
        return None
    facts = at.draft.facts()
    written = {c.eid for c in at.draft.comments if not drafts.is_empty(c)}
    comments = tuple(c for c in facts.comments if (c.eid or "") in written)
    return preview(replace(facts, comments=comments, publication=choice))


def _publication_page(at: Desk, form: PublicationForm) -> str:
    is_young = _is_young(at)
    choices = (Publication.UNNAMED,) if is_young else (Publication.NAMED, Publication.UNNAMED)
    previews = {choice.value: preview_of(at, choice) for choice in choices}
    return render_template(
        "respond/publication.html",
        at=at,
        form=form,
        previews=previews,
        is_young=is_young,
        names=at.names,
        router=at.router(PUBLICATION),
        action=same_address(),
        terug=returns_to(),
        check=CHECK,
        has_recording=bool(at.progress().recorded),
    )
