"""What is said about a picture: its alternatives per language, its maker and its licence, checked before they are kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from consultatie.domain.errors import Invalid
from consultatie.domain.licences import LICENCES, OTHER, asks_for_credit
from consultatie.domain.text import normalise, normalise_line
from consultatie.models.pictures import Picture

LONGEST_ALT = 160  # characters; more belongs in the description
LONGEST_DESCRIPTION = 5_000
LONGEST_CREDIT = 200
LONGEST_NOTE = 1_000


@dataclass(frozen=True, slots=True)
class PictureTexts:
    """The words that go with a picture. `decorative`: it tells nothing, so that a screen reader may pass it by."""

    alt: Mapping[str, str] = field(default_factory=dict)
    description: Mapping[str, str] = field(default_factory=dict)
    decorative: bool = False
    credit: str = ""
    licence: str = ""
    licence_note: str = ""


def describe(picture: Picture, texts: PictureTexts) -> None:
    """Write texts on a picture, normalised. Raise Invalid with a code per field: alt_nl, description_en, credit …"""
    clean = PictureTexts(
        alt=_filled({code: normalise_line(text) for code, text in texts.alt.items()}),
        description=_filled({code: normalise(text) for code, text in texts.description.items()}),
        decorative=texts.decorative,
        credit=normalise_line(texts.credit),
        licence=texts.licence,
        licence_note=normalise(texts.licence_note),
    )
    problems = dict(_problems(clean))
    if problems:
        raise Invalid("picture-texts", problems)
    picture.decorative = clean.decorative
    picture.alt = {} if clean.decorative else dict(clean.alt)
    picture.description = {} if clean.decorative else dict(clean.description)
    picture.credit, picture.licence, picture.licence_note = clean.credit, clean.licence, clean.licence_note


def _filled(texts: Mapping[str, str]) -> Mapping[str, str]:
    return {code: text for code, text in texts.items() if text}


def _problems(texts: PictureTexts) -> Iterator[tuple[str, str]]:
    yield from _problems_of_alternatives(texts)
    if len(texts.credit) > LONGEST_CREDIT:
        yield "credit", "credit-too-long"
    elif not texts.credit and asks_for_credit(texts.licence):
        yield "credit", "credit-missing"
    if texts.licence and texts.licence not in LICENCES:
        yield "licence", "licence-unknown"
    if len(texts.licence_note) > LONGEST_NOTE:
        yield "licence_note", "text-too-long"
    elif not texts.licence_note and texts.licence == OTHER:
        yield "licence_note", "licence-note-missing"


def _problems_of_alternatives(texts: PictureTexts) -> Iterator[tuple[str, str]]:
    if texts.decorative:
        if texts.alt or texts.description:
            yield "decorative", "decorative-with-texts"
        return
    if not texts.alt.get("nl"):
        yield "alt_nl", "alt-missing"
    for code, line in texts.alt.items():
        if len(line) > LONGEST_ALT:
            yield f"alt_{code}", "alt-too-long"
    for code, words in texts.description.items():
        if len(words) > LONGEST_DESCRIPTION:
            yield f"description_{code}", "text-too-long"
