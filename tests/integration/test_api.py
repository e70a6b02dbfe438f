"""The API gives what the public may see, in the shapes that its own description promises."""

from __future__ import annotations

from typing import Any

import pytest
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import validate
from sqlalchemy.orm import Session

from consultatie.domain.lifecycle import ResponseState, Stage
from consultatie.domain.visibility import Publication, RespondentKind
from consultatie.models.consultations import Explanation, Question, QuestionKind
from consultatie.models.reports import Disposition, Report, ReportItem
from consultatie.models.responses import Position
from tests.factories import NOW, make_consultation, make_response, make_user, sign_in

API = "/api/v1"
ONE = f"{API}/consultations/proef"


@pytest.fixture
def document(client: Any) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"{API}/openapi.json").json
    return found


def test_the_description_is_valid_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    validate(document)


def test_the_description_names_every_address_and_every_parameter(app: Any, document: dict[str, Any]) -> None:
    from consultatie.api import consultations, responses

    rules = {
        rule.rule.removeprefix(API).replace("<", "{").replace(">", "}")
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.")
    }
    assert set(document["paths"]) == rules
    for path, known in (
        ("/consultations", consultations.FILTERS),
        ("/consultations/{slug}/responses", responses.FILTERS),
    ):
        described = {
            one["name"] for one in document["paths"][path]["get"]["parameters"] if one["in"] == "query"
        }
        assert described == set(known)


def holds(document: dict[str, Any], name: str, answer: Any) -> None:
    schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    OAS31Validator(schema).validate(answer)


def fill(session: Session) -> str:
    consultation = make_consultation(session, stage=Stage.REPORTED)
    consultation.explanations = [
        Explanation(eid="art_2", language="nl", markdown="Kort.", html="<p>Kort.</p>")
    ]
    consultation.questions = [
        Question(
            key="q1", kind=QuestionKind.ONE, texts={"nl": "Wat?"}, options=[{"nl": "Dit"}, {"nl": "Dat"}]
        )
    ]
    texts = {"markdown": "Over.", "html": "<p>Over.</p>"}
    session.add(Report(consultation_id=consultation.id, language="nl", changed_at=NOW, **texts))
    session.add(
        ReportItem(
            consultation_id=consultation.id, eid="art_2", disposition=Disposition.PARTLY, texts={"nl": texts}
        )
    )
    reference = make_response(session, consultation).reference
    make_response(session, consultation, kind=RespondentKind.ORGANISATION, publication=Publication.UNNAMED)
    session.commit()
    return reference


def test_every_answer_has_the_shape_that_was_promised(
    client: Any, session: Session, document: dict[str, Any]
) -> None:
    reference = fill(session)
    for path, name in (
        (f"{API}/consultations", "ConsultationPage"),
        (ONE, "Consultation"),
        (f"{ONE}/provisions", "Bill"),
        (f"{ONE}/responses", "ResponsePage"),
        (f"{API}/responses/{reference}", "Response"),
        (f"{API}/responses/x", "Problem"),
    ):
        holds(document, name, client.get(path).json)


def test_a_refusal_is_a_problem_with_a_sentence(client: Any, session: Session) -> None:
    for path, status, code in (
        (f"{API}/consultations/niets", 404, "no-such-consultation"),
        (f"{API}/responses/AAAA-BBBB-CCCC", 404, "no-such-response"),
        (f"{API}/nergens", 404, "no-such-page"),
        (f"{API}/consultations?page=nul", 422, "query-unreadable"),
        (f"{API}/consultations?stat=open", 422, "query-unreadable"),
        (f"{API}/consultations?state=opne", 422, "query-unreadable"),
        (f"{API}/consultations?since=gisteren", 422, "query-unreadable"),
        (f"{API}/consultations?per_page=101", 422, "query-unreadable"),
    ):
        answer = client.get(path)
        assert (answer.status_code, answer.json["title"]) == (status, code)
        assert answer.content_type == "application/problem+json"
        assert answer.json["detail"].endswith(".")


@pytest.mark.parametrize("state", list(ResponseState))
@pytest.mark.parametrize("publication", list(Publication))
def test_the_api_shows_what_the_pages_show_even_to_staff(
    client: Any, session: Session, state: ResponseState, publication: Publication
) -> None:
    consultation = make_consultation(session)
    response = make_response(
        session, consultation, state=state, publication=publication, external_id="post-17"
    )
    user = make_user(session)
    session.commit()
    seen = state in (ResponseState.PUBLIC, ResponseState.REDACTED) and publication is not Publication.NOT
    for signed_in in (False, True):
        if signed_in:
            sign_in(client, user)
        page = client.get(f"{ONE}/responses")
        assert page.json["total"] == int(seen)
        assert client.get(ONE).json["responses"] == int(seen)
        assert client.get(f"{API}/responses/{response.reference}").status_code == (200 if seen else 404)
        assert ("Noor" in page.text) is (seen and publication is Publication.NAMED)
        assert "noor@example.nl" not in page.text
        assert "post-17" not in page.text


def test_a_draft_is_not_there_even_for_staff(client: Any, session: Session) -> None:
    make_consultation(session, stage=Stage.DRAFT)
    user = make_user(session)
    session.commit()
    sign_in(client, user)
    assert client.get(ONE).status_code == 404
    assert client.get(f"{API}/consultations").json["total"] == 0


def test_a_report_in_the_making_is_not_there(client: Any, session: Session) -> None:
    consultation = make_consultation(session)
    texts = {"markdown": "Geheim.", "html": "<p>Geheim.</p>"}
    session.add(Report(consultation_id=consultation.id, language="nl", changed_at=NOW, **texts))
    session.add(
        ReportItem(
            consultation_id=consultation.id, eid="", disposition=Disposition.NOTED, texts={"nl": texts}
        )
    )
    session.commit()
    assert "Geheim" not in client.get(ONE).text


def test_pages_follow_each_other_by_their_links(client: Any, session: Session, settings: Any) -> None:
    consultation = make_consultation(session)
    made = {make_response(session, consultation).reference for _number in range(5)}
    session.commit()
    seen: list[str] = []
    path = f"{ONE}/responses?per_page=2&position=support"
    while path:
        answer = client.get(path)
        seen += [one["reference"] for one in answer.json["items"]]
        links = {
            part.split('rel="')[1].rstrip('"'): part.split(">")[0].strip(" <")
            for part in answer.headers["Link"].split(",")
        }
        path = links.get("next", "").removeprefix(settings.base_url)
    assert len(seen) == 5
    assert set(seen) == made


def test_responses_can_be_filtered(client: Any, session: Session) -> None:
    consultation = make_consultation(session)
    make_response(session, consultation, comments=(("art_2__para_1", Position.OPPOSE, "Nee."),))
    make_response(session, consultation, comments=(("art_1", Position.SUPPORT, "Ja."),))
    session.commit()
    for query, total in (
        ("provision=art_2", 1),
        ("provision=art_2__para_2", 0),
        ("position=oppose", 1),
        ("respondent=organisation", 0),
        ("provision=art_1&position=oppose", 0),
        ("", 2),
    ):
        assert client.get(f"{ONE}/responses?{query}").json["total"] == total


def test_the_provisions_are_a_tree(client: Any, session: Session) -> None:
    make_consultation(session)
    session.commit()
    bill = client.get(f"{ONE}/provisions").json
    chapter = bill["provisions"][0]
    assert (chapter["eid"], chapter["children"][1]["eid"]) == ("chp_1", "art_2")
    assert client.get(f"{ONE}/provisions?version=1").json == bill
    assert client.get(f"{ONE}/provisions?version=2").status_code == 404


def test_pages_of_others_may_read_it(client: Any, session: Session) -> None:
    make_consultation(session)
    session.commit()
    for _time in range(2):  # made, and from memory
        answer = client.get(ONE)
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Set-Cookie" not in answer.headers
    assert client.get(ONE, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_nothing_can_be_changed(client: Any, session: Session) -> None:
    make_consultation(session)
    session.commit()
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(ONE).status_code in (400, 405)
