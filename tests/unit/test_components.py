"""The component macros, rendered without the app: names, labels and references hold."""

from __future__ import annotations

import re

import pytest
from lxml import html

from tests.unit.component_harness import COMPONENTS, CSS, ROOT, call, components_page


def references(page: html.HtmlElement) -> list[str]:
    """List every id that the page points at."""
    found = [
        i
        for a in ("for", "aria-describedby", "aria-labelledby")
        for v in page.xpath(f"//@{a}")
        for i in v.split()
    ]
    inner = [h[1:] for h in page.xpath("//*[@id='foutoverzicht']//@href")]
    return found + inner + re.findall(r"url\(#([\w-]+)\)", html.tostring(page, encoding="unicode"))


MACROS = sorted(path.stem for path in COMPONENTS.glob("*.html"))
IN_BASE = {"icon", "print_button", "site_mark"}


@pytest.mark.parametrize("name", MACROS)
def test_a_component_file_holds_the_macro_of_its_name_and_has_a_sheet_and_a_line_in_the_docs(
    name: str,
) -> None:
    source = (COMPONENTS / f"{name}.html").read_text(encoding="utf-8")
    assert f"{{% macro {name}(" in source
    assert name in IN_BASE or (CSS / "components" / f"{name}.css").exists()
    assert name == "site_mark" or f"`{name}(" in (ROOT / "docs" / "components.md").read_text(encoding="utf-8")


def test_the_components_page_shows_every_macro() -> None:
    source = (ROOT / "templates" / "public" / "components.html").read_text(encoding="utf-8")
    layouts = {"icon", "site_mark", "skip_link"}
    assert [name for name in MACROS if name not in layouts and f"{name}(" not in source] == []


def test_every_id_is_unique_and_every_reference_leads_somewhere() -> None:
    page = components_page()
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert [one for one in references(page) if one not in set(ids)] == []


def test_every_control_has_a_label_and_every_group_a_legend() -> None:
    page = components_page()
    labelled = set(page.xpath("//label/@for"))
    controls = page.xpath("//select | //textarea | //input[not(@type='hidden')]")
    assert len(controls) > 20
    assert [one.get("id") for one in controls if one.get("id") not in labelled] == []
    assert [
        one for one in page.xpath("//fieldset") if not one.xpath("./*[1][self::legend][normalize-space()]")
    ] == []


def test_no_template_carries_style_or_script_in_line() -> None:
    forbidden = re.compile(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)")
    folders = ("components", "layouts", "errors")
    files = [path for folder in folders for path in (ROOT / "templates" / folder).glob("*.html")]
    assert [path.name for path in files if forbidden.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("kind", ["law", "plain", "people", "answer"])
def test_a_voice_is_a_region_named_by_its_own_words(kind: str) -> None:
    page = call("voice", f"kind='{kind}', id='deel'", "<p>Tekst.</p>")
    [region] = page.xpath("//section")
    assert region.get("aria-labelledby") == page.xpath("//h2/@id")[0]
    assert page.xpath("//h2")[0].text_content().strip()
    assert page.xpath("//*[local-name()='svg']/@aria-hidden") == ["true"]


def test_the_four_voices_have_four_different_names() -> None:
    names = [
        call("voice", f"kind='{k}', id='x'", "").xpath("string(//h2)")
        for k in ("law", "plain", "people", "answer")
    ]
    assert len(set(names)) == 4


def test_a_skipped_answer_reads_not_given_and_change_links_are_unique() -> None:
    rows = [
        {"key": "Uw naam", "value": "", "href": "/naam"},
        {"key": "Uw tekst", "value": "Ja & nee", "href": "/tekst", "change": "uw tekst over artikel 2"},
    ]
    page = call("summary_list", "rows=rows", rows=rows)
    names = [a.text_content() for a in page.xpath("//a")]
    assert names == ["Wijzig: Uw naam", "Wijzig: uw tekst over artikel 2"]
    assert "Niet ingevuld" in page.xpath("//dd")[0].text_content()


def test_a_table_has_a_caption_and_header_cells() -> None:
    page = call(
        "data_table", "caption='Cijfers', columns=['Artikel', 'Voor'], rows=[['Artikel 1', 3]], numeric=[1]"
    )
    assert page.xpath("string(//caption)").strip() == "Cijfers"
    assert page.xpath("//thead//th/@scope") == ["col", "col"]
    assert page.xpath("//tbody//th/@scope") == ["row"]
    assert page.xpath("//td/text()") == ["3"]


def test_a_table_of_three_columns_carries_its_headings_as_words_in_each_row_for_narrow_places() -> None:
    page = call(
        "data_table", "caption='Cijfers', columns=['Artikel', 'Voor', 'Tegen'], rows=[['Artikel 1', 3, 2]]"
    )
    assert [cell.text_content() for cell in page.xpath("//td")] == ["Voor: 3", "Tegen: 2"]


def test_a_table_without_rows_says_so() -> None:
    page = call(
        "data_table",
        "caption='Cijfers', columns=['Artikel', 'Voor'], rows=[], empty='Er zijn nog geen reacties.'",
    )
    assert page.xpath("string(//td)") == "Er zijn nog geen reacties."


def test_a_scrolling_table_is_a_named_region_that_takes_focus() -> None:
    page = call("data_table", "caption='Breed', columns=['A', 'B'], rows=[], layout='scroll', id='breed'")
    [region] = page.xpath("//*[@role='region']")
    assert region.get("tabindex") == "0"
    assert page.xpath(f"string(//*[@id='{region.get('aria-labelledby')}'])").strip() == "Breed"


def chart() -> html.HtmlElement:
    """Render a chart of two series."""
    series = [{"label": "Personen", "values": [3, 0]}, {"label": "Organisaties", "values": [1, 2]}]
    return call(
        "bar_chart",
        "id='c', title='T', description='D.', categories=['Artikel 1', 'Artikel 2'], series=s",
        s=series,
    )


def test_a_chart_is_one_image_with_a_name_and_a_meaning_and_its_figures_in_a_table() -> None:
    page = chart()
    [image] = page.xpath("//*[@role='img']")
    assert image.get("aria-labelledby") == "c-naam c-zin"
    assert [
        [c.xpath("string(./span[2] | ./text())") for c in row.xpath("./th | ./td")]
        for row in page.xpath("//tbody/tr")
    ] == [
        ["Artikel 1", "3", "1", "4"],
        ["Artikel 2", "0", "2", "2"],
    ]


def test_bars_are_as_long_as_their_figures_and_differ_by_pattern() -> None:
    page = chart()
    bars = page.xpath("//*[@role='img']//*[local-name()='rect'][contains(@class, 'bar')]")
    assert [bar.get("width") for bar in bars] == ["75.000%", "25.000%", "50.000%"]
    assert page.xpath("//*[@role='img']//*[local-name()='rect'][@fill]/@fill") == ["url(#c-p2)", "url(#c-p2)"]


def test_a_chart_of_nothing_but_zeros_has_no_bars() -> None:
    page = call(
        "bar_chart",
        "id='c', title='T', description='D.', categories=['A'], series=[{'label': 'P', 'values': [0]}]",
    )
    assert page.xpath("//*[local-name()='svg']//*[local-name()='rect'][contains(@class, 'bar')]") == []


def test_pagination_marks_the_current_page_and_skips_the_far_ones() -> None:
    page = call("pagination", "page=6, pages=20, url_for_page=u", u=lambda n: f"?p={n}")
    assert page.xpath("//*[@aria-current='page']/@href") == ["?p=6"]
    assert page.xpath("//a/@href") == [f"?p={n}" for n in (5, 1, 4, 5, 6, 7, 8, 20, 7)]


def test_one_page_needs_no_pagination() -> None:
    assert call("pagination", "page=1, pages=1, url_for_page=u", u=str).xpath("//nav") == []


def test_the_last_crumb_is_this_page_and_no_link() -> None:
    page = call("breadcrumb", "items=[{'label': 'Consultaties', 'href': '/c'}, {'label': 'Artikel 4'}]")
    assert page.xpath("string(//*[@aria-current='page'])") == "Artikel 4"
    assert len(page.xpath("//a")) == 1


def test_a_quote_keeps_its_language_and_escapes_what_people_wrote() -> None:
    page = call("quote", "text=t, name='K. Nowak', lang='pl'", t="Dobrze <script>x</script>\n\nTak")
    [quoted] = page.xpath("//blockquote")
    assert (quoted.get("lang"), quoted.get("dir")) == ("pl", "auto")
    assert len(quoted.xpath("./p")) == 2
    assert page.xpath("//script") == []


def test_contents_nest_as_deep_as_the_law() -> None:
    page = call(
        "toc",
        "items=[{'href': '#1', 'text': 'H1', 'children': [{'href': '#2', 'text': 'A1', 'children': [{'href': '#3', 'text': 'L1'}]}]}]",
    )
    assert page.xpath("//ol/li/ol/li/ol/li/a/@href") == ["#3"]
