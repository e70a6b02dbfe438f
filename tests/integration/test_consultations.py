"""A consultation from a file, and the commands for it, on both databases."""

from __future__ import annotations

import json
import os
import tomllib
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy.orm import Session

from consultatie.adapters.bill_formats import read_bill
from consultatie.cli import cli
from consultatie.cli.consultation import reader
from consultatie.domain.errors import Invalid, NotAllowed, TooLarge, WrongState
from consultatie.domain.lifecycle import Stage, closing_instant, opening_instant
from consultatie.domain.provisions import BillKind
from consultatie.models.consultations import QuestionKind, TextField, in_language
from consultatie.services import (
    bills,
    consultation_file,
    consultation_texts,
    consultations,
    documents,
    uploads,
)
from tests import factories

DEMO = Path(__file__).parents[2] / "consultatie" / "cli" / "demo"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>x</script><rect width="9" height="9"/></svg>'
TOML = """
title = "Wet op de proef"
kind = "act"
department = "Ministerie van Proeven"
keten_id = "WGK012345"
opens = 2027-03-10
closes = 2027-04-20
contact = "Postbus 1, 070 000 00 00, proef@example.nl"
themes = ["Post", "Taal"]
[nl]
summary = "Kort **en** duidelijk. <script>x</script>"
changes = "Dit verandert."
audience = "Voor iedereen."
[en]
title = "Trial Act"
summary = "Short."
[[explanations]]
provision = "art_2"
nl = "Een brief moet u begrijpen."
en = "You must understand a letter."
[[illustrations]]
file = "brief.svg"
provision = "art_2"
alt = "Een brief."
description = "Een brief op een mat."
en = { alt = "A letter.", description = "A letter on a mat." }
[[documents]]
file = "toets.txt"
title = "Toets"
[[questions]]
id = "q1"
kind = "one"
provision = ""
nl = "Wie bent u?"
options = ["Lezer", { nl = "Schrijver", en = "Writer" }]
[[questions]]
id = "q2"
kind = "scale"
provision = "art_2"
nl = "Hoe duidelijk is dit?"
options = []
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "brief.svg").write_bytes(SVG)
    (tmp_path / "toets.txt").write_text("Wij toetsten dit.", "utf-8")
    (tmp_path / "wet.md").write_text(factories.BILL, "utf-8")
    (tmp_path / "c.toml").write_text(TOML, "utf-8")
    return tmp_path


def load(session: Session, ports, clock, folder: Path, toml: str = TOML, slug: str = "proef"):
    data = tomllib.loads(toml)
    return consultation_file.load(session, slug, data, reader(folder), ports=ports, now=clock())


def test_everything_in_the_file_is_stored(session: Session, ports, clock, folder) -> None:
    consultation = load(session, ports, clock, folder)
    session.commit()
    session.expire_all()
    assert (consultation.title, consultation.kind, consultation.department.name) == (
        "Wet op de proef",
        BillKind.ACT,
        "Ministerie van Proeven",
    )
    assert (consultation.opens_at, consultation.closes_at) == (
        opening_instant(date(2027, 3, 10)),
        closing_instant(date(2027, 4, 20)),
    )
    assert [theme.name for theme in consultation.themes] == ["Post", "Taal"]
    summary = consultation_texts.text_of(consultation, "nl", TextField.SUMMARY)
    assert summary.html == "<p>Kort <strong>en</strong> duidelijk. </p>"
    assert consultation_texts.text_of(consultation, "en", TextField.TITLE).markdown == "Trial Act"
    assert {(one.eid, one.language) for one in consultation.explanations} == {
        ("art_2", "nl"),
        ("art_2", "en"),
    }
    [picture] = consultation.illustrations
    assert (picture.picture.alt, picture.picture.description["en"]) == (
        {"nl": "Een brief.", "en": "A letter."},
        "A letter on a mat.",
    )
    assert b"<script" not in ports.files.get(picture.picture.file.key)
    [document] = consultation.documents
    assert (document.title, document.file.media_type, document.file.size) == ("Toets", "text/plain", 17)
    assert [(q.key, q.kind, q.eid) for q in consultation.questions] == [
        ("q1", QuestionKind.ONE, ""),
        ("q2", QuestionKind.SCALE, "art_2"),
    ]
    assert consultation.questions[0].options == [{"nl": "Lezer"}, {"nl": "Schrijver", "en": "Writer"}]


def test_loading_twice_gives_the_same_and_loading_after_publication_is_refused(
    session: Session, ports, clock, folder
) -> None:
    load(session, ports, clock, folder)
    consultation = load(session, ports, clock, folder)
    counts = [len(consultation.texts), len(consultation.explanations), len(consultation.questions)]
    assert counts == [5, 2, 2]
    consultation.stage = Stage.PUBLISHED
    with pytest.raises(WrongState):
        load(session, ports, clock, folder)


@pytest.mark.parametrize("name", ["begrijpelijke-brief", "samen-spelen"])
def test_the_demo_consultations_load_onto_their_bills(session: Session, ports, clock, name) -> None:
    folder = DEMO / name
    data = tomllib.loads((folder / "consultatie.toml").read_text("utf-8"))
    text = (folder / "voorstel.md").read_bytes()
    consultation = consultation_file.load(session, name, data, reader(folder), ports=ports, now=clock())
    recognised = read_bill(text, name="voorstel.md")
    bills.import_bill(session, consultation, recognised, source=None, markup=ports.markup, now=clock())
    again = consultation_file.load(session, name, data, reader(folder), ports=ports, now=clock())
    assert again.explanations
    assert all(one.law_digest for one in again.explanations)
    assert in_language(again.illustrations[0].picture.alt, "en")[1] == "en"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('kind = "act"', 'kind = "wet"', "kind"),
        ('title = "Wet op de proef"', "title = 3", "title"),
        ("opens = 2027-03-10", 'opens = "morgen"', "opens"),
        ('themes = ["Post", "Taal"]', 'themes = "Post"', "themes"),
        ('keten_id = "WGK012345"', 'keten_id = "WGK1"', "keten_id"),
        ('contact = "Post', 'kontact = "Post', "kontact"),
        ('file = "brief.svg"', 'file = "../../etc/passwd"', "file"),
        ('file = "toets.txt"', 'file = "wie-is-dit.pdf"', "file"),
        ("closes = 2027-04-20", "closes = 2027-03-01", "closes"),
        ('id = "q2"', 'id = "q1"', "id"),
        ("[nl]", "[nl]\nsamenvatting = 'x'", "nl.samenvatting"),
    ],
)
def test_a_mistake_in_the_file_is_named(session: Session, ports, clock, folder, old, new, key) -> None:
    with pytest.raises(Invalid) as refusal:
        load(session, ports, clock, folder, TOML.replace(old, new))
    assert key in refusal.value.problems


def test_an_explanation_of_a_provision_that_is_not_there_is_refused(
    session: Session, ports, clock, folder
) -> None:
    factories.make_consultation(session, stage=Stage.DRAFT)
    with pytest.raises(Invalid) as refusal:
        load(
            session,
            ports,
            clock,
            folder,
            TOML.replace('provision = "art_2"\nnl = "Een brief', 'provision = "art_9"\nnl = "Een brief'),
        )
    assert refusal.value.code == "no-such-provision"


def test_a_drafter_of_another_department_changes_nothing(session: Session, clock) -> None:
    consultation = factories.make_consultation(session, stage=Stage.DRAFT)
    other = factories.make_user(
        session, department=factories.make_department(session, "Ministerie van Anders")
    )
    with pytest.raises(NotAllowed):
        consultations.set_dates(
            session, consultation, opens=None, closes=None, term_reason="", by=other.viewer(), now=clock()
        )


def test_slugs_come_from_titles_and_are_never_taken_twice(session: Session, clock) -> None:
    department = factories.make_department(session)
    slugs = [
        consultations.create(
            session, title=title, kind=BillKind.ACT, department=department, by=None, now=clock()
        ).slug
        for title in ("Wet één!", "Wet een", "Nieuw")
    ]
    assert slugs == ["wet-een", "wet-een-2", "nieuw-2"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [(b"%PDF-1.7 x", "application/pdf"), ("Één".encode(), "text/plain")],
)
def test_a_document_is_known_by_its_bytes(data, expected) -> None:
    assert uploads.document_type(data) == expected


@pytest.mark.parametrize("data", [b"", b"MZ\x90\x00", b"PK\x03\x04garbage\x00", b"\xff\xfe", b"a\x00b"])
def test_other_files_are_no_documents(data) -> None:
    with pytest.raises(Invalid):
        uploads.document_type(data)


def test_a_document_over_the_limit_is_refused_with_the_limit(session: Session, ports, clock) -> None:
    consultation = factories.make_consultation(session)
    with pytest.raises(TooLarge):
        documents.add(
            session,
            consultation,
            data=b"x" * (uploads.LARGEST_DOCUMENT + 1),
            name="x.txt",
            title="x",
            files=ports.files,
            by=None,
            now=clock(),
        )


def run(settings, *arguments: str) -> str:
    environment = {
        "CONSULTATIE_ENVIRONMENT": "testing",
        "CONSULTATIE_INSTANCE": settings.instance,
        "CONSULTATIE_DATABASE_URL": settings.database_url,
        "CONSULTATIE_SEARCH": "memory",
    }
    result = CliRunner(env={**os.environ, **environment}).invoke(cli, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_commands_take_a_bill_all_the_way(settings, folder) -> None:
    far = TOML.replace("2027-03-10", "2126-03-10").replace("2027-04-20", "2126-04-20")
    (folder / "c.toml").write_text(far, "utf-8")
    read = json.loads(
        run(
            settings,
            "bill",
            "import",
            str(folder / "wet.md"),
            "--consultation",
            "proef",
            "--create",
            "--json",
        )
    )
    assert (read["version"], read["articles"], read["warnings"]) == (1, 3, [])
    made = json.loads(
        run(settings, "consultation", "create", "proef", "--file", str(folder / "c.toml"), "--json")
    )
    assert [gap["code"] for gap in made["gaps"] if gap["blocking"]] == []
    shown = json.loads(run(settings, "bill", "show", "proef", "--json"))
    assert (shown["title"], shown["kind"], shown["version"]) == ("Wet op de proef", "act", 1)
    article = shown["provisions"][0]["children"][1]
    assert (article["eid"], article["children"][0]["text"]) == ("art_2", "Een brief is duidelijk.")
    assert json.loads(run(settings, "consultation", "publish", "proef", "--json"))["state"] == "scheduled"
    extended = json.loads(
        run(settings, "consultation", "extend", "proef", "--closes", "2126-05-01", "--json")
    )
    assert extended["closes"] == "2126-05-01"
    [listed] = json.loads(run(settings, "consultation", "list", "--json"))
    assert (listed["slug"], listed["state"], listed["version"]) == ("proef", "scheduled", 1)
    for ending in ("md", "html"):
        run(settings, "bill", "export", "proef", "--format", ending, "--out", str(folder / f"uit.{ending}"))
    assert 'id="art_2__para_1"' in (folder / "uit.html").read_text("utf-8")
    run(settings, "bill", "import", str(folder / "uit.md"), "--consultation", "proef")
    again = json.loads(run(settings, "bill", "show", "proef", "--json"))
    assert again == shown | {"version": 2}
