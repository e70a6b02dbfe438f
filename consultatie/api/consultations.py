"""`/consultations`: the list, one, and the provisions of its bill."""

from __future__ import annotations

from flask import Response, jsonify, request

from consultatie.api import asking, blueprint, representations
from consultatie.domain.lifecycle import ConsultationState
from consultatie.domain.provisions import BillKind
from consultatie.http.access import public
from consultatie.http.languages import current_language
from consultatie.http.site import db_session, now
from consultatie.services import answering_invitations, bills, catalogue, reading
from consultatie.services.catalogue import Wish

FILTERS = ("state", "department", "theme", "kind", "since", "until", "page", "per_page")


@blueprint.get("/consultations")
@public(cached=True)
def list_consultations() -> Response:
    """Give the consultations that the public may see, soonest closing first."""
    asking.only(FILTERS)
    wish = Wish(
        status=asking.choice(ConsultationState, "state"),
        department=request.args.get("department", ""),
        theme=request.args.get("theme", ""),
        kind=asking.choice(BillKind, "kind"),
        since=asking.day("since"),
        until=asking.day("until"),
        page=asking.number("page", 1, asking.LAST_PAGE),
        per_page=asking.number("per_page", asking.PER_PAGE, asking.MOST_PER_PAGE),
    )
    found = catalogue.list_consultations(db_session(), wish, language=current_language(), now=now())
    items = [representations.listed(one) for one in found.items]
    return asking.page_of(items, total=found.total, page=found.page, pages=found.pages)


@blueprint.get("/consultations/<slug>")
@public(cached=True)
def get_consultation(slug: str) -> Response:
    """Give one consultation with its texts in every language, its report, and what was done per provision."""
    session = db_session()
    row = reading.get_visible(session, slug, viewer=None, now=now())
    responses = catalogue.response_counts(session, [row.id])[row.id]
    answer = representations.consultation(row, now=now(), responses=responses)
    answer["report"] = reading.report_texts(session, row, now=now())
    answer["dispositions"] = [
        {"provision": one.eid or None, "disposition": one.disposition.value, "texts": one.texts}
        for one in reading.report_items(session, row, now=now())
    ]
    asked = answering_invitations.public_list(session, row)
    answer["asked"] = [representations.asked(one) for one in asked.named]
    answer["asked_unnamed"] = asked.unnamed
    return jsonify(answer)


@blueprint.get("/consultations/<slug>/provisions")
@public(cached=True)
def get_provisions(slug: str) -> Response:
    """Give the provisions as a tree, of the newest version or of `?version=`, with their plain explanations."""
    asking.only(("version",))
    session = db_session()
    row = reading.get_visible(session, slug, viewer=None, now=now())
    number = asking.number("version", 0, asking.LAST_PAGE)
    version = bills.get_version(session, row, number or None)
    answer = bills.as_json(session, version)
    explanations: dict[str, dict[str, dict[str, object]]] = {}
    for one in row.explanations:
        text: dict[str, object] = {"markdown": one.markdown, "html": one.html, "outdated": one.outdated}
        explanations.setdefault(one.eid, {})[one.language] = text
    return jsonify(answer | {"explanations": explanations})
