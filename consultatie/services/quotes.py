"""Keep which words of a provision a comment is about, and say what became of them in a newer version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session

from consultatie.analysis.quoting import Passage, find_words, nearest, passages, pointed_at
from consultatie.domain.errors import Invalid, NotFound
from consultatie.domain.quotes import Quote
from consultatie.domain.respondents import Limits
from consultatie.models.bills import BillVersion
from consultatie.models.responses import Response
from consultatie.services import drafts
from consultatie.services.wordings import Wordings


@dataclass(frozen=True, slots=True)
class Pointing:
    """What somebody filled in: words, a passage (start, end), and whether the words are other than those that stood there."""

    words: str = ""
    chosen: tuple[int, int] | None = None
    is_new: bool = True


class Quoting(Protocol):
    """A comment, or the facts of one."""

    @property
    def eid(self) -> str | None: ...
    @property
    def quote(self) -> str: ...
    @property
    def quote_start(self) -> int | None: ...


def choices(session: Session, version: BillVersion | None, eid: str) -> list[Passage]:
    """Return what may be chosen of a provision, in order; raise NotFound for a provision without words."""
    law = Wordings(session).law(version, eid)
    if version is None or not law:
        raise NotFound("no-such-provision", eid=eid[:80])
    return passages(law, version.language)


def find_nearest(session: Session, version: BillVersion, eid: str, words: str) -> Passage | None:
    """Return the passage of a provision that is most like words it does not have, or None."""
    return nearest(Wordings(session).law(version, eid), words, version.language)


def save(session: Session, response: Response, eid: str, pointing: Pointing, *, now: datetime) -> Quote:
    """Keep what a comment is about, words that are not there too; nothing pointed at takes it away.

    Raise NotFound without a comment or for an unknown provision, WrongState when the response was sent meanwhile.
    """
    known = {(one.start, one.end) for one in choices(session, response.version, eid)}
    chosen = pointing.chosen if pointing.chosen in known else None
    drafts.touch(session, response, now=now)
    comment = drafts.find_comment(response, eid)
    if comment is None:
        raise NotFound("no-such-provision", eid=eid[:80])
    law = Wordings(session).law(response.version, eid)
    found = pointed_at(law, pointing.words, chosen, is_new=pointing.is_new)
    comment.quote, comment.quote_start = found.words, found.start
    session.flush()
    return found


def settled(session: Session, version: BillVersion, eid: str, words: str) -> Quote:
    """Return words that came with an import as they are kept."""
    return pointed_at(Wordings(session).law(version, eid), words, None, is_new=True)


def check(found: Quote, pointing: Pointing, *, limits: Limits) -> None:
    """Raise Invalid for words that are too long, or that are not in the provision and were not asked about yet."""
    if found.is_law or not found.words:
        return
    if len(found.words) > limits.comment_chars:
        raise Invalid("comment-invalid", {"words": "comment-too-long"}, limit=limits.comment_chars)
    if pointing.is_new:
        raise Invalid("comment-invalid", {"words": "quote-not-there"})


def still_there(wordings: Wordings, version: BillVersion | None, eids: tuple[str, ...], words: str) -> bool:
    """Say whether one of these provisions of a version has the words."""
    return any(find_words(wordings.law(version, eid), words) is not None for eid in eids)
