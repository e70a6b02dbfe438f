"""A new version of a published bill that waits for a second person."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultatie.models.accounts import User
from consultatie.models.base import Base
from consultatie.models.files import StoredFile


class ProposedVersion(Base):
    """A file that somebody handed in as the next version, with what the public will read about it (by language)."""

    __tablename__ = "proposed_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(
        ForeignKey("consultation.id", ondelete="CASCADE"), unique=True
    )
    source_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    memorandum_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    notice: Mapped[dict[str, str]] = mapped_column(JSON)
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    proposed_at: Mapped[datetime]

    source: Mapped[StoredFile] = relationship(foreign_keys=[source_id])
    memorandum: Mapped[StoredFile | None] = relationship(foreign_keys=[memorandum_id])
    proposed_by: Mapped[User | None] = relationship()
