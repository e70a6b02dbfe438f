"""`consultatie search`: make the index anew, compare it with the database, ask it."""

from __future__ import annotations

import sys
from typing import Any

import click

from consultatie.cli.terminal import emit, installation, say
from consultatie.domain.errors import Invalid
from consultatie.domain.ports import SearchAnswer, SearchQuery
from consultatie.services import indexing

FILTERS = (
    "type",
    "consultation",
    "language",
    "department",
    "theme",
    "kind",
    "status",
    "respondent",
    "position",
)


@click.group()
def search() -> None:
    """Rebuild, check or ask the public search index."""


@search.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def rebuild(as_json: bool) -> None:
    """Make the index anew from the database; searches keep answering meanwhile."""
    place = installation()
    with place.db.read() as session:
        count = place.ports.search.rebuild(indexing.all_documents(session, now=place.ports.now()))
    if as_json:
        emit({"documents": count})
    else:
        say(f"{count} documenten in de zoekindex.")


@search.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def check(as_json: bool) -> None:
    """Compare the ids in the index with the database; exit 2 when they differ."""
    place = installation()
    with place.db.read() as session:
        indexed = place.ports.search.ids()
        gap = indexing.compare(session, indexed, now=place.ports.now())
    if as_json:
        emit({"documents": len(indexed), "missing": sorted(gap.missing), "surplus": sorted(gap.surplus)})
    if gap.missing or gap.surplus:
        say(f"De zoekindex wijkt af: {len(gap.missing)} te weinig, {len(gap.surplus)} te veel.")
        sys.exit(2)
    say(f"De zoekindex klopt: {len(indexed)} documenten.")


@search.command()
@click.argument("text")
@click.option("--consultation", default="", help="Only this consultation (slug).")
@click.option(
    "--filter", "filters", multiple=True, metavar="KEY=VALUE", help=f"One of: {', '.join(FILTERS)}."
)
@click.option("--page", default=1, show_default=True)
@click.option("--per-page", default=10, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def query(
    text: str, consultation: str, filters: tuple[str, ...], page: int, per_page: int, as_json: bool
) -> None:
    """Ask the index, as the search page does."""
    place = installation()
    chosen = _chosen(filters) | ({"consultation": consultation} if consultation else {})
    answer = place.ports.search.search(
        SearchQuery(text, place.ports.now(), filters=chosen, page=max(1, page), per_page=per_page)
    )
    if as_json:
        emit(as_document(answer))
        return
    for hit in answer.hits:
        click.echo(f"{hit.type}\t{hit.url}\t{hit.title}")
    say(f"{answer.total} gevonden in {answer.took_ms:.0f} ms.")


def _chosen(filters: tuple[str, ...]) -> dict[str, str]:
    chosen = {}
    for one in filters:
        key, equals, value = one.partition("=")
        if not equals or key not in FILTERS:
            raise Invalid("unknown-filter", filter=one)
        chosen[key] = value
    return chosen


def as_document(answer: SearchAnswer) -> dict[str, Any]:
    """Return an answer as `--json` prints it; a match in a snippet stands between « and »."""
    return {
        "total": answer.total,
        "took_ms": round(answer.took_ms, 2),
        "facets": {key: dict(values) for key, values in answer.facets.items()},
        "hits": [
            {
                "type": hit.type,
                "id": hit.id,
                "url": hit.url,
                "title": hit.title,
                "snippet": "".join(f"«{piece}»" if match else piece for piece, match in hit.snippet),
                "score": hit.score,
                "attachment": hit.attachment,
            }
            for hit in answer.hits
        ],
        "suggestion": answer.suggestion,
    }
