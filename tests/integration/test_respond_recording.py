"""Responding with a recording, from the file to the transcript that everyone reads."""

from __future__ import annotations

import io

import pytest
from sqlalchemy import func, select

from consultatie.domain.errors import Invalid, NotFound, WrongState
from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.permissions import Role
from consultatie.domain.respondents import Limits
from consultatie.domain.visibility import preview
from consultatie.jobs.worker import Worker
from consultatie.models.accounts import User
from consultatie.models.moderation import Decision
from consultatie.models.recordings import Recording
from consultatie.models.responses import Comment, Response
from consultatie.services import erasure, moderation, recordings
from tests.factories import make_user
from tests.integration.respond_browser import (
    a_visitor,
    asked_consultation,
    link_in,
    only,
    site_db,
    write_comment,
)

__all__ = ["a_visitor", "asked_consultation", "site_db"]  # fixtures
MP3 = b"ID3\x04\x00\x00" + b"\x00" * 3000
MP4 = b"\x00\x00\x00\x18ftypmp42" + b"\x01" * 3000
LIMITS = Limits(20_000, 200_000)
WORDS = "Ik vind de brief te klein. Mijn vader kan hem niet lezen."


def file(data: bytes = MP3, name: str = "mijn stem.mp3") -> tuple[io.BytesIO, str]:
    return io.BytesIO(data), name


def record(
    visitor, path: str = "/reageren/proef/opname", data: bytes = MP3, name: str = "mijn stem.mp3"
) -> None:
    visitor.get(path)
    visitor.submit(recording=file(data, name))


def to_sent(visitor, publication: str = "named") -> None:
    record(visitor)
    visitor.submit(position="oppose")
    visitor.get("/reageren/proef/wie")
    visitor.submit(kind="person")
    visitor.submit(name="Noor de Wit", email="noor@example.nl")
    visitor.submit(publication=publication)
    assert visitor.heading == "Controleer uw reactie"
    assert "mijn stem.mp3" in visitor.text
    visitor.submit()


def confirmed(app, visitor, ports) -> str:
    visitor.get(link_in(app, ports, "confirm"))
    visitor.submit()
    return visitor.path


def transcribe(db, clock, text: str = WORDS) -> None:
    with db.write.begin() as session:
        response = session.scalars(select(Response)).one()
        by = (session.scalar(select(User)) or make_user(session, name="Anna")).viewer()
        recordings.transcribe(
            session, response, response.comments[0], text, limits=LIMITS, by=by, now=clock()
        )


def test_a_recording_is_asked_first_and_then_what_you_think(visitor, db) -> None:
    visitor.get("/reageren/proef/opname")
    assert visitor.title.startswith("Vraag 1 van 7: Het hele voorstel: reageer met een opname")
    record(visitor)
    assert visitor.heading == "Wat vindt u van het hele voorstel?"
    visitor.submit(position="oppose")
    assert visitor.heading == "Uw reactie tot nu toe"
    assert "mijn stem.mp3" in visitor.text
    with db.read() as session:
        kept = session.scalars(select(Recording)).one()
        assert (kept.name, kept.media_type, kept.size) == ("mijn stem.mp3", "audio/mpeg", len(MP3))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ((b"", ""), "Kies het bestand met uw opname."),
        ((b"", "leeg.mp3"), "Dit bestand is leeg. Kies een ander bestand."),
        (
            (b"%PDF-1.7 brief", "brief.mp3"),
            "Deze soort opname kennen wij niet. Kies geluid of video, zoals MP3.",
        ),
        (
            (b"fLaC\x00\x00", "muziek.flac"),
            "Deze soort opname kennen wij niet. Kies geluid of video, zoals MP3.",
        ),
    ],
)
def test_a_file_that_is_no_recording_is_told_at_the_field(visitor, db, given, words: str) -> None:
    visitor.get("/reageren/proef/opname")
    visitor.submit(recording=file(*given))
    assert (visitor.answer.status_code, visitor.errors()) == (422, [words])
    assert visitor.title.startswith("Fout: Vraag 1 van 7")
    assert visitor.page.xpath("//*[@id='foutoverzicht']//a/@href") == ["#recording"]
    with db.read() as session:
        assert session.scalar(select(func.count(Response.id))) == 0


@pytest.mark.parametrize(("over", "status"), [(1, 422), (2_000_000, 413)])
def test_a_recording_that_is_too_large_is_told_with_the_limit(visitor, app, over: int, status: int) -> None:
    largest = app.extensions["consultatie"].settings.max_recording_bytes
    record(visitor, data=MP3 + b"\x00" * (largest + over - len(MP3)))
    assert visitor.answer.status_code == status
    assert visitor.errors() == [
        f"Uw opname is te groot. Kies een bestand van hoogstens {largest // 1_000_000} MB."
    ]


def test_what_was_written_before_stays_beside_a_recording(visitor, db) -> None:
    write_comment(visitor)
    record(visitor, "/reageren/proef/artikel/art_2/opname")
    assert visitor.heading == "Uw reactie tot nu toe"
    [comment] = only(db).comments
    assert comment.text.startswith("Mijn moeder")
    assert comment.recording_id is not None


def test_an_unknown_provision_takes_no_recording_and_keeps_no_bytes(visitor, db, ports) -> None:
    assert visitor.get("/reageren/proef/artikel/art_99/opname").status_code == 404
    visitor.get("/reageren/proef/opname")
    assert visitor.post("/reageren/proef/artikel/art_99/opname", recording=file()).status_code == 404
    with pytest.raises(NotFound):
        ports.files.get(_key(MP3))


def _key(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


def test_a_recording_taken_away_or_replaced_leaves_no_bytes(app, visitor, db, ports) -> None:
    record(visitor)
    visitor.get("/reageren/proef/opname")
    visitor.submit(recording=file(MP4, "gebaren.mp4"))
    Worker(app).run(once=True)
    assert ports.files.get(_key(MP4)) == MP4
    with pytest.raises(NotFound):
        ports.files.get(_key(MP3))
    visitor.get("/reageren/proef/opname")
    assert "gebaren.mp4" in visitor.text
    visitor.submit(number=0)
    Worker(app).run(once=True)
    with db.read() as session:
        assert session.scalar(select(func.count(Recording.id))) == 0
        assert session.scalar(select(func.count(Comment.id))) == 0
    with pytest.raises(NotFound):
        ports.files.get(_key(MP4))


def test_many_recordings_from_one_network_wait(visitor, app) -> None:
    for number in range(app.extensions["consultatie"].settings.network_recordings_per_hour):
        record(visitor, data=MP3 + bytes([number]))
        assert visitor.answer.status_code == 200
    record(visitor, data=MP3 + b"nog een")
    assert visitor.answer.status_code == 429


def test_a_recording_is_held_until_it_is_written_down_and_then_public_without_its_bytes(
    app, visitor, db, ports, clock
) -> None:
    to_sent(visitor)
    receipt = confirmed(app, visitor, ports)
    assert "U stuurde een opname." in visitor.text
    assert (only(db).state, only(db).held_code) == (ResponseState.HELD, "transcript")
    transcribe(db, clock)
    with db.read() as session:
        response = session.scalars(select(Response)).one()
        facts = response.facts()
        assert (response.state, facts.comments[0].text) == (ResponseState.PUBLIC, WORDS)
        shown = preview(facts).comments[0]
        assert (shown.recording, shown.transcribed) == (None, True)
        assert facts.comments[0].recording == _key(MP3)
    assert link_in(app, ports, "transcribed").startswith("/reageren/beheer/")
    visitor.get(receipt)
    assert WORDS in visitor.text
    visitor.get(f"/reacties/{only(db).reference}")
    assert "Dit kwam als opname binnen. Een medewerker schreef het op." in visitor.text
    assert _key(MP3) not in visitor.answer.get_data(as_text=True)


def test_a_transcript_follows_the_same_checks_as_any_text(app, visitor, db, ports, clock) -> None:
    to_sent(visitor)
    confirmed(app, visitor, ports)
    transcribe(db, clock, "Bel mij op 06 12345678.")
    assert (only(db).state, only(db).held_code) == (ResponseState.HELD, "personal-data")


def test_a_recording_that_is_not_to_be_public_is_read_by_drafters_only(
    app, visitor, db, ports, clock
) -> None:
    to_sent(visitor, publication="not")
    confirmed(app, visitor, ports)
    assert only(db).state is ResponseState.CONFIRMED
    transcribe(db, clock)
    assert only(db).state is ResponseState.CONFIRMED


def test_an_empty_transcript_and_one_over_typed_words_are_refused(app, visitor, db, ports, clock) -> None:
    to_sent(visitor)
    confirmed(app, visitor, ports)
    with pytest.raises(Invalid):
        transcribe(db, clock, "  ")
    with db.write.begin() as session:
        session.scalars(select(Comment)).one().text = "Mijn eigen woorden."
    with pytest.raises(WrongState):
        transcribe(db, clock)


def test_erasing_a_response_removes_the_bytes(app, visitor, db, ports, clock) -> None:
    to_sent(visitor)
    confirmed(app, visitor, ports)
    with db.write.begin() as session:
        erasure.erase(session, session.scalars(select(Response)).one(), now=clock())
    Worker(app).run(once=True)
    with pytest.raises(NotFound):
        ports.files.get(_key(MP3))


def test_no_moderator_publishes_a_recording_that_nobody_wrote_down(app, visitor, db, ports, clock) -> None:
    to_sent(visitor)
    confirmed(app, visitor, ports)
    with db.write.begin() as session:
        moderator = make_user(session, Role.MODERATOR).viewer()
        response = session.scalars(select(Response)).one()
        with pytest.raises(Invalid, match="held-transcript"):
            moderation.decide(session, response, Decision.PUBLISH, by=moderator, now=clock())


def test_who_goes_on_to_a_recording_loses_no_word_that_was_typed(visitor, db) -> None:
    visitor.get("/reageren/proef/algemeen")
    visitor.submit(position="oppose")
    visitor.submit(text="Ik zeg het liever.", eerst="recording")
    assert visitor.heading == "Het hele voorstel: reageer met een opname"
    assert [c.text for c in only(db).comments] == ["Ik zeg het liever."]
