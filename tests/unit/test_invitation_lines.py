"""Reading a pasted distribution list, and where an invitee is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultatie.domain.errors import Invalid
from consultatie.domain.invitations import InviteeKind, InviteeStatus, kind_in, read_lines, status_of
from consultatie.domain.lifecycle import RECEIVED, ResponseState


def test_a_line_holds_name_address_contact_kind_and_point() -> None:
    [found] = read_lines(
        "Raad voor de Proef; Raad@Example.nl ; mevrouw De Vries; Adviescollege; Let op 2; en op 3"
    )
    assert (found.name, found.email, found.contact) == (
        "Raad voor de Proef",
        "Raad@example.nl",
        "mevrouw De Vries",
    )
    assert found.kind is InviteeKind.ADVISORY_BODY
    assert found.point == "Let op 2; en op 3"


def test_cells_of_a_spreadsheet_come_with_tabs_and_a_heading() -> None:
    pasted = "Naam\tE-mail\nVereniging\tpost@example.nl\t\tbelangenorganisatie\n\nDienst\tdienst@example.nl"
    assert [(one.name, one.kind) for one in read_lines(pasted)] == [
        ("Vereniging", InviteeKind.INTEREST_GROUP),
        ("Dienst", InviteeKind.OTHER),
    ]


def test_the_address_may_stand_anywhere() -> None:
    [found] = read_lines("Dienst Brieven; de heer Bos; bos@example.nl; uitvoeringsorganisatie")
    assert (found.contact, found.email) == ("de heer Bos", "bos@example.nl")


@pytest.mark.parametrize(
    ("pasted", "code", "line"),
    [
        ("Raad; raad@example.nl\nBond", "invitee-line-email", 2),
        ("; raad@example.nl", "invitee-line-name", 1),
        (f"{'x' * 201}; raad@example.nl", "invitee-line-long", 1),
        ("Raad; geen adres", "invitee-line-email", 1),
    ],
)
def test_the_first_wrong_line_is_named(pasted: str, code: str, line: int) -> None:
    with pytest.raises(Invalid) as refused:
        read_lines(pasted)
    assert refused.value.problems == {"lines": code}
    assert refused.value.facts["line"] == line


@given(st.text())
def test_any_text_is_read_or_refused_with_a_line(pasted: str) -> None:
    found, line = [], 1
    try:
        found = read_lines(pasted)
    except Invalid as refused:
        line = refused.facts["line"]
    assert line >= 1
    assert all(one.name and "@" in one.email for one in found)


def test_a_kind_is_known_by_how_its_word_begins() -> None:
    assert kind_in("Uitvoeringsorganisatie") is InviteeKind.IMPLEMENTING_AGENCY
    assert kind_in("iets anders") is InviteeKind.OTHER


@given(st.booleans(), st.booleans(), st.booleans(), st.sampled_from([None, *ResponseState]))
def test_a_received_response_is_an_answer_and_nothing_else_is(
    invited: bool, opened: bool, declined: bool, response: ResponseState | None
) -> None:
    status = status_of(invited=invited, opened=opened, declined=declined, response=response)
    assert (status is InviteeStatus.ANSWERED) == (response in RECEIVED)
