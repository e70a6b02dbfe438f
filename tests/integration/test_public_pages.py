"""What the public reads, page by page, on both databases."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from consultatie.domain.lifecycle import ResponseState, Stage
from consultatie.domain.permissions import Role
from consultatie.domain.visibility import Publication, RespondentKind
from consultatie.models.consultations import ConsultationText, ConsultationTheme, Explanation, TextField
from consultatie.models.reports import Disposition, Report, ReportItem
from consultatie.models.responses import Position
from tests.factories import make_consultation, make_department, make_response, make_user, sign_in

OPEN = "/consultaties/proef"
PAGES = ("", "/tekst", "/reacties", "/verslag", "/artikelen/art_2")


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_front_page_says_in_its_first_line_what_this_is(client: Any) -> None:
    page = client.get("/")
    assert page.status_code == 200
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", page.text)
    assert heading is not None
    assert heading[1].startswith("Hier leest u nieuwe wetten voordat ze er zijn.")
    assert "Er zijn nu geen open voorstellen." in page.text


def test_the_front_page_shows_what_is_open_and_what_was_reported(client: Any, session: Session) -> None:
    make_consultation(session, "later", title="Wet die later sluit", closes=date(2027, 5, 1))
    make_consultation(session, "eerst", title="Wet die eerst sluit", closes=date(2027, 3, 20))
    make_consultation(session, "klaar", title="Wet met verslag", stage=Stage.REPORTED)
    make_consultation(session, "geheim", title="Wet in de maak", stage=Stage.DRAFT)
    session.commit()
    page = client.get("/").text
    assert (
        page.index("Wet die eerst sluit") < page.index("Wet die later sluit") < page.index("Wet met verslag")
    )
    assert "Wet in de maak" not in page
    assert "Nog 18 dagen." in page


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


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"act", "note", "done", "gone"}),
        ("status=open", {"act", "note"}),
        ("status=closed", set()),
        ("status=reported", {"done"}),
        ("status=withdrawn", {"gone"}),
        ("status=draft", set()),
        ("status=onzin", {"act", "note", "done", "gone"}),
        ("ministerie=ministerie-van-water", {"note"}),
        ("thema=water", {"note"}),
        ("soort=act", {"act", "note", "done", "gone"}),
        ("soort=policy_paper", set()),
        ("van=2027-04-04", {"note"}),
        ("tot=2027-02-19", set()),
        ("van=geen-dag", {"act", "note", "done", "gone"}),
        ("thema=water&status=open&van=2027-03-01", {"note"}),
    ],
)
def test_the_list_shows_what_fits_the_filters(
    client: Any, session: Session, query: str, found: set[str]
) -> None:
    make_consultation(session, "act", bill=None)
    water = make_department(session, "Ministerie van Water")
    note = make_consultation(session, "note", bill=None, department=water, closes=date(2027, 6, 1))
    note.themes = [ConsultationTheme(slug="water", name="Water")]
    make_consultation(session, "done", bill=None, stage=Stage.REPORTED)
    make_consultation(session, "gone", bill=None, stage=Stage.WITHDRAWN)
    make_consultation(session, "hidden", bill=None, stage=Stage.DRAFT)
    session.commit()
    page = client.get(f"/consultaties?{query}")
    assert page.status_code == 200
    shown = set(re.findall(r'<h3 class="card__title"><a href="/consultaties/([a-z]+)"', page.text))
    assert shown == found
    number = re.search(r"<h2>(\d+) voorstel(?:len)?</h2>", page.text)
    assert number is not None
    assert int(number[1]) == len(found)


def test_a_chosen_filter_can_be_taken_away(client: Any, session: Session) -> None:
    make_consultation(session, bill=None)
    session.commit()
    page = client.get("/consultaties?status=open&soort=act").text
    assert '<a class="tag" href="/consultaties?soort=act">' in page
    assert '<a class="tag" href="/consultaties?status=open">' in page


def test_the_list_asks_as_many_questions_for_forty_consultations_as_for_two(
    client: Any, app: Any, session: Session
) -> None:
    for number in range(2):
        make_consultation(session, f"een-{number}", bill=None)
    session.commit()
    few = questions(app, client, "/consultaties")
    for number in range(40):
        make_consultation(session, f"twee-{number}", bill=None)
    session.commit()
    assert questions(app, client, "/consultaties?pagina=2") == few


def questions(app: Any, client: Any, path: str) -> int:
    asked: list[str] = []

    def count(*call: Any) -> None:
        asked.append(call[2])

    engine = app.extensions["consultatie"].db.engine
    event.listen(engine, "before_cursor_execute", count)
    assert client.get(path).status_code == 200
    event.remove(engine, "before_cursor_execute", count)
    return len([line for line in asked if not line.startswith("BEGIN") and "content_version" not in line])


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
    page = client.get(OPEN + "/tekst").text
    assert page.index("Een brief is kort.") < page.index("Een brief is duidelijk.")
    assert "Een brief is kort." not in client.get(OPEN + "/tekst?uitleg=uit").text
    article = client.get(OPEN + "/artikelen/art_2").text
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
        ("chp_2", "/tekst#chp_2"),
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


@pytest.mark.parametrize("state", list(ResponseState))
@pytest.mark.parametrize("publication", list(Publication))
def test_only_public_responses_are_shown_and_counted(
    client: Any, session: Session, state: ResponseState, publication: Publication
) -> None:
    consultation = make_consultation(session)
    words = "De zeldzame woorden van deze reactie staan hier, in een hele zin."
    response = make_response(
        session,
        consultation,
        state=state,
        publication=publication,
        comments=(("art_2", Position.OPPOSE, words),),
    )
    session.commit()
    seen = state in (ResponseState.PUBLIC, ResponseState.REDACTED) and publication is not Publication.NOT
    for path in (OPEN, f"{OPEN}/artikelen/art_2", f"{OPEN}/reacties"):
        page = client.get(path).text
        assert (words in page) is seen
        assert ("Noor Voorbeeld" in page) is (seen and publication is Publication.NAMED)
        assert ("Utrecht" in page) is (seen and publication is Publication.NAMED)
        assert "noor@example.nl" not in page
    assert f"Wat anderen zeggen: {int(seen)} reactie" in client.get(OPEN).text
    assert client.get(f"/reacties/{response.reference}").status_code == (200 if seen else 404)


def test_the_responses_of_a_consultation_that_is_not_public_are_not_either(
    client: Any, session: Session
) -> None:
    consultation = make_consultation(session, stage=Stage.DRAFT)
    response = make_response(session, consultation)
    session.commit()
    assert client.get(f"/reacties/{response.reference}").status_code == 404


def test_what_people_typed_is_text_and_never_markup(client: Any, session: Session) -> None:
    consultation = make_consultation(session)
    hostile = "<script>alert(1)</script> **vet** [x](javascript:alert(1))\nen een nieuwe regel " + "a" * 300
    response = make_response(
        session, consultation, comments=(("", Position.OPPOSE, hostile),), name="<b>Noor</b>"
    )
    session.commit()
    for path in (OPEN, f"{OPEN}/reacties", f"/reacties/{response.reference}"):
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "<b>Noor" not in page
    assert "\nen een nieuwe regel" in client.get(f"/reacties/{response.reference}").text


def test_responses_can_be_filtered_by_article_position_and_respondent(client: Any, session: Session) -> None:
    consultation = make_consultation(session)
    wanted = make_response(
        session,
        consultation,
        kind=RespondentKind.ORGANISATION,
        comments=(("art_2__para_1", Position.OPPOSE, "Tegen lid een."),),
    )
    make_response(session, consultation, comments=(("art_2", Position.OPPOSE, "Tegen als persoon."),))
    make_response(
        session,
        consultation,
        kind=RespondentKind.ORGANISATION,
        comments=(
            ("art_2", Position.SUPPORT, "Voor artikel twee."),
            ("art_1", Position.OPPOSE, "Tegen een."),
        ),
    )
    session.commit()
    page = client.get(f"{OPEN}/reacties?artikel=art_2&standpunt=oppose&indiener=organisation").text
    assert re.findall(r'<article class="response" aria-labelledby="r-([^"]+)"', page) == [wanted.reference]
    assert '<h2 id="aantal">1 reactie</h2>' in page


def test_responses_come_twenty_at_a_time(client: Any, session: Session) -> None:
    consultation = make_consultation(session)
    for _number in range(23):
        make_response(session, consultation)
    session.commit()
    first = client.get(f"{OPEN}/reacties").text
    last = client.get(f"{OPEN}/reacties?pagina=2").text
    shown = [re.findall(r'aria-labelledby="r-([^"]+)"', page) for page in (first, last)]
    assert [len(one) for one in shown] == [20, 3]
    assert not set(shown[0]) & set(shown[1])
    assert client.get(f"{OPEN}/reacties?pagina=99").text.count('class="response"') == 3


def test_a_reference_is_found_however_it_is_typed(client: Any, session: Session) -> None:
    response = make_response(session, make_consultation(session))
    session.commit()
    answer = client.get("/reacties/" + response.reference.lower().replace("-", ""))
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/reacties/{response.reference}")


@pytest.mark.parametrize("stage", [Stage.PUBLISHED, Stage.REPORTED, Stage.WITHDRAWN])
def test_what_was_done_is_shown_only_once_the_report_is_published(
    client: Any, session: Session, stage: Stage
) -> None:
    consultation = make_consultation(session)
    consultation.stage = stage
    response = make_response(session, consultation)
    session.add(
        Report(
            consultation_id=consultation.id,
            language="nl",
            markdown="Verslag.",
            html="<h4>In het kort</h4><p>Dit deden wij ermee.</p>",
            changed_at=consultation.created_at,
        )
    )
    reason = {"markdown": "Wij namen het over.", "html": "<p>Wij namen het over.</p>"}
    session.add(
        ReportItem(
            consultation_id=consultation.id,
            eid="art_2",
            disposition=Disposition.ADOPTED,
            texts={"nl": reason},
        )
    )
    session.commit()
    is_out = stage is Stage.REPORTED
    assert ("Dit deden wij ermee." in client.get("/").text) is is_out
    report = client.get(f"{OPEN}/verslag").text
    assert ("Dit deden wij ermee." in report) is is_out
    assert ("<h3>In het kort</h3>" in report) is is_out  # below our own h2, whatever level the drafter chose
    for path in (f"{OPEN}/verslag", f"{OPEN}/artikelen/art_2", f"/reacties/{response.reference}"):
        assert ("Wij namen het over." in client.get(path).text) is is_out


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
