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


def size(number: int) -> str:
    """Return a number of bytes as people read it: "12 kB", "1,4 MB"."""
    if number < 1_000_000:
        return f"{format_decimal(max(1, round(number / 1000)))} kB"
    return f"{format_decimal(round(number / 1_000_000, 1))} MB"


def register(app: Flask) -> None:
    """Give every template this module as `file_words`."""
    app.jinja_env.globals["file_words"] = sys.modules[__name__]
