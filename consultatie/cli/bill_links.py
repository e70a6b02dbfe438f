"""`consultatie bill links`: put the references and definitions in bills that were stored before there were links."""

from __future__ import annotations

from collections.abc import Iterator

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.cli.terminal import changing, emit, installation
from consultatie.domain.lifecycle import Stage
from consultatie.domain.provisions import MemorandumPart
from consultatie.models.consultations import Consultation
from consultatie.services import bill_links, bills, consultations, queue


@click.command("links")
@click.argument("slugs", nargs=-1)
@click.option("--json", "as_json", is_flag=True)
def links(slugs: tuple[str, ...], as_json: bool) -> None:
    """Work out references and definitions anew, of the consultations named or of all. A second time changes nothing."""
    place = installation()
    with place.db.read() as session:
        found = slugs or tuple(session.scalars(select(Consultation.slug).order_by(Consultation.slug)))
    changed: dict[str, int] = {}
    for slug in found:
        with changing(place) as session:
            row = consultations.get(session, slug)
            changed[slug] = sum(_again(session, row))
            if changed[slug] and row.stage is not Stage.DRAFT:
                queue.content_changed(session, slug, now=place.ports.now())
    if as_json:
        emit({"changed": changed})
        return
    for slug, number in changed.items():
        click.echo(f"{slug}: {number} teksten met andere verwijzingen")


def _again(session: Session, row: Consultation) -> Iterator[int]:
    """Put the links in every version and in what is explained beside the newest; yield how many texts changed."""
    for version in row.versions:
        parts = [
            MemorandumPart(one.heading, one.level, one.text, one.html, one.eid, tuple(one.also))
            for one in bills.memorandum(session, version)
        ]
        yield bill_links.link_again(version, bills.tree(session, version), parts)
    if row.versions:
        newest = row.versions[-1]
        before = {one.id: one.linked for one in row.explanations}
        bill_links.link_explanations(row.explanations, bills.tree(session, newest), newest.language)
        yield sum(one.linked != before[one.id] for one in row.explanations)
