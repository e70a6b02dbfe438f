"""A response that people of an organisation write together: every edition of every part, notes, attachments, steps."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultatie.domain.joint_drafts import JointStage, Step
from consultatie.domain.visibility import Publication
from consultatie.models.accounts import User
from consultatie.models.base import Base, Json, by_value
from consultatie.models.bills import BillVersion
from consultatie.models.consultations import Consultation
from consultatie.models.files import StoredFile
from consultatie.models.organisations import Organisation
from consultatie.models.responses import Position, Response


class JointDraft(Base):
    """What an organisation writes on one consultation. `response` is what was handed in last, and not withdrawn.

    `principals` are the names for which it also speaks; `details_number` counts the changes of these details.
    """

    __tablename__ = "joint_draft"
    __table_args__ = (UniqueConstraint("organisation_id", "consultation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("bill_version.id"))
    stage: Mapped[JointStage] = mapped_column(by_value(JointStage), default=JointStage.WRITING)
    publication: Mapped[Publication] = mapped_column(by_value(Publication), default=Publication.NAMED)
    principals: Mapped[list[str]] = mapped_column(JSON, default=list)
    details_number: Mapped[int] = mapped_column(default=0)
    language: Mapped[str] = mapped_column(String(8), default="nl")
    response_id: Mapped[int | None] = mapped_column(
        ForeignKey("response.id", ondelete="SET NULL"), index=True
    )
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    organisation: Mapped[Organisation] = relationship()
    consultation: Mapped[Consultation] = relationship()
    version: Mapped[BillVersion] = relationship()
    response: Mapped[Response | None] = relationship()
    attachments: Mapped[list[JointAttachment]] = relationship(
        order_by="JointAttachment.id", back_populates="draft"
    )
    steps: Mapped[list[JointStep]] = relationship(order_by="JointStep.id")
    submissions: Mapped[list[Submission]] = relationship(order_by="Submission.number", back_populates="draft")

    @property
    def attached(self) -> list[JointAttachment]:
        """Return the attachments that were not taken away."""
        return [one for one in self.attachments if one.removed_at is None]


class PartEdition(Base):
    """One edition of the text on a provision (`eid` empty: the whole). The highest number is the text of now."""

    __tablename__ = "part_edition"
    __table_args__ = (UniqueConstraint("draft_id", "eid", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("joint_draft.id", ondelete="CASCADE"))
    eid: Mapped[str] = mapped_column(String(255), default="")
    place: Mapped[int]
    number: Mapped[int]
    position: Mapped[Position] = mapped_column(by_value(Position))
    text: Mapped[str] = mapped_column(Text, default="")
    proposal: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    at: Mapped[datetime]

    by: Mapped[User | None] = relationship()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is said in it."""
        return self.position is Position.NONE and not (self.text or self.proposal)


class JointNote(Base):
    """A note between colleagues at a provision. It never becomes public."""

    __tablename__ = "joint_note"
    __table_args__ = (Index("ix_joint_note_draft_id_eid", "draft_id", "eid"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("joint_draft.id", ondelete="CASCADE"))
    eid: Mapped[str] = mapped_column(String(255), default="")
    text: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    at: Mapped[datetime]

    by: Mapped[User | None] = relationship()


class JointAttachment(Base):
    """A file that goes with the response. Taken away it stays for the versions that were handed in with it."""

    __tablename__ = "joint_attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("joint_draft.id", ondelete="CASCADE"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    title: Mapped[str] = mapped_column(String(200))
    lacks: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    draft: Mapped[JointDraft] = relationship(back_populates="attachments")
    file: Mapped[StoredFile] = relationship()
    by: Mapped[User | None] = relationship()


class JointStep(Base):
    """Somebody brought the text as a whole further, or back, with a note."""

    __tablename__ = "joint_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("joint_draft.id", ondelete="CASCADE"), index=True)
    step: Mapped[Step] = mapped_column(by_value(Step))
    note: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    at: Mapped[datetime]

    by: Mapped[User | None] = relationship()


class Submission(Base):
    """A version that was handed in: its contents, and the digest and log position that its receipt names."""

    __tablename__ = "submission"
    __table_args__ = (UniqueConstraint("draft_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("joint_draft.id", ondelete="CASCADE"))
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    contents: Mapped[Json] = mapped_column(JSON)  # parts, principals, attachments, publication
    digest: Mapped[str] = mapped_column(String(64))
    log_position: Mapped[int]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    at: Mapped[datetime]

    draft: Mapped[JointDraft] = relationship(back_populates="submissions")
    response: Mapped[Response] = relationship()
    by: Mapped[User | None] = relationship()
