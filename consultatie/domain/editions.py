"""Editions: a consultation, its bill, its report or its response form as a file that people keep.

Belongs here: which there are, and what their files are called. Not here: making them (http/editions), keeping them
(services/editions).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Work(StrEnum):
    """What is in an edition."""

    WHOLE = "whole"  # texts, questions, law with explanations and pictures, memorandum
    BILL = "bill"  # the law text with its memorandum
    FORM = "form"  # the response form for pen and paper
    REPORT = "report"


FORMATS: Final[dict[Work, tuple[str, ...]]] = {
    Work.WHOLE: ("pdf", "pdf-large", "epub", "html"),
    Work.BILL: ("pdf", "html", "epub", "akn", "md"),
    Work.FORM: ("pdf", "pdf-large"),
    Work.REPORT: ("pdf", "docx", "odt", "html", "md"),
}
"""The formats of each work, in the order in which they are offered. "pdf-large" is large print."""

MEDIA_TYPES: Final = {
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "html": "text/html; charset=utf-8",
    "akn": "application/akn+xml",
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
}
_ENDINGS: Final = {"akn": "xml"}
_NAMES: Final = {
    Work.WHOLE: "consultatie",
    Work.BILL: "wettekst",
    Work.FORM: "formulier",
    Work.REPORT: "verslag",
}
LARGE: Final = "-large"


def base_format(format_: str) -> str:
    """Return the kind of file of a format: "pdf" for "pdf-large"."""
    return format_.removesuffix(LARGE)


def media_type(format_: str) -> str:
    """Return the media type of a format."""
    return MEDIA_TYPES[base_format(format_)]


def file_name(slug: str, work: Work, language: str, format_: str) -> str:
    """Return the name of a file, also the last part of its address: "gezonde-lucht-formulier-groot-nl.pdf"."""
    kind = base_format(format_)
    large = "-groot" if format_.endswith(LARGE) else ""
    return f"{slug}-{_NAMES[work]}{large}-{language}.{_ENDINGS.get(kind, kind)}"
