"""Which word finds which: the Dutch that search, themes and summaries rely on."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultatie.analysis import compounds
from consultatie.analysis.lemmas import fold
from consultatie.analysis.tokens import index_tokens, query_tokens

FOUND = """
vergunning:omgevingsvergunningen wijzigen:gewijzigd verkiezing:gemeenteraadsverkiezingen raad:gemeenteraadsverkiezingen
verkiezingen:gemeenteraadsverkiezing gemeenteraad:gemeenteraadsverkiezingen toeslag:huurtoeslag huur:huurtoeslagen
voorstel:wetsvoorstellen wet:wetsvoorstel wetten:wet lid:leden leden:lid kosten:uitvoeringskosten website:websites
e-mail:e-mails email:e-mail huis:huizen huizen:huis kind:kinderen kinderen:kinderopvang opvang:kinderopvangtoeslag
burgers:burger gemeente:gemeenten gemeentes:gemeenten bestuur:bestuursorganen orgaan:bestuursorganen
bestuursorgaan:bestuursorganen besluit:verkeersbesluiten verkeer:verkeersbesluit fiets:fietspaden pad:fietspad
geluid:geluidsoverlast overlast:geluidsoverlast zon:zonnepanelen paneel:zonnepanelen uitvoeren:uitgevoerd
vaststellen:vastgesteld vastgestelde:vaststellen aanvragen:aangevraagd bezwaar:bezwaarschriften
termijn:beslistermijnen reactie:reacties cafe:cafés café:cafés coordinatie:coördinatie coördinatie:coordinatie
foto:foto's fotos:foto's foto's:foto’s 3:4=3:4 17a=17a economisch:sociaal-economische sociaal:sociaal-economische
omgevingsvergunning:omgevingsvergunningen gegevens:persoonsgegevens energie:energietransitie
handhaven:gehandhaafd schrijven:geschreven boer:boeren stad:steden artikelen:artikel verbieden:verboden
vergoeding:schadevergoedingen schadevergoeding:schadevergoedingen regel:regels recht:overgangsrecht school:basisscholen
molen:windmolens bewoner:buurtbewoners belasting:belastingdienst lasten:uitvoeringslasten straf:gevangenisstraf
boom:bomen bomen:boom weg:snelwegen ambtenaar:ambtenaren toezichthouder:toezichthouders betalen:betaalde rij:rijen
uitzonderen:uitgezonderd WET:wet Vergunning:OMGEVINGSVERGUNNING
"""

NOT_FOUND = """
wet:weten weten:wet wet:wetenschap rij:rijk rijk:belangrijk heid:overheid regel:maatregel ster:minister
wijs:onderwijs land:landelijk lid:lidmaatschap raad:draad gas:gasten eis:reis beleid:beleidig kost:oost
stand:standaard meester:burgemeester hof:hoofd 3=3:4 17=17a uur:bestuur ring:vergadering baar:openbaar
stelling:vaststelling vast:vastgesteld werk:werkelijk oor:voor omgevingsvergunning:vergunning verkiezing:kiezen
"""


def _pairs(text: str) -> list[tuple[str, str]]:
    return [tuple(item.split("=" if "=" in item else ":", 1)) for item in text.split()]  # type: ignore[misc]


def _finds(query: str, text: str, language: str = "nl") -> bool:
    known = [set(token.terms) for token in index_tokens(text, language)]
    return all(any(terms & set(word.terms) for terms in known) for word in query_tokens(query, language))


@pytest.mark.parametrize(("query", "text"), _pairs(FOUND))
def test_a_word_finds_its_forms_and_the_compounds_it_is_part_of(query: str, text: str) -> None:
    assert _finds(query, text)


@pytest.mark.parametrize(("query", "text"), _pairs(NOT_FOUND))
def test_a_word_does_not_find_what_only_looks_like_it(query: str, text: str) -> None:
    assert not _finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"), [("house", "houses"), ("children", "child"), ("running", "run"), ("parties", "party")]
)
def test_english_words_find_their_forms(query: str, text: str) -> None:
    assert _finds(query, text, "en")


def test_another_language_keeps_its_word_forms() -> None:
    assert [token.terms for token in index_tokens("Über die Häuser", "de")] == [
        ("uber",),
        ("die",),
        ("hauser",),
    ]


def test_a_dutch_lemma_never_meets_an_english_one() -> None:
    dutch = {term for token in index_tokens("kamers", "nl") for term in token.terms}
    english = {term for token in index_tokens("cameras kamers", "en") for term in token.terms}
    assert dutch & english == {"kamers"}


def test_offsets_are_those_of_the_original_text() -> None:
    text = "De cafe\u0301s, art. 3:4 en 17a van het\u00a0“Besluit” – ĳs."
    words = [text[token.start : token.end] for token in index_tokens(text, "nl")]
    assert words == ["De", "cafe\u0301s", "art", "3:4", "en", "17a", "van", "het", "Besluit", "ĳs"]
    assert [token.form for token in index_tokens(text, "nl")][-1] == "ijs"


def test_a_query_has_no_parts_of_compounds() -> None:
    assert query_tokens("huurtoeslag", "nl")[0].parts == ()
    assert index_tokens("huurtoeslag", "nl")[0].parts == ("huur", "toeslag")


def test_function_words_are_marked_and_have_only_their_form() -> None:
    tokens = index_tokens("de wet", "nl")
    assert [(token.stop, token.terms[0]) for token in tokens] == [(True, "de"), (False, "wet")]
    assert tokens[0].terms == ("de",)


@pytest.mark.parametrize(
    "word", ["minister", "overheid", "onderwijs", "gemeente", "vergunning", "openbaarheid"]
)
def test_words_that_are_no_compounds_stay_whole(word: str) -> None:
    assert compounds.split(word) == ()


def test_a_very_long_word_is_cut_short_in_time() -> None:
    assert index_tokens("a" * 100_000, "nl")[0].form == "a" * 100


@given(st.text(max_size=200), st.sampled_from(["nl", "en", "de", ""]))
def test_any_text_gives_words_in_order_with_places_inside_it(text: str, language: str) -> None:
    place = 0
    for token in index_tokens(text, language):
        assert place <= token.start < token.end <= len(text)
        assert all(token.terms)
        place = token.end


@given(st.text(max_size=200))
def test_every_text_finds_itself(text: str) -> None:
    assert _finds(text, text)


@given(st.text(max_size=50))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_the_dictionaries_of_both_languages_take_little_memory() -> None:
    script = (
        "from consultatie.analysis.tokens import index_tokens\n"
        "def rss():\n"
        "    return int(open('/proc/self/statm').read().split()[1]) * 4096 // 1_000_000\n"
        "before = rss()\n"
        "index_tokens('omgevingsvergunningen gewijzigd', 'nl'); index_tokens('houses', 'en')\n"
        "import sys; print(rss() - before, 'wordfreq' in sys.modules)"
    )
    out = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.split()
    assert int(out[0]) < 40
    assert out[1] == "False"
