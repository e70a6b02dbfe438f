"""Texts that many people send: registered to be co-signed, or found by the analysis among what came in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, String, Text, exists
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultatie.domain.campaigns import SHOWN, CampaignState
from consultatie.models.base import Base, by_value
from consultatie.models.bills import BillVersion
from consultatie.models.consultations import Consultation
from consultatie.models.responses import Position, Response


class Campaign(Base):
    """A text to co-sign. Its words never change once people can sign it. `organiser` is public, `organiser_email` never.

    Hashes are of the organiser's links, each for one purpose.
    """

    __tablename__ = "campaign"

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(
        ForeignKey("consultation.id", ondelete="CASCADE"), index=True
    )
    version_id: Mapped[int] = mapped_column(ForeignKey("bill_version.id"))
    key: Mapped[str] = mapped_column(String(16), unique=True)
    state: Mapped[CampaignState] = mapped_column(by_value(CampaignState))
    title: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text)
    eid: Mapped[str] = mapped_column(String(255), default="")
    position: Mapped[Position] = mapped_column(by_value(Position))
    language: Mapped[str] = mapped_column(String(8), default="nl")
    organiser: Mapped[str] = mapped_column(String(200))
    organiser_email: Mapped[str] = mapped_column(String(254))
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    held_code: Mapped[str] = mapped_column(String(40), default="")  # what a check found in it
    reason_code: Mapped[str] = mapped_column(String(40), default="")  # why it was refused
    confirm_hash: Mapped[str] = mapped_column(String(64), unique=True)
    manage_hash: Mapped[str | None] = mapped_column(String(64), unique=True)

    consultation: Mapped[Consultation] = relationship()
    version: Mapped[BillVersion] = relationship()


class CoSignature(Base):
    """A response that co-signs a registered text; what it adds stands after that text in its one comment."""

    __tablename__ = "co_signature"

    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"), index=True)

    campaign: Mapped[Campaign] = relationship()


def cosigned() -> ColumnElement[bool]:
    """Return the SQL predicate for a response that co-signs a text that is shown: lists show that once, with its number.

    Of a text that was taken off the site the co-signatures stand by themselves.
    """
    return exists().where(
        CoSignature.response_id == Response.id,
        Campaign.id == CoSignature.campaign_id,
        Campaign.state.in_(SHOWN),
    )


class TextCopy(Base):
    """A response that the last analysis found to hold a text that many sent; `own` is what it says besides.

    `key` is that of a registered campaign, or of a text that was only found. Made anew by each analysis.
    """

    __tablename__ = "text_copy"

    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), primary_key=True)
    consultation_id: Mapped[int] = mapped_column(
        ForeignKey("consultation.id", ondelete="CASCADE"), index=True
    )
    key: Mapped[str] = mapped_column(String(16), index=True)
    own: Mapped[str] = mapped_column(Text, default="")

    response: Mapped[Response] = relationship()
