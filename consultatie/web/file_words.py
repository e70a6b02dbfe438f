"""Words for files: what is in one, in which format, how large, and whether everyone can use it. Templates reach them as `file_words`."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from flask import Flask
from flask_babel import format_decimal
from flask_babel import gettext as _


def document_state(lacks: Sequence[str] | None) -> str:
    """Return whether everyone can use a document beside the bill, as far as a program can see."""
    if lacks is None:
        return _("nog niet bekeken")
    return _("nog niet voor iedereen te lezen") if lacks else _("geen gebreken gevonden")


def edition(work: str) -> str:
    """Return what is in a file that people keep."""
    return {
        "whole": _("De hele consultatie"),
        "bill": _("De wettekst"),
        "form": _("Formulier om te reageren"),
        "report": _("Het verslag"),
    }[str(work)]


def edition_format(value: str) -> str:
    """Return in what sort of file it is kept."""
    return {
        "pdf": _("PDF"),
        "pdf-large": _("PDF met grote letters"),
        "epub": _("EPUB voor e-readers"),
        "html": _("HTML voor de browser"),
        "akn": _("Akoma Ntoso (XML)"),
        "md": _("Markdown"),
        "docx": _("Word (DOCX)"),
        "odt": _("OpenDocument (ODT)"),
    }[value]


def kind(media_type: str) -> str:
    """Return what sort of file somebody handed in, in a word."""
    return {
        "application/pdf": _("PDF"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _("Word (DOCX)"),
        "application/vnd.oasis.opendocument.text": _("OpenDocument (ODT)"),
        "text/plain": _("tekst zonder opmaak"),
    }.get(media_type, _("bestand"))


def why_no_text(code: str) -> str:
    """Return why there is no text of a file; without a code it still waits to be read."""
    return {
        "": _("Wij lezen dit bestand nog. Over een paar minuten staat de tekst hier."),
        "scan": _("Dit bestand is een scan: een plaatje van tekst. Wij kunnen er geen woorden uit halen."),
        "no-text": _("In dit bestand staat geen tekst."),
        "letters-unknown": _("Dit bestand zegt niet welke letters erin staan. Wij kunnen het niet lezen."),
        "encrypted": _("Dit bestand is op slot met een wachtwoord. Wij kunnen het niet lezen."),
        "macros": _("In dit bestand staan programma's. Daarom lezen wij het niet."),
        "external-links": _("Dit bestand haalt iets van buiten op. Daarom lezen wij het niet."),
        "zip-bomb": _("Dit bestand wordt te groot als wij het openen. Daarom lezen wij het niet."),
        "too-large": _("Dit bestand is te groot om te lezen."),
        "took-too-long": _("Het lezen van dit bestand duurde te lang. Daarom zijn wij gestopt."),
    }.get(code, _("Wij konden dit bestand niet lezen. Misschien is het beschadigd."))


def size(number: int) -> str:
    """Return a number of bytes as people read it: "12 kB", "1,4 MB"."""
    if number < 1_000_000:
        return f"{format_decimal(max(1, round(number / 1000)))} kB"
    return f"{format_decimal(round(number / 1_000_000, 1))} MB"


def register(app: Flask) -> None:
    """Give every template this module as `file_words`."""
    app.jinja_env.globals["file_words"] = sys.modules[__name__]
