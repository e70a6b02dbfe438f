"""The road through a response."""

from __future__ import annotations

import pytest

from consultatie.domain.wizard import (
    CHECK,
    DETAILS,
    KIND,
    OVERVIEW,
    PUBLICATION,
    Location,
    Progress,
    Router,
    Step,
)

ARTICLE = Location(Step.ARTICLE, "art_2")
GENERAL = Location(Step.GENERAL)


def test_one_article_is_the_first_of_six_pages() -> None:
    router = Router(Progress(), here=ARTICLE)
    assert (router.step, router.total, router.previous, router.next) == (1, 6, None, OVERVIEW)


def test_chosen_articles_follow_each_other_and_then_the_questions() -> None:
    progress = Progress(provisions=("art_1", "art_2", "art_3"))
    router = Router(progress, ("q1", "q2"), long_way=True, here=ARTICLE)
    assert router.previous == Location(Step.ARTICLE, "art_1")
    assert router.next == Location(Step.ARTICLE, "art_3")
    last = Router(progress, ("q1", "q2"), long_way=True, here=Location(Step.QUESTION, "q2"))
    assert (last.step, last.total, last.next) == (5, 10, OVERVIEW)


def test_the_short_way_has_only_the_questions_that_were_answered() -> None:
    router = Router(Progress(("",), frozenset({"q2"})), ("q1", "q2"), here=GENERAL)
    assert router.plan[:2] == (GENERAL, Location(Step.QUESTION, "q2"))


def test_the_last_page_is_followed_by_itself() -> None:
    assert Router(Progress(("",)), here=CHECK).next == CHECK


@pytest.mark.parametrize(
    ("progress", "wanted", "missing"),
    [
        (Progress(), OVERVIEW, None),
        (Progress(), KIND, OVERVIEW),
        (Progress(says_something=True), KIND, None),
        (Progress(says_something=True), CHECK, KIND),
        (Progress(says_something=True, has_kind=True), PUBLICATION, DETAILS),
        (Progress(says_something=True, has_kind=True, has_details=True), CHECK, PUBLICATION),
        (Progress((), frozenset(), True, True, True, True), CHECK, None),
        (Progress(), ARTICLE, None),
    ],
)
def test_a_page_is_shown_once_what_comes_before_is_there(
    progress: Progress, wanted: Location, missing: Location | None
) -> None:
    assert Router(progress, here=wanted).missing_before(wanted) == missing
