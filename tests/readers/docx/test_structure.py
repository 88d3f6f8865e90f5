"""Headings, tables, notes, fields, boxes: what a Word file holds, in reading order."""

from __future__ import annotations

import pytest

from draftdiff.errors import OptionError
from draftdiff.model import ATOM, Draft, Span
from draftdiff.options import Options
from draftdiff.readers import read, read_all
from draftdiff.readers.blocks import Block
from draftdiff.readers.cutting import without_spans

from .making import docx, level, listed, lists, p, r

_BOLD, _STRIKE = "<w:b/>", "<w:strike/>"
_LONG = (
    "This paragraph goes on for a while, as paragraphs of reports do, and it ends with a full stop at last."
)


def _read(body: str, **parts: str) -> Draft:
    return read(docx(body, **parts), name="a.docx")


def _shown(draft: Draft) -> list[str]:
    return [f"{q.number} {q.text}".strip() for q in draft.paragraphs]


def _headings(draft: Draft) -> list[tuple[int | None, str]]:
    return [(q.level, f"{q.number} {q.text}".strip()) for q in draft.paragraphs if q.kind == "heading"]


def test_headings_by_style_by_outline_level_and_the_body_text_level() -> None:
    body = p("One", '<w:pStyle w:val="Heading2"/>') + p("Two", '<w:outlineLvl w:val="2"/>')
    body += p("Three", '<w:pStyle w:val="Heading1"/><w:outlineLvl w:val="9"/>')

    assert _headings(_read(body)) == [(2, "One"), (3, "Two")]


def test_headings_by_form_where_no_style_tells() -> None:
    body = p(r("REPORT OF THE GROUP", _BOLD)) + p(_LONG) + p(r("I. Introduction", _BOLD)) + p(_LONG)
    body += p(r("A. Background", _BOLD)) + p(_LONG) + p(r("Cooperation", _BOLD)) + p(_LONG)
    body += p(r("B. Mandate", _BOLD)) + p(_LONG) + p(r("This is bold, and a sentence.", _BOLD)) + p(_LONG)

    assert _headings(_read(body)) == [
        (1, "REPORT OF THE GROUP"),
        (2, "I. Introduction"),
        (3, "A. Background"),
        (4, "Cooperation"),
        (3, "B. Mandate"),
    ]


def test_a_house_heading_style_that_indents_text_makes_no_heading() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="HCh"><w:name w:val="_ H _Ch_G"/></w:style>'
    body = p("1. Scope", '<w:pStyle w:val="HCh"/>') + p("5.1. Limits", '<w:pStyle w:val="HCh"/>')
    body += p(_LONG, '<w:pStyle w:val="HCh"/>')

    assert _headings(_read(body, styles=styles)) == [(1, "1. Scope"), (2, "5.1. Limits")]


def test_merged_and_nested_cells_are_counted_once() -> None:
    def cell(content: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"

    inner = f"<w:tbl><w:tr>{cell(p('inner'))}</w:tr></w:tbl>"
    first = cell(p("tall"), '<w:vMerge w:val="restart"/>') + cell(p("wide"), '<w:gridSpan w:val="2"/>')
    second = cell(p(""), "<w:vMerge/>") + cell(p("b")) + cell(p("c") + inner + p(""))
    body = f"<w:tbl><w:tr>{first}</w:tr><w:tr>{second}</w:tr></w:tbl>"

    cells = {q.text: q.cell for q in _read(body).paragraphs}

    assert [(c.row, c.column, c.row_span, c.column_span) for c in cells.values() if c and c.table == 0] == [
        (0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1),
    ]  # fmt: skip
    assert cells["inner"] is not None
    assert cells["inner"].table == 1


def test_notes_stand_in_their_stream_with_their_printed_number_and_anchor() -> None:
    def call(id: int, kind: str = "footnote") -> str:
        return f'<w:r><w:{kind}Reference w:id="{id}"/></w:r>'

    def note(id: int, text: str, kind: str = "footnote") -> str:
        return f'<w:{kind} w:id="{id}">{p(f"<w:r><w:{kind}Ref/></w:r>" + r(" " + text))}</w:{kind}>'

    separator = '<w:footnote w:id="-1" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    draft = _read(
        p(r("One") + call(7) + r(" two") + call(3) + call(5, "endnote")),
        footnotes=separator + note(3, "Second.") + note(7, "First.") + note(9, "Nobody calls this."),
        endnotes=note(5, "Last.", "endnote"),
    )

    assert [(q.stream, q.number, q.text) for q in draft.paragraphs] == [
        ("body", "", "One two"),
        ("footnotes", "1", "First."),
        ("footnotes", "2", "Second."),
        ("endnotes", "i", "Last."),
    ]
    anchors = [q.anchor.span.start for q in draft.paragraphs[1:] if q.anchor]
    assert anchors == [3, 7, 7]
    assert any("called nowhere" in note.what for note in draft.notes)


def test_a_note_with_a_sign_of_its_own_takes_no_number() -> None:
    star = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    plain = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = enumerate(("For the Group.", "See above."), 1)
    footnotes = "".join(f'<w:footnote w:id="{id}">{p(text)}</w:footnote>' for id, text in notes)
    draft = _read(p(r("Iraq") + star + r(" says") + plain), footnotes=footnotes)

    assert _shown(draft) == ["Iraq says", "* For the Group.", "1 See above."]


def test_field_results_are_text_and_field_codes_are_marks() -> None:
    begin, middle, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    code = "<w:r><w:instrText> REF _x \\h </w:instrText></w:r>"
    draft = _read(p(r("See ") + begin + code + middle + r("paragraph 3") + end + r(".")))

    assert draft.paragraphs[0].text == "See paragraph 3."
    assert [(m.kind, m.value) for m in draft.paragraphs[0].marks] == [("field", "REF _x \\h")]


def test_a_field_whose_separator_was_deleted_swallows_nothing() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'

    assert _shown(_read(p(r("a ") + begin + r("b")) + p("c"))) == ["a b", "c"]


def test_text_boxes_follow_their_paragraph_once_though_the_fallback_repeats_them() -> None:
    inside = f"<w:txbxContent>{p('In the box.')}</w:txbxContent>"
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>'
        f"{inside}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )

    assert _shown(_read(p(r("Before.") + box) + p("After."))) == ["Before.", "In the box.", "After."]


def test_hidden_text_is_left_out_with_a_note() -> None:
    draft = _read(p(r("Seen ") + r("unseen ", "<w:vanish/>") + r("seen")))

    assert _shown(draft) == ["Seen seen"]
    assert any("hidden" in note.what for note in draft.notes)


def test_breaks_tabs_hyphens_and_symbols() -> None:
    inside = (
        '<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/>'
        '<w:t>e</w:t><w:br w:type="page"/><w:sym w:font="Wingdings" w:char="F0FE"/><w:t xml:space="preserve"> </w:t>'
        '<w:sym w:font="Odd" w:char="F011"/></w:r>'
    )  # fmt: skip

    assert _shown(_read(p(inside))) == [f"a\tb\nc\u2011de\u2612 {ATOM}"]


def test_white_space_that_word_does_not_keep_is_not_kept() -> None:
    assert _shown(_read("<w:p><w:r><w:t> a </w:t></w:r><w:r><w:t>b\n c</w:t></w:r></w:p>")) == ["ab  c"]


def test_marks_join_over_runs_and_follow_style_and_toggle() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="S"><w:name w:val="S"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="C"><w:name w:val="C"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    body = p(r("ab") + r("cd", "<w:i/>") + r("ef", '<w:rStyle w:val="C"/>'), '<w:pStyle w:val="S"/>')
    marks = _read(body, styles=styles).paragraphs[0].marks

    assert [(m.kind, m.span.start, m.span.end) for m in marks] == [("bold", 0, 4), ("italic", 2, 4)]


def test_comments_are_marks_and_notes() -> None:
    body = p(
        r("One ") + '<w:commentRangeStart w:id="4"/>' + r("two") + '<w:commentRangeEnd w:id="4"/>'
        '<w:r><w:commentReference w:id="4"/></w:r>'
    )  # fmt: skip
    draft = _read(body, comments=f'<w:comment w:id="4" w:author="Norway">{p("Delete.")}</w:comment>')

    assert [(m.kind, m.value) for m in draft.paragraphs[0].marks] == [("comment", "Norway: Delete.")]
    assert [note.what for note in draft.notes if "comment" in note.what] == ["comment of Norway: Delete."]


def test_headers_and_footers_are_metadata() -> None:
    draft = _read(p("Text."), header=p("A/AC.9/2021/CRP.1"), footer=p("Please recycle"))

    assert _shown(draft) == ["Text."]
    assert (draft.metadata["header"], draft.metadata["symbol"]) == ("A/AC.9/2021/CRP.1", "A/AC.9/2021/CRP.1")


def test_a_picture_is_an_atom_known_by_its_content() -> None:
    picture = '<w:r><w:drawing><a:blip r:embed="rIdfooter"/></w:drawing></w:r>'
    draft = _read(p(r("See ") + picture), footer=p("stands for a picture"))

    assert draft.paragraphs[0].text == f"See {ATOM}"
    assert draft.paragraphs[0].marks[0].value.startswith("picture: ")


def test_bold_is_new_and_struck_is_deleted_where_marks_are_visual() -> None:
    body = p("Head", '<w:pStyle w:val="Heading1"/>')
    body += p(r("States ") + r("shall ", _STRIKE) + r("should ", _BOLD) + r("report."))
    body += p(r("All of this is new.", _BOLD)) + p(r("All of this goes.", _STRIKE)) + p("Stays.")

    old, new = read_all(docx(body), name="a.docx", options=Options(marks="visual"))

    assert _shown(old) == ["Head", "States shall report.", "All of this goes.", "Stays."]
    assert _shown(new) == ["Head", "States should report.", "All of this is new.", "Stays."]


@pytest.mark.parametrize(
    ("before", "cut", "after", "left"),
    [
        ("one ", "two", " three", "one three"),
        ("one", " two ", "three", "one three"),
        ("one ", "two ", "three", "one three"),
        ("one", " two", " three", "one three"),
        ("one", " ", "three", "one three"),
        ("one", "", " two", "one two"),
        ("", "two ", "three", "three"),
        ("one", " two", ".", "one."),
    ],
)
def test_words_stay_apart_where_others_are_taken_out(before: str, cut: str, after: str, left: str) -> None:
    block = Block(text=before + cut + after)

    found = without_spans(block, [Span(len(before), len(before + cut))])

    assert found is not None
    assert found.text == left


def test_colour_is_new_unless_it_is_a_link_or_the_documents_usual_one() -> None:
    grey, red = '<w:color w:val="222222"/>', '<w:color w:val="C00000"/>'
    link = f'<w:hyperlink w:anchor="x">{r("here ", red)}</w:hyperlink>'
    body = p(
        r("Usual words of the text, see ", grey) + link + r("red ", red) + r("and more usual words.", grey)
    )

    old, new = read_all(docx(body), name="a.docx", options=Options(marks="visual"))

    assert _shown(old) == ["Usual words of the text, see here and more usual words."]
    assert _shown(new) == ["Usual words of the text, see here red and more usual words."]


def _columns(rows: list[tuple[str, ...]]) -> bytes:
    made = (
        "".join(f"<w:tc>{p(text) if not text.startswith('<') else text}</w:tc>" for text in row)
        for row in rows
    )
    return docx(p("Recital 3") + f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in made)}</w:tbl>")


def test_two_columns_are_two_drafts_without_head_row_and_further_columns() -> None:
    struck = p(r("Data are ") + r("not ", _STRIKE) + r("public."))
    rows = [("Proposal", "Amendment", "Reason"), ("Data are kept.", struck, "Why."), ("Only old.", "", "")]

    old, new = read_all(_columns(rows), name="a.docx", options=Options(columns=(1, 2)))

    assert _shown(old) == ["Recital 3", "Data are kept.", "Only old."]
    assert _shown(new) == ["Recital 3", "Data are public."]


def test_columns_that_no_table_has_are_an_error_that_says_so() -> None:
    with pytest.raises(OptionError, match="columns 1 and 9"):
        read_all(_columns([("a", "b")]), name="a.docx", options=Options(columns=(1, 9)))


def test_a_numbered_paragraph_knows_its_level_and_a_bullet_has_no_number() -> None:
    numbering = lists(level(0, "%1.") + level(1, "\u2022", "bullet"))
    draft = _read(listed("a") + listed("b", 1), numbering=numbering)

    assert [(q.kind, q.level, q.number) for q in draft.paragraphs] == [
        ("list-item", 0, "1."),
        ("list-item", 1, ""),
    ]
