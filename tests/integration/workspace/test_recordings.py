"""Recordings at the desk: who may play them, in parts, and writing down what they say."""

from __future__ import annotations

import io

import pytest
from sqlalchemy import select

from consultatie.models.recordings import Recording
from consultatie.models.responses import Position, Response
from tests import factories
from tests.integration.workspace.drafter_browser import Browser

VIDEO = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 20


@pytest.fixture
def spoken(app, db, people, ports) -> str:
    """Give the address of a response with a video in sign language."""
    key = ports.files.put_stream(io.BytesIO(VIDEO))
    with db.write.begin() as session:
        consultation = factories.make_consultation(session, department=session.merge(people["department"]))
        made = factories.make_response(session, consultation, comments=(("", Position.OPPOSE, ""),))
        made.comments[0].recording = Recording(
            key=key, name="gebaren.mp4", media_type="video/mp4", size=len(VIDEO), created_at=factories.NOW
        )
        session.flush()
        number = made.comments[0].recording_id
        return f"/werkplek/{consultation.slug}/reacties/{made.reference}/opname/{number}"


def test_a_drafter_plays_a_recording_with_native_controls_and_in_parts(anna, spoken) -> None:
    page = anna.get(spoken.rpartition("/opname")[0])
    assert f'<video class="recording" controls preload="none" src="{spoken}"' in page
    whole = anna.client.get(spoken)
    assert (whole.status_code, whole.data) == (200, VIDEO)
    assert (whole.content_type, whole.headers["Accept-Ranges"]) == ("video/mp4", "bytes")
    assert "sandbox" in whole.headers["Content-Security-Policy"]
    assert whole.headers["Cache-Control"] == "private, no-store"
    part = anna.client.get(spoken, headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.data) == (206, VIDEO[100:200])
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(VIDEO)}"
    assert anna.client.get(spoken, headers={"Range": "bytes=999999-"}).status_code == 416


def test_nobody_else_gets_a_recording(app, client, people, spoken) -> None:
    assert client.get(spoken).status_code == 303
    stranger = Browser(app, people["vreemd"]).client
    assert stranger.get(spoken).status_code == 403
    assert stranger.get(f"{spoken}/tekst").status_code == 403


def test_a_recording_of_another_response_is_404(anna, spoken) -> None:
    head, _, number = spoken.rpartition("/")
    assert anna.client.get(f"{head}/{int(number) + 1}").status_code == 404


def test_a_drafter_writes_a_recording_down_and_the_list_of_work_is_empty_again(anna, db, spoken) -> None:
    overview = spoken.partition("/reacties")[0]
    assert f"{spoken}/tekst" in anna.get(overview)
    token = anna.token(f"{spoken}/tekst")
    empty = anna.client.post(f"{spoken}/tekst", data={"csrf_token": token, "text": " "})
    assert empty.status_code == 422
    assert "Schrijf op wat iemand zegt of gebaart." in empty.text
    done = anna.client.post(f"{spoken}/tekst", data={"csrf_token": token, "text": "De brief is te klein."})
    assert done.status_code == 303
    assert "De tekst is bewaard." in anna.get(done.location)
    assert f"{spoken}/tekst" not in anna.get(overview)
    with db.read() as session:
        [comment] = session.scalars(select(Response)).one().comments
        assert comment.text == "De brief is te klein."
        assert comment.recording.transcribed_by_id is not None
