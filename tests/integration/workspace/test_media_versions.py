"""Sound and sign language beside a consultation: never without captions and words; on both databases."""

from __future__ import annotations

from typing import Any

import pytest

from consultatie.domain.lifecycle import Stage
from tests.integration.workspace.drafter_browser import EDIT, Browser, file, kept, make_draft

ADDRESS = f"{EDIT}/geluid-en-gebarentaal"
VIDEO = b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + bytes(range(256)) * 4
SOUND = b"ID3\4\0\0\0\0\0\0" + b"\0" * 500
CAPTIONS = b"WEBVTT\n\n00:01.000 --> 00:02.000\nDit is een plan.\n"
SIGN = {"kind": "sign", "subject": "overview", "language": "nl", "transcript": "Dit is **een plan**."}


def complete(**more: Any) -> dict[str, Any]:
    return SIGN | {"file": file(VIDEO, "ngt.mp4"), "captions": file(CAPTIONS, "ngt.vtt")} | more


def test_a_video_with_captions_and_words_is_shown_with_the_buttons_of_the_browser(db, people, anna) -> None:
    make_draft(db, people)
    saved = anna.post(ADDRESS, complete())
    assert "Bewaard." in anna.get(saved.location)
    page = anna.get("/consultaties/wet-op-de-proef")
    video = page[page.index("<video") : page.index("</video>")]
    assert " controls " in video
    assert "autoplay" not in video
    assert '<track kind="captions"' in video
    assert 'srclang="nl"' in video
    assert "Dit is <strong>een plan</strong>." in page
    assert "Lees wat er gezegd wordt" in page


@pytest.mark.parametrize(
    ("data", "field", "words"),
    [
        ({"captions": (b"", "")}, "captions", "Een video heeft ondertitels nodig."),
        ({"transcript": " "}, "transcript", "Schrijf op wat er gezegd of gebaard wordt."),
        ({"captions": (b"1\n00:00:01,000", "x.srt")}, "captions", "Dit zijn geen ondertitels in WebVTT."),
        (
            {"captions": (CAPTIONS.replace(b".000", b",000"), "x.vtt")},
            "captions",
            "De ondertitel op regel 3",
        ),
        ({"file": (SOUND, "x.mp4")}, "file", "Kies een video, in MP4 of WebM."),
        ({"kind": "audio"}, "file", "Kies geluid, in MP3"),
        ({"subject": ""}, "subject", "Kies waar het over gaat."),
    ],
)
def test_what_is_missing_or_wrong_is_said_at_its_field_and_nothing_is_kept(
    db, people, anna, data, field, words
) -> None:
    make_draft(db, people)
    # A file is opened here: the client closes it, and the next database needs it again.
    data = {name: file(*value) if isinstance(value, tuple) else value for name, value in data.items()}
    page = anna.post(ADDRESS, complete(**data), status=422).text
    assert 'id="foutoverzicht"' in page
    assert f'href="#{field}' in page
    assert page.count(words) == 2
    with db.read() as session:
        assert session.merge(kept(db)).media_versions == []


def test_everything_that_is_missing_is_said_at_once(db, people, anna) -> None:
    make_draft(db, people)
    page = anna.post(ADDRESS, complete(captions=file(b"", ""), transcript=""), status=422).text
    assert "Een video heeft ondertitels nodig." in page
    assert "Schrijf op wat er gezegd of gebaard wordt." in page


def test_sound_needs_its_words_and_no_captions_and_replaces_what_was_there(db, people, anna) -> None:
    make_draft(db, people)
    sound = SIGN | {"kind": "audio"}
    anna.post(ADDRESS, sound | {"file": file(SOUND, "a.mp3"), "captions": file(b"", "")})
    anna.post(ADDRESS, sound | {"file": file(SOUND + b"b", "b.mp3"), "captions": file(b"", "")})
    with db.read() as session:
        (one,) = session.merge(kept(db)).media_versions
        assert one.file.name == "b.mp3"
        assert one.captions is None
    assert "<audio" in anna.get("/consultaties/wet-op-de-proef")


def address(db: Any, *, captions: bool = False) -> str:
    with db.read() as session:
        (one,) = session.merge(kept(db)).media_versions
        stored = one.captions if captions else one.file
        return f"/consultaties/wet-op-de-proef/opnamen/{stored.key}"


def test_a_player_gets_the_part_it_asks_for(db, people, anna: Browser) -> None:
    make_draft(db, people)
    anna.post(ADDRESS, complete())
    whole = anna.client.get(address(db))
    assert (whole.status_code, whole.data) == (200, VIDEO)
    assert whole.headers["Accept-Ranges"] == "bytes"
    assert whole.content_type == "video/mp4"
    part = anna.client.get(address(db), headers={"Range": "bytes=4-7"})
    assert (part.status_code, part.data) == (206, b"ftyp")
    assert part.headers["Content-Range"] == f"bytes 4-7/{len(VIDEO)}"
    last = anna.client.get(address(db), headers={"Range": "bytes=-3"})
    assert last.data == VIDEO[-3:]
    assert anna.client.get(address(db), headers={"Range": "bytes=9999-"}).status_code == 416
    words = anna.client.get(address(db, captions=True))
    assert words.content_type == "text/vtt; charset=utf-8"
    assert words.data == CAPTIONS


def test_a_recording_is_hidden_as_long_as_its_consultation_is(db, people, anna, client) -> None:
    make_draft(db, people)
    anna.post(ADDRESS, complete())
    assert client.get(address(db)).status_code == 404
    with db.write.begin() as session:
        session.merge(kept(db)).stage = Stage.PUBLISHED
    assert client.get(address(db)).status_code == 200
    assert client.get(address(db)[:-1] + "0").status_code == 404


def test_a_recording_is_taken_away_after_a_question(db, people, anna) -> None:
    make_draft(db, people)
    anna.post(ADDRESS, complete())
    with db.read() as session:
        (one,) = session.merge(kept(db)).media_versions
    where = f"{ADDRESS}/{one.id}/verwijderen"
    assert "Wilt u deze opname verwijderen?" in anna.get(where)
    anna.post(where, {})
    assert "Er zijn nog geen opnamen." in anna.get(ADDRESS)
    assert "<video" not in anna.get("/consultaties/wet-op-de-proef")
