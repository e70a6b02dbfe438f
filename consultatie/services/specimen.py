"""One passage of law beside its plain words: what this site does, shown instead of told."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from consultatie.analysis.plain_text import first_sentence, from_html
from consultatie.domain.provisions import ProvisionKind
from consultatie.models.bills import BillVersion, ProvisionRow
from consultatie.models.consultations import Consultation
from consultatie.services import reading
from consultatie.services.reading_law import Heading, headings

# Characters of law: long enough to sound like a law, short enough to read in passing.
SHORTEST, LONGEST = 100, 240


@dataclass(frozen=True, slots=True)
class Specimen:
    """An article's first passage as the law says it (`number` is that of its lid, or empty), and in plain words."""

    article: Heading
    number: str
    law: str
    plain: str
    language: str


def find_specimen(
    session: Session, consultation: Consultation, version: BillVersion, language: str
) -> Specimen | None:
    """Return the first passage of fitting length that is explained and has nothing below it; None where there is none."""
    explained = reading.explanations(session, consultation, language)
    for row in session.scalars(_passages(version)):
        eid = row.eid if row.kind is ProvisionKind.ARTICLE else row.parent_eid or ""
        article = headings(session, version, [eid]).get(eid) if eid in explained else None
        if article and article.kind is ProvisionKind.ARTICLE:
            shown = explained[eid]
            plain = first_sentence(from_html(shown.html), shown.language)
            return Specimen(
                article, row.number if row.eid != eid else "", row.text.strip(), plain, shown.language
            )
    return None


def _is_first_lid() -> ColumnElement[bool]:
    return and_(ProvisionRow.kind == ProvisionKind.PARAGRAPH, ProvisionRow.eid.endswith("__para_1"))


def _passages(version: BillVersion) -> Select[ProvisionRow]:
    below = aliased(ProvisionRow)
    has_parts = select(below.id).where(below.version_id == version.id, below.parent_eid == ProvisionRow.eid)
    return (
        select(ProvisionRow)
        .where(
            ProvisionRow.version_id == version.id,
            or_(ProvisionRow.kind == ProvisionKind.ARTICLE, _is_first_lid()),
            func.length(ProvisionRow.text).between(SHORTEST, LONGEST),
            ~ProvisionRow.eid.contains("__quote_", autoescape=True),
            ~has_parts.exists(),
        )
        .order_by(ProvisionRow.place)
    )
