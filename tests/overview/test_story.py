"""The overview as sentences: order, numbers, words, and what it leaves to the list."""

from __future__ import annotations

import re

import draftdiff
from draftdiff.overview import story
from tests.conftest import example_comparison
from tests.overview.test_findings import draft


def groups_of(comparison):
    return {group.title: [point.plain for point in group.points] for group in story(comparison).groups}


def test_the_example_is_told_in_the_order_of_consequence():
    titles = list(groups_of(example_comparison()))

    assert titles[:3] == ["Standing", "Structure", "Force"]
    assert titles[-1] == "Asks"
    assert titles.index("Kept") < titles.index("Terms: new, gone, absent")


def test_a_part_that_fell_into_an_annex_is_told_once_and_first():
    standing = groups_of(example_comparison())["Standing"]

    assert "Discussions" in standing[0]
    assert "Annex III: Chair's Summary" in standing[0]
    assert "not negotiated" in standing[0]
    assert sum("paras 54 to" in sentence for sentence in standing) == 1


def test_a_softer_verb_is_told_with_both_numbers_both_words_and_the_ladder():
    old = draft("1. New.\n\n2. States should nominate a point of contact and tell the others.")
    new = draft("1. States may nominate a point of contact and tell the others.")

    force = groups_of(draftdiff.compare(old, new, watch=[]))["Force"]

    assert force[0].startswith("Para 2 → 1: “should” became “may” (softer by the ladder ")


def test_every_target_of_a_sentence_is_in_the_comparison():
    comparison = example_comparison()
    known = {
        item.id
        for items in (comparison.changes, comparison.transfers, comparison.sections, comparison.findings)
        for item in items
    }

    for group in story(comparison).groups:
        for point in group.points:
            assert set(point.targets) <= known


def test_every_point_is_one_paragraph_that_ends_with_a_full_stop():
    for sentences in groups_of(example_comparison()).values():
        for sentence in sentences:
            assert re.search(r"[.”]$", sentence), sentence
            assert "\n" not in sentence


def test_signs_of_markdown_in_a_draft_are_escaped_in_a_point():
    old = draft("1. The _old_ lock has `two` gates and a [broken] chain.\n\n2. Eels pass.")
    new = draft("1. The lock has \\*three\\* gates and a chain.\n\n2. Eels pass.")

    text = "".join(p.text for g in story(draftdiff.compare(old, new, watch=[])).groups for p in g.points)

    assert not re.search(r"(?<!\\)[*\[\]`<>]", text)


def test_drafts_that_are_the_same_have_nothing_to_tell_but_what_stands():
    same = draft("## Conclusions\n\n1. The lock is kept open.\n\n2. Eels pass.")

    groups = groups_of(draftdiff.compare(same, same))

    assert list(groups) == ["Kept"]


def test_the_counts_come_first_and_leave_out_what_did_not_happen():
    comparison = draftdiff.compare(draft("1. One lock.\n\n2. Two weirs."), draft("1. One lock."), watch=[])

    assert story(comparison).counts == (("unchanged", 1), ("deleted", 1))
