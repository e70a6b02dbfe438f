"""The parts in which the text of a long bill is read, so that a page stays light: its chapters, or articles by the fifty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask import url_for

from consultatie.domain.provisions import ProvisionKind
from consultatie.services.reading_law import Heading
from consultatie.web.references import article_part

WHOLE: Final = "alles"
"""What `?deel=` says for everything on one page."""

MOST_ARTICLES: Final = 100
_A_PART: Final = 50
_AROUND: Final = frozenset((ProvisionKind.PREAMBLE, ProvisionKind.CONCLUSION))


@dataclass(frozen=True, slots=True)
class Parts:
    """The first provision of each part, the part that a page shows, and the part that each provision of the outline is in."""

    slug: str
    firsts: tuple[Heading, ...]
    shown: int
    place_of: dict[str, int]

    @property
    def first(self) -> Heading:
        """Return the provision that the shown part begins with."""
        return self.firsts[self.shown]

    @property
    def previous(self) -> Heading | None:
        """Return the beginning of the part before, None at the start."""
        return self.firsts[self.shown - 1] if self.shown else None

    @property
    def next(self) -> Heading | None:
        """Return the beginning of the part after, None at the end."""
        return self.firsts[self.shown + 1] if self.shown + 1 < len(self.firsts) else None

    def address(self, eid: str) -> str:
        """Return where a provision stands: on this page, or on that of its part."""
        at = self.place_of.get(eid, self.place_of.get(article_part(eid), self.shown))
        return f"#{eid}" if at == self.shown else part_address(self.slug, self.firsts[at].eid, eid)


def part_address(slug: str, part: str, eid: str = "") -> str:
    """Return the address of a part of the text, or of a provision in it."""
    return f"{url_for('public.text', slug=slug, deel=part)}#{eid or part}"


def is_long(outline: Sequence[Heading]) -> bool:
    """Say whether a bill is read in parts."""
    return sum(1 for one in outline if one.kind is ProvisionKind.ARTICLE) > MOST_ARTICLES


def parts(slug: str, outline: Sequence[Heading], wanted: str) -> Parts | None:
    """Return the parts of a long bill with the one that holds a provision; None where all is shown on one page."""
    if wanted == WHOLE or not is_long(outline):
        return None
    firsts: list[Heading] = []
    place_of: dict[str, int] = {}
    articles = 0
    for one in outline:
        is_article = one.kind is ProvisionKind.ARTICLE
        if one.depth == 0 and (not is_article or articles in (0, _A_PART)):
            firsts.append(one)
            articles = 0
        articles += one.depth == 0 and is_article
        place_of[one.eid] = len(firsts) - 1
    begin = next((at for at, one in enumerate(firsts) if one.kind not in _AROUND), 0)
    shown = place_of.get(wanted, place_of.get(article_part(wanted), begin))
    return Parts(slug, tuple(firsts), shown, place_of)
