"""Give a theme's dark and high contrast colours also to readers who ask for them on /leesinstellingen.

A theme says its colours once, under `prefers-color-scheme` and `prefers-contrast`. Here each of those blocks gets the
conditions under which it holds: by the system, unless the reader chose otherwise; by choice, whatever the system says.
"""

from __future__ import annotations

from stylesheet import rules, without_comments

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
