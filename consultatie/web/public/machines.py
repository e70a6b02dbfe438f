"""Addresses for machines: sitemap, robots, security contact, feeds, and whether the site is alive and may write."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from flask import Response, render_template, request, url_for
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from consultatie.domain.errors import ConsultatieError
from consultatie.domain.ports import SearchQuery
from consultatie.http.access import public
from consultatie.http.languages import SOURCE, absolute, current_language
from consultatie.http.site import db_session, now, site
from consultatie.services import catalogue, followable, site_map, stages
from consultatie.services.catalogue import Wish
from consultatie.web.public import blueprint
from consultatie.web.public.reader import opened

IN_FEED = 50
ALWAYS = (
    "front",
    "consultations",
    "help",
    "young",
    "about",
    "privacy",
    "accessibility",
    "house_rules",
    "follow",
    "transparency",
)


@blueprint.get("/sitemap.xml")
@public(cached=True)
def sitemap() -> Response:
    """List every public page with its other languages (sitemaps.org 0.9, xhtml:link)."""
    settings = site().settings
    pages = [
        [(language, absolute(settings, path, language)) for language in settings.languages]
        for path in _paths()
    ]
    return Response(render_template("feeds/sitemap.xml", pages=pages), content_type="application/xml")


def _paths() -> Iterator[str]:
    """Yield the paths of public pages without their language."""
    root = request.script_root
    for name in ALWAYS:
        yield url_for(f"public.{name}").removeprefix(root)
    for slug in site_map.list_slugs(db_session(), now=now()):
        for endpoint in ("consultation", "text", "responses", "report"):
            yield url_for(f"public.{endpoint}", slug=slug).removeprefix(root)
    for slug, eid in site_map.list_articles(db_session(), now=now()):
        yield url_for("public.article", slug=slug, eid=eid).removeprefix(root)


@blueprint.get("/feeds/consultaties.atom")
@public(cached=True)
def feed() -> Response:
    """Give the newest consultations as Atom (RFC 4287); `?ministerie=`, `?thema=` and `?wet=` narrow it."""
    language, law = current_language(), request.args.get("wet", "")
    wish = Wish(
        department=request.args.get("ministerie", ""),
        theme=request.args.get("thema", ""),
        law=followable.law_titled(db_session(), law, now=now()) or law,
        sort="newest",
        per_page=IN_FEED,
    )
    found = catalogue.list_consultations(db_session(), wish, language=language, now=now())
    query = request.query_string.decode("utf-8", "replace")
    settings = site().settings
    xml = render_template(
        "feeds/consultations.xml",
        items=found.items,
        own=absolute(settings, request.path, language) + (f"?{query}" if query else ""),
        home=absolute(settings, "/consultaties", language),
        updated=max((changed(one) for one in found.items), default=now()),
        changed=changed,
        link=lambda one: absolute(settings, f"/consultaties/{one.slug}", language),
        identity=lambda one: absolute(settings, f"/consultaties/{one.slug}", SOURCE),
    )
    return Response(xml, content_type="application/atom+xml")


@blueprint.get("/feeds/consultaties/<slug>.atom")
@public(cached=True)
def consultation_feed(slug: str) -> Response:
    """Give what happened to one consultation as Atom, newest first."""
    language, at_hand, settings = current_language(), opened(slug), site().settings
    events = stages.list_shown(db_session(), at_hand.row)
    xml = render_template(
        "feeds/consultation.xml",
        at_hand=at_hand,
        events=events,
        own=absolute(settings, request.path, language),
        page=absolute(settings, f"/consultaties/{slug}", language),
        identity=absolute(settings, f"/consultaties/{slug}", SOURCE),
        updated=max((one.at for one in events), default=at_hand.row.published_at or now()),
    )
    return Response(xml, content_type="application/atom+xml")


def changed(one: catalogue.Listed) -> datetime:
    """Return the UTC instant of the last thing that happened to a consultation: opening, closing or report."""
    happened = (one.opens_at, one.closes_at, one.reported_at)
    return max((at for at in happened if at is not None and at <= now()), default=now())


@blueprint.get("/robots.txt")
@public(cached=True)
def robots() -> Response:
    """Say what crawlers may fetch."""
    lines = (
        "User-agent: *",
        "Disallow: /reageren/",
        "Disallow: /account",
        "Disallow: /werkplek",
        "Disallow: /beheer",
        "Disallow: /zoeken",
        "",
        f"Sitemap: {absolute(site().settings, '/sitemap.xml')}",
    )
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@blueprint.get("/.well-known/security.txt")
@public()
def security() -> Response:
    """Say where to report a hole (RFC 9116)."""
    settings = site().settings
    expires = (now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    lines = (
        f"Contact: mailto:{settings.site_contact.rsplit(' ', 1)[-1]}",
        f"Expires: {expires}",
        "Preferred-Languages: nl, en",
        f"Canonical: {absolute(settings, '/.well-known/security.txt')}",
    )
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@blueprint.get("/healthz")
@public()
def alive() -> Response:
    """Say that the process answers."""
    return Response("ok\n", content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})


@blueprint.get("/readyz")
@public()
def ready() -> Response:
    """Say whether the database may be written and the index be read: 200, or 503 with what is away."""
    away = [name for name, works in (("database", _may_write), ("search", _may_search)) if not works()]
    return Response(
        "".join(f"{name}: away\n" for name in away) or "ready\n",
        503 if away else 200,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store"},
    )


def _may_write() -> bool:
    """Say whether a change is taken; it is rolled back."""
    try:
        with site().db.write() as session:
            session.execute(text("UPDATE content_version SET version = version WHERE scope = 'site'"))
            session.rollback()
    except SQLAlchemyError:
        return False
    return True


def _may_search() -> bool:
    try:
        site().ports.search.search(SearchQuery("a", now(), per_page=1))
    except (ConsultatieError, OSError):
        return False
    return True
