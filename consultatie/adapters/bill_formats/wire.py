"""Recognised bills as JSON and back: what the limited child process writes and its parent reads."""

from __future__ import annotations

from typing import Any

from consultatie.domain.provisions import (
    BillKind,
    ImportWarning,
    MemorandumPart,
    Provision,
    ProvisionKind,
    RecognisedBill,
)


def bill_to_json(bill: RecognisedBill) -> dict[str, Any]:
    """Return a bill as plain lists, dictionaries and strings."""
    return {
        "title": bill.title,
        "long_title": bill.long_title,
        "kind": bill.kind,
        "language": bill.language,
        "source_format": bill.source_format,
        "provisions": [_provision_to_json(provision) for provision in bill.provisions],
        "memorandum": memorandum_to_json(bill.memorandum),
        "warnings": [[w.code, w.place, w.detail] for w in bill.warnings],
    }


def _provision_to_json(node: Provision) -> list[Any]:
    children = [_provision_to_json(child) for child in node.children]
    return [node.kind, node.number, node.heading, node.text, node.html, node.eid, children]


def memorandum_to_json(parts: tuple[MemorandumPart, ...]) -> list[Any]:
    """Return the parts of a memorandum as lists."""
    return [[part.heading, part.level, part.text, part.html, part.eid, list(part.also)] for part in parts]


def bill_from_json(found: dict[str, Any]) -> RecognisedBill:
    """Return the bill that `bill_to_json` wrote."""
    return RecognisedBill(
        title=found["title"],
        long_title=found["long_title"],
        kind=BillKind(found["kind"]) if found["kind"] else None,
        language=found["language"],
        source_format=found["source_format"],
        provisions=tuple(_provision_from_json(node) for node in found["provisions"]),
        memorandum=memorandum_from_json(found["memorandum"]),
        warnings=tuple(ImportWarning(*warning) for warning in found["warnings"]),
    )


def _provision_from_json(node: list[Any]) -> Provision:
    kind, number, heading, text, html, eid, children = node
    below = tuple(_provision_from_json(child) for child in children)
    return Provision(ProvisionKind(kind), number, heading, text, html, below, eid)


def memorandum_from_json(parts: list[Any]) -> tuple[MemorandumPart, ...]:
    """Return the parts that `memorandum_to_json` wrote."""
    return tuple(
        MemorandumPart(heading, level, text, html, eid, tuple(also))
        for heading, level, text, html, eid, also in parts
    )
