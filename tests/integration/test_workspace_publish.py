"""From an empty workspace to a published consultation, by the pages alone, on both databases."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from consultatie.db import Database
from consultatie.domain.lifecycle import Stage
from consultatie.domain.permissions import Role
from consultatie.jobs import Task, handler_for
from consultatie.models.consultations import Consultation, QuestionKind
from consultatie.models.queue import Job
from consultatie.services import consultations, publication_gate
from tests import factories

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
EDIT = "/werkplek/wet-op-de-proef/bewerken"


class Ids(HTMLParser):
    """Collects ids and labels of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.fors: list[str] = []
        self.hrefs: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag == "label" and found.get("for"):
            self.fors.append(str(found["for"]))
        if tag == "a" and found.get("href"):
            self.hrefs.append(str(found["href"]))


class Browser:
    """A signed-in person: gets pages, fills their forms and sends them with the page's own token."""

    def __init__(self, app: Any, user: Any) -> None:
        self.client = app.test_client()
        factories.sign_in(self.client, user)

    def get(self, path: str, status: int = 200) -> str:
        answer = self.client.get(path)
        assert answer.status_code == status, (path, answer.status_code, answer.text[:2000])
        page = Ids(answer.text)
        assert len(page.ids) == len(set(page.ids)), f"an id occurs twice on {path}"
        assert set(page.fors) <= set(page.ids), f"a label without its field on {path}"
        assert answer.text.count("<h1") == 1, path
        return str(answer.text)

    def post(self, path: str, data: dict[str, Any], status: int = 303, form_at: str | None = None) -> Any:
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.get(form_at or path))
        assert token, f"no form on {path}"
        answer = self.client.post(
            path,
            data={"csrf_token": token[1], **data},
            content_type="multipart/form-data" if any(isinstance(v, tuple) for v in data.values()) else None,
        )
        assert answer.status_code == status, (path, answer.status_code, answer.text[:3000])
        return answer


def file(data: bytes, name: str) -> tuple[io.BytesIO, str]:
    return io.BytesIO(data), name


@pytest.fixture
def people(db: Database) -> dict[str, Any]:
    with db.write.begin() as session:
        department = factories.make_department(session)
        other = factories.make_department(session, "Ministerie van Anders")
        return {
            "department": department,
            "anna": factories.make_user(session, department=department, name="Anna"),
            "bram": factories.make_user(session, department=department, name="Bram"),
            "vreemd": factories.make_user(session, department=other, name="Vreemd"),
            "lezer": factories.make_user(session, Role.REVIEWER, department=department, name="Lezer"),
            "moderator": factories.make_user(session, Role.MODERATOR, name="Mila"),
        }


@pytest.fixture
def anna(app: Any, people: dict[str, Any]) -> Browser:
    return Browser(app, people["anna"])


def begin(anna: Browser, people: dict[str, Any]) -> None:
    data = {"title": "Wet op de proef", "kind": "act", "department": str(people["department"].id)}
    assert anna.post("/werkplek/nieuw", data).location.startswith(EDIT)


def make_draft(db: Database, people: dict[str, Any], **more: Any) -> None:
    with db.write.begin() as session:
        factories.make_consultation(
            session,
            "wet-op-de-proef",
            **{"stage": Stage.DRAFT, "department": session.merge(people["department"])} | more,
        )


def kept(db: Database, slug: str = "wet-op-de-proef") -> Consultation:
    session = db.read()
    return consultations.get(session, slug)


def test_a_drafter_makes_a_consultation_and_a_colleague_publishes_it(app, db, people, anna, clock) -> None:
    assert "nog geen consultaties" in anna.get("/werkplek")
    begin(anna, people)
    assert "Nog doen" in anna.get(EDIT)

    bill = {
        "file": file(factories.BILL.encode(), "wet.md"),
        "memorandum": file(b"# Memorie\n\n## Artikel 2\n\nUitleg.", "mvt.md"),
    }
    anna.post(f"{EDIT}/wettekst", bill)
    check = anna.get(f"{EDIT}/wettekst/controle")
    assert "Artikel 2. Duidelijke brieven" in check
    assert "Alles in het bestand is herkend." in check

    texts = {"title": "Brieven", "summary": "Kort **en** goed.", "changes": "Dit.", "audience": "Iedereen."}
    preview = anna.post(f"{EDIT}/teksten/nl", texts | {"doe": "voorbeeld"}, status=200)
    assert "<strong>en</strong>" in preview.text
    assert kept(db).texts == []
    anna.post(f"{EDIT}/teksten/nl", texts)
    anna.post(f"{EDIT}/teksten/en", {"title": "Letters", "summary": "Short."})

    assert "Artikel 1. Begrippen" in anna.get(f"{EDIT}/uitleg")
    assert "Een vergunning wordt per brief verleend." in anna.get(f"{EDIT}/uitleg/art_2")
    moved = anna.post(
        f"{EDIT}/uitleg/art_2", {"nl": "U krijgt een brief.", "en": "A letter.", "doe": "volgende"}
    )
    assert moved.location.startswith(f"{EDIT}/uitleg/art_3")
    anna.post(f"{EDIT}/uitleg/art_2__para_1", {"nl": "Het eerste lid.", "en": ""})

    picture = {
        "file": file(SVG, "brief.svg"),
        "eid": "art_2",
        "alt_nl": "Een brief.",
        "description_nl": "Een brief op een mat.",
    }
    anna.post(f"{EDIT}/illustraties/nieuw", picture | {"alt_en": "A letter.", "description_en": ""})
    assert "Een brief." in anna.get(f"{EDIT}/illustraties")

    anna.post(
        f"{EDIT}/vragen/nieuw",
        {
            "kind": "one",
            "eid": "",
            "nl": "Wie bent u?",
            "en": "Who are you?",
            "options_nl": "Lezer\nSchrijver",
            "options_en": "Reader\nWriter",
        },
    )
    for kind in ("open", "scale"):
        anna.post(f"{EDIT}/vragen/nieuw", {"kind": kind, "eid": "art_2", "nl": f"Vraag {kind}", "en": ""})
    anna.post(f"{EDIT}/documenten", {"title": "Toets", "file": file(b"%PDF-1.7 toets", "toets.pdf")})
    anna.post(
        f"{EDIT}/gegevens",
        {
            "title": "Wet op de proef",
            "kind": "act",
            "department": str(people["department"].id),
            "keten_id": "wgk 012345",
            "contact": "Postbus 1, 070 000 00 00",
            "themes": "Post\nTaal",
        },
    )
    anna.post(f"{EDIT}/termijn", {"opens": "2027-03-10", "closes": "2027-04-20", "term_reason": ""})

    gate = anna.get("/werkplek/wet-op-de-proef/publiceren")
    assert "Alles is er." in gate
    refused = anna.post("/werkplek/wet-op-de-proef/publiceren", {}, status=403)
    assert "U bewerkte deze consultatie als laatste." in refused.text
    assert 'id="foutoverzicht"' in refused.text
    anna.post(
        "/werkplek/wet-op-de-proef/publiceren/vragen",
        {"colleague": str(people["bram"].id)},
        form_at="/werkplek/wet-op-de-proef/publiceren",
    )
    with db.read() as session:
        mails = session.scalars(select(Job).where(Job.kind == "mail")).all()
        assert [mail.payload["to"] for mail in mails] == [people["bram"].email]

    with app.app_context():
        handler_for("mail")(app.extensions["consultatie"], Task(1, "mail", mails[0].payload, clock()))
    [letter] = app.extensions["consultatie"].ports.mail.sent
    assert "/werkplek/wet-op-de-proef/publiceren" in letter.text

    bram = Browser(app, people["bram"])
    assert "Publiceer als tweede persoon" in bram.get("/werkplek")
    bram.post("/werkplek/wet-op-de-proef/publiceren", {})
    made = kept(db)
    assert (made.stage, made.published_by_id, made.keten_id) == (
        Stage.PUBLISHED,
        people["bram"].id,
        "WGK012345",
    )
    assert [question.kind for question in made.questions] == [
        QuestionKind.ONE,
        QuestionKind.OPEN,
        QuestionKind.SCALE,
    ]
    assert made.questions[0].options == [{"nl": "Lezer", "en": "Reader"}, {"nl": "Schrijver", "en": "Writer"}]
    assert made.versions[0].number == 1
    assert made.versions[0].memorandum[0].eid == "art_2"
    assert "ingepland" in bram.get("/werkplek").lower()


@pytest.mark.parametrize(
    ("path", "data", "field"),
    [
        ("/werkplek/nieuw", {"title": "", "kind": "act"}, "title"),
        (f"{EDIT}/termijn", {"opens": "morgen", "closes": "2027-04-20"}, "opens"),
        (f"{EDIT}/termijn", {"opens": "2027-04-20", "closes": "2027-03-01"}, "closes"),
        (f"{EDIT}/vragen/nieuw", {"kind": "one", "eid": "", "nl": "Wie?", "options_nl": "Een"}, "options_nl"),
        (
            f"{EDIT}/vragen/nieuw",
            {"kind": "one", "eid": "", "nl": "Wie?", "options_nl": "A\nB", "options_en": "A"},
            "options_en",
        ),
        (f"{EDIT}/vragen/nieuw", {"kind": "open", "eid": "", "nl": ""}, "nl"),
        (f"{EDIT}/documenten", {"title": "Toets"}, "file"),
        (f"{EDIT}/wettekst", {}, "file"),
        (f"{EDIT}/teksten/nl", {"summary": "x" * 100_001}, "summary"),
        (f"{EDIT}/illustraties/nieuw", {"eid": "", "alt_nl": "Een boom."}, "file"),
    ],
)
def test_a_mistake_is_named_at_its_field_and_in_the_summary(db, people, anna, path, data, field) -> None:
    make_draft(db, people)
    answer = anna.post(path, data, status=422)
    assert 'id="foutoverzicht"' in answer.text
    assert re.search(rf'id="{field}-fout"', answer.text)
    assert f'href="#{field}"' in answer.text
    assert answer.text.count("<title>Fout:") == 1
    for typed in data.values():
        if len(typed) in range(4, 100) and typed != "morgen":
            assert typed in answer.text or typed == data.get("options_nl"), f"{typed} was lost"


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"%PDF-1.7", "wet.pdf", "wettekst met artikelen"),
        (b"<a><b></a>", "wet.xml", "niet heel"),
        (b"", "leeg.md", "leeg"),
        (b"hallo", "hallo.md", "wettekst met artikelen"),
        (b"# Wet\n\n### Artikel 1\n\n\xff\xfe", "wet.md", "letters in dit bestand"),
    ],
)
def test_a_file_that_is_no_bill_is_refused_and_nothing_changes(db, people, anna, data, name, words) -> None:
    make_draft(db, people)
    answer = anna.post(f"{EDIT}/wettekst", {"file": file(data, name)}, status=422)
    assert words in answer.text
    assert len(kept(db).versions) == 1


def test_a_new_file_takes_the_place_of_the_old_one_in_a_draft(db, people, anna) -> None:
    make_draft(db, people)
    changed = factories.BILL.replace("Begrippen", "Woorden")
    anna.post(f"{EDIT}/wettekst", {"file": file(changed.encode(), "wet.md")})
    assert "Artikel 1. Woorden" in anna.get(f"{EDIT}/wettekst/controle")
    assert [version.number for version in kept(db).versions] == [1]


def test_warnings_are_shown_with_their_place(db, people, anna) -> None:
    make_draft(db, people)
    twice = factories.BILL.replace("Artikel 3", "Artikel 2")
    anna.post(f"{EDIT}/wettekst", {"file": file(twice.encode(), "wet.md")})
    check = anna.get(f"{EDIT}/wettekst/controle")
    assert "Een nummer dat twee keer voorkomt." in check
    assert "art_2_2" in check


def test_every_gap_links_to_a_page_where_it_is_mended(db, people, anna) -> None:
    begin(anna, people)
    page = anna.get("/werkplek/wet-op-de-proef/publiceren")
    section = page.split("Dit ontbreekt nog")[1].split("Publiceren met twee personen")[0]
    links = Ids(section).hrefs
    assert len(links) >= 6
    for link in links:
        anna.get(link)


def test_the_gate_refuses_with_every_gap_on_the_page(app, db, people, anna) -> None:
    make_draft(db, people, bill=None)
    bram = Browser(app, people["bram"])
    answer = bram.post("/werkplek/wet-op-de-proef/publiceren", {}, status=422)
    assert "Voeg de wettekst toe." in answer.text
    assert kept(db).stage is Stage.DRAFT


def test_illustrations_change_places_and_go_after_a_question(db, people, anna) -> None:
    make_draft(db, people)
    for alt in ("Een boom.", "Een bank."):
        data = {"file": file(SVG, "x.svg"), "eid": "", "alt_nl": alt, "description_nl": "Lang."}
        anna.post(f"{EDIT}/illustraties/nieuw", data)
    first, second = kept(db).illustrations
    anna.post(f"{EDIT}/illustraties/{second.id}/plaats", {"naar": "voor"}, form_at=f"{EDIT}/illustraties")
    assert [one.alt["nl"] for one in kept(db).illustrations] == ["Een bank.", "Een boom."]
    anna.post(
        f"{EDIT}/illustraties/{first.id}", {"eid": "art_1", "alt_nl": "Een eik.", "description_nl": "Lang."}
    )
    assert "Een eik." in anna.get(f"{EDIT}/illustraties/{first.id}/verwijderen")
    anna.post(f"{EDIT}/illustraties/{first.id}/verwijderen", {})
    assert [one.alt["nl"] for one in kept(db).illustrations] == ["Een bank."]


def test_a_picture_that_is_none_is_refused_and_the_texts_stay(db, people, anna) -> None:
    make_draft(db, people)
    data = {
        "file": file(b"geen plaatje", "x.png"),
        "eid": "art_2",
        "alt_nl": "Een boom.",
        "description_nl": "Een hoge boom.",
    }
    answer = anna.post(f"{EDIT}/illustraties/nieuw", data, status=422)
    assert "Wij kunnen deze afbeelding niet lezen." in answer.text
    assert "Een hoge boom." in answer.text
    assert '<option selected value="art_2">' in answer.text


def test_questions_and_documents_are_removed_after_a_question(db, people, anna) -> None:
    make_draft(db, people)
    anna.post(f"{EDIT}/vragen/nieuw", {"kind": "open", "eid": "", "nl": "Wat vindt u?", "en": ""})
    anna.post(
        f"{EDIT}/vragen/q1/wijzigen", {"kind": "scale", "eid": "art_1", "nl": "Hoe duidelijk?", "en": ""}
    )
    assert kept(db).questions[0].texts == {"nl": "Hoe duidelijk?"}
    anna.post(f"{EDIT}/vragen/q1/verwijderen", {})
    anna.post(f"{EDIT}/documenten", {"title": "Toets", "file": file(b"tekst", "t.txt")})
    anna.post(f"{EDIT}/documenten/{kept(db).documents[0].id}/verwijderen", {})
    assert (kept(db).questions, kept(db).documents) == ([], [])


def test_questions_and_days_are_fixed_once_published(db, people, anna) -> None:
    make_draft(db, people)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', anna.get(f"{EDIT}/vragen/nieuw"))
    with db.write.begin() as session:
        consultations.get(session, "wet-op-de-proef").stage = Stage.PUBLISHED
    data = {"csrf_token": token[1], "kind": "open", "eid": "", "nl": "Nog een vraag?"}
    assert anna.client.post(f"{EDIT}/vragen/nieuw", data=data).status_code == 409
    days = {"csrf_token": token[1], "opens": "2027-03-10", "closes": "2027-12-31"}
    assert anna.client.post(f"{EDIT}/termijn", data=days).status_code == 409


def test_a_published_summary_cannot_be_emptied(db, people, anna) -> None:
    make_draft(db, people, stage=Stage.PUBLISHED)
    answer = anna.post(
        f"{EDIT}/teksten/nl", {"summary": "", "changes": "Dit blijft.", "audience": "x"}, status=422
    )
    assert "Dan mag dit onderdeel niet leeg zijn." in answer.text
    assert "Dit blijft." in answer.text
    assert len(kept(db).texts) == 3


def test_extend_close_and_withdraw_ask_first(db, people, anna, clock) -> None:
    make_draft(db, people, stage=Stage.PUBLISHED)
    base = "/werkplek/wet-op-de-proef"
    answer = anna.post(f"{base}/verlengen", {"closes": "2027-03-01"}, status=422)
    assert "Kies een dag na de laatste dag van nu." in answer.text
    anna.post(f"{base}/verlengen", {"closes": "2027-05-01"})
    assert str(kept(db).closes) == "2027-05-01"
    anna.post(f"{base}/sluiten", {})
    assert kept(db).state(clock()).value == "closed"
    assert anna.post(f"{base}/intrekken", {"reason": ""}, status=422)
    anna.post(f"{base}/intrekken", {"reason": "Het plan gaat niet door."})
    assert kept(db).stage is Stage.WITHDRAWN


@pytest.mark.parametrize("who", ["vreemd", "lezer", "moderator"])
def test_others_do_not_edit(app, db, people, who) -> None:
    make_draft(db, people)
    browser = Browser(app, people[who])
    for path in (
        "",
        "/gegevens",
        "/wettekst",
        "/teksten/nl",
        "/uitleg",
        "/illustraties",
        "/vragen",
        "/documenten",
    ):
        browser.get(EDIT + path, status=403)


def test_a_reviewer_sees_the_gate_and_may_publish(app, db, people) -> None:
    make_draft(db, people)
    with db.write.begin() as session:
        one = consultations.get(session, "wet-op-de-proef")
        consultations.set_dates(
            session, one, opens=None, closes=None, term_reason="", by=None, now=factories.NOW
        )
    reader = Browser(app, people["lezer"])
    assert "Kies de eerste en de laatste dag." in reader.get("/werkplek/wet-op-de-proef/publiceren")


def test_strangers_go_to_the_sign_in_page(client) -> None:
    for path in ("/werkplek", EDIT, "/werkplek/nieuw"):
        answer = client.get(path)
        assert (answer.status_code, "/account" in answer.location) == (303, True)


def test_a_form_without_its_token_changes_nothing(db, people, anna) -> None:
    make_draft(db, people)
    answer = anna.client.post(
        f"{EDIT}/teksten/nl", data={"summary": "Anders"}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert answer.status_code == 400
    assert "Anders" in answer.text


def test_what_is_typed_is_normalised_and_escaped(db, people, anna) -> None:
    make_draft(db, people)
    anna.post(f"{EDIT}/uitleg/art_1", {"nl": "Een\x00 <script>x</script> brief\u202e.", "en": ""})
    [explanation] = kept(db).explanations
    assert explanation.html == "<p>Een  brief.</p>"
    assert "\x00" not in explanation.markdown


@pytest.mark.parametrize("slug", ["is-er-niet", "%00", "Wet-Op-De-Proef", "a%20b", "%F0%9F%98%80"])
def test_an_address_of_nothing_is_not_found(anna, slug) -> None:
    for path in ("bewerken", "publiceren", "bewerken/uitleg/art_1"):
        anna.get(f"/werkplek/{slug}/{path}", status=404)


def test_unknown_parts_of_a_draft_are_not_found(db, people, anna) -> None:
    make_draft(db, people)
    for path in (
        "uitleg/art_99",
        "uitleg/%00",
        "illustraties/7",
        "vragen/q9/wijzigen",
        "documenten/7/verwijderen",
        "teksten/xx",
    ):
        anna.get(f"{EDIT}/{path}", status=404)


def test_every_gap_has_its_words(app) -> None:
    root = Path(publication_gate.__file__).parents[1]
    codes = set(
        re.findall(r'Gap\(\s*"([a-z-]+)"', (root / "services" / "publication_gate.py").read_text("utf-8"))
    )
    codes |= {f"{field.value}-missing" for field in publication_gate.NEEDED_TEXTS}
    words = (root / "web" / "workspace" / "gaps.py").read_text("utf-8")
    assert {code for code in codes if f'"{code}"' not in words} == set()
