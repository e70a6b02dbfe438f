"""Whatever the law: insert and repeal leave it as it was, and no word is lost that no instruction names."""

from __future__ import annotations

import re
from collections import Counter
from html import escape

from hypothesis import given
from hypothesis import strategies as st

from consultatie.analysis.amendments.recognising import instructions
from consultatie.analysis.amendments.working_out import worked_out
from consultatie.domain.amendments import AmendmentState
from consultatie.domain.provisions import Provision, walk
from consultatie.domain.provisions import ProvisionKind as K
from tests.unit.analysis.law_outline import bill

_WORDS = st.text(alphabet="abcdé &<'", min_size=1, max_size=20).map(
    lambda text: " ".join(text.split()) or "a"
)


def _html(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>"


@st.composite
def laws(draw: st.DrawFn) -> tuple[Provision, ...]:
    """Return articles 1 to n, each with leden 1 to m, of which one may hold onderdelen."""
    made = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        leden = []
        for lid in range(1, draw(st.integers(1, 4)) + 1):
            text = draw(_WORDS)
            points = tuple(
                Provision(K.POINT, "abc"[at], text=word, html=_html(word))
                for at, word in enumerate(draw(st.lists(_WORDS, max_size=3)))
            )
            leden.append(Provision(K.PARAGRAPH, str(lid), text=text, html=_html(text), children=points))
        made.append(Provision(K.ARTICLE, str(number), children=tuple(leden)))
    return tuple(made)


def _words(provisions: tuple[Provision, ...]) -> Counter[str]:
    return Counter(word for node in walk(provisions) for word in node.text.split())


@given(laws(), _WORDS)
def test_inserting_an_article_and_repealing_it_gives_the_same_tree(
    law: tuple[Provision, ...], text: str
) -> None:
    order = f"A. Na artikel 1 wordt een artikel ingevoegd, luidende:\n  | Artikel 1x\n  | 1. Z{text}\nB. Artikel 1x vervalt."
    found = worked_out(law, instructions(bill(order), "nl"), "nl")
    assert [one.state for one in found.outcomes] == [AmendmentState.APPLIED] * 2
    assert found.provisions == law


@given(laws(), st.integers(1, 4), st.integers(1, 4))
def test_renumbering_there_and_back_gives_the_same_tree(
    law: tuple[Provision, ...], article: int, lid: int
) -> None:
    order = (
        f"A. Artikel {article} wordt als volgt gewijzigd:\n"
        f"  1. Lid {lid} wordt vernummerd tot lid 99.\n"
        f"  2. Lid 99 wordt vernummerd tot lid {lid}."
    )
    found = worked_out(law, instructions(bill(order), "nl"), "nl")
    is_there = any(one.number == str(article) and len(one.children) >= lid for one in law)
    assert [one.state is AmendmentState.APPLIED for one in found.outcomes] == [is_there] * 2
    assert found.provisions == law


@given(laws(), st.integers(1, 4), st.integers(1, 4))
def test_a_repealed_lid_takes_its_own_words_and_no_other(
    law: tuple[Provision, ...], article: int, lid: int
) -> None:
    order = f"A. Artikel {article}, lid {lid}, vervalt."
    found = worked_out(law, instructions(bill(order), "nl"), "nl")
    gone = [
        node for one in law if one.number == str(article) for node in one.children if node.number == str(lid)
    ]
    assert found.outcomes[0].state is (AmendmentState.APPLIED if gone else AmendmentState.TEXT_ONLY)
    assert _words(law) - _words(found.provisions) == _words(tuple(gone))
    assert not _words(found.provisions) - _words(law)


@given(laws(), st.integers(1, 4), st.sampled_from("abcd"))
def test_replaced_words_leave_all_others_in_text_and_html(
    law: tuple[Provision, ...], article: int, word: str
) -> None:
    order = f"A. In artikel {article} wordt „{word}” telkens vervangen door „Nieuw & <beter>”."
    found = worked_out(law, instructions(bill(order), "nl"), "nl")
    for before, after in zip(walk(law), walk(found.provisions), strict=True):
        assert (before.kind, before.number) == (after.kind, after.number)
        assert after.html == (_html(after.text) if after.text else "")
        kept = Counter(one for one in re.findall(r"\w+|[^\w\s]", before.text) if one != word)
        assert not kept - Counter(re.findall(r"\w+|[^\w\s]", after.text))


@given(st.text(max_size=300))
def test_any_sentence_can_be_read(text: str) -> None:
    for language in ("nl", "de"):
        for one in instructions(bill(f"A. x {text}", language=language), language):
            assert one.problem or one.operations
