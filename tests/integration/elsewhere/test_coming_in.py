"""Signing in at a real provider: who comes in, as whom, and where they end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from consultatie.db import Database
from consultatie.domain.organisations import MemberRole
from consultatie.domain.permissions import Role
from consultatie.models.accounts import StaffSession, User
from consultatie.models.organisations import Membership
from consultatie.services import memberships
from tests.factories import make_user, sign_in
from tests.integration.elsewhere.conftest import HOME, MEMBER
from tests.integration.organisations.colleague import leave, make_member, make_organisation, post
from tests.provider.running import Visitor

AWAY = "/account/inlogdienst"


def come_in(client: Any, provider: Any, email: str, path: str = AWAY, **said: str) -> Any:
    """Go to the provider, sign in there, and return what the site answers when somebody is back."""
    away = client.get(path)
    assert away.status_code == 303
    return client.get(Visitor(provider).sign_in(away.location, email, **said))


def test_the_button_is_there_only_where_a_provider_is_set(client: Any, at: Any, provider: Any) -> None:
    assert "Proefdienst" not in client.get("/organisatie/inloggen").text
    assert client.get(AWAY).status_code == 404
    assert client.get("/account/uitgelogd").status_code == 404
    beside = at(provider)
    page = beside.get("/organisatie/inloggen?next=/organisatie/x")
    assert "Inloggen met de Proefdienst" in page.text
    assert f'href="{AWAY}?next=/organisatie/x"' in page.text
    assert "Proefdienst" not in beside.get("/account/inloggen").text
    assert "Proefdienst" in at(provider, oidc_staff=True).get("/account/inloggen").text


def test_a_member_comes_in_at_the_page_that_was_asked_for(at: Any, provider: Any, wim: None) -> None:
    client = at(provider)
    answer = come_in(client, provider, MEMBER.upper(), f"{AWAY}?next={HOME}/collegas")
    assert (answer.status_code, answer.location) == (303, f"{HOME}/collegas")
    assert client.get(answer.location).status_code == 200
    with client.session_transaction() as cookie:
        assert "attempt" not in cookie


def test_the_address_may_stand_in_the_id_token_itself(at: Any, own_provider: Any, wim: None) -> None:
    running = own_provider(userinfo=False)
    answer = come_in(at(running), running, MEMBER)
    assert answer.location == "/organisatie/overzicht"


def test_an_english_reader_comes_back_in_english(at: Any, provider: Any, wim: None) -> None:
    client = at(provider)
    answer = come_in(client, provider, MEMBER, f"/en{AWAY}?next={HOME}")
    assert answer.location.startswith("/en/account/inlogdienst/terug?")
    assert client.get(answer.location).location == f"/en{HOME}"


@pytest.mark.parametrize("address", ["//evil.example", "https://evil.example/", "/\\evil.example"])
def test_nobody_is_sent_on_to_another_site(at: Any, provider: Any, wim: None, address: str) -> None:
    answer = come_in(at(provider), provider, MEMBER, f"{AWAY}?next={address}")
    assert answer.location == "/organisatie/overzicht"


def test_our_code_follows_unless_the_provider_vouches_for_a_second_factor(
    at: Any, provider: Any, wim: None, db: Database
) -> None:
    strict = {"second_factor": "required", "oidc_second_factor": ("mfa",)}
    client = at(provider, **strict)
    answer = come_in(client, provider, MEMBER, amr="pwd")
    assert answer.location == "/account/code?next=/organisatie/overzicht"
    assert client.get(HOME).status_code == 303
    leave(client)
    answer = come_in(client, provider, MEMBER, amr="pwd mfa")
    assert answer.location == "/organisatie/overzicht"
    assert client.get(HOME).status_code == 200
    with db.read() as session:
        newest = session.scalars(select(StaffSession).order_by(StaffSession.id.desc())).first()
        assert newest is not None
        assert newest.second_factor_at is not None


def test_what_the_provider_vouches_for_counts_only_when_the_setting_names_it(
    at: Any, provider: Any, wim: None
) -> None:
    answer = come_in(at(provider, second_factor="required"), provider, MEMBER, amr="pwd mfa")
    assert answer.location.startswith("/account/code")


def test_who_was_invited_takes_part_with_the_role_of_the_invitation(
    at: Any, provider: Any, db: Database, clock: Any
) -> None:
    client = at(provider)
    with db.write.begin() as session:
        boss = make_member(session, make_organisation(session), MemberRole.MANDATED)
        memberships.invite(
            session,
            boss,
            "jan@elders.example",
            MemberRole.SIGNER,
            language="nl",
            life=timedelta(days=1),
            now=clock(),
        )
    assert come_in(client, provider, "jan@elders.example", name="Jan Jansen").status_code == 303
    assert client.get(HOME).status_code == 200
    with db.read() as session:
        made = session.scalars(select(Membership).order_by(Membership.id.desc())).first()
        assert made is not None
        assert (made.user.name, made.role, made.user.role) == (
            "Jan Jansen",
            MemberRole.SIGNER,
            Role.RESPONDENT,
        )


def test_an_invitation_that_is_too_old_lets_nobody_in(
    at: Any, provider: Any, db: Database, clock: Any
) -> None:
    client = at(provider)
    with db.write.begin() as session:
        boss = make_member(session, make_organisation(session), MemberRole.MANDATED)
        long_ago = clock() - timedelta(days=2)
        memberships.invite(
            session,
            boss,
            "jan@elders.example",
            MemberRole.SIGNER,
            language="nl",
            life=timedelta(days=1),
            now=long_ago,
        )
    assert come_in(client, provider, "jan@elders.example").status_code == 403


def test_staff_come_in_only_where_the_setting_says_so_and_keep_their_role(
    at: Any, provider: Any, db: Database
) -> None:
    with db.write.begin() as session:
        make_user(session, Role.DRAFTER, email="anna@debrief.nl")
    refused = come_in(at(provider), provider, "anna@debrief.nl")
    assert refused.status_code == 403
    assert "Log in met uw wachtwoord" in refused.text
    client = at(provider, oidc_staff=True)
    assert come_in(client, provider, "anna@debrief.nl").location == "/werkplek"
    assert client.get("/werkplek").status_code == 200
    with db.read() as session:
        assert session.scalars(select(User.role)).all() == [Role.DRAFTER]


def test_nobody_becomes_staff_by_signing_in(at: Any, provider: Any, db: Database) -> None:
    answer = come_in(at(provider, oidc_staff=True), provider, "nieuw@ministerie.example")
    assert answer.status_code == 403
    with db.read() as session:
        assert session.scalars(select(User)).all() == []


def test_signing_out_offers_to_sign_out_at_the_provider_too(at: Any, provider: Any, wim: None) -> None:
    client, visitor = at(provider), Visitor(provider)
    client.get(visitor.sign_in(client.get(AWAY).location, MEMBER))
    answer = post(client, "/account/uitloggen", HOME)
    assert answer.location == "/account/uitgelogd"
    assert client.get(HOME).status_code == 303
    page = client.get(answer.location).text
    way_out = page.partition("link-button")[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    assert way_out.startswith(f"{provider.issuer}/session/end?")
    back = visitor.sign_out(way_out)
    assert back == "/account/uitgelogd?state=nl"
    assert "U bent ook uitgelogd bij de Proefdienst." in client.get(back).text


def test_signing_out_after_a_mailed_link_says_nothing_of_the_provider(
    at: Any, provider: Any, wim: None, db: Database, clock: Any
) -> None:
    client = at(provider)
    with db.read() as session:
        member = session.scalars(select(User)).one()
    sign_in(client, member, now=clock())
    assert post(client, "/account/uitloggen", HOME).location == "/"
