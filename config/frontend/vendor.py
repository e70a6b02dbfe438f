"""Refresh what the site takes from others: NL Design System CSS, fonts, icons, licences.

Run `npm ci --ignore-scripts` in this folder first, then `python config/frontend/vendor.py`.
The results are committed; building or running the site needs neither npm nor a network. A test makes them anew and
compares: `vendor.py FOLDER NODE_MODULES` writes into another folder, from packages that are elsewhere.
"""

import hashlib
import json
import re
import shutil
import sys
from pathlib import Path

from stylesheet import prune, without_unread

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TARGET, MODULES = (Path(given) for given in (sys.argv[1:3] or (ROOT, HERE / "node_modules")))
VENDOR = TARGET / "static" / "vendor"
FONTS = TARGET / "static" / "fonts"
ICON_MACRO = TARGET / "templates" / "components" / "icon.html"

# The classes that our macros use. Everything else in a package is left out, to keep the first view light.
CLASSES = {
    "alert": "- __icon __content __message --info --ok --warning --error",
    "blockquote": "- __content __attribution --html-blockquote",
    "breadcrumb-nav": "- __list __list--html-ol __item __link __separator",
    "button-group": "-",
    "data-list": "- __item-key __item-value __item-value--html-dd __actions--html-dd __item-value--multiline",
    "form-field": "- --invalid __label __input",
    "form-field-description": "-",
    "form-field-error-message": "-",
    "form-fieldset": "- --html-fieldset --invalid __legend __legend--html-legend",
    "form-label": "- --checkbox --radio",
    "link": "- --html-a",
    "pagination": "- __page-link __page-link--current __relative-link __relative-link--next __relative-link--prev",
    "select": "- --html-select --invalid",
    "table": "- --html-table -container __caption",
    "textarea": "- --html-textarea --invalid",
    "textbox": "- --html-input --invalid",
}
# States are ours: one focus mark for everything, and no disabled or read-only controls.
STATE = re.compile(
    r":(focus-visible|active|disabled|read-only|user-invalid|placeholder)|utrecht.*:(hover|focus)"
)
CANDIDATES = {
    "button": "- __label --primary --negative",
    "skip-link": "- --visible-on-focus",
}
FONT_FILES = {
    "@fontsource-variable/atkinson-hyperlegible-next": "atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "@fontsource/source-serif-4": "source-serif-4-latin-400-normal.woff2",
}
# fmt: off
ICONS = [
    "arrow-left", "arrow-right", "building-2", "calendar", "check", "chevron-right", "circle-alert",
    "circle-check", "circle-question-mark", "clock", "copy", "download", "external-link", "eye",
    "file-text", "info", "languages", "lightbulb", "link", "list", "lock", "log-out", "mail",
    "message-square-text", "pencil", "plus", "printer", "scale", "scroll-text", "search", "shield-check",
    "trash-2", "triangle-alert", "upload", "user", "users", "x", "zoom-in",
]
# fmt: on


def main() -> None:
    """Write static/vendor, static/fonts and the icon macro anew."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    (VENDOR / "licences").mkdir(parents=True)
    made = [*vendor_css(), *vendor_fonts(), vendor_icons()]
    (VENDOR / "VERSIONS.md").write_text(versions(made), encoding="utf-8")


def wanted(block: str, classes: str) -> set[str]:
    """Write out a shorthand: "-" is the block itself, the rest is appended to it."""
    return {block + ("" if end == "-" else end) for end in classes.split()}


def vendor_css() -> list[tuple[str, Path]]:
    """Prune the packages to the classes that we use, one file each."""
    made = []
    for name, classes in CLASSES.items():
        package, block = f"@utrecht/{name}-css", f"utrecht-{name}"
        source = MODULES / package / "dist" / "index.css"
        made.append((package, write_css(source, VENDOR / "css" / f"{block}.css", wanted(block, classes))))
    for name, classes in CANDIDATES.items():
        package, block = f"@nl-design-system-candidate/{name}-css", f"nl-{name}"
        source = MODULES / package / "dist" / f"{name}.css"
        made.append((package, write_css(source, VENDOR / "css" / f"{block}.css", wanted(block, classes))))
    return made


def write_css(source: Path, target: Path, names: set[str]) -> Path:
    """Write the part of a package's CSS that concerns these classes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    css = without_unread(prune(source.read_text(encoding="utf-8"), names.__contains__, STATE))
    target.write_text(f"/* EUPL-1.2, pruned: see VERSIONS.md. */\n{css}\n", encoding="utf-8")
    return target


def vendor_fonts() -> list[tuple[str, Path]]:
    """Copy the two fonts: one variable sans, one serif weight for law text."""
    FONTS.mkdir(parents=True, exist_ok=True)
    made = []
    for package, name in FONT_FILES.items():
        shutil.copyfile(MODULES / package / "files" / name, FONTS / name)
        made.append((package, FONTS / name))
    return made


def vendor_icons() -> tuple[str, Path]:
    """Write the icon macro with the drawings inside: no request, no sprite, the colour of the text."""
    lines = [f'  "{name}": "{drawing(name)}",' for name in sorted(ICONS)]
    ICON_MACRO.parent.mkdir(parents=True, exist_ok=True)
    ICON_MACRO.write_text(
        "{# Made by config/frontend/vendor.py from lucide-static (ISC). Icons never carry meaning alone:\n"
        "   they are hidden from assistive technology and stand beside words. #}\n"
        "{% set icon_drawings = {\n" + "\n".join(lines) + "\n} %}\n"
        "{% macro icon(name) -%}\n"
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        "{% for path in icon_drawings[name].split('|') %}<path d=\"{{ path }}\"/>{% endfor %}</svg>\n"
        "{%- endmacro %}\n",
        encoding="utf-8",
    )
    return "lucide-static", ICON_MACRO


def drawing(name: str) -> str:
    """Turn an icon into path data, joined by a bar; circles, lines and rectangles become paths."""
    svg = (MODULES / "lucide-static" / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    shapes = re.findall(r"<(path|circle|line|rect|polyline)\s([^>]*?)/?>", svg)
    return "|".join(as_path(kind, dict(re.findall(r'([\w-]+)="([^"]*)"', rest))) for kind, rest in shapes)


def as_path(kind: str, a: dict[str, str]) -> str:
    """Write one SVG shape as path data."""
    if kind == "path":
        return a["d"]
    if kind == "line":
        return f"M{a['x1']} {a['y1']}L{a['x2']} {a['y2']}"
    if kind == "polyline":
        return "M" + a["points"].replace(" ", "L", 1)
    if kind == "circle":
        x, y, r = float(a["cx"]), float(a["cy"]), float(a["r"])
        return f"M{x - r:g} {y:g}a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0 {-2 * r:g} 0z"
    x, y, w, h, r = (float(a.get(key, 0)) for key in ("x", "y", "width", "height", "rx"))
    return (
        f"M{x + r:g} {y:g}h{w - 2 * r:g}a{r:g} {r:g} 0 0 1 {r:g} {r:g}v{h - 2 * r:g}a{r:g} {r:g} 0 0 1 {-r:g} {r:g}"
        f"h{2 * r - w:g}a{r:g} {r:g} 0 0 1 {-r:g} {-r:g}v{2 * r - h:g}a{r:g} {r:g} 0 0 1 {r:g} {-r:g}z"
    )


def versions(made: list[tuple[str, Path]]) -> str:
    """Write the manifest and copy each licence."""
    rows = ["| package | version | licence | file | sha256 |", "| --- | --- | --- | --- | --- |"]
    for package, path in made:
        facts = json.loads((MODULES / package / "package.json").read_text(encoding="utf-8"))
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        rows.append(
            f"| {package} | {facts['version']} | {facts['license']} | {path.relative_to(TARGET)} | `{digest}` |"
        )
        copy_licence(package)
    return (
        "# What we take from others\n\nWritten by `config/frontend/vendor.py`; never edit it by hand. "
        "The licence texts are in `licences/`.\nThe CSS is pruned to the classes that our macros use. "
        "No tokens, logos or fonts of the State, Utrecht or Amsterdam are in it.\n\n" + "\n".join(rows) + "\n"
    )


def copy_licence(package: str) -> None:
    """Copy the licence text of a package, one per family of packages."""
    found = sorted((MODULES / package).glob("LICEN[SC]E*"))
    scope, _, name = package.strip("@").rpartition("/")
    shutil.copyfile(found[0], VENDOR / "licences" / f"{scope if scope in ('utrecht',) else name}.txt")


if __name__ == "__main__":
    main()
