"""The text of a bill: as a whole, and article by article with everything that was said about each."""

from __future__ import annotations

from dataclasses import replace

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from consultatie.domain.editions import Work
from consultatie.domain.errors import NotFound
from consultatie.http import figures
from consultatie.http.access import public
from consultatie.http.languages import current_language
from consultatie.http.site import db_session, now
from consultatie.models.bills import BillVersion
from consultatie.services import amendments, bills, public_responses, reading, reading_law, reading_pictures
from consultatie.services import figures as figure_rows
from consultatie.web import amended, labels
from consultatie.web.defined_terms import DefinedTerms
from consultatie.web.public import blueprint
from consultatie.web.public.citing import names
from consultatie.web.public.contents import contents
from consultatie.web.public.kept import kept_files
from consultatie.web.public.reader import Opened, bill_of, opened, responding
from consultatie.web.public.text_parts import is_long, part_address, parts
from consultatie.web.references import article_part, referring
from consultatie.web.standings import Standings


@blueprint.get("/consultaties/<slug>/tekst")
@public(cached=True)
def text(slug: str) -> str:
    """Show the text with its contents, a long one in parts; `?uitleg=uit` leaves the plain explanations out."""
    session, language = db_session(), current_language()
    at_hand = opened(slug)
    version = bills.current_version(session, at_hand.row)
    explains = request.args.get("uitleg") != "uit"
    outline = reading_law.outline(session, version)
    shown = parts(slug, outline, request.args.get("deel", ""))
    refer = shown.address if shown else "#{}".format
    is_whole = shown is None and is_long(
        outline
    )  # a button per lid and a link per word would make half of such a page
    return render_template(
        "public/text.html",
        at_hand=at_hand,
        row=at_hand.row,
        version=version,
        notice=reading.version_notice(at_hand.row, version, language),
        versions=len(at_hand.row.versions),
        parts=shown,
        is_long=is_long(outline),
        refer=refer,
        forest=reading_law.part(session, version, shown.first.eid, shown.next.eid if shown.next else None)
        if shown
        else bills.tree(session, version, linked=True),
        contents=contents(outline, slug, refer=refer),
        explained=reading.explanations(session, at_hand.row, language, linked=True) if explains else {},
        explains=explains,
        memorandum=reading_law.memorandum(session, version, None),
        is_whole=is_whole,
        act=None if is_whole else responding(at_hand),
        kept=kept_files(at_hand, Work.WHOLE, Work.BILL),
        defined=DefinedTerms(version, refer),
    )


@blueprint.get("/consultaties/<slug>/artikelen/<eid>")
@public(cached=True)
def article(slug: str, eid: str) -> str | Response:
    """Show one article of the current version."""
    at_hand = opened(slug)
    return _article(at_hand, bills.current_version(db_session(), at_hand.row), eid, is_current=True)


@blueprint.get("/consultaties/<slug>/versies/<int:n>/artikelen/<eid>")
@public(cached=True)
def version_article(slug: str, n: int, eid: str) -> str | Response:
    """Show one article of an earlier version, or of the current one under its own number."""
    at_hand = opened(slug)
    current = bill_of(at_hand)
    version = bills.get_version(db_session(), at_hand.row, n)
    return _article(at_hand, version, eid, is_current=current is not None and current.id == version.id)


def _article(at_hand: Opened, version: BillVersion, eid: str, *, is_current: bool) -> str | Response:
    session, language = db_session(), current_language()
    home = reading_law.article_of(session, version, eid)
    if home != eid:
        return _to_its_place(at_hand, version, home, eid, is_current)
    found = reading_law.get_article(session, version, eid, linked=True)
    standings = Standings(session, at_hand.row)
    written_for = 0 if is_current else version.number
    places = standings.now(version.number, eid).now
    done = (
        reading.done(session, at_hand.row, language, article=places[0], now=now()) if len(places) == 1 else []
    )
    explained = (
        reading.explanations(session, at_hand.row, language, article=eid, linked=True) if is_current else {}
    )

    def refer(other: str) -> str:
        return place_address(at_hand, version, other, eid, is_current)

    changes = amendments.list_amendments(session, version, eid)
    cited = names(version, [eid, *explained, *(one.eid for one in changes)])
    cited |= names(bill_of(at_hand), [one.eid for one in done])
    return render_template(
        "public/article.html",
        at_hand=at_hand,
        row=at_hand.row,
        version=version,
        is_current=is_current,
        found=found,
        provision=found.provision,
        title=labels.provision_title(found.provision.kind, found.provision.number, found.provision.heading),
        explained={name: replace(one, html=referring(one.html, refer)) for name, one in explained.items()},
        refer=refer,
        defined=DefinedTerms(version, refer),
        pictures=reading_pictures.pictures(session, at_hand.row, language, article=eid) if is_current else [],
        figures=figures.shown(figure_rows.listed(session, at_hand.row, article=eid), language)
        if is_current
        else [],
        questions=reading.questions(session, at_hand.row, language, article=eid) if is_current else [],
        memorandum=reading_law.memorandum(session, version, eid),
        positions=public_responses.positions(session, at_hand.row, eid, version=written_for),
        voices=public_responses.voices(session, at_hand.row, eid, version=written_for),
        standings=standings,
        places=places,
        versions=len(at_hand.row.versions),
        done=done,
        names=cited,
        changes=amended.groups(changes, lambda name: cited.get(name, name)),
        expected=reading.report_expected(at_hand.row),
        act=responding(at_hand) if is_current else None,
        address=lambda other: _address(at_hand, version, other, is_current),
    )


def _address(at_hand: Opened, version: BillVersion, eid: str, is_current: bool) -> str:
    if is_current:
        return url_for("public.article", slug=at_hand.slug, eid=eid)
    return url_for("public.version_article", slug=at_hand.slug, n=version.number, eid=eid)


def place_address(at_hand: Opened, version: BillVersion, eid: str, article: str, is_current: bool) -> str:
    """Return where a reference on the page of an article leads, "" for a chapter of a version that has no page."""
    home = article_part(eid)
    if home == article:
        return f"#{eid}"
    if not home:
        return part_address(at_hand.slug, eid) if is_current else ""
    address = _address(at_hand, version, home, is_current)
    return address if eid == home else f"{address}#{eid}"


def _to_its_place(
    at_hand: Opened, version: BillVersion, article_eid: str, eid: str, is_current: bool
) -> Response:
    """Send on to the article that a lid or onderdeel stands in, and a chapter or annex to its place in the text."""
    if article_eid:
        return redirect(f"{_address(at_hand, version, article_eid, is_current)}#{eid}", 302)
    if not is_current:
        raise NotFound("no-such-provision", eid=eid)
    return redirect(part_address(at_hand.slug, eid), 302)
