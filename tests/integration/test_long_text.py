"""A long bill is read in parts: the contents always whole, every reference to where it stands, all on one page on request."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories import make_consultation

TEXT = "/consultaties/proef/tekst"


def bill(chapters: int, each: int) -> str:
    lines = ["# Lange wet", ""]
    number = 0
    for chapter in range(1, chapters + 1):
        lines += [f"## Hoofdstuk {chapter}. Deel {chapter}", ""] if chapters > 1 else []
        for _ in range(each):
            number += 1
            lines += [
                f"### Artikel {number}. Onderwerp",
                "",
                "1. Artikel 1 en hoofdstuk 2 gelden.",
                "2. Klaar.",
                "",
            ]
    return "\n".join(lines)


def articles_on(page: str) -> list[str]:
    return re.findall(r'text-article law__article" id="(art_\d+)"', page)


@pytest.fixture
def long_one(session: Session) -> None:
    make_consultation(session, bill=bill(3, 40))
    session.commit()


def test_the_first_page_shows_the_first_chapter_and_the_contents_of_all(client: Any, long_one: None) -> None:
    page = client.get(TEXT).text
    assert articles_on(page) == [f"art_{number}" for number in range(1, 41)]
    assert f'href="{TEXT}?deel=chp_3#art_120"' in page
    assert 'href="#art_40"' in page
    assert f'href="{TEXT}?deel=alles"' in page
    assert f'rel="next" href="{TEXT}?deel=chp_2#chp_2"' in page


def test_any_provision_chooses_the_part_that_it_stands_in(client: Any, long_one: None) -> None:
    page = client.get(f"{TEXT}?deel=art_90__para_2").text
    assert articles_on(page)[0] == "art_81"
    assert 'id="art_90__para_2"' in page
    assert f'<a class="reference" href="{TEXT}?deel=chp_1#art_1">' in page
    assert f'<a class="reference" href="{TEXT}?deel=chp_2#chp_2">' in page


def test_everything_can_be_had_on_one_page(client: Any, long_one: None) -> None:
    page = client.get(f"{TEXT}?deel=alles").text
    assert len(articles_on(page)) == 120
    assert '<a class="reference" href="#art_1">' in page
    assert "Lees de tekst in delen" in page
    assert "Reageren kan bij elk artikel: ga naar het artikel zelf." in page
    assert "Reageer op lid" not in page
    assert "Reageer op lid" in client.get(TEXT).text


def test_an_unknown_part_is_the_first(client: Any, long_one: None) -> None:
    assert articles_on(client.get(f"{TEXT}?deel=bestaat-niet").text)[0] == "art_1"


def test_articles_without_chapters_come_by_the_fifty(client: Any, session: Session) -> None:
    make_consultation(session, bill=bill(1, 120))
    session.commit()
    assert len(articles_on(client.get(TEXT).text)) == 50
    assert articles_on(client.get(f"{TEXT}?deel=art_120").text) == [f"art_{n}" for n in range(101, 121)]


def test_a_short_bill_stays_on_one_page(client: Any, session: Session) -> None:
    make_consultation(session, bill=bill(2, 5))
    session.commit()
    page = client.get(f"{TEXT}?deel=art_9").text
    assert len(articles_on(page)) == 10
    assert "Alles op één pagina" not in page
    assert "deel=" not in page.split("<main", 1)[1]


def test_the_old_address_of_a_chapter_leads_to_its_part(client: Any, long_one: None) -> None:
    answer = client.get("/consultaties/proef/artikelen/chp_2")
    assert answer.location == f"{TEXT}?deel=chp_2#chp_2"


LISTS = """# Weerwet

### Artikel 1. Weer

Weer is weer.

+ Eerst:

   a. nat;

+ Dan:

   a. warm.

## Bijlage 1. Wetten

+ Gemeentewet:

   a. artikel 3.

+ Kieswet:

   a. artikel 4.
"""


@pytest.mark.parametrize("address", [TEXT, "/consultaties/proef/artikelen/art_1"])
def test_lists_below_each_other_keep_their_order_and_each_point_its_own_name(
    client: Any, session: Session, address: str
) -> None:
    make_consultation(session, bill=LISTS)
    session.commit()
    page = client.get(address).text
    order = ["Weer is weer.", "Eerst:", 'id="art_1__list_1__point_a"', "Dan:", 'id="art_1__list_2__point_a"']
    assert [page.index(one) for one in order] == sorted(page.index(one) for one in order)
    assert "van Artikel 1, opsomming 2" in page
    assert "Opsomming" not in page  # its opening words stand above it; a heading nobody wrote does not
    assert client.get("/reageren/proef/artikel/art_1__list_2__point_a").status_code in (200, 303)


def test_lists_of_an_annex_stand_below_their_opening_words(client: Any, session: Session) -> None:
    make_consultation(session, bill=LISTS)
    session.commit()
    page = client.get(TEXT).text
    assert page.index("Gemeentewet") < page.index("annex_1__list_1__point_a") < page.index("Kieswet")
    assert "van Bijlage 1. Wetten, opsomming 2" in page
