"""Texts to co-sign: registered, confirmed, moderated, signed, closed; and shown once with what everybody adds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.db import Database
from consultatie.domain.campaigns import CampaignState, Registration
from consultatie.domain.errors import Invalid, NotFound, TokenRefused, WrongState
from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.permissions import Role
from consultatie.domain.visibility import Publication
from consultatie.models.campaigns import Campaign, TextCopy
from consultatie.models.responses import Position, Response
from consultatie.services import (
    analysis,
    campaign_desk,
    campaigns,
    confirmation,
    cosigning,
    erasure,
    public_responses,
    shared_texts,
)
from tests.factories import NOW, make_consultation, make_response, make_user
from tests.integration.response_factory import CONFIRM_FOR, LIMITS, confirm_token, mails

TEXT = (
    "Houd de brief op papier. Niet iedereen heeft een computer, en een brief op de mat ziet iedereen. "
    "Wie een brief mist, mist een termijn. Dat mag niet gebeuren."
)
TYPED = Registration("Houd de brief op papier", TEXT, "art_2", "oppose", "Bond van Lezers", "bond@example.nl")


@pytest.fixture
def place(db: Database) -> Any:
    """Return a writing session, an open consultation and a moderator."""
    with db.write.begin() as session:
        consultation = make_consultation(session)
        yield session, consultation, make_user(session, Role.MODERATOR).viewer()


def _registered(place: Any, typed: Registration = TYPED) -> Campaign:
    session, consultation, _moderator = place
    return campaigns.register(session, consultation, typed, language="nl", now=NOW)


def _open(place: Any) -> Campaign:
    session, _consultation, moderator = place
    campaign = _registered(place)
    campaigns.confirm(session, str(mails(session, "campaign-confirm")[-1]["token"]), now=NOW)
    campaigns.decide(session, campaign, publish=True, by=moderator, now=NOW)
    return campaign


def _sign(session: Session, campaign: Campaign, email: str, addition: str = "", name: str = "") -> Response:
    cosigning.cosign(
        session,
        campaign,
        cosigning.Signature(email, name, addition),
        language="nl",
        idempotency_key=f"k-{email}",
        limits=LIMITS,
        confirm_for=CONFIRM_FOR,
        now=NOW,
    )
    return confirmation.confirm(session, confirm_token(session), now=NOW).response


def test_a_text_is_shown_only_after_confirmation_and_moderation(place: Any) -> None:
    session, consultation, moderator = place
    campaign = _registered(place)
    assert campaigns.list_waiting(session, moderator) == []
    token = str(mails(session, "campaign-confirm")[-1]["token"])
    assert campaigns.confirm(session, token, now=NOW).state is CampaignState.HELD
    assert campaigns.confirm(session, token, now=NOW).state is CampaignState.HELD
    assert campaigns.list_waiting(session, moderator) == [campaign]
    with pytest.raises(NotFound):
        shared_texts.get(session, consultation, campaign.key, now=NOW)
    campaigns.decide(session, campaign, publish=True, by=moderator, now=NOW)
    assert shared_texts.get(session, consultation, campaign.key, now=NOW).can_be_signed
    [mail] = mails(session, "campaign-open")
    assert campaigns.find_managed(session, str(mail["token"])) is campaign
    with pytest.raises(TokenRefused):
        campaigns.find_managed(session, token)


def test_a_refused_text_needs_a_reason_and_is_not_shown(place: Any) -> None:
    session, consultation, moderator = place
    campaign = _registered(place)
    campaigns.confirm(session, str(mails(session, "campaign-confirm")[-1]["token"]), now=NOW)
    with pytest.raises(Invalid):
        campaigns.decide(session, campaign, publish=False, by=moderator, now=NOW)
    campaigns.decide(session, campaign, publish=False, reason="advertising", by=moderator, now=NOW)
    assert mails(session, "campaign-rejected")[0]["reason"] == "advertising"
    assert shared_texts.list_of(session, consultation, now=NOW) == []


def test_what_is_missing_is_named_per_field(place: Any) -> None:
    with pytest.raises(Invalid) as refused:
        _registered(place, Registration("", "", "art_2", "", "", "geen adres"))
    assert set(refused.value.problems) == {"title", "text", "position", "organiser", "email"}


def test_a_co_signature_is_a_response_like_any_other(place: Any) -> None:
    session, consultation, _moderator = place
    response = _sign(session, _open(place), "noor@example.nl", "Mijn oma leest alleen papier.", "Noor")
    assert (response.state, response.publication) == (ResponseState.PUBLIC, Publication.NAMED)
    [comment] = response.comments
    assert (comment.eid, comment.position) == ("art_2", Position.OPPOSE)
    assert comment.text == f"{TEXT}\n\nMijn oma leest alleen papier."
    assert response.digest
    assert public_responses.positions(session, consultation).total == 1


def test_a_text_is_shown_once_with_the_number_and_every_addition(place: Any) -> None:
    session, consultation, _moderator = place
    campaign = _open(place)
    _sign(session, campaign, "a@example.nl", "Mijn oma leest alleen papier.", "Noor")
    _sign(session, campaign, "b@example.nl")
    make_response(session, consultation)
    shared = shared_texts.get(session, consultation, campaign.key, now=NOW)
    assert (shared.persons, shared.text) == (2, TEXT)
    [added], total = shared_texts.additions(session, consultation, shared)
    assert (added.own, added.response.respondent.name, total) == ("Mijn oma leest alleen papier.", "Noor", 1)
    itself = public_responses.Filter(by_itself=True)
    assert public_responses.list_public(session, consultation, itself).total == 1
    assert public_responses.list_public(session, consultation, public_responses.Filter()).total == 3


def test_one_address_counts_once(place: Any) -> None:
    session, consultation, _moderator = place
    campaign = _open(place)
    _sign(session, campaign, "noor@example.nl")
    with pytest.raises(WrongState) as refused:
        _sign(session, campaign, "Noor+nog@example.nl")
    assert refused.value.code == "already-responded"
    assert shared_texts.persons(session, consultation, campaign.key) == 1


def test_a_closed_text_takes_no_signature_and_keeps_those_it_has(place: Any) -> None:
    session, consultation, _moderator = place
    campaign = _open(place)
    _sign(session, campaign, "noor@example.nl")
    campaigns.close(session, campaign, now=NOW)
    campaigns.close(session, campaign, now=NOW)
    with pytest.raises(WrongState):
        _sign(session, campaign, "later@example.nl")
    assert shared_texts.get(session, consultation, campaign.key, now=NOW).persons == 1


def test_copies_that_the_analysis_finds_count_with_the_registered_text(place: Any) -> None:
    session, consultation, _moderator = place
    campaign = _open(place)
    _sign(session, campaign, "noor@example.nl")
    own = TEXT + " Ik woon in een dorp zonder bereik."
    copies = [
        make_response(session, consultation, comments=(("art_2", Position.OPPOSE, words),))
        for words in (TEXT, TEXT.replace("computer", "laptop"), own)
    ]
    for number, copy in enumerate(copies):
        copy.respondent.email = f"kopie{number}@example.nl"
    data = analysis.analyse(session, consultation, now=NOW)
    [group] = data["campaigns"]
    assert (group["key"], group["size"], group["persons"]) == (campaign.key, 4, 4)
    analysis.store(session, consultation, data, now=NOW)
    session.flush()
    assert shared_texts.key_of(session, consultation, copies[1].reference) == campaign.key
    shared = shared_texts.get(session, consultation, campaign.key, now=NOW)
    assert shared.persons == 4
    added, _total = shared_texts.additions(session, consultation, shared)
    assert "Ik woon in een dorp zonder bereik." in {one.own for one in added}


def test_a_text_that_nobody_registered_is_shown_once_too(place: Any) -> None:
    session, consultation, _moderator = place
    for number in range(3):
        copy = make_response(session, consultation, comments=(("art_2", Position.OPPOSE, TEXT),))
        copy.respondent.email = "een@example.nl" if number < 2 else "twee@example.nl"
    analysis.store(session, consultation, analysis.analyse(session, consultation, now=NOW), now=NOW)
    session.flush()
    [shared] = shared_texts.list_of(session, consultation, now=NOW)
    assert (shared.campaign, shared.text, shared.persons) == (None, TEXT, 2)


def test_erasing_a_copy_removes_its_own_words(place: Any) -> None:
    session, consultation, _moderator = place
    copies = [
        make_response(session, consultation, comments=(("art_2", Position.OPPOSE, TEXT + own),))
        for own in ("", "", " Ik heet Noor.")
    ]
    analysis.store(session, consultation, analysis.analyse(session, consultation, now=NOW), now=NOW)
    session.flush()
    erasure.erase(session, copies[2], now=NOW)
    assert not any(copy.own for copy in session.scalars(select(TextCopy)))


def test_the_desk_shows_a_text_once_and_marks_all_its_signatures_read(place: Any) -> None:
    session, consultation, _moderator = place
    drafter = make_user(session, department=consultation.department).viewer()
    campaign = _open(place)
    _sign(session, campaign, "a@example.nl", "Papier blijft.")
    _sign(session, campaign, "b@example.nl")
    [signed] = campaign_desk.of_article(session, consultation, {"art_2"}, drafter)
    assert (signed.signed, signed.unread, [own for _, own in signed.additions]) == (2, 2, ["Papier blijft."])
    assert campaign_desk.mark_read(session, consultation, campaign.key, by=drafter, now=NOW) == 2
    session.flush()
    assert campaign_desk.of_article(session, consultation, {"art_2"}, drafter)[0].unread == 0
    assert campaign_desk.of_article(session, consultation, {"art_3"}, drafter) == []


def test_only_what_a_co_signer_adds_is_screened(place: Any) -> None:
    session, _consultation, moderator = place
    typed = replace(TYPED, text=TEXT + " Bel ons op 06 12345678.")
    campaign = _registered(place, typed)
    campaigns.confirm(session, str(mails(session, "campaign-confirm")[-1]["token"]), now=NOW)
    assert campaign.held_code == "personal-data"
    campaigns.decide(session, campaign, publish=True, by=moderator, now=NOW)
    assert _sign(session, campaign, "a@example.nl").state is ResponseState.PUBLIC
    assert _sign(session, campaign, "b@example.nl", "Of bel mij: 06 87654321.").state is ResponseState.HELD


def test_signatures_under_a_text_that_was_taken_off_the_site_stand_by_themselves(place: Any) -> None:
    session, consultation, moderator = place
    campaign = _open(place)
    _sign(session, campaign, "a@example.nl")
    campaigns.decide(session, campaign, publish=False, reason="off-topic", by=moderator, now=NOW)
    itself = public_responses.Filter(by_itself=True)
    assert public_responses.list_public(session, consultation, itself).total == 1
    assert shared_texts.list_of(session, consultation, now=NOW) == []
