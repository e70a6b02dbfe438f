"""What a bill does to existing law: worked out when a bill or a law comes in, kept, and read back.

Nothing is worked out in a request that only reads. Laws are taken in by services/amended_laws.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from consultatie.analysis.amendments.reading_law import ReadingRow
from consultatie.analysis.amendments.recognising import bare_law, instructions
from consultatie.analysis.amendments.working_out import Outcome, without_law, worked_out
from consultatie.domain.amendments import AmendmentState, Instruction
from consultatie.domain.errors import NotFound
from consultatie.domain.ports import Markup
from consultatie.domain.provisions import Provision, ProvisionKind
from consultatie.models.amendments import AmendedLaw, AmendedLawReading, AmendmentRow
from consultatie.models.base import Json
from consultatie.models.bills import BillVersion
from consultatie.models.consultations import Consultation


def work_out(session: Session, version: BillVersion, provisions: Iterable[Provision], markup: Markup) -> None:
    """Read the amending instructions of a version anew, apply them to the laws that are here, and keep the outcome."""
    session.execute(delete(AmendmentRow).where(AmendmentRow.version_id == version.id))
    session.execute(delete(AmendedLawReading).where(AmendedLawReading.version_id == version.id))
    found = [_clean(one, markup) for one in instructions(provisions, version.language)]
    if not found:
        return
    outcomes: dict[int, tuple[Outcome, AmendedLaw | None]] = {}
    laws = _laws_with_text(session, version)
    chosen = [_law_of(one, laws) for one in found]
    for law in laws:
        at = [place for place, one in enumerate(chosen) if one is law]
        if at:
            amended = worked_out(tree(law), [found[place] for place in at], law.language)
            outcomes.update({place: (one, law) for place, one in zip(at, amended.outcomes, strict=True)})
            _keep_reading(session, version, law, amended.reading)
    for place, one in enumerate(found):
        outcomes.setdefault(place, (without_law([one])[0], None))
    session.execute(
        insert(AmendmentRow), [_row(version, place, *outcomes[place]) for place in sorted(outcomes)]
    )


def _laws_with_text(session: Session, version: BillVersion) -> list[AmendedLaw]:
    return list(
        session.scalars(
            select(AmendedLaw)
            .where(AmendedLaw.consultation_id == version.consultation_id)
            .order_by(AmendedLaw.number)
        )
    )


def _law_of(instruction: Instruction, laws: Sequence[AmendedLaw]) -> AmendedLaw | None:
    """Return the law that an instruction amends: the one chosen for its article, or the only one of that name."""
    chosen = [law for law in laws if law.article and law.article == instruction.article]
    named = [law for law in laws if not law.article and _is_named(instruction.law, law)]
    either = chosen or named
    return either[0] if len(either) == 1 else None


def _is_named(name: str, law: AmendedLaw) -> bool:
    return _plain(name) in (_plain(law.title), _plain(law.long_title)) if _plain(name) else False


def _plain(name: str) -> str:
    return re.sub(r"\s+", " ", bare_law(name)).strip(" .,:").casefold()


def _clean(instruction: Instruction, markup: Markup) -> Instruction:
    """Return an instruction whose new text is clean HTML, as it becomes part of what is shown."""
    operations = tuple(
        replace(one, payload=tuple(_clean_tree(new, markup) for new in one.payload))
        for one in instruction.operations
    )
    return replace(instruction, operations=operations)


def _clean_tree(node: Provision, markup: Markup) -> Provision:
    children = tuple(_clean_tree(child, markup) for child in node.children)
    return replace(node, html=markup.clean(node.html), children=children)


def _row(version: BillVersion, place: int, outcome: Outcome, law: AmendedLaw | None) -> Json:
    instruction = outcome.instruction
    return {
        "version_id": version.id,
        "law_id": law.id if law else None,
        "place": place,
        "eid": instruction.eid,
        "article": instruction.article,
        "law_name": instruction.law,
        "text": instruction.text,
        "actions": [one.action.value for one in instruction.operations],
        "state": outcome.state,
        "reason": outcome.reason,
        "detail": outcome.detail,
        "notes": list(outcome.notes),
        "changes": [
            {
                "cited": [[kind.value, number] for kind, number in one.cited],
                "pieces": [list(piece) for piece in one.pieces],
            }
            for one in outcome.changes
        ],
    }


def _keep_reading(
    session: Session, version: BillVersion, law: AmendedLaw, rows: Sequence[ReadingRow]
) -> None:
    kept = [asdict(row) | {"kind": row.kind.value} for row in rows]
    session.execute(insert(AmendedLawReading), [{"version_id": version.id, "law_id": law.id, "rows": kept}])


def tree(law: AmendedLaw) -> tuple[Provision, ...]:
    """Return the provisions of a law as they are kept."""
    return tuple(_grown(one) for one in law.provisions)


def _grown(kept: Sequence[Any]) -> Provision:
    kind, number, heading, text, html, children = kept
    return Provision(
        ProvisionKind(kind), number, heading, text, html, tuple(_grown(child) for child in children)
    )


def kept_tree(provisions: Iterable[Provision], markup: Markup) -> list[Any]:
    """Return provisions as they are kept in a law, their HTML clean."""
    return [
        [
            node.kind.value,
            node.number,
            node.heading,
            node.text,
            markup.clean(node.html),
            kept_tree(node.children, markup),
        ]
        for node in provisions
    ]


def list_amendments(session: Session, version: BillVersion, article: str | None = None) -> list[AmendmentRow]:
    """Return the instructions of a version in order, for one amending article or for all."""
    query = select(AmendmentRow).where(AmendmentRow.version_id == version.id)
    if article is not None:
        query = query.where(AmendmentRow.article == article)
    return list(session.scalars(query.order_by(AmendmentRow.place)))


def list_laws(session: Session, consultation: Consultation) -> list[AmendedLaw]:
    """Return the existing laws of a consultation in the order in which they came in, without their text."""
    found = (
        select(AmendedLaw).where(AmendedLaw.consultation_id == consultation.id).order_by(AmendedLaw.number)
    )
    return list(session.scalars(found))


def get_reading(session: Session, version: BillVersion, number: int) -> tuple[AmendedLaw, list[Json]]:
    """Return a law by its number with the rows in which it reads after a version; raise NotFound `no-such-law`."""
    found = session.execute(
        select(AmendedLaw, AmendedLawReading.rows)
        .join(AmendedLawReading, AmendedLawReading.law_id == AmendedLaw.id)
        .where(AmendedLawReading.version_id == version.id, AmendedLaw.number == number)
    ).first()
    if found is None:
        raise NotFound("no-such-law")
    return found[0], found[1]


def as_json(session: Session, version: BillVersion) -> Json:
    """Return the instructions of a version as `consultatie bill amendments --json` prints them."""
    rows = list_amendments(session, version)
    return {
        "version": version.number,
        "instructions": len(rows),
        "applied": sum(1 for row in rows if row.state is AmendmentState.APPLIED),
        "amendments": [
            {
                "provision": row.eid,
                "law": row.law_name,
                "law_here": row.law_id is not None,
                "text": row.text,
                "actions": row.actions,
                "state": row.state.value,
                "reason": row.reason,
                "detail": row.detail,
                "notes": row.notes,
                "changes": row.changes,
            }
            for row in rows
        ],
    }
