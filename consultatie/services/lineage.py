"""The lineage of a bill: how each version's provisions descend from those of the version before.

Computed and kept when a version is imported, anew when a person decides what was unsure. `lineage` puts several
steps together. What follows for responses is in carrying.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid
from consultatie.domain.lineage import Decision, Link, Relation, composed, turned, uncertain
from consultatie.domain.permissions import Viewer
from consultatie.domain.provisions import walk
from consultatie.models.bills import BillVersion, ProvisionRow
from consultatie.models.consultations import Consultation
from consultatie.models.lineage import LineageDecision, ProvisionLink
from consultatie.services import bills, explanation_freshness
from consultatie.services.consultations import note_edit, require_editable


def find_before(session: Session, version: BillVersion) -> BillVersion | None:
    """Return the version before this one, None for the first."""
    return session.scalar(
        select(BillVersion)
        .where(BillVersion.consultation_id == version.consultation_id, BillVersion.number < version.number)
        .order_by(BillVersion.number.desc())
        .limit(1)
    )


def compute(session: Session, version: BillVersion) -> None:
    """Relate a version to the one before and keep the links, in place of those that there were."""
    session.execute(delete(ProvisionLink).where(ProvisionLink.version_id == version.id))
    links = _related(session, version)
    if links:
        session.execute(
            insert(ProvisionLink),
            [
                {
                    "version_id": version.id,
                    "place": place,
                    "old_eid": link.old,
                    "new_eid": link.new,
                    "relation": link.relation,
                    "changed": link.changed,
                    "renumbered": link.renumbered,
                    "moved": link.moved,
                    "confidence": link.confidence,
                }
                for place, link in enumerate(links)
            ],
        )


def _related(session: Session, version: BillVersion) -> tuple[Link, ...]:
    before = find_before(session, version)
    if before is None:
        return ()
    from consultatie.analysis.lineage import (
        relate,  # late: needs numpy, which a site that only shows does not
    )

    return relate(bills.tree(session, before), bills.tree(session, version), decisions(session, version))


def links_of(session: Session, version: BillVersion) -> tuple[Link, ...]:
    """Return the links of a version with the one before, in the order of this one, then what is gone."""
    rows = session.scalars(
        select(ProvisionLink).where(ProvisionLink.version_id == version.id).order_by(ProvisionLink.place)
    )
    found = tuple(row.link() for row in rows)
    return found or _related(session, version)  # a version from before this was kept


def decisions(session: Session, version: BillVersion) -> list[Decision]:
    """Return what people decided about a version."""
    rows = session.scalars(
        select(LineageDecision).where(LineageDecision.version_id == version.id).order_by(LineageDecision.id)
    )
    return [Decision(row.new_eid, tuple(row.old_eids)) for row in rows]


def count_unsure(session: Session, version: BillVersion) -> int:
    """Return how many provisions of a version somebody still has to judge; asks for little when there are none."""
    found = select(func.count()).where(
        ProvisionLink.version_id == version.id, ProvisionLink.relation == Relation.UNSURE
    )
    if not session.scalar(found):
        return 0
    return len({link.new for link in uncertain(links_of(session, version))})


def decide(
    session: Session,
    consultation: Consultation,
    version: BillVersion,
    *,
    new: str,
    olds: Sequence[str],
    by: Viewer | None,
    now: datetime,
) -> None:
    """Keep what somebody says a provision comes from (nothing: it is new), and compute the links anew.

    Raise Invalid `no-such-provision` for a provision that one of the versions does not have.
    """
    require_editable(consultation, by)
    before = find_before(session, version)
    if before is None or not _has(session, version, [new]) or not _has(session, before, olds):
        raise Invalid("no-such-provision", {"origin": "no-such-provision"}, eid=new)
    _forget(session, consultation, version, new)
    decision = LineageDecision(
        version_id=version.id,
        new_eid=new,
        old_eids=list(olds),
        decided_by_id=by.user_id if by else None,
        decided_at=now,
    )
    session.add(decision)
    decision.moved = _follow(session, consultation, version)
    facts = {"version": version.number, "eid": new, "from": sorted(olds)}
    note_edit(session, consultation, "lineage", by, facts=facts, now=now)


def undo(
    session: Session,
    consultation: Consultation,
    version: BillVersion,
    *,
    new: str,
    by: Viewer | None,
    now: datetime,
) -> None:
    """Take back what somebody decided about a provision, and what moved with it; nothing happens when nobody did."""
    require_editable(consultation, by)
    if _forget(session, consultation, version, new):
        _follow(session, consultation, version)
        facts = {"version": version.number, "eid": new, "undone": True}
        note_edit(session, consultation, "lineage", by, facts=facts, now=now)


def _has(session: Session, version: BillVersion, eids: Sequence[str]) -> bool:
    found = select(func.count()).where(ProvisionRow.version_id == version.id, ProvisionRow.eid.in_(eids))
    return session.scalar(found) == len(set(eids))


def _forget(session: Session, consultation: Consultation, version: BillVersion, new: str) -> bool:
    """Drop a decision and move back what it had moved; say whether there was one."""
    from consultatie.services import following  # late: it reads links from here

    found = session.scalar(
        select(LineageDecision).where(
            LineageDecision.version_id == version.id, LineageDecision.new_eid == new
        )
    )
    if found is None:
        return False
    following.put_back(session, consultation, found.moved)
    session.delete(found)
    session.flush()
    return True


def _follow(session: Session, consultation: Consultation, version: BillVersion) -> list[list[Any]]:
    """Compute the links anew and bring back what has a place again; return what moved."""
    from consultatie.services import following  # late: it reads links from here

    session.flush()
    compute(session, version)
    moved = following.recover(session, consultation, links_of(session, version))
    if moved:
        law = {node.eid: node for node in walk(bills.tree(session, version))}
        explanation_freshness.mark(consultation.explanations, law)
    return moved


def lineage(session: Session, older: BillVersion, newer: BillVersion) -> tuple[Link, ...]:
    """Return what became of every provision of one version in another of the same bill, whichever is the older.

    Of one version with itself everything is the same.
    """
    if older.number > newer.number:
        return turned(lineage(session, newer, older))
    steps = session.scalars(
        select(BillVersion)
        .where(
            BillVersion.consultation_id == newer.consultation_id,
            BillVersion.number > older.number,
            BillVersion.number <= newer.number,
        )
        .order_by(BillVersion.number)
    )
    found: tuple[Link, ...] | None = None
    for version in steps:
        links = links_of(session, version)
        found = links if found is None else composed(found, links)
    if found is None:
        eids = session.scalars(select(ProvisionRow.eid).where(ProvisionRow.version_id == newer.id))
        return tuple(Link(eid, eid, Relation.SAME) for eid in eids)
    return found


def as_json(links: Sequence[Link], *, older: int, newer: int) -> dict[str, Any]:
    """Return links as `consultatie bill diff` prints them (docs/versions.md); a pair may stand in several lists."""
    pairs = [link for link in links if link.old and link.new and link.relation is not Relation.UNSURE]
    many = (Relation.SPLIT, Relation.MERGED)
    single = [link for link in pairs if link.relation not in many]
    return {
        "from": older,
        "to": newer,
        "added": [link.new for link in links if link.relation is Relation.NEW],
        "removed": [link.old for link in links if link.relation is Relation.GONE],
        "changed": [_pair(link) for link in pairs if link.changed],
        "renumbered": [
            _pair(link) for link in single if link.renumbered or (link.old != link.new and not link.moved)
        ],
        "moved": [_pair(link) for link in single if link.moved],
        "split": [
            {"from": old, "to": [link.new for link in row]}
            for old, row in _grouped(pairs, Relation.SPLIT, "old").items()
        ],
        "merged": [
            {"from": [link.old for link in row], "to": new}
            for new, row in _grouped(pairs, Relation.MERGED, "new").items()
        ],
        "unsure": [
            _pair(link) | {"confidence": link.confidence}
            for link in links
            if link.relation is Relation.UNSURE
        ],
    }


def _pair(link: Link) -> dict[str, Any]:
    return {"from": link.old or None, "to": link.new or None}


def _grouped(links: Sequence[Link], relation: Relation, side: str) -> dict[str, list[Link]]:
    found: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        if link.relation is relation:
            found[getattr(link, side)].append(link)
    return found
