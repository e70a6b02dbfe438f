"""How a reader wants pages to look: text size, spacing, line width and colours, and the one word that keeps it.

Belongs here: the choices, and reading and writing `size-125.spacing-wide.width-narrow.colour-dark`. What a browser
sends is taken only in exactly that form: 4 x 3 x 2 x 4 values, so that nobody can fill the page cache with others.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Final

CHOICES: Final[dict[str, tuple[str, ...]]] = {  # the first of each is what a page looks like without settings
    "size": ("100", "125", "150", "200"),  # percent of our own text size
    "spacing": ("normal", "wide", "wider"),
    "width": ("normal", "narrow"),
    "colour": ("system", "light", "dark", "contrast"),
}


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """One choice of each kind, always one that exists."""

    size: str = "100"
    spacing: str = "normal"
    width: str = "normal"
    colour: str = "system"

    def __post_init__(self) -> None:
        """Refuse a choice that does not exist with ValueError."""
        for name, choices in CHOICES.items():
            if getattr(self, name) not in choices:
                raise ValueError(name)

    @property
    def word(self) -> str:
        """Return the word that keeps these settings; empty when nothing differs from a page without settings."""
        if self == ReadingSettings():
            return ""
        return ".".join(f"{name}-{value}" for name, value in asdict(self).items())

    @property
    def differing(self) -> dict[str, str]:
        """Return only the choices that differ from a page without settings."""
        return {name: value for name, value in asdict(self).items() if value != CHOICES[name][0]}


def read(word: str) -> ReadingSettings:
    """Return the settings that a word keeps; the usual ones for any word that we did not write ourselves."""
    pairs = [part.partition("-") for part in word[:100].split(".")]
    try:
        found = ReadingSettings(**{name: value for name, _, value in pairs})
    except (TypeError, ValueError):
        return ReadingSettings()
    return found if found.word == word else ReadingSettings()
