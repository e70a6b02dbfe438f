"""A picture on a page of its own, large: with its words, its maker and the way back; decoration has none."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from consultatie.domain.ports import Ports
from consultatie.models.consultations import Illustration
from consultatie.models.files import StoredFile
from tests.factories import NOW, make_consultation, make_picture

BYTES = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'


def _file(ports: Ports, data: bytes) -> StoredFile:
    kind = "image/svg+xml"
    return StoredFile(
        key=ports.files.put(data), name="x.svg", media_type=kind, size=len(data), created_at=NOW
    )


def put(session: Session, ports: Ports, eid: str = "", small: bytes = b"", **more: Any) -> str:
    consultation = make_consultation(session)
    file = _file(ports, BYTES)
    picture = make_picture(consultation.department, file, **more)
    picture.small = _file(ports, small) if small else None
    consultation.illustrations = [Illustration(eid=eid, picture=picture)]
    session.commit()
    return file.key


def test_the_page_says_everything_about_the_picture(client: Any, session: Session, ports: Ports) -> None:
    more = {
        "credit": "Studio Letter",
        "licence": "CC-BY-4.0",
        "description": {"nl": "Een mat.\n\nEen brief."},
    }
    key = put(session, ports, "art_2", **more)
    page = client.get(f"/consultaties/proef/plaatjes/{key}/groot").text
    assert "<h1>Een brief.</h1>" in page
    assert "<p>Een mat.</p><p>Een brief.</p>" in page
    assert "Gemaakt door Studio Letter. Met de naam van de maker (CC BY 4.0)" in page
    assert 'href="https://creativecommons.org/licenses/by/4.0/"' in page
    assert 'href="/consultaties/proef/artikelen/art_2">Terug naar Artikel 2' in page
    assert 'role="region" tabindex="0"' in page
    english = client.get(f"/en/consultaties/proef/plaatjes/{key}/groot").text
    assert '<h1 lang="nl">Een brief.</h1>' in english


def test_the_picture_leads_to_it_and_has_its_size_so_that_nothing_jumps(
    client: Any, session: Session, ports: Ports
) -> None:
    key = put(session, ports, width=1200, height=800)
    page = client.get("/consultaties/proef").text
    assert f'href="/consultaties/proef/plaatjes/{key}/groot"' in page
    assert 'width="1200" height="800"' in page
    assert "srcset" not in page


def test_a_phone_gets_a_smaller_file(client: Any, session: Session, ports: Ports) -> None:
    key = put(session, ports, small=b"klein", width=1200, height=800)
    small = ports.files.put(b"klein")
    page = client.get("/consultaties/proef").text
    assert f"/plaatjes/{small} 720w, /consultaties/proef/plaatjes/{key} 1200w" in page
    assert client.get(f"/consultaties/proef/plaatjes/{small}").data == b"klein"


def test_decoration_has_an_empty_alternative_and_no_page(client: Any, session: Session, ports: Ports) -> None:
    key = put(session, ports, decorative=True, alt={}, description={})
    page = client.get("/consultaties/proef").text
    assert f'plaatjes/{key}" alt=""' in page
    assert "/groot" not in page
    assert client.get(f"/consultaties/proef/plaatjes/{key}/groot").status_code == 404
    assert client.get(f"/consultaties/proef/plaatjes/{'0' * 64}/groot").status_code == 404
