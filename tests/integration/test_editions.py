"""Files that people keep: made when the content changes, never stale, offered with their size."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from consultatie import create_app
from consultatie.adapters.documents.memory import PlainDocuments
from consultatie.domain.editions import FORMATS, Work
from consultatie.domain.lifecycle import Stage
from consultatie.jobs.worker import Worker
from consultatie.models.consultations import ConsultationText, TextField
from consultatie.models.editions import Edition
from consultatie.models.files import StoredFile
from consultatie.models.queue import Job, JobState
from consultatie.services import editions, queue, responses
from tests.factories import make_consultation, make_response
from tests.integration.public_reader import OPEN

TEXT = f"{OPEN}/tekst"


@pytest.fixture
def documents() -> PlainDocuments:
    return PlainDocuments()


@pytest.fixture
def app(settings, ports, documents):
    app = create_app(settings, replace(ports, documents=documents))
    yield app
    app.extensions["consultatie"].db.engine.dispose()


@pytest.fixture
def proef(db, clock):
    with db.write.begin() as session:
        consultation = make_consultation(session)
        queue.content_changed(session, consultation.slug, now=clock())
    return consultation


def work(app) -> None:
    Worker(app).run(once=True)


def offered(db, work_: Work, language: str = "nl") -> dict[str, int | None]:
    from consultatie.services import consultations

    with db.read() as session:
        found = editions.offers(session, consultations.get(session, "proef"), work_, language)
        return {one.format: one.size for one in found}


def test_every_format_is_made_once_and_offered_with_its_size(app, db, proef, client, documents) -> None:
    assert set(offered(db, Work.BILL).values()) == {None}
    assert "Wij maken dit bestand nu." in client.get(TEXT).text
    work(app)
    for one in (Work.WHOLE, Work.BILL, Work.FORM):
        assert all(offered(db, one).values()), one
        assert tuple(offered(db, one)) == FORMATS[one]
    assert offered(db, Work.REPORT) == {}
    page = client.get(TEXT).text
    assert "Wij maken dit bestand nu." not in page
    assert f'href="{OPEN}/bestanden/proef-wettekst-nl.pdf"' in page
    assert "De wettekst: PDF, " in page
    assert "kB" in page


def test_a_file_is_served_under_a_lasting_address_with_its_kind(app, proef, client) -> None:
    work(app)
    answer = client.get(f"{OPEN}/bestanden/proef-consultatie-groot-nl.pdf")
    assert (answer.status_code, answer.content_type) == (200, "application/pdf")
    assert "proef-consultatie-groot-nl.pdf" in answer.headers["Content-Disposition"]
    again = client.get(
        f"{OPEN}/bestanden/proef-consultatie-groot-nl.pdf", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304
    assert client.get(f"{OPEN}/bestanden/proef-verslag-nl.pdf").status_code == 404
    assert client.get(f"{OPEN}/bestanden/iets.pdf").status_code == 404
    akn = client.get(f"{OPEN}/bestanden/proef-wettekst-nl.xml")
    assert akn.text.startswith("<?xml")
    assert client.get(f"{OPEN}/bestanden/proef-wettekst-nl.md").text.startswith("# Wet op de proef")


def test_what_changed_is_not_offered_until_it_is_made_anew(app, db, proef, client, clock) -> None:
    work(app)
    address = f"{OPEN}/bestanden/proef-consultatie-nl.html"
    before = client.get(address).text
    with db.write.begin() as session:
        row = session.merge(proef)
        row.title = "Wet op een andere proef"
        queue.content_changed(session, row.slug, now=clock())
    assert set(offered(db, Work.WHOLE).values()) == {None}
    refused = client.get(address)
    assert refused.status_code == 503
    assert "Wij maken dit bestand nu." in refused.text
    work(app)
    after = client.get(address).text
    assert "Wet op een andere proef" in after
    assert after != before


def test_what_did_not_change_is_not_made_again_and_old_bytes_go(app, db, proef, clock, documents) -> None:
    work(app)
    made = len(documents.made)
    with db.write.begin() as session:
        queue.content_changed(session, "proef", now=clock())
    work(app)
    assert len(documents.made) == made
    assert all(offered(db, Work.WHOLE).values())
    with db.write.begin() as session:
        kept = session.scalars(select(StoredFile.key)).all()
        session.merge(proef).contact = "Ergens anders"
        queue.content_changed(session, "proef", now=clock())
    work(app)
    with db.read() as session:
        now_kept = session.scalars(select(StoredFile.key)).all()
        assert session.scalars(select(Edition)).all()
    assert len(documents.made) > made
    assert len(now_kept) == len(kept)
    assert set(now_kept) != set(kept)


def test_a_response_leaves_the_files_as_they_are(app, db, proef, clock) -> None:
    work(app)
    with db.write.begin() as session:
        response = make_response(session, session.merge(proef))
        responses.public_changed(session, response, now=clock())
    assert all(offered(db, Work.WHOLE).values())


def test_a_draft_has_no_files_and_publishing_makes_them(app, db, clock) -> None:
    with db.write.begin() as session:
        consultation = make_consultation(session, stage=Stage.DRAFT)
        assert editions.works(session, consultation) == []
    work(app)
    with db.write.begin() as session:
        consultation = session.merge(consultation)
        consultation.stage = Stage.PUBLISHED
        queue.content_changed(session, "proef", now=clock())
    work(app)
    assert all(offered(db, Work.FORM).values())


def test_english_files_are_there_when_the_consultation_is_told_in_english(
    app, db, proef, client, clock
) -> None:
    assert offered(db, Work.WHOLE, "en").keys() == offered(db, Work.WHOLE).keys()
    with db.write.begin() as session:
        session.merge(proef).texts.append(
            ConsultationText(
                language="en", field=TextField.SUMMARY, markdown="Letters.", html="<p>Letters.</p>"
            )
        )
        queue.content_changed(session, "proef", now=clock())
    work(app)
    page = client.get(f"/en{OPEN}/tekst").text
    assert "proef-consultatie-en.pdf" in page
    assert "proef-wettekst-nl.pdf" in page
    english = client.get(f"{OPEN}/bestanden/proef-consultatie-en.html").text
    assert '<html lang="en"' in english
    assert "<h2>In short</h2>" in english
    assert '<section class="article" id="art_2">' in english
    assert 'lang="nl">Artikel 2. Duidelijke brieven' in english


def test_the_report_has_files_once_it_is_published_and_a_withdrawn_name_leaves_them(
    app, db, client, clock
) -> None:
    from consultatie.domain.visibility import RespondentKind

    with db.write.begin() as session:
        consultation = make_consultation(session, stage=Stage.REPORTED)
        response = make_response(session, consultation, kind=RespondentKind.ORGANISATION)
        queue.content_changed(session, "proef", now=clock())
    work(app)
    assert tuple(offered(db, Work.REPORT)) == FORMATS[Work.REPORT]
    assert "Vereniging De Proef" in client.get(f"{OPEN}/bestanden/proef-verslag-nl.html").text
    assert "Het verslag: Word (DOCX), " in client.get(f"{OPEN}/verslag").text
    with db.write.begin() as session:
        responses.withdraw(session, session.merge(response), now=clock())
    assert client.get(f"{OPEN}/bestanden/proef-verslag-nl.html").status_code == 503
    work(app)
    assert "Vereniging De Proef" not in client.get(f"{OPEN}/bestanden/proef-verslag-nl.html").text


def test_a_server_without_pango_says_why_and_offers_the_rest(app, db, proef, client, documents) -> None:
    documents.lacks = ("pango-1.0",)
    work(app)
    page = client.get(TEXT).text
    assert "De wettekst: PDF. Deze server kan nu geen PDF maken." in " ".join(page.split()).replace(
        " </span>", "</span>"
    )
    assert "proef-wettekst-nl.epub" in page
    with db.read() as session:
        assert session.scalars(select(Job.state).where(Job.kind == "editions")).all() == [JobState.DONE]


def test_one_file_that_fails_does_not_stop_the_others_and_is_tried_again(app, db, proef, clock) -> None:
    class Stubborn(PlainDocuments):
        def make(self, kind, html, pictures):
            from consultatie.domain.errors import Unavailable

            if kind == "pdf":
                raise Unavailable("pdf-failed")
            return super().make(kind, html, pictures)

    site = app.extensions["consultatie"]
    app.extensions["consultatie"] = replace(site, ports=replace(site.ports, documents=Stubborn()))
    Worker(app).run(once=True)
    found = offered(db, Work.WHOLE)
    assert found["epub"]
    assert found["pdf"] is None
    with db.read() as session:
        job = session.scalars(select(Job).where(Job.kind == "editions")).one()
        assert (job.state, job.last_error) == (JobState.READY, "Unavailable pdf-failed")


def test_the_form_has_closing_date_return_address_questions_and_what_becomes_public(
    app, proef, client
) -> None:
    from consultatie.domain.editions import file_name

    with app.app_context():
        from consultatie.http.editions.composing import compose
        from consultatie.http.editions.sources import Source
        from consultatie.http.site import site
        from consultatie.services import bills, consultations

        with site().db.read() as session:
            row = consultations.get(session, "proef")
            made = compose(Source(session, row, bills.find_current(session, row), "nl"), Work.FORM)
    assert "uiterlijk op zaterdag 3 april 2027" in made.html
    assert "Postbus 1, 070 000 00 00" in made.html
    assert "Mijn reactie, zonder mijn naam" in made.html
    assert b"<svg" in made.pictures["qr"][0]
    work(app)
    page = client.get(OPEN).text
    assert file_name("proef", Work.FORM, "nl", "pdf-large") in page


def test_mail_goes_before_files(db, proef, clock) -> None:
    with db.write.begin() as session:
        session.execute(Job.__table__.delete())
        queue.editions_due(session, "proef", now=clock())
        queue.enqueue(session, "mail", {}, now=clock())
    with db.write.begin() as session:
        later = clock() + timedelta(seconds=1)
        assert queue.claim(session, worker="a", now=later).kind == "mail"
        assert queue.claim(session, worker="a", now=later, slow=False) is None
        assert queue.claim(session, worker="a", now=later).kind == "editions"


def test_a_new_release_queues_what_no_file_is_there_for(db, proef, clock) -> None:
    with db.write.begin() as session:
        session.execute(Job.__table__.delete())
        assert editions.queue_missing(session, now=clock()) == 1
        assert session.scalars(select(Job.payload)).all() == [{"slug": "proef"}]
