"""What the public reads of responses and of what was done with them, on both databases."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy.orm import Session

from consultatie.domain.lifecycle import ResponseState, Stage
from consultatie.domain.visibility import Publication, RespondentKind
from consultatie.models.reports import Disposition, Report, ReportItem
from consultatie.models.responses import Position
from tests.factories import make_consultation, make_response
from tests.integration.public_reader import OPEN


@pytest.mark.parametrize("state", list(ResponseState))
@pytest.mark.parametrize("publication", list(Publication))
def test_only_public_responses_are_shown_and_counted(
    client: Any, session: Session, state: ResponseState, publication: Publication
) -> None:
    consultation = make_consultation(session)
    words = "De zeldzame woorden van deze reactie staan hier, in een hele zin."
    response = make_response(
        session,
        consultation,
        state=state,
        publication=publication,
        comments=(("art_2", Position.OPPOSE, words),),
    )
    session.commit()
    seen = state in (ResponseState.PUBLIC, ResponseState.REDACTED) and publication is not Publication.NOT
    for path in (OPEN, f"{OPEN}/artikelen/art_2", f"{OPEN}/reacties"):
        page = client.get(path).text
        assert (words in page) is seen
        assert ("Noor Voorbeeld" in page) is (seen and publication is Publication.NAMED)
        assert ("Utrecht" in page) is (seen and publication is Publication.NAMED)
        assert "noor@example.nl" not in page
    assert f"Wat anderen zeggen: {int(seen)} reactie" in client.get(OPEN).text
    assert client.get(f"/reacties/{response.reference}").status_code == (200 if seen else 404)


def test_the_responses_of_a_consultation_that_is_not_public_are_not_either(
    client: Any, session: Session
) -> None:
    consultation = make_consultation(session, stage=Stage.DRAFT)
    response = make_response(session, consultation)
    session.commit()
    assert client.get(f"/reacties/{response.reference}").status_code == 404


def test_what_people_typed_is_text_and_never_markup(client: Any, session: Session) -> None:
    consultation = make_consultation(session)
    hostile = "<script>alert(1)</script> **vet** [x](javascript:alert(1))\nen een nieuwe regel " + "a" * 300
    response = make_response(
        session, consultation, comments=(("", Position.OPPOSE, hostile),), name="<b>Noor</b>"
    )
    session.commit()
    for path in (OPEN, f"{OPEN}/reacties", f"/reacties/{response.reference}"):
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "<b>Noor" not in page
    assert "\nen een nieuwe regel" in client.get(f"/reacties/{response.reference}").text


def test_responses_can_be_filtered_by_article_position_and_respondent(client: Any, session: Session) -> None:
    consultation = make_consultation(session)
    wanted = make_response(
        session,
        consultation,
        kind=RespondentKind.ORGANISATION,
        comments=(("art_2__para_1", Position.OPPOSE, "Tegen lid een."),),
    )
    make_response(session, consultation, comments=(("art_2", Position.OPPOSE, "Tegen als persoon."),))
    make_response(
        session,
        consultation,
        kind=RespondentKind.ORGANISATION,
        comments=(
            ("art_2", Position.SUPPORT, "Voor artikel twee."),
            ("art_1", Position.OPPOSE, "Tegen een."),
        ),
    )
    session.commit()
    page = client.get(f"{OPEN}/reacties?artikel=art_2&standpunt=oppose&indiener=organisation").text
    assert re.findall(r'<article class="response" aria-labelledby="r-([^"]+)"', page) == [wanted.reference]
    assert '<h2 id="aantal">1 reactie</h2>' in page


def test_responses_come_twenty_at_a_time(client: Any, session: Session) -> None:
    consultation = make_consultation(session)
    for _number in range(23):
        make_response(session, consultation)
    session.commit()
    first = client.get(f"{OPEN}/reacties").text
    last = client.get(f"{OPEN}/reacties?pagina=2").text
    shown = [re.findall(r'aria-labelledby="r-([^"]+)"', page) for page in (first, last)]
    assert [len(one) for one in shown] == [20, 3]
    assert not set(shown[0]) & set(shown[1])
    assert client.get(f"{OPEN}/reacties?pagina=99").text.count('class="response"') == 3


def test_a_reference_is_found_however_it_is_typed(client: Any, session: Session) -> None:
    response = make_response(session, make_consultation(session))
    session.commit()
    answer = client.get("/reacties/" + response.reference.lower().replace("-", ""))
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/reacties/{response.reference}")


@pytest.mark.parametrize("stage", [Stage.PUBLISHED, Stage.REPORTED, Stage.WITHDRAWN])
def test_what_was_done_is_shown_only_once_the_report_is_published(
    client: Any, session: Session, stage: Stage
) -> None:
    consultation = make_consultation(session)
    consultation.stage = stage
    response = make_response(session, consultation)
    session.add(
        Report(
            consultation_id=consultation.id,
            language="nl",
            markdown="Verslag.",
            html="<h4>In het kort</h4><p>Dit deden wij ermee.</p>",
            changed_at=consultation.created_at,
        )
    )
    reason = {"markdown": "Wij namen het over.", "html": "<p>Wij namen het over.</p>"}
    session.add(
        ReportItem(
            consultation_id=consultation.id,
            eid="art_2",
            disposition=Disposition.ADOPTED,
            texts={"nl": reason},
        )
    )
    session.commit()
    is_out = stage is Stage.REPORTED
    assert ("Dit deden wij ermee." in client.get("/").text) is is_out
    report = client.get(f"{OPEN}/verslag").text
    assert ("Dit deden wij ermee." in report) is is_out
    assert ("<h3>In het kort</h3>" in report) is is_out  # below our own h2, whatever level the drafter chose
    for path in (f"{OPEN}/verslag", f"{OPEN}/artikelen/art_2", f"/reacties/{response.reference}"):
        assert ("Wij namen het over." in client.get(path).text) is is_out
