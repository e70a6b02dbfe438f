"""What can be better in a drafter's texts, in words, each with the field where it is mended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from consultatie.models.consultations import Document, Figure, TextField
from consultatie.models.pictures import Picture
from consultatie.services import text_quality
from consultatie.services.easy_reading import Step
from consultatie.services.text_quality import Finding
from consultatie.web import labels
from consultatie.web.workspace.desk import language_in_words


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of advice: what it is about, the sentence, and the id of the field (empty: none on this page)."""

    about: str
    text: str
    field: str = ""


def on_texts(texts: Mapping[TextField, str], html: Mapping[TextField, str], language: str) -> list[Advice]:
    """Return the advice on the texts around a bill in one language."""
    return [
        Advice(labels.text_field(field.value), sentence(finding), field.value)
        for field, markdown in texts.items()
        for finding in text_quality.of_text(field, markdown, html.get(field, ""), language)
    ]


def on_explanations(kept: Mapping[str, tuple[str, str]], names: Mapping[str, str]) -> list[Advice]:
    """Return the advice on explanations, given as (Markdown, HTML) by language; `names` are the labels of their fields."""
    return [
        Advice(names[language], sentence(finding), language)
        for language, (markdown, html) in kept.items()
        for finding in text_quality.of_explanation(markdown, html, language)
    ]


def on_easy(findings: Iterable[Finding], steps: Sequence[Step]) -> list[Advice]:
    """Return the advice on a text in easy language, and on its steps without a picture."""
    pictures = [
        Advice(
            _("Stap %(n)s", n=n),
            _("Geef deze stap een plaatje. Dat helpt wie moeilijk leest."),
            f"picture_{n - 1}",
        )
        for n, step in enumerate(steps, start=1)
        if step.picture is None
    ]
    return [*(Advice(labels.text_field("easy"), sentence(one)) for one in findings), *pictures]


def on_picture(picture: Picture, name: str, languages: Iterable[str]) -> list[Advice]:
    """Return the advice on a picture and its alternatives."""
    return [Advice(name, sentence(finding)) for finding in text_quality.of_picture(picture, languages)]


def on_figure(figure: Figure, name: str, languages: Iterable[str]) -> list[Advice]:
    """Return the advice on a figure: the languages in which it is shown in Dutch."""
    return [
        Advice(name, _("Niet alles is er in het %(language)s.", language=language_in_words(finding.quote)))
        for finding in text_quality.of_figure(figure, languages)
    ]


def on_documents(documents: Iterable[Document]) -> list[Advice]:
    """Return the advice on documents."""
    return [
        Advice(document.title, sentence(finding))
        for document in documents
        for finding in text_quality.of_document(document)
    ]


def sentence(finding: Finding) -> str:
    """Return what can be better and how."""
    quote, number = finding.quote, finding.number
    sentences = {
        "sentence-long": _(
            "Een zin heeft %(n)s woorden. Maak er hoogstens 20 van: “%(quote)s”", n=number, quote=quote
        ),
        "sentences-long": _("De zinnen hebben gemiddeld %(n)s woorden. Streef naar 12.", n=number),
        "too-hard": _("De woorden zijn moeilijk. Bij Leesbaarheid staat wat u het eerst verandert."),
        "summary-long": _("De tekst heeft %(n)s woorden. Maak hem hoogstens 150 woorden lang.", n=number),
        "summary-questions": _("Beantwoord ook deze vraag: %(question)s", question=_question(number)),
        "easy-sentence-long": _(
            "Een zin heeft %(n)s woorden. Deel hem in tweeën: “%(quote)s”", n=number, quote=quote
        ),
        "easy-sentences-long": _("De zinnen hebben gemiddeld %(n)s woorden. Streef naar 8.", n=number),
        "easy-line": _(
            "Zet elke zin op een eigen regel. Hier staan er meer op één regel: “%(quote)s”", quote=quote
        ),
        "heading-skipped": _(
            "Deze kop slaat een niveau over: “%(quote)s”. Gebruik één hekje minder.", quote=quote
        ),
        "picture-in-text": _(
            "Een plaatje in de tekst valt weg. Voeg het toe bij Illustraties, met een beschrijving."
        ),
        "link-says-nothing": _(
            "Deze link zegt niet waar hij heen gaat: “%(quote)s”. Noem de pagina.", quote=quote
        ),
        "click-here": _("Noem waar een link heen gaat. Dan weet ook iemand die niet kan zien wat er komt."),
        "table-without-header": _(
            "Een tabel heeft geen koppen. Zet in de eerste rij wat er in elke kolom staat."
        ),
        "alt-file-name": _("“%(quote)s” is de naam van een bestand. Schrijf wat er te zien is.", quote=quote),
        "alt-picture-of": _(
            "Begin niet met plaatje of foto: “%(quote)s”. Zeg meteen wat er te zien is.", quote=quote
        ),
        "alt-long": _(
            "De korte beschrijving heeft %(n)s tekens. Houd het bij 160 en zet de rest bij de lange.",
            n=number,
        ),
        "description-missing": _("De lange beschrijving ontbreekt nog. Vertel het hele verhaal."),
        "alt-language-missing": _("De korte beschrijving is er nog niet in elke taal."),
        "picture-small-text": _(
            "De kleinste letters zijn op een telefoon %(n)s pixels hoog. Maak ze groter, of haal woorden weg.",
            n=number,
        ),
        "licence-missing": _("Kies hoe iedereen het plaatje mag gebruiken."),
        "pdf-only": _(
            "Niet iedereen kan een PDF lezen. Zet de tekst ook op een webpagina en geef het adres."
        ),
    }
    return (sentences | _document_sentences())[finding.code]


def _document_sentences() -> dict[str, str]:
    """Return what is wrong with a document beside the bill and how to mend it, by code of adapters/documents/inspection."""
    return {
        "pdf-untagged": _(
            "De PDF zegt niet wat een kop, lijst of tabel is. Maak hem opnieuw en kies voor labels of PDF/UA."
        ),
        "pdf-language": _("De PDF zegt niet in welke taal hij is. Kies de taal in Word en maak hem opnieuw."),
        "pdf-title": _("De PDF heeft geen titel. Vul in Word bij Info een titel in en maak hem opnieuw."),
        "pdf-no-text": _(
            "De PDF bestaat uit plaatjes van tekst. Maak hem opnieuw uit het bestand met de tekst."
        ),
        "pdf-encrypted": _("Deze PDF vraagt om een wachtwoord. Haal het wachtwoord eraf."),
        "pdf-locked": _("De beveiliging van de PDF houdt voorlezen tegen. Haal de beveiliging eraf."),
        "docx-headings": _("Het document heeft geen koppen. Gebruik in Word de stijlen Kop 1 en Kop 2."),
        "docx-table-headers": _("Een tabel heeft geen koprij. Kies in Word: Veldnamenrij herhalen."),
        "docx-alternatives": _("Een plaatje heeft geen beschrijving. Kies in Word: Alternatieve tekst."),
        "docx-language": _("Het document zegt niet in welke taal het is. Kies de taal in Word."),
        "unreadable": _("Wij kunnen dit bestand niet openen. Kijk of het bij u wel opengaat."),
    }


def five_questions() -> tuple[str, ...]:
    """Return the fixed questions of "In het kort" in the reader's language, in the order of text_quality.QUESTIONS."""
    return (
        _("Wat verandert er?"),
        _("Voor wie?"),
        _("Wanneer?"),
        _("Waarom?"),
        _("Wat vragen we u?"),
    )


def _question(place: int) -> str:
    questions = five_questions()
    return questions[place] if place < len(questions) else ""
