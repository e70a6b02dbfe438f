"""What somebody proposes for the wording of a provision, and when that is nothing at all."""

from __future__ import annotations

from enum import StrEnum


class ProposalKind(StrEnum):
    """How the words of a proposal relate to the provision that it is about."""

    TEXT = "text"  # words as they were typed, or came with an import
    CHANGE = "change"  # the whole provision as it should read
    ADDITION = "addition"  # new text after it
    REMOVAL = "removal"  # nothing should stand there any more; there are no words


def settled(kind: ProposalKind, words: str, law: str) -> tuple[ProposalKind, str]:
    """Return what is kept of a proposal: the law as it stands, or no words at all, is no proposal (TEXT, "").

    Words for a provision that should go say how it should read after all.
    """
    if kind is ProposalKind.REMOVAL:
        if not words:
            return kind, ""
        kind = ProposalKind.CHANGE
    is_nothing = not words or (kind is ProposalKind.CHANGE and words == law)
    return (ProposalKind.TEXT, "") if is_nothing else (kind, words)
