"""What people said: the list of responses to a consultation, and one response. Only what visibility lets through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from consultatie.domain.errors import NotFound
from consultatie.domain.receipts import find_reference
from consultatie.domain.visibility import RespondentKind
from consultatie.http.access import public
from consultatie.http.languages import current_language
from consultatie.http.site import db_session, now
from consultatie.models.responses import Position
from consultatie.services import (
    attachment_texts,
    outcomes,
    public_responses,
    reading,
    reading_law,
    shared_texts,
)
from consultatie.services.carrying import WITHOUT_PLACE
from consultatie.web import attachments, labels
from consultatie.web.public import blueprint
from consultatie.web.public.reader import Opened, address_with, bill_of, chosen, opened, page_number
from consultatie.web.standings import Standings

FILTERS = ("artikel", "standpunt", "indiener")


@blueprint.get("/consultaties/<slug>/reacties")
@public(cached=True)
def responses(slug: str) -> str:
    """Show the public responses that fit the filters in the address."""
    session, language = db_session(), current_language()
    at_hand = opened(slug)
    given = {name: request.args.get(name, "") for name in FILTERS}
    version = bill_of(at_hand)
    counts = public_responses.count_by_article(session, at_hand.row)
    headings = reading_law.headings(session, version, counts) if version else {}
    wish = public_responses.Filter(
        provision=given["artikel"] if given["artikel"] in {*headings, WITHOUT_PLACE} else "",
        position=chosen(Position, "standpunt"),
        respondent=chosen(RespondentKind, "indiener"),
        by_itself=True,
    )
    found = public_responses.list_public(session, at_hand.row, wish, page=page_number())
    return render_template(
        "public/responses.html",
        at_hand=at_hand,
        row=at_hand.row,
        found=found,
        cosigned=public_responses.count_public(session, at_hand.row, replace(wish, by_itself=False))
        - found.total,
        shared=shared_texts.list_of(session, at_hand.row) if found.page == 1 else [],
        wish=wish,
        headings=headings,
        counts=counts,
        positions=public_responses.positions(session, at_hand.row, wish.provision),
        all_positions=tuple(Position),
        kinds=tuple(RespondentKind),
        asked={one.key: one for one in reading.questions(session, at_hand.row, language)},
        standings=Standings(session, at_hand.row),
        without_place=WITHOUT_PLACE,
        filters_on=_filters_on(at_hand, wish, headings),
        url_for_page=lambda n: address_with("public.responses", given, slug=slug, pagina=n),
    )


def _filters_on(
    at_hand: Opened, wish: public_responses.Filter, headings: dict[str, reading_law.Heading]
) -> list[dict[str, str]]:
    on = {
        "artikel": wish.provision,
        "standpunt": wish.position.value if wish.position else "",
        "indiener": wish.respondent.value if wish.respondent else "",
    }
    words = {
        "artikel": _about(wish.provision, headings),
        "standpunt": labels.position(on["standpunt"]) if on["standpunt"] else "",
        "indiener": labels.respondents(on["indiener"]) if on["indiener"] else "",
    }
    return [
        {
            "label": text,
            "remove_href": address_with("public.responses", on, slug=at_hand.slug, **{name: ""}),
        }
        for name, text in words.items()
        if text
    ]


def _about(provision: str, headings: dict[str, reading_law.Heading]) -> str:
    if provision == WITHOUT_PLACE:
        return _("Zonder plaats in het voorstel van nu")
    heading = headings.get(provision)
    return labels.provision_title(heading.kind, heading.number, heading.heading) if heading else ""


@blueprint.get("/reacties/<reference>")
@public(cached=True)
def response(reference: str) -> str | Response:
    """Show one response, and what was done with each of its points."""
    session, language = db_session(), current_language()
    written = find_reference(reference)
    if written is None:
        raise NotFound("no-such-response")
    if written != reference:
        return redirect(url_for("public.response", reference=written), 301)
    seen = public_responses.get_public(session, reference, now=now())
    at_hand = opened(seen.consultation)
    standings = Standings(session, at_hand.row)
    done = {one.eid: one for one in reading.done(session, at_hand.row, language, now=now())}
    return render_template(
        "public/response.html",
        at_hand=at_hand,
        row=at_hand.row,
        seen=seen,
        shared_key=shared_texts.key_of(session, at_hand.row, reference),
        done=done,
        asked={one.key: one for one in reading.questions(session, at_hand.row, language)},
        standings=standings,
        decided=_decided(done, standings, seen.version),
        expected=reading.report_expected(at_hand.row),
    )


@blueprint.get("/reacties/<reference>/bijlagen/<int:number>")
@public()
def attachment(reference: str, number: int) -> Response:
    """Give a file that goes with a response to whoever may see it: the public, or staff before it is public."""
    return attachments.as_file(attachments.find(reference, number))


@blueprint.get("/reacties/<reference>/bijlagen/<int:number>/tekst")
@public()
def attachment_text(reference: str, number: int) -> str:
    """Show what a computer read in a file that goes with a public response; raise NotFound while nobody may see that."""
    session = db_session()
    seen = public_responses.get_public(session, reference, now=now())
    attached = attachment_texts.get(session, reference, number, None)
    if attached.text is None:
        raise NotFound("no-such-document")
    return render_template(
        "public/attachment.html", at_hand=opened(seen.consultation), seen=seen, attached=attached
    )


def _decided(
    done: dict[str, reading.Done], standings: Standings, version: int
) -> Callable[[str | None], reading.Done | None]:
    """Return a function from eid to what was decided on it, or on the nearest provision it stands in now."""

    return lambda eid: outcomes.nearest(done, standings.now(version, eid).now)
