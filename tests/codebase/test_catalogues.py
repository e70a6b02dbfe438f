"""Catalogues: every sentence of the site is there in every language that is offered, with the same placeholders."""

from __future__ import annotations

import io
import re
import tomllib
from pathlib import Path

import polib
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def _said(root: Path) -> set[str]:
    """Return every msgid in code and templates."""
    mapping, options = parse_mapping_cfg(io.StringIO((root / "config" / "babel.cfg").read_text("utf-8")))
    found = set()
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None}
    for folder in ("consultatie", "templates"):
        for _, _, message, _, _ in extract_from_dir(
            str(root / folder), method_map=mapping, options_map=options, keywords=keywords
        ):
            found.add(message[0] if isinstance(message, tuple) else message)
    return {message for message in found if message}


def _offered(root: Path) -> list[str]:
    defaults = tomllib.loads((root / "config" / "default.toml").read_text("utf-8"))
    return [language for language in defaults["languages"] if language != "nl"]


@pytest.fixture(scope="module")
def catalogues(root: Path) -> dict[str, polib.POFile]:
    """The catalogue of every language that is offered; one that is not there fails the build."""
    folder = root / "translations"
    return {code: polib.pofile(str(folder / code / "LC_MESSAGES" / "messages.po")) for code in _offered(root)}


def test_every_offered_language_says_everything(root: Path, catalogues: dict[str, polib.POFile]) -> None:
    said = _said(root)
    assert len(said) > 100
    for code, catalogue in catalogues.items():
        done = {entry.msgid for entry in catalogue if entry.translated()}
        missing = sorted(said - done)
        assert not missing, f"{code}: {len(missing)} sentences missing, such as {missing[:5]}"


def test_no_catalogue_keeps_what_nobody_says(root: Path, catalogues: dict[str, polib.POFile]) -> None:
    said = _said(root)
    for code, catalogue in catalogues.items():
        old = sorted({entry.msgid for entry in catalogue if not entry.obsolete} - said)
        assert not old, f"{code}: {old[:5]}"


def test_no_sentence_is_marked_as_doubtful(catalogues: dict[str, polib.POFile]) -> None:
    for code, catalogue in catalogues.items():
        assert not catalogue.fuzzy_entries(), code


def test_placeholders_are_the_same_in_every_language(catalogues: dict[str, polib.POFile]) -> None:
    for code, catalogue in catalogues.items():
        for entry in catalogue:
            given = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural or ""))
            for text in [entry.msgstr, *entry.msgstr_plural.values()]:
                assert set(PLACEHOLDER.findall(text)) <= given, (code, entry.msgid, text)
