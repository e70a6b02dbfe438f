"""Registering an organisation, coming in by a mailed link, and who its people are."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pyotp
import pytest
from sqlalchemy import func, select

from consultatie import create_app
from consultatie.db import Database
from consultatie.domain.errors import Invalid, NotAllowed, TokenRefused
from consultatie.domain.organisations import MemberRole, OrganisationState, Registration
from consultatie.domain.permissions import Role
from consultatie.models.accounts import User
from consultatie.models.log import LogEntry
from consultatie.models.organisations import Membership, Organisation, OrganisationLink
from consultatie.services import memberships, organisations
from tests.factories import make_user, sign_in
from tests.integration.organisations.colleague import (
    alerts,
    enter,
    leave,
    mailed,
    make_member,
    make_organisation,
    post,
)

REGISTER = "/organisatie/aanmelden"
FILLED = {"name": "Stichting De Brief", "kvk": "1234 5678", "person": "Ans", "email": "Ans@DeBrief.nl"}
LIFE = timedelta(days=1)


def token_of(db: Database, kind: str) -> str:
    with db.read() as session:
        return str(mailed(session, kind)[-1]["facts"]["token"])


def registered(client: Any, db: Database) -> str:
    assert post(client, REGISTER, **FILLED).status_code == 303
    token = token_of(db, "organisation-confirm")
    answer = post(client, f"/organisatie/bevestigen/{token}")
    assert answer.status_code == 303
    return str(answer.location)


def test_nothing_is_made_before_the_link_is_confirmed_by_post(client: Any, db: Database) -> None:
    post(client, REGISTER, **FILLED)
    token = token_of(db, "organisation-confirm")
    page = client.get(f"/organisatie/bevestigen/{token}")
    assert "Stichting De Brief" in page.text
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Organisation)) == 0
        assert token not in session.scalars(select(OrganisationLink.hash)).all()


def test_a_confirmed_registration_lets_the_first_person_in_with_the_mandate(
    client: Any, db: Database
) -> None:
    home = registered(client, db)
    assert home == "/organisatie/stichting-de-brief"
    assert "debrief.nl" in client.get(home).text
    with db.read() as session:
        member = session.scalars(select(Membership)).one()
        assert (member.role, member.user.email) == (MemberRole.MANDATED, "ans@debrief.nl")
        assert (member.organisation.kvk, member.user.role) == ("12345678", Role.RESPONDENT)
        kinds = session.scalars(select(LogEntry.kind).order_by(LogEntry.position)).all()
        assert kinds == ["organisation-registered", "organisation-member-added"]


def test_a_link_works_once(client: Any, db: Database) -> None:
    registered(client, db)
    token = token_of(db, "organisation-confirm")
    assert client.get(f"/organisatie/bevestigen/{token}").status_code == 410
    assert client.get("/organisatie/bevestigen/verzonnen").status_code == 404


@pytest.mark.parametrize(
    "email", ["ans@gmail.com", "ans@mail.outlook.com", "ans@ziggo.nl", "a@hotmail.co.uk"]
)
def test_an_address_that_anyone_can_have_is_refused_with_a_way_out(
    client: Any, db: Database, email: str
) -> None:
    answer = post(client, REGISTER, **FILLED | {"email": email})
    assert answer.status_code == 422
    assert alerts(answer.text) == [
        "Iedereen kan zo&#39;n adres hebben. Neem uw werkadres, of vraag een beheerder."
    ]
    assert 'id="geen-domein" open' in answer.text
    assert "Stichting De Brief" in answer.text


def test_an_administrator_decides_where_no_domain_proves_it(client: Any, db: Database) -> None:
    with db.write.begin() as session:
        make_user(session, Role.ADMINISTRATOR, email="bas@example.nl")
    by_hand = {"email": "ans@gmail.com", "by_hand": "y", "explanation": "Zie www.debrief.nl."}
    assert post(client, REGISTER, **FILLED | by_hand).status_code == 303
    token = token_of(db, "organisation-confirm")
    home = post(client, f"/organisatie/bevestigen/{token}").location
    assert "Een beheerder kijkt uw organisatie na." in client.get(home).text
    with db.read() as session:
        assert [one["to"] for one in mailed(session, "organisation-request")] == ["bas@example.nl"]
        administrator = session.scalars(select(User).where(User.email == "bas@example.nl")).one()
    sign_in(client, administrator)
    page = "/beheer/organisaties/stichting-de-brief"
    assert "Zie www.debrief.nl." in client.get(page).text
    assert post(client, f"{page}/toelaten", page).status_code == 303
    with db.read() as session:
        made = session.scalars(select(Organisation)).one()
        assert (made.state, made.mail_domain) == (OrganisationState.ACTIVE, "")
        assert mailed(session, "organisation-decided")[0]["facts"]["approved"] is True


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("name", "", "Vul de naam van de organisatie in."),
        ("kvk", "123", "Vul de 8 cijfers van het KvK-nummer in, of laat het leeg."),
        ("person", " ", "Vul uw eigen naam in."),
        ("email", "", "Vul uw e-mailadres bij de organisatie in."),
        ("email", "ans", "Vul een e-mailadres in, zoals naam@voorbeeld.nl."),
    ],
)
def test_each_field_says_what_it_needs(client: Any, field: str, typed: str, words: str) -> None:
    answer = post(client, REGISTER, **FILLED | {field: typed})
    assert answer.status_code == 422
    assert alerts(answer.text) == [words]


def test_the_same_organisation_is_not_registered_twice(client: Any, db: Database) -> None:
    registered(client, db)
    leave(client)
    assert alerts(post(client, REGISTER, **FILLED).text) == [
        "Deze organisatie is er al. Vraag een collega om u uit te nodigen."
    ]


def test_staff_cannot_come_in_by_a_mailed_link(session: Any, clock: Any) -> None:
    make_user(session, email="anna@debrief.nl")
    typed = Registration("De Brief", "", "Anna", "anna@debrief.nl")
    with pytest.raises(Invalid) as refused:
        organisations.register(session, typed, language="nl", life=LIFE, now=clock())
    assert refused.value.problems == {"email": "email-of-staff"}
    with pytest.raises(TokenRefused, match="email-of-staff"):
        organisations.admit(
            session, make_organisation(session), "anna@debrief.nl", "A", MemberRole.WRITER, now=clock()
        )


def test_the_sign_in_page_answers_the_same_for_whoever_is_unknown(client: Any, db: Database) -> None:
    with db.write.begin() as session:
        make_member(session, make_organisation(session), MemberRole.WRITER, "Wim")
    page = "/organisatie/inloggen"
    known = post(client, page, email="wim@stichting-de-brief.example")
    unknown = post(client, page, email="niemand@elders.example")
    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    with db.read() as session:
        assert [one["to"] for one in mailed(session, "organisation-sign-in")] == [
            "wim@stichting-de-brief.example"
        ]


def test_a_sign_in_link_goes_to_the_page_that_was_asked_for_and_dies_after_half_an_hour(
    client: Any, db: Database, clock: Any
) -> None:
    with db.write.begin() as session:
        make_member(session, make_organisation(session), MemberRole.WRITER, "Wim")
    asked = client.get("/organisatie/stichting-de-brief/collegas")
    assert asked.status_code == 303
    assert asked.location.startswith("/organisatie/inloggen?next=")
    post(client, asked.location, email="wim@stichting-de-brief.example")
    link = f"/organisatie/inloggen/{token_of(db, 'organisation-sign-in')}"
    assert (
        client.get("/organisatie/stichting-de-brief").status_code == 303
    )  # opening the mail signs nobody in
    answer = post(client, link)
    assert answer.location == "/organisatie/stichting-de-brief/collegas"
    assert client.get(answer.location).status_code == 200
    leave(client)
    post(client, "/organisatie/inloggen", email="wim@stichting-de-brief.example")
    clock.forward(minutes=31)
    assert client.get(f"/organisatie/inloggen/{token_of(db, 'organisation-sign-in')}").status_code == 410


def test_after_the_link_a_code_is_asked(settings: Any, ports: Any, db: Database, clock: Any) -> None:
    app = create_app(replace(settings, second_factor="required"), ports)
    client = app.test_client()
    post(client, REGISTER, **FILLED)
    answer = post(client, f"/organisatie/bevestigen/{token_of(db, 'organisation-confirm')}")
    assert answer.location == "/account/code?next=/organisatie/stichting-de-brief"
    assert client.get("/organisatie/stichting-de-brief").status_code == 303
    assert "ook een code" in client.get(answer.location).text
    with db.read() as session:
        secret = session.scalars(select(User.totp_secret)).one() or ""
    done = post(client, answer.location, code=pyotp.TOTP(secret).at(clock()))
    assert done.location == "/organisatie/stichting-de-brief"
    assert client.get(done.location).status_code == 200
    app.extensions["consultatie"].db.engine.dispose()


def test_a_colleague_takes_part_on_an_invitation(client: Any, db: Database) -> None:
    home = registered(client, db)
    assert alerts(post(client, f"{home}/collegas/nieuw", email="").text) == ["Kies wat deze collega mag."]
    post(client, f"{home}/collegas/nieuw", email="Jan@gmail.com", role="signer")
    leave(client)
    link = f"/organisatie/uitnodiging/{token_of(db, 'organisation-invite')}"
    assert alerts(post(client, link, name=" ").text) == ["Vul uw eigen naam in."]
    assert post(client, link, name="Jan").location == home
    assert "Nodig een collega uit" not in client.get(f"{home}/collegas").text
    assert client.get(f"{home}/collegas/nieuw").status_code == 403
    with db.read() as session:
        found = session.scalars(select(Membership).order_by(Membership.id)).all()
        assert [(one.user.name, one.role) for one in found] == [
            ("Ans", MemberRole.MANDATED),
            ("Jan", MemberRole.SIGNER),
        ]


def test_the_last_with_the_mandate_stays(client: Any, db: Database) -> None:
    home = registered(client, db)
    with db.read() as session:
        number = session.scalars(select(Membership.id)).one()
    words = ["Er moet iemand overblijven die mag insturen. Kies eerst een ander."]
    assert alerts(post(client, f"{home}/collegas/{number}", role="writer").text) == words
    assert alerts(post(client, f"{home}/collegas/{number}/weg").text) == words
    assert client.get(home).status_code == 200


def test_who_is_removed_no_longer_comes_in(client: Any, db: Database, clock: Any) -> None:
    with db.write.begin() as session:
        organisation = make_organisation(session)
        boss = make_member(session, organisation, MemberRole.MANDATED)
        writer = make_member(session, organisation, MemberRole.WRITER)
    enter(client, writer)
    home = "/organisatie/stichting-de-brief"
    assert client.get(home).status_code == 200
    with db.write.begin() as session:
        memberships.end(
            session,
            session.get_one(Membership, writer.id),
            by=session.get_one(Membership, boss.id),
            now=clock(),
        )
    assert client.get(home).status_code == 303


def test_others_do_not_learn_that_an_organisation_is_there(client: Any, db: Database) -> None:
    with db.write.begin() as session:
        make_organisation(session)
        elsewhere = make_organisation(session, "Elders")
        outsider = make_member(session, elsewhere, MemberRole.MANDATED)
        staff = make_user(session)
    enter(client, outsider)
    assert client.get("/organisatie/stichting-de-brief").status_code == 404
    sign_in(client, staff)
    assert client.get("/organisatie/stichting-de-brief").status_code == 403


def test_an_administrator_closes_the_account_of_somebody_of_an_organisation_and_never_makes_it_staff(
    client: Any, db: Database
) -> None:
    with db.write.begin() as session:
        writer = make_member(session, make_organisation(session), MemberRole.WRITER)
        administrator = make_user(session, Role.ADMINISTRATOR)
    sign_in(client, administrator)
    page = f"/beheer/gebruikers/{writer.user_id}"
    assert post(client, page, role="drafter", department="0", active="y").status_code == 422
    assert post(client, page, role="respondent", department="0").status_code == 303
    enter(client, writer)
    assert client.get("/organisatie/stichting-de-brief").status_code == 303


def test_only_the_mandate_changes_roles(session: Any, clock: Any) -> None:
    organisation = make_organisation(session)
    boss = make_member(session, organisation, MemberRole.MANDATED)
    writer = make_member(session, organisation, MemberRole.WRITER)
    with pytest.raises(NotAllowed):
        memberships.change_role(session, boss, MemberRole.WRITER, by=writer, now=clock())
    memberships.change_role(session, writer, MemberRole.MANDATED, by=boss, now=clock())
    memberships.end(session, boss, by=boss, now=clock())
    assert [one.user.name for one in organisation.members] == ["Writer"]
