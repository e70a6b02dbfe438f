"""Doors: each has a lock that somebody chose, none of the public addresses vanishes, and none takes a forged form."""

from __future__ import annotations

from typing import Any

import pytest

from consultatie.domain.permissions import Permission
from consultatie.http.access import CACHEABLE, policy_of

# What others link to (the interface description). An address may be added here, and never removed.
PUBLIC_ADDRESSES = (
    "/",
    "/consultaties",
    "/consultaties/een-slug",
    "/consultaties/een-slug/tekst",
    "/consultaties/een-slug/artikelen/art_1",
    "/consultaties/een-slug/reacties",
    "/consultaties/een-slug/verslag",
    "/consultaties/een-slug/versies/1/artikelen/art_1",
    "/reacties/ABCD-EFGH-JKLM",
    "/zoeken",
    "/reageren/een-slug/",
    "/toegankelijkheid",
    "/privacy",
    "/over",
    "/hulp",
    "/leesinstellingen",
    "/jongeren",
    "/consultaties/een-slug/makkelijk",
    "/sitemap.xml",
    "/feeds/consultaties.atom",
    "/api/v1/consultations",
    "/api/v1/openapi.json",
    "/healthz",
    "/readyz",
    "/.well-known/security.txt",
    "/robots.txt",
    "/account/inloggen",
    "/werkplek",
    "/beheer",
    "/een-slug/b1",
    "/een-slug/reacties/12",
    "/geslotenconsultaties",
    "/zoeken/resultaat",
)


def _ours(app: Any) -> list[Any]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def test_every_view_says_who_may_open_it(the_app: Any) -> None:
    unmarked = {
        rule.endpoint for rule in _ours(the_app) if policy_of(the_app.view_functions[rule.endpoint]) is None
    }
    assert not unmarked, f"views without @public or @requires: {sorted(unmarked)}"


def test_workspace_and_administration_are_never_public(the_app: Any) -> None:
    open_doors = [
        rule.endpoint
        for rule in _ours(the_app)
        if rule.rule.startswith(("/werkplek", "/beheer"))
        and not isinstance(policy_of(the_app.view_functions[rule.endpoint]), Permission)
    ]
    assert not open_doors


@pytest.mark.parametrize("address", PUBLIC_ADDRESSES)
def test_a_public_address_still_exists(the_app: Any, address: str) -> None:
    endpoint, _ = the_app.url_map.bind("localhost").match(address)
    assert endpoint


@pytest.mark.parametrize(
    "address", [a for a in PUBLIC_ADDRESSES if not a.startswith(("/api", "/.", "/robots"))]
)
def test_no_public_address_crashes_on_an_empty_site(the_app: Any, address: str) -> None:
    for prefix in ("", "/en"):
        answer = the_app.test_client().get(prefix + address)
        assert answer.status_code < 500, f"{prefix}{address}: {answer.status_code}"


FOR_MAIL_PROGRAMS = {
    "public.follow_stop_post"
}  # RFC 8058: the link is the authority, and nothing came before


def test_every_form_refuses_a_post_without_its_token(the_app: Any) -> None:
    taken = []
    for rule in _ours(the_app):
        if "POST" not in rule.methods or rule.endpoint in FOR_MAIL_PROGRAMS:
            continue
        values = {
            name: 1 if "Integer" in type(kind).__name__ else "x" for name, kind in rule._converters.items()
        }
        with the_app.test_request_context():
            path = rule.build(values, append_unknown=False)[1]
        status = the_app.test_client().post(path, data={"a": "b"}).status_code
        if status != 400:
            taken.append(f"{rule.endpoint} {path}: {status}")
    assert not taken, taken


def test_pages_that_are_kept_hold_no_form_token(the_app: Any, templates: dict[str, str]) -> None:
    kept = [
        rule for rule in _ours(the_app) if getattr(the_app.view_functions[rule.endpoint], CACHEABLE, False)
    ]
    assert kept
    assert all("GET" in rule.methods and "POST" not in rule.methods for rule in kept)
    pages = {name: text for name, text in templates.items() if name.startswith(("public/", "layouts/site"))}
    assert not [name for name, text in pages.items() if "csrf_token()" in text or "hidden_tag()" in text]


def test_every_page_link_of_a_template_leads_somewhere(the_app: Any, templates: dict[str, str]) -> None:
    import re

    endpoints = set(the_app.view_functions)
    named = {
        (name, endpoint)
        for name, text in templates.items()
        for endpoint in re.findall(r"url_for\(\s*[\"']([\w.]+)[\"']", text)
    }
    broken = sorted(f"{name}: {endpoint}" for name, endpoint in named if endpoint not in endpoints)
    assert not broken, broken
