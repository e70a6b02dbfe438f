"""What the analysis makes of responses: campaigns counted in full, summaries that only quote."""

from __future__ import annotations

import pytest

from consultatie.models.responses import Position
from consultatie.services import analysis
from tests.factories import make_consultation, make_response

LETTER = (
    "Wij vragen de minister om brieven in gewone taal te schrijven. Moeilijke woorden sluiten mensen uit. "
    "Geef iedereen acht weken om te antwoorden, ook in de zomer."
)


@pytest.fixture
def consultation(session):
    return make_consultation(session)


def test_a_campaign_is_shown_once_and_everyone_in_it_is_counted(session, consultation, clock) -> None:
    for number in range(6):
        own = " Mijn oma begrijpt zulke brieven niet meer." if number == 3 else ""
        make_response(
            session,
            consultation,
            external_id=f"actie-{number}",
            comments=(("art_2", Position.OPPOSE, LETTER + own),),
        )
    make_response(
        session,
        consultation,
        external_id="los",
        comments=(("art_2", Position.SUPPORT, "Ik vind dit een mooi voorstel voor de buurt."),),
    )
    data = analysis.analyse(session, consultation, now=clock())
    (campaign,) = data["campaigns"]
    assert campaign["size"] == 6
    assert sorted(campaign["responses"]) == [f"actie-{n}" for n in range(6)]
    assert campaign["own_words"] == 1
    assert data["responses"] == 7


def test_the_summary_quotes_literally_and_names_its_responses(session, consultation, clock) -> None:
    texts = {
        "a": "De termijn is te kort. Acht weken is beter voor mensen die werken.",
        "b": "Geef mensen meer tijd. Acht weken is beter voor mensen die werken.",
        "c": "Wie betaalt de extra brieven eigenlijk?",
    }
    for name, text in texts.items():
        make_response(session, consultation, external_id=name, comments=(("art_2", Position.OPPOSE, text),))
    (part,) = analysis.analyse(session, consultation, now=clock())["provisions"]
    assert part["eid"] == "art_2"
    assert part["responses"] == 3
    assert part["summary"]
    for line in part["summary"]:
        assert line["count"] == len(line["sources"])
        assert any(line["sentence"] in texts[source] for source in line["sources"])
    merged = next(line for line in part["summary"] if "Acht weken" in line["sentence"])
    assert sorted(merged["sources"]) == ["a", "b"]
