"""Drafters' Markdown to clean HTML: the only module that imports markdown and bleach.

Rendered once, when saved. `markdown` takes minutes for some short inputs (a row of brackets), so it runs under a
limit of size and of nesting characters; respondents' text never comes here.
"""

from __future__ import annotations

import re

import bleach
import markdown

from consultatie.adapters.outline import Outline
from consultatie.domain.errors import Invalid

ELEMENTS = frozenset(
    [
        "p",
        "br",
        "ul",
        "ol",
        "li",
        "a",
        "strong",
        "em",
        "h3",
        "h4",
        "h5",
        "blockquote",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "code",
        "sup",
        "sub",
        "ins",
        "del",
        "hr",
        "dl",
        "dt",
        "dd",
        "abbr",
        "dfn",
    ]
)
ATTRIBUTES = {
    "a": ["href", "title", "hreflang", "lang"],
    "th": ["scope", "colspan", "rowspan"],
    "td": ["colspan", "rowspan"],
    "ol": ["start", "type"],
    "abbr": ["title"],
    "*": ["lang", "dir"],
}
PROTOCOLS = frozenset({"http", "https", "mailto", "tel"})
MANY_BRACKETS = 2000
_DROPPED_WHOLE = re.compile(
    r"<(script|style|iframe|object|template)\b.*?(</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_PLAIN = re.compile(r"(?:[^<>]|<br>|</?(?:p|strong|em|sup|sub|ul|ol|li)>)*")
_PLAIN_TAG = re.compile(r"<(/?)(p|strong|em|sup|sub|ul|ol|li)>")
_HEADING = re.compile(r"<(/?)h([1-6])\b")


class CleanMarkup:
    """Renders and cleans within a size in characters."""

    def __init__(self, limit: int) -> None:
        self._limit = limit

    def render(self, text: str) -> str:
        """Return clean HTML; headings begin at h3 and skip no level. Raise Invalid("markdown-too-large" | "markdown-too-deep")."""
        if len(text) > self._limit:
            raise Invalid("markdown-too-large", limit=self._limit)
        if any(text.count(bracket) > MANY_BRACKETS for bracket in "[(<*_`") or re.search(
            r"[\[(<*_`>]{40}", text
        ):
            raise Invalid("markdown-too-deep")
        html = markdown.markdown(text, extensions=["tables", "sane_lists"], output_format="html")
        return self.clean(_HEADING.sub(_Headings(), html))

    def clean(self, html: str) -> str:
        """Return HTML with only the elements and attributes we know; header cells get a scope."""
        if _is_plain(html):
            return html
        html = _DROPPED_WHOLE.sub("", html)
        cleaned = bleach.clean(
            html, tags=ELEMENTS, attributes=ATTRIBUTES, protocols=PROTOCOLS, strip=True, strip_comments=True
        )
        return re.sub(r"<th(?![^>]*\bscope=)(?=[ >])", '<th scope="col"', cleaned)


def _is_plain(html: str) -> bool:
    """Say whether there is nothing to take out: only the simplest elements, without attributes, well nested."""
    if not _PLAIN.fullmatch(html):
        return False
    opened: list[str] = []
    for closes, name in _PLAIN_TAG.findall(html):
        if not closes:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened


class _Headings:
    """Gives heading tags their place below an h2; a closing tag follows the heading before it."""

    def __init__(self) -> None:
        self._outline = Outline()
        self._level = 0

    def __call__(self, match: re.Match[str]) -> str:
        """Return the tag with its level in the page."""
        if not match[1]:
            self._level = self._outline.place(int(match[2]))
        return f"<{match[1]}h{self._level}"
