"""BWB `toestand` XML becomes a tree of provisions with clean text and HTML."""

from __future__ import annotations

from consultatie.adapters.bill_formats import read_bill
from consultatie.domain.provisions import (
    BillKind,
    Provision,
    ProvisionKind,
    RecognisedBill,
    around_children,
    walk,
)

K = ProvisionKind


def law(text: str, *, kind: str = "wet") -> RecognisedBill:
    source = f"""<?xml version="1.0" encoding="UTF-8"?>
<toestand><wetgeving soort="{kind}"><intitule>Wet van 1 mei, houdende regels<meta-data><jcis/></meta-data></intitule>
<citeertitel>Fietsenwet</citeertitel><wet-besluit>
<aanhef><wij>Wij,</wij><considerans><considerans.al>Alzo Wij;</considerans.al></considerans></aanhef>
<wettekst>{text}</wettekst>
<wetsluiting><slotformulering><al>Lasten en bevelen.</al></slotformulering><ondertekening><functie>De Minister,</functie>
<naam><voornaam>A.</voornaam><achternaam>Fiets</achternaam></naam></ondertekening></wetsluiting>
</wet-besluit></wetgeving></toestand>"""
    return read_bill(source.encode(), name="wet.xml")


def only(bill: RecognisedBill, eid: str) -> Provision:
    return next(node for node in walk(bill.provisions) if node.eid == eid)


def codes(bill: RecognisedBill) -> list[str]:
    return [warning.code for warning in bill.warnings]


ARTICLE = "<artikel><kop><label>Artikel</label><nr>1</nr>{title}</kop>{body}</artikel>"


def article(body: str, title: str = "") -> str:
    return ARTICLE.format(body=body, title=title)


def test_the_short_title_the_long_title_and_the_kind_are_read() -> None:
    bill = law(article("<al>Er zijn fietsen.</al>"))
    assert (bill.title, bill.long_title) == ("Fietsenwet", "Wet van 1 mei, houdende regels")
    assert (bill.kind, bill.source_format, bill.warnings) == (BillKind.ACT, "bwb", ())


def test_preamble_and_conclusion_are_provisions() -> None:
    bill = law(article("<al>Er zijn fietsen.</al>"))
    assert [node.eid for node in bill.provisions] == ["preamble", "art_1", "conclusion"]
    assert bill.provisions[0].text == "Wij,\nAlzo Wij;"
    assert bill.provisions[2].text == "Lasten en bevelen.\nDe Minister,\nA. Fiets"


def test_an_article_without_leden_carries_its_text_itself() -> None:
    node = only(law(article("<al>Er zijn fietsen.</al>", "<titel>Fietsen</titel>")), "art_1")
    assert (node.heading, node.text, node.html) == ("Fietsen", "Er zijn fietsen.", "<p>Er zijn fietsen.</p>")
    assert node.children == ()


def test_leden_and_nested_onderdelen_become_children() -> None:
    bill = law(
        article(
            "<lid><lidnr>1.</lidnr><al>Een fiets heeft:</al><lijst><li><li.nr>a.</li.nr><al>wielen, en wel:</al>"
            "<lijst><li><li.nr>1°.</li.nr><al>twee;</al></li></lijst></li></lijst></lid>"
        )
    )
    found = [(node.eid, node.number, node.text) for node in walk([only(bill, "art_1")])]
    assert found == [
        ("art_1", "1", ""),
        ("art_1__para_1", "1", "Een fiets heeft:"),
        ("art_1__para_1__point_a", "a", "wielen, en wel:"),
        ("art_1__para_1__point_a__point_1", "1°", "twee;"),
    ]


def test_words_after_a_list_stay_after_it() -> None:
    bill = law(
        article(
            "<al>Indien:</al><lijst><li><li.nr>a.</li.nr><al>nat,</al></li></lijst><al>tenzij droog.</al>"
        )
    )
    node = only(bill, "art_1")
    assert node.text == "Indien:\ntenzij droog."
    assert around_children(node.html) == ("<p>Indien:</p>", "<p>tenzij droog.</p>")


def test_a_list_of_bullets_stays_in_the_html() -> None:
    node = only(
        law(
            article(
                "<lijst><li><li.nr>–</li.nr><al>bel</al></li><li><li.nr>–</li.nr><al>rem</al></li></lijst>"
            )
        ),
        "art_1",
    )
    assert (node.text, node.html) == ("– bel\n– rem", "<ul><li>bel</li><li>rem</li></ul>")


def test_processing_instructions_and_comments_do_not_split_words() -> None:
    node = only(law(article("<al>methaan<?xpp afbm?>doel en fiets<!-- x -->bel</al>")), "art_1")
    assert node.text == "methaandoel en fietsbel"


def test_the_letter_ij_stays_one_letter() -> None:
    bill = law(article("<al>bĳ</al><lijst><li><li.nr>ĳ.</li.nr><al>zĳ</al></li></lijst>"))
    assert [(n.eid, n.number, n.text) for n in walk([only(bill, "art_1")])] == [
        ("art_1", "1", "bĳ"),
        ("art_1__point_ij", "ĳ", "zĳ"),
    ]


def test_references_become_links_and_text_is_escaped() -> None:
    node = only(
        law(
            article(
                '<al>Zie <extref doc="jci1.3:c:BWBR0002656&amp;artikel=7">artikel 7</extref> &lt;script&gt; en '
                '<extref doc="javascript:x">dit</extref>.</al>'
            )
        ),
        "art_1",
    )
    assert node.text == "Zie artikel 7 <script> en dit."
    assert node.html == (
        '<p>Zie <a href="https://wetten.overheid.nl/jci1.3:c:BWBR0002656&amp;artikel=7">artikel 7</a> '
        "&lt;script&gt; en dit.</p>"
    )


def test_emphasis_and_notes_are_kept() -> None:
    node = only(
        law(
            article(
                '<al>Een <nadruk type="vet">rode</nadruk> <nadruk type="cur">fiets</nadruk> CO<inf>2</inf>'
                "<noot><noot.nr>1</noot.nr><noot.al>Stb. 1.</noot.al></noot> rijdt.</al>"
            )
        ),
        "art_1",
    )
    assert node.text == "Een rode fiets CO2 rijdt.\n[1] Stb. 1."
    assert node.html == (
        "<p>Een <strong>rode</strong> <em>fiets</em> CO<sub>2</sub><sup>1</sup> rijdt.</p><p><sup>1</sup> Stb. 1.</p>"
    )


def test_words_of_the_editor_are_shown_but_are_no_text_of_the_law() -> None:
    bill = law(article('<al><redactie type="vervanging">Vervallen</redactie></al>'))
    assert (only(bill, "art_1").text, only(bill, "art_1").html) == ("", "<p><em>Vervallen</em></p>")
    assert codes(bill) == ["editorial-note"]


def test_an_unknown_element_keeps_its_words_and_gives_a_warning_with_its_place() -> None:
    bill = law(article("<al>Een <raar>vreemd</raar> woord.</al><vreemd><al>Nog iets.</al></vreemd>"))
    assert only(bill, "art_1").text == "Een vreemd woord.\nNog iets."
    assert [(w.code, w.detail) for w in bill.warnings] == [
        ("unknown-element", "raar"),
        ("unknown-element", "vreemd"),
    ]
    assert bill.warnings[0].place == "regel 5, wettekst/artikel/al/raar"


def test_a_table_has_header_cells_with_scope() -> None:
    table = (
        '<table><title>Maten</title><tgroup cols="2"><colspec colname="a"/><colspec colname="b"/>'
        "<thead><row><entry><al>Soort</al></entry><entry><al>Maat</al></entry></row></thead>"
        '<tbody><row><entry thscope="row"><al>Kind</al></entry><entry><al>20 &amp; 24</al></entry></row>'
        '<row><entry namest="a" nameend="b"><al>Overig</al></entry></row></tbody></tgroup></table>'
    )
    node = only(law(article(f"<al>Zie:</al>{table}")), "art_1")
    assert node.text == "Zie:\nMaten\nSoort | Maat\nKind | 20 & 24\nOverig"
    assert node.html == (
        '<p>Zie:</p><table><caption>Maten</caption><thead><tr><th scope="col">Soort</th><th scope="col">Maat</th></tr></thead>'
        '<tbody><tr><th scope="row">Kind</th><td>20 &amp; 24</td></tr><tr><td colspan="2">Overig</td></tr></tbody></table>'
    )


def test_structure_nests_and_an_annex_names_its_own_articles() -> None:
    text = (
        "<hoofdstuk><kop><label>Hoofdstuk</label><nr>2</nr><titel>Algemeen</titel></kop><paragraaf><kop><label>§</label>"
        f"<nr>1</nr></kop>{article('<al>Een.</al>')}</paragraaf></hoofdstuk><bijlage><kop><label>Bijlage</label><nr>1</nr></kop>"
        f"<divisie><kop><label>Hoofdstuk</label><nr>4</nr></kop>{article('<al>Twee.</al>')}</divisie></bijlage>"
    )
    found = [node.eid for node in walk(law(text).provisions)]
    assert found == [
        "preamble", "chp_2", "chp_2__sec_1", "art_1", "annex_1", "annex_1__chp_4", "annex_1__art_1", "conclusion",
    ]  # fmt: skip


def test_a_number_inside_the_label_is_found() -> None:
    bill = law("<artikel><kop><label>Artikel 3a</label></kop><al>Vervallen.</al></artikel>")
    assert only(bill, "art_3a").number == "3a"


def test_an_article_inside_an_article_is_quoted_text() -> None:
    inner = "<artikel><kop><label>Artikel</label><nr>9</nr></kop><al>Nieuw.</al></artikel>"
    bill = law(article(f"<al>Er komt:</al>{inner}"))
    assert [node.eid for node in walk([only(bill, "art_1")])] == [
        "art_1",
        "art_1__quote_1",
        "art_1__quote_1__art_9",
    ]


def test_a_decree_is_an_order_in_council() -> None:
    assert law(article("<al>x</al>"), kind="AMvB").kind is BillKind.ORDER_IN_COUNCIL
