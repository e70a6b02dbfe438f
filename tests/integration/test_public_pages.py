"""What the public reads of one consultation and about the site, page by page, on both databases."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from consultatie.domain.lifecycle import Stage
from consultatie.domain.permissions import Role
from consultatie.models.consultations import ConsultationText, Explanation, TextField
from consultatie.models.responses import Position
from tests.factories import make_consultation, make_department, make_response, make_user, sign_in
from tests.integration.public_reader import OPEN, PAGES, questions


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("suffix", PAGES)
def test_nobody_but_staff_reads_a_consultation_before_it_opens(
    client: Any, session: Session, suffix: str
) -> None:
    make_consultation(session, opens=date(2027, 4, 1), closes=date(2027, 5, 1))
    drafter = make_user(session)
    stranger = make_user(session, department=make_department(session, "Een ander ministerie"))
    session.commit()
    assert client.get(OPEN + suffix).status_code == 404
    sign_in(client, stranger)
    assert client.get(OPEN + suffix).status_code == 404
    sign_in(client, drafter)
    page = client.get(OPEN + suffix)
    assert page.status_code == 200
    assert "Dit is een voorbeeld" in page.text


def test_a_respondent_with_an_account_sees_no_preview(client: Any, session: Session) -> None:
    make_consultation(session, stage=Stage.DRAFT)
    respondent = make_user(session, Role.RESPONDENT)
    session.commit()
    sign_in(client, respondent)
    assert client.get(OPEN).status_code == 404


@pytest.mark.parametrize("suffix", PAGES)
def test_a_page_asks_as_many_questions_for_thirty_responses_as_for_two(
    client: Any, app: Any, session: Session, suffix: str
) -> None:
    consultation = make_consultation(session)
    long = "Dit vind ik ervan, en ik leg het graag uit in een paar zinnen."
    for _number in range(2):
        make_response(session, consultation, comments=(("art_2", Position.SUPPORT, long),))
    session.commit()
    few = questions(app, client, OPEN + suffix)
    for number in range(30):
        eid = ("art_1", "art_2", "art_2__para_1", "")[number % 4]
        make_response(session, consultation, comments=((eid, Position.OPPOSE, long),))
    session.commit()
    assert questions(app, client, f"{OPEN}{suffix}?x=1") <= few + 1


def test_the_consultation_page_begins_with_the_plain_summary(client: Any, session: Session) -> None:
    make_consultation(session)
    session.commit()
    page = client.get(OPEN).text
    text = text_of(page)
    assert "U kunt reageren tot en met zaterdag 3 april 2027. Nog 32 dagen." in text
    assert text.index("In het kort Brieven worden duidelijk.") < text.index("Wat verandert er?")
    assert "/reageren/proef" in page
    assert "Wij verwachten het verslag uiterlijk op zaterdag 3 juli 2027." in text


def test_a_closed_consultation_offers_no_way_to_respond(client: Any, session: Session) -> None:
    make_consultation(session, opens=date(2027, 1, 1), closes=date(2027, 2, 20))
    session.commit()
    for suffix in PAGES:
        assert "/reageren/" not in client.get(OPEN + suffix).text


def test_a_missing_english_text_is_shown_in_dutch_and_says_so(client: Any, session: Session) -> None:
    consultation = make_consultation(session)
    consultation.texts.append(
        ConsultationText(language="en", field=TextField.SUMMARY, markdown="Short.", html="<p>Short.</p>")
    )
    session.commit()
    page = client.get("/en" + OPEN).text
    assert "<p>Short.</p>" in page
    assert '<div class="prose" lang="nl"><p>De overheid schrijft kort.</p>' in page
    assert 'lang="nl"' not in client.get(OPEN).text.split("<main", 1)[1].split("In het kort")[1][:200]


def test_an_english_title_does_not_reach_dutch_readers(client: Any, session: Session) -> None:
    consultation = make_consultation(session)
    consultation.texts.append(
        ConsultationText(language="en", field=TextField.TITLE, markdown="Trial Act", html="")
    )
    session.commit()
    assert "<h1>Wet op de proef</h1>" in client.get(OPEN).text
    assert "<h1>Trial Act</h1>" in client.get("/en" + OPEN).text


def test_the_text_has_an_anchor_for_every_provision(client: Any, session: Session) -> None:
    make_consultation(session)
    session.commit()
    page = client.get(OPEN + "/tekst").text
    for eid in ("chp_1", "art_1", "art_1__point_a", "art_2", "art_2__para_1", "chp_2", "art_3"):
        assert page.count(f'id="{eid}"') == 1
    assert re.findall(r'<a class="toc__link" href="(#[^"]+)"', page) == [
        "#chp_1",
        "#art_1",
        "#art_2",
        "#chp_2",
        "#art_3",
    ]
    assert 'href="/reageren/proef/' in page


def test_the_plain_explanation_stands_before_the_law_and_can_be_left_out(
    client: Any, session: Session
) -> None:
    consultation = make_consultation(session)
    consultation.explanations = [
        Explanation(eid="art_2", language="nl", markdown="Kort.", html="<p>Een brief is kort.</p>")
    ]
    session.commit()
    page = text_of(client.get(OPEN + "/tekst").text)
    assert page.index("Een brief is kort.") < page.index("Een brief is duidelijk.")
    assert "Een brief is kort." not in text_of(client.get(OPEN + "/tekst?uitleg=uit").text)
    article = text_of(client.get(OPEN + "/artikelen/art_2").text)
    assert article.index("Een brief is kort.") < article.index("Een brief is duidelijk.")


def test_an_article_leads_to_its_neighbours(client: Any, session: Session) -> None:
    make_consultation(session)
    session.commit()
    page = client.get(OPEN + "/artikelen/art_2").text
    assert 'rel="prev" href="/consultaties/proef/artikelen/art_1"' in page
    assert 'rel="next" href="/consultaties/proef/artikelen/art_3"' in page
    assert "Hoofdstuk 1. Algemeen" in page
    assert 'rel="prev"' not in client.get(OPEN + "/artikelen/art_1").text
    assert 'rel="next"' not in client.get(OPEN + "/artikelen/art_3").text


@pytest.mark.parametrize(
    ("eid", "place"),
    [
        ("art_2__para_2", "/artikelen/art_2#art_2__para_2"),
        ("art_1__point_b", "/artikelen/art_1#art_1__point_b"),
        ("chp_2", "/tekst?deel=chp_2#chp_2"),
    ],
)
def test_a_part_leads_to_its_place(client: Any, session: Session, eid: str, place: str) -> None:
    make_consultation(session)
    session.commit()
    answer = client.get(f"{OPEN}/artikelen/{eid}")
    assert (answer.status_code, answer.headers["Location"]) == (302, OPEN + place)


@pytest.mark.parametrize(
    "path",
    [
        f"{OPEN}/artikelen/art_99",
        f"{OPEN}/artikelen/art",
        f"{OPEN}/artikelen/ART_2",
        f"{OPEN}/artikelen/art_2'--",
        f"{OPEN}/artikelen/%25",
        f"{OPEN}/versies/2/artikelen/art_2",
        "/consultaties/er-is-niets",
        "/reacties/ABCD-EFGH-JKLM",
        "/reacties/x",
        f"{OPEN}/plaatjes/{'0' * 64}",
    ],
)
def test_what_is_not_there_is_a_404_with_a_way_on(client: Any, session: Session, path: str) -> None:
    make_consultation(session)
    session.commit()
    answer = client.get(path)
    assert answer.status_code == 404
    assert "<h1>Deze pagina is er niet</h1>" in answer.text


@pytest.mark.parametrize("path", ["/hulp", "/over", "/privacy", "/toegankelijkheid", "/huisregels"])
def test_pages_about_the_site_open_without_a_database_question(client: Any, app: Any, path: str) -> None:
    assert questions(app, client, path) == 0


def test_readers_get_no_cookie(client: Any, session: Session) -> None:
    make_consultation(session)
    session.commit()
    for path in ("/", "/consultaties", "/zoeken?q=brief", *(OPEN + suffix for suffix in PAGES)):
        assert "Set-Cookie" not in client.get(path).headers


def test_the_page_of_all_components_is_for_development_only(client: Any) -> None:
    assert client.get("/componenten").status_code == 404
