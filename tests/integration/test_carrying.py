"""What people said of an older version is carried to the newest one, honestly, on every page that shows or counts it."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from sqlalchemy.orm import Session

from consultatie.domain.permissions import Role, Viewer
from consultatie.models.consultations import Consultation
from consultatie.models.responses import Position
from consultatie.services import analysis, indexing, public_responses, response_export, reviews
from consultatie.services.carrying import WITHOUT_PLACE, Carrying
from tests import factories
from tests.integration.test_lineage import TEXTS, add_version

DRAFTER = Viewer(1, "Anna", Role.DRAFTER)


def carried_bill(session: Session, ports, clock, **more: Any) -> tuple[Consultation, dict[str, str]]:
    """Make a bill whose second version renumbers article 2 to 3 (changed), drops 3, and leaves it unsure what 4 became."""
    t = TEXTS
    consultation = factories.make_consultation(session, bill=None, **more)
    halves = f"{t['grens']} {t['wespen']}"
    add_version(
        session,
        consultation,
        ports,
        clock,
        ("1", t["imker"]),
        ("2", t["honing"]),
        ("3", t["kosten"]),
        ("4", halves),
    )
    references = {}
    for eid in ("art_1", "art_2", "art_3", "art_4", ""):
        comment = (
            eid,
            Position.OPPOSE,
            f"Over {eid or 'alles'} heb ik een lange en goed doordachte opmerking.",
        )
        references[eid] = factories.make_response(session, consultation, comments=(comment,)).reference
    add_version(
        session,
        consultation,
        ports,
        clock,
        ("1", t["imker"]),
        ("2", "Een geheel nieuw artikel over vlinders, rupsen en hun waardplanten in bermen."),
        ("3", t["honing"].replace("een keurmeester", "twee keurmeesters")),
        ("7", "Wie bij nacht korven over de weg vervoert, doet dat met licht."),
        (
            "8",
            f"{t['grens']} Daarnaast gelden de regels van de Europese verordening over dieren, de besluiten van de "
            "bevoegde autoriteit en de aanwijzingen van de ambtenaren die met het toezicht zijn belast.",
        ),
    )
    return consultation, references


@pytest.fixture
def carried(session: Session, ports, clock) -> tuple[Consultation, dict[str, str]]:
    return carried_bill(session, ports, clock)


def test_a_comment_is_carried_where_that_is_sure_and_nowhere_else(session: Session, carried) -> None:
    carrying = Carrying(session, carried[0])
    assert carrying.of(1, "art_1").now == ("art_1",)
    assert (carrying.of(1, "art_2").now, carrying.of(1, "art_2").changed) == (("art_3",), True)
    assert (carrying.of(1, "art_3").now, carrying.of(1, "art_3").is_unsure) == ((), False)
    assert (carrying.of(1, "art_4").now, carrying.of(1, "art_4").is_unsure) == ((), True)
    assert carrying.of(1, "").now == ("",)
    assert carrying.of(2, "art_2").now == ("art_2",)


def test_counts_and_lists_follow_the_lineage(session: Session, carried) -> None:
    consultation, references = carried
    counts = public_responses.count_by_article(session, consultation)
    assert counts == {"art_1": 1, "art_3": 1, WITHOUT_PLACE: 2, "": 1}
    for place, eids in (("art_3", ["art_2"]), ("art_2", []), (WITHOUT_PLACE, ["art_3", "art_4"])):
        found = public_responses.list_public(session, consultation, public_responses.Filter(place))
        assert {one.reference for one in found.items} == {references[eid] for eid in eids}
        assert public_responses.positions(session, consultation, place).total == len(eids)
        assert len(public_responses.voices(session, consultation, place)) == len(eids)
    of_old = public_responses.positions(session, consultation, "art_2", version=1)
    assert of_old.total == 1


def test_the_desk_has_a_place_for_what_has_none(session: Session, carried) -> None:
    consultation, references = carried
    rows = {row.eid: row for row in reviews.overview(session, consultation, DRAFTER)}
    assert {eid: row.responses for eid, row in rows.items()} == {
        "": 1,
        "art_1": 1,
        "art_2": 0,
        "art_3": 1,
        "art_7": 0,
        "art_8": 0,
        WITHOUT_PLACE: 2,
    }
    found, total = reviews.list_comments(
        session, consultation, rows[WITHOUT_PLACE], DRAFTER, wanted=reviews.CommentFilter()
    )
    assert total == 2
    assert {one.response.reference for one in found} == {references["art_3"], references["art_4"]}
    _, total = reviews.list_comments(
        session, consultation, rows["art_2"], DRAFTER, wanted=reviews.CommentFilter()
    )
    assert total == 0


def test_the_analysis_puts_comments_where_they_belong_now(session: Session, carried, clock) -> None:
    found = analysis.analyse(session, carried[0], now=clock())
    assert {part["eid"]: part["responses"] for part in found["provisions"]} == {
        None: 1,
        "art_1": 1,
        "art_3": 1,
    }
    assert {(one["version"], one["eid"]) for one in found["without_place"]} == {(1, "art_3"), (1, "art_4")}


def test_exports_keep_the_provision_and_add_where_it_is_now(session: Session, carried) -> None:
    consultation, _ = carried
    rows = csv.DictReader(
        io.StringIO("".join(response_export.csv_lines(response_export.rows(session, consultation, None))))
    )
    found = {row["provision"]: (row["provision_now"], row["provision_standing"]) for row in rows}
    assert found == {
        "art_1": ("art_1", "same"),
        "art_2": ("art_3", "changed"),
        "art_3": ("", "gone"),
        "art_4": ("", "unsure"),
        "": ("", "same"),
    }
    lines = [
        json.loads(line)
        for line in response_export.json_lines(response_export.records(session, consultation, None))
    ]
    assert {tuple(one["comments"][0]["provision_now"]) for one in lines} == {("art_1",), ("art_3",), ()}


def test_a_search_hit_names_the_provision_of_now(session: Session, carried, clock) -> None:
    consultation, references = carried
    documents = {one.id: one for one in indexing.documents_of(session, consultation.slug, now=clock())}
    assert documents[indexing.response_id(references["art_2"])].provision == "art_3"
    assert documents[indexing.response_id(references["art_3"])].provision == ""


@pytest.fixture
def carried_site(db, ports, clock) -> dict[str, str]:
    with db.write.begin() as session:
        return carried_bill(session, ports, clock)[1]


def test_pages_say_what_became_of_a_provision(client, carried_site) -> None:
    page = client.get("/consultaties/proef/reacties").text
    assert "Geschreven bij versie 1. Dit is nu: Artikel 3, met gewijzigde tekst." in page
    assert "Geschreven bij versie 1. Deze bepaling staat niet meer in het voorstel." in page
    assert "Geschreven bij versie 1. Het is nog niet zeker waar dit nu staat." in page
    assert "2 reacties hebben in het voorstel van nu geen plaats meer." in page
    orphans = client.get("/consultaties/proef/reacties?artikel=zonder-plaats").text
    assert carried_site["art_3"] in orphans
    assert carried_site["art_1"] not in orphans
    article = client.get("/consultaties/proef/artikelen/art_3").text
    assert "Over art_2 heb ik" in article
    assert "Dit is nu: Artikel 3" in article
    assert "Over art_3 heb ik" not in article
    older = client.get("/consultaties/proef/versies/1/artikelen/art_2").text
    assert "In de nieuwste versie is dit: Artikel 3" in older
    assert "Over art_2 heb ik" in older
    assert (
        "staat niet meer in de nieuwste versie"
        in client.get("/consultaties/proef/versies/1/artikelen/art_3").text
    )
    response = client.get(f"/reacties/{carried_site['art_2']}").text
    assert "/versies/1/artikelen/art_2" in response


def test_the_api_gives_both_provisions(client, carried_site) -> None:
    found = client.get(f"/api/v1/responses/{carried_site['art_2']}").json
    comment = found["comments"][0]
    assert (comment["provision"], comment["provision_now"], comment["provision_standing"]) == (
        "art_2",
        ["art_3"],
        "changed",
    )
    assert client.get("/api/v1/consultations/proef/responses?provision=art_3").json["total"] == 1


def test_the_page_of_versions_says_what_changed_in_words(client, carried_site) -> None:
    page = client.get("/consultaties/proef/versies").text
    assert "Van versie 1 naar versie 2" in page
    assert "Dit was: Artikel 2. Het nummer is gewijzigd. De tekst is ook gewijzigd." in page
    assert "Dit staat niet meer in het voorstel." in page
    assert "Misschien was dit: Artikel 4. Dat is nog niet zeker." in page
    assert "<ins>" in page
    assert "<del>" in page
    assert client.get("/consultaties/proef/versies?van=9&naar=x").status_code == 200
    same = client.get("/consultaties/proef/versies?van=2&naar=2").text
    assert "Tussen deze versies is er niets veranderd." in same
    assert "/consultaties/proef/versies" in client.get("/consultaties/proef/tekst").text


def test_a_bill_of_one_version_has_nothing_to_compare(client, db) -> None:
    with db.write.begin() as session:
        factories.make_consultation(session)
    assert "Er is één versie." in client.get("/consultaties/proef/versies").text
    assert "/versies" not in client.get("/consultaties/proef/tekst").text
