"""A consultation and all that is written around its bill."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, ColumnElement, ForeignKey, String, Text, UniqueConstraint, and_, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultatie.domain.figures import FigureKind
from consultatie.domain.lifecycle import Calendar, ConsultationState, Stage
from consultatie.domain.provisions import BillKind
from consultatie.models.accounts import Department, User
from consultatie.models.base import Base, Json, by_value
from consultatie.models.bills import BillVersion
from consultatie.models.files import StoredFile
from consultatie.models.media_versions import MediaVersion
from consultatie.models.pictures import Picture


class TextField(StrEnum):
    """The texts around a bill, each a row per language. TITLE is a plain line; the others are Markdown."""

    TITLE = "title"
    SUMMARY = "summary"
    CHANGES = "changes"
    AUDIENCE = "audience"
    GOAL = "goal"
    EFFECTS = "effects"
    SUMMARY_REASON = "summary_reason"  # why "In het kort" is long or hard; shown beside it
    EASY = "easy"  # the whole in easy language, on a page of its own: one idea a line, a heading per step


class QuestionKind(StrEnum):
    """How a question is answered."""

    OPEN = "open"
    ONE = "one"
    SEVERAL = "several"
    SCALE = "scale"  # 1 to 5


class Consultation(Base):
    """One consultation. `opens_at` and `closes_at` are UTC instants derived from the first and last day."""

    __tablename__ = "consultation"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    stage: Mapped[Stage] = mapped_column(by_value(Stage), default=Stage.DRAFT, index=True)
    title: Mapped[str] = mapped_column(String(300))
    kind: Mapped[BillKind] = mapped_column(by_value(BillKind), index=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"), index=True)
    keten_id: Mapped[str] = mapped_column(String(9), default="")
    opens: Mapped[date | None]
    closes: Mapped[date | None]
    opens_at: Mapped[datetime | None] = mapped_column(index=True)
    closes_at: Mapped[datetime | None] = mapped_column(index=True)
    term_reason: Mapped[str] = mapped_column(Text, default="")
    contact: Mapped[str] = mapped_column(Text, default="")
    read_first: Mapped[bool] = mapped_column(
        default=False
    )  # hold every response until a moderator has read it
    reminder_days: Mapped[int] = mapped_column(
        default=7, server_default="7"
    )  # before closing, who was asked and did not answer is mailed once; 0: nobody
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    edited_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("user_account.id")
    )  # the last hand; a second one publishes
    edited_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    reported_at: Mapped[datetime | None]
    parliament_on: Mapped[
        date | None
    ]  # the day on which the bill went to parliament, as the drafter recorded
    parliament_address: Mapped[str] = mapped_column(String(500), default="", server_default="")

    department: Mapped[Department] = relationship()
    created_by: Mapped[User | None] = relationship(foreign_keys=[created_by_id])
    edited_by: Mapped[User | None] = relationship(foreign_keys=[edited_by_id])
    themes: Mapped[list[ConsultationTheme]] = relationship(
        order_by="ConsultationTheme.slug", cascade="all, delete-orphan"
    )
    texts: Mapped[list[ConsultationText]] = relationship(cascade="all, delete-orphan")
    versions: Mapped[list[BillVersion]] = relationship(
        order_by=BillVersion.number, cascade="all, delete-orphan"
    )
    explanations: Mapped[list[Explanation]] = relationship(
        order_by="Explanation.id", cascade="all, delete-orphan"
    )
    illustrations: Mapped[list[Illustration]] = relationship(
        order_by="(Illustration.place, Illustration.id)",
        cascade="all, delete-orphan",
        back_populates="consultation",
    )
    easy_pictures: Mapped[list[EasyPicture]] = relationship(
        order_by="EasyPicture.place", cascade="all, delete-orphan"
    )
    media_versions: Mapped[list[MediaVersion]] = relationship(
        order_by=MediaVersion.id, cascade="all, delete-orphan"
    )
    figures: Mapped[list[Figure]] = relationship(
        order_by="(Figure.place, Figure.id)", cascade="all, delete-orphan"
    )
    documents: Mapped[list[Document]] = relationship(
        order_by="(Document.place, Document.id)", cascade="all, delete-orphan"
    )
    questions: Mapped[list[Question]] = relationship(
        order_by="(Question.place, Question.id)", cascade="all, delete-orphan"
    )

    @property
    def calendar(self) -> Calendar:
        """Return the instants by which the state follows from the clock."""
        return Calendar(self.stage, self.opens_at, self.closes_at)

    def state(self, now: datetime) -> ConsultationState:
        """Return the state at a UTC instant."""
        return self.calendar.state(now)


def publicly_visible(now: datetime) -> ColumnElement[bool]:
    """Return the SQL predicate that equals `domain.visibility.consultation_visible` for the public."""
    return or_(
        Consultation.stage.in_((Stage.REPORTED, Stage.WITHDRAWN)),
        and_(
            Consultation.stage == Stage.PUBLISHED,
            Consultation.opens_at <= now,
            Consultation.closes_at.is_not(None),
        ),
    )


class ConsultationTheme(Base):
    """A subject by which people find consultations."""

    __tablename__ = "consultation_theme"

    consultation_id: Mapped[int] = mapped_column(
        ForeignKey("consultation.id", ondelete="CASCADE"), primary_key=True
    )
    slug: Mapped[str] = mapped_column(String(80), primary_key=True, index=True)
    name: Mapped[str] = mapped_column(String(80))


class ConsultationText(Base):
    """One text in one language, as written (`markdown`) and as shown (`html`, cleaned)."""

    __tablename__ = "consultation_text"

    consultation_id: Mapped[int] = mapped_column(
        ForeignKey("consultation.id", ondelete="CASCADE"), primary_key=True
    )
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    field: Mapped[TextField] = mapped_column(by_value(TextField), primary_key=True)
    markdown: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)


class Explanation(Base):
    """A provision in plain language. `law_digest` is the SHA-256 of the law text beside which somebody last read it."""

    __tablename__ = "explanation"
    __table_args__ = (UniqueConstraint("consultation_id", "eid", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(
        ForeignKey("consultation.id", ondelete="CASCADE"), index=True
    )
    eid: Mapped[str] = mapped_column(String(255))
    language: Mapped[str] = mapped_column(String(8))
    markdown: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    law_digest: Mapped[str] = mapped_column(String(64), default="")
    outdated: Mapped[bool] = mapped_column(default=False)  # the law text has changed since
    linked: Mapped[str] = mapped_column(Text, default="")  # `html` with its references as links


class IntendedReference(Base):
    """Words in a provision that lead to nothing in the bill, as they are meant to; with the reason."""

    __tablename__ = "intended_reference"
    __table_args__ = (UniqueConstraint("consultation_id", "eid", "words"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(
        ForeignKey("consultation.id", ondelete="CASCADE"), index=True
    )
    eid: Mapped[str] = mapped_column(String(255))
    words: Mapped[str] = mapped_column(String(255))
    reason: Mapped[str] = mapped_column(Text)


class Illustration(Base):
    """A picture of the library as it stands on the whole (`eid` empty) or on a provision."""

    __tablename__ = "illustration"

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(
        ForeignKey("consultation.id", ondelete="CASCADE"), index=True
    )
    eid: Mapped[str] = mapped_column(String(255), default="")
    place: Mapped[int] = mapped_column(default=0)
    picture_id: Mapped[int] = mapped_column(ForeignKey("picture.id"), index=True)

    picture: Mapped[Picture] = relationship()
    consultation: Mapped[Consultation] = relationship(back_populates="illustrations")


class EasyPicture(Base):
    """Which illustration goes with a step of the easy text, by the step's place (from 0), in all languages."""

    __tablename__ = "easy_picture"

    consultation_id: Mapped[int] = mapped_column(
        ForeignKey("consultation.id", ondelete="CASCADE"), primary_key=True
    )
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    illustration_id: Mapped[int] = mapped_column(
        ForeignKey("illustration.id", ondelete="CASCADE"), index=True
    )


class Figure(Base):
    """A figure made from words, on the whole (`eid` empty) or on a provision; drawn anew whenever it is shown.

    `title` is per language. `rows` is a list of {"mark": "now", "label": {"nl": "…"}, "text": {"nl": "…"}}.
    """

    __tablename__ = "figure"

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(
        ForeignKey("consultation.id", ondelete="CASCADE"), index=True
    )
    eid: Mapped[str] = mapped_column(String(255), default="")
    place: Mapped[int] = mapped_column(default=0)
    kind: Mapped[FigureKind] = mapped_column(by_value(FigureKind))
    title: Mapped[Json] = mapped_column(JSON)
    rows: Mapped[list[Json]] = mapped_column(JSON)


class Document(Base):
    """A file beside the bill.

    `lacks` are codes of what keeps people from using it (adapters/documents/inspection), None when nobody looked.
    `web_address` is where the same text is a web page, or empty.
    """

    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(
        ForeignKey("consultation.id", ondelete="CASCADE"), index=True
    )
    place: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(String(300))
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    lacks: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    web_address: Mapped[str] = mapped_column(String(500), default="")

    file: Mapped[StoredFile] = relationship()


class Question(Base):
    """A question on the whole (`eid` empty) or on a provision. `options` is a list of {"nl": "…", "en": "…"}."""

    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("consultation_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(
        ForeignKey("consultation.id", ondelete="CASCADE"), index=True
    )
    key: Mapped[str] = mapped_column(String(40))
    kind: Mapped[QuestionKind] = mapped_column(by_value(QuestionKind))
    eid: Mapped[str] = mapped_column(String(255), default="")
    place: Mapped[int] = mapped_column(default=0)
    texts: Mapped[Json] = mapped_column(JSON)  # {"nl": "…", "en": "…"}
    options: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)


def in_language(texts: Json, language: str) -> tuple[str, str]:
    """Return a text and the language it is in: the one asked for, else Dutch, else whatever there is."""
    for choice in (language, "nl", *texts):
        if texts.get(choice):
            return str(texts[choice]), choice
    return "", language
