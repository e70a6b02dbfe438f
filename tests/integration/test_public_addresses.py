"""Addresses for machines, files, and the addresses of the site before this one."""

from __future__ import annotations

import re
from typing import Any

import pytest
from lxml import etree
from sqlalchemy.orm import Session

from consultatie.domain.lifecycle import Stage
from consultatie.domain.ports import Ports
from consultatie.models.consultations import Consultation, ConsultationTheme, Document, Illustration
from consultatie.models.files import StoredFile
from consultatie.settings import load
from tests.factories import NOW, make_consultation, make_picture, make_user, sign_in

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = load({}, environment="testing").base_url.rstrip("/")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def parsed(answer: Any) -> Any:
    return etree.fromstring(answer.data, etree.XMLParser(resolve_entities=False, no_network=True))


def with_files(session: Session, ports: Ports, **options: Any) -> tuple[Consultation, str, str]:
    consultation = make_consultation(session, **options)
    files = []
    for data, name, kind in (
        (SVG, "plaatje.svg", "image/svg+xml"),
        (b"%PDF", "nota één.pdf", "application/pdf"),
    ):
        key = ports.files.put(data)
        files.append(StoredFile(key=key, name=name, media_type=kind, size=len(data), created_at=NOW))
    consultation.illustrations = [Illustration(picture=make_picture(consultation.department, files[0]))]
    consultation.documents = [Document(file=files[1], title="De nota")]
    session.commit()
    return consultation, files[0].key, files[1].key


def test_a_picture_can_do_nothing_and_may_be_kept(client: Any, session: Session, ports: Ports) -> None:
    _, key, _ = with_files(session, ports)
    answer = client.get(f"/consultaties/proef/plaatjes/{key}")
    assert (answer.data, answer.content_type) == (SVG, "image/svg+xml")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "immutable" in answer.headers["Cache-Control"]
    again = client.get(
        f"/consultaties/proef/plaatjes/{key}", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304
    page = client.get("/consultaties/proef").text
    assert f'src="/consultaties/proef/plaatjes/{key}" alt="Een brief."' in page


def test_a_document_is_saved_under_its_own_name(client: Any, session: Session, ports: Ports) -> None:
    _, _, key = with_files(session, ports)
    answer = client.get(f"/consultaties/proef/documenten/{key}")
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''nota%20%C3%A9%C3%A9n.pdf"
    assert "De nota" in client.get("/consultaties/proef").text


def test_files_are_given_only_where_they_belong(client: Any, session: Session, ports: Ports) -> None:
    _, picture, document = with_files(session, ports)
    make_consultation(session, "ander")
    session.commit()
    for path in (
        f"/consultaties/ander/plaatjes/{picture}",
        f"/consultaties/proef/plaatjes/{document}",
        f"/consultaties/proef/documenten/{picture}",
        "/consultaties/proef/documenten/..%2f..%2fsecret.key",
    ):
        assert client.get(path).status_code == 404


def test_files_of_a_draft_are_for_staff_and_kept_by_nobody(
    client: Any, session: Session, ports: Ports
) -> None:
    _, key, _ = with_files(session, ports, stage=Stage.DRAFT)
    user = make_user(session)
    session.commit()
    path = f"/consultaties/proef/plaatjes/{key}"
    assert client.get(path).status_code == 404
    sign_in(client, user)
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-store")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/proef/b1", "/consultaties/proef"),
        ("/en/proef/b1", "/en/consultaties/proef"),
        ("/proef/reacties", "/consultaties/proef/reacties"),
        ("/proef/reacties/datum/1", "/consultaties/proef/reacties"),
        ("/geslotenconsultaties", "/consultaties?status=closed"),
        ("/zoeken/resultaat?q=brief", "/zoeken?q=brief"),
        ("/zoeken/resultaat", "/zoeken"),
    ],
)
def test_an_old_address_leads_on_for_ever(client: Any, session: Session, old: str, new: str) -> None:
    make_consultation(session)
    session.commit()
    answer = client.get(old)
    assert (answer.status_code, answer.headers["Location"]) == (301, new)


def test_an_old_address_of_nothing_is_a_404(client: Any) -> None:
    assert client.get("/onbekend/b1").status_code == 404
    assert client.get("/onbekend/reacties/x").status_code == 404


def test_the_sitemap_lists_pages_that_are_there_in_both_languages(client: Any, session: Session) -> None:
    make_consultation(session)
    make_consultation(session, "geheim", stage=Stage.DRAFT)
    session.commit()
    tree = parsed(client.get("/sitemap.xml"))
    places = [node.text for node in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert f"{BASE}/consultaties/proef/artikelen/art_2" in places
    assert not [place for place in places if "geheim" in place]
    for place in places:
        assert client.get(place.removeprefix(BASE)).status_code == 200
    others = {node.get("href") for node in tree.iter("{http://www.w3.org/1999/xhtml}link")}
    assert f"{BASE}/en/consultaties/proef" in others


def test_the_feed_is_atom_with_stable_ids(client: Any, session: Session) -> None:
    consultation = make_consultation(session, title="Wet & <regels>")
    consultation.themes = [ConsultationTheme(slug="taal", name="Taal")]
    make_consultation(session, "ander", bill=None)
    make_consultation(session, "geheim", stage=Stage.DRAFT, bill=None)
    session.commit()
    answer = client.get("/feeds/consultaties.atom?thema=taal")
    assert answer.content_type == "application/atom+xml"
    feed = parsed(answer)
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", "author"):
        assert feed.find(f"{ATOM}{name}") is not None
    assert feed.find(f"{ATOM}link[@rel='self']").get("href") == feed.findtext(f"{ATOM}id")
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Wet & <regels>"
    assert entry.findtext(f"{ATOM}id") == f"{BASE}/consultaties/proef"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", entry.findtext(f"{ATOM}updated"))
    english = parsed(client.get("/en/feeds/consultaties.atom"))
    assert len(english.findall(f"{ATOM}entry")) == 2
    assert f"{BASE}/consultaties/proef" in [
        node.findtext(f"{ATOM}id") for node in english.findall(f"{ATOM}entry")
    ]


def test_crawlers_and_finders_of_holes_know_where_to_go(client: Any) -> None:
    assert f"Sitemap: {BASE}/sitemap.xml" in client.get("/robots.txt").text
    security = client.get("/.well-known/security.txt").text
    assert re.search(r"^Contact: mailto:\S+@\S+$", security, re.MULTILINE)
    assert re.search(r"^Expires: 2027-\d\d-\d\dT00:00:00Z$", security, re.MULTILINE)


def test_the_site_says_that_it_is_alive_and_may_write(client: Any) -> None:
    for path in ("/healthz", "/readyz"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
