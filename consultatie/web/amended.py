"""Amendments on a page: their names, what they do in rows of was, change and becomes, and in words why one stays text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from flask import Flask
from flask_babel import gettext as _

from consultatie.domain.amendments import AmendmentState
from consultatie.domain.provisions import GROUPING, ProvisionKind
from consultatie.models.amendments import AmendmentRow
from consultatie.web import labels


@dataclass(frozen=True, slots=True)
class Shown:
    """One instruction: its own words, rows for change_views, and a sentence why it is only text, or ""."""

    text: str
    rows: list[dict[str, Any]]
    why: str
    notes: list[str]
    law_title: str
    law_number: int | None
    language: str


@dataclass(frozen=True, slots=True)
class Group:
    """The instructions of one provision of the bill; `name` is how that is cited."""

    eid: str
    name: str
    shown: list[Shown]


@dataclass(slots=True)
class Node:
    """A provision of a law as it would read, with what stands in it; `closing` is read after that."""

    row: Mapping[str, Any]
    is_top: bool = (
        True  # what it stands in has another state: the mark of a new or lapsing provision is set once
    )
    children: list[Node] = field(default_factory=list)
    closing: Mapping[str, Any] | None = None

    @property
    def is_title(self) -> bool:
        """Say whether its label is a heading."""
        return ProvisionKind(self.row["kind"]) in _TITLED

    def touched(self) -> bool:
        """Say whether it changes, or anything in it."""
        closing = self.closing["state"] if self.closing else "same"
        return {self.row["state"], closing} != {"same"} or any(child.touched() for child in self.children)


def runs(nodes: Iterable[Node]) -> Iterator[tuple[bool, list[Node]]]:
    """Group neighbours: (True, leden or onderdelen that form a list) or (False, articles and what holds them)."""
    for is_title, group in groupby(nodes, key=lambda node: node.is_title):
        yield not is_title, list(group)


_TITLED = GROUPING | {ProvisionKind.ARTICLE, ProvisionKind.ANNEX}


def groups(rows: Iterable[AmendmentRow], cited: Callable[[str], str]) -> list[Group]:
    """Return instructions in the order of the bill, those of one provision together; `cited` names a provision."""
    return [
        Group(eid, cited(eid), [_shown(row) for row in found])
        for eid, found in groupby(rows, key=lambda row: row.eid)
    ]


def _shown(row: AmendmentRow) -> Shown:
    return Shown(
        text=row.text,
        rows=[{"name": _cited(change["cited"]), "pieces": change["pieces"]} for change in row.changes],
        why=why(row),
        notes=[_note(code) for code in row.notes],
        law_title=row.law.title if row.law else row.law_name,
        law_number=row.law.number if row.law else None,
        language=row.law.language if row.law else "nl",
    )


def _cited(chain: Iterable[tuple[str, str]]) -> str:
    return labels.citation([(ProvisionKind(kind), number, "") for kind, number in chain])


def why(row: AmendmentRow) -> str:
    """Return a sentence why an instruction stays text; "" for one that is worked out."""
    if row.state is AmendmentState.APPLIED:
        return ""
    known = _REASONS.get(row.reason)
    return known(row.detail) if known else _("Deze wijziging is niet uitgewerkt.")


def _place(detail: str) -> str:
    """Return "artikel 3" for the detail of a place: a kind and a number, or a term."""
    kind, _space, number = detail.partition(" ")
    return labels.provision(kind, number) if kind in set(ProvisionKind) else detail


_REASONS: dict[str, Callable[[str], str]] = {
    "law-missing": lambda _detail: _("De wet die hier verandert, is niet toegevoegd."),
    "unknown-wording": lambda _detail: _("Deze formulering herkent het systeem niet."),
    "place-not-found": lambda detail: _("Deze plaats staat niet in de wet: %(place)s.", place=_place(detail)),
    "place-found-twice": lambda detail: _(
        "Deze plaats staat meer dan één keer in de wet: %(place)s.", place=_place(detail)
    ),
    "place-unclear": lambda _detail: _("Het is niet duidelijk welke plaats in de wet bedoeld is."),
    "words-not-found": lambda detail: _("Deze woorden staan daar niet: „%(words)s”.", words=detail),
    "words-found-twice": lambda detail: _(
        "Deze woorden staan daar meer dan één keer: „%(words)s”.", words=detail
    ),
    "ending-not-found": lambda detail: _("De bepaling eindigt daar niet met „%(words)s”.", words=detail),
    "number-taken": lambda detail: _("Dit nummer is er al: %(number)s.", number=detail),
    "numbers-do-not-match": lambda _detail: _("De oude en de nieuwe nummers passen niet bij elkaar."),
    "new-text-unclear": lambda _detail: _("Het is niet duidelijk wat de nieuwe tekst is."),
    "no-alphabetical-list": lambda _detail: _("De lijst in de wet staat niet op alfabet."),
    "in-a-table": lambda _detail: _("De woorden staan in een tabel."),
}


def _note(code: str) -> str:
    return {
        "sentence-not-counted": _("De zin is niet geteld. De woorden staan één keer in deze bepaling."),
    }[code]


def law_nodes(rows: Iterable[Mapping[str, Any]]) -> list[Node]:
    """Return the rows of a law as it would read as nodes in each other."""
    top: list[Node] = []
    open_: list[Node] = []
    for row in rows:
        if row["is_closing"]:
            open_[row["depth"]].closing = row
            continue
        del open_[row["depth"] :]
        node = Node(row, is_top=not open_ or open_[-1].row["state"] != row["state"])
        (open_[-1].children if open_ else top).append(node)
        open_.append(node)
    return top


def register(app: Flask) -> None:
    """Give every template `amended_groups(rows, cited)`: documents show what pages show."""
    app.jinja_env.globals["amended_groups"] = groups
