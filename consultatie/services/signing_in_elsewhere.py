"""Who may come in on what an identity provider says of them. It opens accounts and invitations that are here; it gives no rights."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.domain.errors import NotAllowed
from consultatie.domain.identity_provider import Attested
from consultatie.domain.organisations import OrganisationState, domain_of, is_public_provider
from consultatie.domain.permissions import STAFF
from consultatie.domain.respondents import LONGEST_NAME
from consultatie.domain.text import normalise_line
from consultatie.models.accounts import User
from consultatie.models.organisations import Organisation
from consultatie.services import memberships


def enter(session: Session, who: Attested, *, staff: bool, now: datetime) -> User:
    """Return the account of somebody whose address a provider checked; take up the invitations that wait for it.

    `staff` says whether the provider is also for staff, who need an account beforehand. Raise NotAllowed.
    """
    if not who.email:
        raise NotAllowed("provider-mail-unchecked")
    user = session.scalar(select(User).where(User.email == who.email))
    if user is not None and not user.active:
        raise NotAllowed("provider-account-closed")
    if user is not None and user.role in STAFF:
        if not staff:
            raise NotAllowed("provider-staff")
        return user
    if user is not None and memberships.list_of(session, user.viewer()):
        return user
    name = normalise_line(who.name)[:LONGEST_NAME] or who.email
    taken = memberships.accept_all(session, who.email, name, now=now)
    if taken:
        return taken[0].user
    raise _stranger(session, who.email)


def _stranger(session: Session, email: str) -> NotAllowed:
    domain = domain_of(email)
    same = select(Organisation.id).where(
        Organisation.mail_domain == domain, Organisation.state == OrganisationState.ACTIVE
    )
    known = not is_public_provider(domain) and session.scalar(same.limit(1)) is not None
    return NotAllowed("provider-colleague-needed" if known else "provider-unknown", email=email)
