"""What kind a recording is by its first bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultatie.domain.recordings import HEAD_BYTES, TYPES, media_type_of, names_of

HEADS = {
    "audio/mpeg": [b"ID3\x04\x00\x00", b"\xff\xfb\x90\x64", b"\xff\xf3\x44\xc4"],
    "audio/mp4": [b"\x00\x00\x00\x1cftypM4A \x00\x00\x00\x00"],
    "audio/aac": [b"\xff\xf1\x50\x80", b"\xff\xf9\x50\x80"],
    "audio/ogg": [b"OggS\x00\x02"],
    "audio/wav": [b"RIFF\x24\x08\x00\x00WAVEfmt "],
    "audio/flac": [b"fLaC\x00\x00"],
    "audio/amr": [b"#!AMR\n", b"#!AMR-WB\n"],
    "video/mp4": [b"\x00\x00\x00\x18ftypmp42\x00\x00", b"\x00\x00\x00\x20ftypisom"],
    "video/quicktime": [b"\x00\x00\x00\x14ftypqt  "],
    "video/3gpp": [b"\x00\x00\x00\x18ftyp3gp4"],
    "video/webm": [b"\x1a\x45\xdf\xa3\x9fB\x86"],
}


@pytest.mark.parametrize(
    ("media_type", "head"), [(one, head) for one, many in HEADS.items() for head in many]
)
def test_a_recording_is_known_by_its_first_bytes(media_type: str, head: bytes) -> None:
    assert media_type_of(head) == media_type


def test_every_kind_that_people_read_about_can_be_told() -> None:
    assert set(HEADS) == set(TYPES)
    assert names_of(("audio/mpeg", "video/mp4")) == "MP3, MP4"


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"%PDF-1.7",
        b"PK\x03\x04",
        b"MZ\x90\x00",
        b"<html><script>",
        b"RIFF\x00\x00\x00\x00WEBP",
        b"\xff\xd8\xff\xe0",
        b"\xff\xfe<\x00",
    ],
)
def test_other_files_are_no_recording_whatever_their_name_says(head: bytes) -> None:
    assert media_type_of(head) is None


@given(st.binary(max_size=HEAD_BYTES))
def test_any_bytes_give_a_known_type_or_none(head: bytes) -> None:
    assert media_type_of(head) in {None, *TYPES}
