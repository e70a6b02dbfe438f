"""The pages on which somebody writes, without JavaScript, and everything that can go wrong there."""

from __future__ import annotations

import pytest

from consultatie.models.responses import Position, Response
from tests.integration.respond_browser import (
    LONG,
    a_visitor,
    asked_consultation,
    only,
    site_db,
    write_comment,
)

__all__ = ["a_visitor", "asked_consultation", "site_db"]  # fixtures


def test_the_long_way_asks_each_article_and_each_question(visitor, db) -> None:
    visitor.get("/reageren/proef/artikelen")
    visitor.submit(articles=["art_3", "art_1"])
    assert visitor.title.startswith("Vraag 1 van 15")
    assert visitor.heading == "Artikel 1: wat vindt u ervan?"
    visitor.submit(position="oppose")
    assert visitor.heading.startswith("Artikel 1: Wat wilt u erover zeggen?")
    visitor.submit(text="een")
    assert visitor.heading == "Artikel 3: wat vindt u ervan?"
    visitor.submit(position="support_with_changes")
    assert visitor.title.startswith("Vraag 5 van 15")
    visitor.submit(text="")
    assert visitor.heading.startswith("Artikel 3: Uw voorstel voor de tekst")
    visitor.submit(proposal="Morgen.")
    assert visitor.heading.startswith("Is de wet duidelijk?")
    visitor.submit(value="1")
    visitor.submit(value=["0", "1"])
    visitor.submit(value="Nee hoor")
    visitor.submit(value="4")
    assert visitor.heading == "Uw reactie tot nu toe"
    response = only(db)
    assert [(c.eid, c.text, c.proposal) for c in response.comments] == [
        ("art_1", "een", ""),
        ("art_3", "", "Morgen."),
    ]
    assert {a.question.key: a.values for a in response.answers} == {
        "q1": ["Nee"],
        "q2": ["Blauwe", "Witte"],
        "q3": ["Nee hoor"],
        "q4": ["4"],
    }


def test_a_question_may_be_skipped_and_an_answer_taken_back(visitor, db) -> None:
    write_comment(visitor)
    visitor.get("/reageren/proef/vraag/q1?terug=overzicht")
    visitor.submit(value="0")
    assert [a.values for a in only(db).answers] == [["Ja"]]
    visitor.submit(number=1, question="q1")
    assert only(db).answers == []
    visitor.get("/reageren/proef/vraag/q3")
    visitor.submit(value="  ")
    assert only(db).answers == []


def test_a_lid_has_its_own_page_and_shows_the_law(visitor) -> None:
    visitor.get("/reageren/proef/artikel/art_2__para_2")
    assert visitor.answer.status_code == 200
    assert "Artikel 2, lid 2" in visitor.heading
    assert "Een vergunning wordt per brief verleend." in visitor.text


@pytest.mark.parametrize("path", ["artikel/art_99", "vraag/q99", "artikel/art_1%00"])
def test_what_does_not_exist_is_404(visitor, path: str) -> None:
    assert visitor.get(f"/reageren/proef/{path}").status_code == 404


def test_an_unknown_consultation_is_404_and_posting_to_an_unknown_article_keeps_nothing(visitor, db) -> None:
    assert visitor.get("/reageren/onbekend/").status_code == 404
    visitor.get("/reageren/proef/algemeen")
    assert visitor.post("/reageren/proef/artikel/art_99", position="oppose", text=LONG).status_code == 404
    assert "drie weken" in visitor.text
    with db.read() as session:
        assert session.query(Response).count() == 0


def test_a_missing_position_is_told_and_the_text_is_kept_in_the_draft(visitor, db) -> None:
    visitor.get("/reageren/proef/artikel/art_2")
    visitor.submit(text=LONG)
    assert visitor.answer.status_code == 422
    assert visitor.title.startswith("Fout: Vraag 1 van 8")
    assert visitor.errors() == ["Kies wat u ervan vindt."]
    assert visitor.page.xpath("//*[@id='foutoverzicht']//a/@href") == ["#position-0"]
    assert only(db).comments[0].text.startswith("Mijn moeder")
    visitor.submit(position="oppose")
    assert "drie weken" in visitor.page.xpath("//textarea[@name='text']")[0].text


def test_a_text_of_20001_characters_comes_back_whole_with_the_limit(visitor, db) -> None:
    visitor.get("/reageren/proef/artikel/art_2")
    visitor.submit(position="oppose")
    visitor.submit(text="x" * 20_001)
    assert visitor.answer.status_code == 422
    assert visitor.errors() == ["Uw tekst is te lang. Er passen 20.000 tekens in."]
    assert visitor.page.xpath("//textarea[@name='text']")[0].text.strip() == "x" * 20_001
    visitor.submit(text="x" * 20_000)
    assert only(db).comments[0].text == "x" * 20_000


def test_ten_megabytes_is_413_with_the_limit_and_what_was_kept_stays(visitor, db) -> None:
    write_comment(visitor)
    visitor.get("/reageren/proef/artikel/art_3")
    visitor.submit(position="oppose", text="x" * 10_000_000)
    assert visitor.answer.status_code == 413
    assert "2.0 MB" in visitor.text
    assert "Wat u eerder bewaarde, is er nog." in visitor.text
    assert [c.eid for c in only(db).comments] == ["art_2"]


def test_nuls_and_broken_characters_are_taken_in_as_text(visitor, db) -> None:
    visitor.get("/reageren/proef/artikel/art_2")
    token = visitor.page.xpath("//input[@name='csrf_token']/@value")[0]
    body = b"csrf_token=" + token.encode() + b"&position=oppose&text=a%00b%ED%A0%80c%E2%80%AEd"
    answer = visitor.client.post(
        "/reageren/proef/artikel/art_2", data=body, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 303
    text = only(db).comments[0].text
    assert "\x00" not in text
    assert text.startswith("ab")
    assert text.endswith("cd")


def test_html_in_a_text_is_shown_as_text(visitor) -> None:
    visitor.get("/reageren/proef/artikel/art_2")
    visitor.submit(position="oppose")
    visitor.submit(text="<script>alert(1)</script>")
    assert "&lt;script&gt;alert(1)" in visitor.answer.get_data(as_text=True)


def test_pages_are_shown_in_their_order(visitor) -> None:
    for page in ("wie", "gegevens", "openbaar", "controle"):
        visitor.get(f"/reageren/proef/{page}")
        visitor.follow()
        assert visitor.heading == "Uw reactie tot nu toe"
    write_comment(visitor)
    visitor.get("/reageren/proef/controle")
    visitor.follow()
    assert visitor.heading == "Voor wie reageert u?"


def test_a_closed_consultation_answers_409_and_gives_the_text_back(app, visitor, db, clock) -> None:
    write_comment(visitor)
    visitor.get("/reageren/proef/artikel/art_3")
    clock.instant = only(db).consultation.closes_at
    visitor.submit(position="oppose", text="Een tweede tekst die niet weg mag.")
    assert visitor.answer.status_code == 409
    assert "zaterdag 3 april 2027" in visitor.text
    assert "Een tweede tekst die niet weg mag." in visitor.text
    assert "drie weken" in visitor.text
    assert [c.eid for c in only(db).comments] == ["art_2"]
    assert visitor.get("/reageren/proef/").status_code == 409


def test_an_expired_form_gives_the_text_back_with_a_button_to_send_it_again(visitor, db) -> None:
    visitor.get("/en/reageren/proef/artikel/art_2")
    visitor.client.delete_cookie("consultatie")
    token = visitor.page.xpath("//input[@name='csrf_token']/@value")[0]
    visitor.answer = visitor.client.post(
        "/en/reageren/proef/artikel/art_2",
        data={"csrf_token": token, "position": "oppose", "text": LONG},
        headers={"Origin": "http://localhost"},
    )
    assert visitor.answer.status_code == 400
    assert "drie weken" in visitor.text
    assert visitor.page.xpath("//form[@method='post']/@action")[0].startswith("/en/reageren/")
    visitor.submit()
    assert visitor.path.startswith("/en/reageren/proef/artikel/art_2/waarom")
    assert "drie weken" in visitor.page.xpath("//textarea[@name='text']")[0].text
    assert only(db).comments[0].position is Position.OPPOSE


def test_a_form_from_another_site_is_refused(visitor, db) -> None:
    visitor.get("/reageren/proef/artikel/art_2")
    answer = visitor.client.post(
        "/reageren/proef/artikel/art_2",
        data={"position": "oppose", "text": "x"},
        headers={"Origin": "https://evil.example"},
    )
    assert answer.status_code == 400
    with db.read() as session:
        assert session.query(Response).count() == 0


def test_readers_of_the_first_page_get_no_draft(visitor, db) -> None:
    for page in ("", "algemeen", "artikelen", "overzicht", "artikel/art_2", "vraag/q1", "bewaren"):
        assert visitor.get(f"/reageren/proef/{page}").status_code == 200
    with db.read() as session:
        assert session.query(Response).count() == 0


def test_the_flow_stays_in_the_readers_language(visitor) -> None:
    visitor.get("/en/reageren/proef/artikel/art_2")
    visitor.submit(position="oppose")
    visitor.submit(text=LONG)
    assert visitor.path.startswith("/en/reageren/proef/overzicht")


def test_why_is_asked_only_after_what_you_think(visitor) -> None:
    for page in ("artikel/art_2/waarom", "artikel/art_2/voorstel"):
        visitor.get(f"/reageren/proef/{page}")
        visitor.follow()
        assert visitor.heading == "Artikel 2: wat vindt u ervan?"


def test_a_page_that_stood_open_with_all_questions_loses_nothing(visitor, db) -> None:
    visitor.get("/reageren/proef/artikel/art_2")
    visitor.submit(position="oppose", text=LONG, proposal="Binnen een week.")
    [comment] = only(db).comments
    assert (comment.text.startswith("Mijn moeder"), comment.proposal) == (True, "Binnen een week.")


def test_another_position_keeps_the_reason(visitor, db) -> None:
    write_comment(visitor)
    visitor.get("/reageren/proef/artikel/art_2")
    visitor.submit(position="support")
    [comment] = only(db).comments
    assert (comment.position, comment.text.startswith("Mijn moeder")) == (Position.SUPPORT, True)


def test_many_articles_take_one_press_each_when_the_reason_is_skipped(visitor, db) -> None:
    visitor.get("/reageren/proef/artikelen")
    visitor.submit(articles=["art_1", "art_2", "art_3"])
    for number in (1, 2, 3):
        assert visitor.heading == f"Artikel {number}: wat vindt u ervan?"
        visitor.submit(position="support", overslaan="ja")
    assert visitor.heading.startswith("Is de wet duidelijk?")
    assert [c.position for c in only(db).comments] == [Position.SUPPORT] * 3


def test_articles_that_are_done_are_not_asked_again_on_the_way(visitor) -> None:
    write_comment(visitor, "/reageren/proef/artikel/art_3")
    visitor.get("/reageren/proef/artikel/art_2")
    visitor.submit(position="oppose")
    visitor.submit(text="Kort.")
    assert visitor.heading == "Uw reactie tot nu toe"


def test_something_added_on_the_overview_comes_back_there_after_why(visitor) -> None:
    write_comment(visitor)
    visitor.get("/reageren/proef/algemeen?terug=overzicht")
    visitor.submit(position="support")
    assert visitor.heading.startswith("Het hele voorstel: Wat wilt u erover zeggen?")
    visitor.submit(text="Goed plan.")
    assert visitor.heading == "Uw reactie tot nu toe"
