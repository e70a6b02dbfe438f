"""The report on a consultation, and per provision what was done with what people said."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultatie.models.base import Base, Json, by_value


class Disposition(StrEnum):
    """What was done with the points people made."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    NOT_ADOPTED = "not_adopted"
    NOTED = "noted"


class Report(Base):
    """The drafter's report in one language, as written and as shown (`html`, cleaned)."""

    __tablename__ = "report"

    consultation_id: Mapped[int] = mapped_column(
        ForeignKey("consultation.id", ondelete="CASCADE"), primary_key=True
    )
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    markdown: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime]


class ReportItem(Base):
    """Per provision (`eid`, empty for the whole) what was done and why; `texts` {"nl": {"markdown", "html"}, …}."""

    __tablename__ = "report_item"
    __table_args__ = (UniqueConstraint("consultation_id", "eid"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(
        ForeignKey("consultation.id", ondelete="CASCADE"), index=True
    )
    eid: Mapped[str] = mapped_column(String(255), default="")
    disposition: Mapped[Disposition] = mapped_column(by_value(Disposition))
    changed_at: Mapped[datetime | None]
    texts: Mapped[Json] = mapped_column(JSON)
