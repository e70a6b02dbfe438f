"""Keyword themes: what sets the texts on one provision apart."""

from __future__ import annotations

from consultatie.analysis.themes import keyword_themes

RENT = [
    "De huurtoeslag gaat omlaag en dat raakt gezinnen.",
    "Gezinnen verliezen hun huurtoeslag door dit artikel.",
    "Zonder huurtoeslag kunnen gezinnen hun woning niet betalen.",
    "Houd de huurtoeslag op het peil van nu.",
    "Het peil van de huurtoeslag is al laag.",
    "Ik heb geen mening over dit onderwerp.",
]
FARM = ["Boeren krijgen te veel regels over mest.", "De regels over mest raken boeren en hun dieren."] * 3


def _numbered(prefix: str, texts: list[str]) -> list[tuple[str, str]]:
    return [(f"{prefix}{n}", text) for n, text in enumerate(texts)]


PROVISIONS = {"art_1": _numbered("h", RENT), "art_2": _numbered("b", FARM)}


def test_the_words_of_a_provision_are_its_themes() -> None:
    found = keyword_themes(PROVISIONS)
    rent = found["art_1"][0]
    assert "huurtoeslag" in rent.label
    assert set(rent.members) >= {"h0", "h1", "h2", "h3", "h4"}
    assert any("boeren" in theme.label and "mest" in theme.label for theme in found["art_2"])


def test_size_is_the_number_of_members_and_quotes_are_literal() -> None:
    for key, themes in keyword_themes(PROVISIONS).items():
        texts = dict(PROVISIONS[key])
        for theme in themes:
            assert theme.size == len(theme.members) == len(set(theme.members))
            for quote in theme.quotes:
                assert texts[quote.source_id][quote.start : quote.end] == quote.text
                assert quote.source_id in theme.members


def test_fewer_than_five_texts_have_no_themes() -> None:
    assert keyword_themes({"art_1": _numbered("h", RENT[:4])}) == {"art_1": []}
    assert keyword_themes({"art_1": []}) == {"art_1": []}


def test_nobody_becomes_a_theme_by_repeating_a_word() -> None:
    texts = _numbered("h", [*RENT, "Windmolens! " * 50])
    assert not any("windmolens" in theme.label for theme in keyword_themes({"art_1": texts})["art_1"])


def test_the_same_texts_give_the_same_themes() -> None:
    assert keyword_themes(PROVISIONS) == keyword_themes(PROVISIONS)
