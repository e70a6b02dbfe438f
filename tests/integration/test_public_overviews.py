"""The front page and the list of consultations: what stands there, in which order, and what a filter leaves, on both databases."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from consultatie.domain.lifecycle import Stage
from consultatie.models.consultations import ConsultationTheme
from tests.factories import make_consultation, make_department
from tests.integration.public_reader import questions


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
