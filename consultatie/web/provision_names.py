"""How provisions are cited on a page: "Artikel 3, lid 2, onderdeel a". Made once per page from the version's rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from consultatie.domain.lineage import LOST
from consultatie.domain.provisions import Provision, ProvisionKind, walk
from consultatie.http.templating import as_dutch
from consultatie.models.bills import BillVersion, ProvisionRow
from consultatie.services import reading_law
from consultatie.services.carrying import WITHOUT_PLACE
from consultatie.web import labels


@dataclass(frozen=True, slots=True)
class _Row:
    parent: str | None
    kind: ProvisionKind
    number: str
    heading: str


def _around(eids: Sequence[str]) -> set[str]:
    """Return the eids of what these provisions stand in: a citation begins there ("Artikel I, onderdeel A")."""
    pieces = [eid.split("__") for eid in eids]
    return {"__".join(one[:length]) for one in pieces for length in range(1, len(one))}


def lost_name(eid: str) -> str:
    """Return words for what was written beside a provision that this version does not have for sure."""
    return _("Een bepaling van een eerdere versie (%(eid)s)", eid=eid.replace(LOST, ""))


class ProvisionNames:
    """Names by eid for one version of a bill; "" is the whole. With `articles` only of these and what is in them."""

    def __init__(
        self, session: Session, version: BillVersion | None, *, articles: Sequence[str] = ()
    ) -> None:
        self._rows: dict[str, _Row] = {}
        if version is not None:
            found = select(
                ProvisionRow.eid,
                ProvisionRow.parent_eid,
                ProvisionRow.kind,
                ProvisionRow.number,
                ProvisionRow.heading,
            ).where(ProvisionRow.version_id == version.id)
            if articles and "" not in articles:
                inside = (reading_law.within(ProvisionRow.eid, one) for one in articles)
                found = found.where(or_(*inside, ProvisionRow.eid.in_(_around(articles))))
            self._rows = {
                eid: _Row(parent, kind, number, heading)
                for eid, parent, kind, number, heading in session.execute(found)
            }

    @classmethod
    def of_tree(cls, provisions: Sequence[Provision]) -> ProvisionNames:
        """Return the names in a bill that is not kept yet."""
        names = cls.__new__(cls)
        parents = {child.eid: node.eid for node in walk(provisions) for child in node.children}
        names._rows = {
            node.eid: _Row(parents.get(node.eid), node.kind, node.number, node.heading)
            for node in walk(provisions)
        }
        return names

    def __contains__(self, eid: str) -> bool:
        return eid in self._rows

    def name(self, eid: str | None) -> str:
        """Return the citation: from the article down; an eid that this version lacks is shown as it is."""
        if not eid:
            return _("Het hele voorstel")
        if eid == WITHOUT_PLACE:
            return _("Zonder plaats in het voorstel van nu")
        if eid.startswith(LOST):
            return lost_name(eid)
        if eid not in self._rows:
            return eid
        chain: list[tuple[ProvisionKind, str, str]] = []
        row: _Row | None = self._rows[eid]
        while row is not None:
            chain.insert(0, (row.kind, row.number, row.heading))
            row = self._rows.get(row.parent or "")
        return labels.citation(chain)

    def marked(self, eid: str | None) -> Markup:
        """Return the title for a page in any language: the law's own heading is marked as Dutch."""
        row = self._rows.get(eid or "")
        if row is None or not row.heading:
            return Markup("{}").format(self.name(eid))
        return Markup("{}. {}").format(self.name(eid), as_dutch(row.heading))

    def title(self, eid: str | None) -> str:
        """Return the citation with the provision's own heading: "Artikel 4. Tijd om te reageren"."""
        row = self._rows.get(eid or "")
        return f"{self.name(eid)}. {row.heading}" if row is not None and row.heading else self.name(eid)
