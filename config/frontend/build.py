"""Join our style sheets and the vendored ones into static/css/site.css: one request for a page.

Plain Python, no network. Run it after any change in static/css; a test fails when the result is stale.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
from consultatie.adapters.theme import PLACE  # noqa: E402
from consultatie.analysis.colour_schemes import with_choices  # noqa: E402
from consultatie.analysis.style_sheets import squeeze  # noqa: E402

CSS = ROOT / "static" / "css"
RESULT = CSS / "site.css"
BANNER = (
    "/* Made by config/frontend/build.py. EUPL-1.2; parts of NL Design System: static/vendor/VERSIONS.md */\n"
)


def sources() -> list[Path]:
    """List the sheets in the order of the cascade: vendored, tokens, base, layouts, components, fragments, reading settings, print."""
    vendored = sorted((ROOT / "static" / "vendor" / "css").glob("*.css"))
    own = [CSS / f"{name}.css" for name in ("tokens", "base", "layouts")]
    parts = [*sorted((CSS / "components").glob("*.css")), *sorted((CSS / "fragments").glob("*.css"))]
    return [*vendored, *own, *parts, CSS / "reading.css", CSS / "print.css"]


def bundle() -> str:
    """Return the whole style sheet."""
    return BANNER + "\n".join(_squeezed(path) for path in sources()) + "\n"


def _read(path: Path) -> str:
    sheet = path.read_text(encoding="utf-8")
    return with_choices(sheet) if path.name == "tokens.css" else sheet


def _squeezed(path: Path) -> str:
    made = squeeze(_read(path))
    return f"{made}\n{PLACE}" if path.name == "tokens.css" else made


def main() -> None:
    """Write static/css/site.css."""
    RESULT.write_text(bundle(), encoding="utf-8")


if __name__ == "__main__":
    main()
