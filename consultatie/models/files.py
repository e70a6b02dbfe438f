"""What we keep of an uploaded file; the bytes are in the file store under `key`."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from consultatie.models.base import Base


class StoredFile(Base):
    """One upload: `size` in bytes, `key` the SHA-256 of the bytes, `name` as the sender called it."""

    __tablename__ = "stored_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    created_at: Mapped[datetime]
