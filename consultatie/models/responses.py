"""A response with its comments and answers, who sent it, and the links it gave out."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    JSON,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    and_,
    false,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.proposals import ProposalKind
from consultatie.domain.text import canonical_email
from consultatie.domain.visibility import (
    PUBLIC_RESPONSE_STATES,
    AnswerFacts,
    CommentFacts,
    Publication,
    RespondentFacts,
    RespondentKind,
    ResponseFacts,
)
from consultatie.models.base import Base, by_value
from consultatie.models.bills import BillVersion
from consultatie.models.consultations import Consultation, Question
from consultatie.models.recordings import Recording
from consultatie.models.redactions import RedactionRow
from consultatie.models.school_classes import SchoolClass


class Position(StrEnum):
    """What somebody thinks of a provision."""

    SUPPORT = "support"
    SUPPORT_WITH_CHANGES = "support_with_changes"
    OPPOSE = "oppose"
    NEUTRAL = "neutral"
    NONE = "none"


class Channel(StrEnum):
    """By which way a response came in."""

    WEB = "web"
    POST = "post"
    EMAIL = "email"
    PHONE = "phone"
    MEETING = "meeting"
    IMPORT = "import"


class TokenPurpose(StrEnum):
    """What a link is for; a token serves one purpose."""

    CONFIRM = "confirm"
    RESUME = "resume"
    MANAGE = "manage"  # see, withdraw, and mend a rejected response
    STOP = "stop"  # no more mails at the stages of the bill
    AGREE = "agree"  # a parent or carer agrees to a response of somebody under 16, or refuses it


CONFIRMING = (TokenPurpose.CONFIRM, TokenPurpose.AGREE)  # without one that works, what was sent expires


class Response(Base):
    """One response. `sent_at` is the instant (UTC) at which the server had it: that decides whether it was in time.

    `salt` and `digest` tie it to its log entry; `draft_hash` is the SHA-256 of the browser's draft token.
    """

    __tablename__ = "response"
    __table_args__ = (
        UniqueConstraint("consultation_id", "external_id"),
        Index("ix_response_consultation_state", "consultation_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("bill_version.id"))
    reference: Mapped[str] = mapped_column(String(14), unique=True)
    external_id: Mapped[str | None] = mapped_column(String(120))
    state: Mapped[ResponseState] = mapped_column(by_value(ResponseState))
    channel: Mapped[Channel] = mapped_column(by_value(Channel), default=Channel.WEB)
    language: Mapped[str] = mapped_column(String(8), default="nl")
    publication: Mapped[Publication | None] = mapped_column(by_value(Publication))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    public_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]  # withdrawn, erased, expired
    draft_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    idempotency_key: Mapped[str | None] = mapped_column(String(64), unique=True)
    salt: Mapped[str] = mapped_column(String(64), default="")
    digest: Mapped[str] = mapped_column(String(64), default="")
    log_position: Mapped[int | None]
    held_code: Mapped[str] = mapped_column(String(40), default="")  # why it waits for a moderator
    reason_code: Mapped[str] = mapped_column(String(40), default="")  # why it was redacted or rejected
    left_on_purpose: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")  # Finding.key
    edition: Mapped[int] = mapped_column(default=1, server_default="1")
    revised_at: Mapped[datetime | None]  # when the newest edition was handed in, None for the first
    revises_id: Mapped[int | None] = mapped_column(index=True)  # the sent response that this draft changes

    consultation: Mapped[Consultation] = relationship()
    version: Mapped[BillVersion] = relationship()
    respondent: Mapped[Respondent | None] = relationship(
        back_populates="response", cascade="all, delete-orphan", uselist=False, passive_deletes=True
    )
    comments: Mapped[list[Comment]] = relationship(
        order_by="(Comment.place, Comment.id)", cascade="all, delete-orphan", passive_deletes=True
    )
    answers: Mapped[list[Answer]] = relationship(
        order_by="Answer.id", cascade="all, delete-orphan", passive_deletes=True
    )
    redactions: Mapped[list[RedactionRow]] = relationship(
        order_by="RedactionRow.id", cascade="all, delete-orphan", passive_deletes=True, lazy="selectin"
    )
    tokens: Mapped[list[ResponseToken]] = relationship(cascade="all, delete-orphan", passive_deletes=True)

    def facts(self) -> ResponseFacts:
        """Return all that is kept of it, for `domain.visibility.project`."""
        who = self.respondent
        return ResponseFacts(
            reference=self.reference,
            external_id=self.external_id,
            state=self.state,
            publication=self.publication or Publication.NOT,
            channel=self.channel.value,
            language=self.language,
            received_at=self.sent_at,
            department_id=self.consultation.department_id,
            consultation=self.consultation.slug,
            version=self.version.number,
            respondent=who.facts() if who else RespondentFacts(RespondentKind.PERSON),
            comments=tuple(c.facts() for c in self.comments),
            answers=tuple(AnswerFacts(a.question.key, tuple(a.values)) for a in self.answers),
            redactions=tuple(row.facts() for row in self.redactions if row.undone_at is None),
            edition=self.edition,
            revised_at=self.revised_at,
        )


def publicly_visible() -> ColumnElement[bool]:
    """Return the SQL predicate that equals `domain.visibility.response_visible` for the public."""
    return and_(Response.state.in_(PUBLIC_RESPONSE_STATES), Response.publication != Publication.NOT)


class Respondent(Base):
    """Who sent a response: the personal data, in a row of its own that erasure removes."""

    __tablename__ = "respondent"

    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[RespondentKind] = mapped_column(by_value(RespondentKind))
    name: Mapped[str] = mapped_column(String(200), default="")
    organisation: Mapped[str] = mapped_column(String(200), default="")
    place: Mapped[str] = mapped_column(String(120), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    canonical: Mapped[str] = mapped_column(String(254), default="", server_default="", index=True)
    helped: Mapped[bool] = mapped_column(default=False, server_default=false())  # filled in by somebody else
    wants_news: Mapped[bool] = mapped_column(default=True, server_default=true())  # a mail at each stage
    verified_domain: Mapped[str] = mapped_column(
        String(254), default="", server_default=""
    )  # of an organisation
    principals: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))  # for whom it also speaks
    under_16: Mapped[bool] = mapped_column(default=False, server_default=false())
    agreed_by: Mapped[str] = mapped_column(
        String(64), default="", server_default=""
    )  # keyed hash of the address of the parent or carer who agreed
    class_id: Mapped[int | None] = mapped_column(
        ForeignKey("school_class.id", ondelete="SET NULL"), index=True
    )

    response: Mapped[Response] = relationship(back_populates="respondent")
    school_class: Mapped[SchoolClass | None] = relationship()

    @validates("email")
    def _compared(self, _name: str, email: str) -> str:
        """Keep beside the address how it is compared with others."""
        self.canonical = canonical_email(email) if email else ""
        return email

    def facts(self) -> RespondentFacts:
        """Return all that is kept of who responds."""
        return RespondentFacts(
            self.kind,
            self.name,
            self.organisation,
            self.place,
            self.email,
            self.helped,
            self.verified_domain or "",
            tuple(self.principals or ()),
            self.under_16,
            self.class_id is not None,
        )


class Comment(Base):
    """A comment on a provision, or on the whole (`eid` empty). `place` is the provision's rank in the bill."""

    __tablename__ = "comment"
    __table_args__ = (UniqueConstraint("response_id", "eid"), Index("ix_comment_eid", "eid"))

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), index=True)
    eid: Mapped[str] = mapped_column(String(255), default="")
    place: Mapped[int] = mapped_column(default=0)
    position: Mapped[Position] = mapped_column(by_value(Position))
    text: Mapped[str] = mapped_column(Text, default="")
    proposal: Mapped[str] = mapped_column(Text, default="")
    proposal_kind: Mapped[ProposalKind] = mapped_column(
        by_value(ProposalKind), default=ProposalKind.TEXT, server_default=ProposalKind.TEXT.value
    )
    quote: Mapped[str] = mapped_column(Text, default="", server_default="")  # the words that it is about
    quote_start: Mapped[int | None]  # where they stand in the provision; None: not in it
    recording_id: Mapped[int | None] = mapped_column(ForeignKey("recording.id"), index=True)

    recording: Mapped[Recording | None] = relationship()

    def facts(self) -> CommentFacts:
        """Return all that is kept of it. Only a comment with a recording asks the database for it."""
        recording = self.recording if self.recording_id is not None else None
        return CommentFacts(
            self.eid or None,
            self.position.value,
            self.text,
            self.proposal if self.proposes else None,
            recording.key if recording else None,
            bool(recording and recording.transcribed_at),
            self.proposal_kind,
            self.quote,
            self.quote_start,
        )

    @property
    def proposes(self) -> bool:
        """Say whether there is a proposal; one that the provision should go has no words."""
        return bool(self.proposal) or self.proposal_kind is ProposalKind.REMOVAL

    def own_words(self) -> tuple[str, ...]:
        """Return every text that somebody typed here; words of the law that it is about are not."""
        quote = self.quote if self.quote and self.quote_start is None else ""
        return self.text, self.proposal or "", quote

    @property
    def awaits_transcript(self) -> bool:
        """Say whether it was said or signed, and nobody wrote it down yet."""
        return self.recording_id is not None and not self.text


class Answer(Base):
    """An answer to a question: one or more values as text, in the order of the options."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("response_id", "question_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), index=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    values: Mapped[list[str]] = mapped_column(JSON)

    question: Mapped[Question] = relationship()


class ResponseToken(Base):
    """A link we mailed: the SHA-256 of its token, for one purpose, until an instant (UTC)."""

    __tablename__ = "response_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[TokenPurpose] = mapped_column(by_value(TokenPurpose))
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]

    response: Mapped[Response] = relationship(back_populates="tokens")
