"""Made-up Dutch sentences for tests, the same for the same seed."""

from __future__ import annotations

import random

_NOUNS = """
gemeente burger vergunning bezwaar termijn woning huurder school zorg verkeer fietser subsidie boer natuur
water energie belasting ondernemer ziekenhuis leerling kosten toezicht gegevens besluit procedure drempel
"""
_VERBS = """krijgt verliest betaalt vraagt weigert beperkt verbetert schaadt vertraagt steunt begrijpt"""
_EXTRA = """snel duidelijk nauwelijks elk jaar volgend najaar vrijwillig schriftelijk achteraf vooraf"""
NOUNS, VERBS, EXTRA = _NOUNS.split(), _VERBS.split(), _EXTRA.split()


def sentence(rng: random.Random) -> str:
    """Return one sentence of about twelve words."""
    words = [
        "de", rng.choice(NOUNS), rng.choice(VERBS), "van", "een", rng.choice(NOUNS), rng.choice(EXTRA), "bij",
        rng.choice(NOUNS), "en", rng.choice(NOUNS), rng.choice(EXTRA),
    ]  # fmt: skip
    return " ".join(words).capitalize() + "."


def letter(rng: random.Random, sentences: int = 6) -> str:
    """Return a text of some sentences."""
    return " ".join(sentence(rng) for _ in range(sentences))
