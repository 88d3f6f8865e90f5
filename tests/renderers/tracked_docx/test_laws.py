"""The law of a redline: everything accepted is the new document, everything rejected the old one."""

from __future__ import annotations

import io
from collections import Counter

import docx
from hypothesis import example, given
from hypothesis import strategies as st

import draftdiff
from draftdiff.ooxml import qname
from draftdiff.options import Options
from draftdiff.renderers import tracked_docx
from draftdiff.verification import verify
from tests.renderers.tracked_docx import constructs
from tests.renderers.tracked_docx.documents import pair
from tests.renderers.tracked_docx.redlines import body, edited_words, marked_words
from tests.strategies import fewer

seeds = st.integers(min_value=0, max_value=1_000_000)


@fewer(25)
@given(seeds, st.sampled_from(("native", "plain")))
@example(3, "native")
def test_accepted_is_the_new_document_and_rejected_the_old(seed, moves):
    old, new = pair(seed)

    redline = tracked_docx.write(draftdiff.compare(old, new), Options(moves=moves))

    assert verify(redline, old, new).faults == ()


@fewer(25)
@given(seeds)
@example(16464)
def test_the_law_holds_with_all_that_real_files_hold_and_python_docx_opens_the_redline(seed):
    old, new = constructs.pair(seed)

    redline = tracked_docx.write(draftdiff.compare(old, new), Options())

    assert verify(redline, old, new).faults == ()
    assert docx.Document(io.BytesIO(redline)).element.body is not None


@fewer(15)
@given(seeds)
def test_no_two_revisions_share_an_id_and_every_move_has_two_ends(seed):
    redline = body(tracked_docx.write(draftdiff.compare(*pair(seed)), Options()))

    names = [
        Counter(start.get(qname("w:name")) for start in redline.iter(qname(f"w:{end}RangeStart")))
        for end in ("moveFrom", "moveTo")
    ]
    ids = [
        mark.get(qname("w:id")) for mark in redline.iter(qname("w:ins"), qname("w:del"), qname("w:moveTo"))
    ]
    assert names[0] == names[1]
    assert set(names[0].values()) <= {1}
    assert len(ids) == len(set(ids))


@fewer(8)
@given(seeds)
def test_a_document_against_itself_has_no_revision(seed):
    old, _ = pair(seed)

    redline = body(tracked_docx.write(draftdiff.compare(old, old), Options()))

    revisions = [qname(f"w:{name}") for name in ("ins", "del", "moveFrom", "rPrChange", "pPrChange")]
    assert list(redline.iter(*revisions)) == []


def test_the_example_marks_at_most_a_fifth_more_words_than_its_edits(example):
    comparison = draftdiff.compare(example / "first-draft.docx", example / "final-report.docx")

    redline = tracked_docx.render(comparison)

    assert marked_words(redline) <= 1.2 * edited_words(comparison)


def test_the_example_gives_the_same_bytes_twice(example):
    paths = example / "first-draft.docx", example / "final-report.docx"

    assert tracked_docx.render(draftdiff.compare(*paths)) == tracked_docx.render(draftdiff.compare(*paths))
