"""Proposals beside the law they change: the wording of provisions per version, and the difference with it."""

from __future__ import annotations

from typing import Protocol

from sqlalchemy.orm import Session

from consultatie.analysis.wording import Pieces, proposal_pieces, wording
from consultatie.domain.errors import NotFound
from consultatie.domain.proposals import ProposalKind
from consultatie.models.bills import BillVersion
from consultatie.services import reading_law


class Proposing(Protocol):
    """A comment, or the facts of one."""

    @property
    def eid(self) -> str | None: ...
    @property
    def proposal(self) -> str | None: ...
    @property
    def proposal_kind(self) -> ProposalKind: ...


class Wordings:
    """What provisions say, each read once, and proposals, each compared once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[tuple[int, str], str] = {}
        self._compared: dict[tuple[ProposalKind, str, str], Pieces] = {}

    def law(self, version: BillVersion | None, eid: str) -> str:
        """Return the text of a provision as `analysis.wording` writes it; "" where a version does not have it."""
        if version is None or not eid:
            return ""
        key = (version.id, eid)
        if key not in self._known:
            self._known[key] = self._read(version, eid)
        return self._known[key]

    def _read(self, version: BillVersion, eid: str) -> str:
        try:
            return wording(reading_law.get_provision(self._session, version, eid), version.language)
        except NotFound:
            return ""

    def pieces(self, version: BillVersion | None, comment: Proposing) -> Pieces:
        """Return a proposal as a difference; () when there is none, or it is only words."""
        if comment.proposal_kind is ProposalKind.TEXT:
            return ()
        law = self.law(version, comment.eid or "")
        key = (comment.proposal_kind, comment.proposal or "", law)
        if key not in self._compared:
            self._compared[key] = proposal_pieces(*key)
        return self._compared[key]
