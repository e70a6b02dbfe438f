"""Several numbered lists in one provision: each a LIST with its opening words, in BWB and in our Markdown."""

from __future__ import annotations

from consultatie.adapters.bill_formats import read_bill
from consultatie.domain.provisions import Provision, ProvisionKind, around_children, walk
from tests.factories import recognised
from tests.unit.bill_formats.docx_files import docx, p
from tests.unit.bill_formats.test_bwb import article, codes, law, only

K = ProvisionKind


def tree(node: Provision) -> list[tuple[str, str]]:
    return [(one.eid, one.text) for one in walk([node])]


def listed(*items: str) -> str:
    numbered = (f"<li><li.nr>{item[0]}.</li.nr><al>{item[2:]}</al></li>" for item in items)
    return f"<lijst>{''.join(numbered)}</lijst>"


def test_each_list_that_begins_again_has_a_name_and_its_own_opening_words() -> None:
    bill = law(
        article(
            f"<al>Er is weer.</al><al>Eerst:</al>{listed('a nat', 'b koud')}<al>Dan:</al>{listed('a warm')}<al>Altijd.</al>"
        )
    )
    node = only(bill, "art_1")
    assert tree(node) == [
        ("art_1", "Er is weer.\nAltijd."),
        ("art_1__list_1", "Eerst:"),
        ("art_1__list_1__point_a", "nat"),
        ("art_1__list_1__point_b", "koud"),
        ("art_1__list_2", "Dan:"),
        ("art_1__list_2__point_a", "warm"),
    ]
    assert [(one.kind, one.number) for one in node.children] == [(K.LIST, "1"), (K.LIST, "2")]
    assert around_children(node.html) == ("<p>Er is weer.</p>", "<p>Altijd.</p>")
    assert codes(bill) == []


def test_a_list_that_begins_again_without_words_between_is_a_list_of_its_own() -> None:
    node = only(law(article(f"<al>Zo:</al>{listed('a nat')}{listed('a koud')}")), "art_1")
    assert tree(node)[1:] == [
        ("art_1__list_1", "Zo:"),
        ("art_1__list_1__point_a", "nat"),
        ("art_1__list_2", ""),
        ("art_1__list_2__point_a", "koud"),
    ]


def test_lists_that_go_on_after_words_keep_those_words_in_place() -> None:
    node = only(law(article(f"<al>Zo:</al>{listed('a nat')}<al>En ook:</al>{listed('b koud')}")), "art_1")
    assert [eid for eid, _ in tree(node)][-1] == "art_1__list_2__point_b"
    assert "".join(one.text for one in walk([node])) == "Zo:natEn ook:koud"


def test_lists_that_go_on_at_once_stay_one_list() -> None:
    node = only(law(article(f"<al>Zo:</al>{listed('a nat')}{listed('b koud')}")), "art_1")
    assert [eid for eid, _ in tree(node)] == ["art_1", "art_1__point_a", "art_1__point_b"]


def test_a_number_that_comes_back_within_one_list_keeps_its_name() -> None:
    bill = law(article(f"<al>Zo:</al>{listed('a nat', 'b koud', 'b warm')}"))
    assert [eid for eid, _ in tree(only(bill, "art_1"))][1:] == [
        "art_1__point_a",
        "art_1__point_b",
        "art_1__point_b_2",
    ]
    assert codes(bill) == ["repeated-number"]


def test_words_after_lists_and_before_a_quoted_article_close_the_last_list() -> None:
    quoted = "<artikel><kop><label>Artikel</label><nr>9</nr></kop><al>Nieuw.</al></artikel>"
    bill = law(
        article(f"<al>Zo:</al>{listed('a nat')}<al>En:</al>{listed('a koud')}<al>Er komt:</al>{quoted}")
    )
    last = only(bill, "art_1__list_2")
    assert around_children(last.html) == ("<p>En:</p>", "<p>Er komt:</p>")
    assert codes(bill) == []


def test_numbers_below_a_bullet_are_onderdelen_of_that_bullet() -> None:
    bullets = (
        "<lijst><li><li.nr>–</li.nr><al>bel</al></li>"
        f"<li><li.nr>–</li.nr><al>leidinggevende:</al>{listed('1 de baas', '2 de ander')}</li>"
        "<li><li.nr>–</li.nr><al>rem</al></li></lijst>"
    )
    node = only(law(article(f"<al>Dit is:</al>{bullets}")), "art_1")
    assert tree(node) == [
        ("art_1", "Dit is:\n– bel\n– rem"),
        ("art_1__list_1", "– leidinggevende:"),
        ("art_1__list_1__point_1", "de baas"),
        ("art_1__list_1__point_2", "de ander"),
    ]


LISTS = """### Artikel 1

1. Weer:

   + Eerst:

      a. nat;
      b. koud;

   + Dan:

      a. warm.

   Altijd.
2. Slot.
"""


def test_lists_below_each_other_begin_with_a_plus() -> None:
    assert [(node.eid, node.text) for node in walk(recognised(LISTS).provisions)] == [
        ("art_1", ""),
        ("art_1__para_1", "Weer:\nAltijd."),
        ("art_1__para_1__list_1", "Eerst:"),
        ("art_1__para_1__list_1__point_a", "nat;"),
        ("art_1__para_1__list_1__point_b", "koud;"),
        ("art_1__para_1__list_2", "Dan:"),
        ("art_1__para_1__list_2__point_a", "warm."),
        ("art_1__para_2", "Slot."),
    ]


def test_a_plus_without_numbers_below_it_is_text() -> None:
    node = only(recognised("### Artikel 1\n\n+ brood\n\nEen mens eet."), "art_1")
    assert (node.text, node.children) == ("+ brood\nEen mens eet.", ())


BEGINS_AGAIN = ("1. Weer:", "a. nat;", "b. koud;", "Dan geldt:", "a. warm.")


def begun_again(eid: str) -> list[tuple[str, str]]:
    return [
        (eid, ""),
        (f"{eid}__list_1", "Weer:"),
        (f"{eid}__list_1__point_a", "nat;"),
        (f"{eid}__list_1__point_b", "koud;"),
        (f"{eid}__list_2", "Dan geldt:"),
        (f"{eid}__list_2__point_a", "warm."),
    ]


def test_a_list_in_word_that_begins_again_after_words_is_a_list_of_its_own() -> None:
    bill = read_bill(docx(p("Weerwet"), p("Artikel 1. Weer"), *map(p, BEGINS_AGAIN)), name="weer.docx")
    assert tree(only(bill, "art_1__para_1")) == begun_again("art_1__para_1")
    assert codes(bill) == []


def test_so_is_one_in_markdown_without_signs() -> None:
    bill = recognised("### Artikel 1\n\n" + "\n\n   ".join(BEGINS_AGAIN))
    assert tree(only(bill, "art_1__para_1")) == begun_again("art_1__para_1")


def test_a_list_that_goes_on_after_words_keeps_its_names() -> None:
    bill = recognised("### Artikel 1\n\n1. Weer:\n\n   a. nat;\n\n   Ook:\n\n   b. koud.")
    assert [eid for eid, _ in tree(only(bill, "art_1__para_1"))][1:] == [
        "art_1__para_1__point_a",
        "art_1__para_1__point_b",
    ]
    assert "text-between-children" in codes(bill)
