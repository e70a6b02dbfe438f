"""What we keep of an uploaded file, the bytes of which are in the file store under `key`; and the text read in it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultatie.domain.file_texts import TextState
from consultatie.models.base import Base, by_value


class StoredFile(Base):
    """One upload: `size` in bytes, `key` the SHA-256 of the bytes, `name` as the sender called it."""

    __tablename__ = "stored_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    created_at: Mapped[datetime]


WORDS = "words"  # up to 300,000 characters a file: a list of attachments does not load them


class FileText(Base):
    """What a computer read in a file; it goes with the file. `html` is clean and begins below an h2, `text` are its words.

    `notes_html` are the footnotes as clean inline HTML; `code` says why there is no text. `is_held`: something in it looks like
    personal data or breaks the house rules, and no moderator has let it through: staff see it, the public does not.
    """

    __tablename__ = "file_text"

    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id", ondelete="CASCADE"), primary_key=True)
    state: Mapped[TextState] = mapped_column(by_value(TextState), default=TextState.WAITING)
    code: Mapped[str] = mapped_column(String(40), default="")
    html: Mapped[str] = mapped_column(Text, default="", deferred=True, deferred_group=WORDS)
    notes_html: Mapped[list[str]] = mapped_column(JSON, default=list, deferred=True, deferred_group=WORDS)
    text: Mapped[str] = mapped_column(Text, default="", deferred=True, deferred_group=WORDS)
    language: Mapped[str] = mapped_column(String(8), default="")
    is_cut: Mapped[bool] = mapped_column(default=False)
    is_held: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[datetime]
    read_at: Mapped[datetime | None]

    file: Mapped[StoredFile] = relationship()
