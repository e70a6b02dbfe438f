"""The pages of somebody under 16, of their parent, and of the administrator who lets them respond."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import select

from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.permissions import Role
from consultatie.jobs.worker import Worker
from consultatie.models.log import LogEntry
from consultatie.models.responses import Respondent
from consultatie.services import news, queue, young
from tests.factories import csrf_token, make_department, make_user, sign_in
from tests.integration.respond_browser import (
    Browser,
    a_visitor,
    asked_consultation,
    only,
    site_db,
    write_comment,
)
from tests.integration.young.agreeing import PARENT, agreed

__all__ = ["a_visitor", "asked_consultation", "site_db"]  # fixtures


@pytest.fixture
def child(app: Any, db: Any, consultation: Any, clock: Any) -> Browser:
    with db.write.begin() as session:
        young.let_respond(session, make_department(session), True, now=clock())
    return Browser(app)


def to_guardian(child: Browser) -> None:
    write_comment(child)
    child.get("/reageren/proef/wie")
    child.submit(kind="under-16")
    assert child.heading == "Wat is het mailadres van je vader, moeder of verzorger?"


def to_almost(child: Browser) -> None:
    to_guardian(child)
    child.submit(email=PARENT)
    child.submit(publication="unnamed")
    assert child.heading == "Controleer uw reactie"
    child.submit()


def link(app: Any, ports: Any, kind: str) -> tuple[str, Any]:
    Worker(app).run(once=True)
    letter = [letter for letter in ports.mail.sent if letter.type == kind][-1]
    return re.findall(r"http://localhost(/reageren/(?:toestemming|beheer)/\S+)", letter.text)[0], letter


def test_the_choice_is_not_there_where_it_is_off(visitor: Browser) -> None:
    write_comment(visitor)
    visitor.get("/reageren/proef/wie")
    assert "jonger dan 16" not in visitor.text
    visitor.submit(kind="under-16")
    assert visitor.answer.status_code == 422


def test_the_whole_road_of_a_child_and_its_parent(app: Any, ports: Any, child: Browser, db: Any) -> None:
    to_almost(child)
    assert child.heading == "Bijna klaar: iemand moet nog zeggen dat het goed is"
    address, letter = link(app, ports, "consent")
    assert letter.to == PARENT
    assert "drie weken" in letter.text
    parent = Browser(app, "192.0.2.99")
    parent.get(address)
    assert parent.heading == "Vindt u het goed dat deze reactie meetelt?"
    assert "drie weken" in parent.text
    assert only(db).state is ResponseState.SENT
    parent.submit(0)
    assert parent.heading == "Uw reactie is binnen"
    assert "jonger dan 16" in parent.text
    assert only(db).state is ResponseState.HELD
    _manage, receipt = link(app, ports, "agreed")
    assert "Wij hebben uw mailadres gewist" in receipt.text
    child.get("/reageren/proef/bijna-klaar")
    assert child.heading == "Je reactie telt mee"
    parent.get(address)
    assert parent.heading == "Uw reactie is al bevestigd"


def test_a_parent_who_wishes_it_hears_how_it_went_on(
    app: Any, ports: Any, child: Browser, db: Any, clock: Any
) -> None:
    to_almost(child)
    parent = Browser(app)
    parent.get(link(app, ports, "consent")[0])
    parent.submit(0, may_mail="y")
    clock.forward(days=33)  # a day after closing
    with db.write.begin() as session:
        news.tell_new(session, now=clock())
    _manage, letter = link(app, ports, "stage")
    assert letter.to == PARENT
    assert letter.subject == "Nieuws over een reactie die u goedvond: Wet op de proef"


def test_a_parent_says_no_and_a_second_press_says_the_same(
    app: Any, ports: Any, child: Browser, db: Any
) -> None:
    to_almost(child)
    address, _letter = link(app, ports, "consent")
    parent = Browser(app)
    parent.get(address)
    form = dict(parent.page.xpath("//form[@method='post']")[1].form_values())
    for _press in range(2):
        parent.answer = parent.client.post(f"{address}/weiger", data=form)
        parent.follow()
        assert parent.heading == "De reactie is gewist"
    assert only(db).respondent is None


def test_words_that_read_as_a_link_stand_on_the_page_only(app: Any, ports: Any, child: Browser) -> None:
    child.get("/reageren/proef/artikel/art_1")
    child.submit(position="oppose")
    child.submit(text="Kijk op winst.example en win een telefoon.")
    to_almost(child)
    address, letter = link(app, ports, "consent")
    assert "winst" not in letter.text + letter.html
    assert "iets wat op een link lijkt" in letter.text
    parent = Browser(app)
    parent.get(address)
    assert "winst.example" in parent.text


def test_the_own_address_of_before_is_not_taken_for_that_of_the_parent(child: Browser, db: Any) -> None:
    write_comment(child)
    child.get("/reageren/proef/wie")
    child.submit(kind="person")
    child.submit(name="Noor", email="noor@example.nl")
    child.get("/reageren/proef/wie")
    child.submit(kind="under-16")
    assert child.page.xpath("//input[@name='email']/@value") == [""]
    with db.read() as session:
        kept = session.scalars(select(Respondent)).one()
        assert (kept.name, kept.email) == ("", "")
    child.submit(email=PARENT)
    child.get("/reageren/proef/wie")
    child.submit(kind="person")
    assert child.page.xpath("//input[@name='email']/@value") == [""]


def test_an_address_that_cannot_be_read_is_told_to_a_child_too(child: Browser) -> None:
    to_guardian(child)
    child.submit(email="mama")
    assert (child.answer.status_code, child.errors()) == (
        422,
        ["Vul een e-mailadres in, zoals naam@voorbeeld.nl."],
    )
    assert child.page.xpath("//input[@name='email']/@value") == ["mama"]


def test_a_slip_in_the_address_of_the_parent_is_mended(app: Any, ports: Any, child: Browser) -> None:
    to_almost(child)
    old, _letter = link(app, ports, "consent")
    child.get("/reageren/proef/ander-adres")
    child.submit(email="moeder@example.nl")
    new, letter = link(app, ports, "consent")
    assert letter.to == "moeder@example.nl"
    assert old != new
    assert Browser(app).get(old).status_code == 400 or Browser(app).get(old).status_code == 404


def test_the_page_for_young_people_points_to_it_where_it_is_possible(
    client: Any, db: Any, child: Browser, clock: Any
) -> None:
    page = client.get("/jongeren").text
    assert "Ben je jonger dan 16?" in page
    assert "/reageren/proef/" in page
    with db.write.begin() as session:
        before = queue.content_versions(session)[queue.SITE]
        young.let_respond(session, make_department(session), False, now=clock())
        assert queue.content_versions(session)[queue.SITE] == before + 1  # what the page was kept under
    assert "Ben je jonger dan 16?" not in client.get("/jongeren?later").text


def test_a_public_response_of_a_child_shows_no_name(
    client: Any, session: Any, asked: Any, clock: Any
) -> None:
    response = agreed(session, asked, clock)
    response.state, response.public_at = ResponseState.PUBLIC, clock()
    session.commit()
    page = client.get(f"/reacties/{response.reference}").text
    assert "Iemand jonger dan 16" in page
    api = client.get("/api/v1/consultations/proef/responses").get_json()
    assert [one["respondent"]["under_16"] for one in api["items"]] == [True]


@pytest.fixture
def administrator(client: Any, db: Any) -> Any:
    with db.write.begin() as session:
        made = make_user(session, Role.ADMINISTRATOR)
        make_department(session)
    sign_in(client, made)
    return made


PATH = "/beheer/ministeries/ministerie-van-proeven/jongeren"


def test_an_administrator_switches_it_on_and_the_log_says_so(
    client: Any, administrator: Any, db: Any
) -> None:
    assert 'value="no" checked' in client.get(PATH).text
    for _press in range(2):
        answer = client.post(PATH, data={"under_16": "yes", "csrf_token": csrf_token(client, PATH)})
        assert answer.status_code == 303
    with db.read() as session:
        assert make_department(session).under_16 is True
        [entry] = session.scalars(select(LogEntry).where(LogEntry.kind == "department-changed"))
        assert (entry.subject, entry.data) == ("department:ministerie-van-proeven", {"under_16": True})


def test_no_answer_and_an_unknown_department_are_told(client: Any, administrator: Any) -> None:
    answer = client.post(PATH, data={"csrf_token": csrf_token(client, PATH)})
    assert answer.status_code == 422
    assert "Kies ja of nee." in answer.text
    assert client.get("/beheer/ministeries/van-niets/jongeren").status_code == 404
