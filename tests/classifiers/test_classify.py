"""What classify gives to sections, transfers and moved paragraphs, and what it never does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from draftdiff.classifiers import LABELS, RULES, classify, describe_label, labels_page
from draftdiff.errors import OptionError
from draftdiff.model import Bead, Part, Place, Section, SectionChange, Span, Transfer
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


def _section_told(old: list[str], new: list[str], *events: str) -> list[str]:
    """Return the labels of a section whose heading is the first text of each side."""
    found = replace(alignment((old, new)), old=_under_heading(old, "old"), new=_under_heading(new, "new"))
    beads = tuple(Bead(old=(i,), new=(i,)) for i in range(min(len(old), len(new))) if old[i][0] == new[i][0])
    lone = tuple(
        Bead(old=(i,) if side else (), new=() if side else (i,))
        for i in range(1, max(len(old), len(new)))
        if Bead(old=(i,), new=(i,)) not in beads
        for side in (True, False)
        if i < len(old if side else new)
    )
    section = SectionChange(id="s1", old=(0,), new=(0,), events=events)
    pair = replace(found, beads=(*beads, *lone), sections=(section,))
    return [label.name for label in classify(describe(pair)).sections[0].labels]


def _under_heading(texts: list[str], name: str):
    made = draft(name, texts)
    heading, *rest = (replace(paragraph, section=0) for paragraph in made.paragraphs)
    root = Section(id=None, children=(Section(id=0, level=1),))
    return replace(made, paragraphs=(replace(heading, kind="heading"), *rest), root=root)


def test_a_section_without_common_text_under_its_heading_is_told_neither_as_moved_nor_as_retitled():
    old, new = ["Tides", "a Boats wait for the tide."], ["Tides and boats", "b Fees are paid at the gate."]

    assert _section_told(old, new, "moved", "retitled") == []
    assert _section_told(old, [new[0], old[1]], "moved", "retitled") == ["moved-section", "retitled"]


def test_a_heading_that_differs_in_a_number_or_a_date_alone_is_not_retitled():
    text = "a Boats wait for the tide."

    assert _section_told(["124L Costs", text], ["124M Costs", text], "retitled") == []
    assert _section_told(["Printed, 19th May 2031", text], ["Printed, 3rd June 2031", text], "retitled") == []
    assert _section_told(["\u00a9 Port of 2031", text], ["Brought from the port", text], "retitled") == []
    assert _section_told(["Tidal costs", text], ["Tidal fees", text], "retitled") == ["retitled"]


NAME = "the Bureau for Least Lit Harbours and Small Island Lamps"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The report of 2031 on the tides was read by all.", "The report of 2032 on the tides was read by all."),
        ("Boats of the harbour wait here for the evening tide.", "Boats of strangers must never wait for any tide."),
        (NAME, NAME),
    ],
    ids=["another-year", "another-sentence", "a-name"],
)  # fmt: skip
def test_a_passage_that_is_not_one_sentence_in_two_places_is_not_told_as_moved(old, new):
    assert _moved_labels(old, new, 0.75 if old[0] == "T" else 0.5 if old != new else 1.0) == []


def test_a_sentence_that_went_to_another_paragraph_is_told_as_moved():
    text = "The report of 2031 on the tides was read by all."

    assert _moved_labels(text, text, 1.0) == ["sentence-moved"]


def _moved_labels(old: str, new: str, score: float) -> list[str]:
    moved = Transfer(
        id="t1",
        kind="moved",
        old=Place(paragraph=0, span=Span(0, len(old))),
        new=Place(paragraph=1, span=Span(0, len(new))),
        score=score,
    )
    beads = (Bead(old=(0,), new=(0,)), Bead(old=(), new=(1,)))
    pair = replace(alignment(([old], ["Other words.", new])), beads=beads, transfers=(moved,))
    return [label.name for label in classify(describe(pair)).transfers[0].labels]


def test_a_paragraph_that_hardly_belongs_to_its_partner_is_neither_promoted_nor_demoted():
    pair = alignment((["The law applies."], ["The law applies."]))
    pair = replace(
        pair,
        old=in_part(["The law applies."], "conclusions", "old"),
        new=in_part(["The law applies."], "summary", "new"),
        beads=(replace(pair.beads[0], score=0.6),),
    )

    assert not classify(describe(pair)).changes[0].labels


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("24 December 2031", "Recalling its resolution 79/239 of 24 December 2031,"),
        (
            "The Fair shall be named High Fair for the Lamps.",
            "Noting what was said at the High Fair for the Lamps,",
        ),
    ],
    ids=["a-date", "a-name"],
)
def test_a_date_or_a_name_in_common_is_neither_promoted_nor_demoted(old, new):
    pair = alignment(([old], [new]))
    pair = replace(pair, old=in_part([old], "conclusions", "old"), new=in_part([new], "summary", "new"))

    assert not classify(describe(pair)).changes[0].has_label("demoted")


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


@pytest.mark.parametrize(("old", "new"), [("", "States must report."), ("Must.", "")])
def test_words_of_force_that_face_an_empty_paragraph_earn_nothing(old, new):
    (change,) = classify(describe(alignment(([old], [new])))).changes

    assert not {label.name for label in change.labels} & {"softened", "strengthened"}


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
