"""The parts of a draft: what is filled in is kept, changed and removed, and a mistake is named, on both databases."""

from __future__ import annotations

import re

import pytest

from tests import factories
from tests.integration.workspace.drafter_browser import EDIT, SVG, file, kept, make_draft


@pytest.mark.parametrize(
    ("path", "data", "field"),
    [
        ("/werkplek/nieuw", {"title": "", "kind": "act"}, "title"),
        (f"{EDIT}/termijn", {"opens": "morgen", "closes": "2027-04-20"}, "opens"),
        (f"{EDIT}/termijn", {"opens": "2027-04-20", "closes": "2027-03-01"}, "closes"),
        (f"{EDIT}/vragen/nieuw", {"kind": "one", "eid": "", "nl": "Wie?", "options_nl": "Een"}, "options_nl"),
        (
            f"{EDIT}/vragen/nieuw",
            {"kind": "one", "eid": "", "nl": "Wie?", "options_nl": "A\nB", "options_en": "A"},
            "options_en",
        ),
        (f"{EDIT}/vragen/nieuw", {"kind": "open", "eid": "", "nl": ""}, "nl"),
        (f"{EDIT}/documenten", {"title": "Toets"}, "file"),
        (f"{EDIT}/wettekst", {}, "file"),
        (f"{EDIT}/teksten/nl", {"summary": "x" * 100_001}, "summary"),
        (f"{EDIT}/illustraties/nieuw", {"eid": "", "alt_nl": "Een boom."}, "file"),
    ],
)
def test_a_mistake_is_named_at_its_field_and_in_the_summary(db, people, anna, path, data, field) -> None:
    make_draft(db, people)
    answer = anna.post(path, data, status=422)
    assert 'id="foutoverzicht"' in answer.text
    assert re.search(rf'id="{field}-fout"', answer.text)
    assert f'href="#{field}"' in answer.text
    assert answer.text.count("<title>Fout:") == 1
    for typed in data.values():
        if len(typed) in range(4, 100) and typed != "morgen":
            assert typed in answer.text or typed == data.get("options_nl"), f"{typed} was lost"


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"%PDF-1.7", "wet.pdf", "wettekst met artikelen"),
        (b"<a><b></a>", "wet.xml", "niet heel"),
        (b"", "leeg.md", "leeg"),
        (b"hallo", "hallo.md", "wettekst met artikelen"),
        (b"# Wet\n\n### Artikel 1\n\n\xff\xfe", "wet.md", "letters in dit bestand"),
    ],
)
def test_a_file_that_is_no_bill_is_refused_and_nothing_changes(db, people, anna, data, name, words) -> None:
    make_draft(db, people)
    answer = anna.post(f"{EDIT}/wettekst", {"file": file(data, name)}, status=422)
    assert words in answer.text
    assert len(kept(db).versions) == 1


def test_a_new_file_takes_the_place_of_the_old_one_in_a_draft(db, people, anna) -> None:
    make_draft(db, people)
    changed = factories.BILL.replace("Begrippen", "Woorden")
    anna.post(f"{EDIT}/wettekst", {"file": file(changed.encode(), "wet.md")})
    assert "Artikel 1. Woorden" in anna.get(f"{EDIT}/wettekst/controle")
    assert [version.number for version in kept(db).versions] == [1]


def test_warnings_are_shown_with_their_place(db, people, anna) -> None:
    make_draft(db, people)
    twice = factories.BILL.replace("Artikel 3", "Artikel 2")
    anna.post(f"{EDIT}/wettekst", {"file": file(twice.encode(), "wet.md")})
    check = anna.get(f"{EDIT}/wettekst/controle")
    assert "Een nummer dat twee keer voorkomt." in check
    assert "art_2_2" in check


def test_illustrations_change_places_and_go_after_a_question(db, people, anna) -> None:
    make_draft(db, people)
    for alt, colour in (("Een boom.", b"green"), ("Een bank.", b"brown")):
        data = {
            "file": file(SVG.replace(b"<rect", b"<rect fill='" + colour + b"'"), "x.svg"),
            "eid": "",
            "alt_nl": alt,
            "description_nl": "Lang.",
        }
        anna.post(f"{EDIT}/illustraties/nieuw", data)
    first, second = kept(db).illustrations
    anna.post(f"{EDIT}/illustraties/{second.id}/plaats", {"naar": "voor"}, form_at=f"{EDIT}/illustraties")
    assert [one.picture.alt["nl"] for one in kept(db).illustrations] == ["Een bank.", "Een boom."]
    anna.post(
        f"{EDIT}/illustraties/{first.id}", {"eid": "art_1", "alt_nl": "Een eik.", "description_nl": "Lang."}
    )
    assert "Een eik." in anna.get(f"{EDIT}/illustraties/{first.id}/verwijderen")
    anna.post(f"{EDIT}/illustraties/{first.id}/verwijderen", {})
    assert [one.picture.alt["nl"] for one in kept(db).illustrations] == ["Een bank."]


def test_a_picture_that_is_none_is_refused_and_the_texts_stay(db, people, anna) -> None:
    make_draft(db, people)
    data = {
        "file": file(b"geen plaatje", "x.png"),
        "eid": "art_2",
        "alt_nl": "Een boom.",
        "description_nl": "Een hoge boom.",
    }
    answer = anna.post(f"{EDIT}/illustraties/nieuw", data, status=422)
    assert "Wij kunnen deze afbeelding niet lezen." in answer.text
    assert "Een hoge boom." in answer.text
    assert '<option selected value="art_2">' in answer.text


def test_questions_and_documents_are_removed_after_a_question(db, people, anna) -> None:
    make_draft(db, people)
    anna.post(f"{EDIT}/vragen/nieuw", {"kind": "open", "eid": "", "nl": "Wat vindt u?", "en": ""})
    anna.post(
        f"{EDIT}/vragen/q1/wijzigen", {"kind": "scale", "eid": "art_1", "nl": "Hoe duidelijk?", "en": ""}
    )
    assert kept(db).questions[0].texts == {"nl": "Hoe duidelijk?"}
    anna.post(f"{EDIT}/vragen/q1/verwijderen", {})
    anna.post(f"{EDIT}/documenten", {"title": "Toets", "file": file(b"tekst", "t.txt")})
    anna.post(f"{EDIT}/documenten/{kept(db).documents[0].id}/verwijderen", {})
    assert (kept(db).questions, kept(db).documents) == ([], [])


def test_what_is_typed_is_normalised_and_escaped(db, people, anna) -> None:
    make_draft(db, people)
    anna.post(f"{EDIT}/uitleg/art_1", {"nl": "Een\x00 <script>x</script> brief\u202e.", "en": ""})
    [explanation] = kept(db).explanations
    assert explanation.html == "<p>Een  brief.</p>"
    assert "\x00" not in explanation.markdown
