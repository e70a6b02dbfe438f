"""`/zoeken` and the index behind it: filled from the public projection, and never with anything else."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from consultatie.db import Database
from consultatie.domain.errors import Unavailable
from consultatie.domain.lifecycle import ResponseState, Stage
from consultatie.domain.ports import Ports, SearchAnswer, SearchQuery
from consultatie.domain.visibility import Publication
from consultatie.http.site import EXTENSION
from consultatie.jobs import Task
from consultatie.jobs.indexing import index_consultation, index_response
from consultatie.models.consultations import Explanation
from consultatie.models.queue import Job
from consultatie.models.responses import Position, Response
from consultatie.services import indexing
from tests.factories import NOW, make_consultation, make_response


def run(app: Any, kind: str, **payload: Any) -> None:
    handler = {"index-consultation": index_consultation, "index-response": index_response}[kind]
    handler(app.extensions[EXTENSION], Task(1, kind, payload, NOW))


def ids(ports: Ports) -> set[str]:
    return ports.search.ids()


def fill(session: Session) -> Response:
    consultation = make_consultation(session)
    consultation.explanations = [
        Explanation(eid="art_2", language="nl", markdown="Kort.", html="<p>Brieven zijn begrijpelijk.</p>")
    ]
    response = make_response(
        session, consultation, comments=(("art_2", Position.OPPOSE, "Een vergunning duurt te lang."),)
    )
    session.commit()
    return response


def test_a_consultation_is_indexed_with_its_articles_explanations_and_responses(
    app: Any, ports: Ports, session: Session
) -> None:
    response = fill(session)
    run(app, "index-consultation", slug="proef")
    assert ids(ports) == {
        "consultation:proef:nl",
        "provision:proef:art_1",
        "provision:proef:art_2",
        "provision:proef:art_3",
        "explanation:proef:art_2:nl",
        f"response:{response.reference}",
    }


def test_indexing_twice_changes_nothing(app: Any, ports: Ports, session: Session) -> None:
    fill(session)
    run(app, "index-consultation", slug="proef")
    once = ids(ports)
    run(app, "index-consultation", slug="proef")
    assert ids(ports) == once


@pytest.mark.parametrize("state", list(ResponseState))
@pytest.mark.parametrize("publication", list(Publication))
def test_a_response_is_in_the_index_only_as_the_public_may_see_it(
    app: Any, ports: Ports, session: Session, state: ResponseState, publication: Publication
) -> None:
    response = fill(session)
    run(app, "index-response", reference=response.reference)
    assert f"response:{response.reference}" in ids(ports)
    session.execute(update(Response).values(state=state, publication=publication))
    session.commit()
    run(app, "index-response", reference=response.reference)
    seen = state in (ResponseState.PUBLIC, ResponseState.REDACTED) and publication is not Publication.NOT
    assert (f"response:{response.reference}" in ids(ports)) is seen
    by_name = ports.search.search(SearchQuery("Noor Voorbeeld", NOW))
    assert (by_name.total > 0) is (seen and publication is Publication.NAMED)


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.PUBLISHED])
def test_a_consultation_that_is_not_public_yet_is_not_in_the_index(
    app: Any, ports: Ports, session: Session, stage: Stage
) -> None:
    make_consultation(session, stage=stage, opens=date(2027, 4, 1), closes=date(2027, 5, 1))
    session.commit()
    run(app, "index-consultation", slug="proef")
    assert ids(ports) == set()


def test_a_scheduled_consultation_is_indexed_when_it_opens(
    app: Any, ports: Ports, db: Database, session: Session, clock: Any
) -> None:
    consultation = make_consultation(session, opens=date(2027, 4, 1), closes=date(2027, 5, 1))
    session.commit()
    run(app, "index-consultation", slug="proef")
    with db.read() as reading:
        waiting = reading.scalars(select(Job).where(Job.key == "index-opening:proef")).all()
    assert [job.run_at for job in waiting] == [consultation.opens_at]
    clock.instant = consultation.opens_at
    run(app, "index-consultation", slug="proef")
    assert "consultation:proef:nl" in ids(ports)


def test_what_is_gone_from_the_database_leaves_the_index(app: Any, ports: Ports, session: Session) -> None:
    fill(session)
    run(app, "index-consultation", slug="proef")
    consultation = session.scalars(select(Response)).one().consultation
    consultation.stage = Stage.DRAFT
    session.commit()
    run(app, "index-consultation", slug="proef")
    assert ids(ports) == set()


def test_the_index_can_be_compared_with_the_database(ports: Ports, session: Session) -> None:
    fill(session)
    assert ports.search.rebuild(indexing.all_documents(session, now=NOW)) == 6
    gap = indexing.compare(session, ids(ports), now=NOW)
    assert (gap.missing, gap.surplus) == (frozenset(), frozenset())
    ports.search.update((), remove=["provision:proef:art_3"])
    gap = indexing.compare(session, ids(ports) | {"response:WEG"}, now=NOW)
    assert (gap.missing, gap.surplus) == ({"provision:proef:art_3"}, {"response:WEG"})


@pytest.fixture
def filled(app: Any, client: Any, session: Session) -> Any:
    fill(session)
    run(app, "index-consultation", slug="proef")
    return client


def test_the_search_page_asks_for_words_first(client: Any) -> None:
    page = client.get("/zoeken")
    assert page.status_code == 200
    assert "Typ een of meer woorden." in page.text


def test_results_say_in_which_voice_they_speak(filled: Any) -> None:
    page = filled.get("/zoeken?q=vergunning").text
    assert "<h2>2 resultaten</h2>" in page
    voices = re.findall(r'<li class="hit hit--([a-z]+)">', page)
    assert sorted(voices) == ["provision", "response"]
    assert "<mark>" in page
    assert 'href="/consultaties/proef/artikelen/art_2"' in page


def test_results_lead_to_pages_that_are_there(filled: Any) -> None:
    page = filled.get("/zoeken?q=brief").text
    links = re.findall(r'<h3 class="hit__title"><a href="([^"]+)"', page)
    assert links
    for link in links:
        assert filled.get(link, follow_redirects=True).status_code == 200


def test_english_results_stay_in_english(filled: Any) -> None:
    page = filled.get("/en/zoeken?q=vergunning").text
    assert 'href="/en/consultaties/proef/artikelen/art_2"' in page


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("wat=response", 1),
        ("wat=provision", 1),
        ("wat=onzin", 2),
        ("status=open", 2),
        ("status=closed", 0),
        ("soort=act", 2),
        ("soort=policy_paper", 0),
        ("ministerie=ministerie-van-proeven", 2),
        ("consultatie=ander", 0),
    ],
)
def test_results_can_be_filtered(filled: Any, query: str, total: int) -> None:
    page = filled.get(f"/zoeken?q=vergunning&{query}")
    assert page.status_code == 200
    if total:
        assert f"<h2>{total} resulta" in page.text
    else:
        assert "Wij vonden niets." in page.text


def test_a_closed_consultation_is_found_as_closed_without_indexing_again(filled: Any, clock: Any) -> None:
    clock.forward(days=60)
    assert "Wij vonden niets." in filled.get("/zoeken?q=vergunning&status=open").text
    assert "<h2>2 resultaten</h2>" in filled.get("/zoeken?q=vergunning&status=closed").text


@pytest.mark.parametrize(
    "asked",
    ["%00", "%ED%A0%80", "*", '"', "(", "AND OR NOT", "a" * 5000, "<script>alert(1)</script>", "q:x^2~"],
)
def test_any_question_gets_an_answer(filled: Any, asked: str) -> None:
    page = filled.get(f"/zoeken?q={asked}")
    assert page.status_code == 200
    assert "<script>alert" not in page.text


class Away:
    """An index that cannot be read."""

    def search(self, query: SearchQuery) -> SearchAnswer:
        raise Unavailable("index-away")


def test_a_search_without_an_index_says_what_to_do(client: Any, app: Any, ports: Ports) -> None:
    site = app.extensions[EXTENSION]
    app.extensions[EXTENSION] = replace(site, ports=replace(ports, search=Away()))
    page = client.get("/zoeken?q=brief")
    assert page.status_code == 503
    assert "Zoeken werkt nu even niet" in page.text
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200


def test_results_come_ten_at_a_time(app: Any, client: Any, session: Session) -> None:
    consultation = make_consultation(session)
    for number in range(13):
        make_response(
            session,
            consultation,
            comments=(("", Position.OPPOSE, "Zeldzaam kwikstaartje."),),
            sent_at=NOW - timedelta(days=number),
        )
    session.commit()
    run(app, "index-consultation", slug="proef")
    first, second = (client.get(f"/zoeken?q=kwikstaartje&pagina={n}").text for n in (1, 2))
    shown = [re.findall(r'class="hit__title"><a href="([^"]+)"', page) for page in (first, second)]
    assert [len(one) for one in shown] == [10, 3]
    assert not set(shown[0]) & set(shown[1])
    assert "<h2>13 resultaten</h2>" in first
