"""The files of a consultation that people keep, as pages offer them (templates/fragments/editions.html)."""

from __future__ import annotations

from dataclasses import dataclass

from consultatie.domain.editions import Work
from consultatie.http.languages import current_language
from consultatie.http.site import db_session, site
from consultatie.services import editions
from consultatie.services.editions import Offer
from consultatie.web.public.reader import Opened


@dataclass(frozen=True, slots=True)
class Kept:
    """What a page offers: files by work. Without `can_pdf` this machine cannot make PDF."""

    works: tuple[tuple[Work, list[Offer]], ...]
    can_pdf: bool


def kept_files(at_hand: Opened, *works: Work) -> Kept:
    """Return the files of these works in the reader's language; works that are not there are left out."""
    found = ((work, editions.offers(db_session(), at_hand.row, work, current_language())) for work in works)
    return Kept(
        tuple((work, offers) for work, offers in found if offers), not site().ports.documents.missing()
    )
