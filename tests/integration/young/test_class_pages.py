"""The pages of a class: the teacher asks and reads, pupils respond with the code."""

from __future__ import annotations

import re
from typing import Any

import pytest

from consultatie.domain.lifecycle import ResponseState
from consultatie.jobs.worker import Worker
from consultatie.models.responses import Response
from consultatie.services import young
from tests.factories import make_department
from tests.integration.respond_browser import Browser, asked_consultation, only, site_db, write_comment

__all__ = ["asked_consultation", "site_db"]  # fixtures


@pytest.fixture
def teacher(app: Any, db: Any, consultation: Any, clock: Any) -> Browser:
    with db.write.begin() as session:
        young.let_respond(session, make_department(session), True, now=clock())
    return Browser(app, "192.0.2.50")


def link(app: Any, ports: Any, kind: str) -> tuple[str, Any]:
    Worker(app).run(once=True)
    letter = [letter for letter in ports.mail.sent if letter.type == kind][-1]
    found = re.findall(r"http://localhost(/reageren/klas/\S+)", letter.text)
    return found[0], letter


def open_class(teacher: Browser, app: Any, ports: Any) -> str:
    teacher.get("/reageren/proef/klas-aanvragen")
    teacher.submit(email="juf@school.example")
    assert teacher.heading == "Bijna klaar: open de klas met uw mail"
    teacher.get(link(app, ports, "class-confirm")[0])
    assert teacher.heading == "Open uw klas"
    teacher.submit()
    [code] = re.findall(r"[A-Z2-9]{4}-[A-Z2-9]{4}", teacher.heading)
    return code


def respond(app: Any, code: str, text: str = "Mijn oma snapt de brief niet.") -> Browser:
    pupil = Browser(app, "192.0.2.51")
    pupil.get(f"/reageren/proef/klas?code={code}")
    pupil.submit()
    assert pupil.path.endswith("/reageren/proef/")
    pupil.get("/reageren/proef/artikel/art_2")
    pupil.submit(position="oppose")
    pupil.submit(text=text)
    pupil.get("/reageren/proef/openbaar")
    pupil.submit(publication="unnamed")
    assert pupil.heading == "Controleer uw reactie"
    assert code in pupil.text
    pupil.submit()
    return pupil


def test_a_class_from_the_code_to_the_moderator(app: Any, ports: Any, teacher: Browser, db: Any) -> None:
    code = open_class(teacher, app, ports)
    assert "Er wacht niets." in teacher.text
    pupil = respond(app, code)
    assert "De docent leest deze reactie nog." in pupil.text
    assert only(db).state is ResponseState.SENT
    teacher.get(link(app, ports, "class-open")[0])
    assert "Mijn oma snapt de brief niet." in teacher.text
    teacher.submit(0)
    assert "1 reactie telt nu mee." in teacher.text
    assert only(db).state is ResponseState.HELD
    assert [letter.type for letter in ports.mail.sent] == ["class-confirm", "class-open"]
    pupil.get("/reageren/proef/bijna-klaar")
    assert pupil.heading == "Je reactie telt mee"


def test_all_at_once_and_one_erased(app: Any, ports: Any, teacher: Browser, db: Any) -> None:
    code = open_class(teacher, app, ports)
    for text in ("Een", "Twee", "Drie"):
        respond(app, code, text)
    address, _letter = link(app, ports, "class-open")
    teacher.get(address)
    [refuse] = teacher.page.xpath("//section[contains(., 'Twee')]//a[contains(@href, '/wis/')]/@href")
    teacher.get(refuse)
    assert "Twee" in teacher.text
    teacher.submit()
    assert "is gewist" in teacher.text
    all_of_them = teacher.page.xpath("//form[@method='post']")[-2]  # the last form closes the class
    teacher.submit(-2, reactie=[value for name, value in all_of_them.form_values() if name == "reactie"])
    assert "2 reacties tellen nu mee." in teacher.text
    with db.read() as session:
        states = sorted(one.state.value for one in session.query(Response))
    assert states == ["erased", "held", "held"]
    assert teacher.get(refuse).status_code == 404
    teacher.get(address)
    teacher.submit()
    assert "Deze klas is gesloten." in teacher.text


def test_a_wrong_code_is_told_and_kept(app: Any, teacher: Browser) -> None:
    pupil = Browser(app)
    pupil.get("/reageren/proef/klas")
    pupil.submit(code="abcd-efgh")
    assert pupil.answer.status_code == 422
    assert pupil.errors() == ["Deze code kennen wij niet. Kijk nog eens goed op het bord."]
    assert pupil.page.xpath("//input[@name='code']/@value") == ["abcd-efgh"]


def test_an_address_that_cannot_be_read_is_told_to_a_teacher(teacher: Browser) -> None:
    teacher.get("/reageren/proef/klas-aanvragen")
    teacher.submit(email="juf")
    assert teacher.answer.status_code == 422
    assert teacher.errors() == ["Vul een e-mailadres in, zoals naam@voorbeeld.nl."]


def test_a_child_that_began_goes_on_with_the_class_and_can_leave_it(
    app: Any, ports: Any, teacher: Browser, db: Any
) -> None:
    code = open_class(teacher, app, ports)
    child = Browser(app)
    write_comment(child)
    child.get("/reageren/proef/wie")
    child.submit(kind="under-16")
    child.get("/reageren/proef/klas")
    child.submit(code=code)
    assert child.heading == "Wat mag iedereen lezen?"
    child.get("/reageren/proef/gegevens")
    assert child.heading == "Doe je mee met je klas?"
    child.submit(with_class="yes")
    assert child.heading == "Wat mag iedereen lezen?"
    child.get("/reageren/proef/wie")
    child.submit(kind="under-16")
    assert child.heading == "Doe je mee met je klas?"  # the same answer once more changes nothing
    child.submit(with_class="no")
    assert child.heading == "Wat is het mailadres van je vader, moeder of verzorger?"
    assert only(db).respondent.class_id is None


@pytest.mark.parametrize("page", ["klas", "klas-aanvragen", "klas-bijna-klaar"])
def test_where_the_department_says_no_there_is_no_page(app: Any, consultation: Any, page: str) -> None:
    visitor = Browser(app)
    assert visitor.get(f"/reageren/proef/{page}").status_code == 404
    visitor.get("/reageren/proef/")
    assert "klas" not in visitor.text
