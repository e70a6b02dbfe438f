"""What every page of a joint draft asks first: which membership, which consultation, which draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from consultatie.domain.errors import NotFound
from consultatie.domain.respondents import Limits
from consultatie.domain.visibility import consultation_visible
from consultatie.http.languages import current_language
from consultatie.http.site import db_session, now, site
from consultatie.models.consultations import Consultation
from consultatie.models.joint_drafts import JointDraft
from consultatie.models.organisations import Membership
from consultatie.services import consultations, joint_drafts, reading
from consultatie.web.organisation.home import member
from consultatie.web.provision_names import ProvisionNames


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody of an organisation at what it writes on a consultation."""

    me: Membership
    row: Consultation
    draft: JointDraft

    @property
    def title(self) -> str:
        """Return the plain title of the consultation in the reader's language."""
        return reading.title(self.row, current_language()).text

    @property
    def is_open(self) -> bool:
        """Say whether the consultation takes a response now."""
        return self.row.calendar.accepts(now())

    @property
    def names(self) -> ProvisionNames:
        """Return how provisions of the version at hand are cited."""
        return ProvisionNames(db_session(), self.draft.version)

    @property
    def where(self) -> dict[str, Any]:
        """Return what every address of this draft holds."""
        return {"slug": self.me.organisation.slug, "consultation": self.row.slug}

    def about(self, eid: str) -> dict[str, Any]:
        """Return what every address of one part holds; the whole has no eId in it."""
        return self.where | ({"eid": eid} if eid else {})


def visible(slug: str) -> Consultation:
    """Return a consultation that the public sees; raise NotFound."""
    row = consultations.get(db_session(), slug)
    if not consultation_visible(row.calendar, row.department_id, None, now()):
        raise NotFound("no-such-consultation", slug=slug)
    return row


def desk(slug: str, consultation: str) -> Desk:
    """Return the desk of what an organisation writes; raise NotFound where it did not begin."""
    me, row = member(slug), visible(consultation)
    draft = joint_drafts.find(db_session(), me, row)
    if draft is None:
        raise NotFound("no-such-joint-draft")
    return Desk(me, row, draft)


def limits() -> Limits:
    """Return how much an organisation may write."""
    return Limits(site().settings.max_comment_chars, site().settings.max_response_chars)
