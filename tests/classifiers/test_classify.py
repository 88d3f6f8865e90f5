"""What classify gives to sections, transfers and moved paragraphs, and what it never does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from draftdiff.classifiers import LABELS, RULES, classify, describe_label, labels_page
from draftdiff.errors import OptionError
from draftdiff.model import Bead, Part, Place, SectionChange, Span, Transfer
from draftdiff.options import Options
from draftdiff.wording import describe
from tests.wording.drafting import alignment, draft

PARTS = (
    Part(name="summary", rank=1, negotiated=False),
    Part(name="discussion", rank=3, negotiated=True),
    Part(name="conclusions", rank=4, negotiated=True),
)


def in_part(texts: list[str], part: str, name: str):
    return replace(draft(name, texts, part=part), parts=PARTS)


def test_a_paragraph_that_fell_into_a_lower_part_is_demoted_even_if_no_word_changed():
    pair = alignment((["The law applies."], ["The law applies."]))
    pair = replace(
        pair,
        old=in_part(["The law applies."], "conclusions", "old"),
        new=in_part(["The law applies."], "summary", "new"),
    )

    (change,) = classify(describe(pair)).changes

    assert [label.name for label in change.labels] == ["demoted"]
    assert "conclusions" in change.labels[0].because


def test_a_copied_sentence_is_promoted_and_never_demoted():
    text = "Supply chains matter to all of us."
    old = in_part([text], "discussion", "old")
    new = in_part([text, text], "discussion", "new")
    new = replace(new, paragraphs=(new.paragraphs[0], replace(new.paragraphs[1], part="conclusions")))
    span = Span(0, len(text))
    copied = Transfer(
        id="t1", kind="copied", old=Place(paragraph=0, span=span), new=Place(paragraph=1, span=span)
    )
    pair = replace(
        alignment(([text], [text])),
        old=old,
        new=new,
        beads=(Bead(old=(0,), new=(0,)), Bead(old=(), new=(1,))),
        transfers=(copied,),
    )

    (transfer,) = classify(describe(pair)).transfers

    assert {label.name for label in transfer.labels} == {"copied", "promoted"}


def test_events_of_sections_become_labels_once_each():
    pair = alignment((["Norms"], ["Norms"]))
    section = SectionChange(id="s1", old=(0,), new=(0,), events=("moved", "reordered", "retitled", "kept"))

    (found,) = classify(describe(replace(pair, sections=(section,)))).sections

    assert [label.name for label in found.labels] == ["moved-section", "reordered", "retitled"]
    assert all(label.evidence[0].text == "Norms" for label in found.labels)


def test_only_the_labels_asked_for_are_given():
    pair = alignment((["Members must vote on resolution 60/1."], ["Members should vote on resolution 60/2."]))

    (change,) = classify(describe(pair, Options(labels=("reference-changed",)))).changes

    assert [label.name for label in change.labels] == ["reference-changed"]


def test_a_ladder_that_no_lexicon_knows_is_an_error_that_lists_the_known_ones():
    pair = alignment((["Members must vote."], ["Members should vote."]))

    with pytest.raises(OptionError, match="bcp14"):
        classify(describe(pair, Options(ladders=("bcp-14",))))


def test_only_capitals_count_on_the_ladder_of_bcp_14():
    pair = alignment((["Members must vote."], ["Members should vote."]))
    loud = alignment((["Members MUST vote."], ["Members SHOULD vote."]))
    options = Options(ladders=("bcp14",))

    assert not classify(describe(pair, options)).changes[0].labels
    assert classify(describe(loud, options)).changes[0].has_label("softened")


def test_another_language_than_a_lexicon_knows_gets_no_label_of_force():
    pair = alignment((["Участники должны голосовать."], ["Участники могут голосовать."]))
    pair = replace(pair, old=replace(pair.old, language="ru"), new=replace(pair.new, language="ru"))

    (change,) = classify(describe(pair)).changes

    assert not change.has_label("softened", "strengthened")


def test_an_insertion_alone_bears_no_label():
    (change,) = classify(describe(alignment(([], ["States must act."])))).changes

    assert not change.labels


@pytest.mark.parametrize("name", sorted(LABELS))
def test_every_label_is_told_with_meaning_example_and_source(name):
    page = describe_label(name)

    assert LABELS[name].meaning in page
    assert LABELS[name].source in page
    assert LABELS[name].inverse is None or LABELS[name].inverse in LABELS


def test_no_two_rules_give_one_label():
    names = [doc.name for rule in RULES for doc in rule.labels]

    assert len(names) == len(set(names))


def test_the_page_of_labels_is_the_one_that_the_code_tells():
    page = Path(__file__).parents[2] / "docs" / "labels.md"

    assert page.read_text("utf-8") == labels_page()
