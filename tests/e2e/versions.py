"""Second versions in the scene: one of a draft, and one that waits for a second person."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from consultatie.domain.permissions import Viewer
from consultatie.domain.provisions import Provision, ProvisionKind, RecognisedBill, with_eids
from consultatie.services import bill_markdown, bills, consultations, proposed_versions, uploads
from tests.e2e.site import LiveSite


def add_version(session: Session, site: LiveSite, slug: str, now: datetime) -> None:
    """Give a draft a second version, of which the last article is new."""
    consultation = consultations.get(session, slug)
    version = bills.current_version(session, consultation)
    extra = Provision(
        ProvisionKind.ARTICLE, "IX", text="Deze wet heet: Wet op het samen spelen in de schaduw."
    )
    provisions, _ = with_eids((*bills.tree(session, version), extra))
    recognised = RecognisedBill(version.title, version.kind, provisions)
    bills.import_bill(session, consultation, recognised, source=None, markup=site.parts.ports.markup, now=now)


def propose_version(session: Session, site: LiveSite, slug: str, by: Viewer, now: datetime) -> None:
    """Let a new version of a public consultation wait for the second person."""
    consultation = consultations.get(session, slug)
    text = bill_markdown.export(session, bills.current_version(session, consultation))
    data = text.replace("twintig kinderen", "dertig kinderen").encode()
    source = uploads.keep(
        session, site.parts.ports.files, data, name="versie2.md", media_type="text/markdown", now=now
    )
    notice = {
        "nl": "Meer kinderen praten mee. Dat vroeg u ons.",
        "en": "More children have a say. You asked for that.",
    }
    proposed_versions.propose(
        session, consultation, source=source, memorandum=None, notice=notice, by=by, now=now
    )
