"""Bills: take in what an importer recognised as a version, and give it back as a tree or as JSON.

Reading files is the adapters' work; writing a bill out in a format is in bill_export.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, NotFound, UnreadableBill, WrongState
from consultatie.domain.lifecycle import Stage
from consultatie.domain.permissions import Viewer
from consultatie.domain.ports import Markup
from consultatie.domain.provisions import (
    ImportWarning,
    MemorandumPart,
    Provision,
    ProvisionKind,
    RecognisedBill,
    walk,
)
from consultatie.models.base import Json
from consultatie.models.bills import BillVersion, ImportWarningRow, MemorandumRow, ProvisionRow
from consultatie.models.consultations import Consultation
from consultatie.models.files import StoredFile
from consultatie.models.responses import Response
from consultatie.services import amendments, bill_links, explanation_freshness
from consultatie.services.consultations import note_edit, require_editable

LONGEST_EID = 255
LONGEST_NUMBER = 80
CITABLE = (ProvisionKind.ARTICLE, ProvisionKind.PARAGRAPH, ProvisionKind.AMENDMENT, ProvisionKind.ANNEX)


def import_bill(
    session: Session,
    consultation: Consultation,
    recognised: RecognisedBill,
    *,
    source: StoredFile | None,
    markup: Markup,
    by: Viewer | None = None,
    replace: bool = False,
    notice: Mapping[str, str] | None = None,
    is_seconded: bool = False,
    now: datetime,
) -> BillVersion:
    """Store a bill as the next version of a consultation, or with `replace` in the place of a draft's newest one.

    `notice`: what the public reads about why it came, by language. Raise UnreadableBill where a number is too long to
    keep, WrongState `bill-already-public` when somebody in the workspace (not the operator, `by` None) would change the
    text of a published consultation alone: that goes through services/proposed_versions (`is_seconded`).
    """
    require_editable(consultation, None if is_seconded else by)
    if by is not None and consultation.stage is not Stage.DRAFT and not is_seconded:
        raise WrongState("bill-already-public")
    _refuse_long_names(recognised.provisions)
    session.execute(select(Consultation.id).where(Consultation.id == consultation.id).with_for_update())
    replaced = _drop_newest(session, consultation) if replace else None
    newest = session.scalar(
        select(func.max(BillVersion.number)).where(BillVersion.consultation_id == consultation.id)
    )
    version = BillVersion(
        consultation_id=consultation.id,
        number=(newest or 0) + 1,
        title=recognised.title,
        kind=recognised.kind or consultation.kind,
        language=recognised.language,
        source_format=recognised.source_format,
        source_file=source,
        imported_at=now,
        notice=dict(notice or {}),
    )
    session.add(version)
    session.flush()
    _store(session, version, recognised, markup)
    session.expire(consultation, ["versions"])
    from consultatie.services import following, lineage  # late: they read trees from here

    lineage.compute(session, version)
    following.after_import(session, consultation, version, replaced)
    bill_links.link_explanations(consultation.explanations, recognised.provisions, recognised.language)
    explanation_freshness.mark(
        consultation.explanations, {node.eid: node for node in walk(recognised.provisions)}
    )
    facts: Json = {"version": version.number, "digest": source.key if source else ""}
    if consultation.stage is not Stage.DRAFT:
        facts["second_person"] = "operator" if by is None else "colleague"
    note_edit(session, consultation, "bill", by, facts=facts, now=now)
    return version


def _refuse_long_names(provisions: Iterable[Provision]) -> None:
    for top in provisions:
        for node in top.walk():
            if len(node.eid) > LONGEST_EID or len(node.number) > LONGEST_NUMBER:
                raise UnreadableBill("number-too-long", place=node.eid[:LONGEST_NUMBER])


def _drop_newest(session: Session, consultation: Consultation) -> tuple[Provision, ...] | None:
    """Forget the newest version, as long as the public has not seen it and no response is about it; return its tree."""
    version = find_current(session, consultation)
    if version is None or consultation.stage is not Stage.DRAFT:
        return None
    if session.scalar(select(Response.id).where(Response.version_id == version.id).limit(1)) is not None:
        return None
    forest = tree(session, version)
    session.delete(version)
    session.flush()
    return forest


def _store(session: Session, version: BillVersion, recognised: RecognisedBill, markup: Markup) -> None:
    provisions = list(_provision_rows(version.id, recognised.provisions, markup))
    memorandum = [
        _memorandum_row(version.id, place, part, markup) for place, part in enumerate(recognised.memorandum)
    ]
    bill_links.add_links(version, recognised, provisions, memorandum)
    warnings = [_warning_row(version.id, place, one) for place, one in enumerate(recognised.warnings)]
    for table, rows in (
        (ProvisionRow, provisions),
        (MemorandumRow, memorandum),
        (ImportWarningRow, warnings),
    ):
        if rows:
            session.execute(insert(table), rows)
    amendments.work_out(session, version, recognised.provisions, markup)


def _provision_rows(version_id: int, provisions: Iterable[Provision], markup: Markup) -> Iterator[Json]:
    """Yield a row per provision in document order."""
    waiting: list[tuple[Provision, str | None, int]] = []
    waiting.extend((node, None, 0) for node in reversed(tuple(provisions)))
    place = 0
    while waiting:
        node, parent, depth = waiting.pop()
        yield {
            "version_id": version_id,
            "eid": node.eid,
            "parent_eid": parent,
            "place": place,
            "depth": depth,
            "kind": node.kind,
            "number": node.number,
            "heading": node.heading,
            "text": node.text,
            "html": markup.clean(node.html),
            "linked": "",
        }
        place += 1
        waiting.extend((child, node.eid, depth + 1) for child in reversed(node.children))


def _memorandum_row(version_id: int, place: int, part: MemorandumPart, markup: Markup) -> Json:
    return {
        "version_id": version_id,
        "place": place,
        "level": part.level,
        "heading": part.heading,
        "text": part.text,
        "html": markup.clean(part.html),
        "eid": part.eid,
        "also": list(part.also),
        "linked": "",
    }


def _warning_row(version_id: int, place: int, one: ImportWarning) -> Json:
    return {
        "version_id": version_id,
        "place_in_list": place,
        "code": one.code,
        "place": one.place,
        "detail": one.detail,
    }


def find_current(session: Session, consultation: Consultation) -> BillVersion | None:
    """Return the newest version, or None while there is no bill."""
    return session.scalar(
        select(BillVersion)
        .where(BillVersion.consultation_id == consultation.id)
        .order_by(BillVersion.number.desc())
        .limit(1)
    )


def current_version(session: Session, consultation: Consultation) -> BillVersion:
    """Return the newest version; raise NotFound `no-bill`."""
    return get_version(session, consultation, None)


def get_version(session: Session, consultation: Consultation, number: int | None) -> BillVersion:
    """Return a version by its number, the newest for None; raise NotFound `no-bill` or `no-such-version`."""
    if number is None:
        version = find_current(session, consultation)
    else:
        version = session.scalar(
            select(BillVersion).where(
                BillVersion.consultation_id == consultation.id, BillVersion.number == number
            )
        )
    if version is None:
        raise NotFound("no-bill" if number is None else "no-such-version")
    return version


def tree(session: Session, version: BillVersion, *, linked: bool = False) -> tuple[Provision, ...]:
    """Return the provisions of a version as the tree they were imported as.

    With `linked` the HTML has its references as links; those to the bill itself are `#` and the eid.
    """
    shown = func.coalesce(func.nullif(ProvisionRow.linked, ""), ProvisionRow.html)
    rows = session.execute(
        select(
            ProvisionRow.eid,
            ProvisionRow.parent_eid,
            ProvisionRow.kind,
            ProvisionRow.number,
            ProvisionRow.heading,
            ProvisionRow.text,
            shown if linked else ProvisionRow.html,
        )
        .where(ProvisionRow.version_id == version.id)
        .order_by(ProvisionRow.place.desc())
    )
    below: defaultdict[str | None, list[Provision]] = defaultdict(list)
    for eid, parent, kind, number, heading, text, html in rows:
        children = tuple(reversed(below.pop(eid, [])))
        below[parent].append(Provision(kind, number, heading, text, html, children, eid))
    return tuple(reversed(below[None]))


def eids(session: Session, consultation: Consultation) -> set[str]:
    """Return the eIds of the newest version; none while there is no bill."""
    version = find_current(session, consultation)
    if version is None:
        return set()
    return set(session.scalars(select(ProvisionRow.eid).where(ProvisionRow.version_id == version.id)))


def citable(session: Session, version: BillVersion) -> list[str]:
    """Return the eIds of articles, leden, lettered amendments and annexes outside quoted text, in order."""
    found = (
        select(ProvisionRow.eid)
        .where(ProvisionRow.version_id == version.id, ProvisionRow.kind.in_(CITABLE))
        .order_by(ProvisionRow.place)
    )
    return [eid for eid in session.scalars(found) if "quote_" not in eid]


def require_provision(session: Session, consultation: Consultation, eid: str) -> None:
    """Raise Invalid `no-such-provision` unless the newest bill has this eId; empty is the whole.

    While there is no bill yet every eId is taken; the publication gate checks them later.
    """
    if not eid or find_current(session, consultation) is None:
        return
    if eid not in eids(session, consultation):
        raise Invalid("no-such-provision", {"provision": "no-such-provision"}, eid=eid)


def memorandum(session: Session, version: BillVersion, eid: str | None = None) -> list[MemorandumRow]:
    """Return the parts of the memorandum in order; with an `eid` only those about that provision."""
    parts = session.scalars(
        select(MemorandumRow).where(MemorandumRow.version_id == version.id).order_by(MemorandumRow.place)
    )
    return [part for part in parts if eid is None or part.eid == eid or eid in part.also]


def as_json(session: Session, version: BillVersion) -> dict[str, Any]:
    """Return a version as `consultatie bill show` prints it."""
    return {
        "title": version.title,
        "kind": version.kind.value,
        "version": version.number,
        "provisions": [provision_json(node) for node in tree(session, version)],
    }


def provision_json(node: Provision) -> dict[str, Any]:
    """Return a provision and all below it; `text` is its own text without that of its children."""
    return {
        "eid": node.eid,
        "kind": node.kind.value,
        "number": node.number,
        "heading": node.heading,
        "text": node.text,
        "html": node.html,
        "children": [provision_json(child) for child in node.children],
    }
