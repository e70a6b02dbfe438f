"""How the provisions on a page are cited, asked for in one question."""

from __future__ import annotations

from collections.abc import Iterable

from consultatie.domain.lineage import LOST
from consultatie.http.site import db_session
from consultatie.models.bills import BillVersion
from consultatie.services import reading_law
from consultatie.web import labels
from consultatie.web.provision_names import lost_name


def names(version: BillVersion | None, eids: Iterable[str]) -> dict[str, str]:
    """Return how provisions are cited, by eid ("Artikel 3, lid 2"); one that this version lacks is shown as it is."""
    wanted = {eid: _upwards(eid) for eid in eids if eid}
    if version is None or not wanted:
        return {eid: eid for eid in wanted}
    known = reading_law.headings(db_session(), version, {name for chain in wanted.values() for name in chain})
    cited = {}
    for eid, chain in wanted.items():
        found = [(one.kind, one.number, one.heading) for name in chain if (one := known.get(name))]
        unknown = lost_name(eid) if eid.startswith(LOST) else eid
        cited[eid] = labels.citation(found) if eid in known else unknown
    return cited


def _upwards(eid: str) -> list[str]:
    """Return the names of everything a provision stands in, and its own: outermost first."""
    parts = eid.split("__")
    return ["__".join(parts[:count]) for count in range(1, len(parts) + 1)]
