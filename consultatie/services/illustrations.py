"""Illustrations: pictures of the library on the whole or on a provision. Place, order, take away.

What is said about a picture belongs to the library (services/picture_library.py).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, NotFound
from consultatie.domain.permissions import Viewer
from consultatie.models.consultations import Consultation, Illustration
from consultatie.models.pictures import Picture
from consultatie.services import bills
from consultatie.services.consultations import note_edit, require_editable
from consultatie.services.ordering import swap

MOST_ILLUSTRATIONS = 100


def add(
    session: Session,
    consultation: Consultation,
    picture: Picture,
    *,
    eid: str,
    by: Viewer | None,
    now: datetime,
) -> Illustration:
    """Let a picture stand on the whole or on a provision, after the others. Raise Invalid with a code per field."""
    require_editable(consultation, by)
    if len(consultation.illustrations) >= MOST_ILLUSTRATIONS:
        raise Invalid("illustrations-too-many", {"picture": "illustrations-too-many"})
    if any(one.picture_id == picture.id and one.eid == eid for one in consultation.illustrations):
        raise Invalid("illustration-twice", {"picture": "illustration-twice"})
    bills.require_provision(session, consultation, eid)
    illustration = Illustration(
        eid=eid,
        place=max((other.place for other in consultation.illustrations), default=-1) + 1,
        picture=picture,
    )
    consultation.illustrations.append(illustration)
    session.flush()
    _note(session, consultation, "illustration", illustration, by, now)
    return illustration


def _note(
    session: Session,
    consultation: Consultation,
    what: str,
    illustration: Illustration,
    by: Viewer | None,
    now: datetime,
) -> None:
    note_edit(session, consultation, what, by, facts={"digest": illustration.picture.file.key}, now=now)


def get(consultation: Consultation, illustration_id: int) -> Illustration:
    """Return an illustration of this consultation; raise NotFound."""
    found = next((one for one in consultation.illustrations if one.id == illustration_id), None)
    if found is None:
        raise NotFound("no-such-illustration")
    return found


def put_at(
    session: Session,
    consultation: Consultation,
    illustration: Illustration,
    eid: str,
    *,
    by: Viewer | None,
    now: datetime,
) -> None:
    """Let an illustration stand on another provision, or on the whole. Raise Invalid."""
    require_editable(consultation, by)
    bills.require_provision(session, consultation, eid)
    illustration.eid = eid
    session.flush()
    _note(session, consultation, "illustration", illustration, by, now)


def move(
    session: Session,
    consultation: Consultation,
    illustration: Illustration,
    step: int,
    *,
    by: Viewer | None,
    now: datetime,
) -> None:
    """Let an illustration change places with the one before (-1) or after (1) it; at an end nothing happens."""
    require_editable(consultation, by)
    if swap(consultation.illustrations, illustration, step):
        session.flush()
        session.expire(consultation, ["illustrations"])
        note_edit(session, consultation, "illustration-order", by, now=now)


def remove(
    session: Session,
    consultation: Consultation,
    illustration: Illustration,
    *,
    by: Viewer | None,
    now: datetime,
) -> None:
    """Take an illustration away; its picture stays in the library."""
    require_editable(consultation, by)
    consultation.illustrations.remove(illustration)
    session.flush()
    _note(session, consultation, "illustration-removed", illustration, by, now)
