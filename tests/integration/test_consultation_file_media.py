"""Recordings and the pictures of easy steps in the file of a consultation; what is written out is read back the same."""

from __future__ import annotations

import io
import tomllib
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultatie.api import representations
from consultatie.domain.errors import Invalid
from consultatie.domain.lifecycle import Stage
from consultatie.domain.ports import Ports
from consultatie.models.consultations import Consultation
from consultatie.models.pictures import Picture
from consultatie.services import consultation_export, consultation_file
from tests.factories import NOW

FILES = {
    "brief.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>',
    "mat.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="5" height="9"/></svg>',
    "ngt.mp4": b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + bytes(range(256)) * 4,
    "ngt.vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\nDit is een plan.\n",
    "kort.mp3": b"ID3\4\0\0\0\0\0\0" + b"\0" * 500,
    "nota.txt": b"Een nota.",
}
TOML = '''
title = "Wet op de proef"
kind = "act"
department = "Ministerie van Proeven"
keten_id = "WGK012345"
opens = 2027-02-01
closes = 2027-03-15
contact = "Postbus 1, 070 123 45 67"
themes = ["Brieven", "Taal"]
read_first = true
[nl]
summary = """Kort. "Zo" is het.

Nog een \\"\\"\\"regel\\"\\"\\" met een \\\\ erin."""
easy = """
## Een brief

U krijgt een brief.

## Wat u doet

U leest hem.
"""
[en]
summary = "In short."
[[explanations]]
provision = "art_2"
nl = "Een brief is duidelijk."
en = "A letter is clear."
[[illustrations]]
file = "mat.svg"
decorative = true
licence = "LicenseRef-own"
[[illustrations]]
file = "brief.svg"
provision = "art_2"
alt = "Een brief."
description = "Een brief op een mat."
en = { alt = "A letter.", description = "A letter on a mat." }
credit = "Studio Letter"
licence = "CC-BY-4.0"
easy_steps = [1, 2]
[[figures]]
kind = "timeline"
nl = "Zo gaat het"
en = "How it goes"
[[figures.rows]]
mark = "now"
nl = { label = "Lezen", text = "in maart" }
en = { label = "Reading" }
[[figures.rows]]
nl = { label = "Besluiten" }
[[media]]
kind = "sign"
subject = "overview"
file = "ngt.mp4"
captions = "ngt.vtt"
transcript = "Dit is **een plan**."
[[media]]
kind = "audio"
subject = "outcome"
language = "en"
file = "kort.mp3"
transcript = "This was done."
[[documents]]
file = "nota.txt"
title = "Nota"
web_address = "https://example.nl/nota"
[[questions]]
id = "q1"
kind = "one"
provision = "art_2"
nl = "Is dat zo?"
en = "Is that so?"
options = ["Ja", { nl = "Nee", en = "No" }]
'''


def load(
    session: Session, ports: Ports, toml: str = TOML, slug: str = "proef", files: dict[str, bytes] = FILES
) -> Consultation:
    data: dict[str, Any] = tomllib.loads(toml)
    return consultation_file.load(session, slug, data, files.__getitem__, ports=ports, now=NOW)


def shown(app: Any, row: Consultation) -> dict[str, Any]:
    with app.test_request_context():
        return representations.consultation(row, now=NOW, responses=0)


def test_recordings_come_with_their_words_and_only_once(app: Any, session: Session, ports: Ports) -> None:
    for _ in range(2):
        row = load(session, ports)
        session.commit()
        session.expire_all()
    assert [(one.kind, one.subject, one.language) for one in row.media_versions] == [
        ("sign", "overview", "nl"),
        ("audio", "outcome", "en"),
    ]
    [video] = shown(app, row)["media"]  # what was done with the responses is told with the report
    assert video["captions_url"].startswith("http://localhost/consultaties/proef/opnamen/")
    assert (video["media_type"], video["language"]) == ("video/mp4", "nl")
    assert video["transcript"]["html"] == "<p>Dit is <strong>een plan</strong>.</p>"
    row.stage = Stage.REPORTED
    assert [one["kind"] for one in shown(app, row)["media"]] == ["sign", "audio"]


def test_the_addresses_of_recordings_give_the_recordings(
    client: Any, app: Any, session: Session, ports: Ports
) -> None:
    row = load(session, ports)
    row.stage = Stage.REPORTED
    session.commit()
    for one in shown(app, row)["media"]:
        found = client.get(one["url"].removeprefix("http://localhost"))
        assert (found.status_code, found.content_type, len(found.data)) == (
            200,
            one["media_type"],
            one["bytes"],
        )
    captions = client.get(shown(app, row)["media"][0]["captions_url"].removeprefix("http://localhost"))
    assert captions.data == FILES["ngt.vtt"]


def test_a_picture_goes_with_the_steps_that_it_names(app: Any, session: Session, ports: Ports) -> None:
    row = load(session, ports)
    assert [one["easy_steps"] for one in shown(app, row)["illustrations"]] == [[], [1, 2]]
    assert [(one.place, one.illustration_id) for one in row.easy_pictures] == [
        (0, row.illustrations[1].id),
        (1, row.illustrations[1].id),
    ]


def test_without_a_choice_the_first_picture_goes_with_the_first_step(
    app: Any, session: Session, ports: Ports
) -> None:
    row = load(session, ports, TOML.replace("easy_steps = [1, 2]\n", ""))
    assert [one["easy_steps"] for one in shown(app, row)["illustrations"]] == [[1], [2]]


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        ('captions = "ngt.vtt"\n', "", {"captions": "captions-missing"}),
        ('captions = "ngt.vtt"', 'captions = "nota.txt"', {"captions": "captions-kind"}),
        ('transcript = "This was done."', "", {"transcript": "words-missing"}),
        ('file = "kort.mp3"', 'file = "ngt.mp4"', {"file": "audio-kind"}),
        ('subject = "outcome"', 'subject = "weer"', {"subject": "file-key-unreadable"}),
        ('kind = "audio"\nsubject = "outcome"\nlanguage = "en"\nfile = "kort.mp3"', 'kind = "sign"\nsubject = "overview"\nfile = "ngt.mp4"', {"media": "media-twice"}),
        ("easy_steps = [1, 2]", "easy_steps = [3]", {"easy_steps": "no-such-step"}),
        ("easy_steps = [1, 2]", "easy_steps = [0]", {"easy_steps": "no-such-step"}),
        ("easy_steps = [1, 2]", 'easy_steps = ["1"]', {"easy_steps": "file-key-unreadable"}),
        ("decorative = true", "decorative = true\neasy_steps = [2]", {"easy_steps": "step-has-picture"}),
    ],
)  # fmt: skip
def test_what_is_missing_or_wrong_refuses_the_file(
    session: Session, ports: Ports, old: str, new: str, problems: dict[str, str]
) -> None:
    assert old in TOML
    with pytest.raises(Invalid) as refused:
        load(session, ports, TOML.replace(old, new))
    assert refused.value.problems == problems


def without_addresses(found: Any) -> Any:
    if isinstance(found, list):
        return [without_addresses(one) for one in found]
    if isinstance(found, dict):
        keys = found.keys() - {"slug", "url", "captions_url"}
        return {key: without_addresses(found[key]) for key in sorted(keys)}
    return found


def test_what_is_written_out_is_read_back_the_same(app: Any, session: Session, ports: Ports) -> None:
    row = load(session, ports)
    out = consultation_export.export(row)
    files = {name: ports.files.get(key) for name, key in out.files.items()}
    assert sorted(files) == sorted(FILES)
    again = load(session, ports, out.toml, "nog-een", files)
    row.stage = again.stage = Stage.REPORTED
    assert without_addresses(shown(app, again)) == without_addresses(shown(app, row))
    assert (again.read_first, len(again.explanations)) == (True, 2)
    assert consultation_export.export(again) == out


def test_two_files_of_one_name_stay_apart(session: Session, ports: Ports) -> None:
    second = '[[documents]]\nfile = "map/nota.txt"\ntitle = "Nog een"\n[[documents]]\nfile = "consultatie.toml"\ntitle = "X"\n'
    files = FILES | {"map/nota.txt": b"Een andere nota.", "consultatie.toml": b"Tekst."}
    out = consultation_export.export(load(session, ports, TOML + second, files=files))
    names = [one["file"] for one in tomllib.loads(out.toml)["documents"]]
    assert names == ["nota.txt", "2-nota.txt", "2-consultatie.toml"]
    assert [ports.files.get(out.files[name]) for name in names] == [
        b"Een nota.",
        b"Een andere nota.",
        b"Tekst.",
    ]


def test_a_consultation_of_which_nothing_is_written_yet_can_be_written_out(
    session: Session, ports: Ports
) -> None:
    row = load(session, ports, 'title = "Leeg"\nkind = "act"\ndepartment = "X"\n')
    assert consultation_export.export(row).toml == 'title = "Leeg"\nkind = "act"\ndepartment = "X"\n'


def test_a_photograph_that_is_written_out_is_the_same_picture_of_the_library(
    session: Session, ports: Ports
) -> None:
    photo = io.BytesIO()
    Image.effect_noise((64, 64), 80).convert("RGB").save(photo, "JPEG", quality=60)
    toml = TOML.replace("mat.svg", "foto.jpg").replace(
        "decorative = true", 'alt = "Ruis."\ndescription = "Grijze ruis."'
    )
    out = consultation_export.export(load(session, ports, toml, files=FILES | {"foto.jpg": photo.getvalue()}))
    load(session, ports, out.toml, "nog-een", {name: ports.files.get(key) for name, key in out.files.items()})
    assert session.scalar(select(func.count()).select_from(Picture)) == 2
