"""What there is to hear in the scene: a spoken answer, and a recording beside a consultation. Both are silent."""

from __future__ import annotations

import io
import wave
from datetime import datetime

from sqlalchemy.orm import Session

from consultatie.cli import demo_content
from consultatie.models.consultations import Consultation
from consultatie.models.media_versions import MediaKind, Subject
from consultatie.models.responses import Response
from consultatie.services import media_versions, recordings
from tests.e2e.site import LiveSite


def silence(seconds: int = 1) -> bytes:
    """Return a WAV file (8 kHz, 8 bits, one channel) in which nothing is heard."""
    kept = io.BytesIO()
    with wave.open(kept, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * 8000 * seconds)
    return kept.getvalue()


def speak(session: Session, site: LiveSite, draft: Response, eid: str, now: datetime) -> int:
    """Give a draft a spoken answer about a provision, and return its number."""
    stream = io.BytesIO(silence())
    taken = recordings.take(
        site.parts.ports.files, stream, name="mijn stem.wav", allowed=("audio/wav",), largest=1_000_000
    )
    return recordings.attach(session, draft, eid, taken, now=now).id


def add_sound(session: Session, consultation: Consultation, cast: demo_content.Cast, now: datetime) -> None:
    """Give the draft something to listen to, with its words."""
    media_versions.add(
        session,
        consultation,
        kind=MediaKind.AUDIO,
        subject=Subject.OVERVIEW,
        language="nl",
        recording=media_versions.Upload(io.BytesIO(silence()), "uitleg.wav"),
        captions=None,
        transcript="Dit plan gaat over speelplekken. Zij moeten schaduw en water hebben.",
        files=cast.ports.files,
        markup=cast.ports.markup,
        by=cast.drafter,
        now=now,
    )
