"""What drafters are told about their texts: each fault is found, and good text is left in peace."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from consultatie.adapters.markup import CleanMarkup
from consultatie.models.consultations import Document, TextField
from consultatie.models.files import StoredFile
from consultatie.models.pictures import Picture
from consultatie.services import text_quality

DEMO = Path(__file__).parents[2] / "consultatie" / "cli" / "demo"
_markup = CleanMarkup(100_000)
LONG = "Wij schrijven hier een zin die veel langer is dan u prettig vindt om te lezen, want hij gaat maar door en door."


def codes(markdown: str, field: TextField = TextField.CHANGES, language: str = "nl") -> set[str]:
    return {one.code for one in text_quality.of_text(field, markdown, _markup.render(markdown), language)}


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Dit is kort.", set()),
        ("", set()),
        ("## Een\n\nTekst.\n\n### Twee\n\nTekst.\n\n## Drie\n\nTekst.", set()),
        ("## Een\n\nTekst.\n\n#### Twee\n\nTekst.", {"heading-skipped"}),
        ("#### Eerst diep\n\nTekst.\n\n## Dan hoog\n\nTekst.", set()),
        ("Lees [klik hier](https://x.example).", {"link-says-nothing"}),
        ("Lees [Klik hier.](https://x.example)", {"link-says-nothing"}),
        ("Zie [https://x.example/a](https://x.example/a).", {"link-says-nothing"}),
        ("Zie [meer informatie](https://x.example).", {"link-says-nothing"}),
        ("Read [here](https://x.example).", {"link-says-nothing"}),
        ("Lees [de brief van de minister](https://x.example).", set()),
        ("Klik hier voor de [brief van de minister](https://x.example).", {"click-here"}),
        ("![](plaatje.png) Tekst.", {"picture-in-text"}),
        ("| Wie | Wat |\n| --- | --- |\n| u | brief |", set()),
        ("|  |  |\n| --- | --- |\n| u | brief |", {"table-without-header"}),
        ("<table><tr><td>u</td></tr></table>", {"table-without-header"}),
        (LONG, {"sentence-long", "sentences-long"}),
        (f"Kort. {LONG} Kort. Kort. Heel kort.", {"sentence-long"}),
    ],
)
def test_a_fault_in_a_text_is_found(markdown: str, expected: set[str]) -> None:
    assert codes(markdown) == expected


def test_hard_words_are_found_in_short_sentences_too() -> None:
    assert codes("Zulks geschiedt onverwijld krachtens voornoemde bepaling.") == {"too-hard"}


def test_a_finding_quotes_what_it_is_about() -> None:
    (found,) = text_quality.of_text(
        TextField.GOAL, "## A\n\n#### Deze kop\n", _markup.render("## A\n\n#### Deze kop\n"), "nl"
    )
    assert (found.code, found.quote) == ("heading-skipped", "Deze kop")


FIVE = (
    "**Wat verandert er?** Veel.\n\n**Voor wie?** U.\n\n**Wanneer?** Nu.\n\n**Waarom?** Beter.\n\n"
    "**Wat vragen we u?** Alles."
)


def test_a_summary_answers_five_questions_in_150_words() -> None:
    assert codes(FIVE, TextField.SUMMARY) == set()
    assert codes(FIVE.replace("Waarom", "Hoe"), TextField.SUMMARY) == {"summary-questions"}
    assert codes(FIVE.replace(" Beter.", ""), TextField.SUMMARY) == {"summary-questions"}
    assert codes(FIVE.replace(" Alles.", " Bent u voor? Of tegen?"), TextField.SUMMARY) == set()
    assert codes(FIVE + "\n\nHet is kort. " * 60, TextField.SUMMARY) == {"summary-long"}
    assert codes(FIVE + f"\n\n{LONG}", TextField.SUMMARY) == {"sentence-long"}


def test_easy_language_is_held_to_eight_words() -> None:
    assert codes("## Stap\n\nDit is kort.\n\nDit ook.", TextField.EASY) == set()
    nine = "Dit is een zin van negen woorden in totaal."
    assert codes(f"{nine}\n\n{nine}", TextField.EASY) == {"easy-sentences-long"}
    assert codes(f"Ja.\n\nNee.\n\nJa.\n\n{LONG}", TextField.EASY) == {"easy-sentence-long"}
    assert codes("Dit is kort. Dit ook.", TextField.EASY) == {"easy-line"}


def test_the_title_and_the_reason_are_left_alone() -> None:
    assert codes(LONG, TextField.TITLE) == codes(LONG, TextField.SUMMARY_REASON) == set()


@pytest.mark.parametrize(
    ("alt", "expected"),
    [
        ("Een brief met vijf regels.", set()),
        ("brief.svg", {"alt-file-name"}),
        ("IMG_2031", {"alt-file-name"}),
        ("Een plaatje van een brief.", {"alt-picture-of"}),
        ("Picture of a letter.", {"alt-picture-of"}),
        ("Een brief. " * 20, {"alt-long"}),
    ],
)
def test_alternatives_say_what_is_there(alt: str, expected: set[str]) -> None:
    picture = Picture(alt={"nl": alt}, description={"nl": "Lang."}, decorative=False, licence="CC0-1.0")
    found = text_quality.of_picture(picture)
    assert {one.code for one in found} == expected


@pytest.mark.parametrize(("kind", "expected"), [("application/pdf", ["pdf-only"]), ("text/plain", [])])
def test_a_pdf_needs_a_text_beside_it(kind: str, expected: list[str]) -> None:
    file = StoredFile(key="a", name="x", media_type=kind, size=1)
    document = Document(title="Toets", file=file, web_address="")
    assert [one.code for one in text_quality.of_document(document)] == expected
    document.web_address, document.lacks = "https://example.nl/toets", ["pdf-title"]
    assert [one.code for one in text_quality.of_document(document)] == ["pdf-title"]


@pytest.mark.parametrize("slug", ["begrijpelijke-brief", "huisnummer-woonboot", "samen-spelen"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_texts_of_the_demonstration_keep_to_it_themselves(slug: str, language: str) -> None:
    texts = tomllib.loads((DEMO / slug / "consultatie.toml").read_text())[language]
    for name, markdown in texts.items():
        assert codes(markdown, TextField(name), language) == set(), name
