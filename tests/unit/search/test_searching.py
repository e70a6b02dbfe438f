"""What a search answers, whatever index keeps the documents."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultatie.domain.errors import Invalid
from consultatie.domain.ports import SearchAnswer, SearchDocument, SearchIndex, SearchQuery

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def doc(number: int, body: str, title: str = "", **facts: object) -> SearchDocument:
    fields: dict[str, object] = {
        "type": "response",
        "consultation": "windpark",
        "url": f"/r/{number}",
        **facts,
    }
    return SearchDocument(id=f"r:{number}", title=title, body=body, **fields)  # type: ignore[arg-type]


def ask(
    index: SearchIndex, text: str, filters: Mapping[str, str] | None = None, **rest: object
) -> SearchAnswer:
    return index.search(SearchQuery(text, NOW, filters or {}, **rest))  # type: ignore[arg-type]


def ids(index: SearchIndex, text: str, filters: Mapping[str, str] | None = None, **rest: object) -> set[str]:
    answer = ask(index, text, filters, per_page=100, **rest)
    assert answer.total == len(answer.hits)
    return {hit.id for hit in answer.hits}


def test_every_word_has_to_occur_in_title_or_body(index: SearchIndex) -> None:
    index.update(
        [
            doc(1, "De gemeente wijzigt dit.", "Omgevingsvergunningen"),
            doc(2, "De gemeente"),
            doc(3, "wijzigen"),
        ]
    )
    assert ids(index, "vergunning gewijzigd") == {"r:1"}
    assert ids(index, "gemeente") == {"r:1", "r:2"}
    assert ids(index, "gemeente bestaatniet") == set()


def test_a_phrase_asks_for_these_forms_next_to_each_other(index: SearchIndex) -> None:
    index.update(
        [
            doc(1, "een recht op zorg"),
            doc(2, "zorg op recht"),
            doc(3, "rechten op zorg"),
            doc(4, "op zorg", "recht"),
        ]
    )
    assert ids(index, '"recht op zorg"') == {"r:1"}


def test_exclusion_and_prefix(index: SearchIndex) -> None:
    index.update([doc(1, "vergoeding voor bomen"), doc(2, "vergunning"), doc(3, "een boom")])
    assert ids(index, "verg*") == {"r:1", "r:2"}
    assert ids(index, "verg* -boom") == {"r:2"}
    assert ids(index, "-boom") == {"r:2"}


def test_nothing_asked_lists_all_by_date_and_undated_last(index: SearchIndex) -> None:
    index.update([doc(1, "a", date=NOW - timedelta(days=2)), doc(2, "b"), doc(3, "c", date=NOW)])
    assert [hit.id for hit in ask(index, "  ").hits] == ["r:3", "r:1", "r:2"]
    assert ask(index, "???").total == 0


def test_the_title_weighs_more_than_the_body(index: SearchIndex) -> None:
    index.update([doc(1, "zorg en wonen", "Iets anders"), doc(2, "iets anders", "Zorg en wonen")])
    assert [hit.id for hit in ask(index, "zorg").hits] == ["r:2", "r:1"]


@pytest.mark.parametrize(
    ("hours", "status"), [(-1, "scheduled"), (0, "open"), (23, "open"), (24, "closed"), (1000, "closed")]
)
def test_the_state_is_judged_at_the_moment_of_asking(index: SearchIndex, hours: int, status: str) -> None:
    index.update([doc(1, "x", opens_at=NOW, closes_at=NOW + timedelta(hours=24))])
    query = SearchQuery("", NOW + timedelta(hours=hours), {"status": status})
    assert index.search(query).total == 1
    assert index.search(query).facets["status"] == {status: 1}


def test_a_reported_consultation_is_reported_whatever_its_dates(index: SearchIndex) -> None:
    index.update([doc(1, "x", opens_at=NOW, closes_at=NOW + timedelta(1), reported=True), doc(2, "no dates")])
    assert ids(index, "", {"status": "reported"}) == {"r:1"}
    assert ask(index, "").facets["status"] == {"reported": 1}


def test_facets_count_the_whole_answer_not_the_page(index: SearchIndex) -> None:
    index.update(
        doc(
            n,
            "zorg",
            themes=("wonen", "zorg") if n % 2 else ("zorg",),
            type="provision" if n < 5 else "response",
        )
        for n in range(25)
    )
    answer = ask(index, "zorg", page=3, per_page=10)
    assert (answer.total, len(answer.hits)) == (25, 5)
    assert answer.facets["theme"] == {"zorg": 25, "wonen": 12}
    assert answer.facets["type"] == {"response": 20, "provision": 5}
    assert answer.facets["consultation"] == {"windpark": 25}
    assert ask(index, "zorg", {"theme": "wonen", "type": "provision"}).facets["type"] == {"provision": 2}


def test_pages_hold_every_hit_once(index: SearchIndex) -> None:
    index.update(doc(n, "zorg " * (n % 3 + 1)) for n in range(23))
    seen = [hit.id for page in range(1, 5) for hit in ask(index, "zorg", page=page, per_page=7).hits]
    assert len(seen) == len(set(seen)) == 23
    assert ask(index, "zorg", page=99).hits == ()


def test_dates_run_from_since_up_to_but_not_including_until(index: SearchIndex) -> None:
    index.update(doc(n, "x", date=NOW + timedelta(days=n)) for n in range(4))
    index.update([doc(9, "undated")])
    assert ids(index, "", since=NOW + timedelta(days=1), until=NOW + timedelta(days=3)) == {"r:1", "r:2"}
    assert ids(index, "", until=NOW + timedelta(days=1)) == {"r:0"}


def test_an_empty_filter_is_none_and_an_unknown_one_is_refused(index: SearchIndex) -> None:
    index.update([doc(1, "x")])
    assert ids(index, "", {"type": ""}) == {"r:1"}
    assert ids(index, "", {"type": "nonsense"}) == set()
    with pytest.raises(Invalid) as refusal:
        ask(index, "", {"colour": "red"})
    assert refusal.value.code == "unknown-filter"


def test_a_snippet_marks_the_whole_compound_and_is_plain_text(index: SearchIndex) -> None:
    index.update(
        [doc(1, "Woord " * 200 + "Over <b>omgevingsvergunningen</b> beslist\nde raad. " + "Slot " * 200)]
    )
    (hit,) = ask(index, "vergunning").hits
    assert [text for text, match in hit.snippet if match] == ["omgevingsvergunningen"]
    joined = "".join(text for text, _ in hit.snippet)
    assert "<b>omgevingsvergunningen</b> beslist de raad." in joined
    assert joined.startswith("… ")
    assert joined.endswith(" …")
    assert len(joined) < 320


def test_words_in_an_attachment_find_the_document_and_say_where_they_stand(index: SearchIndex) -> None:
    long = "Niets bijzonders. " * 3000 + "Hier staat een zonnewijzer."
    index.update([doc(1, "Een brief.", attachments=(("Cijfers", "Tabel."), ("Verslag", long)))])
    (hit,) = ask(index, "brief").hits
    assert hit.attachment == ""
    (hit,) = ask(index, "zonnewijzer").hits
    assert hit.attachment == "Verslag"
    assert ("zonnewijzer", True) in hit.snippet
    assert hit.snippet[0] == ("… ", False)
    assert ids(index, "brief zonnewijzer tabel") == {"r:1"}


def test_only_the_phrase_itself_is_marked(index: SearchIndex) -> None:
    index.update([doc(1, "Op een dag is er recht op zorg.")])
    (hit,) = ask(index, '"recht op zorg"').hits
    assert [text for text, match in hit.snippet if match] == ["recht", "op", "zorg"]


def test_a_replaced_document_is_found_by_its_new_text_only(index: SearchIndex) -> None:
    index.update([doc(1, "oud"), doc(2, "blijft")])
    index.update([doc(1, "nieuw")], remove=["r:2", "r:unknown"])
    assert (ids(index, "oud"), ids(index, "nieuw"), index.ids()) == (set(), {"r:1"}, {"r:1"})


def test_adding_wins_from_removing_and_the_last_of_one_id_counts(index: SearchIndex) -> None:
    index.update([doc(1, "eerste"), doc(1, "tweede")], remove=["r:1"])
    assert (ids(index, "eerste"), ids(index, "tweede")) == (set(), {"r:1"})


def test_a_rebuild_forgets_what_it_is_not_given(index: SearchIndex) -> None:
    index.update([doc(1, "x"), doc(2, "y")])
    assert index.rebuild(iter([doc(3, "z"), doc(3, "second")])) == 1
    assert index.ids() == {"r:3"}
    assert ids(index, "z") == {"r:3"}


def test_an_english_document_is_found_by_english_forms(index: SearchIndex) -> None:
    index.update([doc(1, "Three houses", language="en"), doc(2, "Drei Häuser", language="de")])
    assert ids(index, "house") == {"r:1"}
    assert ids(index, "hauser") == {"r:2"}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=80) | st.text(alphabet='"-*:()[]{}^~/\\ AND OR NOT ab', max_size=40))
def test_nothing_typed_is_an_error(index: SearchIndex, text: str) -> None:
    answer = ask(index, text)
    assert answer.total == len(answer.hits)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.text(max_size=200))
def test_any_body_can_be_kept_and_shown(index: SearchIndex, body: str) -> None:
    clean = body.encode("utf-8", "ignore").decode()
    index.rebuild([doc(1, clean, "Titel")])  # Hypothesis fixes the seed that Whoosh names segments with
    (hit,) = ask(index, "titel").hits
    assert "".join(text for text, _ in hit.snippet).split() == clean.split()
