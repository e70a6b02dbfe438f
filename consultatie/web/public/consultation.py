"""One consultation: its start page, and the report on what was done with the responses."""

from __future__ import annotations

from dataclasses import replace

from flask import render_template

from consultatie.analysis.plain_text import first_sentence, from_html
from consultatie.domain.editions import Work
from consultatie.domain.provisions import ProvisionKind
from consultatie.http import figures
from consultatie.http.access import public
from consultatie.http.languages import current_language
from consultatie.http.site import db_session, now
from consultatie.models.bills import BillVersion
from consultatie.models.media_versions import Subject
from consultatie.services import (
    answering_invitations,
    media_versions,
    public_responses,
    reading,
    reading_law,
    reading_pictures,
    shared_texts,
)
from consultatie.services import figures as figure_rows
from consultatie.services.reading_law import Heading
from consultatie.web.public import blueprint
from consultatie.web.public.citing import names
from consultatie.web.public.contents import contents
from consultatie.web.public.kept import kept_files
from consultatie.web.public.reader import Opened, bill_of, opened
from consultatie.web.public.road import road
from consultatie.web.standings import Standings

MOST_IMPORTANT = 6


@blueprint.get("/consultaties/<slug>")
@public(cached=True)
def consultation(slug: str) -> str:
    """Show what a draft would change, for whom and why, and the ways to respond."""
    session, language = db_session(), current_language()
    at_hand = opened(slug)
    version = bill_of(at_hand)
    outline = reading_law.outline(session, version) if version else []
    explained = reading.explanations(session, at_hand.row, language)
    counts = public_responses.count_by_article(session, at_hand.row)
    lines = {eid: _plain_line(shown) for eid, shown in explained.items()}
    voices = public_responses.voices(session, at_hand.row)
    articles = [one for one in outline if one.kind is ProvisionKind.ARTICLE]
    return render_template(
        "public/consultation.html",
        at_hand=at_hand,
        row=at_hand.row,
        texts=reading.texts(at_hand.row, language),
        version=version,
        notice=reading.version_notice(at_hand.row, version, language),
        pictures=reading_pictures.pictures(session, at_hand.row, language, article=""),
        figures=figures.shown(figure_rows.listed(session, at_hand.row, article=""), language),
        documents=reading.documents(session, at_hand.row),
        questions=reading.questions(session, at_hand.row, language, article=""),
        articles=articles,
        important=_important(articles, counts, lines),
        lines=lines,
        counts=counts,
        contents=contents(outline, at_hand.slug),
        positions=public_responses.positions(session, at_hand.row),
        voices=voices,
        standings=Standings(session, at_hand.row),
        road=road(at_hand),
        expected=reading.report_expected(at_hand.row),
        report=reading.find_report(session, at_hand.row, language, now=now()),
        forms=kept_files(at_hand, Work.FORM),
        told=media_versions.about(session, at_hand.row, Subject.OVERVIEW),
        told_questions=media_versions.about(session, at_hand.row, Subject.QUESTIONS),
        asked=answering_invitations.public_list(session, at_hand.row),
    )


def _plain_line(shown: reading.Shown) -> reading.Shown:
    return replace(shown, text=first_sentence(from_html(shown.html), shown.language))


def _important(
    articles: list[Heading], counts: dict[str, int], lines: dict[str, reading.Shown]
) -> list[Heading]:
    """Return the articles that matter most, in the order of the bill: those with an explanation, most responses first."""
    heat = sorted(articles, key=lambda one: (-(one.eid in lines), -counts.get(one.eid, 0)))
    chosen = {one.eid for one in heat[:MOST_IMPORTANT]}
    return [one for one in articles if one.eid in chosen]


@blueprint.get("/consultaties/<slug>/verslag")
@public(cached=True)
def report(slug: str) -> str:
    """Show what people said and what was done with it, or by when that is expected."""
    session, language = db_session(), current_language()
    at_hand: Opened = opened(slug)
    version = bill_of(at_hand)
    done = reading.done(session, at_hand.row, language, now=now())
    places = {one.eid: place for place, one in enumerate(_places(version))}
    done.sort(key=lambda one: places.get(one.eid, -1))
    return render_template(
        "public/report.html",
        at_hand=at_hand,
        row=at_hand.row,
        report=reading.find_report(session, at_hand.row, language, now=now()),
        done=done,
        told=media_versions.about(session, at_hand.row, Subject.OUTCOME),
        names=names(version, [one.eid for one in done if one.eid]),
        expected=reading.report_expected(at_hand.row),
        positions=public_responses.positions(session, at_hand.row),
        kept=kept_files(at_hand, Work.REPORT),
        shared=shared_texts.list_of(session, at_hand.row),
        asked=answering_invitations.public_list(session, at_hand.row),
    )


def _places(version: BillVersion | None) -> list[Heading]:
    return reading_law.outline(db_session(), version) if version else []
