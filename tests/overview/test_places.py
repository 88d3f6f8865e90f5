"""How paragraphs are cited, and which paragraph a citation means."""

from __future__ import annotations

import pytest

from draftdiff.overview.phrases import find_phrases
from draftdiff.overview.places import cited_names, find_paragraph, shortened
from tests.overview.test_amendments import RESOLUTION, read
from tests.overview.test_findings import draft

REPORT = """# Report on locks

## A. Conclusions

1. The keepers should:

(a) sleep by day;

(b) wake:

(i) at noon;

(ii) at dusk;

(c) keep a book.

2. Lanterns are lit.

## Annex I: List of locks

The upper lock."""


def test_paragraphs_of_a_report_are_cited_as_printed():
    assert cited_names(draft(REPORT))[2:11] == (
        "para 1",
        "para 1 (a)",
        "para 1 (b)",
        "para 1 (b) (i)",
        "para 1 (b) (ii)",
        "para 1 (c)",
        "para 2",
        "heading “Annex I: List of locks”",
        "“The upper lock.”",
    )


def test_paragraphs_of_a_resolution_are_cited_by_their_place():
    assert cited_names(read(RESOLUTION)) == (
        "“The General Assembly,”", "PP1", "PP2", "OP1", "OP2", "OP3", "OP4",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("2", 8),
        ("paragraph 2", 8),
        ("1 (b)", 4),
        ("1 (b) (ii)", 6),
        ("~The upper", 10),
        ("List of locks", 9),
        ("7", None),
    ],
)
def test_a_citation_means_one_paragraph_or_none(name, index):
    assert find_paragraph(draft(REPORT), name) == index


@pytest.mark.parametrize(("name", "index"), [("PP2", 2), ("OP3", 5), ("3", 5), ("PP9", None)])
def test_a_citation_of_a_resolution_means_its_paragraph(name, index):
    assert find_paragraph(read(RESOLUTION), name) == index


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("point of contact", "national points of contact", ["points of contact"]),
        ("cybercrime", "on cyber crime and cyber-crime", ["cyber crime", "cyber-crime"]),
        ("organisation", "an organization", ["organization"]),
        ("70/237", "A/RES/70/237, A/70/237 and resolution 70/237.", ["70/237", "70/237"]),
        ("CERT", "a CERT is certain", ["CERT"]),
        ("women's participation", "the women’s participation", ["women’s participation"]),
        ("law", "the lawful use", []),
        ("信息安全", "国际信息安全背景", ["信息安全"]),
    ],
)
def test_a_phrase_is_found_in_the_forms_in_which_it_is_written(phrase, text, found):
    assert [span.of(text) for span in find_phrases((phrase,), text)] == found


def test_phrases_that_lie_over_each_other_are_found_once_the_longest_first():
    text = "sea ports, ports of the sea, sea ports and ports"

    found = find_phrases(("ports", "sea ports", "sea"), text)

    assert [span.of(text) for span in found] == ["sea ports", "ports", "sea", "sea ports", "ports"]


def test_words_said_twice_in_a_row_are_found_without_overlap():
    assert [(span.start, span.end) for span in find_phrases(("aid aid",), "aid aid aid")] == [(0, 7)]


def test_a_long_text_without_spaces_is_cut_by_its_length():
    assert len(shortened("各国应当设立联络点" * 40)) < 100
    assert shortened("各国应当设立联络点") == "各国应当设立联络点"
