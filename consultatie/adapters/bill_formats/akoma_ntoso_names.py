"""Akoma Ntoso by name: which element stands for which kind, and what a printed number says.

Elements mean different things in different countries: a British or South African `section` is what a Dutch `article` is.
The role therefore depends on the level that the document uses for its articles.
"""

from __future__ import annotations

import re

from lxml import etree

from consultatie.adapters.bill_formats.building import bare_number, cleaned
from consultatie.adapters.bill_formats.safe_xml import local_name
from consultatie.domain.provisions import GROUPING
from consultatie.domain.provisions import ProvisionKind as K

QUOTED = frozenset({"quotedStructure", "embeddedStructure"})
WRAPPERS = frozenset(
    {
        "list",
        "content",
        "intro",
        "wrapUp",
        "container",
        "blockContainer",
        "div",
        "formula",
        "citations",
        "recitals",
    }
    | {
        "preface",
        "mainBody",
        "body",
        "bill",
        "interstitial",
        "tblock",
        "citation",
        "foreign",
        "componentData",
    }
)
HIERARCHY = {
    "book": K.BOOK,
    "tome": K.BOOK,
    "part": K.PART,
    "subpart": K.DIVISION,
    "title": K.TITLE,
    "subtitle": K.DIVISION,
    "chapter": K.CHAPTER,
    "subchapter": K.SECTION,
    "division": K.DIVISION,
    "subdivision": K.SUBSECTION,
    "section": K.SECTION,
    "subsection": K.SUBSECTION,
    "article": K.ARTICLE,
    "rule": K.ARTICLE,
    "subrule": K.PARAGRAPH,
    "proviso": K.POINT,
    "paragraph": K.PARAGRAPH,
    "subparagraph": K.POINT,
    "clause": K.POINT,
    "subclause": K.POINT,
    "sublist": K.POINT,
    "point": K.POINT,
    "indent": K.POINT,
    "alinea": K.POINT,
    "level": K.SECTION,
    "hcontainer": K.SECTION,
    "transitional": K.SECTION,
}
BELOW_ARTICLES = frozenset({K.PARAGRAPH, K.POINT, K.AMENDMENT})
_LEVELS = ("article", "section", "rule", "clause")
_NO_NUMBER_IS_TEXT = frozenset({"subparagraph", "alinea", "hcontainer", "level", "clause", "sublist"})
_SUFFIX = r"(?:\s(?:bis|ter|quater|quinquies|sexies|septies|octies|novies|decies)\b)?"
_NUMBER = rf"(?:[0-9][\w:./°º-]*|[IVXLCDM]+[a-zA-Z]?|[ivxlcdm]+|[A-Z]{{1,2}}|[a-z]){_SUFFIX}(?!\w)"
_LABELLED = re.compile(
    rf"(?:§+\s*|[^\W\d_]{{2,}}\.?\s+(?:[^\W\d_]{{2,}}\.?\s+)?)(?P<number>{_NUMBER})(?P<rest>.*)", re.S
)
_TITLED = re.compile(rf"(?P<number>\(?{_NUMBER}[.):]*)\s+(?:[–—-]\s*)?(?P<title>[^\W\d_].{{3,}})", re.S)
_LABELS = frozenset(
    [
        "part",
        "deel",
        "chapter",
        "hoofdstuk",
        "title",
        "titel",
        "book",
        "boek",
        "section",
        "sectie",
        "paragraaf",
        "afdeling",
        "division",
        "article",
        "artikel",
        "rule",
        "clause",
        "lid",
        "schedule",
        "bijlage",
        "annex",
        "teil",
        "kapitel",
        "abschnitt",
        "titolo",
        "capo",
        "parte",
        "capítulo",
        "capitolo",
        "título",
    ]
)


def article_level(body: etree._Element) -> str:
    """Return the name of the element that is an article in a body; quoted text does not count."""
    found = {local_name(node) for node in body.iter() if not in_quote(node, body)}
    return next(
        (name for name in _LEVELS if name in found and (name != "clause" or _numbered(body))), "article"
    )


def in_quote(node: etree._Element, top: etree._Element) -> bool:
    """Say whether an element stands in quoted text, or in a note, below the top."""
    for up in node.iterancestors():
        if up is top:
            return False
        if local_name(up) in QUOTED or local_name(up) == "authorialNote":
            return True
    return False


def _numbered(body: etree._Element) -> bool:
    return any(
        local_name(part) == "num" for node in body.iter() if local_name(node) == "clause" for part in node
    )


def kind_of(name: str, number: str, parent: K, level: str, *, grouping: bool) -> K | None:
    """Return what an element of the hierarchy is below a parent; None where it is only text of the parent.

    `grouping` says whether it holds articles.
    """
    if name == level:
        return K.ARTICLE
    if grouping:
        return _group(HIERARCHY[name], parent)
    if parent is K.ARTICLE:
        return _below_article(name, number, level)
    if parent in BELOW_ARTICLES:
        return None if name in _NO_NUMBER_IS_TEXT and not number else K.POINT
    if level != "article" and parent is K.QUOTE and name in ("subsection", "paragraph"):
        return _below_article(name, number, level)
    return _elsewhere(name, number, parent)


def _below_article(name: str, number: str, level: str) -> K | None:
    if name in _NO_NUMBER_IS_TEXT and not number:
        return None
    if name in ("subsection", "subrule"):
        return K.PARAGRAPH
    if name == "paragraph":
        return K.POINT if level != "article" and number and not number[0].isdigit() else K.PARAGRAPH
    return K.POINT


def _elsewhere(name: str, number: str, parent: K) -> K | None:
    kind = HIERARCHY[name]
    if kind in (K.ARTICLE, K.PARAGRAPH):
        return kind
    if kind in GROUPING:
        return _group(kind, parent)
    return None if not number else K.POINT


def _group(kind: K, parent: K) -> K:
    return K.SUBSECTION if kind is parent is K.SECTION else kind if kind in GROUPING else K.SECTION


def number_and_title(printed: str) -> tuple[str, str]:
    """Return the bare number and the title that stand in a `num`: "Article 1. Scope" is "1" and "Scope"."""
    words = cleaned(printed).strip().strip("“”\"'‘’«»„").strip()
    if not any(char.isalnum() for char in words):
        return "", ""
    labelled = _LABELLED.fullmatch(words)
    if labelled:
        rest = labelled["rest"].strip(" .:–—-)")
        if not rest:
            return bare_number(labelled["number"]), ""
        if rest[0].isupper() and len(rest) > 3:
            return bare_number(labelled["number"]), rest
    titled = _TITLED.fullmatch(words)
    if titled and titled["title"][0].isupper():
        return bare_number(titled["number"]), titled["title"].strip()
    first, _, rest = words.partition(" ")
    if rest and first.casefold().rstrip(".") in _LABELS:
        return bare_number(rest), ""
    return bare_number(words), ""
