"""A bill's versions, their provisions, memorandum, and what the importer did not understand."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultatie.domain.provisions import BillKind, ProvisionKind
from consultatie.models.base import Base, Json, by_value
from consultatie.models.files import StoredFile


class BillVersion(Base):
    """One version of the bill of a consultation; `number` counts from 1."""

    __tablename__ = "bill_version"
    __table_args__ = (UniqueConstraint("consultation_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(
        ForeignKey("consultation.id", ondelete="CASCADE"), index=True
    )
    number: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    kind: Mapped[BillKind] = mapped_column(by_value(BillKind))
    language: Mapped[str] = mapped_column(String(8), default="nl")
    source_format: Mapped[str] = mapped_column(String(20))
    source_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    imported_at: Mapped[datetime]
    notice: Mapped[dict[str, str]] = mapped_column(
        JSON, default=dict
    )  # what the public reads about why this version came, by language
    definitions: Mapped[list[Json]] = mapped_column(
        JSON, default=list
    )  # what the bill itself says words mean
    dangling: Mapped[list[Json]] = mapped_column(
        JSON, default=list
    )  # {"eid": "art_3", "words": "artikel 99"}

    source_file: Mapped[StoredFile | None] = relationship()
    provisions: Mapped[list[ProvisionRow]] = relationship(
        order_by="ProvisionRow.place", cascade="all, delete-orphan", passive_deletes=True
    )
    memorandum: Mapped[list[MemorandumRow]] = relationship(
        order_by="MemorandumRow.place", cascade="all, delete-orphan", passive_deletes=True
    )
    warnings: Mapped[list[ImportWarningRow]] = relationship(
        order_by="ImportWarningRow.place_in_list", cascade="all, delete-orphan", passive_deletes=True
    )


class ProvisionRow(Base):
    """One provision; `place` is its rank in document order from 0, `depth` 0 at the top of the bill."""

    __tablename__ = "provision"
    __table_args__ = (
        UniqueConstraint("version_id", "eid"),
        Index("ix_provision_version_place", "version_id", "place"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("bill_version.id", ondelete="CASCADE"))
    eid: Mapped[str] = mapped_column(String(255))
    parent_eid: Mapped[str | None] = mapped_column(String(255))
    place: Mapped[int]
    depth: Mapped[int]
    kind: Mapped[ProvisionKind] = mapped_column(by_value(ProvisionKind))
    number: Mapped[str] = mapped_column(String(80))
    heading: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    linked: Mapped[str] = mapped_column(
        Text, default=""
    )  # `html` with its references as links, if there are any


class MemorandumRow(Base):
    """One section of the explanatory memorandum; `eid` is the article it explains, or empty; `also` names others."""

    __tablename__ = "memorandum_part"
    __table_args__ = (Index("ix_memorandum_part_version_place", "version_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("bill_version.id", ondelete="CASCADE"))
    place: Mapped[int]
    level: Mapped[int]
    heading: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    eid: Mapped[str] = mapped_column(String(255), default="")
    also: Mapped[list[str]] = mapped_column(JSON, default=list)  # of a part about several articles
    linked: Mapped[str] = mapped_column(Text, default="")

    @property
    def shown_html(self) -> str:
        """Return the HTML with its references as links (`#` and the eid where they lead to the bill itself)."""
        return self.linked or self.html


class ImportWarningRow(Base):
    """Something the importer did not understand, kept so that the drafter can check it."""

    __tablename__ = "import_warning"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("bill_version.id", ondelete="CASCADE"), index=True)
    place_in_list: Mapped[int]
    code: Mapped[str] = mapped_column(String(60))
    place: Mapped[str] = mapped_column(Text)
    detail: Mapped[str] = mapped_column(Text)
