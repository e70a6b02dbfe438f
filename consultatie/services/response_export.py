"""Responses for re-users and drafters: as JSON Lines and as CSV, each through `domain.visibility.project`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from consultatie.domain.lifecycle import RECEIVED, ResponseState
from consultatie.domain.permissions import Permission, Viewer
from consultatie.domain.visibility import CommentFacts, Publication, ResponseFacts, project
from consultatie.models.bills import ProvisionRow
from consultatie.models.consultations import Consultation
from consultatie.models.responses import Response, publicly_visible
from consultatie.services import attachment_texts
from consultatie.services.attachment_texts import Attached
from consultatie.services.carrying import Carrying

COLUMNS = (
    "reference",
    "id",
    "state",
    "received_at",
    "edition",
    "revised_at",
    "channel",
    "language",
    "kind",
    "organisation",
    "name",
    "place",
    "publication",
    "version",
    "provision",
    "provision_label",
    "provision_now",
    "provision_standing",
    "position",
    "text",
    "proposal",
    "proposal_kind",
    "quote",
    "quote_start",
    "question",
    "answer",
    "attachments",
    "under_16",
)
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")  # a spreadsheet would run these (OWASP, CSV injection)
AT_A_TIME = 200

Label = Callable[[int, str], str]  # (number of the version, eid) -> how the provision is cited


def visible(session: Session, consultation: Consultation, viewer: Viewer | None) -> Iterator[ResponseFacts]:
    """Yield what this viewer may see of each response of a consultation, oldest first."""
    found = select(Response).where(Response.consultation_id == consultation.id)
    is_staff = viewer is not None and viewer.may(Permission.READ_RESPONSES)
    found = found.where(Response.state.in_(RECEIVED) if is_staff else publicly_visible())
    found = found.options(
        selectinload(Response.respondent),
        selectinload(Response.comments),
        selectinload(Response.answers),
        selectinload(Response.version),
    ).order_by(Response.sent_at, Response.id)
    for response in session.scalars(found.execution_options(yield_per=AT_A_TIME)):
        shown = project(response.facts(), viewer)
        if shown is not None:
            yield shown


def records(session: Session, consultation: Consultation, viewer: Viewer | None) -> Iterator[dict[str, Any]]:
    """Yield each response as the JSON Lines format has it: that of the import, with `reference` and `state`."""
    carrying = Carrying(session, consultation)
    attachments = _Attachments(session, consultation, viewer)
    for facts in visible(session, consultation, viewer):
        who = facts.respondent
        yield {
            "id": facts.external_id or facts.reference,
            "reference": facts.reference,
            "state": facts.state.value,
            "received_at": _instant(facts.received_at),
            "edition": facts.edition,
            "revised_at": _instant(facts.revised_at),
            "channel": facts.channel or None,
            "language": facts.language,
            "version": facts.version,
            "respondent": {
                "kind": who.kind.value,
                "name": who.name,
                "place": who.place,
                "email": None,
                "organisation": who.organisation,
                "under_16": who.under_16,
            },
            "publication": facts.publication.value,
            "comments": [
                comment_json(c) | standing_json(carrying, facts.version, c.eid) for c in facts.comments
            ],
            "answers": [
                {"question": a.question, "value": a.values[0] if len(a.values) == 1 else list(a.values)}
                for a in facts.answers
            ],
            "attachments": attachments.of(facts),
        }


def attachment_json(facts: ResponseFacts, one: Attached) -> dict[str, Any]:
    """Return a file that goes with a response, as exports and the API give it; addresses are paths on this site.

    `text_url` is the public page with the text that a computer read in it, None while there is none.
    """
    file = one.attachment.file
    path = f"/reacties/{facts.reference}/bijlagen/{one.attachment.id}"
    is_public = facts.state is ResponseState.PUBLIC and facts.publication is not Publication.NOT
    return {
        "title": one.attachment.title,
        "name": file.name,
        "media_type": file.media_type,
        "bytes": file.size,
        "url": path,
        "text_url": f"{path}/tekst" if is_public and one.is_read and not one.is_held else None,
    }


class _Attachments:
    """The files that a viewer may have of each response to a consultation; most have none, and cost nothing."""

    def __init__(self, session: Session, consultation: Consultation, viewer: Viewer | None) -> None:
        self._session = session
        self._viewer = viewer
        self._with_files = attachment_texts.with_files(session, consultation)

    def of(self, facts: ResponseFacts) -> list[dict[str, Any]]:
        if facts.reference not in self._with_files:
            return []
        found = attachment_texts.listed(self._session, facts.reference, self._viewer)
        return [attachment_json(facts, one) for one in found]


def comment_json(comment: CommentFacts) -> dict[str, Any]:
    """Return what somebody said of a provision, as exports and the API give it and the import takes it."""
    return {
        "provision": comment.eid,
        "position": comment.position,
        "text": comment.text,
        "proposal": comment.proposal,
        "proposal_kind": comment.proposal_kind.value if comment.proposal is not None else None,
        "quote": comment.quote or None,
        "quote_start": comment.quote_start,
    }


def standing_json(carrying: Carrying, version: int, eid: str | None) -> dict[str, Any]:
    """Return where a provision somebody wrote about stands in the newest version, as exports and the API give it.

    `provision_now` lists eIds; `provision_standing` is "same", "changed", "unsure" or "gone".
    """
    found = carrying.of(version, eid or "")
    known, unknown = ("changed", "same"), ("unsure", "gone")
    word = known[not found.changed] if found.now else unknown[not found.is_unsure]
    return {"provision_now": [one for one in found.now if one], "provision_standing": word}


def _instant(at: datetime | None) -> str | None:
    return at.isoformat().replace("+00:00", "Z") if at else None


def rows(
    session: Session, consultation: Consultation, viewer: Viewer | None, label: Label | None = None
) -> Iterator[dict[str, str]]:
    """Yield one row (COLUMNS) per comment and per answer; every row names its provision, empty for the whole.

    `label` cites a provision in words; without it the label is in codes ("article 3 / paragraph 2").
    """
    label = label or PlainLabels(session, consultation)
    carrying = Carrying(session, consultation)
    questions = {question.key: question.eid for question in consultation.questions}
    attachments = _Attachments(session, consultation, viewer)
    for facts in visible(session, consultation, viewer):
        files = " ".join(one["url"] for one in attachments.of(facts))
        base = _base_row(facts) | {"attachments": files}
        for comment in facts.comments:
            eid = comment.eid or ""
            said = {
                name: "" if value is None else str(value) for name, value in comment_json(comment).items()
            }
            now = standing_json(carrying, facts.version, eid)
            said |= {
                "provision_now": " ".join(now["provision_now"]),
                "provision_standing": now["provision_standing"],
            }
            yield base | {"provision": eid, "provision_label": label(facts.version, eid)} | said
        for answer in facts.answers:
            eid = questions.get(answer.question, "")
            said = {"question": answer.question, "answer": "; ".join(answer.values)}
            yield base | {"provision": eid, "provision_label": label(facts.version, eid)} | said


def _base_row(facts: ResponseFacts) -> dict[str, str]:
    who = facts.respondent
    return dict.fromkeys(COLUMNS, "") | {
        "reference": facts.reference,
        "id": facts.external_id or facts.reference,
        "state": facts.state.value,
        "received_at": _instant(facts.received_at) or "",
        "edition": str(facts.edition),
        "revised_at": _instant(facts.revised_at) or "",
        "channel": facts.channel,
        "language": facts.language,
        "kind": who.kind.value,
        "organisation": who.organisation,
        "name": who.name,
        "place": who.place,
        "publication": facts.publication.value,
        "version": str(facts.version),
        "under_16": "yes" if who.under_16 else "no",
    }


class PlainLabels:
    """The provisions of every version, each cited in codes from the top of the bill down."""

    def __init__(self, session: Session, consultation: Consultation) -> None:
        self._rows: dict[tuple[int, str], tuple[str | None, str]] = {}
        numbers = {version.id: version.number for version in consultation.versions}
        found = select(
            ProvisionRow.version_id,
            ProvisionRow.eid,
            ProvisionRow.parent_eid,
            ProvisionRow.kind,
            ProvisionRow.number,
        ).where(ProvisionRow.version_id.in_(numbers))
        for version_id, eid, parent, kind, number in session.execute(found):
            self._rows[numbers[version_id], eid] = (parent, f"{kind.value} {number}".strip())

    def __call__(self, version: int, eid: str) -> str:
        """Return the citation, empty for the whole or an unknown eid."""
        parts: list[str] = []
        next_eid: str | None = eid
        while next_eid and (row := self._rows.get((version, next_eid))):
            next_eid = row[0]
            parts.insert(0, row[1])
        return " / ".join(parts)


def csv_lines(table: Iterable[dict[str, str]]) -> Iterator[str]:
    """Yield a CSV file (RFC 4180, with a header) line by line; what a spreadsheet would run is made text."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS)
    writer.writeheader()
    for row in table:
        yield _taken(buffer)
        writer.writerow({name: _harmless(value) for name, value in row.items()})
    yield _taken(buffer)


def _harmless(value: str) -> str:
    return f"'{value}" if value.startswith(DANGEROUS) else value


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def json_lines(found: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield a JSON Lines file line by line."""
    for record in found:
        yield json.dumps(record, ensure_ascii=False) + "\n"
