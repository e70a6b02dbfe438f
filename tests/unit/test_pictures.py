"""Uploaded pictures: what is dangerous or secret goes, size and smallest letters are known, bombs are refused."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin

from consultatie.adapters.pictures import CleanPictures
from consultatie.adapters.pictures.bitmap import MAX_SIDE, PHONE_SIDE
from consultatie.domain.errors import Invalid

clean = CleanPictures(5_000_000).clean


def svg(inside: str, box: str = 'viewBox="0 0 640 360"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{inside}</svg>'.encode()


def bitmap(kind: str, size: tuple[int, int] = (40, 30), mode: str = "RGB", **more: object) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 60).convert(mode).save(out, kind, **more)
    return out.getvalue()


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<rect onload="alert(1)" width="9" height="9"/>',
        '<a href="javascript:alert(1)"><text>x</text></a>',
        '<foreignObject><iframe src="https://example.org"/></foreignObject>',
        '<image href="https://example.org/x.png"/>',
        '<use href="https://example.org/x.svg#a"/>',
        "<style>rect{fill:url(https://example.org/x.svg#a)}</style>",
    ],
)
def test_nothing_in_a_drawing_runs_or_comes_from_outside(inside: str) -> None:
    data = clean(svg(inside + '<circle r="3"/>')).data
    assert b"circle" in data
    for word in (b"alert", b"script", b"example.org", b"iframe", b"onload"):
        assert word not in data


@pytest.mark.parametrize("start", ['<!DOCTYPE svg [<!ENTITY a "b">]>', "<!doctype svg>"])
def test_a_drawing_with_entities_is_refused(start: str) -> None:
    with pytest.raises(Invalid) as refused:
        clean(start.encode() + svg("<text>&a;</text>"))
    assert refused.value.code == "picture-unreadable"


@pytest.mark.parametrize(
    ("box", "size"),
    [
        ('viewBox="0 0 640 360"', (640, 360)),
        ('viewBox="-5,-5 12.6 7.2" width="9"', (13, 7)),
        ('width="2in" height="48pt"', (192, 64)),
    ],
)
def test_a_drawing_has_the_size_of_its_view_box_or_says_its_own(box: str, size: tuple[int, int]) -> None:
    found = clean(svg("<rect/>", box))
    assert (found.width, found.height, found.small) == (*size, None)


@pytest.mark.parametrize("box", ["", 'viewBox="0 0 0 10"', 'width="100%" height="10"', 'viewBox="a b c d"'])
def test_a_drawing_without_a_size_is_refused(box: str) -> None:
    with pytest.raises(Invalid) as refused:
        clean(svg("<rect/>", box))
    assert refused.value.code == "picture-without-size"


@pytest.mark.parametrize(
    ("inside", "pixels"),
    [
        ("<rect/>", None),
        ("<text> </text>", None),
        ("<text>Brief</text>", 8),  # 16 in 640 is 8 in 320
        ('<text font-size="24">Brief</text>', 12),
        ('<g font-size="40"><text font-size="75%">Brief</text></g>', 15),
        ('<text font-size="30"><tspan font-size="20">klein</tspan> groot</text>', 10),
        ('<text style="fill:red;font-size:18px" font-size="60">Brief</text>', 9),
        ("<style>.a{font-size:22px}</style><text class='a b' font-size='60'>Brief</text>", 11),
        ("<style>text{font:bold 28px/1.2 sans-serif}</style><text>Brief</text>", 14),
        ('<g transform="translate(3 3) scale(.5)"><text font-size="40">Brief</text></g>', 10),
        ('<g transform="matrix(0 2 -2 0 0 0)"><text font-size="10">Brief</text></g>', 10),
    ],
)
def test_the_smallest_letters_of_a_drawing_are_measured_at_phone_width(
    inside: str, pixels: int | None
) -> None:
    assert clean(svg(inside)).smallest_text == pixels


def test_a_drawing_too_deep_to_walk_is_refused() -> None:
    with pytest.raises(Invalid):
        clean(svg("<g>" * 5000 + "</g>" * 5000))


@pytest.mark.parametrize(
    ("kind", "media_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp")]
)
def test_a_bitmap_loses_its_metadata_and_keeps_its_size(kind: str, media_type: str) -> None:
    exif = Image.Exif()
    exif[0x010E] = "geheim adres"
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "geheim adres")
    more = {"pnginfo": notes} if kind == "PNG" else {}
    found = clean(bitmap(kind, exif=exif, **more))
    assert (found.width, found.height, found.media_type) == (40, 30, media_type)
    assert b"geheim" not in found.data
    with Image.open(io.BytesIO(found.data)) as again:
        assert not again.getexif()


def test_a_picture_taken_sideways_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    assert (clean(bitmap("JPEG", exif=exif)).width, clean(bitmap("JPEG")).width) == (30, 40)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_holes_in_a_picture_stay(mode: str) -> None:
    with Image.open(io.BytesIO(clean(bitmap("PNG", mode=mode)).data)) as again:
        assert again.mode == ("RGB" if mode == "P" else "RGBA")


def test_a_large_picture_is_made_smaller_and_gets_a_small_one_for_phones() -> None:
    found = clean(bitmap("JPEG", (3000, 1500)))
    assert (found.width, found.height) == (MAX_SIDE, MAX_SIDE // 2)
    assert found.small is not None
    with Image.open(io.BytesIO(found.small)) as small:
        assert small.width == PHONE_SIDE
    assert len(found.small) < len(found.data) / 3
    assert clean(bitmap("JPEG", (PHONE_SIDE, 90))).small is None


def _png_of(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((width // 8 + 1) * 200))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(50_000, 50_000), (10_000, 5_000)])
def test_a_bomb_is_refused_before_it_is_unpacked(size: tuple[int, int]) -> None:
    with pytest.raises(Invalid) as refused:
        clean(_png_of(*size))
    assert refused.value.code == "picture-too-large"


@pytest.mark.parametrize(
    "data", [b"", b"geen plaatje", b"GIF89a\x01\x00\x01\x00", bitmap("PNG")[:60], b"<svg"]
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        clean(data)
    assert refused.value.code == "picture-unreadable"
