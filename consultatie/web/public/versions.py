"""The versions of a bill, and what changed between two of them, article by article."""

from __future__ import annotations

from flask import render_template, request, url_for

from consultatie.domain.errors import NotFound
from consultatie.http.access import public
from consultatie.http.site import db_session
from consultatie.models.bills import BillVersion
from consultatie.services import comparing
from consultatie.web.changes import ChangeWords
from consultatie.web.provision_names import ProvisionNames
from consultatie.web.public import blueprint
from consultatie.web.public.reader import opened, page_number


@blueprint.get("/consultaties/<slug>/versies")
@public(cached=True)
def versions(slug: str) -> str:
    """Show the versions, and what changed from `?van=` to `?naar=`; without them from the last but one to the last."""
    at_hand, session = opened(slug), db_session()
    known = {one.number: one for one in at_hand.row.versions}
    if not known:
        raise NotFound("no-bill")
    newer = _asked("naar", known) or known[max(known)]
    older = _asked("van", known) or known.get(newer.number - 1) or newer
    at_work = comparing.Comparing.stored(session, older, newer)
    found = at_work.comparison()
    pages = max(1, -(-len(found.changed) // comparing.PER_PAGE))
    page = min(page_number(), pages)
    start = (page - 1) * comparing.PER_PAGE
    return render_template(
        "public/versions.html",
        at_hand=at_hand,
        known=list(known.values()),
        older=older,
        newer=newer,
        found=found,
        changes=at_work.with_parts(found.changed[start : start + comparing.PER_PAGE]),
        words=ChangeWords(ProvisionNames(session, older), ProvisionNames(session, newer)),
        page=page,
        pages=pages,
        url_for_page=lambda n: url_for(
            "public.versions", slug=slug, van=older.number, naar=newer.number, pagina=n
        ),
    )


def _asked(name: str, known: dict[int, BillVersion]) -> BillVersion | None:
    """Return the version in the address; None for none, or for one that does not exist."""
    typed = request.args.get(name, "")
    return known.get(int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 6 else None
