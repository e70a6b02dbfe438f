"""A department's theme: one CSS file with values for the names in static/css/tokens.css (docs/theming.md).

The theme is put into the style sheet right behind our own names, so that reading settings and print still win.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from consultatie.analysis.colour_schemes import values, with_choices
from consultatie.analysis.style_sheets import squeeze, without_comments
from consultatie.domain.contrast import Weak, weak_pairs
from consultatie.domain.errors import Invalid

PLACE = "/* theme */"  # where in static/css/site.css a theme goes
FONT = ".woff2"
_CLASS = re.compile(r"\.([\w-]+-theme)\b")


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme as it is served: the whole style sheet, its file name, the classes it asks on `<html>`, its folder."""

    css: str
    name: str
    classes: tuple[str, ...]
    folder: Path

    def font(self, name: str) -> Path | None:
        """Return a font that lies beside the theme, None for anything else."""
        path = self.folder / name
        return path if path.suffix == FONT and path.parent == self.folder and path.is_file() else None


def read_theme(path: Path, static: Path) -> Theme:
    """Read a theme and join it with our style sheet; raise Invalid `no-such-theme` when there is no such file."""
    own = _text(path)
    sheet = (static / "css" / "site.css").read_text("utf-8").replace("../fonts/", "/static/fonts/")
    css = sheet.replace(PLACE, squeeze(with_choices(own)))
    classes = sorted(set(_CLASS.findall(without_comments(own))) - {"consultatie-theme"})
    name = hashlib.sha256(css.encode()).hexdigest()[:12] + ".css"
    return Theme(css, name, tuple(classes), path.resolve().parent)


def weaknesses(path: Path | None, static: Path) -> list[tuple[str, Weak]]:
    """Return which pairs of colours are too faint, with their scheme ("light", "dark", …); of our own theme for None."""
    sheets = [_text(static / "css" / "tokens.css"), *([_text(path)] if path else [])]
    return [(scheme, weak) for scheme, tokens in values(*sheets).items() for weak in weak_pairs(tokens)]


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise Invalid("no-such-theme", path=str(path)) from None
