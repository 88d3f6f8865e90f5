"""Text files as people paste them are read as paragraphs, headings and notes. A new case is a pair of files."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftdiff.readers import read

TEXTS = Path(__file__).parents[2] / "drafts" / "txt"
NAMES = sorted(path.stem for path in TEXTS.glob("*.txt"))


@pytest.mark.parametrize("name", NAMES)
def test_a_text_is_read_as_its_author_meant_it(name: str) -> None:
    expected = tomllib.loads((TEXTS / f"{name}.toml").read_text("utf-8"))

    draft = read(TEXTS / f"{name}.txt")

    assert [[q.kind, q.number, q.text] for q in draft.paragraphs] == expected["paragraphs"]
    assert {key: draft.metadata.get(key) for key in expected["metadata"]} == expected["metadata"]


def test_notes_are_anchored_where_their_digits_stood() -> None:
    draft = read(TEXTS / "un-paper.txt")

    anchors = {q.number: q.anchor for q in draft.paragraphs if q.stream == "footnotes"}
    before = {
        number: draft.paragraphs[at.paragraph].text[: at.span.start].rsplit(" ", 1)[-1]
        for number, at in anchors.items()
        if at
    }
    assert before == {"1": "them,", "2": "lights,", "3": "2024–2030"}


def test_what_was_left_out_is_noted() -> None:
    notes = " ".join(note.what for note in read(TEXTS / "un-paper.txt").notes)

    assert all(word in notes for word in ("2/3", "31-04567", "Agenda item 12 (c)", "running head"))


def test_running_heads_of_pages_parted_by_form_feeds_go() -> None:
    texts = ["Roads are open all year.", "Bridges carry all.", "Ferries go daily.", "Paths are for feet."]
    long = " is a word of this charter, and the parties keep what it names in good order on their land."
    pages = [
        f"The Road Charter\n\n{text.split()[0]}{long}\n\n{text}\n\n{number}\n"
        for number, text in enumerate(texts, 1)
    ]

    draft = read("\f".join(pages).encode(), name="a.txt")

    assert [q.text for q in draft.paragraphs if long not in q.text] == texts


def test_words_cut_at_line_ends_are_mended_as_the_text_itself_shows() -> None:
    text = (
        "The minimum is kept by the well-being council, as the long-\nterm plan of the mini-\nmum council says, which "
        "has a long-term aim,\nthe minimum of all that the plan can be said to aim for in the end."
    )

    found = read(text.encode(), name="a.txt").paragraphs[0].text

    assert "the long-term plan of the minimum council" in found


_PASSAGE = (
    "The Council met in Oslo in March to hear what the Road Charter has done for the people of the north since it was "
    "agreed upon, and what the United Harbours Union might add to it. It heard eleven speakers from Norway and Sweden "
    "on the first day, and after them the Secretary of the Union, who spoke of lights, of ferries and of the Winter "
    "Fund. It thanked them all."
)


def test_double_spaced_lines_are_one_paragraph() -> None:
    lines = _wrap(_PASSAGE, 60).replace("\n", "\n\n")

    assert [q.text for q in read(f"{lines}\n\n\n{lines}".encode(), name="a.txt").paragraphs] == [
        _PASSAGE,
        _PASSAGE,
    ]


def test_paragraphs_told_by_their_indent_alone() -> None:
    first = [
        "In the winter the harbour keeps its lights burning",
        "through the night, and the keeper sleeps by day.",
    ]
    second = ["The next paragraph begins here, with an indent and", "with no blank line between them."]

    found = read(
        "\n".join([f"    {first[0]}", first[1], f"    {second[0]}", second[1]]).encode(), name="a.txt"
    )

    assert [q.text for q in found.paragraphs] == [" ".join(first), " ".join(second)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_told(encoding: str) -> None:
    text = "The fee is £5 for “each” keeper – and no more than that, said the council of the harbour at its meeting."

    assert read(text.encode(encoding), name="a.txt").paragraphs[0].text == text


_WORD = st.text(alphabet="abcdefghij", min_size=2, max_size=8)
_SENTENCE = st.lists(_WORD, min_size=12, max_size=60).map(lambda words: " ".join(words).capitalize() + ".")


@given(st.lists(_SENTENCE, min_size=1, max_size=6), st.integers(40, 100))
def test_wrapped_paragraphs_come_back_whole(sentences: list[str], width: int) -> None:
    wrapped = "\n\n".join(_wrap(sentence, width) for sentence in sentences)

    assert [q.text for q in read(wrapped.encode(), name="a.txt").paragraphs] == sentences


@given(st.text(alphabet="ab \n\t\f1.(),;—_*/", max_size=300))
def test_no_word_is_lost_unless_a_note_says_so(text: str) -> None:
    draft = read(text.encode(), name="a.txt")

    shown = " ".join(
        [*(f"{q.number} {q.text}" for q in draft.paragraphs), *(note.what for note in draft.notes)]
    )
    assert set(re.findall("[ab]{3,}", text)) <= set(re.findall("[ab]{3,}", shown))


def _wrap(text: str, width: int) -> str:
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def test_lines_of_chinese_are_joined_without_a_space() -> None:
    text = "港口整夜灯火通明，守灯人轮流值班，任何人一次值班不得超过四小时。\n守灯人都应写明其值班的时间和所见的船只。"

    assert read(text.encode(), name="a.txt").paragraphs[0].text == text.replace("\n", "")


def test_a_head_between_two_entries_of_a_contents_is_no_part_of_the_entry_before_it() -> None:
    entries = [
        "1\tLamps of the harbours",
        "2\tDuty of each master to light a lamp at dusk and to put it out by day",
    ]
    lines = [*entries, "Quays and moles", "3\tWidth of quays", "4\tHeight of moles"]
    body = (
        "Every boat that is moored here carries a lamp from dusk to dawn, and its master\nsees to it.\n" * 4
    )

    draft = read("\n".join([*lines, "", body]).encode(), name="a.txt")

    assert [q.text for q in draft.paragraphs][2] == "Quays and moles"


def test_a_title_that_goes_on_in_the_next_line_opens_no_paragraph():
    text = (
        "Recalling the floods of the last hundred years, and reiterating that the Convention\n"
        "on the Prohibition of the Making, Selling, Lending of Nets, and of the Production,\n"
        "Stockpiling and Use of Nets with Narrow Meshes in the Lower River reaffirms the aims,\n"
        "\n"
        "Recognizing the work of the harbour master, and of the guilds of the upper valley,\n"
        "Welcoming the report of the council,\n"
    )

    found = [paragraph.text.split()[0] for paragraph in read(text.encode(), name="a.txt").paragraphs]

    assert found == ["Recalling", "Recognizing", "Welcoming"]


def test_a_note_number_glued_to_a_number_of_the_text_is_the_call_of_that_note():
    text = (
        "Recalling the outcome document of the river conference,1 Agenda 212 and the plan\n"
        "of the summit of the towns on the keeping of the locks,3 and its follow-up,\n"
        "_________________\n"
        "1 Resolution 66/288.\n"
        "\n"
        "2 Report of the conference of the towns.\n"
        "\n"
        "3 Report of the summit.\n"
    )

    paragraphs = read(text.encode(), name="a.txt").paragraphs

    assert "Agenda 21 and the plan" in paragraphs[0].text
    assert [mark.value for mark in paragraphs[0].marks if mark.kind == "note-reference"] == ["1", "2", "3"]
