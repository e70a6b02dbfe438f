"""Join our style sheets and the vendored ones into static/css/site.css: one request for a page.

Plain Python, no network. Run it after any change in static/css; a test fails when the result is stale.
"""

from pathlib import Path

from schemes import with_choices
from stylesheet import squeeze

ROOT = Path(__file__).resolve().parents[2]
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
    return BANNER + "\n".join(squeeze(_read(path)) for path in sources()) + "\n"


def _read(path: Path) -> str:
    sheet = path.read_text(encoding="utf-8")
    return with_choices(sheet) if path.name == "tokens.css" else sheet


def main() -> None:
    """Write static/css/site.css."""
    RESULT.write_text(bundle(), encoding="utf-8")


if __name__ == "__main__":
    main()
