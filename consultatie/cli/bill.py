"""`consultatie bill import|show|export`: read a bill, look at what was recognised, write it out. Its amendments: cli/amendments."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from consultatie.cli import amendments, bill_links
from consultatie.cli.editions import edition, write_out
from consultatie.cli.terminal import Installation, changing, emit, installation
from consultatie.domain.editions import FORMATS, Work
from consultatie.domain.provisions import BillKind, RecognisedBill, articles, walk
from consultatie.domain.text import normalise
from consultatie.models.bills import BillVersion
from consultatie.models.consultations import Consultation
from consultatie.services import accounts, bills, consultations, lineage, uploads
from consultatie.services.consultations import NO_DEPARTMENT

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def bill() -> None:
    """Read a bill from a file, show what was recognised, write it out."""


bill.add_command(amendments.law)
bill.add_command(amendments.list_amendments)
bill.add_command(bill_links.links)


@bill.command("import")
@click.argument("file", type=FILE)
@click.option("--consultation", "slug", required=True, help="The consultation that it belongs to.")
@click.option("--create", is_flag=True, help="Make the consultation, as a draft, when it is not there.")
@click.option("--format", "format_", default="auto", help="auto, bwb, op, akn, docx or md.")
@click.option("--memorandum", type=FILE, help="The explanatory memorandum, when it is a file of its own.")
@click.option("--department", default=NO_DEPARTMENT, help="With --create: whose consultation it is.")
@click.option("--notice", default="", help="What the public reads about why this version came, in Dutch.")
@click.option("--json", "as_json", is_flag=True)
def import_(
    file: Path,
    slug: str,
    create: bool,
    format_: str,
    memorandum: Path | None,
    department: str,
    notice: str,
    as_json: bool,
) -> None:
    """Read FILE; a second import into the same consultation makes version 2."""
    place = installation()
    data = file.read_bytes()
    recognised = place.ports.read_bill(data, name=file.name, format=format_)
    if memorandum is not None:
        recognised = with_memorandum(recognised, memorandum)
    with changing(place) as session:
        consultation = consultations.find(session, slug)
        if consultation is None and create:
            consultation = _make(session, place, slug, recognised, department)
        row = consultation or consultations.get(session, slug)
        version = _store(session, place, row, recognised, file, data, notice)
        found = _recognised_json(slug, version, recognised)
    if as_json:
        emit(found)
    else:
        _print(found)


def with_memorandum(recognised: RecognisedBill, path: Path) -> RecognisedBill:
    """Return a bill with the explanatory memorandum of a file of its own, tied to its articles."""
    from consultatie.adapters.bill_formats import attach_memorandum, read_memorandum_limited

    parts = read_memorandum_limited(path.read_bytes(), name=path.name)
    tied, warnings = attach_memorandum(parts, recognised.provisions)
    return replace(recognised, memorandum=tied, warnings=(*recognised.warnings, *warnings))


def _make(
    session: Session, place: Installation, slug: str, recognised: RecognisedBill, department: str
) -> Consultation:
    return consultations.create(
        session,
        slug=slug,
        title=recognised.title[: consultations.LONGEST_TITLE],
        kind=recognised.kind or BillKind.ACT,
        department=accounts.department_named(session, department),
        by=None,
        now=place.ports.now(),
    )


def _store(
    session: Session,
    place: Installation,
    consultation: Consultation,
    recognised: RecognisedBill,
    file: Path,
    data: bytes,
    notice: str,
) -> BillVersion:
    now = place.ports.now()
    source = uploads.keep(
        session, place.ports.files, data, name=file.name, media_type="application/octet-stream", now=now
    )
    words = {"nl": normalise(notice)} if notice.strip() else {}
    return bills.import_bill(
        session, consultation, recognised, source=source, markup=place.ports.markup, notice=words, now=now
    )


def _recognised_json(slug: str, version: BillVersion, recognised: RecognisedBill) -> dict[str, Any]:
    return {
        "consultation": slug,
        "version": version.number,
        "title": version.title,
        "kind": version.kind.value,
        "format": recognised.source_format,
        "articles": sum(1 for _ in articles(recognised.provisions)),
        "provisions": sum(1 for _ in walk(recognised.provisions)),
        "memorandum": len(recognised.memorandum),
        "warnings": [
            {"code": one.code, "place": one.place, "detail": one.detail} for one in recognised.warnings
        ],
    }


def _print(found: dict[str, Any]) -> None:
    click.echo(f"{found['title']} ({found['kind']}, {found['format']})")
    click.echo(
        f"Versie {found['version']} van {found['consultation']}: {found['articles']} artikelen, "
        f"{found['provisions']} bepalingen, {found['memorandum']} delen toelichting."
    )
    for one in found["warnings"]:
        click.echo(f"Let op: {one['code']} bij {one['place']} {one['detail']}".rstrip())


@bill.command("show")
@click.argument("slug")
@click.option("--version", type=int, help="The version; without it the newest.")
@click.option("--json", "as_json", is_flag=True)
def show(slug: str, version: int | None, as_json: bool) -> None:
    """Print the tree of provisions."""
    with installation().db.read() as session:
        found = bills.as_json(session, bills.get_version(session, consultations.get(session, slug), version))
    if as_json:
        emit(found)
        return
    click.echo(f"{found['title']} ({found['kind']}, versie {found['version']})")
    for node in found["provisions"]:
        _outline(node, 1)


def _outline(node: dict[str, Any], depth: int) -> None:
    words = " ".join(part for part in (node["number"], node["heading"]) if part)
    click.echo(f"{'  ' * depth}{node['eid']}  {words}".rstrip())
    for child in node["children"]:
        _outline(child, depth + 1)


@bill.command("diff")
@click.argument("slug")
@click.option("--from", "older", type=int, required=True, help="The version to start from.")
@click.option("--to", "newer", type=int, required=True, help="The version to end at.")
@click.option("--json", "as_json", is_flag=True)
def diff(slug: str, older: int, newer: int, as_json: bool) -> None:
    """Say what became of every provision between two versions (docs/versions.md)."""
    with installation().db.read() as session:
        consultation = consultations.get(session, slug)
        versions = [bills.get_version(session, consultation, number) for number in (older, newer)]
        found = lineage.as_json(lineage.lineage(session, *versions), older=older, newer=newer)
    if as_json:
        emit(found)
        return
    for name, entries in found.items():
        for entry in entries if isinstance(entries, list) else ():
            click.echo(f"{name:<11} {_diff_line(entry)}")


def _diff_line(entry: Any) -> str:
    if isinstance(entry, str):
        return entry
    sides = (side if isinstance(side, list) else [side or "-"] for side in (entry["from"], entry["to"]))
    return " -> ".join(", ".join(side) for side in sides)


@bill.command("export")
@click.argument("slug")
@click.option("--format", "format_", required=True, type=click.Choice(FORMATS[Work.BILL]))
@click.option("--version", type=int, help="The version; without it the newest.")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="A file, or - for standard output."
)
def export(slug: str, format_: str, version: int | None, out: Path) -> None:
    """Write the bill to a file."""
    place = installation()
    with place.db.read() as session:
        row = consultations.get(session, slug)
        data = edition(session, row, bills.get_version(session, row, version), Work.BILL, format_)
    write_out(out, data)
