"""Responses over versions: which provision of the newest version a comment is about now, and which comments have none.

A comment stays at the version and the provision it was written for. It is carried where the lineage is sure, to all parts of
what was split; where the lineage is unsure, or the provision is gone, it has no place, and every page says so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cached_property

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import Session

from consultatie.domain.lifecycle import COUNTED
from consultatie.domain.lineage import Link, Standing, standing
from consultatie.models.bills import BillVersion
from consultatie.models.consultations import Consultation
from consultatie.models.responses import Comment, Response
from consultatie.services import lineage
from consultatie.services.reading_law import within

Fits = Callable[[tuple[str, ...]], bool]  # of the eIds in the newest version

WITHOUT_PLACE = "zonder-plaats"
"""In an address or a list of articles: what stands nowhere for sure in the newest version."""


class Carrying:
    """What became of the provisions of every version of one bill; nothing is read while there is one version only."""

    def __init__(self, session: Session, consultation: Consultation) -> None:
        self._session = session
        self._consultation_id = consultation.id
        self._lines: dict[int, Mapping[str, list[Link]]] = {}

    @cached_property
    def _versions(self) -> dict[int, BillVersion]:
        rows = self._session.scalars(
            select(BillVersion)
            .where(BillVersion.consultation_id == self._consultation_id)
            .order_by(BillVersion.number)
        )
        return {row.number: row for row in rows}

    @cached_property
    def _answered(self) -> list[BillVersion]:
        """Return the older versions that somebody responded to."""
        if len(self._versions) < 2:
            return []
        found = (
            select(Response.version_id).where(Response.consultation_id == self._consultation_id).distinct()
        )
        ids = set(self._session.scalars(found))
        return [row for number, row in self._versions.items() if row.id in ids and number != self.current]

    def version(self, number: int) -> BillVersion | None:
        """Return a version by its number."""
        return self._versions.get(number)

    @property
    def current(self) -> int:
        """Return the number of the newest version, 0 while there is none."""
        return max(self._versions, default=0)

    @property
    def is_over_versions(self) -> bool:
        """Say whether anybody responded to an older version."""
        return bool(self._answered)

    def of(self, version: int, eid: str) -> Standing:
        """Return where a provision of a version stands in the newest one; the whole ("") is always the whole."""
        if not eid or version == self.current or version not in self._versions:
            return Standing.same(eid)
        return standing(self._line(version).get(eid, ()))

    def places(self, version: int, eid: str) -> tuple[str, ...]:
        """Return the eIds of the newest version at which a comment counts; WITHOUT_PLACE when there is none."""
        return self.of(version, eid).now or (WITHOUT_PLACE,)

    def _line(self, version: int) -> Mapping[str, list[Link]]:
        if version not in self._lines:
            row: dict[str, list[Link]] = {}
            for link in lineage.lineage(self._session, self._versions[version], self._versions[self.current]):
                row.setdefault(link.old, []).append(link)
            self._lines[version] = row
        return self._lines[version]

    def has_orphans(self) -> bool:
        """Say whether a received comment on an older version has no place in the newest one."""
        if not self.is_over_versions:
            return False
        found = (
            select(Comment.id)
            .join(Response, Comment.response_id == Response.id)
            .where(
                Response.consultation_id == self._consultation_id,
                Response.state.in_(COUNTED),
                self.about(WITHOUT_PLACE),
            )
        )
        return self._session.scalar(found.limit(1)) is not None

    def about(self, provision: str, version: int = 0) -> ColumnElement[bool]:
        """Return the SQL predicate on Comment and Response: about this provision or what is in it.

        Of any version, wherever it stood then; with an older `version` only what was written for that one.
        """
        if version and version in self._versions and version != self.current:
            return and_(Response.version_id == self._versions[version].id, within(Comment.eid, provision))
        if provision == WITHOUT_PLACE:
            return self._among_older(lambda now: not now)
        if not self.is_over_versions:
            return within(Comment.eid, provision)
        inside = f"{provision}__"
        return or_(
            and_(Response.version_id == self._current_id, within(Comment.eid, provision)),
            self._among_older(lambda now: any(eid == provision or eid.startswith(inside) for eid in now)),
        )

    def among(self, eids: Collection[str]) -> ColumnElement[bool]:
        """Return the SQL predicate on Comment and Response: about one of these provisions, "" for the whole."""
        wanted = set(eids)
        if wanted == {WITHOUT_PLACE}:
            return self.about(WITHOUT_PLACE)
        named = Comment.eid.in_(sorted(wanted))
        if not self.is_over_versions:
            return named
        return or_(
            and_(Response.version_id == self._current_id, named),
            Comment.eid == "" if "" in wanted else false(),
            self._among_older(lambda now: not wanted.isdisjoint(now)),
        )

    @property
    def _current_id(self) -> int:
        return self._versions[self.current].id

    def _among_older(self, fits: Fits) -> ColumnElement[bool]:
        found: list[ColumnElement[bool]] = []
        for version in self._answered:
            eids = [
                eid for eid, links in self._line(version.number).items() if eid and fits(standing(links).now)
            ]
            if eids:
                found.append(and_(Response.version_id == version.id, Comment.eid.in_(eids)))
        return or_(false(), *found)
