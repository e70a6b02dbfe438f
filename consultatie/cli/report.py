"""`consultatie report SLUG`: the report as one file."""

from __future__ import annotations

from pathlib import Path

import click
from flask import render_template
from flask_babel import force_locale
from sqlalchemy import select

from consultatie import create_app
from consultatie.cli.terminal import say
from consultatie.domain.errors import NotFound
from consultatie.http.site import now, site
from consultatie.models.consultations import Consultation
from consultatie.services import bills, report_document
from consultatie.web.provision_names import ProvisionNames


@click.command()
@click.argument("slug")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["html", "md"]),
    default="html",
    help="docx, odt and pdf come later.",
)
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
def report(slug: str, kind: str, language: str, out: Path) -> None:
    """Write the report of a consultation to a file: figures, text, and per article what was done."""
    with create_app().app_context(), site().db.read() as session, force_locale(language):
        consultation = session.scalar(select(Consultation).where(Consultation.slug == slug))
        if consultation is None:
            raise NotFound("no-such-consultation")
        text = render_template(
            f"workspace/report_document.{kind}",
            document=report_document.gather(session, consultation, language),
            names=ProvisionNames(session, bills.find_current(session, consultation)),
            language=language,
            made_at=now(),
        )
    out.write_text(text, "utf-8")
    say(f"{out}: {len(text.encode())} bytes")
