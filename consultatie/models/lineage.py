"""How the provisions of a version descend from those of the version before, and what a person decided about it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultatie.domain.lineage import Link, Relation
from consultatie.models.base import Base, by_value


class ProvisionLink(Base):
    """One link between a provision of the version before (`old_eid`) and one of this version (`new_eid`).

    `place` is its rank: by the new version, then what is gone. See `domain.lineage.Link` for the rest.
    """

    __tablename__ = "provision_link"
    __table_args__ = (Index("ix_provision_link_version_place", "version_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("bill_version.id", ondelete="CASCADE"))
    place: Mapped[int]
    old_eid: Mapped[str] = mapped_column(String(255), default="")
    new_eid: Mapped[str] = mapped_column(String(255), default="")
    relation: Mapped[Relation] = mapped_column(by_value(Relation))
    changed: Mapped[bool]
    renumbered: Mapped[bool]
    moved: Mapped[bool]
    confidence: Mapped[float]

    def link(self) -> Link:
        """Return it as the rules know it."""
        return Link(
            self.old_eid,
            self.new_eid,
            self.relation,
            self.changed,
            self.renumbered,
            self.moved,
            self.confidence,
        )


class LineageDecision(Base):
    """What somebody said of a provision of this version: it comes from these of the version before, or from none.

    `moved` holds what that brought back to its place, as [table, id, eid before, eid after], so that it can be undone.
    """

    __tablename__ = "lineage_decision"
    __table_args__ = (UniqueConstraint("version_id", "new_eid"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("bill_version.id", ondelete="CASCADE"))
    new_eid: Mapped[str] = mapped_column(String(255))
    old_eids: Mapped[list[str]] = mapped_column(JSON)
    moved: Mapped[list[list[Any]]] = mapped_column(JSON, default=list)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[datetime]
