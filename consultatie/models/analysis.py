"""The last computed analysis of a consultation's responses: a result that can be made again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from consultatie.models.base import Base, Json


class AnalysisResult(Base):
    """The document of `consultatie analyse` with the UTC instant and the log size at which it was computed."""

    __tablename__ = "analysis_result"

    consultation_id: Mapped[int] = mapped_column(
        ForeignKey("consultation.id", ondelete="CASCADE"), primary_key=True
    )
    computed_at: Mapped[datetime]
    log_size: Mapped[int]
    data: Mapped[Json] = mapped_column(JSON)
