"""How readable a text is, in words and at its places: what the editor of a text shows beside it.

Belongs here: the words, and where the marks stand. What is hard and how hard is counted in analysis.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Final

from flask_babel import gettext as _
from flask_babel import ngettext

from consultatie.analysis import hard_places
from consultatie.analysis.hard_places import Place
from consultatie.analysis.plain_language import Level, grade
from consultatie.analysis.plain_text import from_html, shortened
from consultatie.analysis.readability import lengths
from consultatie.analysis.sentences import sentences

CHECK: Final = "nakijken"  # the value of the button that shows a text checked, and saves nothing
QUOTED: Final = 60  # characters of a sentence that the list repeats
TONES: Final = {Level.PLAIN: "answer", Level.FAIR: "neutral", Level.HARD: "warning"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a sentence; `number` is that of the item that tells what is hard about them, 0 for nothing."""

    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in pieces; `number` is that of the item about the whole of it, 0 for none."""

    pieces: tuple[Piece, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Item:
    """What is hard at one place: its number, the words there, and what to do about them."""

    number: int
    quote: str
    text: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A checked text: id of its field, its name, the grade in words (empty where we cannot grade), and the places by line."""

    field: str
    title: str
    language: str
    grade: str
    tone: str
    first: tuple[str, ...]
    figures: str
    lines: tuple[tuple[Sentence, ...], ...]
    items: tuple[Item, ...]

    @property
    def places(self) -> str:
        """Return how many places there are to look at, in words."""
        number = len(self.items)
        found = ngettext("%(num)s plaats om na te kijken.", "%(num)s plaatsen om na te kijken.", number)
        return found if number else _("Geen plaatsen om na te kijken.")


def of(
    field: str, title: str, html: str, language: str, *, longest: int = hard_places.LONGEST_SENTENCE
) -> Panel | None:
    """Return a text of a drafter, as clean HTML, checked; None when it has no words. `longest` is the limit of a sentence."""
    text = from_html(html)
    if not lengths(text, language).words:
        return None
    graded = grade(text) if language == "nl" else None
    lines, items = _marked(text, language, longest)
    return Panel(
        field,
        title,
        language,
        _level(graded.level) if graded else "",
        TONES[graded.level] if graded else "neutral",
        tuple(_change(one) for one in graded.first) if graded else (),
        _figures(text, language),
        lines,
        items,
    )


def _figures(text: str, language: str) -> str:
    measured = lengths(text, language)
    return ngettext(
        "Eén zin van %(longest)s woorden.",
        "%(num)s zinnen, gemiddeld %(mean)s woorden. De langste heeft er %(longest)s.",
        measured.sentences,
        mean=round(measured.per_sentence),
        longest=measured.longest_words,
    )


def _marked(
    text: str, language: str, longest: int
) -> tuple[tuple[tuple[Sentence, ...], ...], tuple[Item, ...]]:
    """Return the sentences by line with their marks, and the items numbered in reading order."""
    whole = {one.start: one for one in hard_places.of_sentences(text, language, longest)}
    words = hard_places.of_words(text, language)
    numbers, items, lines = count(1), [], []
    line_end = -1
    for sentence in sentences(text, language):
        marked = []
        if place := whole.get(sentence.start):
            marked.append(place)
        inside = [one for one in words if sentence.start <= one.start and one.end <= sentence.end]
        numbered = {one: next(numbers) for one in (*marked, *inside)}
        items += [
            Item(number, _quote(text, one), _sentence(one, longest)) for one, number in numbered.items()
        ]
        shown = Sentence(
            tuple(_pieces(text, sentence.start, sentence.end, {one: numbered[one] for one in inside})),
            numbered[marked[0]] if marked else 0,
        )
        if sentence.start > line_end:
            lines.append([shown])
            following = text.find("\n", sentence.start)
            line_end = following if following >= 0 else len(text)
        else:
            lines[-1].append(shown)
    return tuple(map(tuple, lines)), tuple(items)


def _pieces(text: str, start: int, end: int, inside: dict[Place, int]) -> list[Piece]:
    found = []
    for place, number in inside.items():
        found += [Piece(text[start : place.start]), Piece(text[place.start : place.end], number)]
        start = place.end
    return [piece for piece in (*found, Piece(text[start:end])) if piece.text]


def _quote(text: str, place: Place) -> str:
    return shortened(text[place.start : place.end], QUOTED)


def _level(level: Level) -> str:
    return {
        Level.PLAIN: _("Goed te lezen"),
        Level.FAIR: _("Kan eenvoudiger"),
        Level.HARD: _("Moeilijk te lezen"),
    }[level]


def _change(change: str) -> str:
    return {
        "sentences": _("Maak de zinnen korter. Eén gedachte per zin is genoeg."),
        "long-words": _("Kies kortere woorden."),
        "rare-words": _("Kies gewonere woorden, of leg ze uit."),
        "passive": _("Zeg wie het doet. Schrijf “de gemeente besluit”, niet “er wordt besloten”."),
        "officialese": _("Vervang ambtelijke woorden. Hieronder staat wat u kunt schrijven."),
        "nouns": _("Gebruik werkwoorden: “betalen”, niet “de betaling”."),
        "negations": _("Zeg wat wel zo is, niet wat niet zo is."),
        "address": _("Spreek de lezer aan met u."),
    }[change]


def _sentence(place: Place, longest: int) -> str:
    return {
        "sentence-long": _(
            "Deze zin heeft %(n)s woorden. Maak er hoogstens %(most)s van.", n=place.words, most=longest
        ),
        "passive": _("Wie doet dit? Begin de zin met wie het doet."),
        "officialese": _("Schrijf liever “%(plainer)s”.", plainer=place.plainer),
        "abbreviation": _("Schrijf deze afkorting één keer voluit."),
        "long-word": _("Dit is een lang woord. Kan het korter?"),
        "rare-word": _("Dit woord is zeldzaam. Kies een gewoner woord of leg het uit."),
    }[place.code]
