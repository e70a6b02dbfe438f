"""Hard words are explained where they stand (WCAG 2.2, 3.1.3 and 3.1.4; criterion D4): 90 % of those on public pages.

Hard is what the audit of ../shared/a11y calls rare: a Zipf frequency under 3.2, no name, no compound of common words and
no ending on a common word. Explained is what is marked as a term, or in `dfn` or `abbr`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import lxml.html
import pytest
from wordfreq import zipf_frequency

from consultatie.analysis.tokens import word_spans
from consultatie.web.terms import terms

SLUGS = ("begrijpelijke-brief", "huisnummer-woonboot", "samen-spelen")
RARE, COMMON, COMMON_STEM = 3.2, 3.7, 3.6
FORMS = [tuple(form.lower() for form in term.forms["nl"]) for term in terms()]
LEFT_OUT = (
    ".//*[@data-user-content]|.//nav|.//svg|.//form|.//address|.//*[contains(@class, 'term-list')]"
    "|.//*[contains(@class, 'typed')]|.//*[@lang='en']|.//a[not(contains(@class, 'term'))]|.//h1|.//h2|.//h3|.//h4|.//h5"
)
EXPLAINED = ".//*[contains(@class, 'term')]|.//dfn|.//abbr"


def is_hard(word: str) -> bool:
    if len(word) < 3 or not word.isalpha() or not word.islower() or zipf_frequency(word, "nl") >= RARE:
        return False
    if len(word) <= 18 and is_common_compound(word, joints=2):
        return False
    return not any(zipf_frequency(word[:-n], "nl") >= COMMON_STEM for n in (1, 2) if len(word) - n >= 4)


@cache
def is_common_compound(word: str, joints: int) -> bool:
    """Tell whether a word is two or three common words, with or without a linking s, e or en."""
    for at in range(3, len(word) - 2) if joints else ():
        heads = {
            word[:at],
            *(word[: at - len(link)] for link in ("s", "e", "en") if word[:at].endswith(link)),
        }
        if any(len(head) >= 3 and zipf_frequency(head, "nl") >= COMMON for head in heads):
            tail = word[at:]
            if zipf_frequency(tail, "nl") >= COMMON or is_common_compound(tail, joints - 1):
                return True
    return False


def words(text: str) -> set[str]:
    return {word.lower() for start, end in word_spans(text) for word in [text[start:end]]}


def hard_words(page: bytes) -> tuple[set[str], set[str]]:
    """Return the hard words in the running text of a page, and those of them that it explains."""
    main = lxml.html.fromstring(page).find(".//main")
    marked = {one.text_content().lower() for one in main.xpath(EXPLAINED)}
    explained = {word for text in marked for word in words(text)}
    explained |= {word for form in FORMS for word in words(" ".join(form)) if marked & set(form)}
    for one in main.xpath(LEFT_OUT):
        one.drop_tree()
    hard = {
        text[start:end]
        for text in main.itertext()
        if "@" not in text
        for start, end in word_spans(text)
        if is_hard(text[start:end])
    }
    return hard, hard & explained


def pages(app: Any) -> list[str]:
    client = app.test_client()
    found = ["/", "/hulp", "/privacy", "/over", "/huisregels", "/jongeren", "/consultaties"]
    for slug in SLUGS:
        base = f"/consultaties/{slug}"
        links = lxml.html.fromstring(client.get(base).data).xpath("//main//a/@href")
        found += [base, f"{base}/tekst", f"{base}/makkelijk", f"{base}/verslag"]
        found += sorted({link for link in links if link.startswith(f"{base}/artikelen/") and "#" not in link})
    return found


@pytest.fixture(scope="module")
def found(demonstration) -> dict[str, tuple[set[str], set[str]]]:
    client = demonstration.test_client()
    return {path: hard_words(client.get(path).data) for path in pages(demonstration)}


def test_nine_of_ten_hard_words_of_public_pages_are_explained_where_they_stand(found) -> None:
    hard = sum(len(all_) for all_, _explained in found.values())
    explained = sum(len(explained) for _all, explained in found.values())
    missing = {path: all_ - explained for path, (all_, explained) in found.items() if all_ - explained}
    assert hard > 100
    assert explained / hard >= 0.9, (explained, hard, missing)


def test_a_page_of_law_leaves_at_most_two_hard_words_unexplained(found) -> None:
    left = {path: all_ - explained for path, (all_, explained) in found.items()}
    assert {path: words for path, words in left.items() if len(words) > 2} == {}
