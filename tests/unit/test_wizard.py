"""The road through a response."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    position_of,
)

ARTICLE = Location(Step.ARTICLE, "art_2")
GENERAL = Location(Step.GENERAL)


REASON = Location(Step.REASON, "art_2")
PROPOSAL = Location(Step.PROPOSAL, "art_2")


def test_one_article_is_the_first_of_eight_pages_of_which_one_is_asked_only_of_who_wants_changes() -> None:
    router = Router(Progress(), here=ARTICLE)
    assert (router.step, router.total, router.previous, router.next) == (1, 8, None, REASON)
    assert Router(Progress(), here=REASON).next == OVERVIEW


def test_a_text_of_ones_own_is_asked_of_who_wants_changes_or_opens_that_page() -> None:
    progress = Progress(("art_2",), positioned=frozenset({"art_2"}))
    assert Router(progress, here=REASON).next == OVERVIEW
    assert Router(progress, here=OVERVIEW).previous == REASON
    assert Router(progress, here=PROPOSAL).previous == REASON
    wants = Progress(("art_2",), positioned=frozenset({"art_2"}), rewording=frozenset({"art_2"}))
    assert Router(wants, here=REASON).next == PROPOSAL


@given(
    st.sampled_from(["", "art_2"]),
    st.sampled_from([Step.ARTICLE, Step.REASON, Step.PROPOSAL, Step.RECORDING, Step.OVERVIEW]),
    *(st.booleans() for _ in range(3)),
)
def test_no_choice_about_a_provision_changes_the_total(eid, step, positioned, rewording, recorded) -> None:
    about = frozenset({eid})
    progress = Progress(
        (eid,),
        positioned=about if positioned else frozenset(),
        rewording=about if rewording and eid else frozenset(),
        recorded=about if recorded else frozenset(),
    )
    here = Location(step, "" if step is Step.OVERVIEW else eid)
    if step is Step.ARTICLE:
        here = position_of(eid)
    if step is Step.PROPOSAL and not eid:
        here = OVERVIEW
    router = Router(progress, here=here)
    assert router.total == len(set(router.plan)) == (8 if eid else 7)
    assert router.plan[router.step - 1] == here


def test_what_was_filled_in_is_passed_over_on_the_way_but_not_on_the_way_back() -> None:
    progress = Progress(("art_1", "art_2", "art_3"), positioned=frozenset({"art_1", "art_2"}))
    router = Router(progress, here=Location(Step.REASON, "art_1"))
    assert router.next == Location(Step.ARTICLE, "art_3")
    back = Router(progress, here=Location(Step.ARTICLE, "art_3"))
    assert back.previous == REASON


def test_skipping_why_goes_to_the_next_provision() -> None:
    progress = Progress(("art_1", "art_2"), positioned=frozenset({"art_1"}), rewording=frozenset({"art_1"}))
    router = Router(progress, here=Location(Step.ARTICLE, "art_1"))
    assert (router.after_provision, router.has_several) == (ARTICLE, True)


def test_chosen_articles_follow_each_other_and_then_the_questions() -> None:
    progress = Progress(provisions=("art_1", "art_2", "art_3"))
    router = Router(progress, ("q1", "q2"), long_way=True, here=ARTICLE)
    assert router.previous == Location(Step.REASON, "art_1")
    assert router.next == REASON
    last = Router(progress, ("q1", "q2"), long_way=True, here=Location(Step.QUESTION, "q2"))
    assert (last.step, last.total, last.next) == (11, 16, OVERVIEW)


def test_the_short_way_has_only_the_questions_that_were_answered() -> None:
    router = Router(Progress(("",), frozenset({"q2"})), ("q1", "q2"), here=GENERAL)
    assert router.plan[:3] == (GENERAL, Location(Step.REASON), Location(Step.QUESTION, "q2"))


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
        (Progress(), REASON, ARTICLE),
        (Progress(), Location(Step.REASON), GENERAL),
        (Progress(positioned=frozenset({"art_2"})), PROPOSAL, None),
    ],
)
def test_a_page_is_shown_once_what_comes_before_is_there(
    progress: Progress, wanted: Location, missing: Location | None
) -> None:
    assert Router(progress, here=wanted).missing_before(wanted) == missing
