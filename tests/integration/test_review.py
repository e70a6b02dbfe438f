"""The drafter's desk: every number on it equals what the database holds, and every quote is literal."""

from __future__ import annotations

import csv
import io
import json

import pytest

from consultatie.domain.errors import Invalid, NotAllowed, WrongState
from consultatie.domain.lifecycle import ConsultationState, ResponseState
from consultatie.domain.permissions import Role
from consultatie.domain.visibility import Publication, RespondentKind
from consultatie.models.reports import Disposition
from consultatie.models.responses import Position
from consultatie.services import analysis, reports, reviews
from tests.factories import csrf_token, make_consultation, make_department, make_response, make_user, sign_in

AMENDING = """# Wijzigingsbesluit

### Artikel I

Het Besluit proeven wordt gewijzigd als volgt:

#### A

Artikel 3 komt te luiden:

> ### Artikel 3. Nieuw
> 1. Een proef is kort.

#### B

Artikel 4 vervalt.
"""


@pytest.fixture
def consultation(session):
    return make_consultation(session)


@pytest.fixture
def drafter(session):
    return make_user(session, Role.DRAFTER)


def _fill(session, consultation) -> None:
    make_response(
        session,
        consultation,
        comments=(("art_2", Position.SUPPORT, "Goed."), ("art_2__para_1", Position.OPPOSE, "Lid 1 is vaag.")),
    )
    make_response(
        session,
        consultation,
        kind=RespondentKind.ORGANISATION,
        comments=(("art_2__para_2", Position.SUPPORT_WITH_CHANGES, "Voeg een termijn toe."),),
    )
    make_response(
        session,
        consultation,
        publication=Publication.NOT,
        state=ResponseState.CONFIRMED,
        comments=(("", Position.NEUTRAL, "Succes ermee."),),
    )
    for state in (
        ResponseState.DRAFT,
        ResponseState.SENT,
        ResponseState.WITHDRAWN,
        ResponseState.REJECTED,
        ResponseState.EXPIRED,
        ResponseState.ERASED,
    ):
        make_response(
            session, consultation, state=state, comments=(("art_2", Position.OPPOSE, "Telt niet mee."),)
        )


def test_a_response_counts_once_per_article_and_each_comment_counts_as_a_position(
    session, consultation, drafter
) -> None:
    _fill(session, consultation)
    rows = {row.eid: row for row in reviews.overview(session, consultation, drafter.viewer())}
    assert rows["art_2"].responses == 2
    assert rows["art_2"].positions["person"] == {
        "support": 1,
        "support_with_changes": 0,
        "oppose": 1,
        "neutral": 0,
        "none": 0,
    }
    assert rows["art_2"].positions["organisation"]["support_with_changes"] == 1
    assert rows[""].responses == 1
    assert rows["art_1"].responses == 0
    assert analysis.count_responses(session, consultation) == 3


def test_each_onderdeel_of_an_amending_article_has_its_own_desk(session, drafter) -> None:
    amending = make_consultation(session, "wijziging", bill=AMENDING)
    make_response(
        session,
        amending,
        comments=(("art_I__mod_B", Position.OPPOSE, "Laat staan."), ("art_I", Position.SUPPORT, "Goed.")),
    )
    rows = {row.eid: row.responses for row in reviews.overview(session, amending, drafter.viewer())}
    assert rows["art_I__mod_B"] == 1
    assert rows["art_I"] == 1
    assert rows["art_I__mod_A"] == 0
    assert not any("quote" in eid for eid in rows)


def test_what_is_read_is_read_for_one_person_only_and_can_be_undone(
    session, consultation, drafter, clock
) -> None:
    _fill(session, consultation)
    other = make_user(session, Role.DRAFTER)
    row = reviews.article_row(reviews.overview(session, consultation, drafter.viewer()), "art_2__para_1")
    comments, total = reviews.list_comments(
        session, consultation, row, drafter.viewer(), wanted=reviews.CommentFilter()
    )
    assert total == 3
    references = [one.response.reference for one in comments]
    assert reviews.mark_read(session, consultation, references, by=drafter.viewer(), now=clock()) == 2
    assert reviews.mark_read(session, consultation, references, by=drafter.viewer(), now=clock()) == 0
    assert reviews.unread_count(session, consultation, drafter.viewer()) == 1
    assert reviews.unread_count(session, consultation, other.viewer()) == 3
    reviews.mark_read(session, consultation, references[:1], by=drafter.viewer(), read=False, now=clock())
    assert reviews.unread_count(session, consultation, drafter.viewer()) == 2


def test_filters_narrow_the_comments(session, consultation, drafter) -> None:
    _fill(session, consultation)
    viewer = drafter.viewer()
    row = reviews.article_row(reviews.overview(session, consultation, viewer), "art_2")

    def found(**wanted: object) -> list[str]:
        comments, _ = reviews.list_comments(
            session, consultation, row, viewer, wanted=reviews.CommentFilter(**wanted)
        )
        return [one.comment.text for one in comments]

    assert found(position="oppose") == ["Lid 1 is vaag."]
    assert found(kind="organisation") == ["Voeg een termijn toe."]
    assert found(text="TERMIJN") == ["Voeg een termijn toe."]
    assert found(text="%") == []


def test_the_parts_of_a_stored_analysis_are_found_by_provision(session, consultation, clock) -> None:
    assert analysis.find_parts(session, consultation, {""}) == []
    _fill(session, consultation)
    data = analysis.analyse(session, consultation, now=clock())
    analysis.store(session, consultation, data, now=clock())
    by_eid = {part["eid"] or "": part for part in data["provisions"]}
    assert set(by_eid) == {"", "art_2", "art_2__para_1", "art_2__para_2"}
    assert analysis.find_parts(session, consultation, {"art_2__para_1"}) == [by_eid["art_2__para_1"]]
    assert analysis.find_parts(session, consultation, {""}) == [by_eid[""]]


def test_the_desk_of_one_article_counts_what_the_overview_counts(session, consultation, drafter) -> None:
    _fill(session, consultation)
    viewer = drafter.viewer()
    for expected in reviews.overview(session, consultation, viewer):
        rows = reviews.article_rows(session, consultation)
        row = reviews.article_row(rows, expected.eid)
        reviews.count_responses(session, consultation, viewer, rows, [row])
        assert row == expected


def test_the_report_waits_until_the_consultation_is_closed_and_written(
    session, consultation, drafter, ports, clock
) -> None:
    viewer = drafter.viewer()
    codes = [gap.code for gap in reports.missing(session, consultation, now=clock())]
    assert codes == ["report-not-closed", "report-text-missing", "report-dispositions-missing"]
    clock.forward(days=60)
    reports.save_report(
        session,
        consultation,
        language="nl",
        markdown="## Wat u zei",
        markup=ports.markup,
        by=viewer,
        now=clock(),
    )
    with pytest.raises(Invalid):
        reports.publish(session, consultation, by=viewer, now=clock())
    reports.save_item(
        session,
        consultation,
        eid="art_2",
        disposition=Disposition.PARTLY,
        texts={"nl": "Acht weken wordt zeven."},
        markup=ports.markup,
        by=viewer,
        now=clock(),
    )
    reports.publish(session, consultation, by=viewer, now=clock())
    assert consultation.state(clock()) is ConsultationState.REPORTED
    with pytest.raises(WrongState):
        reports.publish(session, consultation, by=viewer, now=clock())


def test_nobody_of_another_department_reads_or_reports(session, consultation, ports, clock) -> None:
    other = make_user(
        session, Role.DRAFTER, department=make_department(session, "Een ander ministerie")
    ).viewer()
    with pytest.raises(NotAllowed):
        reviews.get_for_review(session, consultation.slug, other)
    with pytest.raises(NotAllowed):
        reports.save_report(
            session, consultation, language="nl", markdown="x", markup=ports.markup, by=other, now=clock()
        )


def test_the_desk_pages_show_numbers_comments_and_law(client, session, consultation, drafter) -> None:
    _fill(session, consultation)
    session.commit()
    sign_in(client, drafter)
    overview = client.get("/werkplek/proef").text
    assert "3 reacties." in overview
    desk = client.get("/werkplek/proef/artikelen/art_2").text
    assert "Lid 1 is vaag." in desk
    assert "Een vergunning wordt per brief verleend." in desk
    assert "Telt niet mee." not in desk
    assert client.get("/werkplek/proef/artikelen/art_99").status_code == 404
    assert client.get("/werkplek/proef/artikelen/geheel").status_code == 200


def test_the_desk_of_an_onderdeel_is_called_by_its_article_too(client, session, drafter) -> None:
    make_consultation(session, "wijziging", bill=AMENDING)
    session.commit()
    sign_in(client, drafter)
    assert "<h1>Artikel I, onderdeel B</h1>" in client.get("/werkplek/wijziging/artikelen/art_I__mod_B").text


def test_marking_a_page_as_read_works_without_javascript(client, session, consultation, drafter) -> None:
    _fill(session, consultation)
    session.commit()
    sign_in(client, drafter)
    path = "/werkplek/proef/artikelen/art_2"
    references = [one.reference for one in session.query(reviews.Response).all()]
    session.rollback()  # a writing session holds the lock
    data = {"csrf_token": csrf_token(client, path), "kenmerk": references, "gelezen": "ja"}
    assert client.post(f"{path}/gelezen", data=data).status_code == 303
    assert "U heeft er 0 nog niet gelezen." in client.get(path).text


def test_the_export_names_the_provision_in_every_row(client, session, consultation, drafter) -> None:
    _fill(session, consultation)
    make_response(session, consultation, comments=(("art_1", Position.OPPOSE, "=1+1"),))
    session.commit()
    sign_in(client, drafter)
    rows = list(csv.DictReader(io.StringIO(client.get("/werkplek/proef/export.csv").text)))
    assert {row["provision"]: row["provision_label"] for row in rows}["art_2__para_1"] == "Artikel 2, lid 1"
    assert not any(row["text"].startswith("=") for row in rows)
    assert "noor@example.nl" not in client.get("/werkplek/proef/export.jsonl").text
    lines = [json.loads(line) for line in client.get("/werkplek/proef/export.jsonl").text.splitlines()]
    assert sum(len(line["comments"]) for line in lines) == len([row for row in rows if row["position"]])


def test_a_report_is_written_and_published_on_the_pages(client, session, drafter) -> None:
    from datetime import date

    closed = make_consultation(session, "dicht", opens=date(2027, 1, 1), closes=date(2027, 2, 10))
    make_response(session, closed)
    session.commit()
    sign_in(client, drafter)
    token = csrf_token(client, "/werkplek/dicht/verslag")
    refused = client.post("/werkplek/dicht/verslag/publiceren", data={"csrf_token": token})
    assert refused.status_code == 422
    assert 'id="foutoverzicht"' in refused.text
    saved = client.post(
        "/werkplek/dicht/verslag", data={"csrf_token": token, "nl": "## Wat u zei\n\nVeel.", "en": ""}
    )
    assert saved.status_code == 303
    item = {"csrf_token": token, "disposition": "adopted", "nl": "Wij nemen dit over.", "en": ""}
    assert client.post("/werkplek/dicht/verslag/art_2", data=item | {"nl": ""}).status_code == 422
    assert client.post("/werkplek/dicht/verslag/art_2", data=item).status_code == 303
    assert client.post("/werkplek/dicht/verslag/publiceren", data={"csrf_token": token}).status_code == 303
    assert "Wij nemen dit over." in client.get("/consultaties/dicht/verslag").text
