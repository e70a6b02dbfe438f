"""The words of a provision as somebody edits them, and what an edit changes in them."""

from __future__ import annotations

from collections.abc import Iterator

from consultatie.analysis.diff import Op, legible_diff
from consultatie.analysis.plain_text import from_html
from consultatie.analysis.provision_words import PROVISION_WORDS
from consultatie.domain.proposals import ProposalKind
from consultatie.domain.provisions import CHILDREN_STAND_HERE, Provision, ProvisionKind, around_children
from consultatie.domain.text import normalise

Pieces = tuple[tuple[Op, str], ...]


def wording(provision: Provision, language: str) -> str:
    """Return the text of a provision with all that is in it, a lid or onderdeel a line, each after its number.

    Its own number and heading are left out: they are not what somebody rewords.
    """
    return normalise("\n".join(line for line in _lines(provision, language) if line.strip()))


def _lines(node: Provision, language: str) -> Iterator[str]:
    before, after = _own(node)
    yield before
    for child in node.children:
        inside = _lines(child, language)
        yield f"{_mark(child, language)}{next(inside, '')}"
        yield from inside
    yield after


def _own(node: Provision) -> tuple[str, str]:
    if CHILDREN_STAND_HERE not in node.html:
        return node.text, ""
    before, after = around_children(node.html)
    return from_html(before), from_html(after)


def _mark(node: Provision, language: str) -> str:
    """Return what stands before the text of a part: "1. ", "a. ", or "Artikel 3. Heading" on a line of its own."""
    if node.kind is ProvisionKind.LIST:
        return ""
    called = PROVISION_WORDS.get(language, PROVISION_WORDS["nl"]).get(node.kind, "")
    name = " ".join(filter(None, (called, node.number)))
    if name and not name.endswith((".", "°", ")")):
        name += "."
    headed = " ".join(filter(None, (name, node.heading)))
    if not headed:
        return ""
    is_inline = node.kind in (ProvisionKind.PARAGRAPH, ProvisionKind.POINT) and not node.heading
    return f"{headed} " if is_inline else f"{headed}\n"


def proposal_pieces(kind: ProposalKind, words: str, law: str) -> Pieces:
    """Return a proposal as pieces of a difference with the law; () when it is plain words, or the law is unknown."""
    if kind is ProposalKind.ADDITION:
        return (("ins", words),)
    if not law or kind is ProposalKind.TEXT:
        return ()
    return (("del", law),) if kind is ProposalKind.REMOVAL else tuple(legible_diff(law, words))
