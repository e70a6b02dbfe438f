"""`/componenten` shows every component there is, with every kind and state that its macro knows."""

from __future__ import annotations

import re

from tests.unit.component_harness import ROOT, components_page

COMPONENTS = ROOT / "templates" / "components"
PAGE = (ROOT / "templates" / "public" / "components.html").read_text("utf-8")
# In the layout around the page, and so on it.
IN_THE_LAYOUT = {"site_mark", "skip_link"}
DRAWN_BY_OTHERS = {"icon"}  # beside the words of buttons, voices and alerts


def test_every_component_is_on_the_page() -> None:
    names = {path.stem for path in COMPONENTS.glob("*.html")}
    used = {name for name in names if re.search(rf"\b{name}\(", PAGE)}
    assert names - used == IN_THE_LAYOUT | DRAWN_BY_OTHERS
    layouts = "".join(path.read_text("utf-8") for path in (ROOT / "templates" / "layouts").glob("*.html"))
    assert all(f"{name}(" in layouts for name in IN_THE_LAYOUT)


def test_every_kind_and_tone_is_on_the_page() -> None:
    classes = {name for names in components_page().xpath("//@class") for name in names.split()}
    wanted = {f"voice--{kind}" for kind in ("law", "plain", "people", "answer")}
    wanted |= {f"state-badge--{tone}" for tone in ("neutral", "open", "answer", "people", "warning", "error")}
    wanted |= {f"utrecht-alert--{kind}" for kind in ("info", "ok", "warning", "error")}
    wanted |= {f"timeline__item--{state}" for state in ("done", "now", "later")}
    wanted |= {
        "data-table--rows",
        "data-table__scroll",
        "search-box--large",
        "filter-form--folded",
        "empty-state",
    }
    wanted |= {"utrecht-form-field--invalid", "utrecht-form-fieldset--invalid", "field__error"}
    assert wanted - classes == set()


def test_the_page_shows_each_colour_scheme_whatever_the_system_says() -> None:
    shown = components_page().xpath("//section[contains(@class, 'consultatie-theme')]/@data-colour")
    assert shown == ["light", "dark", "contrast"]


def test_the_page_shows_words_that_no_line_can_hold() -> None:
    words = components_page().text_content().split()
    assert any(len(word) == 300 for word in words)
    assert any(40 <= len(word) < 60 for word in words)
