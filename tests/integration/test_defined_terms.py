"""Words that a bill defines, explained where they are used: by links, without JavaScript."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy.orm import Session

from consultatie.adapters.markup import CleanMarkup
from consultatie.models.consultations import ConsultationText, TextField
from consultatie.services import bills
from tests.factories import NOW, make_consultation, recognised

BILL = """# Wet op de proef

## Hoofdstuk 1. Algemeen

### Artikel 1. Begrippen

In deze wet wordt verstaan onder:

a. zendbrief: een bericht op papier;
b. duidelijke zendbrief: een zendbrief die mensen begrijpen.

### Artikel 2. Zendbrieven

1. Een zendbrief is kort. Een zendbrief is leesbaar.
2. Duidelijke zendbrieven zijn gratis.

### Artikel 3. Nog meer

Zendbrieven zijn leuk.
"""
PAGE = "/consultaties/proef/artikelen"


@pytest.fixture
def consultation(session: Session) -> Any:
    made = make_consultation(session, bill=None)
    bills.import_bill(session, made, recognised(BILL), source=None, markup=CleanMarkup(9_999), now=NOW)
    session.commit()
    return made


def marked(page: str) -> list[str]:
    return re.findall(r'<a class="term"[^>]*>([^<]+)</a>', page)


def test_a_defined_word_leads_to_its_meaning_below_and_back(client: Any, consultation: Any) -> None:
    page = client.get(f"{PAGE}/art_2").text
    assert marked(page) == ["zendbrief", "Duidelijke zendbrieven"]
    ids = set(re.findall(r'\bid="([^"]+)"', page))
    for href in re.findall(r'href="#((?:woord|bij)-[^"]+)"', page):
        assert href in ids
    assert "een bericht op papier" in page
    assert f'href="{PAGE}/art_1#art_1__point_a"' in page


def test_a_definition_does_not_explain_its_own_word_but_others(client: Any, consultation: Any) -> None:
    page = client.get(f"{PAGE}/art_1").text
    assert marked(page) == ["zendbrief"]
    assert page.index('class="term"') > page.index('id="art_1__point_b"')


def test_the_whole_text_explains_a_word_once_and_links_to_it_in_every_article(
    client: Any, consultation: Any
) -> None:
    page = client.get("/consultaties/proef/tekst").text
    assert marked(page) == ["zendbrief", "zendbrief", "Duidelijke zendbrieven", "Zendbrieven"]
    assert page.count("een bericht op papier</span>") == 1
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_the_english_page_says_that_the_meaning_is_dutch(client: Any, consultation: Any) -> None:
    assert '<span lang="nl">een bericht op papier</span>' in client.get(f"/en{PAGE}/art_2").text


def test_quoted_text_of_another_law_is_left_alone(client: Any, session: Session) -> None:
    made = make_consultation(session, bill=None)
    text = (
        BILL
        + "\n### Artikel 4. Wijziging\n\nArtikel 3 van de Gemeentewet komt te luiden:\n\n> Artikel 3. Een zendbrief.\n"
    )
    bills.import_bill(session, made, recognised(text), source=None, markup=CleanMarkup(9_999), now=NOW)
    session.commit()
    page = client.get(f"{PAGE}/art_4").text
    if 'class="law__quote"' in page:
        assert marked(page) == []


def test_easy_language_has_both_words_and_references(
    client: Any, session: Session, consultation: Any
) -> None:
    easy = "<p>Lees artikel 2. Daar staat wat een zendbrief is.</p>"
    consultation = session.merge(consultation)
    consultation.texts.append(
        ConsultationText(
            language="nl", field=TextField.EASY, markdown="Lees artikel 2. Een zendbrief.", html=easy
        )
    )
    session.commit()
    page = client.get("/consultaties/proef/makkelijk").text
    assert marked(page) == ["zendbrief"]
    assert f'<a class="reference" href="{PAGE}/art_2">artikel 2</a>' in page
