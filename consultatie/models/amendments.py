"""The laws that a bill amends, what became of each amending instruction, and how each law would read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultatie.domain.amendments import AmendmentState
from consultatie.models.base import Base, by_value
from consultatie.models.files import StoredFile


class AmendedLaw(Base):
    """An existing law that the bill of a consultation amends, as it reads now; `number` counts from 1.

    `article` is the amending article that the drafter chose for it; empty: the articles that name it by its title.
    `provisions` is its tree, a provision `[kind, number, heading, text, html, children]`.
    """

    __tablename__ = "amended_law"
    __table_args__ = (UniqueConstraint("consultation_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id", ondelete="CASCADE"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    long_title: Mapped[str] = mapped_column(Text)
    article: Mapped[str] = mapped_column(String(255))
    language: Mapped[str] = mapped_column(String(8))
    source_format: Mapped[str] = mapped_column(String(20))
    source_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    imported_at: Mapped[datetime]
    provisions: Mapped[list[Any]] = mapped_column(JSON, deferred=True)

    source_file: Mapped[StoredFile | None] = relationship()


class AmendmentRow(Base):
    """One amending instruction of a version; `place` is its rank in the order of the text, from 0.

    `eid` is the provision it stands in, `article` the amending article around that. `actions` are codes of
    domain.amendments.Action. `changes` are rows `{"cited": [[kind, number]], "pieces": [[op, text]]}`.
    """

    __tablename__ = "amendment"
    __table_args__ = (Index("ix_amendment_version_place", "version_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("bill_version.id", ondelete="CASCADE"))
    law_id: Mapped[int | None] = mapped_column(ForeignKey("amended_law.id", ondelete="SET NULL"), index=True)
    place: Mapped[int]
    eid: Mapped[str] = mapped_column(String(255))
    article: Mapped[str] = mapped_column(String(255))
    law_name: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    actions: Mapped[list[str]] = mapped_column(JSON)
    state: Mapped[AmendmentState] = mapped_column(by_value(AmendmentState))
    reason: Mapped[str] = mapped_column(String(60))
    detail: Mapped[str] = mapped_column(Text)
    notes: Mapped[list[str]] = mapped_column(JSON)
    changes: Mapped[list[Any]] = mapped_column(JSON)

    law: Mapped[AmendedLaw | None] = relationship()


class AmendedLawReading(Base):
    """How a law would read after a version of the bill; `rows` as analysis.amendments.reading_law gives, as JSON."""

    __tablename__ = "amended_law_reading"
    __table_args__ = (UniqueConstraint("version_id", "law_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("bill_version.id", ondelete="CASCADE"))
    law_id: Mapped[int] = mapped_column(ForeignKey("amended_law.id", ondelete="CASCADE"), index=True)
    rows: Mapped[list[Any]] = mapped_column(JSON)
