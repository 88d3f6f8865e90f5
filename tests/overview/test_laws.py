"""What holds of findings and sentences for any two drafts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import draftdiff
from draftdiff.inputs import Ask, WatchedTerm
from draftdiff.overview import story
from draftdiff.overview.apply import apply_amendment
from draftdiff.overview.coverage import match
from draftdiff.overview.places import cited_names
from draftdiff.overview.view import side_of
from tests.strategies import SENTENCE, drafts, fewer

MIRROR = {"term-new": "term-gone", "term-lost": "term-won", "annex-added": "annex-dropped"}
TERMS = tuple(
    WatchedTerm(id=term, term=term) for term in ("Secretary-General", "capacity building", "ports", "70/237")
)


@given(drafts(), drafts())
@fewer(20)
def test_evidence_equals_the_text_at_its_place_and_ids_are_unique(old, new):
    comparison = draftdiff.compare(old, new, watch=TERMS, sources=[old], earlier=[new])
    texts = {"old": old, "new": new, **{further.draft.name: further.draft for further in comparison.further}}

    ids = [finding.id for finding in comparison.findings]
    assert len(set(ids)) == len(ids)
    for finding in comparison.findings:
        assert set(finding.old) <= set(range(len(old.paragraphs)))
        assert set(finding.new) <= set(range(len(new.paragraphs)))
        for item in finding.evidence:
            assert item.span.of(texts[item.side].paragraphs[item.paragraph].text) == item.text


@given(drafts(), drafts())
@fewer(20)
def test_swapping_the_drafts_turns_the_findings_of_terms_round(old, new):
    there = draftdiff.compare(old, new, watch=TERMS).findings
    back = draftdiff.compare(new, old, watch=TERMS).findings

    def terms(findings, turned):
        names = {"term-kept", "term-new", "term-gone", "term-lost", "term-won", "absent"}
        mirror = {**MIRROR, **{b: a for a, b in MIRROR.items()}} if turned else {}
        return {(mirror.get(f.name, f.name), f.subject) for f in findings if f.name in names}

    assert terms(there, turned=False) == terms(back, turned=True)


@given(drafts(), drafts())
@fewer(15)
def test_the_story_of_any_two_drafts_points_only_at_what_is_there(old, new):
    comparison = draftdiff.compare(old, new)
    known = {
        item.id for items in (comparison.changes, comparison.transfers, comparison.sections) for item in items
    }
    known |= {finding.id for finding in comparison.findings}

    for group in story(comparison).groups:
        assert group.points
        assert all(set(point.targets) <= known for point in group.points)


@given(drafts())
def test_every_paragraph_can_be_cited(draft):
    names = cited_names(draft)

    assert len(names) == len(draft.paragraphs)
    assert all(name.strip() for name in names)


@given(drafts(), st.data())
def test_words_of_a_paragraph_are_found_whole_in_it(draft, data):
    paragraph = data.draw(st.sampled_from(draft.paragraphs or (None,)))
    if paragraph is None or not any(ch.isalnum() for ch in paragraph.text):
        return

    assert match(paragraph.text, side_of(draft, "old"), paragraph.index).share in (0.0, 1.0)


@given(drafts(), SENTENCE)
@fewer(15)
def test_an_ask_for_words_that_nobody_wrote_is_never_taken(draft, sentence):
    ask = Ask(id="x", kind="add", words=f"zyzzyva quagga {sentence} xylem")

    findings = draftdiff.compare(draft, draft, asks=[ask], watch=[]).findings

    assert not [finding for finding in findings if finding.name == "ask-taken"]


@given(drafts(), drafts())
@fewer(15)
def test_a_paper_without_instructions_changes_nothing(paper, draft):
    amended = apply_amendment(paper, draft)

    if not amended.placed:
        assert [p.text for p in amended.draft.paragraphs] == [p.text for p in draft.paragraphs]
