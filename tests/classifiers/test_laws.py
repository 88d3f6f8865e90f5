"""What holds for the labels of any two sentences."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from draftdiff.classifiers import LABELS, classify
from draftdiff.options import Options
from draftdiff.wording import describe
from tests.wording.drafting import alignment

VOCABULARY = (
    "States must should may not consider sharing data , as appropriate and or never always Urges Invites"
    " resolution 78/132 the Paris Agreement including only fully required to recommended deep concern"
)
TEXT = st.lists(st.sampled_from(re.split(" ", VOCABULARY)), min_size=1, max_size=14).map(" ".join)


def classified(old: str, new: str):
    return classify(describe(alignment(([old], [new])), Options(labels=tuple(LABELS)))).changes[0]


@given(TEXT, TEXT)
def test_swapped_drafts_earn_the_inverse_labels(old, new):
    forth, back = classified(old, new), classified(new, old)

    turned = sorted(inverse for label in forth.labels if (inverse := LABELS[label.name].inverse))
    assert turned == sorted(label.name for label in back.labels if LABELS[label.name].inverse)


@given(TEXT, TEXT)
def test_evidence_is_a_slice_of_the_text_that_it_names(old, new):
    for label in classified(old, new).labels:
        for piece in label.evidence:
            assert piece.text == piece.span.of(old if piece.side == "old" else new) != ""


@given(TEXT)
def test_a_sentence_against_itself_bears_no_label(text):
    assert not classified(text, text).labels
