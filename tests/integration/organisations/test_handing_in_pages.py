"""Handing in as people see it: the steps, the public page, attachments, and the receipt."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from consultatie.db import Database
from consultatie.domain.joint_drafts import Step
from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.permissions import Role
from consultatie.domain.visibility import Publication
from consultatie.models.responses import Response
from consultatie.services import joint_drafts, joint_signing
from tests.document_checks import needs_pdf, pdf_ua_faults
from tests.factories import make_user, sign_in
from tests.integration.organisations.colleague import (
    alerts,
    enter,
    post,
)
from tests.integration.organisations.team import Team

HOME = "/organisatie/stichting-de-brief/reacties/proef"


@pytest.fixture
def seen(db: Database, client: Any, clock: Any) -> Any:
    """A client with somebody who has the mandate, at a signed text."""
    with db.write.begin() as session:
        team = Team(session, clock())
        joint_drafts.change_details(
            session, team.draft, principals="FNV\nCNV", publication=Publication.NAMED, based_on=0, now=clock()
        )
        joint_signing.offer(session, team.draft, team.writer, "", now=clock())
        joint_signing.take(session, team.draft, team.signer, Step.SIGN, now=clock())
        boss = team.boss
    enter(client, boss)
    return client


def reference_of(db: Database) -> str:
    with db.read() as session:
        return str(session.scalars(select(Response.reference)).one())


def test_the_public_page_shows_the_mark_and_the_principals(seen: Any, db: Database) -> None:
    page = f"{HOME}/stap/submit"
    assert "Een brief is te kort." in seen.get(page).text
    assert post(seen, page).status_code == 303
    home = seen.get(HOME).text
    assert reference_of(db) in home
    public = seen.application.test_client().get(f"/reacties/{reference_of(db)}").text
    assert "Organisatie, adres van debrief.example bevestigd" in public
    assert "FNV; CNV" in public
    assert "mandated@" not in public
    assert post(seen, page, HOME).status_code == 409  # a second press changes nothing


def test_a_refusal_needs_a_reason_and_keeps_the_form(seen: Any) -> None:
    assert post(seen, f"{HOME}/stap/take-back").status_code == 303
    assert post(seen, f"{HOME}/stap/offer").status_code == 303
    page = f"{HOME}/stap/refuse"
    assert alerts(post(seen, page, note=" ").text) == ["Schrijf wat er anders moet."]
    assert post(seen, page, note="Artikel 3 mist").status_code == 303
    assert "Artikel 3 mist" in seen.get(HOME).text


def test_a_step_that_cannot_be_taken_now_leads_back(seen: Any) -> None:
    assert seen.get(f"{HOME}/stap/offer").location == HOME
    assert seen.get(f"{HOME}/stap/verzonnen").status_code == 404


def test_an_attachment_waits_for_a_moderator_and_is_public_after(seen: Any, db: Database) -> None:
    post(seen, f"{HOME}/stap/take-back")
    post(seen, f"{HOME}/bijlagen", title="Cijfers", file=(io.BytesIO(b"Cijfers"), "cijfers.txt"))
    for step in ("offer", "sign", "submit"):
        assert post(seen, f"{HOME}/stap/{step}").status_code == 303
    file = f"/reacties/{reference_of(db)}/bijlagen/1"
    public = seen.application.test_client()
    assert public.get(file).status_code == 404
    with db.write.begin() as session:
        moderator = make_user(session, Role.MODERATOR)
    staff = seen.application.test_client()
    sign_in(staff, moderator)
    page = f"/werkplek/moderatie/{reference_of(db)}"
    assert "Er zit een bijlage bij. Bekijk die eerst." in staff.get(page).text
    assert file in staff.get(page).text
    assert staff.get(file).data == b"Cijfers"
    with db.write.begin() as session:
        session.scalars(select(Response)).one().state = ResponseState.PUBLIC
    assert public.get(file).data == b"Cijfers"
    assert "cijfers.txt" in public.get(f"/reacties/{reference_of(db)}").text
    with db.write.begin() as session:
        session.scalars(select(Response)).one().state = ResponseState.REDACTED
    assert public.get(file).status_code == 404


@needs_pdf
def test_the_receipt_is_pdf_ua_in_both_languages(seen: Any, tmp_path: Path) -> None:
    post(seen, f"{HOME}/stap/submit")
    files = []
    for prefix in ("", "/en"):
        answer = seen.get(f"{prefix}{HOME}/versie/1/ontvangstbewijs.pdf")
        assert answer.mimetype == "application/pdf"
        assert answer.data.startswith(b"%PDF-")
        files.append(tmp_path / f"receipt{len(files)}.pdf")
        files[-1].write_bytes(answer.data)
    assert pdf_ua_faults(files) == []


def test_what_was_handed_in_can_be_read_back(seen: Any, db: Database) -> None:
    post(seen, f"{HOME}/stap/submit")
    page = seen.get(f"{HOME}/versie/1").text
    assert reference_of(db) in page
    assert "Een brief is te kort." in page
    assert seen.get(f"{HOME}/versie/2").status_code == 404


def test_a_withdrawn_response_leaves_the_public_page(seen: Any, db: Database) -> None:
    post(seen, f"{HOME}/stap/submit")
    reference = reference_of(db)
    assert post(seen, f"{HOME}/stap/withdraw").status_code == 303
    assert seen.application.test_client().get(f"/reacties/{reference}").status_code == 404
    assert "De reactie is ingetrokken." in seen.get(HOME).text
