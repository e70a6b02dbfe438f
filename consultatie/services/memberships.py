"""Who belong to an organisation and what they may do: invite, accept, change, end. One with the mandate always stays."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, NotAllowed, NotFound
from consultatie.domain.organisations import LinkPurpose, MemberRole, OrganisationState
from consultatie.domain.permissions import Viewer
from consultatie.domain.respondents import LONGEST_NAME, find_email
from consultatie.domain.text import normalise_line
from consultatie.models.accounts import StaffSession
from consultatie.models.organisations import Membership, Organisation, OrganisationLink
from consultatie.services import log, organisation_links, organisations
from consultatie.services.organisations import subject_of


def get(session: Session, slug: str, viewer: Viewer) -> Membership:
    """Return somebody's membership of an organisation; raise NotFound for whoever has none."""
    found = session.scalar(
        select(Membership)
        .join(Membership.organisation)
        .where(Organisation.slug == slug, Membership.user_id == viewer.user_id, Membership.ended_at.is_(None))
    )
    if found is None:
        raise NotFound("no-such-organisation")
    return found


def list_of(session: Session, viewer: Viewer) -> list[Membership]:
    """Return somebody's memberships by the name of the organisation."""
    found = (
        select(Membership)
        .join(Membership.organisation)
        .where(Membership.user_id == viewer.user_id, Membership.ended_at.is_(None))
        .order_by(Organisation.name, Organisation.id)
    )
    return list(session.scalars(found))


def get_colleague(of: Membership, number: int) -> Membership:
    """Return somebody of the same organisation; raise NotFound."""
    found = next((one for one in of.organisation.members if one.id == number), None)
    if found is None:
        raise NotFound("no-such-member")
    return found


def require_mandate(by: Membership) -> None:
    """Raise NotAllowed unless somebody may hand in for the organisation and say who its people are."""
    if not by.role.may_hand_in:
        raise NotAllowed("mandate-needed")


def invite(
    session: Session,
    by: Membership,
    email: str,
    role: MemberRole,
    *,
    language: str,
    life: timedelta,
    now: datetime,
) -> str:
    """Mail a colleague a link to take part, and return the address. Raise NotAllowed, Invalid with a code per field."""
    require_mandate(by)
    organisation = by.organisation
    if organisation.state is not OrganisationState.ACTIVE:
        raise NotAllowed("organisation-waits")
    address = (find_email(email) or "").lower()
    if not address:
        raise Invalid("organisation-invalid", {"email": "email-unreadable"})
    if any(one.user.email == address for one in organisation.members):
        raise Invalid("organisation-invalid", {"email": "colleague-already"})
    organisation_links.send(
        session,
        LinkPurpose.INVITE,
        address,
        language=language,
        life=life,
        now=now,
        organisation=organisation,
        facts={"role": role.value, "by": by.id},
        organisation_name=organisation.name,
        inviter=by.user.name,
    )
    data = {"role": role.value, "by": by.id}
    log.append(session, "organisation-member-invited", subject_of(organisation), data, now=now)
    return address


def accept(session: Session, token: str, name: str, *, now: datetime) -> Membership:
    """Take part as a link invites somebody to. Raise TokenRefused, or Invalid for a name that is missing or too long."""
    name = normalise_line(name)
    if not name or len(name) > LONGEST_NAME:
        raise Invalid("organisation-invalid", {"name": "name-too-long" if name else "person-missing"})
    link = organisation_links.use(session, token, LinkPurpose.INVITE, now=now)
    return _take_part(session, link, name, now=now)


def accept_all(session: Session, email: str, name: str, *, now: datetime) -> list[Membership]:
    """Take part in every organisation that invited an address, when something else than the link proved it."""
    waiting = organisation_links.use_all(session, email, LinkPurpose.INVITE, now=now)
    return [_take_part(session, link, name, now=now) for link in waiting]


def _take_part(session: Session, link: OrganisationLink, name: str, *, now: datetime) -> Membership:
    organisation = session.get_one(Organisation, link.organisation_id)
    return organisations.admit(
        session, organisation, link.email, name, MemberRole(link.facts["role"]), now=now
    )


def change_role(
    session: Session, colleague: Membership, role: MemberRole, *, by: Membership, now: datetime
) -> None:
    """Let a colleague do more or less. Raise NotAllowed, Invalid when nobody with the mandate would be left."""
    require_mandate(by)
    if colleague.role is role:
        return
    _keep_one_mandated(session, colleague)
    colleague.role = role
    data = {"role": role.value, "member": colleague.id, "by": by.id}
    log.append(session, "organisation-member-changed", subject_of(by.organisation), data, now=now)


def end(session: Session, colleague: Membership, *, by: Membership, now: datetime) -> None:
    """Let somebody no longer belong to the organisation; they may also leave by themselves. Raise as `change_role` does."""
    if colleague.id != by.id:
        require_mandate(by)
    _keep_one_mandated(session, colleague)
    colleague.ended_at = now
    session.flush()
    still = select(Membership.id).where(
        Membership.user_id == colleague.user_id, Membership.ended_at.is_(None)
    )
    if session.scalar(still.limit(1)) is None:
        session.execute(delete(StaffSession).where(StaffSession.user_id == colleague.user_id))
    data = {"member": colleague.id, "by": by.id}
    log.append(session, "organisation-member-ended", subject_of(by.organisation), data, now=now)


def _keep_one_mandated(session: Session, colleague: Membership) -> None:
    """Raise Invalid when this is the last with the mandate. Holds the organisation, so that two cannot leave at once."""
    session.execute(
        select(Organisation.id).where(Organisation.id == colleague.organisation_id).with_for_update()
    )
    others = select(Membership.id).where(
        Membership.organisation_id == colleague.organisation_id,
        Membership.id != colleague.id,
        Membership.role == MemberRole.MANDATED,
        Membership.ended_at.is_(None),
    )
    if colleague.role is MemberRole.MANDATED and session.scalar(others.limit(1)) is None:
        raise Invalid("last-mandated", {"role": "last-mandated"})
