"""The page with reading settings: it saves without a session cookie, and takes no forged form and no odd cookie."""

from __future__ import annotations

from typing import Any

import pytest

CHOSEN = {"size": "150", "spacing": "wide", "width": "narrow", "colour": "dark"}
WORD = "size-150.spacing-wide.width-narrow.colour-dark"
OURS = {"Sec-Fetch-Site": "same-origin"}


def save(client: Any, headers: dict[str, str] = OURS, **more: str) -> Any:
    return client.post("/leesinstellingen", data=CHOSEN | more, headers=headers)


def html_tag(client: Any, path: str = "/hulp") -> str:
    page: str = client.get(path).text
    return page[page.index("<html") : page.index(">", page.index("<html")) + 1]


def test_looking_at_the_settings_sets_no_cookie(client: Any) -> None:
    answer = client.get("/leesinstellingen")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers


def test_saving_sets_one_cookie_for_a_year_and_every_page_follows_it(client: Any) -> None:
    answer = save(client)
    assert answer.status_code == 303
    assert answer.headers.getlist("Set-Cookie") == [
        f"leesinstellingen={WORD}; {answer.headers['Set-Cookie'].partition('; ')[2]}"
    ]
    for part in ("Max-Age=31536000", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in answer.headers["Set-Cookie"]
    assert html_tag(client) == (
        '<html lang="nl" class="consultatie-theme" data-size="150" data-spacing="wide" data-width="narrow"'
        ' data-colour="dark">'
    )
    assert 'data-size="150"' in html_tag(client, "/bestaat-niet")
    assert '<meta name="color-scheme" content="dark">' in client.get("/hulp").text
    form = client.get("/leesinstellingen").text
    assert form.count(" checked") == 4
    assert 'value="150" checked' in form


def test_setting_everything_back_takes_the_cookie_away(client: Any) -> None:
    save(client)
    answer = save(client, doe="terugzetten")
    assert "leesinstellingen=;" in answer.headers["Set-Cookie"]
    assert "Alles staat weer zoals het was." in client.get(answer.headers["Location"]).text
    assert "data-" not in html_tag(client)


def test_the_usual_settings_need_no_cookie(client: Any) -> None:
    usual = {"size": "100", "spacing": "normal", "width": "normal", "colour": "system"}
    answer = client.post("/leesinstellingen", data=usual, headers=OURS)
    assert "Max-Age=0" in answer.headers["Set-Cookie"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 303),
        ({"Origin": "http://localhost"}, 303),
        ({}, 400),
        ({"Sec-Fetch-Site": "cross-site"}, 400),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"}, 400),
        ({"Sec-Fetch-Site": "none"}, 400),
        ({"Origin": "http://evil.example"}, 400),
        ({"Origin": "null"}, 400),
    ],
)
def test_only_a_form_from_this_site_is_taken(client: Any, headers: dict[str, str], status: int) -> None:
    answer = save(client, headers)
    assert answer.status_code == status
    assert ("Set-Cookie" in answer.headers) == (status == 303)


def test_a_choice_that_does_not_exist_is_answered_with_what_to_do(client: Any) -> None:
    answer = save(client, colour="paars")
    assert answer.status_code == 422
    assert "<title>Fout:" in answer.text
    assert 'id="foutoverzicht"' in answer.text
    assert answer.text.count("Kies welke kleuren u wilt.") == 2
    assert answer.text.count(" checked") == 3
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("referrer", "back"),
    [
        ("http://localhost/consultaties?status=open", "/consultaties?status=open"),
        ("http://evil.example/x", None),
        ("http://localhost//evil.example", None),
        ("http://localhost/leesinstellingen", None),
    ],
)
def test_the_way_back_is_a_page_of_this_site(client: Any, referrer: str, back: str | None) -> None:
    page = client.get("/leesinstellingen", headers={"Referer": referrer}).text
    assert ('name="terug"' in page) == (back is not None)
    if back:
        answer = save(client, terug=back)
        assert f'href="{back}"' in client.get(answer.headers["Location"]).text


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_a_way_back_to_elsewhere_is_dropped(client: Any, target: str) -> None:
    answer = save(client, terug=target)
    assert "evil" not in answer.headers["Location"]
    page = client.get("/leesinstellingen", query_string={"gedaan": "bewaard", "terug": target}).text
    assert "Ga terug naar de pagina" not in page


def test_odd_cookies_add_nothing_to_the_page_cache(app: Any) -> None:
    kept = app.wsgi_app._kept
    for number in range(30):
        client = app.test_client()
        client.set_cookie("leesinstellingen", f"size-{number}.spacing-wide")
        assert "data-" not in html_tag(client)
    assert len(kept) == 1


def test_the_cache_and_the_page_read_a_quoted_cookie_alike(app: Any) -> None:
    for value in (f'"{WORD}"', WORD + "x", f" {WORD}", WORD):
        answer = app.test_client(use_cookies=False).get(
            "/hulp", headers={"Cookie": f"leesinstellingen={value}"}
        )
        with_settings = 'data-size="150"' in answer.text
        assert with_settings == (value == WORD)
    assert "data-" not in html_tag(app.test_client())


def test_readers_with_settings_get_kept_pages_of_their_own(app: Any) -> None:
    first, second = app.test_client(), app.test_client()
    save(first)
    assert 'data-colour="dark"' in html_tag(first)
    assert "data-" not in html_tag(second)
    assert len(app.wsgi_app._kept) == 2
    assert 'data-colour="dark"' in html_tag(first)
