"""What the site itself says to citizens, in Dutch: short sentences, common words, no officialese, one form of address.

Criterion D1 of the bar (docs/accessibility.md), over every sentence that the pages, mails and refusals for citizens can
show. Texts of drafters are held to it where they are saved.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

from consultatie.analysis.plain_language import is_passive, officialese, zipf
from consultatie.analysis.sentences import sentences
from consultatie.analysis.tokens import word_spans

ROOT = Path(__file__).parents[2]
CITIZENS = (
    "templates/public/", "templates/respond/", "templates/email/", "templates/errors/", "templates/components/",
    "templates/fragments/", "templates/layouts/site", "templates/layouts/document", "templates/layouts/mail",
    "templates/layouts/task", "consultatie/web/public/", "consultatie/web/respond/", "consultatie/web/labels.py",
    "consultatie/http/messages.py", "consultatie/http/letters.py",
)  # fmt: skip
YOUNG = (
    "templates/public/young.html", "templates/respond/almost_young.html", "templates/respond/guardian.html",
    "templates/respond/in_class.html", "templates/respond/join_class.html", "consultatie/web/respond/joining.py",
)  # fmt: skip
ASKED_OF_THE_YOUNG = {"Wat is het mailadres van je vader, moeder of verzorger?", "Doe je mee met je klas?"}
ALLOWED = {  # words of the list that are the plainest for what is meant here
    "ontvangen": "'wij hebben uw reactie ontvangen' is what people say; 'krijgen' has another form",
    "uiterlijk": "'uiterlijk op 3 mei' is shorter and clearer than 'niet later dan op 3 mei'",
    "ter kennisneming": "the name of a decision, explained where it stands",
}


@cache
def said() -> tuple[tuple[str, str], ...]:
    """Return each Dutch sentence for citizens with the file that says it; what is filled in reads "Naam"."""
    jinja = {"extensions": "jinja2.ext.do"}
    found = extract_from_dir(
        str(ROOT),
        [("templates/**.html", "jinja2.ext:babel_extract"), ("templates/**.txt", "jinja2.ext:babel_extract"),
         ("consultatie/**.py", "python")],
        {"templates/**.html": jinja, "templates/**.txt": jinja},
        keywords={"_": None, "ngettext": (1, 2)},
        directory_filter=lambda name: Path(name).name not in (".venv", ".git", "tests", "node_modules"),
    )  # fmt: skip
    return tuple(
        (name, re.sub(r"%\(\w+\)s|\{n\}", "Naam", one))
        for name, _line, message, _comments, _context in found
        if name.startswith(CITIZENS)
        for one in (message if isinstance(message, tuple) else (message,))
        if one
    )


@cache
def lengths() -> tuple[tuple[int, str], ...]:
    """Return the number of words of every sentence, with the sentence."""
    return tuple(
        (sum(1 for _span in word_spans(one.text)), f"{name}: {one.text}")
        for name, text in said()
        for one in sentences(text, "nl")
    )


def test_there_is_much_to_read() -> None:
    assert len(said()) > 800


def test_no_sentence_has_more_than_twenty_words_and_the_mean_is_below_twelve() -> None:
    assert [one for one in lengths() if one[0] > 20] == []
    counted = [number for number, _sentence in lengths() if number]
    assert sum(counted) / len(counted) <= 12


def test_nothing_is_said_in_officialese() -> None:
    found = [
        (name, text[start:end])
        for name, text in said()
        for start, end, _plain in officialese(text)
        if text[start:end].casefold() not in ALLOWED
    ]
    assert found == []


def test_at_most_one_sentence_in_five_is_passive() -> None:
    texts = [one.text for _name, text in said() for one in sentences(text, "nl")]
    passive = [
        text for text in texts if is_passive([text[start:end].casefold() for start, end in word_spans(text)])
    ]
    assert len(passive) / len(texts) <= 0.2


@pytest.mark.parametrize(
    ("young", "other"), [(False, r"\b(?:je|jij|jou|jouw|jullie)\b"), (True, r"\b(?:u|uw)\b")]
)
def test_citizens_are_u_and_young_people_je(young: bool, other: str) -> None:
    found = [
        text
        for name, text in said()
        if (name in YOUNG or text in ASKED_OF_THE_YOUNG) is young and re.search(other, text, re.I)
    ]
    assert found == []


def test_nobody_is_told_helaas_gelieve_or_klik_hier() -> None:
    never = r"\b(?:helaas|gelieve|klik hier|dient u|ongeldige?|invoer)\b"
    assert [text for _name, text in said() if re.search(never, text, re.I)] == []


def test_of_a_hundred_words_at_most_five_are_rare() -> None:
    words = [text[start:end].casefold() for _name, text in said() for start, end in word_spans(text)]
    letters = [word for word in words if word.isalpha()]
    assert sum(zipf(word) < 3 for word in letters) / len(letters) <= 0.05
