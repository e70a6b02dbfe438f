"""Whatever somebody does in whatever order (Back, twice, late, elsewhere): no character is lost, and nothing is sent twice."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from consultatie.analysis.quoting import pointed_at
from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.proposals import ProposalKind, settled
from consultatie.domain.text import normalise
from consultatie.models.consultations import Consultation, Question, QuestionKind
from consultatie.models.responses import Response
from consultatie.services import confirmation, drafts, response_mail
from consultatie.services.wordings import Wordings
from tests.factories import make_consultation
from tests.integration.respond_browser import Browser
from tests.integration.response_factory import mails

ARTICLES = ("art_2", "art_2__para_2", "art_3")
TEXTS = st.one_of(
    st.sampled_from(["", "Te laat.", "<b>\r\n&amp;", "é́ 🙂 \ufeffx", "06-12345678"]), st.text(max_size=30)
)
POSITIONS = st.sampled_from(["support", "support_with_changes", "oppose", "neutral"])
BACK_TO = st.sampled_from(["", "?terug=controle", "?terug=overzicht"])
_numbers = count(1)
Said = dict[
    str, tuple[str, str, ProposalKind, str, str]
]  # eid: position, text, the proposal's kind and words, the quote


class Respondent(RuleBasedStateMachine):
    """Somebody with a browser, and what they believe to have written."""

    def __init__(self, app: Any, clock: Any) -> None:
        super().__init__()
        self.app, self.clock = app, clock
        self.db = app.extensions["consultatie"].db
        self.browser = Browser(app)
        self.said: Said = {}
        self.answer = ""
        self.sent: list[tuple[Said, str]] = []
        self.pressed: tuple[str, dict[str, str]] | None = None
        self.changing = False  # what is written is to take the place of what was sent last

    @initialize()
    def a_consultation(self) -> None:
        self.slug = f"proef-{next(_numbers)}"
        with self.db.write.begin() as session:
            made = make_consultation(session, self.slug)
            made.questions = [
                Question(key="q1", kind=QuestionKind.OPEN, place=0, texts={"nl": "Nog iets?"}, options=[])
            ]
            version = made.versions[-1]
            wordings = Wordings(session)
            self.law = {eid: wordings.law(version, eid) for eid in ARTICLES}

    def at(self, eid: str, page: str = "") -> str:
        about = f"artikel/{eid}" if eid else "algemeen"
        return f"/reageren/{self.slug}/{about}{page}"

    @rule(eid=st.sampled_from(("", *ARTICLES)), position=POSITIONS, back=BACK_TO)
    def takes_a_position(self, eid: str, position: str, back: str) -> None:
        self.browser.get(self.at(eid) + back)
        self.browser.submit(position=position)
        _old, *more = self.said.get(eid, ("", "", ProposalKind.TEXT, "", ""))
        self.said[eid] = (position, *more)  # type: ignore[assignment]

    @precondition(lambda self: self.said)
    @rule(data=st.data(), text=TEXTS, back=BACK_TO, twice=st.booleans())
    def says_why(self, data: Any, text: str, back: str, twice: bool) -> None:
        eid = data.draw(st.sampled_from(sorted(self.said)))
        self.browser.get(self.at(eid, "/waarom") + back)
        for _ in range(1 + twice):
            page = self.browser.answer, self.browser.path
            self.browser.submit(text=text)
            if twice:
                self.browser.answer, self.browser.path = page
        position, _text, *more = self.said[eid]
        self.said[eid] = (position, normalise(text), *more)  # type: ignore[assignment]

    @precondition(lambda self: set(self.said) & set(ARTICLES))
    @rule(data=st.data(), words=TEXTS, adds=st.booleans())
    def rewords(self, data: Any, words: str, adds: bool) -> None:
        eid = data.draw(st.sampled_from(sorted(set(self.said) & set(ARTICLES))))
        self.browser.get(self.at(eid, "/voorstel") + ("?doe=toevoegen" if adds else ""))
        [asked] = self.browser.page.xpath("//input[@name='proposal_kind']/@value")
        self.browser.submit(proposal=words)
        typed = normalise(words)
        if asked == "change" and not typed:
            assert self.browser.answer.status_code == 422
            return
        position, text, _kind, _words, quote = self.said[eid]
        self.said[eid] = (position, text, *settled(ProposalKind(asked), typed, self.law[eid]), quote)

    @precondition(lambda self: set(self.said) & set(ARTICLES))
    @rule(
        data=st.data(),
        typed=TEXTS | st.sampled_from(["EEN BRIEF", "per mail", "brief."]),
        chooses=st.booleans(),
    )
    def points_at_words(self, data: Any, typed: str, chooses: bool) -> None:
        eid = data.draw(st.sampled_from(sorted(set(self.said) & set(ARTICLES))))
        self.browser.get(self.at(eid, "/woorden"))
        [first, *_more] = self.browser.page.xpath("//input[@name='passage']/@value")
        passage = tuple(map(int, first.split("-"))) if chooses else None
        seen = self.browser.page.xpath("//input[@name='seen']")[0].get("value", "")
        self.browser.submit(words=typed, passage=first if chooses else "")
        is_new = normalise(typed) != normalise(seen)
        kept = pointed_at(self.law[eid], normalise(typed), passage, is_new=is_new)  # type: ignore[arg-type]
        asked = bool(kept.words) and not kept.is_law and is_new
        assert self.browser.answer.status_code == (422 if asked else 200)
        assert kept.words or not normalise(typed)
        *before, _quote = self.said[eid]
        self.said[eid] = (*before, kept.words)  # type: ignore[assignment]

    @rule(text=TEXTS)
    def answers(self, text: str) -> None:
        self.browser.get(f"/reageren/{self.slug}/vraag/q1")
        self.browser.submit(value=text)
        self.answer = normalise(text)

    @rule(eid=st.sampled_from(ARTICLES), text=TEXTS.filter(lambda text: normalise(text).strip()))
    def sends_a_form_that_expired(self, eid: str, text: str) -> None:
        if eid not in self.said:
            return
        self.browser.get(self.at(eid, "/waarom"))
        self.browser.client.delete_cookie("csrf_token")
        form = {"csrf_token": "oud", "text": text}
        self.browser.answer = self.browser.client.post(
            self.at(eid, "/waarom"), data=form, headers={"Origin": "http://localhost"}
        )
        assert self.browser.answer.status_code == 400
        self.browser.path = self.at(eid, "/waarom")
        self.browser.submit()
        position, _text, *more = self.said[eid]
        self.said[eid] = (position, normalise(text), *more)  # type: ignore[assignment]

    @precondition(lambda self: self.said)
    @rule(data=st.data())
    def takes_something_away(self, data: Any) -> None:
        eid = data.draw(st.sampled_from(sorted(self.said)))
        self.browser.get(f"/reageren/{self.slug}/overzicht")
        self.browser.post(f"/reageren/{self.slug}/verwijder", eid=eid)
        del self.said[eid]

    @precondition(lambda self: self.said or self.answer)
    @rule()
    def goes_on_elsewhere_by_a_mailed_link(self) -> None:
        self.clock.forward(hours=2)
        self.browser.get(f"/reageren/{self.slug}/bewaren")
        self.browser.submit(email=f"noor{next(_numbers)}@example.nl")
        with self.db.read() as session:
            token = mails(session, "resume")[-1]["token"]
        self.browser = Browser(self.app)
        self.browser.get(f"/reageren/verder/{token}")
        self.browser.submit()
        assert self.browser.heading == "Uw reactie tot nu toe"

    @precondition(lambda self: self.said or self.answer)
    @rule()
    def stays_away_until_the_draft_is_gone(self) -> None:
        with self.db.write.begin() as session:
            drafts.remove_old(session, older_than=timedelta(0), now=self.clock.forward(seconds=1))
        self.said, self.answer, self.changing = {}, "", False

    @precondition(lambda self: self.said or self.answer)
    @rule(twice=st.booleans(), publication=st.sampled_from(["named", "unnamed", "not"]))
    def sends(self, twice: bool, publication: str) -> None:
        self.clock.forward(hours=2)
        self.browser.get(f"/reageren/{self.slug}/wie")
        self.browser.submit(kind="person")
        email = f"noor{next(_numbers)}@example.nl"
        self.browser.submit(name="Noor de Wit", place="Deventer", email=email)
        self.browser.submit(publication=publication)
        assert self.browser.heading == "Controleer uw reactie"
        form = self.browser.page.xpath("//form[@method='post']")[-1]
        self.pressed = (form.get("action"), dict(form.form_values()))
        for _ in range(1 + twice):
            self.presses_send_again()
        if self.changing:
            self.sent.pop()
        self.sent.append((self.said, self.answer))
        self.said, self.answer, self.changing = {}, "", False

    @precondition(lambda self: self.sent and not self.said and not self.answer)
    @rule()
    def opens_what_was_sent_to_change_it(self) -> None:
        with self.db.write.begin() as session:
            ours = select(Response).join(Consultation).where(Consultation.slug == self.slug)
            rows = session.scalars(ours.order_by(Response.id))
            last = [one for one in rows if one.state is not ResponseState.DRAFT][-1]
            if last.state is ResponseState.SENT:
                confirmation.confirm(session, str(mails(session, "confirm")[-1]["token"]), now=self.clock())
            token = response_mail.manage_token(session, last, now=self.clock())
        self.browser.get(f"/reageren/beheer/{token}")
        self.browser.submit()
        assert self.browser.heading == "Uw reactie tot nu toe"
        (said, self.answer), self.changing = self.sent[-1], True
        self.said = dict(said)

    @precondition(lambda self: self.pressed)
    @rule()
    def presses_send_again(self) -> None:
        assert self.pressed
        path, fields = self.pressed
        self.browser.answer = self.browser.client.post(path, data=fields)
        self.browser.follow()
        assert self.browser.answer.status_code in (
            200,
            400,
        )  # 400: another browser, with the token of the first

    @invariant()
    def what_was_written_is_kept_and_nothing_is_sent_twice(self) -> None:
        if not hasattr(self, "slug"):
            return
        with self.db.read() as session:
            ours = select(Response).join(Consultation).where(Consultation.slug == self.slug)
            rows = session.scalars(ours.order_by(Response.id)).all()
            kept = [_told(row) for row in rows if row.state is not ResponseState.DRAFT]
            writing = [_told(row) for row in rows if row.state is ResponseState.DRAFT]
        assert kept == self.sent
        expected = (self.said, self.answer)
        assert [one for one in writing if one != ({}, "")] == ([expected] if any(expected) else [])


class WhoChanges(Respondent):
    """Somebody who sent a response and is about to change it."""

    @initialize()
    def a_consultation(self) -> None:
        super().a_consultation()
        self.takes_a_position(eid="art_2", position="oppose", back="")
        self.answers(text="Nog niet.")
        self.sends(twice=False, publication="named")
        self.opens_what_was_sent_to_change_it()


def _told(response: Response) -> tuple[Said, str]:
    comments = {
        one.eid: (one.position.value, one.text, one.proposal_kind, one.proposal, one.quote)
        for one in response.comments
    }
    return comments, "".join(response.answers[0].values) if response.answers else ""


@pytest.mark.parametrize("who", [Respondent, WhoChanges])
def test_no_order_of_steps_loses_a_character_or_sends_twice(app, clock, who) -> None:
    run_state_machine_as_test(
        lambda: who(app, clock),
        settings=settings(
            max_examples=8,
            stateful_step_count=12,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
