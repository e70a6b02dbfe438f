"""The easy text of a consultation, the page for young people, and other ways to respond."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy.orm import Session

from consultatie.domain.lifecycle import Stage
from consultatie.domain.ports import Ports
from consultatie.models.consultations import Consultation, Illustration, TextField
from consultatie.models.files import StoredFile
from consultatie.services import consultation_texts, publication_gate
from consultatie.services.easy_reading import pieces
from consultatie.web.prose import headings_from
from tests.factories import NOW, make_consultation, make_picture

EASY = "## Een brief\n\nDit is een brief.\nDe brief is kort.\n\n## Uw mening\n\nZeg wat u vindt."
ADDRESS = "/consultaties/proef/makkelijk"


def write_easy(session: Session, ports: Ports, consultation: Consultation, text: str = EASY) -> None:
    consultation_texts.set_texts(
        session, consultation, "nl", {TextField.EASY: text}, markup=ports.markup, by=None, now=NOW
    )


def add_picture(session: Session, consultation: Consultation) -> None:
    file = StoredFile(key="a" * 32, name="brief.svg", media_type="image/svg+xml", size=10, created_at=NOW)
    consultation.illustrations.append(
        Illustration(
            picture=make_picture(consultation.department, file, alt={"nl": "Een korte brief op tafel."})
        )
    )
    session.flush()


def test_the_easy_text_has_a_page_of_its_own_with_a_picture_at_the_first_step(
    client: Any, session: Session, ports: Ports
) -> None:
    consultation = make_consultation(session)
    write_easy(session, ports, consultation)
    add_picture(session, consultation)
    session.commit()
    assert f'href="{ADDRESS}"' in client.get("/consultaties/proef").text
    page = client.get(ADDRESS)
    assert page.status_code == 200
    assert re.findall(r"<h3>(.*?)</h3>", page.text) == ["Een brief", "Uw mening"]
    assert page.text.index("De brief is kort.") < page.text.index("Een korte brief op tafel.")
    assert page.text.index("Een korte brief op tafel.") < page.text.index("Uw mening")
    assert "/reageren/proef/" in page.text
    assert "070 000 00 00" in page.text


def test_without_an_easy_text_there_is_no_page_and_no_link(client: Any, session: Session) -> None:
    make_consultation(session)
    session.commit()
    assert client.get(ADDRESS).status_code == 404
    assert "Lees het in gewone taal" in client.get(ADDRESS).text
    assert ADDRESS not in client.get("/consultaties/proef").text


def test_an_easy_text_is_hidden_as_long_as_its_consultation_is(
    client: Any, session: Session, ports: Ports
) -> None:
    write_easy(session, ports, make_consultation(session, stage=Stage.DRAFT))
    session.commit()
    assert client.get(ADDRESS).status_code == 404


def test_an_english_reader_is_told_that_the_easy_text_is_dutch(
    client: Any, session: Session, ports: Ports
) -> None:
    write_easy(session, ports, make_consultation(session))
    session.commit()
    assert '<div class="easy" lang="nl">' in client.get(f"/en{ADDRESS}").text


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", []),
        ("<p>a</p>", ["<p>a</p>"]),
        ("<p>a</p><h4>b</h4><p>c</p>", ["<p>a</p>", "<h3>b</h3><p>c</p>"]),
        ("<h5>b</h5><h5>c</h5>", ["<h3>b</h3>", "<h3>c</h3>"]),
    ],
)
def test_steps_begin_with_their_headings(html: str, expected: list[str]) -> None:
    assert pieces(headings_from(html, 3)) == expected


def test_a_missing_easy_text_is_advice_and_never_blocks(session: Session, ports: Ports) -> None:
    consultation = make_consultation(session, stage=Stage.DRAFT)
    gaps = {gap.code: gap for gap in publication_gate.missing(session, consultation, NOW)}
    assert not gaps["easy-missing"].blocking
    write_easy(session, ports, consultation)
    codes = {gap.code for gap in publication_gate.missing(session, consultation, NOW)}
    assert "easy-missing" not in codes


def test_young_people_are_spoken_to_in_short_sentences_and_as_je(client: Any) -> None:
    page = client.get("/jongeren").text
    main = page[page.index("<main") : page.index("</main>")]
    said = re.findall(r"<(?:p|li)[^>]*>([^<]+)</", main)
    sentences = [part for text in said for part in re.split(r"(?<=[.?!:])\s+", text.strip()) if part]
    lengths = [len(sentence.split()) for sentence in sentences]
    assert len(sentences) > 25
    assert sum(lengths) / len(lengths) <= 9
    assert max(lengths) <= 14
    assert not re.search(r"\b(u|uw)\b", " ".join(said))


def test_the_page_for_young_people_is_linked_from_the_front_page_and_help(client: Any) -> None:
    for path in ("/", "/hulp"):
        assert 'href="/jongeren"' in client.get(path).text, path


def test_every_open_consultation_says_how_else_to_respond(client: Any, session: Session) -> None:
    make_consultation(session)
    make_consultation(session, "klaar", stage=Stage.REPORTED)
    session.commit()
    page = client.get("/consultaties/proef").text
    for words in ("070 000 00 00", "een brief sturen", "Iemand anders mag voor u invullen", "gebarentaal"):
        assert words in page
    assert 'href="/hulp#anders"' in page
    assert 'id="anders"' in client.get("/hulp").text
    assert "gebarentaal" not in client.get("/consultaties/klaar").text
