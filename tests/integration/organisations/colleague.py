"""What tests of organisations share: an organisation with its people, and the links in queued mails."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.domain.organisations import MemberRole, OrganisationState
from consultatie.models.organisations import Membership, Organisation
from consultatie.models.queue import Job
from consultatie.services import organisations
from tests.factories import NOW, csrf_token, sign_in


def make_organisation(
    session: Session, name: str = "Stichting De Brief", state: OrganisationState = OrganisationState.ACTIVE
) -> Organisation:
    """Make an organisation with a domain; its slug follows from the name."""
    organisation = Organisation(
        slug=organisations._free_slug(session, name),
        name=name,
        mail_domain="debrief.example" if state is OrganisationState.ACTIVE else "",
        state=state,
        created_at=NOW,
    )
    session.add(organisation)
    session.flush()
    return organisation


def make_member(session: Session, organisation: Organisation, role: MemberRole, name: str = "") -> Membership:
    """Make somebody belong to an organisation."""
    name = name or role.value.capitalize()
    email = f"{name.lower()}@{organisation.slug}.example"
    return organisations.admit(session, organisation, email, name, role, now=NOW)


def enter(client: Any, member: Membership) -> None:
    """Sign somebody in with a test client."""
    sign_in(client, member.user)


def leave(client: Any) -> None:
    """Forget who is signed in."""
    with client.session_transaction() as cookie:
        cookie.clear()


def post(client: Any, path: str, page: str = "", /, **data: Any) -> Any:
    """Send a form with the token of its page."""
    return client.post(path, data=data | {"csrf_token": csrf_token(client, page or path)})


def mailed(session: Session, kind: str) -> list[dict[str, Any]]:
    """Return the queued mails of a kind, oldest first."""
    jobs = session.scalars(select(Job).where(Job.kind == "mail").order_by(Job.id))
    return [job.payload for job in jobs if job.payload.get("kind") == kind]


def alerts(page: str) -> list[str]:
    """Return what the error summary of a page says."""
    found = re.search(r'id="foutoverzicht".*?</ul>', page, re.DOTALL)
    return re.findall(r"<li>(?:<a[^>]*>)?([^<]+)", found[0]) if found else []
