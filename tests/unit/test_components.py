"""The component macros, rendered without the app: names, labels and references hold, and the style sheet is up to date."""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import html
from markupsafe import Markup
from wtforms import (
    BooleanField,
    EmailField,
    FileField,
    Form,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    validators,
    widgets,
)
from wtforms.fields.choices import SelectChoice

from consultatie.domain.reading_settings import ReadingSettings

ROOT = Path(__file__).resolve().parents[2]
COMPONENTS = ROOT / "templates" / "components"
CSS = ROOT / "static" / "css"
FRONTEND = ROOT / "config" / "frontend"


class Response(Form):
    """A form with every kind of field."""

    name = StringField("Uw naam", [validators.InputRequired("Vul uw naam in."), validators.Length(max=80)])
    email = EmailField("Uw e-mailadres", [validators.Optional()])
    text = TextAreaField("Wat wilt u zeggen?", [validators.InputRequired("Schrijf wat u wilt zeggen.")])
    position = RadioField(
        "Uw standpunt",
        [validators.InputRequired("Kies wat u van dit artikel vindt.")],
        choices=[SelectChoice("support", "Ik ben voor."), SelectChoice("oppose", "Ik ben tegen.")],
    )
    themes = SelectMultipleField(
        "Onderwerpen",
        [validators.InputRequired("Kies een onderwerp.")],
        choices=[SelectChoice("wonen", "Wonen"), SelectChoice("water", "Water")],
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
    )
    department = SelectField("Ministerie", choices=[SelectChoice("", "Kies"), SelectChoice("a", "Wonen")])
    file = FileField("Bestand", [validators.InputRequired("Kies een bestand.")])
    seen = BooleanField("Ik heb dit gelezen.", [validators.InputRequired("Zet een vinkje als u dit las.")])


class Wrong(Response):
    """The same form, sent empty."""


def empty_form() -> Form:
    """Return a form after an empty submission."""
    form = Wrong(prefix="fout-")
    form.validate()
    return form


def gettext(message: str, **values: object) -> str:
    """Stand in for the catalogue: the message itself."""
    return message % values if values else message


def environment(language: str = "nl", viewer: object = None) -> Environment:
    """Return Jinja as the app sets it up, without the app."""
    env = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals |= {
        "_": gettext,
        "url_for": lambda endpoint, **_values: f"/{endpoint}",
        "asset": lambda path: f"/static/{path}",
        "csrf_token": lambda: "teken",
        "language": language,
        "other_language_url": "/en/",
        "viewer": viewer,
        "reading": ReadingSettings(),
        "request": SimpleNamespace(endpoint="public.front", full_path="/"),
    }
    env.filters |= {"prose": Markup, "numberformat": lambda n: f"{n:,}".replace(",", ".")}
    return env


def tree(source: str, **values: Any) -> html.HtmlElement:
    """Render a template's source and parse it."""
    return html.fromstring(f"<div>{environment().from_string(source).render(**values)}</div>")


def call(name: str, arguments: str, body: str | None = None, **values: Any) -> html.HtmlElement:
    """Render one macro, with a body as a call block."""
    use = f"{{{{ {name}({arguments}) }}}}"
    if body is not None:
        use = f"{{% call {name}({arguments}) %}}{body}{{% endcall %}}"
    return tree(f'{{% from "components/{name}.html" import {name} %}}{use}', **values)


def components_page() -> html.HtmlElement:
    """Render the page that shows every component."""
    template = environment().get_template("public/components.html")
    return html.fromstring(template.render(form=Response(), form_with_errors=empty_form()))


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


def from_file(name: str) -> ModuleType:
    """Load a script of config/frontend as a module."""
    sys.path.insert(0, str(FRONTEND))
    try:
        spec = importlib.util.spec_from_file_location(name, FRONTEND / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(FRONTEND))
    return module


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


@pytest.mark.parametrize("name", ["name", "text", "file", "seen"])
def test_a_field_in_error_says_so_in_words_before_the_control_and_to_screen_readers(name: str) -> None:
    form = empty_form()
    page = call("field", "field=f, hint='Een zin.'", f=form[name])
    [control] = page.xpath("//input | //textarea")
    assert control.get("aria-invalid") == "true"
    assert control.get("aria-describedby").split() == [f"fout-{name}-hint", f"fout-{name}-fout"]
    [error] = page.xpath(f"//*[@id='fout-{name}-fout']")
    assert error.text_content().strip() == form[name].errors[0]
    assert control in error.xpath("following::*")


@pytest.mark.parametrize("name", ["position", "themes"])
def test_a_group_in_error_ties_the_words_to_the_fieldset_and_marks_each_option(name: str) -> None:
    page = call("field", "field=f", f=empty_form()[name])
    [group] = page.xpath("//fieldset")
    assert group.get("aria-describedby") == f"fout-{name}-fout"
    assert page.xpath("//input/@aria-invalid") == ["true", "true"]
    assert page.xpath("//input/@id") == [f"fout-{name}-0", f"fout-{name}-1"]


def test_a_field_leaves_checking_to_the_server() -> None:
    page = tree(
        '{% from "components/field.html" import field %}{% for f in form %}{{ field(field=f) }}{% endfor %}',
        form=Response(),
    )
    assert page.xpath("//@required | //@maxlength | //@minlength | //@pattern | //@aria-invalid") == []


def test_an_optional_field_says_so_in_words_and_a_required_one_does_not() -> None:
    assert "(niet verplicht)" in call("field", "field=f", f=Response().email).text_content()
    assert "(niet verplicht)" not in call("field", "field=f", f=Response().name).text_content()
    assert "(niet verplicht)" in call("field", "field=f, optional=True", f=Response().name).text_content()


def test_a_field_shows_what_was_typed_as_text_and_not_as_markup() -> None:
    page = call("field", "field=f", f=Response(data={"text": "</textarea><b>x</b>"}).text)
    assert page.xpath("//b") == []
    assert page.xpath("//textarea")[0].text.strip() == "</textarea><b>x</b>"


def test_a_counter_tells_the_limit_without_a_script_and_never_cuts() -> None:
    page = call("field", "field=f, counter=20000", f=Response().text)
    [control] = page.xpath("//textarea")
    assert control.get("aria-describedby") == "text-teller"
    assert "20.000" in page.xpath("//*[@id='text-teller']")[0].text
    assert control.get("maxlength") is None


def test_the_summary_has_the_same_words_as_the_fields_and_leads_to_them() -> None:
    form = empty_form()
    page = call("error_summary", "form=form", form=form)
    [summary] = page.xpath("//*[@id='foutoverzicht']")
    assert (summary.get("role"), summary.get("tabindex")) == ("alert", "-1")
    links = {a.get("href"): a.text_content() for a in summary.xpath(".//a")}
    assert links["#fout-position-0"] == form["position"].errors[0]
    assert links["#fout-name"] == form["name"].errors[0]
    assert len(links) == len(form.errors)


def test_without_errors_there_is_no_summary() -> None:
    assert call("error_summary", "form=form", form=Response()).xpath("//*[@id='foutoverzicht']") == []
    assert call("error_summary", "").xpath("//*[@id='foutoverzicht']") == []


def test_a_summary_without_a_form_takes_pairs() -> None:
    page = call("error_summary", "errors=[('titel', 'Vul een titel in.'), (none, 'Het bestand is leeg.')]")
    assert page.xpath("//a/@href") == ["#titel"]
    assert "Het bestand is leeg." in page.text_content()


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


def site_page(block: str = "", **values: Any) -> html.HtmlElement:
    """Render a page on the public layout."""
    source = '{% extends "layouts/site.html" %}{% block title %}Zoeken{% endblock %}{% block content %}<h1>Z</h1>{% endblock %}'
    rendered = environment(values.pop("language", "nl"), values.pop("viewer", None)).from_string(
        source + block
    )
    return html.fromstring(rendered.render(**values))


def test_a_page_has_its_language_its_title_and_the_skip_link_first() -> None:
    page = site_page(language="en")
    assert page.get("lang") == "en"
    assert page.xpath("string(//title)") == "Zoeken – Internetconsultatie"
    assert page.xpath("//body//a/@href")[0] == "#inhoud"
    assert page.xpath("//main/@id") == ["inhoud"]


def test_there_are_at_most_twelve_stops_before_the_content() -> None:
    page = site_page(viewer=SimpleNamespace(name="S. de Wit", role="administrator"))
    assert len(page.xpath("//main/preceding::a | //main/preceding::button")) <= 12


def test_the_other_language_is_named_in_its_own_words() -> None:
    [link] = site_page().xpath("//header//a[@hreflang]")
    assert (link.text, link.get("lang"), link.get("hreflang")) == ("English", "en", "en")
    [link] = site_page(language="en").xpath("//header//a[@hreflang]")
    assert (link.text, link.get("lang")) == ("Nederlands", "nl")


def test_the_title_of_a_page_with_errors_begins_with_the_word_error() -> None:
    assert site_page(form=empty_form()).xpath("string(//title)").startswith("Fout: Zoeken")
    assert site_page(has_errors=True).xpath("string(//title)").startswith("Fout: ")
    assert site_page(form=Response()).xpath("string(//title)").startswith("Zoeken")


def test_a_second_column_exists_only_for_who_fills_it() -> None:
    assert site_page().xpath("//aside") == []
    page = site_page("{% block aside %}<p>Zie ook.</p>{% endblock %}")
    assert page.xpath("string(//aside)").strip() == "Zie ook."
    assert len(page.xpath("//h1")) == 1


def test_an_error_page_gives_back_what_was_typed() -> None:
    values = {
        "heading": "Er ging iets mis",
        "message": "Probeer het later.",
        "typed": [("text", "Mijn lange tekst.")],
    }
    rendered = (
        environment()
        .get_template("errors/error.html")
        .render(**values, resend=True, limit_bytes=None, status=500)
    )
    page = html.fromstring(rendered)
    assert "Mijn lange tekst." in page.xpath("string(//main)")
    assert page.xpath("//main//input[@name='text']/@value") == ["Mijn lange tekst."]


def test_the_style_sheet_is_up_to_date_with_its_sources() -> None:
    built = from_file("build")
    assert (CSS / "site.css").read_text(encoding="utf-8") == built.bundle(), (
        "run: python config/frontend/build.py"
    )


def test_every_design_system_class_that_the_macros_use_is_in_the_style_sheet() -> None:
    sheet = (CSS / "site.css").read_text(encoding="utf-8")
    known = set(re.findall(r"\.((?:utrecht|nl)-[\w-]+)", sheet))
    used = {name for names in components_page().xpath("//@class") for name in names.split()}
    used = {name for name in used if name.startswith(("utrecht-", "nl-"))}
    assert len(used) > 30
    assert sorted(used - known) == []


def test_the_style_sheet_asks_nothing_of_other_hosts_and_its_fonts_exist() -> None:
    sheet = (CSS / "site.css").read_text(encoding="utf-8")
    assert "://" not in sheet
    assert "@import" not in sheet
    fonts = re.findall(r'url\("([^"]+)"\)', sheet)
    assert len(fonts) == 2
    assert all((CSS / font).resolve().exists() for font in fonts)


def test_style_script_and_fonts_leave_room_for_the_page_in_the_first_hundred_kilobytes() -> None:
    text = [CSS / "site.css", ROOT / "static" / "js" / "site.js", ROOT / "static" / "images" / "mark.svg"]
    weight = sum(len(gzip.compress(path.read_bytes())) for path in text)
    weight += sum(path.stat().st_size for path in (ROOT / "static" / "fonts").glob("*.woff2"))
    assert weight < 75_000


def test_what_we_took_from_others_is_what_the_manifest_says() -> None:
    manifest = (ROOT / "static" / "vendor" / "VERSIONS.md").read_text(encoding="utf-8")
    rows = re.findall(r"\| ([\w./-]+) \| `([0-9a-f]{64})` \|", manifest)
    assert len(rows) > 15
    assert [
        path for path, digest in rows if hashlib.sha256((ROOT / path).read_bytes()).hexdigest() != digest
    ] == []
    vendored = {str(path.relative_to(ROOT)) for path in (ROOT / "static" / "vendor" / "css").glob("*.css")}
    assert vendored <= {path for path, _ in rows}


def hexadecimals(css: str) -> dict[str, str]:
    """Return the colours in a piece of the theme by name."""
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css))


def schemes() -> dict[str, dict[str, str]]:
    """Read the colours of the light and the dark scheme out of the theme."""
    source = (CSS / "tokens.css").read_text(encoding="utf-8")
    light, dark = source.split("@media (prefers-color-scheme: dark)")[:2]
    colours = hexadecimals(light)
    return {"light": colours, "dark": colours | hexadecimals(dark.split("@media")[0])}


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, as WCAG 2.2 defines it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


SHEETS = (
    "paper",
    "sheet",
    "law-sheet",
    "plain-sheet",
    "people-sheet",
    "answer-sheet",
    "act-sheet",
    "error-sheet",
    "warning-sheet",
)
PAIRS = [(text, sheet) for text in ("ink", "soft", "act") for sheet in SHEETS]
PAIRS += [(voice, f"{voice}-sheet") for voice in ("law", "plain", "people", "answer", "error", "warning")]
PAIRS += [("act-ink", "act"), ("act-ink", "act-strong"), ("error", "paper"), ("paper", "error")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_a_contrast_of_seven_to_one_or_more(scheme: str) -> None:
    colours = schemes()[scheme]
    weak = {
        f"{a} on {b}": round(contrast(colours[a], colours[b]), 2)
        for a, b in PAIRS
        if contrast(colours[a], colours[b]) < 7
    }
    assert weak == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_and_focus_have_a_contrast_of_three_to_one_or_more(scheme: str) -> None:
    colours = schemes()[scheme]
    edges = [(edge, sheet) for edge in ("line", "focus") for sheet in SHEETS]
    assert {
        pair: contrast(colours[pair[0]], colours[pair[1]])
        for pair in edges
        if contrast(colours[pair[0]], colours[pair[1]]) < 3
    } == {}
