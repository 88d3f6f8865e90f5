"""No word of a page or of a law is lost, however its elements are nested and whether or not a rule covers them."""

from __future__ import annotations

import re
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from draftdiff.errors import NoTextError
from draftdiff.options import Options
from draftdiff.readers import read
from draftdiff.readers.xml_dialects import AKOMA_NTOSO, BILL, USLM, Dialect
from draftdiff.readers.xml_walk import UNPRINTED

_WORD = re.compile(r"w\d+e")
_HTML = (
    "p div ul ol li table caption thead tbody tr td th dl dt dd pre details summary article main section header footer "
    "nav aside h1 h2 h3 h6 blockquote figure figcaption address center a ins del span b i sup sub u s q cite code "
    "label button select option fieldset legend form hgroup x-custom marquee font noscript time data ruby rb"
).split()


def tree(names: list[str]) -> st.SearchStrategy[object]:
    """Return trees of elements: an empty string is a word, a pair an element with what is in it."""
    return st.recursive(
        st.just(""),
        lambda inner: st.tuples(st.sampled_from(names), st.lists(inner, max_size=4)),
        max_leaves=14,
    )


def written(node: object, words: count[int]) -> str:
    """Return a tree as markup; each word is its own."""
    if node == "":
        return f" w{next(words)}e "
    name, inside = node  # type: ignore[misc]
    return f"<{name}>{''.join(written(one, words) for one in inside)}</{name}>"


def shown(data: bytes, name: str, **options: str) -> set[str]:
    """Return the words that a draft, its metadata or its notes show."""
    draft = read(data, name=name, options=Options(**options))
    texts = [f"{q.number} {q.text}" for q in draft.paragraphs]
    texts += [mark.value for q in draft.paragraphs for mark in q.marks]
    texts += [note.what for note in draft.notes]
    return set(_WORD.findall(" ".join([*texts, *draft.metadata.values()])))


@given(st.lists(tree(_HTML), min_size=1, max_size=5))
def test_no_word_of_an_html_page_is_lost(nodes: list[object]) -> None:
    words = count()
    page = f"<html><body><p>w9999e</p>{''.join(written(node, words) for node in nodes)}</body></html>"
    # The browser's own repair of the page is not the reader's doing.
    wanted = set(_WORD.findall("".join(lxml_html.document_fromstring(page).itertext())))

    try:
        found = shown(page.encode(), "page.html") | shown(page.encode(), "page.html", revisions="original")
    except NoTextError:
        return

    assert wanted <= found


def _names(dialect: Dialect) -> list[str]:
    known = (
        dialect.headed | dialect.levels | dialect.numbers | dialect.headings | dialect.blocks | dialect.quoted
        | dialect.left_out | dialect.notes | dialect.titles | dialect.glued | set(dialect.marks) | set(dialect.parts)
    )  # fmt: skip
    return [*sorted(known - UNPRINTED), "of-no-rule", "another"]


_LAWS = {
    "bill": (BILL, "<bill><legis-body>{}</legis-body></bill>", "a.xml"),
    "resolution": (BILL, "<resolution>{}</resolution>", "a.xml"),
    "uslm": (USLM, '<bill xmlns="http://schemas.gpo.gov/xml/uslm"><main>{}</main></bill>', "a.xml"),
    "akoma-ntoso": (
        AKOMA_NTOSO,
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><body>{}</body></act></akomaNtoso>',
        "a.akn",
    ),
}


@pytest.mark.parametrize("law", sorted(_LAWS))
@given(data=st.data())
def test_no_word_of_a_law_is_lost(law: str, data: st.DataObject) -> None:
    dialect, frame, name = _LAWS[law]
    nodes = data.draw(st.lists(tree(_names(dialect)), min_size=1, max_size=5))
    words = count()
    text = frame.format("<text>w9999e</text>" + "".join(written(node, words) for node in nodes))
    wanted = set(_WORD.findall("".join(etree.fromstring(text).itertext())))

    found = shown(text.encode(), name) | shown(text.encode(), name, revisions="original")

    assert wanted <= found


@pytest.mark.parametrize("second", ["<num/>", "<num>w1e</num>"])
@pytest.mark.parametrize("law", ["uslm", "akoma-ntoso"])
def test_a_second_number_of_a_division_does_not_take_the_place_of_the_first(law: str, second: str) -> None:
    _, frame, name = _LAWS[law]
    text = frame.format(f"<section><num>w0e</num>{second}<content>w9999e</content></section>")

    assert set(_WORD.findall(text)) <= shown(text.encode(), name)


_LINES = st.lists(
    st.tuples(
        st.sampled_from(["", "# ", "## ", "- ", "  - ", "1. ", "> ", "    ", "[^1]: ", "| ", "***", "\t"]),
        st.integers(1, 8),
        st.sampled_from(
            ["", ".", ";", ":", " |", "[^1]", "\\", "**", "_", "]", "[", "<b>", "</i>", "`", "\n"]
        ),
    ),
    min_size=1,
    max_size=12,
)


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
@given(lines=_LINES)
def test_no_word_of_a_typed_page_is_lost(name: str, lines: list[tuple[str, int, str]]) -> None:
    words = count()
    text = "\n".join(
        lead + " ".join(f"w{next(words)}e" for _ in range(length)) + tail for lead, length, tail in lines
    )

    assert set(_WORD.findall(text)) <= shown(text.encode(), name)


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html"])
@given(lines=_LINES)
def test_reading_twice_gives_the_same_draft(name: str, lines: list[tuple[str, int, str]]) -> None:
    text = "\n".join(f"{lead}{'word ' * length}{tail}" for lead, length, tail in lines).encode()

    assert read(text, name=name) == read(text, name=name)
