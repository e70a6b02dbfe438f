"""Illustrations on the whole or on a provision: add, describe, order, take away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, NotFound
from consultatie.domain.permissions import Viewer
from consultatie.domain.ports import FileStore, Pictures
from consultatie.domain.text import normalise, normalise_line
from consultatie.models.base import Json
from consultatie.models.consultations import Consultation, Illustration
from consultatie.services import bills, uploads
from consultatie.services.consultations import note_edit, require_editable

LONGEST_ALT = 300  # characters; more belongs in the description
LONGEST_DESCRIPTION = 5_000
MOST_ILLUSTRATIONS = 100


def cleaned(pictures: Pictures, data: bytes) -> tuple[bytes, str]:
    """Return a safe picture and its media type; raise Invalid on the field `file`. Slow: do it before writing."""
    try:
        return pictures.clean(data)
    except Invalid as error:
        raise Invalid(error.code, {"file": error.code}, **error.facts) from error


def add(
    session: Session,
    consultation: Consultation,
    *,
    picture: tuple[bytes, str],
    name: str,
    eid: str,
    alt: Mapping[str, str],
    description: Mapping[str, str],
    files: FileStore,
    by: Viewer | None,
    now: datetime,
) -> Illustration:
    """Add a picture from `cleaned`. `alt` and `description` are per language. Raise Invalid with a code per field."""
    require_editable(consultation, by)
    if len(consultation.illustrations) >= MOST_ILLUSTRATIONS:
        raise Invalid("illustrations-too-many", {"file": "illustrations-too-many"}, limit=MOST_ILLUSTRATIONS)
    checked_alt, checked_description = _checked_texts(alt, description)
    bills.require_provision(session, consultation, eid)
    clean, media_type = picture
    illustration = Illustration(
        consultation_id=consultation.id,
        eid=eid,
        place=max((other.place for other in consultation.illustrations), default=-1) + 1,
        file=uploads.keep(session, files, clean, name=name, media_type=media_type, now=now),
        alt=checked_alt,
        description=checked_description,
    )
    consultation.illustrations.append(illustration)
    session.flush()
    note_edit(session, consultation, "illustration", by, facts={"digest": illustration.file.key}, now=now)
    return illustration


def _checked_texts(alt: Mapping[str, str], description: Mapping[str, str]) -> tuple[Json, Json]:
    alts = {code: line for code, text in alt.items() if (line := normalise_line(text))}
    descriptions = {code: words for code, text in description.items() if (words := normalise(text))}
    problems = {f"alt_{code}": "alt-too-long" for code, line in alts.items() if len(line) > LONGEST_ALT}
    problems |= {
        f"description_{code}": "text-too-long"
        for code, words in descriptions.items()
        if len(words) > LONGEST_DESCRIPTION
    }
    if problems:
        raise Invalid("illustration-texts", problems, limit=LONGEST_DESCRIPTION, alt_limit=LONGEST_ALT)
    return alts, descriptions


def get(consultation: Consultation, illustration_id: int) -> Illustration:
    """Return an illustration of this consultation; raise NotFound."""
    found = next((one for one in consultation.illustrations if one.id == illustration_id), None)
    if found is None:
        raise NotFound("no-such-illustration")
    return found


def describe(
    session: Session,
    consultation: Consultation,
    illustration: Illustration,
    *,
    eid: str,
    alt: Mapping[str, str],
    description: Mapping[str, str],
    by: Viewer | None,
    now: datetime,
) -> None:
    """Change the texts of an illustration, or what it stands beside. Raise Invalid with a code per field."""
    require_editable(consultation, by)
    bills.require_provision(session, consultation, eid)
    illustration.alt, illustration.description = _checked_texts(alt, description)
    illustration.eid = eid
    session.flush()
    note_edit(session, consultation, "illustration", by, facts={"digest": illustration.file.key}, now=now)


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
    order = list(consultation.illustrations)
    at = order.index(illustration)
    to = at + (1 if step > 0 else -1)
    if not 0 <= to < len(order):
        return
    order[at], order[to] = order[to], order[at]
    for place, one in enumerate(order):
        one.place = place
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
    """Take an illustration away; its bytes stay in the store, where the log can still name them."""
    require_editable(consultation, by)
    digest = illustration.file.key
    consultation.illustrations.remove(illustration)
    session.flush()
    note_edit(session, consultation, "illustration-removed", by, facts={"digest": digest}, now=now)
