"""A browser without JavaScript: keeps cookies, follows redirects one by one, fills in the form that it sees."""

from __future__ import annotations

import re
from typing import Any

import pytest
from lxml import html
from sqlalchemy import select

from consultatie.jobs.worker import Worker
from consultatie.models.consultations import Question, QuestionKind
from consultatie.models.responses import Response
from tests.factories import make_consultation

LONG = "Mijn moeder kreeg de brief pas na drie weken.\r\nDat is te laat."


class Browser:
    """A test client that remembers the page it is on."""

    def __init__(self, app: Any, remote: str = "192.0.2.7") -> None:
        self.client = app.test_client()
        self.remote = remote
        self.answer: Any = None
        self.path = ""

    @property
    def page(self) -> Any:
        return html.document_fromstring(self.answer.get_data(as_text=True))

    @property
    def title(self) -> str:
        return " ".join(self.page.findtext(".//title").split())

    @property
    def heading(self) -> str:
        return " ".join(self.page.find(".//h1").text_content().split())

    @property
    def text(self) -> str:
        return " ".join(self.page.find(".//main").text_content().split())

    def get(self, path: str) -> Any:
        self.answer, self.path = self.client.get(path, environ_base={"REMOTE_ADDR": self.remote}), path
        return self.answer

    def post(self, path: str, **fields: Any) -> Any:
        """Post without looking at a form, with the token of the cookie."""
        token = self.page.xpath("//input[@name='csrf_token']/@value")[0]
        self.answer = self.client.post(
            path, data={"csrf_token": token, **fields}, environ_base={"REMOTE_ADDR": self.remote}
        )
        self.path = path
        return self.answer

    def submit(self, number: int = -1, **fields: Any) -> Any:
        """Fill in and send a form of this page (the last one with method post), then follow the redirect."""
        form = self.page.xpath("//form[@method='post']")[number]
        given = {name: value for name, value in form.form_values() if name not in fields}
        action = form.get("action") or self.path
        self.answer = self.client.post(
            action, data={**given, **fields}, environ_base={"REMOTE_ADDR": self.remote}
        )
        self.path = action
        return self.follow()

    def follow(self) -> Any:
        while self.answer.status_code in (302, 303):
            self.get(self.answer.headers["Location"])
        return self.answer

    def errors(self) -> list[str]:
        """Return the sentences of the error summary."""
        return [
            " ".join(item.text_content().split()) for item in self.page.xpath("//*[@id='foutoverzicht']//li")
        ]


@pytest.fixture(name="db")
def site_db(app):
    return app.extensions["consultatie"].db


@pytest.fixture(name="consultation")
def asked_consultation(db):
    with db.write.begin() as session:
        made = make_consultation(session)
        made.questions = [
            Question(
                key="q1",
                kind=QuestionKind.ONE,
                place=0,
                texts={"nl": "Is de wet duidelijk?"},
                options=[{"nl": "Ja"}, {"nl": "Nee"}],
            ),
            Question(
                key="q2",
                kind=QuestionKind.SEVERAL,
                place=1,
                eid="art_2",
                texts={"nl": "Welke brieven krijgt u?"},
                options=[{"nl": "Blauwe"}, {"nl": "Witte"}],
            ),
            Question(
                key="q3", kind=QuestionKind.OPEN, place=2, texts={"nl": "Wilt u nog iets kwijt?"}, options=[]
            ),
            Question(
                key="q4", kind=QuestionKind.SCALE, place=3, texts={"nl": "Hoe goed is dit plan?"}, options=[]
            ),
        ]
    return made


@pytest.fixture(name="visitor")
def a_visitor(app, consultation) -> Browser:
    return Browser(app)


def only(db) -> Response:
    with db.read() as session:
        found = session.scalars(select(Response)).one()
        _ = (
            found.comments,
            [answer.question for answer in found.answers],
            found.respondent,
            found.consultation,
        )
        return found


def write_comment(visitor: Browser, path: str = "/reageren/proef/artikel/art_2") -> None:
    visitor.get(path)
    visitor.submit(position="oppose")
    visitor.submit(text=LONG)


def to_check(visitor: Browser, publication: str = "named") -> None:
    write_comment(visitor)
    to_check_again(visitor, publication)


def to_check_again(visitor: Browser, publication: str = "named") -> None:
    visitor.get("/reageren/proef/wie")
    visitor.submit(kind="person")
    visitor.submit(name="Noor de Wit", place="Deventer", email="noor@example.nl")
    visitor.submit(publication=publication)
    assert visitor.heading == "Controleer uw reactie"


def link_in(app: Any, ports: Any, kind: str) -> str:
    Worker(app).run(once=True)
    letter = [letter for letter in ports.mail.sent if letter.type == kind][-1]
    [found] = re.findall(r"http://localhost(/reageren/(?:bevestigen|beheer|verder)/\S+)", letter.text)
    return found
