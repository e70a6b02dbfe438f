"""The passage of law on the front page with its plain words: which one is chosen, on both databases."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy.orm import Session

from consultatie.models.consultations import Explanation
from tests.factories import make_consultation

LONG = (
    "Een bestuursorgaan stelt een brief zo op dat de geadresseerde redelijkerwijs kan begrijpen wat er staat"
)
BILL = f"""# Wet op de proef

### Artikel 1. Kort

Dit is kort.

### Artikel 2. Niet uitgelegd

{LONG}, en hij legt dit niet uit.

### Artikel 3. Onderdelen

1. {LONG}, met onderdelen:

a. een onderdeel.

### Artikel 4. Leden

1. {LONG}.
2. {LONG}, ook in het tweede lid.
"""


def _explain(session: Session, *eids: str) -> None:
    consultation = make_consultation(session, bill=BILL)
    for eid in eids:
        html = f"<p>Zo zit {eid} in elkaar. En dit is de tweede zin.</p>"
        session.add(
            Explanation(consultation_id=consultation.id, eid=eid, language="nl", markdown=html, html=html)
        )
    session.commit()


def test_the_front_page_shows_the_first_whole_passage_that_is_explained(
    client: Any, session: Session
) -> None:
    _explain(session, "art_1", "art_3", "art_4")
    page = client.get("/").text
    assert "Zo leest u hier een wet" in page
    assert f"{LONG}." in re.sub(r"</?a\b[^>]*>", "", page)  # hard words in it are links to what they mean
    assert "Zo zit art_4 in elkaar." in page
    assert "tweede zin" not in page
    assert 'href="/consultaties/proef/artikelen/art_4"' in page


def test_without_a_fitting_passage_the_front_page_shows_none(client: Any, session: Session) -> None:
    _explain(session, "art_1", "art_3")
    page = client.get("/")
    assert page.status_code == 200
    assert "Zo leest u hier een wet" not in page.text
