"""Following by mail: two steps to begin, news once, one digest a period, and one press to stop."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, TokenRefused
from consultatie.domain.lifecycle import ResponseState, Stage
from consultatie.domain.subscriptions import Rhythm, StageKind, Subject, SubjectKind
from consultatie.jobs.worker import Worker
from consultatie.models.consultations import ConsultationTheme
from consultatie.models.moderation import BrakeEvent
from consultatie.models.queue import Job
from consultatie.models.reports import Disposition, Report, ReportItem
from consultatie.models.responses import Respondent
from consultatie.models.subscriptions import StageEvent, Subscriber, Subscription, SubscriptionRequest
from consultatie.services import news, subscriptions
from tests.factories import NOW, make_consultation, make_response

OURS = {"Sec-Fetch-Site": "same-origin"}
THEME = Subject(SubjectKind.THEME, "zorg")
CONSULTATION = Subject(SubjectKind.CONSULTATION, "proef")


@pytest.fixture
def consultation(session: Session) -> Any:
    made = make_consultation(session)
    made.themes.append(ConsultationTheme(slug="zorg", name="Zorg"))
    session.commit()
    return made


def ask(client: Any, email: str = "noor@example.nl", rhythm: str = "at-once", **ticked: str) -> Any:
    data = {"email": email, "rhythm": rhythm, **(ticked or {"themes": "thema:zorg"})}
    return client.post("/volgen", data=data, headers=OURS)


def follower(
    session: Session,
    clock: Any,
    *subjects: Subject,
    rhythm: Rhythm = Rhythm.AT_ONCE,
    email: str = "noor@example.nl",
) -> Subscriber:
    life = timedelta(hours=48)
    subscriptions.ask(session, email, subjects or (THEME,), rhythm, language="nl", life=life, now=clock())
    job = session.scalars(select(Job).where(Job.kind == "mail").order_by(Job.id.desc())).first()
    assert job is not None
    return subscriptions.confirm(session, job.payload["facts"]["token"], now=clock())


def mails(app: Any, ports: Any, kind: str) -> list[Any]:
    Worker(app).run(once=True, slow=False)
    return [letter for letter in ports.mail.sent if letter.type == kind]


def count(session: Session, model: Any) -> int:
    """Return how many rows there are, and let go of the database: SQLite has one writer."""
    number = session.scalar(select(func.count()).select_from(model)) or 0
    session.commit()
    return number


def queued(session: Session, kind: str) -> int:
    return session.scalar(select(func.count()).where(Job.kind == kind)) or 0


def link_in(letter: Any, path: str) -> str:
    found = re.search(rf"http://localhost({path}\S+)", letter.text)
    assert found, letter.text
    return found[1]


def test_the_link_in_the_mail_shows_and_only_pressing_confirms(
    app: Any, client: Any, session: Session, ports: Any, consultation: Any
) -> None:
    page = client.get("/volgen?consultatie=proef")
    assert "Set-Cookie" not in page.headers
    assert re.search(r'value="consultatie:proef" checked', page.text)
    answer = ask(client, consultations="consultatie:proef", themes="thema:zorg")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/volgen/bijna")
    link = link_in(mails(app, ports, "follow")[0], "/volgen/bevestigen/")
    assert "Zorg" in client.get(link).text
    assert count(session, Subscriber) == 0
    begun = client.post(link, headers=OURS)
    assert begun.status_code == 303
    manage = client.get(begun.headers["Location"])
    assert "U volgt dit nu" in manage.text
    assert manage.text.count(" checked") == 3  # a consultation, a theme, the rhythm
    assert client.post(link, headers=OURS).status_code == 303
    assert count(session, Subscription) == 2


@pytest.mark.parametrize(
    ("email", "ticked", "words"),
    [
        ("", {"themes": "thema:zorg"}, "Vul een e-mailadres in, zoals naam@voorbeeld.nl."),
        ("noor", {"themes": "thema:zorg"}, "Vul een e-mailadres in"),
        ("noor@example.nl", {"themes": ""}, "Kies een onderwerp, ministerie of wet."),
    ],
)
def test_what_is_missing_is_said_at_the_field_and_what_was_typed_stays(
    client: Any, session: Session, consultation: Any, email: str, ticked: dict[str, str], words: str
) -> None:
    answer = ask(client, email, "weekly", **ticked)
    assert answer.status_code == 422
    assert answer.text.count(words) == 2
    assert f'value="{email}"' in answer.text
    assert re.search(r'value="weekly" checked', answer.text)
    assert queued(session, "mail") == 0


def test_an_english_page_marks_the_dutch_names_of_what_can_be_followed(
    client: Any, consultation: Any
) -> None:
    assert "Ministries" in client.get("/en/volgen").text
    assert '<span lang="nl">Zorg</span>' in client.get("/en/volgen").text
    assert 'lang="nl">Zorg' not in client.get("/volgen").text


def test_a_fourth_mail_within_the_hour_waits_and_stays_counted(
    client: Any, session: Session, consultation: Any
) -> None:
    for _ in range(3):
        assert ask(client).status_code == 303
    answer = ask(client, "Noor+x@example.nl")
    assert answer.status_code == 429
    assert "over een uur" in answer.text
    assert session.scalar(select(func.count()).where(BrakeEvent.kind == "mail-address")) == 3


def test_a_link_that_is_too_old_is_refused_and_its_request_is_forgotten(
    session: Session, clock: Any, consultation: Any
) -> None:
    subscriptions.ask(
        session,
        "noor@example.nl",
        [THEME],
        Rhythm.DAILY,
        language="nl",
        life=timedelta(hours=48),
        now=clock(),
    )
    token = session.scalars(select(Job).where(Job.kind == "mail")).one().payload["facts"]["token"]
    clock.forward(hours=49)
    with pytest.raises(TokenRefused, match="follow-link-expired"):
        subscriptions.confirm(session, token, now=clock())
    assert subscriptions.remove_old_requests(session, now=clock()) == 1
    with pytest.raises(TokenRefused, match="token-unknown"):
        subscriptions.confirm(session, token, now=clock())


def test_the_database_holds_no_link(session: Session, clock: Any, consultation: Any) -> None:
    subscriptions.ask(
        session,
        "noor@example.nl",
        [THEME],
        Rhythm.DAILY,
        language="nl",
        life=timedelta(hours=48),
        now=clock(),
    )
    token = session.scalars(select(Job).where(Job.kind == "mail")).one().payload["facts"]["token"]
    assert len(token) >= 43
    assert token not in str(session.execute(select(SubscriptionRequest.__table__)).all())


def test_a_follower_is_mailed_once_when_it_closes_and_can_stop_with_one_post(
    app: Any, client: Any, session: Session, ports: Any, clock: Any, consultation: Any
) -> None:
    news.tell_new(session, now=clock())
    follower(session, clock)
    session.commit()
    clock.forward(days=35)
    (letter,) = mails(app, ports, "news")
    assert letter.to == "noor@example.nl"
    assert "Reageren kan niet meer" in letter.text
    assert "Reageren kan niet meer" in letter.html
    assert letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    clock.forward(hours=1)
    assert len(mails(app, ports, "news")) == 1
    stop = letter.headers["List-Unsubscribe"].strip("<>").removeprefix("http://localhost")
    assert client.get(stop).status_code == 200
    assert count(session, Subscriber) == 1
    for _ in range(2):
        answer = client.post(stop, data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers
    assert count(session, Subscriber) == 0


def test_nobody_is_told_twice_though_two_workers_look(
    session: Session, clock: Any, consultation: Any
) -> None:
    follower(session, clock)
    clock.forward(days=35)
    assert news.tell_new(session, now=clock()) == 1  # opened long ago is no news; closed is
    assert news.tell_new(session, now=clock()) == 0
    assert queued(session, "news-mail") == 1


def test_old_stages_are_noted_and_told_to_nobody(session: Session, clock: Any, consultation: Any) -> None:
    make_response(session, consultation)
    clock.forward(days=90)
    assert news.tell_new(session, now=clock()) == 0
    assert {one.kind for one in session.scalars(select(StageEvent))} == {StageKind.OPENED, StageKind.CLOSED}


def test_a_digest_comes_once_a_period_and_not_when_nothing_happened(
    session: Session, clock: Any, consultation: Any
) -> None:
    follower(session, clock, rhythm=Rhythm.DAILY)
    follower(session, clock, CONSULTATION, THEME, rhythm=Rhythm.WEEKLY, email="sam@example.nl")
    news.tell_new(session, now=clock())
    clock.forward(days=1)
    session.execute(StageEvent.__table__.delete())  # as if it opened before anybody followed
    assert news.send_digests(session, now=clock()) == 0
    for _day in range(60):
        clock.forward(days=1)
        news.tell_new(session, now=clock())
        news.send_digests(session, now=clock())
        assert news.send_digests(session, now=clock()) == 0
    jobs = list(session.scalars(select(Job).where(Job.kind == "news-mail")))
    assert len(jobs) == 2
    assert all(len(job.payload["events"]) == 1 for job in jobs)


def test_who_responded_hears_what_was_done_with_each_point(
    app: Any, client: Any, session: Session, ports: Any, clock: Any, consultation: Any
) -> None:
    response = make_response(session, consultation)
    follower(session, clock, CONSULTATION)  # the same address: one mail, not two
    session.add(
        Report(
            consultation_id=consultation.id,
            language="nl",
            markdown="Dank.",
            html="<p>Dank.</p>",
            changed_at=NOW,
        )
    )
    texts = {"nl": {"markdown": "Wij namen dit over.", "html": "<p>Wij namen dit over.</p>"}}
    session.add(
        ReportItem(consultation_id=consultation.id, eid="art_2", disposition=Disposition.ADOPTED, texts=texts)
    )
    clock.forward(days=90)
    consultation.stage, consultation.reported_at = Stage.REPORTED, clock()
    session.commit()
    (letter,) = mails(app, ports, "stage")
    for words in (
        "Dit is een goed plan.",
        "Overgenomen",
        "Wij namen dit over.",
        response.reference,
        "Artikel 2",
    ):
        assert words in letter.text, words
        assert words in letter.html, words
    assert mails(app, ports, "news") == []
    assert client.get(link_in(letter, "/reageren/beheer/")).status_code == 200
    stop = letter.headers["List-Unsubscribe"].strip("<>").removeprefix("http://localhost")
    assert client.post(stop).status_code == 200
    session.expire_all()
    assert session.scalars(select(Respondent.wants_news)).one() is False


@pytest.mark.parametrize("state", [ResponseState.WITHDRAWN, ResponseState.SENT, ResponseState.EXPIRED])
def test_who_has_no_response_any_more_hears_nothing(
    session: Session, clock: Any, consultation: Any, state: ResponseState
) -> None:
    make_response(session, consultation, state=state)
    clock.forward(days=35)
    assert news.tell_new(session, now=clock()) == 0


def test_what_is_followed_can_be_changed_and_nothing_ticked_forgets_the_address(
    session: Session, clock: Any, consultation: Any
) -> None:
    one = follower(session, clock)
    assert subscriptions.change(session, one, {CONSULTATION}, Rhythm.WEEKLY, now=clock())
    assert [row.subject for row in one.subscriptions] == [CONSULTATION]
    assert not subscriptions.change(session, one, set(), Rhythm.WEEKLY, now=clock())
    assert count(session, Subscription) == 0
    assert count(session, Subscriber) == 0


def test_too_many_subjects_are_refused(session: Session, clock: Any) -> None:
    many = [Subject(SubjectKind.THEME, f"t{n}") for n in range(51)]
    with pytest.raises(Invalid, match="following-invalid"):
        subscriptions.ask(
            session, "n@example.nl", many, Rhythm.DAILY, language="nl", life=timedelta(hours=1), now=clock()
        )
