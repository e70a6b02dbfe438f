"""References as links on the pages of a consultation: in the law, the memorandum, explanations and old versions."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from consultatie.adapters.markup import CleanMarkup
from consultatie.domain.provisions import MemorandumPart
from consultatie.services import bills
from consultatie.services.consultation_texts import set_explanations
from tests.factories import NOW, make_consultation, recognised

BILL = """# Wet op de proef

## Hoofdstuk 1. Algemeen

### Artikel 1. Brieven

1. Een brief is duidelijk.
2. Het eerste lid geldt niet in de gevallen van artikel 2, tweede lid, en hoofdstuk 1.

### Artikel 2. Vergunningen

1. Artikel 3:4 Awb geldt.
2. Een vergunning wordt per brief verleend.
"""
MARKUP = CleanMarkup(100_000)


def stored(session: Session, *, language: str = "nl") -> Any:
    consultation = make_consultation(session, bill=None)
    part = MemorandumPart("Artikel 2", 1, "", "<p>Het tweede lid volgt artikel 1.</p>", "art_2")
    bill = replace(recognised(BILL), memorandum=(part,), language=language)
    bills.import_bill(session, consultation, bill, source=None, markup=MARKUP, now=NOW)
    explain(session, consultation, "Zie artikel 1, tweede lid.")
    session.commit()
    return consultation


def explain(session: Session, consultation: Any, text: str) -> None:
    set_explanations(session, consultation, {("art_2", "nl"): text}, markup=MARKUP, by=None, now=NOW)


def references(html: str) -> dict[str, str]:
    return {words: href for href, words in re.findall(r'<a class="reference" href="([^"]+)">(.*?)</a>', html)}


def test_the_page_of_an_article_leads_to_other_articles_and_stays_for_its_own_leden(
    client: Any, session: Session
) -> None:
    stored(session)
    assert references(client.get("/consultaties/proef/artikelen/art_1").text) == {
        "Het eerste lid": "#art_1__para_1",
        "artikel 2, tweede lid": "/consultaties/proef/artikelen/art_2#art_2__para_2",
        "hoofdstuk 1": "/consultaties/proef/tekst?deel=chp_1#chp_1",
    }


def test_memorandum_and_explanation_have_links_too(client: Any, session: Session) -> None:
    stored(session)
    assert references(client.get("/consultaties/proef/artikelen/art_2").text) == {
        "Het tweede lid": "#art_2__para_2",
        "artikel 1": "/consultaties/proef/artikelen/art_1",
        "artikel 1, tweede lid": "/consultaties/proef/artikelen/art_1#art_1__para_2",
        "Artikel 3:4": "https://wetten.overheid.nl/jci1.3:c:BWBR0005537&amp;artikel=3:4",
        "Awb": "https://wetten.overheid.nl/jci1.3:c:BWBR0005537",
    }


def test_the_english_page_leads_to_english_pages(client: Any, session: Session) -> None:
    stored(session)
    found = references(client.get("/en/consultaties/proef/artikelen/art_1").text)
    assert found["artikel 2, tweede lid"] == "/en/consultaties/proef/artikelen/art_2#art_2__para_2"


def test_the_whole_text_leads_to_places_on_its_own_page(client: Any, session: Session) -> None:
    stored(session)
    page = client.get("/consultaties/proef/tekst").text
    inside = [href[1:] for href in references(page).values() if href.startswith("#")]
    assert {"art_1__para_1", "art_2__para_2", "chp_1", "art_1__para_2"} == set(inside)
    assert all(page.count(f'id="{eid}"') == 1 for eid in inside)


def test_an_old_version_leads_to_its_own_articles(client: Any, session: Session) -> None:
    consultation = stored(session)
    bills.import_bill(session, consultation, recognised(BILL), source=None, markup=MARKUP, now=NOW)
    session.commit()
    found = references(client.get("/consultaties/proef/versies/1/artikelen/art_1").text)
    assert found["artikel 2, tweede lid"] == "/consultaties/proef/versies/1/artikelen/art_2#art_2__para_2"
    assert "hoofdstuk 1" not in found


def test_an_explanation_follows_the_bill_when_that_changes(session: Session) -> None:
    consultation = stored(session)
    bill = recognised(BILL.replace("2. Het eerste lid geldt", "Verder geldt"))
    bills.import_bill(session, consultation, bill, source=None, markup=MARKUP, now=NOW)
    (explanation,) = consultation.explanations
    assert explanation.linked == ""
    explain(session, consultation, "Zie artikel 1.")
    assert 'href="#art_1"' in explanation.linked


def test_what_is_stored_and_exported_stays_as_it_was_written(session: Session) -> None:
    consultation = stored(session)
    version = bills.current_version(session, consultation)
    assert not any(
        'class="reference"' in node.html for top in bills.tree(session, version) for node in top.walk()
    )


def test_a_bill_in_another_language_gets_no_links(client: Any, session: Session) -> None:
    stored(session, language="de")
    assert references(client.get("/consultaties/proef/artikelen/art_1").text) == {}
