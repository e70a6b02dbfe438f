"""Form fields and the error summary: names, hints and errors reach the reader in words and the control by reference."""

from __future__ import annotations

import pytest

from tests.unit.component_harness import Response, call, empty_form, tree


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
