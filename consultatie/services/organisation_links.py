"""Links that we mail to people of organisations: make one, look at it, use it once. Raw tokens live only in the mail job."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from consultatie.domain.errors import TokenRefused
from consultatie.domain.organisations import LinkPurpose
from consultatie.domain.receipts import new_token, token_hash
from consultatie.models.organisations import Organisation, OrganisationLink
from consultatie.services import queue

MAILS = {
    LinkPurpose.REGISTER: "organisation-confirm",
    LinkPurpose.INVITE: "organisation-invite",
    LinkPurpose.SIGN_IN: "organisation-sign-in",
}


def send(
    session: Session,
    purpose: LinkPurpose,
    email: str,
    *,
    language: str,
    life: timedelta,
    now: datetime,
    organisation: Organisation | None = None,
    facts: dict[str, Any] | None = None,
    **words: Any,
) -> None:
    """Mail a link to an address; `facts` stay with the link, `words` go into the mail."""
    token = new_token()
    session.add(
        OrganisationLink(
            hash=token_hash(token),
            purpose=purpose,
            email=email,
            organisation=organisation,
            facts=facts or {},
            created_at=now,
            expires_at=now + life,
        )
    )
    session.flush()
    mail(
        session,
        MAILS[purpose],
        email,
        language=language,
        now=now,
        token=token,
        until=(now + life).isoformat(),
        **words,
    )


def mail(session: Session, kind: str, to: str, *, language: str, now: datetime, **facts: Any) -> None:
    """Queue a mail of a kind to somebody of an organisation."""
    payload = {"kind": kind, "to": to, "language": language, "facts": facts}
    queue.enqueue(session, "mail", payload, now=now)


def get(session: Session, token: str, purpose: LinkPurpose, *, now: datetime) -> OrganisationLink:
    """Return a link that still works; raise TokenRefused `link-unknown`, `link-used` or `link-expired`."""
    found = session.scalar(
        select(OrganisationLink).where(
            OrganisationLink.hash == token_hash(token), OrganisationLink.purpose == purpose
        )
    )
    if found is None:
        raise TokenRefused("link-unknown")
    if found.used_at is not None:
        raise TokenRefused("link-used")
    if found.expires_at <= now:
        raise TokenRefused("link-expired")
    return found


def use(session: Session, token: str, purpose: LinkPurpose, *, now: datetime) -> OrganisationLink:
    """Return a link and let it stop working; of two at once one gets it. Raise TokenRefused as `get` does."""
    found = get(session, token, purpose, now=now)
    if not _use_up(session, found, now=now):
        raise TokenRefused("link-used")
    return found


def use_all(session: Session, email: str, purpose: LinkPurpose, *, now: datetime) -> list[OrganisationLink]:
    """Return all links that still work for an address, oldest first, and let them stop working."""
    waiting = (
        select(OrganisationLink)
        .where(
            OrganisationLink.email == email,
            OrganisationLink.purpose == purpose,
            OrganisationLink.used_at.is_(None),
            OrganisationLink.expires_at > now,
        )
        .order_by(OrganisationLink.id)
    )
    return [link for link in session.scalars(waiting).all() if _use_up(session, link, now=now)]


def _use_up(session: Session, link: OrganisationLink, *, now: datetime) -> bool:
    """Say whether this is who gets the link; of two at once one is."""
    used = session.execute(
        update(OrganisationLink)
        .where(OrganisationLink.id == link.id, OrganisationLink.used_at.is_(None))
        .values(used_at=now)
    )
    return bool(used.rowcount == 1)  # type: ignore[attr-defined]


def remove_old(session: Session, *, before: datetime) -> int:
    """Delete links that stopped working before an instant, with the addresses in them; return how many."""
    gone = session.execute(delete(OrganisationLink).where(OrganisationLink.expires_at < before))
    return int(gone.rowcount)  # type: ignore[attr-defined]
