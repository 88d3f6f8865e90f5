"""Threads through chains of small drafts: born, died, came back, split, merged, in doubt."""

from __future__ import annotations

import draftdiff
from draftdiff.model import Draft, History
from draftdiff.threads import composed_links

POOL = (
    "The Committee shall meet twice a year in Geneva and publish its agenda six weeks before each meeting.",
    "Members report to the Secretariat every March on the measures that they have taken under this decision.",
    "A roster of experts is kept by the Bureau and renewed by the assembly at each of its regular sessions.",
    "Costs of travel are met from the trust fund unless a member offers to bear the expense of its delegates.",
    "The working languages are English and French, and documents are translated within ten days of receipt.",
)


def draft(*texts: str, name: str = "draft.md") -> Draft:
    return draftdiff.read(
        "\n\n".join(texts).encode(), options=draftdiff.Options(read_as="markdown"), name=name
    )


def history(*drafts: tuple[str, ...]) -> History:
    return draftdiff.history([draft(*texts, name=f"v{at}.md") for at, texts in enumerate(drafts, 1)])


def events_of(found: History, at: int, paragraph: int) -> list[tuple[int, str]]:
    return [(event.draft, event.name) for event in found.thread_of(at, paragraph).events]


def test_a_paragraph_that_stays_has_one_thread_through_all_drafts_and_only_its_birth() -> None:
    found = history(POOL, POOL, POOL)

    assert [thread.in_draft(2) for thread in found.threads] == [(at,) for at in range(5)]
    assert all([event.name for event in thread.events] == ["born"] for thread in found.threads)
    assert all(thread.sure > 0.9 and not thread.doubts for thread in found.threads)


def test_birth_and_death_are_told_with_the_draft_in_which_they_are_first_seen() -> None:
    found = history(POOL[:3], (*POOL[:3], POOL[3]), (POOL[0], POOL[2], POOL[3]))

    assert events_of(found, 1, 3) == [(1, "born")]
    assert events_of(found, 0, 1) == [(0, "born"), (2, "died")]


def test_a_paragraph_that_was_gone_and_came_back_is_one_thread_with_a_gap() -> None:
    found = history(POOL, (*POOL[:2], *POOL[3:]), POOL)

    thread = found.thread_of(0, 2)
    assert [(s.draft, s.paragraph) for s in thread.stations] == [(0, 2), (2, 2)]
    assert [(e.draft, e.name) for e in thread.events] == [(0, "born"), (1, "died"), (2, "restored")]
    assert [finding.name for finding in found.findings] == ["restored"]
    assert found.findings[0].statement.endswith("of v1, which v2 lacks.")


def test_a_paragraph_reworded_while_it_was_gone_still_comes_back() -> None:
    reworded = POOL[2].replace("regular sessions", "ordinary sessions")
    found = history(POOL, (*POOL[:2], *POOL[3:]), (*POOL[:2], POOL[3], POOL[4], reworded))

    assert (2, "restored") in events_of(found, 0, 2)


def test_other_words_in_the_place_of_a_lost_paragraph_are_no_return() -> None:
    other = "Observers may speak after members have done so, if the Chair sees fit and time allows it."
    found = history(POOL, (*POOL[:2], *POOL[3:]), (*POOL[:2], other, *POOL[3:]))

    assert not found.with_event("restored")


def test_a_split_and_a_later_merge_stay_in_one_thread() -> None:
    long = f"{POOL[0]} {POOL[1]}"
    found = history((long, *POOL[2:]), POOL, (long, *POOL[2:]))

    thread = found.thread_of(0, 0)
    assert [thread.in_draft(at) for at in range(3)] == [(0,), (0, 1), (0,)]
    assert {(0, "born"), (1, "split"), (2, "merged")} <= {(e.draft, e.name) for e in thread.events}


def test_composed_links_follow_every_step() -> None:
    found = history(POOL, tuple(reversed(POOL)), POOL)

    assert composed_links(found.comparisons) == {(at, at) for at in range(5)}


def test_threads_stand_in_the_order_of_the_last_draft_and_what_is_gone_where_it_stood() -> None:
    found = history(POOL, (POOL[0], POOL[2], POOL[3], POOL[4]), (POOL[0], POOL[3], POOL[4]))

    assert [thread.stations[0].paragraph for thread in found.threads] == [0, 1, 2, 3, 4]


def test_two_drafts_make_a_history_too() -> None:
    found = history(POOL, POOL[1:])

    assert len(found.comparisons) == 1
    assert events_of(found, 0, 0) == [(0, "born"), (1, "died")]


def test_any_draft_can_be_compared_with_any_other() -> None:
    found = history(POOL, POOL[1:], POOL[:4])

    assert found.between(0, 1) is found.comparisons[0]
    assert [change.operation.value for change in found.between(0, 2).changes] == ["keep"] * 4 + ["delete"]
