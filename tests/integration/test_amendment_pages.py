"""What people see of amendments: three views per change on the article, and the whole law, on both databases."""

from __future__ import annotations

import re

from consultatie.services import amended_laws, bills
from tests.factories import make_consultation
from tests.integration.test_amendments import LAW, ORDER, _bill, _law


def _published(db, ports, clock, order: str = ORDER, law: str | None = LAW) -> None:
    with db.write.begin() as session:
        consultation = make_consultation(session, bill=None)
        bills.import_bill(session, consultation, _bill(order), source=None, markup=ports.markup, now=clock())
        if law is not None:
            amended_laws.add(session, consultation, _law(law), source=None, markup=ports.markup, now=clock())


def test_the_article_shows_was_change_and_becomes_as_a_table(db, ports, clock, client) -> None:
    _published(db, ports, clock)
    page = client.get("/consultaties/proef/artikelen/art_I").text
    section = page[page.index('id="wijzigingen"') :]
    assert [re.sub(r"<[^>]+>", "", one) for one in re.findall(r'<th scope="col">.*?</th>', section)] == [
        "Waar in de wet",
        "Was",
        "Wijziging",
        "Wordt",
    ]
    assert '<th scope="row">Artikel 1, lid 1</th>' in section
    assert "1. Het loket is open." in section
    assert "1. Het loket is bemand." in section
    assert re.search(r"<ins>.*nieuw.*bemand.*einde nieuw.*</ins>", section)


def test_an_instruction_that_stays_text_says_why(db, ports, clock, client) -> None:
    _published(db, ports, clock)
    page = client.get("/consultaties/proef/artikelen/art_I").text
    assert "Artikel 9 vervalt." in page
    assert "Deze plaats staat niet in de wet: Artikel 9." in page


def test_without_the_law_there_is_no_link_to_a_whole_law(db, ports, clock, client) -> None:
    _published(db, ports, clock, law=None)
    page = client.get("/consultaties/proef/artikelen/art_I").text
    assert "De wet die hier verandert, is niet toegevoegd." in page
    assert "gewijzigde-wetten" not in page
    assert client.get("/consultaties/proef/gewijzigde-wetten/1").status_code == 404


def test_the_whole_law_reads_with_its_changes_and_says_what_is_missing(db, ports, clock, client) -> None:
    _published(db, ports, clock)
    page = client.get("/consultaties/proef/gewijzigde-wetten/1").text
    assert "1 wijziging is hier niet verwerkt." in page
    assert "Artikel 1. Loket" in page
    assert "Het loket is warm." in page
    assert re.search(r"<del>.*vervalt.*open.*</del>", page)


def test_only_what_changes_can_be_shown(db, ports, clock, client) -> None:
    law = LAW + "Artikel 2. Slot\nEinde.\n"
    _published(db, ports, clock, law=law)
    whole = client.get("/consultaties/proef/gewijzigde-wetten/1").text
    part = client.get("/consultaties/proef/gewijzigde-wetten/1?toon=wijzigingen").text
    assert "Artikel 2. Slot" in whole
    assert "Artikel 2. Slot" not in part
    assert "Artikel 1. Loket" in part


def test_new_and_lapsing_provisions_are_marked_in_words_as_a_whole(db, ports, clock, client) -> None:
    order = "A. Artikel 1, tweede lid, vervalt.\nB. Na artikel 1 wordt een artikel ingevoegd, luidende:\n  | Artikel 1a. Nieuw loket\n  | Dit loket is nieuw."
    _published(db, ports, clock, order=order)
    page = client.get("/consultaties/proef/gewijzigde-wetten/1").text
    assert re.search(r'<del class="amended__whole">.*vervalt.*Het loket is warm', page, re.S)
    assert re.search(r'<ins class="amended__whole">.*nieuw.*Artikel 1a. Nieuw loket', page, re.S)


def test_a_bill_without_amendments_says_nothing_of_them(db, client) -> None:
    with db.write.begin() as session:
        make_consultation(session)
    assert "Wat verandert er in de wet?" not in client.get("/consultaties/proef/artikelen/art_1").text
