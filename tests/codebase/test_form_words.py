"""What forms say (CRITERIA.md, E3 and E4): short, whole sentences that help and blame nobody; hints without links; no loose text."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po
from lxml import html

from consultatie.http.messages import MESSAGES
from tests.codebase.conftest import ROOT

MOST_WORDS = 15
# What a person reads at a field or above a form. Codes that only the terminal or the log shows may be longer.
NOT_AT_A_FORM = re.compile(
    r"migrate|database|backup|restore|postgres|search-index|log-broken|check-broken|load-test|consultation-file|file-not-toml|import-"
)
BLAME = re.compile(
    r"\b(helaas|ongeldig\w*|gelieve|verkeerd\w*|fout(ief|ieve)?|onjuist\w*|mislukt\w*|moet u|dient u|u vergat|verboden|niet toegestaan"
    r"|sorry|please|invalid|unfortunately|incorrect|illegal|you failed|you forgot|you must|error)\b",
    re.IGNORECASE,
)
HINT = re.compile(r"hint=_\(\"((?:[^\"\\]|\\.)*)\"")
ENGLISH = {
    message.id: message.string
    for message in read_po((ROOT / "translations/en/LC_MESSAGES/messages.po").open("rb"), "en")
    if isinstance(message.id, str)
}
AT_A_FORM = sorted(code for code in MESSAGES if not NOT_AT_A_FORM.match(code))


def _dutch(code: str) -> str:
    return str(MESSAGES[code]._args[0])


def _longest(text: str) -> int:
    return max(len(sentence.split()) for sentence in re.split(r"(?<=[.?!])\s+", text))


@pytest.mark.parametrize("code", AT_A_FORM)
def test_a_message_is_short_ends_with_a_full_stop_and_blames_nobody(code: str) -> None:
    for text in (_dutch(code), str(ENGLISH[_dutch(code)])):
        assert text.endswith((".", "%(limit)s.")), text
        assert _longest(text) <= MOST_WORDS, text
        assert not BLAME.search(text), text


OF_A_RESPONDENT = [
    "position-missing",
    "comment-too-long",
    "response-too-long",
    "response-too-large",
    "nothing-said",
    "articles-missing",
    "kind-missing",
    "organisation-missing",
    "name-missing-for-named",
    "email-unreadable",
    "name-too-long",
    "organisation-too-long",
    "place-too-long",
    "publication-missing",
    "recording-missing",
    "recording-kind",
    "recording-too-large",
    "file-empty",
    "too-many-mails",
    "too-many-recordings",
]


@pytest.mark.parametrize("code", OF_A_RESPONDENT)
def test_a_message_to_a_respondent_is_at_most_fifteen_words_in_all(code: str) -> None:
    for text in (_dutch(code), str(ENGLISH[_dutch(code)])):
        assert len(text.split()) <= MOST_WORDS, text


def test_each_field_of_a_respondent_has_a_message_of_its_own() -> None:
    said = [_dutch(code) for code in OF_A_RESPONDENT]
    assert len(set(said)) == len(said)


def test_a_hint_is_one_short_sentence_without_a_link(templates: dict[str, str]) -> None:
    found = [(name, hint) for name, text in templates.items() for hint in HINT.findall(text)]
    assert len(found) > 10
    for name, hint in found:
        for text in (hint, str(ENGLISH[hint])):
            assert len(re.findall(r"[.?!](?:\s|$)", text)) == 1, (name, text)
            assert _longest(text) <= 20, (name, text)
            assert not re.search(r"<a|http", text), (name, text)


SPOKEN = {"label", "legend", "button", "summary", "option", "h1", "h2", "h3", "dt", "dd", "a"}


def loose_text(template: str) -> list[str]:
    """Return words inside a form that no field is tied to: a screen reader in forms mode skips them."""
    shown = re.sub(r"\{#.*?#\}|\{%.*?%\}", "", template, flags=re.DOTALL)
    shown = re.sub(r"\{\{\s*_\(\"((?:[^\"\\]|\\.)*)\".*?\}\}", r"\1", shown, flags=re.DOTALL)
    shown = re.sub(r"\{\{.*?\}\}", "", shown, flags=re.DOTALL)
    page = html.fromstring(f"<div>{shown}</div>")
    described = set(" ".join(page.xpath("//form//@aria-describedby")).split())
    found = []
    for element in page.xpath("//form//*[normalize-space(text())]"):
        around = [element, *element.iterancestors()]
        if not any(one.tag in SPOKEN or one.get("id") in described for one in around):
            found.append(" ".join(element.text_content().split()))
    return found


def test_no_form_holds_text_that_no_field_is_tied_to(templates: dict[str, str]) -> None:
    found = {
        name: loose for name, text in templates.items() if "<form" in text and (loose := loose_text(text))
    }
    assert found == {}


def test_loose_text_is_found_where_it_is() -> None:
    assert loose_text('<form><p>{{ _("Let op.") }}</p><label>{{ x }}</label></form>') == ["Let op."]
    assert loose_text('<form><p id="a">Zo.</p><fieldset aria-describedby="a"></fieldset></form>') == []
