"""The colour schemes of a theme: which values hold in each, also for readers who ask for one on /leesinstellingen.

A theme says its colours once, under `prefers-color-scheme` and `prefers-contrast`. Here each of those blocks gets the
conditions under which it holds: by the system, unless the reader chose otherwise; by choice, whatever the system says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from consultatie.analysis.style_sheets import rules, without_comments

THEME = ".consultatie-theme"
DARK, MORE = "(prefers-color-scheme: dark)", "(prefers-contrast: more)"
NOT_LIGHT, ANY = f'{THEME}:not([data-colour="light"])', f"{THEME}:root"
CHOSEN_DARK, CHOSEN_MORE = f'{THEME}[data-colour="dark"]', f'{THEME}[data-colour="contrast"]'
HOLDS = {  # block of the theme -> (media query or none, selector), in the order of the cascade
    DARK: ((DARK, NOT_LIGHT), ("", CHOSEN_DARK), (DARK, CHOSEN_MORE)),
    MORE: ((MORE, ANY), ("", CHOSEN_MORE)),
    f"{MORE} and {DARK}": ((f"{MORE} and {DARK}", NOT_LIGHT), (MORE, CHOSEN_DARK), (DARK, CHOSEN_MORE)),
}
FIXED = "".join(f'{THEME}[data-colour="{name}"] {{ color-scheme: {name}; }}\n' for name in ("light", "dark"))


def with_choices(theme: str) -> str:
    """Return a theme's sheet in which the reader's choice of colours counts; other rules stay as they are."""
    made = [_block(prelude, body) for prelude, body in rules(without_comments(theme))]
    return "\n".join(made) + "\n" + FIXED


def _block(prelude: str, body: str) -> str:
    holds = HOLDS.get(prelude.removeprefix("@media").strip()) if prelude.startswith("@media") else None
    if holds is None:
        return f"{prelude} {{\n{body}\n}}"
    return "\n".join(_under(media, selector, body) for media, selector in holds)


def _under(media: str, selector: str, body: str) -> str:
    inner = "\n".join(f"{prelude.replace(THEME, selector)} {{ {own} }}" for prelude, own in rules(body))
    return f"@media {media} {{\n{inner}\n}}" if media else inner


_DECLARED = re.compile(r"--([\w-]+)\s*:\s*([^;]+)")
_VAR = re.compile(r"var\(\s*--([\w-]+)\s*(?:,([^()]*))?\)")
SCHEMES = {  # name -> the blocks that hold in it, in the order of the cascade
    "light": ("",),
    "dark": ("", DARK),
    "more contrast": ("", MORE),
    "more contrast, dark": ("", DARK, MORE, f"{MORE} and {DARK}"),
}


def values(*sheets: str) -> dict[str, dict[str, str]]:
    """Return for each scheme the values of all names (without dashes), `var()` filled in; a later sheet wins.

    Read are the blocks of `.consultatie-theme`, of other classes that end in `-theme` and of `:root`.
    """
    found: dict[str, dict[str, dict[str, str]]] = {}
    for number, sheet in enumerate(sheets):
        for prelude, body in rules(without_comments(sheet)):
            media = prelude.removeprefix("@media").strip() if prelude.startswith("@media") else ""
            inner = rules(body) if media else [(prelude, body)]
            for selector, own in inner:
                if re.fullmatch(r":root|\.[\w-]+-theme", selector):
                    found.setdefault(media, {}).setdefault(str(number), {}).update(_DECLARED.findall(own))
    return {name: _filled(_layered(found, blocks)) for name, blocks in SCHEMES.items()}


def _layered(found: Mapping[str, Mapping[str, Mapping[str, str]]], blocks: tuple[str, ...]) -> dict[str, str]:
    layers: dict[str, str] = {}
    for block in blocks:
        for own in found.get(block, {}).values():
            layers |= own
    return layers


def _filled(tokens: Mapping[str, str]) -> dict[str, str]:
    def fill(value: str, depth: int = 0) -> str:
        if depth > 20:
            return value
        return _VAR.sub(lambda one: fill(tokens.get(one[1], one[2] or "").strip(), depth + 1), value)

    return {name: fill(value).strip() for name, value in tokens.items()}
