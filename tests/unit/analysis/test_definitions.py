"""What a bill says that its words mean, in each way of saying it."""

from __future__ import annotations

from consultatie.adapters.bill_formats import read_bill
from consultatie.analysis.definitions import LONGEST_MEANING, Definition, definitions
from consultatie.domain.provisions import Provision, ProvisionKind, with_eids

K = ProvisionKind


def found(body: str, *texts: str) -> dict[str, Definition]:
    bill = read_bill(f"# Wet\n\n### Artikel 1. Begrippen\n\n{body}".encode(), name="wet.md", format="md")
    return {one.term: one for one in definitions(bill.provisions, texts)}


def test_a_list_of_definitions_gives_each_word_its_own_point() -> None:
    known = found(
        "In deze wet wordt verstaan onder:\n\na. brief: een bericht op papier;\n"
        "b. duidelijke brief: een brief die\n mensen begrijpen;\nc. artikel 5 geldt."
    )
    assert [(one.term, one.eid) for one in known.values()] == [
        ("brief", "art_1__point_a"),
        ("duidelijke brief", "art_1__point_b"),
    ]
    assert known["brief"].meaning == "een bericht op papier"


def test_one_word_may_be_defined_in_a_sentence() -> None:
    known = found(
        "1. Onder besluit wordt verstaan: een beslissing van een bestuursorgaan.\n2. Onder een delegatie wordt verstaan: overdragen."
    )
    assert known["besluit"].meaning == "een beslissing van een bestuursorgaan."
    assert known["besluit"].eid == "art_1__para_1"
    assert set(known) == {"besluit", "delegatie"}


def test_points_of_a_meaning_belong_to_it() -> None:
    known = found("1. Onder bestuursorgaan wordt verstaan:\n\na. een orgaan, of\nb. een ander persoon.")
    assert known["bestuursorgaan"].meaning == "a. een orgaan, of b. een ander persoon."


def test_a_list_with_dashes_is_read_too() -> None:
    html = "<p>Voor deze wet wordt verstaan onder:</p><p>– lokaliteit: een besloten ruimte;</p><p>– wijn: een drank.</p>"
    bill = with_eids([Provision(K.ARTICLE, "1", "", "", html)])[0]
    assert [(one.term, one.meaning) for one in definitions(bill)] == [
        ("lokaliteit", "een besloten ruimte"),
        ("wijn", "een drank."),
    ]


def test_from_here_on_a_short_name_stands_for_what_is_before_it() -> None:
    known = found("De zon schijnt. De Minister van Volksgezondheid (hierna: de Minister) beslist.")
    assert known["Minister"].meaning == "De Minister van Volksgezondheid"


def test_a_word_is_known_in_every_form_that_the_texts_use() -> None:
    known = found(
        "In deze wet wordt verstaan onder:\n\na. bestuursorgaan: x;\nb. bestuurlijke boete: y;\nc. barvrijwilliger: z.",
        "De bestuursorganen, de bestuurlijke boetes en de barvrijwilligers. Onze bestuursorganisatie.",
    )
    assert "bestuursorganen" in known["bestuursorgaan"].words[0]
    assert "bestuursorganisatie" not in known["bestuursorgaan"].words[0]
    assert known["bestuursorgaan"].words[0][0] == "bestuursorgaan"
    assert "boetes" in known["bestuurlijke boete"].words[1]
    assert "barvrijwilligers" in known["barvrijwilliger"].words[0]


def test_a_name_with_a_capital_keeps_to_itself() -> None:
    known = found("In deze wet wordt verstaan onder:\n\na. Onze Minister: Onze Minister van Financiën.")
    assert known["Onze Minister"].words == (("Onze",), ("Minister",))


def test_quoted_text_defines_nothing_in_this_bill_and_the_first_definition_counts() -> None:
    quote = Provision(K.QUOTE, "", "", "Onder fiets wordt verstaan: een rijwiel.", "")
    first = Provision(K.ARTICLE, "1", "", "Onder brief wordt verstaan: papier.", "", (quote,))
    second = Provision(K.ARTICLE, "2", "", "Onder brief wordt verstaan: een mail.", "")
    assert [(one.term, one.meaning) for one in definitions(with_eids([first, second])[0])] == [
        ("brief", "papier.")
    ]


def test_a_long_meaning_is_cut_at_a_word() -> None:
    meaning = found("1. Onder brief wordt verstaan: " + "papier " * 200)["brief"].meaning
    assert len(meaning) <= LONGEST_MEANING + 2
    assert meaning.endswith("papier …")


def test_what_is_no_definition_gives_none() -> None:
    assert found("De minister beslist: snel. De aanvraag houdt in: naam, adres.") == {}


def test_words_between_lists_define_too_and_a_list_belongs_to_the_last_of_them() -> None:
    lists = (
        "Wij bedoelen.\n\n+ In deze wet wordt verstaan onder:\n\n   a. brief: een bericht;\n\n"
        "+ wijn: een drank;\n\n   bezoeker: ieder, behalve:\n\n   a. de baas.\n"
    )
    bill = read_bill(
        f"# Wet\n\n### Artikel 1\n\nIn deze wet wordt verstaan onder:\n\n{lists}".encode(), name="wet.md"
    )
    known = {one.term: (one.meaning, one.eid) for one in definitions(bill.provisions)}
    assert known["brief"] == ("een bericht", "art_1__list_1__point_a")
    assert known["wijn"] == ("een drank", "art_1__list_2")
    assert known["bezoeker"] == ("ieder, behalve: a. de baas.", "art_1__list_2")
