"""Who may open the pages of a draft, and which addresses and forms lead nowhere, on both databases."""

from __future__ import annotations

import pytest

from tests.integration.workspace.drafter_browser import EDIT, Browser, make_draft


@pytest.mark.parametrize("who", ["vreemd", "lezer", "moderator"])
def test_others_do_not_edit(app, db, people, who) -> None:
    make_draft(db, people)
    browser = Browser(app, people[who])
    for path in (
        "",
        "/gegevens",
        "/wettekst",
        "/teksten/nl",
        "/uitleg",
        "/illustraties",
        "/vragen",
        "/documenten",
    ):
        browser.get(EDIT + path, status=403)


def test_strangers_go_to_the_sign_in_page(client) -> None:
    for path in ("/werkplek", EDIT, "/werkplek/nieuw"):
        answer = client.get(path)
        assert (answer.status_code, "/account" in answer.location) == (303, True)


def test_a_form_without_its_token_changes_nothing(db, people, anna) -> None:
    make_draft(db, people)
    answer = anna.client.post(
        f"{EDIT}/teksten/nl", data={"summary": "Anders"}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert answer.status_code == 400
    assert "Anders" in answer.text


@pytest.mark.parametrize("slug", ["is-er-niet", "%00", "Wet-Op-De-Proef", "a%20b", "%F0%9F%98%80"])
def test_an_address_of_nothing_is_not_found(anna, slug) -> None:
    for path in ("bewerken", "publiceren", "bewerken/uitleg/art_1"):
        anna.get(f"/werkplek/{slug}/{path}", status=404)


def test_unknown_parts_of_a_draft_are_not_found(db, people, anna) -> None:
    make_draft(db, people)
    for path in (
        "uitleg/art_99",
        "uitleg/%00",
        "illustraties/7",
        "vragen/q9/wijzigen",
        "documenten/7/verwijderen",
        "teksten/xx",
    ):
        anna.get(f"{EDIT}/{path}", status=404)
