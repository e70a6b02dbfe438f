"""The contents of a bill as items of the toc component: chapters with their articles below them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask import url_for

from consultatie.domain.provisions import ProvisionKind
from consultatie.services.reading_law import Heading
from consultatie.web import labels
from consultatie.web.public.text_parts import part_address


def contents(
    outline: Iterable[Heading], slug: str, *, refer: Callable[[str], str] | None = None
) -> list[dict[str, Any]]:
    """Return the items; articles lead to their own pages, or all to where `refer` says they stand in the text."""
    begin, end = url_for("public.article", slug=slug, eid="EID").rsplit("EID", 1)

    def address(one: Heading) -> str:
        if refer is not None:
            return refer(one.eid)
        return f"{begin}{one.eid}{end}" if one.kind is ProvisionKind.ARTICLE else part_address(slug, one.eid)

    return _nested(outline, address)


def _nested(outline: Iterable[Heading], address: Callable[[Heading], str]) -> list[dict[str, Any]]:
    top: list[dict[str, Any]] = []
    open_: list[tuple[int, list[dict[str, Any]]]] = [(-1, top)]
    for one in outline:
        while open_[-1][0] >= one.depth:
            open_.pop()
        item: dict[str, Any] = {
            "href": address(one),
            "text": labels.provision_title(one.kind, one.number, one.heading),
            "children": [],
        }
        open_[-1][1].append(item)
        open_.append((one.depth, item["children"]))
    return top
