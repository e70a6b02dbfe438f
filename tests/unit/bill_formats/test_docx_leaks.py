"""What stands in a Word file but is no text of the bill never gets into it; what is text is never lost."""

from __future__ import annotations

import pytest

from consultatie.adapters.bill_formats import read_bill
from consultatie.domain.provisions import RecognisedBill, articles, walk
from tests.unit.bill_formats.docx_files import R, W, docx, p, relationship, run, style

ARTICLE = p("Artikel 1")
SECRET = "Geheim"


def bill_of(
    *body: str, styles: str = "", rels: str = "", parts: dict[str, str | bytes] | None = None
) -> RecognisedBill:
    return read_bill(docx(*body, styles=styles, rels=rels, parts=parts), name="wet.docx")


def everything(bill: RecognisedBill) -> str:
    nodes = [f"{node.number} {node.heading} {node.text} {node.html}" for node in walk(bill.provisions)]
    return " ".join([bill.title, *nodes, *(f"{part.heading} {part.text}" for part in bill.memorandum)])


def text_of(content: str) -> str:
    """Return the text of one article of which a paragraph holds this."""
    return next(articles(bill_of(ARTICLE, p(xml=content)).provisions)).text


def part(name: str, inner: str) -> str:
    return f'<w:{name} xmlns:w="{W}" xmlns:r="{R}">{inner}</w:{name}>'


def test_what_was_inserted_stays_and_what_was_deleted_goes() -> None:
    tracked = (
        run("De bel ")
        + f'<w:ins w:author="x">{run("klinkt")}</w:ins>'
        + '<w:del w:author="x"><w:r><w:delText>zwijgt</w:delText></w:r></w:del>'
        + f'<w:moveFrom w:author="x">{run(" vroeger")}</w:moveFrom><w:moveTo w:author="x">{run(" nu")}</w:moveTo>'
        + run(".")
    )
    assert text_of(tracked) == "De bel klinkt nu."


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    first = f'<w:p><w:pPr><w:rPr><w:del w:author="x"/></w:rPr></w:pPr>{run("Een bel ")}</w:p>'
    article = next(articles(bill_of(ARTICLE, first, p("klinkt.")).provisions))
    assert article.text == "Een bel klinkt."


def test_a_deleted_row_of_a_table_goes() -> None:
    gone = f'<w:tr><w:trPr><w:del w:id="1" w:author="x"/></w:trPr><w:tc>{p(SECRET)}</w:tc></w:tr>'
    bill = bill_of(ARTICLE, f"<w:tbl><w:tr><w:tc>{p('Bel')}</w:tc></w:tr>{gone}</w:tbl>")
    assert SECRET not in everything(bill)


def test_comments_headers_and_footers_stay_out() -> None:
    reference = '<w:commentRangeStart w:id="1"/>' + run("Tekst.") + '<w:commentRangeEnd w:id="1"/>'
    reference += '<w:r><w:commentReference w:id="1"/></w:r>'
    parts: dict[str, str | bytes] = {
        "word/comments.xml": part("comments", f'<w:comment w:id="1">{p(SECRET)}</w:comment>'),
        "word/header1.xml": part("hdr", p(SECRET)),
        "word/footer1.xml": part("ftr", p(SECRET)),
    }
    rels = relationship(11, "comments", "comments.xml") + relationship(12, "header", "header1.xml")
    rels += relationship(13, "footer", "footer1.xml")
    bill = bill_of(ARTICLE, p(xml=reference), rels=rels, parts=parts)
    assert SECRET not in everything(bill)
    assert next(articles(bill.provisions)).text == "Tekst."


def test_a_footnote_stays_out_and_is_reported_with_its_place() -> None:
    parts: dict[str, str | bytes] = {
        "word/footnotes.xml": part("footnotes", f'<w:footnote w:id="2">{p(SECRET)}</w:footnote>')
    }
    content = run("De wet(") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(") geldt.")
    bill = bill_of(ARTICLE, p(xml=content), rels=relationship(11, "footnotes", "footnotes.xml"), parts=parts)
    article = next(articles(bill.provisions))
    assert (article.text, article.html) == ("De wet geldt.", "<p>De wet geldt.</p>")
    assert [(w.code, w.place, w.detail) for w in bill.warnings if w.code == "footnote-left-out"] == [
        ("footnote-left-out", "alinea 2", SECRET)
    ]


def test_hidden_text_stays_out_and_is_reported() -> None:
    bill = bill_of(ARTICLE, p(xml=run("Tekst.") + run(SECRET, "<w:vanish/>")))
    assert SECRET not in everything(bill)
    assert [w.detail for w in bill.warnings if w.code == "hidden-text"] == [SECRET]


CONTENTS = ["Hoofdstuk 1 Algemeen\t2", "Artikel 1 Begrippen\t2", "Artikel 2 Reikwijdte\t3"]
BODY = [
    p("Hoofdstuk 1 Algemeen"),
    p("Artikel 1 Begrippen"),
    p("Een bel klinkt."),
    p("Artikel 2 Reikwijdte"),
    p("Overal."),
]


def contents_field(*lines: str) -> list[str]:
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
    )
    begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    middle = [p(line) for line in lines[1:]]
    return [p(xml=begin + run(lines[0])), *middle, p(xml=end)]


@pytest.mark.parametrize(
    "contents",
    [
        contents_field(*CONTENTS),
        [p(line, "TOC1") for line in CONTENTS],
        [p("Inhoudsopgave", bold=True), *(p(line) for line in CONTENTS)],
        [p("INHOUD"), *(p(line.partition("\t")[0]) for line in CONTENTS)],
        [
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
            f"<w:sdtContent>{''.join(p(line) for line in CONTENTS)}</w:sdtContent></w:sdt>"
        ],
    ],
    ids=["field", "style", "page numbers", "plain", "building block"],
)
def test_a_table_of_contents_repeats_nothing(contents: list[str]) -> None:
    bill = bill_of(p("Wet bellen"), *contents, *BODY, styles=style("TOC1", "toc 1"))
    assert [node.eid for node in walk(bill.provisions)] == ["chp_1", "art_1", "art_2"]
    assert [node.text for node in articles(bill.provisions)] == ["Een bel klinkt.", "Overal."]
    assert not [warning for warning in bill.warnings if warning.code == "repeated-number"]


def test_fields_show_their_result_and_not_their_code() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF _Ref1 \\h </w:instrText></w:r>'
    )
    field += (
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("artikel 5")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    simple = f'<w:fldSimple w:instr=" DATE ">{run("1 mei")}</w:fldSimple>'
    assert text_of(run("Zie ") + field + run(" op ") + simple + run(".")) == "Zie artikel 5 op 1 mei."


def test_text_in_boxes_is_kept_once_with_a_warning() -> None:
    box = f"<w:txbxContent>{p('In het kader.')}</w:txbxContent>"
    drawn = f"<w:r><mc:AlternateContent xmlns:mc='x'><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
    drawn += f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    bill = bill_of(ARTICLE, p("Tekst.", xml=drawn))
    assert everything(bill).count("In het kader.") == 2  # once as text, once as HTML
    assert "text-box" in {warning.code for warning in bill.warnings}


def test_emphasis_links_breaks_and_signs_are_kept_and_escaped() -> None:
    link = '<w:hyperlink r:id="rId9">' + run("de <site>") + "</w:hyperlink>"
    content = (
        run("Vet", "<w:b/>")
        + run(" m", "")
        + run("2", '<w:vertAlign w:val="superscript"/>')
        + "<w:r><w:br/></w:r>"
    )
    content += link + '<w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:noBreakHyphen/></w:r>' + run("x.")
    rels = relationship(9, "hyperlink", "https://example.nl/?a=1&amp;b=2", external=True)
    article = next(articles(bill_of(ARTICLE, p(xml=content), rels=rels).provisions))
    assert article.text == "Vet m2 de <site>•-x."
    assert article.html == (
        '<p><strong>Vet</strong> m<sup>2</sup><br><a href="https://example.nl/?a=1&amp;b=2">de &lt;site&gt;</a>•-x.</p>'
    )


def test_what_is_not_known_keeps_its_words_and_gets_a_warning() -> None:
    bill = bill_of(ARTICLE, p(xml=f"<w:vreemd>{run('Woorden.')}</w:vreemd>"))
    assert next(articles(bill.provisions)).text == "Woorden."
    assert [(w.code, w.place, w.detail) for w in bill.warnings if w.code == "unknown-element"] == [
        ("unknown-element", "alinea 2", "vreemd")
    ]


def table(*rows: list[str], head: bool = False, bold: bool = False) -> str:
    made = []
    for at, row in enumerate(rows):
        mark = "<w:trPr><w:tblHeader/></w:trPr>" if head and not at else ""
        made.append(
            f"<w:tr>{mark}{''.join(f'<w:tc>{p(cell, bold=bold and not at)}</w:tc>' for cell in row)}</w:tr>"
        )
    return f"<w:tbl>{''.join(made)}</w:tbl>"


@pytest.mark.parametrize(("head", "bold"), [(True, False), (False, True)])
def test_a_table_keeps_its_head(head: bool, bold: bool) -> None:
    bill = bill_of(
        ARTICLE, p("De tarieven zijn:"), table(["Soort", "Tarief"], ["Fiets", "€ 2"], head=head, bold=bold)
    )
    article = next(articles(bill.provisions))
    assert article.text == "De tarieven zijn:\nSoort | Tarief\nFiets | € 2"
    assert '<th scope="col">' in article.html
    assert article.html.count("<td>") == 2


def test_cells_that_reach_over_others_keep_their_reach() -> None:
    wide = f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("Breed")}</w:tc></w:tr>'
    tall = f'<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{p("Hoog")}</w:tc><w:tc>{p("1")}</w:tc></w:tr>'
    under = f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{p()}</w:tc><w:tc>{p('2')}</w:tc></w:tr>"
    html = next(articles(bill_of(ARTICLE, f"<w:tbl>{wide}{tall}{under}</w:tbl>").provisions)).html
    assert '<td colspan="2">Breed</td>' in html
    assert '<td rowspan="2">Hoog</td><td>1</td></tr><tr><td>2</td>' in html


def test_a_list_with_bullets_stays_a_list() -> None:
    numbers = f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
    numbers += '<w:lvlText w:val="x"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    data = docx(ARTICLE, p("Dit zijn:"), p("een bel", num="1/0"), p("een fiets", num="1/0"), numbers=numbers)
    article = next(articles(read_bill(data, name="x.docx").provisions))
    assert article.html == "<p>Dit zijn:</p><ul><li>een bel</li><li>een fiets</li></ul>"
    assert article.text == "Dit zijn:\n– een bel\n– een fiets"
