"""A theme: one file over ours, its colours measured in every scheme, its place in the style sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from consultatie.adapters.theme import PLACE, read_theme, weaknesses
from consultatie.analysis.colour_schemes import SCHEMES, values
from consultatie.domain.contrast import EDGES, TEXTS, parse, ratio, weak_pairs
from consultatie.domain.errors import Invalid
from tests.unit.component_harness import CSS, ROOT

STATIC = ROOT / "static"
EXAMPLE = ROOT / "config" / "themes" / "duin.css"


def written(folder: Path, css: str) -> Path:
    path = folder / "thema.css"
    path.write_text(css, "utf-8")
    return path


@pytest.mark.parametrize("path", [None, EXAMPLE], ids=["ours", "example"])
def test_text_is_seven_to_one_and_edges_three_to_one_in_every_scheme(path: Path | None) -> None:
    assert weaknesses(path, STATIC) == []


def test_every_pair_that_is_measured_is_a_name_of_our_theme() -> None:
    tokens = values((CSS / "tokens.css").read_text("utf-8"))["light"]
    missing = {name for pair in (*TEXTS, *EDGES) for name in pair} - set(tokens)
    assert not missing


def test_a_faint_pair_is_named_with_its_scheme_and_ratio(tmp_path: Path) -> None:
    path = written(
        tmp_path, ".consultatie-theme { --merk: #777; --nl-button-primary-background-color: var(--merk); }"
    )
    found = {
        (scheme, one.text, one.sheet, round(one.ratio or 0, 2)) for scheme, one in weaknesses(path, STATIC)
    }
    assert ("light", "nl-button-primary-color", "nl-button-primary-background-color", 4.48) in found
    assert {scheme for scheme, *_rest in found} == {*SCHEMES}


def test_a_dark_value_counts_in_the_dark_only(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "@media (prefers-color-scheme: dark) { .consultatie-theme { --nl-skip-link-color: #0b1a2c; "
        "--nl-skip-link-background-color: #123; } }",
    )
    assert {scheme for scheme, _one in weaknesses(path, STATIC)} == {"dark", "more contrast, dark"}


def test_a_value_that_is_no_colour_is_named_too() -> None:
    (weak,) = weak_pairs({"ink": "oklch(20% 0 0)", "paper": "#fff"})
    assert (weak.text, weak.sheet, weak.ratio) == ("ink", "paper", None)


@pytest.mark.parametrize(
    ("value", "colour"),
    [
        ("#0aF", (0, 170, 255)),
        ("#00AAff", (0, 170, 255)),
        ("rgb(0 170 255)", (0, 170, 255)),
        ("rgba(0, 170, 255, 1)", (0, 170, 255)),
        ("white", (255, 255, 255)),
        ("rgba(0, 170, 255, 0.5)", None),
        ("var(--merk)", None),
    ],
)
def test_colours_are_read_as_css_writes_them(value: str, colour: tuple[int, int, int] | None) -> None:
    assert parse(value) == colour


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert ratio((0, 0, 0), (255, 255, 255)) == pytest.approx(21)


def test_a_theme_stands_behind_our_names_and_before_reading_settings_and_print() -> None:
    theme = read_theme(EXAMPLE, STATIC)
    assert PLACE in (CSS / "site.css").read_text("utf-8")
    assert theme.css.index("--plain-sheet:#e6f2ef") < theme.css.index("--duin-helm:#1f4a2b")
    assert theme.css.index("--duin-helm:#1f4a2b") < theme.css.index("@media print")
    assert '.consultatie-theme[data-colour="dark"]{--paper:var(--duin-nacht)' in theme.css
    assert "../fonts/" not in theme.css
    assert theme.classes == ("duin-theme",)


def test_only_fonts_beside_the_theme_are_given(tmp_path: Path) -> None:
    theme = read_theme(written(tmp_path, ".consultatie-theme { --ink: #000; }"), STATIC)
    (tmp_path / "letter.woff2").write_bytes(b"wOF2")
    (tmp_path / "geheim.toml").write_text("sleutel", "utf-8")
    (tmp_path.parent / "buiten.woff2").write_bytes(b"wOF2")
    assert theme.font("letter.woff2") == tmp_path / "letter.woff2"
    assert [theme.font(name) for name in ("geheim.toml", "../buiten.woff2", "weg.woff2", "")] == [None] * 4


def test_a_theme_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="no-such-theme"):
        read_theme(tmp_path / "weg.css", STATIC)
