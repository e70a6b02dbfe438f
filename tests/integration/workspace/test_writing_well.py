"""The desk helps to write well: what is hard to read or to use is named when it is saved, on both databases."""

from __future__ import annotations

from consultatie.domain.lifecycle import Stage
from consultatie.models.consultations import TextField
from consultatie.services import consultation_texts, publication_gate
from tests import factories
from tests.integration.workspace.drafter_browser import EDIT, SVG, file, make_draft

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
        "Beantwoord vijf vragen",
    ):
        assert words in page, words
    assert '<a href="#changes">Wat verandert er?</a>' in page


def test_good_texts_get_no_advice(db, people, anna) -> None:
    make_draft(db, people)
    five = "Wat verandert er? Veel. Voor wie? U. Wanneer? Nu. Waarom? Beter. Wat vragen we u? Alles."
    saved = anna.post(f"{EDIT}/teksten/nl", REST | {"summary": five, "easy": "## Stap\n\nDit is kort."})
    assert 'id="advies"' not in anna.get(saved.location)


def test_a_preview_gives_advice_before_anything_is_saved(db, people, anna) -> None:
    make_draft(db, people)
    preview = anna.post(f"{EDIT}/teksten/nl", REST | {"summary": LONG, "doe": "voorbeeld"}, status=200)
    assert "woorden. Maak er hoogstens 20 van" in preview.text


def test_a_hard_explanation_stays_open_with_the_advice(db, people, anna) -> None:
    make_draft(db, people)
    saved = anna.post(f"{EDIT}/uitleg/art_2", {"nl": LONG, "en": ""})
    assert saved.location.startswith(f"{EDIT}/uitleg/art_2?")
    assert "woorden. Maak er hoogstens 20 van" in anna.get(saved.location)
    saved = anna.post(f"{EDIT}/uitleg/art_2", {"nl": "U krijgt een brief.", "en": ""})
    assert saved.location.startswith(f"{EDIT}/uitleg?")


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

    assert write(TextField.SUMMARY, "Dit is kort.") == {}
    assert write(TextField.SUMMARY, LONG) == {"summary-sentence-long": True, "summary-sentences-long": True}
    assert write(TextField.SUMMARY, "Het is kort. " * 60) == {"summary-long": True}
    assert write(TextField.SUMMARY_REASON, "De wet noemt veel gevallen.") == {"summary-long": False}
    consultation.stage = Stage.PUBLISHED
    session.commit()
    page = client.get("/consultaties/proef").text
    assert "De wet noemt veel gevallen." in page
