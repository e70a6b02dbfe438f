"""A proposal as a difference: edit the words of a provision, add to them, or let them go; and everyone who reads it."""

from __future__ import annotations

import pytest

from consultatie.domain.proposals import ProposalKind
from consultatie.jobs.worker import Worker
from consultatie.models.responses import Position
from consultatie.services import drafts
from tests.integration.respond_browser import (
    Browser,
    a_visitor,
    asked_consultation,
    link_in,
    only,
    site_db,
    to_check,
    to_check_again,
    write_comment,
)
from tests.integration.response_factory import LIMITS

__all__ = ["a_visitor", "asked_consultation", "site_db"]  # fixtures

LAW = "1. Een brief is duidelijk.\n2. Een vergunning wordt per brief verleend."
PAGE = "/reageren/proef/artikel/art_2/voorstel"


@pytest.fixture(name="writer")
def who_wrote_a_comment(visitor) -> Browser:
    write_comment(visitor)
    visitor.get(PAGE)
    return visitor


def box(visitor: Browser) -> str:
    return str(visitor.page.xpath("//textarea[@name='proposal']")[0].text).strip("\n")


def marks(visitor: Browser) -> list[str]:
    found = visitor.page.xpath("//main//ins | //main//del")
    return [" ".join(mark.text_content().split()) for mark in found]


def kept(db) -> tuple[ProposalKind, str]:
    [comment] = only(db).comments
    return comment.proposal_kind, comment.proposal


def test_the_law_stands_in_the_box(writer) -> None:
    assert box(writer) == LAW
    assert writer.title.startswith("Vraag 3 van 8")


def test_changed_words_are_shown_as_a_difference_on_every_page_that_shows_them(
    writer, app, db, ports
) -> None:
    writer.submit(proposal=LAW.replace("per brief", "schriftelijk"))
    assert kept(db) == (ProposalKind.CHANGE, LAW.replace("per brief", "schriftelijk"))
    expected = ["vervalt per brief (einde vervalt)", "nieuw schriftelijk (einde nieuw)"]
    assert writer.heading == "Uw reactie tot nu toe"
    assert marks(writer) == expected
    to_check_again(writer)
    assert marks(writer)[:2] == expected
    writer.submit()
    writer.get(link_in(app, ports, "confirm"))
    writer.submit()
    Worker(app).run(once=True)
    letter = next(one for one in ports.mail.sent if one.type == "received")
    assert "[vervalt: per brief][nieuw: schriftelijk]" in letter.text
    assert "<del>[vervalt: per brief]</del><ins>[nieuw: schriftelijk]</ins>" in letter.html
    writer.get(f"/reacties/{only(db).reference}")
    assert marks(writer) == expected
    writer.get("/consultaties/proef/reacties")
    assert marks(writer) == expected


def test_the_law_as_it_stands_is_no_proposal(writer, db) -> None:
    writer.submit()
    assert kept(db) == (ProposalKind.TEXT, "")


def test_an_emptied_box_is_asked_about_and_what_there_was_stays(writer, db) -> None:
    writer.submit(proposal="Kort.")
    writer.get(PAGE)
    writer.submit(proposal=" ")
    assert writer.answer.status_code == 422
    assert writer.errors() == ["Het vak is leeg. Kies hieronder: de tekst vervalt, of u doet geen voorstel."]
    assert kept(db) == (ProposalKind.CHANGE, "Kort.")


def test_a_provision_may_go(writer, db) -> None:
    writer.submit(proposal="", besluit="vervalt")
    assert kept(db) == (ProposalKind.REMOVAL, "")
    assert marks(writer) == [f"vervalt {' '.join(LAW.split())} (einde vervalt)"]
    writer.get(PAGE)
    assert "U stelt nu voor dat deze tekst vervalt." in writer.text
    writer.submit()
    assert kept(db) == (ProposalKind.REMOVAL, "")


def test_a_proposal_can_be_taken_back(writer, db) -> None:
    writer.submit(proposal="Kort.")
    writer.get(PAGE)
    writer.submit(besluit="geen")
    assert kept(db) == (ProposalKind.TEXT, "")


def test_new_text_is_written_in_an_empty_box(writer, db) -> None:
    writer.get(f"{PAGE}?doe=toevoegen")
    assert box(writer) == ""
    writer.submit(proposal="3. Een brief is kort.")
    assert kept(db) == (ProposalKind.ADDITION, "3. Een brief is kort.")
    assert marks(writer) == ["nieuw 3. Een brief is kort. (einde nieuw)"]
    writer.get(PAGE)
    assert box(writer) == "3. Een brief is kort."


def test_words_that_came_from_elsewhere_stay_words(db, consultation, clock, visitor, writer) -> None:
    with db.write.begin() as session:
        response = session.merge(only(db))
        typed = drafts.CommentInput("art_2", Position.OPPOSE, "", "Maak er zes weken van.")
        drafts.save_comment(session, response, typed, limits=LIMITS, now=clock())
    writer.get(PAGE)
    assert box(writer) == "Maak er zes weken van."
    writer.submit()
    assert kept(db) == (ProposalKind.TEXT, "Maak er zes weken van.")
    assert marks(writer) == []


def test_the_export_and_the_import_speak_of_the_kind(app, writer, db, ports) -> None:
    writer.submit(proposal="", besluit="vervalt")
    to_check_again(writer)
    writer.submit()
    writer.get(link_in(app, ports, "confirm"))
    writer.submit()
    [comment] = writer.client.get("/api/v1/consultations/proef/responses").json["items"][0]["comments"]
    assert (comment["proposal"], comment["proposal_kind"]) == ("", "removal")


def test_a_proposal_may_be_made_by_who_is_against(visitor, db) -> None:
    to_check(visitor)
    visitor.get("/reageren/proef/artikel/art_2/waarom")
    assert visitor.page.xpath("//button[@name='eerst']/@value") == ["quote", "proposal", "recording"]
    visitor.submit(text="Dit is te lang.", eerst="proposal")
    visitor.submit(proposal="Kort.")
    assert [c.text for c in only(db).comments] == ["Dit is te lang."]
    assert [c.proposal for c in only(db).comments] == ["Kort."]
