"""A drafter makes figures from words, without a script: rows come, go, move and come back; the page shows what will be drawn."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.integration.workspace.drafter_browser import EDIT, Browser, kept, make_draft

NEW = f"{EDIT}/figuren/nieuw"


def typed(*labels: str, **more: str) -> dict[str, Any]:
    data = {"title_nl": "Zo gaat het", "eid": "", "before": ""}
    for place, label in enumerate(labels):
        data |= {f"rows-{place}-label_nl": label, f"rows-{place}-text_nl": label and f"Uitleg van {label}."}
    return data | more


def labels_in(page: str) -> list[str]:
    return re.findall(r'name="rows-\d+-label_nl"[^>]*value="([^"]*)"', page)


def press(anna: Browser, path: str, button: str, data: dict[str, Any]) -> str:
    return str(anna.post(path, data | {"doe": button}, status=200).text)


def test_a_figure_of_each_kind_is_kept_and_shown_to_the_reader(db, people, anna) -> None:
    make_draft(db, people)
    assert "Er zijn nog geen figuren." in anna.get(f"{EDIT}/figuren")
    marked = {"rows-0-mark": "done", "rows-1-mark": "now"}
    anna.post(f"{NEW}/timeline", typed("Lezen", "Besluiten", **marked))
    anna.post(
        f"{NEW}/affected", typed("Kinderen", "Buren", "", **{"rows-0-mark": "gain", "rows-1-mark": "duty"})
    )
    anna.post(f"{NEW}/steps", typed("Vragen", "Maken", eid="art_2"))
    assert [one.kind.value for one in kept(db).figures] == ["timeline", "affected", "steps"]
    assert [row["mark"] for row in kept(db).figures[0].rows] == ["done", "now"]
    page = anna.get("/consultaties/wet-op-de-proef")
    assert page.count('<svg class="drawn__picture') == 6
    assert "Een tijdlijn met 2 punten. Wij zijn nu bij: Besluiten." in page
    assert "Hier zijn we nu: <strong>Besluiten</strong> (Uitleg van Besluiten.)" in page
    assert "Moet iets doen" in page
    article = anna.get("/consultaties/wet-op-de-proef/artikelen/art_2")
    assert article.count('<svg class="drawn__picture') == 3
    assert "<strong>Vragen</strong>. Uitleg van Vragen." in article
    list_page = anna.get(f"{EDIT}/figuren")
    assert "Niet alles is er in het Engels." in list_page


def test_rows_are_added_moved_taken_away_and_put_back_and_nothing_is_saved_yet(db, people, anna) -> None:
    make_draft(db, people)
    path = f"{NEW}/steps"
    three = typed("Een", "Twee", "Drie")
    assert labels_in(press(anna, path, "erbij", three)) == ["Een", "Twee", "Drie", ""]
    assert labels_in(press(anna, path, "omhoog-1", three)) == ["Twee", "Een", "Drie"]
    assert labels_in(press(anna, path, "omlaag-1", three)) == ["Een", "Drie", "Twee"]
    assert labels_in(press(anna, path, "omhoog-0", three)) == ["Een", "Twee", "Drie"]
    shorter = press(anna, path, "weg-1", three)
    assert labels_in(shorter) == ["Een", "Drie"]
    found = re.search(r'name="before"[^>]*value="([^"]*)"', shorter)
    assert found is not None
    before = found[1].replace("&#34;", '"').replace("&quot;", '"')
    assert [one["label"]["nl"] for one in json.loads(before)] == ["Een", "Twee", "Drie"]
    assert labels_in(press(anna, path, "terug", typed("Een", "Drie", before=before))) == [
        "Een",
        "Twee",
        "Drie",
    ]
    assert labels_in(press(anna, path, "weg-99", three)) == ["Een", "Twee", "Drie"]
    assert labels_in(press(anna, path, "terug", typed("Een", "Drie", before='[{"label": 3}]'))) == [
        "Een",
        "Drie",
    ]
    assert kept(db).figures == []


def test_the_preview_is_on_the_same_page_and_enter_asks_for_it(db, people, anna) -> None:
    make_draft(db, people)
    empty = anna.get(f"{NEW}/steps")
    assert "Dan ziet u hier de tekening." in empty
    first = re.search(r'<button type="submit"[^>]*name="doe" value="(\w+)"', empty)
    assert first is not None
    assert first[1] == "toon"
    page = press(anna, f"{NEW}/steps", "toon", typed("Vragen", ""))
    assert "<tspan" in page
    assert labels_in(page) == ["Vragen", ""]


@pytest.mark.parametrize(
    ("data", "field", "message"),
    [
        (typed("Een", "Twee", title_nl=""), "title_nl", "Geef de figuur een titel in het Nederlands."),
        (typed("Een", ""), "rij-1", "Vul minstens twee rijen in."),
        (typed("", "Twee", "Drie", **{"rows-0-text_nl": "Los"}), "rows-0-label_nl", "of haal de rij weg"),
        (typed("x" * 81, "Twee"), "rows-0-label_nl", "Maak deze regel korter."),
        (typed("Een", "Twee", eid="art_99"), "eid", "Deze bepaling staat niet in de wettekst."),
    ],
)
def test_a_mistake_is_named_and_the_words_stay(db, people, anna, data, field, message) -> None:
    make_draft(db, people)
    answer = anna.post(f"{NEW}/steps", data, status=422)
    assert message in answer.text
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
    assert answer.text.count("<title>Fout:") == 1
    assert kept(db).figures == []


def test_a_figure_is_changed_moved_and_removed(db, people, anna) -> None:
    make_draft(db, people)
    anna.post(f"{NEW}/steps", typed("Een", "Twee"))
    anna.post(f"{NEW}/steps", typed("Drie", "Vier", title_nl="Tweede"))
    first, second = kept(db).figures
    anna.post(f"{EDIT}/figuren/{second.id}/plaats", {"naar": "voor"}, form_at=f"{EDIT}/figuren")
    assert [one.title["nl"] for one in kept(db).figures] == ["Tweede", "Zo gaat het"]
    assert labels_in(anna.get(f"{EDIT}/figuren/{first.id}")) == ["Een", "Twee"]
    anna.post(f"{EDIT}/figuren/{first.id}", typed("Een", "Anders", title_nl="Nieuw"))
    assert "Wilt u deze figuur verwijderen?" in anna.get(f"{EDIT}/figuren/{second.id}/verwijderen")
    anna.post(f"{EDIT}/figuren/{second.id}/verwijderen", {})
    assert [one.title["nl"] for one in kept(db).figures] == ["Nieuw"]
    anna.get(f"{EDIT}/figuren/nieuw/taart", status=404)
    anna.get(f"{EDIT}/figuren/99999", status=404)


def test_a_figure_is_in_one_language_as_a_whole(db, people, anna) -> None:
    make_draft(db, people)
    english = {"title_en": "How it goes", "rows-0-label_en": "One", "rows-1-label_en": "Two"}
    anna.post(f"{NEW}/steps", typed("Een", "Twee", **english))
    anna.post(f"{NEW}/steps", typed("Drie", "Vier", title_en="Half"))
    page = anna.get("/en/consultaties/wet-op-de-proef")
    assert "How it goes" in page
    assert "Een tekening met 2 stappen na elkaar." in page
    assert "A drawing with 2 steps, one after another." in page
    assert 'class="drawn" lang="nl"' in page
