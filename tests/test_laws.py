"""The laws of the page on architecture that hold for a whole comparison, from the drafts to every output."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, is_hypothesis_test, settings
from hypothesis import strategies as st

import draftdiff
from draftdiff.classifiers import LABELS
from draftdiff.model import INVERSE_OPERATION, Change, Draft, Operation
from draftdiff.options import Options
from draftdiff.readers.blocks import Block
from draftdiff.renderers import RENDERERS
from tests.conftest import ROOT, printed_under_hash_seeds
from tests.renderers.html.reading import page_of, side_texts
from tests.strategies import blocks, draft_of, draft_pairs, drafts, fewer

EVERY = Options(labels=tuple(LABELS))
MARKUP = st.lists(
    st.sampled_from(
        "<x-evil> </p> <!-- ]]> &lt; &amp; & \" ' > < onload=x <script>y</script> javascript:z word".split()
    ),
    min_size=1,
    max_size=6,
).map(" ".join)


def other_typings(text: str) -> st.SearchStrategy[str]:
    """Return a strategy of the same text as another program would type it: quotes, hyphens, spaces."""
    return st.sampled_from(
        (
            text.replace("\u201c", '"').replace("\u201d", '"'),
            text.replace("-", "\u2011"),
            text.replace(" ", "\u00a0"),
            text.replace(" ", "  "),
        )
    )


@st.composite
def typed_twice(draw: st.DrawFn) -> tuple[Draft, Draft]:
    """A draft, and another typing of it in which paragraphs bear other numbers too."""
    old = draw(blocks())
    new = [
        replace(block, text=draw(other_typings(block.text)), number=f"{at + 7}." if block.number else "")
        for at, block in enumerate(old)
    ]
    return draft_of(old, "old"), draft_of(new, "new")


@given(drafts())
@fewer(40)
def test_a_draft_against_itself_is_kept_without_edit_label_or_transfer(draft: Draft) -> None:
    comparison = draftdiff.compare(draft, replace(draft, name="again"), options=EVERY)

    assert {change.operation for change in comparison.changes} <= {Operation.KEEP}
    assert [change for change in comparison.changes if change.edits or change.labels or change.moved] == []
    assert (comparison.transfers, comparison.sections) == ((), ())


@given(typed_twice())
@fewer(40)
def test_another_typing_of_a_draft_gives_no_substantive_edit_and_no_label_but_editorial(
    pair: tuple[Draft, Draft],
) -> None:
    comparison = draftdiff.compare(*pair, options=EVERY)

    assert {change.operation for change in comparison.changes} <= {Operation.KEEP}
    assert {edit.kind for change in comparison.changes for edit in change.edits} <= {"editorial"}
    assert {label.name for change in comparison.changes for label in change.labels} <= {"editorial"}


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html"])
@given(
    found=st.lists(
        st.sampled_from("1. States report. # Norms |a (b) it's - x [shall]".split(" ")),
        min_size=1,
        max_size=30,
    ),
    data=st.data(),
)
def test_line_ends_of_another_system_are_the_same_text(
    name: str, found: list[str], data: st.DataObject
) -> None:
    text = "".join(word + data.draw(st.sampled_from((" ", "\n", "\n\n"))) for word in found)

    one, other = (draftdiff.read(typed.encode(), name=name) for typed in (text, text.replace("\n", "\r\n")))

    assert one.paragraphs == other.paragraphs


@given(draft_pairs())
@fewer(40)
def test_swapping_the_drafts_swaps_operations_moves_and_scores_and_turns_labels_to_their_inverse(
    pair: tuple[Draft, Draft],
) -> None:
    there = draftdiff.compare(*pair, options=EVERY)
    back = draftdiff.compare(*pair[::-1], options=EVERY)

    def told(change: Change, turned: bool) -> tuple[object, ...]:
        sides = [tuple(p.index for p in side) for side in (change.old, change.new)]
        labels = [label.name for label in change.labels if LABELS[label.name].inverse]
        operation = change.operation
        if turned:
            sides, operation = sides[::-1], INVERSE_OPERATION[operation]
            labels = [str(LABELS[name].inverse) for name in labels]
        return (*sides, operation, change.moved, change.score, *sorted(labels))

    assert {told(change, False) for change in there.changes} == {
        told(change, True) for change in back.changes
    }


@given(draft_pairs())
@fewer(40)
def test_every_label_of_a_comparison_points_at_words_that_stand_there(pair: tuple[Draft, Draft]) -> None:
    comparison = draftdiff.compare(*pair, options=EVERY)
    texts = {"old": pair[0], "new": pair[1]}

    labels = [x for part in (comparison.changes, comparison.transfers, comparison.sections) for x in part]
    for label in [label for item in labels for label in item.labels]:
        assert label.evidence
        for piece in label.evidence:
            assert piece.span.of(texts[piece.side].paragraphs[piece.paragraph].text) == piece.text


@given(draft_pairs(), st.sets(st.sampled_from(sorted(LABELS)), min_size=1, max_size=8))
@fewer(40)
def test_no_rule_needs_or_heeds_the_labels_of_another(pair: tuple[Draft, Draft], names: set[str]) -> None:
    every = draftdiff.compare(*pair, options=EVERY)
    some = draftdiff.compare(*pair, options=Options(labels=tuple(sorted(names))))

    for whole, part in zip(every.changes, some.changes, strict=True):
        assert part.labels == tuple(label for label in whole.labels if label.name in names)


@given(st.lists(MARKUP, min_size=1, max_size=5), st.lists(MARKUP, min_size=1, max_size=5))
@fewer(30)
def test_markup_in_a_draft_is_text_on_the_page(old: list[str], new: list[str]) -> None:
    sides = [
        draft_of(
            [
                Block(text=text, kind="heading" if at == 0 else "paragraph", level=1 - min(at, 1))
                for at, text in enumerate(side)
            ]
        )
        for side in (old, new)
    ]
    page = page_of(draftdiff.compare(*sides))

    assert page.xpath("//x-evil | //*[@onload] | //a[starts-with(@href, 'javascript')]") == []
    assert len(page.xpath("//script")) <= 1
    for side, draft in zip(("old", "new"), sides, strict=True):
        assert Counter(side_texts(page, side)) == Counter(p.text for p in draft.paragraphs)


_WATCHED: list[list[str]] = []
_HOOKED: list[bool] = []


@contextmanager
def opened() -> Iterator[list[str]]:
    """Give what is opened, started or connected to meanwhile, but for the code and the data of installed packages."""

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if _WATCHED and event.split(".")[0] in ("open", "socket", "subprocess", "urllib"):
            _WATCHED[-1].append(f"{event} {arguments[0]}")

    if not _HOOKED:
        sys.addaudithook(hook)  # there is no way to take one away
        _HOOKED.append(True)
    found: list[str] = []
    _WATCHED.append(found)
    try:
        yield found
    finally:
        _WATCHED.pop()
    ours = (str(Path(draftdiff.__file__).parent), *sys.path[1:], sys.prefix, sys.base_prefix)
    found[:] = [one for one in found if not one.removeprefix("open ").startswith(ours)]


@given(draft_pairs())
@fewer(20)
def test_a_comparison_and_its_outputs_open_no_file_and_no_connection(pair: tuple[Draft, Draft]) -> None:
    with opened() as found:
        comparison = draftdiff.compare(*pair)
        for format in sorted({*RENDERERS} - {"docx", "xlsx"}):
            draftdiff.render(comparison, format)

    assert found == []


_DIGEST = """
import hashlib
from hypothesis import given, settings
import draftdiff
from tests.strategies import draft_pairs
digest = hashlib.sha256()
@settings(max_examples=200, derandomize=True, database=None, deadline=None)
@given(draft_pairs(max_size=6))
def compared(pair):
    comparison = draftdiff.compare(*pair)
    for format in ("json", "markdown", "csv", "html"):
        digest.update(draftdiff.render(comparison, format))
compared()
print(digest.hexdigest())
"""


@pytest.mark.slow
def test_comparisons_have_the_same_bytes_under_any_hash_seed() -> None:
    assert len(printed_under_hash_seeds(_DIGEST)) == 1


def laws() -> list[tuple[str, str]]:
    """Return the tests in the table of laws, each as file and name."""
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    table = page.split("\n## Laws\n")[1].split("\n## ")[0]
    return re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", table)


@pytest.mark.parametrize(("path", "name"), laws())
def test_every_law_on_the_page_of_the_architecture_is_a_property_test(path: str, name: str) -> None:
    module = __import__(path.removesuffix(".py").replace("/", "."), fromlist=[name])

    test = getattr(module, name)
    assert is_hypothesis_test(test) or (test is test_comparisons_have_the_same_bytes_under_any_hash_seed)


def test_continuous_integration_tries_two_hundred_examples_of_every_law_or_more() -> None:
    tests = [
        path for path in (ROOT / "tests").rglob("*.py") if path.name not in ("conftest.py", "test_laws.py")
    ]
    own_counts = [path.name for path in tests if "max_examples" in path.read_text("utf-8")]

    assert settings.get_profile("ci").max_examples >= 200
    assert "DRAFTDIFF_HYPOTHESIS=ci" in (ROOT / ".ci" / "run").read_text("utf-8")
    assert own_counts == ["strategies.py"]
