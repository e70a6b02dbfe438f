"""Which words of an article draw comments: the passages that people pointed at, with who did."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.analysis.quoting import Passage, covering, key_of, passages
from consultatie.domain.lifecycle import COUNTED
from consultatie.models.bills import BillVersion
from consultatie.models.consultations import Consultation
from consultatie.models.responses import Comment, Response
from consultatie.services.carrying import Carrying
from consultatie.services.wordings import Wordings


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """A sentence or list part, and the comments and responses (ids) that point at it or at words in it.

    `key` names it in an address; `is_there`: the newest version has it.
    """

    key: str
    text: str
    is_there: bool
    comments: set[int] = field(default_factory=set)
    responses: set[int] = field(default_factory=set)


def of_article(
    session: Session, consultation: Consultation, eids: Collection[str], home: str
) -> list[QuotedPassage]:
    """Return the passages that comments on these provisions point at, in the order of the law; what is gone comes last.

    `home` holds all these provisions in the newest version. A passage is one whatever the version it was pointed at in, and
    whether the comment is about the article or about its lid.
    """
    carrying, wordings = Carrying(session, consultation), Wordings(session)

    @cache
    def of(version: int, eid: str) -> list[Passage]:
        row = carrying.version(version)
        return passages(wordings.law(row, eid), row.language) if row else []

    order = {key_of(one.text): rank for rank, one in enumerate(of(carrying.current, home))}
    found: dict[str, QuotedPassage] = {}
    for comment, response, version, eid, words, start in session.execute(
        select(Comment.id, Response.id, BillVersion.number, Comment.eid, Comment.quote, Comment.quote_start)
        .join(Response, Comment.response_id == Response.id)
        .join(BillVersion, BillVersion.id == Response.version_id)
        .where(
            Response.consultation_id == consultation.id,
            Response.state.in_(COUNTED),
            Comment.quote_start.is_not(None),
            carrying.among(eids),
        )
        .order_by(Comment.place, Comment.quote_start, Comment.id)
    ):
        begins = start or 0
        for one in covering(of(version, eid), begins, begins + len(words)):
            key = key_of(one.text)
            passage = found.setdefault(key, QuotedPassage(key, one.text, key in order))
            passage.comments.add(comment)
            passage.responses.add(response)
    return sorted(found.values(), key=lambda one: order.get(one.key, len(order)))
