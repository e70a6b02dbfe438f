"""The built style sheet: up to date, complete, small, from here alone, and with contrast that WCAG 2.2 AAA asks."""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import re
import sys
from types import ModuleType

from tests.unit.component_harness import CSS, ROOT, components_page

FRONTEND = ROOT / "config" / "frontend"


def from_file(name: str) -> ModuleType:
    """Load a script of config/frontend as a module."""
    sys.path.insert(0, str(FRONTEND))
    try:
        spec = importlib.util.spec_from_file_location(name, FRONTEND / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(FRONTEND))
    return module


def test_the_style_sheet_is_up_to_date_with_its_sources() -> None:
    built = from_file("build")
    assert (CSS / "site.css").read_text(encoding="utf-8") == built.bundle(), (
        "run: python config/frontend/build.py"
    )


def test_every_design_system_class_that_the_macros_use_is_in_the_style_sheet() -> None:
    sheet = (CSS / "site.css").read_text(encoding="utf-8")
    known = set(re.findall(r"\.((?:utrecht|nl)-[\w-]+)", sheet))
    used = {name for names in components_page().xpath("//@class") for name in names.split()}
    used = {name for name in used if name.startswith(("utrecht-", "nl-"))}
    assert len(used) > 30
    assert sorted(used - known) == []


def test_the_style_sheet_asks_nothing_of_other_hosts_and_its_fonts_exist() -> None:
    sheet = (CSS / "site.css").read_text(encoding="utf-8")
    assert "://" not in sheet
    assert "@import" not in sheet
    fonts = re.findall(r'url\("([^"]+)"\)', sheet)
    assert len(fonts) == 2
    assert all((CSS / font).resolve().exists() for font in fonts)


def test_style_script_and_fonts_leave_room_for_the_page_in_the_first_hundred_kilobytes() -> None:
    text = [CSS / "site.css", ROOT / "static" / "js" / "site.js", ROOT / "static" / "images" / "mark.svg"]
    weight = sum(len(gzip.compress(path.read_bytes())) for path in text)
    weight += sum(path.stat().st_size for path in (ROOT / "static" / "fonts").glob("*.woff2"))
    assert weight < 75_000


def test_what_we_took_from_others_is_what_the_manifest_says() -> None:
    manifest = (ROOT / "static" / "vendor" / "VERSIONS.md").read_text(encoding="utf-8")
    rows = re.findall(r"\| ([\w./-]+) \| `([0-9a-f]{64})` \|", manifest)
    assert len(rows) > 15
    assert [
        path for path, digest in rows if hashlib.sha256((ROOT / path).read_bytes()).hexdigest() != digest
    ] == []
    vendored = {str(path.relative_to(ROOT)) for path in (ROOT / "static" / "vendor" / "css").glob("*.css")}
    assert vendored <= {path for path, _ in rows}
