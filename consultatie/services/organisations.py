"""Organisations: register one, let its people in by a mailed link, and let an administrator decide where no domain proves it.

Who its people are is in memberships.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, NotAllowed, NotFound, TokenRefused, WrongState
from consultatie.domain.organisations import (
    LinkPurpose,
    MemberRole,
    OrganisationState,
    Registration,
    domain_of,
)
from consultatie.domain.permissions import STAFF, Permission, Role, Viewer
from consultatie.domain.respondents import find_email
from consultatie.domain.text import slugify
from consultatie.models.accounts import User
from consultatie.models.organisations import Membership, Organisation
from consultatie.services import log, organisation_links

RESERVED = frozenset({"aanmelden", "inloggen", "bevestigen", "uitnodiging", "overzicht", "reageren"})
NO_PASSWORD = "!"  # no hash, so that no password is ever right  # noqa: S105


def subject_of(organisation: Organisation) -> str:
    """Return how the log names an organisation."""
    return f"organisation:{organisation.id}"


def get(session: Session, slug: str) -> Organisation:
    """Return an organisation; raise NotFound."""
    found = session.scalar(select(Organisation).where(Organisation.slug == slug))
    if found is None:
        raise NotFound("no-such-organisation")
    return found


def register(session: Session, typed: Registration, *, language: str, life: timedelta, now: datetime) -> None:
    """Mail a link that makes an organisation; nothing is made before it is confirmed. Raise Invalid with codes per field."""
    typed = typed.tidy()
    problems = typed.problems()
    if not problems:
        problems = _taken(session, typed)
    if problems:
        raise Invalid("organisation-invalid", problems)
    organisation_links.send(
        session,
        LinkPurpose.REGISTER,
        typed.email,
        language=language,
        life=life,
        now=now,
        facts=asdict(typed) | {"language": language},
        organisation_name=typed.name,
    )


def _taken(session: Session, typed: Registration) -> dict[str, str]:
    same = select(Organisation.id).where(
        func.lower(Organisation.name) == typed.name.lower(),
        Organisation.mail_domain == domain_of(typed.email),
        Organisation.state == OrganisationState.ACTIVE,
    )
    problems = {}
    if typed.proves_domain and session.scalar(same.limit(1)) is not None:
        problems["name"] = "organisation-exists"
    if _is_staff(session, typed.email):
        problems["email"] = "email-of-staff"
    return problems


def _is_staff(session: Session, email: str) -> bool:
    """Say whether staff sign in with this address: a mailed link would open their account without its password."""
    return session.scalar(select(User.id).where(User.email == email, User.role.in_(STAFF))) is not None


def confirm(session: Session, token: str, *, now: datetime) -> Membership:
    """Make the organisation that a link is about, with its first person, who has the mandate. Raise TokenRefused."""
    link = organisation_links.use(session, token, LinkPurpose.REGISTER, now=now)
    facts = {name: value for name, value in link.facts.items() if name != "language"}
    typed = Registration(**facts)
    proven = typed.proves_domain and not typed.by_hand
    organisation = Organisation(
        slug=_free_slug(session, typed.name),
        name=typed.name,
        kvk=typed.kvk,
        mail_domain=domain_of(typed.email) if proven else "",
        state=OrganisationState.ACTIVE if proven else OrganisationState.REQUESTED,
        explanation=typed.explanation,
        created_at=now,
    )
    session.add(organisation)
    session.flush()
    state = organisation.state.value
    log.append(session, "organisation-registered", subject_of(organisation), {"state": state}, now=now)
    if not proven:
        _ask_administrators(session, organisation, now=now)
    return admit(session, organisation, typed.email, typed.person, MemberRole.MANDATED, now=now)


def _free_slug(session: Session, name: str) -> str:
    wanted = slugify(name) or "organisatie"
    taken = set(session.scalars(select(Organisation.slug).where(Organisation.slug.startswith(wanted))))
    if wanted in RESERVED:
        wanted += "-organisatie"
    number, slug = 2, wanted
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug


def _ask_administrators(session: Session, organisation: Organisation, *, now: datetime) -> None:
    to = select(User.email).where(User.role == Role.ADMINISTRATOR, User.active.is_(True))
    for email in session.scalars(to):
        organisation_links.mail(
            session,
            "organisation-request",
            email,
            language="nl",
            now=now,
            slug=organisation.slug,
            organisation_name=organisation.name,
        )


def admit(
    session: Session, organisation: Organisation, email: str, name: str, role: MemberRole, *, now: datetime
) -> Membership:
    """Make somebody belong to an organisation: a new account without a password, or the one they have.

    Raise TokenRefused for an address of staff.
    """
    user = session.scalar(select(User).where(User.email == email))
    if user is None:
        user = User(
            email=email,
            name=name,
            role=Role.RESPONDENT,
            password_hash=NO_PASSWORD,
            created_at=now,
            active=True,
        )
        session.add(user)
        session.flush()
    if user.role in STAFF:
        raise TokenRefused("email-of-staff")
    found = session.scalar(
        select(Membership).where(Membership.organisation_id == organisation.id, Membership.user_id == user.id)
    )
    if found is None:
        found = Membership(organisation=organisation, user=user, created_at=now)
        session.add(found)
    found.role, found.ended_at = role, None
    session.flush()
    data = {"role": role.value, "member": found.id}
    log.append(session, "organisation-member-added", subject_of(organisation), data, now=now)
    return found


@dataclass(frozen=True, slots=True)
class Entered:
    """Who came in by a link, and the path on this site that they had asked for before they had to sign in."""

    user: User
    next_address: str


def ask_sign_in(
    session: Session,
    email: str,
    *,
    language: str,
    life: timedelta,
    next_address: str,
    now: datetime,
) -> None:
    """Mail a link to sign in, when the address belongs to somebody of an organisation; else nothing, and say nothing.

    Raise Invalid for an address that cannot be read.
    """
    address = find_email(email)
    if address is None:
        raise Invalid("organisation-invalid", {"email": "email-unreadable"})
    address = address.lower()
    if _person(session, address) is not None:
        facts = {"next": next_address}
        organisation_links.send(
            session, LinkPurpose.SIGN_IN, address, language=language, life=life, now=now, facts=facts
        )


def _person(session: Session, email: str) -> User | None:
    belongs = select(Membership.id).where(Membership.user_id == User.id, Membership.ended_at.is_(None))
    return session.scalar(
        select(User).where(
            User.email == email, User.role == Role.RESPONDENT, User.active.is_(True), belongs.exists()
        )
    )


def sign_in(session: Session, token: str, *, now: datetime) -> Entered:
    """Return who a link lets in, and use it up. Raise TokenRefused; a code may still be asked after it."""
    link = organisation_links.use(session, token, LinkPurpose.SIGN_IN, now=now)
    user = _person(session, link.email)
    if user is None:
        raise TokenRefused("link-unknown")
    return Entered(user, str(link.facts.get("next", "")))


def list_for_decision(session: Session) -> list[Organisation]:
    """Return all organisations, those that wait for an administrator first."""
    waiting = Organisation.state != OrganisationState.REQUESTED
    return list(session.scalars(select(Organisation).order_by(waiting, Organisation.name, Organisation.id)))


def decide(session: Session, organisation: Organisation, *, approve: bool, by: Viewer, now: datetime) -> None:
    """Let an organisation without a domain of its own respond, or not, and mail its people. Raise WrongState."""
    if not by.may(Permission.MANAGE_USERS):
        raise NotAllowed("role-may-not")
    if organisation.state is not OrganisationState.REQUESTED:
        raise WrongState("organisation-decided")
    organisation.state = OrganisationState.ACTIVE if approve else OrganisationState.REFUSED
    organisation.decided_at, organisation.decided_by_id = now, by.user_id
    data = {"state": organisation.state.value, "by": f"user:{by.user_id}"}
    log.append(session, "organisation-decided", subject_of(organisation), data, now=now)
    for member in organisation.members:
        organisation_links.mail(
            session,
            "organisation-decided",
            member.user.email,
            language="nl",
            now=now,
            organisation_name=organisation.name,
            slug=organisation.slug,
            approved=approve,
        )
