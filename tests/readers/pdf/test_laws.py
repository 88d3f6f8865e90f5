"""What holds for every PDF: no word is lost, none is made, paragraphs come in their order."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from draftdiff.readers import read
from tests.readers.pdf.making import pdf_bytes, set_in_courier
from tests.strategies import fewer

WORDS = st.sampled_from(
    "harbour quay lock pilot mole basin tide lights master board ships channel of the and in".split()
)
SENTENCES = st.lists(WORDS, min_size=3, max_size=60).map(lambda words: " ".join(words).capitalize() + ".")


def words_of(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


@fewer(25)
@given(st.lists(SENTENCES, min_size=1, max_size=25), st.integers(min_value=30, max_value=70))
def test_every_word_stands_in_the_draft_or_in_a_note(paragraphs, per_line):
    draft = read(pdf_bytes(set_in_courier(paragraphs, per_line)), name="law.pdf")

    shown = " ".join(f"{p.number} {p.text}" for p in draft.paragraphs)
    noted = " ".join(text for note in draft.notes for text in re.findall(r'"([^"]*)"', note.what))
    assert not words_of(" ".join(paragraphs)) - words_of(f"{shown} {noted}")
    assert not words_of(shown) - words_of(" ".join(paragraphs))


@fewer(25)
@given(st.lists(SENTENCES, min_size=2, max_size=8))
def test_paragraphs_parted_by_a_gap_stay_apart_and_in_order(paragraphs):
    draft = read(pdf_bytes(set_in_courier(paragraphs)), name="law.pdf")

    assert [p.text for p in draft.paragraphs] == paragraphs


@fewer(15)
@given(st.lists(SENTENCES, min_size=1, max_size=10))
def test_marks_lie_within_their_paragraph(paragraphs):
    draft = read(pdf_bytes(set_in_courier(paragraphs)), name="law.pdf")

    assert all(0 <= m.span.start <= m.span.end <= len(p.text) for p in draft.paragraphs for m in p.marks)
