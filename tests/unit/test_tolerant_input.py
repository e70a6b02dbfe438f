"""What people paste, dictate and type on a phone is read as they meant it (criterion E5).

We ask for no telephone number and no postcode; the fields that are read by rule are the address and the reference.
"""

from __future__ import annotations

import pytest

from consultatie.domain.receipts import find_reference
from consultatie.domain.respondents import find_email, problems_of, tidy
from consultatie.domain.visibility import Publication, RespondentFacts, RespondentKind

NOOR = "noor@example.nl"


@pytest.mark.parametrize(
    "typed",
    [
        "noor@example.nl",
        " noor@example.nl ",
        "noor@example.nl\r\n",
        "\tnoor@example.nl\u00a0",
        "noor @ example.nl",
        "noor@example. nl",
        "noor@Example.NL",
        "noor@example.nl.",
        "noor@example.nl,",
        "noor@example.nl;",
        "<noor@example.nl>",
        "Noor de Wit <noor@example.nl>",
        "mailto:noor@example.nl",
        "MAILTO:noor@example.nl",
        "noor\u200b@example.nl",
        "noor\uff20example.nl",
        "noor apenstaartje example punt nl",
        "noor apestaartje example.nl",
        "noor at example dot nl.",
        "noor Apenstaartje example Punt nl",
    ],
)
def test_an_address_is_read_however_it_is_typed(typed: str) -> None:
    assert find_email(typed) == NOOR


@pytest.mark.parametrize(
    "typed", ["", "noor", "noor@", "@example.nl", "apenstaartje punt nl", "noor@@example.nl"]
)
def test_what_is_no_address_is_not_made_one(typed: str) -> None:
    assert find_email(typed) is None


@pytest.mark.parametrize("typed", ["punt@example.nl", "at.dot@example.nl", "punt @ example.nl"])
def test_an_address_that_holds_such_a_word_keeps_it(typed: str) -> None:
    assert find_email(typed) == typed.replace(" ", "")


@pytest.mark.parametrize(
    "typed",
    [
        "ABCD-EFGH-JKLM",
        "abcd-efgh-jklm",
        "abcdefghjklm",
        "ABCD EFGH JKLM",
        " abcd.efgh.jklm. ",
        "ABCD\u2011EFGH\u2013JKLM",
        "A B C D - E F G H - J K L M",
        "ABCD-EFGH-JKLM\r\n",
        "Kenmerk: ABCD-EFGH-JKLM",
        "reference abcd efgh jklm",
    ],
)
def test_a_reference_is_read_however_it_is_typed(typed: str) -> None:
    assert find_reference(typed) == "ABCD-EFGH-JKLM"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  noor   de\tWit\r\n", "noor de Wit"),
        ("NOOR DE WIT", "NOOR DE WIT"),
        ("Noe\u0308l", "No\u00ebl"),
        ("d'Arcy-van 't Hof", "d'Arcy-van 't Hof"),
        ("Ng", "Ng"),
        ("O\u2019Brien 3e", "O\u2019Brien 3e"),
        ("\u9648\u5c0f\u660e", "\u9648\u5c0f\u660e"),
    ],
)
def test_every_name_is_accepted_and_kept(typed: str, kept: str) -> None:
    facts = tidy(RespondentFacts(RespondentKind.PERSON, name=typed, place=typed, email=NOOR))
    assert (facts.name, facts.place, problems_of(facts, Publication.NAMED)) == (kept, kept, {})
