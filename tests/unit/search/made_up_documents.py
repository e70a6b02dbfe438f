"""Random documents and questions over a small vocabulary, so that everything meets everything."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from consultatie.domain.ports import SearchDocument, SearchQuery

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
_WORDS = """
de het een van en op recht wet wetten weten vergunning vergunningen omgevingsvergunningen verleend verlenen gemeente
gemeenten gemeenteraad gemeenteraadsverkiezingen verkiezing zorg zorgverzekering wijzigen gewijzigd cafés cafe 3:4 17a
huurtoeslag huur huren e-mail foto's houses house running sociaal-economische leden lid kosten verkeersbesluit besluiten
"""
WORDS = _WORDS.split()
THEMES = ("wonen", "zorg", "natuur", "verkeer")


def text(rng: random.Random, longest: int) -> str:
    """Return up to `longest` words with some punctuation."""
    return "".join(
        rng.choice(WORDS) + rng.choice((" ", " ", " ", ", ", ". ", "\n"))
        for _ in range(rng.randint(0, longest))
    )


def document(rng: random.Random, number: int) -> SearchDocument:
    """Return a document with id `d:<number>`."""
    opens = NOW + timedelta(days=rng.randint(-60, 10))
    dated = rng.random() < 0.9
    return SearchDocument(
        id=f"d:{number}",
        type=rng.choice(("consultation", "provision", "explanation", "response")),
        consultation=rng.choice(("windpark", "huurwet", "scholen")),
        url=f"/d/{number}",
        title=text(rng, 5),
        body=text(rng, 40),
        language=rng.choice(("nl", "nl", "nl", "en", "de")),
        department=rng.choice(("BZK", "IenW", "")),
        themes=tuple(rng.sample(THEMES, rng.randint(0, 3))),
        kind=rng.choice(("act", "policy_paper", "")),
        respondent=rng.choice(("person", "organisation", "")),
        position=tuple(rng.sample(("support", "oppose", "neutral"), rng.randint(0, 2))),
        reported=rng.random() < 0.2,
        opens_at=opens if dated else None,
        closes_at=opens + timedelta(days=28) if dated else None,
        date=NOW - timedelta(days=rng.randint(0, 20)) if rng.random() < 0.9 else None,
        attachments=tuple((f"Bijlage {n}", text(rng, 20)) for n in range(rng.choice((0, 0, 0, 1, 2)))),
    )


def question(rng: random.Random) -> SearchQuery:
    """Return a query of any sort: words, phrases, exclusions, prefixes, filters, dates."""
    pieces = [_piece(rng) for _ in range(rng.choice((0, 1, 1, 1, 2, 2, 3)))]
    choices = {
        "type": ("response", "provision"),
        "consultation": ("windpark", "huurwet"),
        "language": ("nl", "en"),
        "department": ("BZK",),
        "theme": THEMES,
        "kind": ("act",),
        "status": ("open", "closed", "scheduled", "reported"),
        "respondent": ("person",),
        "position": ("support",),
    }
    keys = rng.sample(sorted(choices), rng.choice((0, 0, 0, 1, 2)))
    return SearchQuery(
        text=" ".join(pieces),
        now=NOW,
        filters={key: rng.choice(choices[key]) for key in keys},
        since=NOW - timedelta(days=10) if rng.random() < 0.15 else None,
        until=NOW - timedelta(days=3) if rng.random() < 0.15 else None,
        per_page=1_000,
        sort=rng.choice(("relevance", "date")),
    )


def _piece(rng: random.Random) -> str:
    roll = rng.random()
    if roll < 0.6:
        return rng.choice(WORDS)
    if roll < 0.75:
        return '"' + " ".join(rng.choice(WORDS) for _ in range(rng.randint(2, 3))) + '"'
    if roll < 0.9:
        return "-" + rng.choice(WORDS)
    return rng.choice(WORDS)[:4] + "*"
