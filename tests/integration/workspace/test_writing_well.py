"""The desk helps to write well: what is hard to read or to use is named when it is saved, on both databases."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest

from consultatie.domain.lifecycle import Stage
from consultatie.models.consultations import TextField
from consultatie.services import consultation_texts, publication_gate, text_quality
from tests import factories
from tests.integration.workspace.drafter_browser import EDIT, FIVE, SVG, begin, file, kept, make_draft

LONG = "Deze zin is zo lang dat niemand hem nog in één keer kan lezen, want hij gaat maar door en hij houdt niet op."
REST = {"changes": "Dit.", "audience": "Iedereen."}


def test_saving_texts_names_what_can_be_better_with_its_field(db, people, anna) -> None:
    make_draft(db, people)
    faults = f"## A\n\n#### B\n\n[klik hier](https://x.example) {LONG}\n\n<table><tr><td>1</td></tr></table>"
    saved = anna.post(f"{EDIT}/teksten/nl", REST | {"summary": "Kort.", "changes": faults})
    page = anna.get(saved.location)
    assert 'id="advies"' in page
    for words in (
        "Deze kop slaat een niveau over: “B”.",
        "Deze link zegt niet waar hij heen gaat: “klik hier”.",
        "Een tabel heeft geen koppen.",
        "woorden. Maak er hoogstens 20 van",
        "Beantwoord ook deze vraag: Waarom?",
    ):
        assert words in page, words
    assert '<a href="#changes">Wat verandert er?</a>' in page


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_summary_begins_with_its_five_questions_and_is_nothing_without_an_answer(
    db, people, anna, language
) -> None:
    begin(anna, people)
    address = f"{EDIT}/teksten/{language}"
    asked = re.search(r'<textarea[^>]*id="summary"[^>]*>\s*(.*?)</textarea>', anna.get(address), re.S)
    assert asked
    assert asked[1].count("?**") == 5
    anna.post(address, {"summary": asked[1], "changes": "Dit."})
    assert [text.field for text in kept(db).texts] == [TextField.CHANGES]
    answered = asked[1].replace("?**", "?** x.")
    assert text_quality.unanswered(f"<p>{answered.replace('**', '')}</p>", language) == []


def test_good_texts_get_no_advice(db, people, anna) -> None:
    make_draft(db, people)
    saved = anna.post(f"{EDIT}/teksten/nl", REST | {"summary": FIVE, "easy": "## Stap\n\nDit is kort."})
    assert 'id="advies"' not in anna.get(saved.location)


def test_a_preview_gives_advice_before_anything_is_saved(db, people, anna) -> None:
    make_draft(db, people)
    preview = anna.post(f"{EDIT}/teksten/nl", REST | {"summary": LONG, "doe": "nakijken"}, status=200)
    assert "woorden. Maak er hoogstens 20 van" in preview.text


def test_a_hard_explanation_stays_open_with_the_advice(db, people, anna) -> None:
    make_draft(db, people)
    saved = anna.post(f"{EDIT}/uitleg/art_2", {"nl": LONG, "en": ""})
    assert saved.location.startswith(f"{EDIT}/uitleg/art_2?")
    assert "woorden. Maak er hoogstens 20 van" in anna.get(saved.location)
    saved = anna.post(f"{EDIT}/uitleg/art_2", {"nl": "U krijgt een brief.", "en": ""})
    assert saved.location.startswith(f"{EDIT}/uitleg?")


def test_an_open_question_blocks_publication_until_the_reason_is_written_but_not_for_the_operator(
    session, ports, clock
) -> None:
    consultation = factories.make_consultation(session, stage=Stage.DRAFT)

    def blocks(field: TextField, text: str, *, operator: bool = False) -> bool:
        consultation_texts.set_texts(
            session, consultation, "nl", {field: text}, markup=ports.markup, by=None, now=clock()
        )
        gaps = publication_gate.missing(session, consultation, clock(), operator=operator)
        return next(gap.blocking for gap in gaps if gap.code == "summary-questions")

    assert blocks(TextField.SUMMARY, FIVE.replace("Waarom", "Hoe"))
    assert not blocks(TextField.SUMMARY, FIVE.replace("Waarom", "Hoe"), operator=True)
    assert not blocks(TextField.SUMMARY_REASON, "De reden staat in de wet.")


def test_a_check_shows_the_places_and_saves_nothing(db, people, anna) -> None:
    make_draft(db, people)
    hard = "De aanvraag wordt onverwijld afgewezen. U krijgt bericht van het UWV."
    page = anna.post(f"{EDIT}/uitleg/art_2", {"nl": hard, "en": "", "doe": "nakijken"}, status=200).text
    assert not kept(db).explanations
    assert f"{hard}</textarea>" in page
    assert '<mark class="hard-word" id="plek-nl-2">onverwijld</mark>' in page
    for words in ("Begin hiermee:", "Schrijf liever “meteen”.", "Wie doet dit?", "Schrijf deze afkorting"):
        assert words in page, words
    assert 'href="#plek-nl-3"' in page
    assert '<h2 id="foutoverzicht' not in page


def test_a_plain_text_is_told_to_be_plain(db, people, anna) -> None:
    make_draft(db, people)
    data = {"nl": "U krijgt een brief. U kunt hem goed lezen.", "en": "", "doe": "nakijken"}
    page = anna.post(f"{EDIT}/uitleg/art_2", data, status=200).text
    assert "Goed te lezen" in page
    assert "Geen plaatsen om na te kijken." in page


def test_english_is_counted_and_not_graded(db, people, anna) -> None:
    make_draft(db, people)
    page = anna.post(
        f"{EDIT}/uitleg/art_2", {"nl": "", "en": "You get a letter.", "doe": "nakijken"}, status=200
    ).text
    assert "Eén zin van 4 woorden." in page
    assert "te lezen</span>" not in page


def test_pictures_and_documents_get_advice(db, people, anna) -> None:
    make_draft(db, people)
    picture = {
        "file": file(SVG, "brief.svg"),
        "eid": "",
        "alt_nl": "brief.svg",
        "description_nl": "Een brief.",
    }
    anna.post(f"{EDIT}/illustraties/nieuw", picture | {"alt_en": "", "description_en": ""})
    assert "is de naam van een bestand" in anna.get(f"{EDIT}/illustraties")
    anna.post(
        f"{EDIT}/documenten",
        {"title": "Toets", "file": file(b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF", "toets.pdf")},
    )
    assert "Niet iedereen kan een PDF lezen." in anna.get(f"{EDIT}/documenten")


def test_a_hard_summary_blocks_publication_until_the_reason_is_written_and_shown(
    session, ports, clock, client
) -> None:
    consultation = factories.make_consultation(session, stage=Stage.DRAFT)

    def write(field: TextField, text: str) -> dict[str, bool]:
        consultation_texts.set_texts(
            session, consultation, "nl", {field: text}, markup=ports.markup, by=None, now=clock()
        )
        gaps = publication_gate.missing(session, consultation, clock(), operator=True)
        return {gap.code: gap.blocking for gap in gaps if gap.code.startswith("summary-")}

    assert write(TextField.SUMMARY, FIVE) == {}
    assert write(TextField.SUMMARY, f"{FIVE} {LONG}") == {"summary-sentence-long": True}
    assert write(TextField.SUMMARY, FIVE + " Het is kort." * 60) == {"summary-long": True}
    assert write(TextField.SUMMARY_REASON, "De wet noemt veel gevallen.") == {"summary-long": False}
    consultation.stage = Stage.PUBLISHED
    session.commit()
    page = client.get("/consultaties/proef").text
    assert "De wet noemt veel gevallen." in page


def test_a_document_is_looked_at_when_it_is_handed_in_and_its_state_is_shown_to_all(db, people, anna) -> None:
    make_draft(db, people)
    page = f"{EDIT}/documenten"
    scan = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(scan)
    handed_in = {"title": "Toets", "file": file(scan.getvalue(), "toets.pdf")}
    refused = anna.post(page, handed_in | {"web_address": "zomaar"}, status=422).text
    assert "Dit is geen adres van een webpagina." in refused
    handed_in["file"] = file(scan.getvalue(), "toets.pdf")
    anna.post(page, handed_in | {"web_address": "https://voorbeeld.nl/toets"})
    shown = anna.get(page)
    assert "Nog niet voor iedereen te lezen" in shown
    assert "De PDF bestaat uit plaatjes van tekst." in shown
    assert "Niet iedereen kan een PDF lezen. Zet" not in shown
    public = anna.get("/consultaties/wet-op-de-proef")
    assert "Toegankelijk: nog niet voor iedereen te lezen." in public
    assert 'href="https://voorbeeld.nl/toets"' in public
