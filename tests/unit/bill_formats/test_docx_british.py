"""Bills and instruments of the United Kingdom in Word: numbers without a word, headings above, quoted law, definitions."""

from __future__ import annotations

from consultatie.adapters.bill_formats import read_bill
from consultatie.domain.provisions import BillKind, Provision, ProvisionKind, RecognisedBill, articles, walk
from tests.unit.bill_formats.docx_files import docx, indented, level, numbering, p, style

K = ProvisionKind


def bill_of(*body: str, styles: str = "", numbers: str = "") -> RecognisedBill:
    return read_bill(docx(*body, styles=styles, numbers=numbers), name="voorstel.docx")


def outline(bill: RecognisedBill) -> list[str]:
    return [node.eid for node in walk(bill.provisions)]


def found(bill: RecognisedBill, eid: str) -> Provision:
    return next(node for node in walk(bill.provisions) if node.eid == eid)


def test_a_section_has_its_heading_above_and_its_number_before_the_text() -> None:
    bill = bill_of(
        p("Bells Bill", "Title"),
        p("PART 1", extra='<w:jc w:val="center"/>'),
        p("Introductory", extra='<w:jc w:val="center"/>'),
        p("Ringing", bold=True),
        p("1.—(1) A bell must be rung by—"),
        p("(a)\tthe rider;", extra=indented(720, 720)),
        p("(b)\ta person who—", extra=indented(720, 720)),
        p("(i)\tis a passenger, or", extra=indented(1440, 720)),
        p("(ii)\tis a guard,", extra=indented(1440, 720)),
        p("and who is awake.", extra=indented(720)),
        p("(2) The Secretary of State may make regulations."),
        p("Commencement", bold=True),
        p("2. This Act comes into force tomorrow."),
        p("Signed by authority of the Secretary of State"),
        p("SCHEDULE 1\tSection 1(2)", extra='<w:jc w:val="center"/>'),
        p("Bells and whistles", extra='<w:jc w:val="center"/>'),
        p("1. A whistle is no bell."),
        styles=style("Title", "Title"),
    )
    assert bill.kind is BillKind.ACT
    assert outline(bill) == [
        "part_1",
        "art_1",
        "art_1__para_1",
        "art_1__para_1__point_a",
        "art_1__para_1__point_b",
        "art_1__para_1__point_b__point_i",
        "art_1__para_1__point_b__point_ii",
        "art_1__para_2",
        "art_2",
        "conclusion",
        "annex_1",
        "annex_1__para_1",
    ]
    assert found(bill, "part_1").heading == "Introductory"
    assert [node.heading for node in articles(bill.provisions)] == ["Ringing", "Commencement"]
    assert found(bill, "art_1__para_1__point_b").text.endswith("and who is awake.")
    assert found(bill, "annex_1").heading == "Bells and whistles"
    assert found(bill, "annex_1").text == "Section 1(2)"


def test_a_heading_between_articles_is_a_group_without_a_number() -> None:
    bill = bill_of(
        p("Bells"),
        p("Meaning of words", "CrossHeading"),
        p("1\tBells", "SectionTitle"),
        p("(1) A bell is round."),
        styles=style("CrossHeading") + style("SectionTitle"),
    )
    assert [(n.kind, n.number, n.heading) for n in walk(bill.provisions)][-3:] == [
        (K.SECTION, "", "Meaning of words"),
        (K.ARTICLE, "1", "Bells"),
        (K.PARAGRAPH, "1", ""),
    ]


def test_quoted_law_is_payload_and_no_part_of_the_bill() -> None:
    bill = bill_of(
        p("Amendment of the Bells Act", bold=True),
        p("1.—(1) After section 4 insert—"),
        p("“Whistles", bold=True),
        p("4A.—(1) A whistle whistles."),
        p("(2) In this section “whistle” includes—"),
        p("(a)\ta flute, and"),
        p("(b)\ta pipe.”; and"),
        p("(2) In section 5, after “bell” insert “or whistle”."),
    )
    assert outline(bill) == [
        "art_1",
        "art_1__para_1",
        "art_1__para_1__quote_1",
        "art_1__para_1__quote_1__art_4A",
        "art_1__para_1__quote_1__art_4A__para_1",
        "art_1__para_1__quote_1__art_4A__para_2",
        "art_1__para_1__quote_1__art_4A__para_2__point_a",
        "art_1__para_1__quote_1__art_4A__para_2__point_b",
        "art_1__para_2",
    ]
    assert found(bill, "art_1__para_1__quote_1__art_4A").heading == "Whistles"
    assert found(bill, "art_1__para_1__quote_1__art_4A__para_2__point_b").text == "a pipe."
    assert found(bill, "art_1__para_1").text == "After section 4 insert—\nand"
    assert len(list(articles(bill.provisions))) == 1


def test_definitions_with_points_of_their_own_keep_their_order() -> None:
    bill = bill_of(
        p("Interpretation", bold=True),
        p("1. In this Act—"),
        p("“bell” means a thing that rings;", extra=indented(720)),
        p("“rider” means—", extra=indented(720)),
        p("(a)\ta cyclist, or", extra=indented(1440, 720)),
        p("(b)\ta motorist;", extra=indented(1440, 720)),
        p("“road” means a way.", extra=indented(720)),
    )
    article = next(articles(bill.provisions))
    assert [child.text for child in article.children] == [
        "“bell” means a thing that rings;",
        "“rider” means—",
        "“road” means a way.",
    ]
    assert [child.number for child in article.children[1].children] == ["a", "b"]


def test_definitions_without_points_stay_in_the_text() -> None:
    bill = bill_of(
        p("Interpretation", bold=True),
        p("1. In this Act—"),
        p("“bell” means a thing;"),
        p("“road” means a way."),
    )
    article = next(articles(bill.provisions))
    assert article.text == "In this Act—\n“bell” means a thing;\n“road” means a way."
    assert article.children == ()


def test_i_after_h_is_a_letter_when_j_follows_and_a_numeral_when_ii_follows() -> None:
    letters = [p(f"({letter})\tpunt;") for letter in "abcdefghij"]
    bill = bill_of(p("Heading", bold=True), p("1. All of—"), *letters)
    assert [child.number for child in next(articles(bill.provisions)).children] == list("abcdefghij")
    deeper = [*letters[:8], p("(i)\teen;"), p("(ii)\ttwee.")]
    bill = bill_of(p("Heading", bold=True), p("1. All of—"), *deeper)
    last = next(articles(bill.provisions)).children[-1]
    assert (last.number, [child.number for child in last.children]) == ("h", ["i", "ii"])


def test_a_quoted_definition_keeps_the_marks_around_its_term() -> None:
    bill = bill_of(
        p("Definitions", bold=True),
        p("1.—(1) For the definition of “bell” substitute—"),
        p("“bell” means a thing that rings;”."),
        p("(2) After that definition insert—"),
        p("““gong” means a plate;”."),
    )
    assert found(bill, "art_1__para_1__quote_1").text == "“bell” means a thing that rings;"
    assert found(bill, "art_1__para_2__quote_1").text == "“gong” means a plate;"


def test_a_table_in_quotation_marks_is_quoted() -> None:
    rows = [("“Bell", "Fee"), ("Big", "£2”.")]
    cells = ["".join(f"<w:tc>{p(cell, bold=not at)}</w:tc>" for cell in row) for at, row in enumerate(rows)]
    table = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"
    bill = bill_of(p("Schedule", bold=True), p("1. In the Schedule, for the table substitute—"), table)
    assert [node.heading for node in articles(bill.provisions)] == ["Schedule"]
    assert found(bill, "art_1__quote_1").text.startswith("Bell | Fee\nBig | £2")


def test_an_act_numbers_its_schedules_and_subparagraphs_with_tabs() -> None:
    centred = '<w:jc w:val="center"/>'
    bill = bill_of(
        p("1\tDuty to ring", bold=True),
        p("(1)\tA person must ring."),
        p("SCHEDULE 1", extra=centred),
        p("(introduced by section 1)", extra=centred),
        p("BELLS AND GONGS", extra=centred),
        p("1\t(1)\tA small bell is small."),
        p("\t(2)\tIt rings."),
        p("2\tA large bell is large."),
    )
    assert outline(bill) == [
        "art_1",
        "art_1__para_1",
        "annex_1",
        "annex_1__para_1",
        "annex_1__para_1__point_1",
        "annex_1__para_1__point_2",
        "annex_1__para_2",
    ]
    assert (found(bill, "annex_1").heading, found(bill, "annex_1").text) == (
        "BELLS AND GONGS",
        "(introduced by section 1)",
    )


def test_sections_of_an_instrument_are_groups_and_numbers_without_a_dot_are_articles() -> None:
    centred = '<w:jc w:val="center"/>'
    numbers = numbering(
        {"1": "0"}, {"0": level(0, "%1", extra='<w:pStyle w:val="SectionTitle"/>') + level(1, "(%2)")}
    )
    bill = bill_of(
        p("SECTION 1", extra=centred),
        p("Bells", extra=centred),
        p("Duty to ring", "SectionTitle"),
        p("A person must ring.", num="1/1"),
        p("SECTION 2", extra=centred),
        p("Power to ring", "SectionTitle"),
        p("A person may ring.", num="1/1"),
        styles=style("SectionTitle", properties='<w:numPr><w:numId w:val="1"/></w:numPr>'),
        numbers=numbers,
    )
    assert outline(bill) == ["sec_1", "art_1", "art_1__para_1", "sec_2", "art_2", "art_2__para_1"]
    assert [node.heading for node in articles(bill.provisions)] == ["Duty to ring", "Power to ring"]
