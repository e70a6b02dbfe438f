"""ATAG 2.0, part B: each fault that keeps people out is refused or named when a drafter saves it. One test a fault."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.workspace.drafter_browser import EDIT, FIVE, SVG, file, make_draft

TEXTS = {"summary": FIVE, "changes": "Dit.", "audience": "Iedereen."}
HARD = "Zulks geschiedt onverwijld krachtens voornoemde bepaling."
PICTURE = {
    "eid": "",
    "alt_nl": "Een brief.",
    "description_nl": "Een brief op een mat.",
    "licence": "LicenseRef-own",
}
VIDEO = {"kind": "sign", "subject": "overview", "language": "nl", "transcript": "Dit is een plan."}
MP4 = b"\0\0\0\x18ftypisom\0\0\2\0isomiso2"


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("## Een\n\nTekst.\n\n#### Twee\n\nTekst.", "Deze kop slaat een niveau over: “Twee”."),
        ("Lees [klik hier](https://x.example).", "Deze link zegt niet waar hij heen gaat: “klik hier”."),
        ("Klik hier voor de [brief](https://x.example).", "Noem waar een link heen gaat."),
        ("|  |  |\n| --- | --- |\n| u | brief |", "Een tabel heeft geen koppen."),
        ("![](plaatje.png) Tekst.", "Een plaatje in de tekst valt weg."),
        (HARD, "De woorden zijn moeilijk."),
        ("Dit is een zin " + "die maar door gaat " * 5 + "zonder einde.", "Maak er hoogstens 20 van"),
    ],
)
@pytest.mark.parametrize("place", ["texts", "explanation"])
def test_a_fault_in_a_text_is_named_when_it_is_saved(db, people, anna, place, fault, words) -> None:
    make_draft(db, people)
    if place == "texts":
        saved = anna.post(f"{EDIT}/teksten/nl", TEXTS | {"changes": fault})
    else:
        saved = anna.post(f"{EDIT}/uitleg/art_2", {"nl": fault, "en": ""})
    page = anna.get(saved.location)
    advice = page[page.index('id="advies"') :]
    assert words in advice[: advice.index("</ul>")]


def refused(anna: Any, path: str, data: dict[str, Any]) -> str:
    page = str(anna.post(f"{EDIT}/{path}", data, status=422).text)
    summary = page[page.index('id="foutoverzicht"') :]
    return summary[: summary.index("</ul>")]


def test_a_summary_that_leaves_a_question_open_is_named(db, people, anna) -> None:
    make_draft(db, people)
    saved = anna.post(f"{EDIT}/teksten/nl", TEXTS | {"summary": FIVE.replace("Waarom", "Hoe")})
    assert "Beantwoord ook deze vraag: Waarom?" in anna.get(saved.location)


def test_a_picture_without_an_alternative_is_refused(db, people, anna) -> None:
    make_draft(db, people)
    data = PICTURE | {"file": file(SVG, "brief.svg"), "alt_nl": ""}
    assert "Schrijf in één zin wat er te zien is." in refused(anna, "illustraties/nieuw", data)


def test_a_picture_described_by_the_name_of_its_file_is_named(db, people, anna) -> None:
    make_draft(db, people)
    anna.post(f"{EDIT}/illustraties/nieuw", PICTURE | {"file": file(SVG, "brief.svg"), "alt_nl": "brief.svg"})
    assert "is de naam van een bestand" in anna.get(f"{EDIT}/illustraties")


def test_a_video_without_captions_is_refused(db, people, anna) -> None:
    make_draft(db, people)
    data = VIDEO | {"file": file(MP4, "ngt.mp4")}
    assert "Een video heeft ondertitels nodig." in refused(anna, "geluid-en-gebarentaal", data)


def test_a_step_of_the_easy_text_without_a_picture_is_named(db, people, anna) -> None:
    make_draft(db, people)
    step = {
        "count": "1",
        "heading_0": "Een brief",
        "text_0": "De brief is kort.",
        "picture_0": "",
        "doe": "bewaar",
    }
    saved = anna.post(f"{EDIT}/makkelijk/nl", step)
    assert "Geef deze stap een plaatje." in anna.get(saved.location)
