"""Who responds and what becomes public."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from consultatie.domain.visibility import RespondentKind, ResponseFacts, preview
from consultatie.models.responses import Response
from tests.integration.respond_browser import (
    a_visitor,
    asked_consultation,
    only,
    site_db,
    write_comment,
)

__all__ = ["a_visitor", "asked_consultation", "site_db"]  # fixtures


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("noor@example.nl", "noor@example.nl"),
        (" Noor@Example.NL ", "Noor@example.nl"),
        ("noor @ example . nl", "noor@example.nl"),
        ("<noor@example.nl>", "noor@example.nl"),
        ("mailto:noor@example.nl", "noor@example.nl"),
        ("noor@example.nl.", "noor@example.nl"),
        ("Noor de Wit <noor@example.nl>", "noor@example.nl"),
        ("noor@münster.example", "noor@xn--mnster-3ya.example"),
    ],
)
def test_an_address_is_read_generously(visitor, db, typed: str, kept: str) -> None:
    write_comment(visitor)
    visitor.get("/reageren/proef/wie")
    visitor.submit(kind="person")
    visitor.submit(email=typed)
    assert visitor.heading == "Wat mag iedereen lezen?"
    assert only(db).respondent.email == kept


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Vul een e-mailadres in, zoals naam@voorbeeld.nl."),
        ("noor", "Vul een e-mailadres in, zoals naam@voorbeeld.nl."),
    ],
)
def test_an_address_that_cannot_be_read_is_told(visitor, typed: str, words: str) -> None:
    write_comment(visitor)
    visitor.get("/reageren/proef/wie")
    visitor.submit(kind="person")
    visitor.submit(name="Noor", email=typed)
    assert (visitor.answer.status_code, visitor.errors()) == (422, [words])
    assert visitor.page.xpath("//input[@name='name']/@value") == ["Noor"]


def test_an_organisation_gives_its_name(visitor, db) -> None:
    write_comment(visitor)
    visitor.get("/reageren/proef/wie")
    visitor.submit(kind="organisation")
    visitor.submit(email="noor@example.nl")
    assert visitor.errors() == ["Vul de naam van de organisatie in."]
    visitor.submit(organisation="Vereniging Heldere Brief", email="noor@example.nl")
    visitor.submit(publication="named")
    assert visitor.heading == "Controleer uw reactie"
    assert "Vereniging Heldere Brief" in visitor.text


def test_a_name_is_asked_only_from_who_wants_it_public(visitor) -> None:
    write_comment(visitor)
    visitor.get("/reageren/proef/wie")
    visitor.submit(kind="person")
    visitor.submit(email="noor@example.nl")
    visitor.submit(publication="named")
    assert visitor.errors() == ["Vul uw naam in, of kies voor een reactie zonder naam."]
    visitor.submit(publication="unnamed")
    assert visitor.heading == "Controleer uw reactie"


def test_the_preview_shows_exactly_what_becomes_public(visitor) -> None:
    write_comment(visitor)
    visitor.get("/reageren/proef/wie")
    visitor.submit(kind="person")
    visitor.submit(name="Noor de Wit", place="Deventer", email="noor@example.nl")
    named = visitor.page.xpath("//*[@id='voorbeeld-named']")[0].text_content()
    unnamed = visitor.page.xpath("//*[@id='voorbeeld-unnamed']")[0].text_content()
    assert "Noor de Wit" in named
    assert "drie weken" in named
    assert "drie weken" in unnamed
    assert "Noor" not in unnamed
    assert "Deventer" not in unnamed
    assert "noor@" not in named + unnamed


def _facts(db) -> ResponseFacts:
    with db.read() as session:
        return session.scalars(select(Response)).one().facts()


def test_somebody_fills_in_for_another_and_only_drafters_see_that(visitor, db) -> None:
    write_comment(visitor)
    visitor.get("/reageren/proef/wie")
    visitor.submit(kind="other")
    assert "Dat u hielp, wordt niet openbaar." in visitor.text
    assert "Naam van de ander" in visitor.text
    visitor.submit(name="Vader Jansen", place="Deventer", email="dochter@example.nl")
    assert "voor een ander" not in visitor.text
    visitor.submit(publication="named")
    assert "Voor iemand anders" in visitor.text
    assert "zien alleen de makers van het voorstel" in visitor.text
    facts = _facts(db)
    assert (facts.respondent.kind, facts.respondent.helped) == (RespondentKind.PERSON, True)
    assert preview(facts).respondent.helped is False
    visitor.get("/reageren/proef/wie?terug=controle")
    assert visitor.page.xpath("//input[@name='kind'][@checked]/@value") == ["other"]
    visitor.submit(kind="person")
    visitor.submit()
    assert _facts(db).respondent.helped is False


@pytest.mark.parametrize("kind", ["person", "other", "organisation"])
def test_each_choice_of_for_whom_says_what_it_means(visitor, kind: str) -> None:
    write_comment(visitor)
    visitor.get("/reageren/proef/wie")
    [choice] = visitor.page.xpath(f"//input[@name='kind'][@value='{kind}']")
    [meaning] = visitor.page.xpath(f"//*[@id='{choice.get('aria-describedby')}']")
    assert len(meaning.text_content().split()) > 4
