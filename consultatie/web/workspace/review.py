"""Per article what came in: overview, article desk, read marks, a whole response, exports, a fresh analysis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask import redirect, render_template, request, stream_with_context, url_for
from werkzeug.wrappers import Response as Answer

from consultatie.domain.errors import NotFound
from consultatie.domain.permissions import Permission, Viewer
from consultatie.domain.text import normalise_line
from consultatie.domain.visibility import RespondentKind
from consultatie.http.access import require_viewer, requires
from consultatie.http.site import db_session, now, site
from consultatie.models.consultations import Consultation, Explanation
from consultatie.models.responses import Position
from consultatie.services import (
    analysis,
    attachment_texts,
    bills,
    campaign_desk,
    entering,
    invitees,
    moderation,
    queue,
    quoted_passages,
    reading_law,
    recordings,
    reports,
    response_export,
    reviews,
    revisions,
)
from consultatie.services.carrying import WITHOUT_PLACE
from consultatie.services.quoted_passages import QuotedPassage
from consultatie.web import labels
from consultatie.web.provision_names import ProvisionNames
from consultatie.web.standings import Standings
from consultatie.web.workspace import blueprint

WHOLE = "geheel"


def _consultation(slug: str) -> Consultation:
    return reviews.get_for_review(db_session(), slug, require_viewer())


@blueprint.get("/<slug>")
@requires(Permission.READ_RESPONSES)
def review(slug: str) -> str:
    """Show the overview: numbers per article, campaigns, what is unread."""
    session, viewer = db_session(), require_viewer()
    consultation = _consultation(slug)
    version = bills.find_current(session, consultation)
    stored = analysis.find_stored(session, consultation)
    return render_template(
        "workspace/review.html",
        consultation=consultation,
        state=consultation.state(now()),
        rows=reviews.overview(session, consultation, viewer),
        responses=analysis.count_responses(session, consultation),
        unread=reviews.unread_count(session, consultation, viewer),
        spoken=recordings.find_waiting(session, consultation),
        held=moderation.count_held_of(session, consultation),
        analysed=stored,
        names=ProvisionNames(session, version),
        whole=WHOLE,
        without_place=WITHOUT_PLACE,
        invited=[one.status for one in invitees.listed(session, consultation) if one.mails],
    )


def _wanted(passages: list[QuotedPassage]) -> reviews.CommentFilter:
    position, kind = request.args.get("standpunt", ""), request.args.get("indiener", "")
    return reviews.CommentFilter(
        unread=bool(request.args.get("ongelezen")),
        position=position if position in set(Position) else "",
        kind=kind if kind in set(RespondentKind) else "",
        text=normalise_line(request.args.get("woord", ""))[:100],
        among=_pointing_at(passages, request.args.get("passage", "")),
    )


def _pointing_at(passages: list[QuotedPassage], key: str) -> frozenset[int] | None:
    return next((frozenset(one.comments) for one in passages if one.key == key), None)


def _page() -> int:
    return max(request.args.get("bladzijde", 1, type=int), 1)


@blueprint.get("/<slug>/artikelen/<eid>")
@requires(Permission.READ_RESPONSES)
def article(slug: str, eid: str) -> str:
    """Show the desk of one article: law and explanation, numbers, quotes, comments with read marks."""
    session, viewer = db_session(), require_viewer()
    consultation = _consultation(slug)
    rows = reviews.article_rows(session, consultation)
    row = reviews.article_row(rows, "" if eid == WHOLE else eid)
    reviews.count_responses(session, consultation, viewer, rows, [row])
    pointed_at = quoted_passages.of_article(session, consultation, row.eids, row.eid)
    wanted, page = _wanted(pointed_at), _page()
    passages = attachment_texts.passages(session, consultation, wanted.text) if wanted.text else {}
    wanted = replace(wanted, attached=frozenset(passages))
    comments, total = reviews.list_comments(session, consultation, row, viewer, wanted=wanted, page=page)
    version = bills.find_current(session, consultation)
    item = next((one for one in reports.list_items(session, consultation) if one.eid == row.eid), None)
    place = rows.index(row)
    previous = rows[place - 1] if place > 0 else None
    following = rows[place + 1] if place + 1 < len(rows) else None
    return render_template(
        "workspace/article.html",
        consultation=consultation,
        row=row,
        provision=None if row.eid == WITHOUT_PLACE else _provision(row.eid, version),
        standings=Standings(session, consultation),
        without_place=WITHOUT_PLACE,
        explanation=_explanation(consultation, row.eid),
        insight=_insight(consultation, row),
        item=item,
        changed_since=revisions.count_since(
            session, consultation, row.eids, item.changed_at if item else None
        ),
        comments=comments,
        passages=passages,
        signed=campaign_desk.of_article(session, consultation, row.eids, viewer),
        total=total,
        pointed_at=pointed_at,
        passage_choices=[(one.key, _shortened(one.text)) for one in pointed_at],
        page=page,
        pages=max(1, -(-total // reviews.PER_PAGE)),
        wanted=wanted,
        names=ProvisionNames(
            session, version, articles=[one.eid for one in (row, previous, following) if one]
        ),
        previous=previous,
        following=following,
        whole=WHOLE,
        position_choices=[(one.value, labels.position(one.value)) for one in Position],
        query=_query_without_page(),
        page_address=lambda number: _page_address(slug, eid, number),
    )


def _shortened(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


def _page_address(slug: str, eid: str, number: int) -> str:
    return url_for("workspace.article", slug=slug, eid=eid, bladzijde=number, **_query_without_page())


def _query_without_page() -> dict[str, Any]:
    return {name: value for name, value in request.args.items() if name not in ("bladzijde", "gedaan")}


def _provision(eid: str, version: Any) -> Any:
    if not eid or version is None:
        return None
    return reading_law.get_article(db_session(), version, eid).provision


def _explanation(consultation: Consultation, eid: str) -> Explanation | None:
    found = {one.language: one for one in consultation.explanations if one.eid == eid}
    return found.get("nl") or next(iter(found.values()), None)


def _insight(consultation: Consultation, row: reviews.ArticleRow) -> list[dict[str, Any]]:
    """Return what the last analysis says of the provisions of one desk."""
    return analysis.find_parts(db_session(), consultation, row.eids)


@blueprint.post("/<slug>/artikelen/<eid>/gelezen")
@requires(Permission.READ_RESPONSES)
def mark_read(slug: str, eid: str) -> Answer:
    """Mark the named responses as read, or unread, and go back to the desk."""
    consultation = _consultation(slug)
    read = request.form.get("gelezen", "ja") == "ja"
    reviews.mark_read(
        db_session(), consultation, request.form.getlist("kenmerk"), by=require_viewer(), read=read, now=now()
    )
    back: dict[str, Any] = {name: value for name, value in request.args.items() if name != "gedaan"}
    return redirect(url_for("workspace.article", slug=slug, eid=eid, **{**back, "gedaan": "gelezen"}), 303)


@blueprint.get("/<slug>/reacties/<reference>")
@requires(Permission.READ_RESPONSES)
def response(slug: str, reference: str) -> str:
    """Show one whole response."""
    session = db_session()
    consultation = _consultation(slug)
    found = reviews.find_response(session, consultation, reference)
    if found is None:
        raise NotFound("no-such-response")
    return render_template(
        "workspace/response.html",
        consultation=consultation,
        response=found,
        names=ProvisionNames(session, found.version),
        standings=Standings(session, consultation),
        invitee=invitees.find_of(session, found),
        entry=entering.find_entry(session, found),
    )


@blueprint.get("/<slug>/bron/<path:name>")
@requires(Permission.READ_RESPONSES)
def response_by_id(slug: str, name: str) -> Answer:
    """Go to the response that the analysis calls by its id at import or its reference."""
    found = reviews.find_named(db_session(), _consultation(slug), name)
    if found is None:
        raise NotFound("no-such-response")
    return redirect(url_for("workspace.response", slug=slug, reference=found), 302)


@blueprint.post("/<slug>/analyse")
@requires(Permission.READ_RESPONSES)
def analyse_again(slug: str) -> Answer:
    """Ask for a fresh analysis."""
    consultation = _consultation(slug)
    queue.enqueue(db_session(), "analyse", {"slug": consultation.slug}, now=now(), key=f"analyse:{slug}")
    return redirect(url_for("workspace.review", slug=slug, gedaan="analyse"), 303)


@blueprint.get("/<slug>/export.<any(csv, jsonl):format>")
@requires(Permission.READ_RESPONSES)
def export(slug: str, format: str) -> Answer:
    """Send every response this viewer may read as one file, with its provision in every row."""
    _consultation(slug)
    media_type = {"csv": "text/csv", "jsonl": "application/x-ndjson"}[format]
    lines = _exported(slug, format, require_viewer())
    answer = Answer(stream_with_context(lines), content_type=f"{media_type}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{slug}-reacties.{format}"'
    return answer


def _exported(slug: str, format: str, viewer: Viewer) -> Iterator[str]:
    """Yield the file line by line, from a session that lasts as long as the download."""
    with site().db.read() as session:
        consultation = reviews.get_for_review(session, slug, viewer)
        if format == "jsonl":
            yield from response_export.json_lines(response_export.records(session, consultation, viewer))
            return
        names = {version.number: ProvisionNames(session, version) for version in consultation.versions}
        rows = response_export.rows(
            session, consultation, viewer, label=lambda version, eid: names[version].name(eid)
        )
        yield from response_export.csv_lines(rows)
