from __future__ import annotations

import pytest

import draftdiff
from draftdiff.errors import ProofError
from draftdiff.model import Label
from draftdiff.ooxml import open_package, qname
from draftdiff.options import Options
from draftdiff.renderers import tracked_docx
from draftdiff.verification import verify
from tests.renderers.tracked_docx.documents import Inline, Par, Table, save
from tests.renderers.tracked_docx.office import office_texts
from tests.renderers.tracked_docx.redlines import body, docx, marked_words

LONG = "The working group shall meet every year to consider the security of information technology."
OTHER = "States are invited to send their views on existing threats to the secretariat in writing."
THIRD = "A directory of points of contact is set up within the limits of available resources."


def redline(old: bytes, new: bytes, **options: object):
    return body(tracked_docx.render(draftdiff.compare(old, new), Options(**options)))


def texts(root, name: str) -> list[str]:
    kinds = (qname("w:t"), qname("w:delText"))
    return ["".join(t.text or "" for t in e.iter(*kinds)) for e in root.iter(qname(name)) if len(e)]


def test_one_changed_word_is_one_deleted_and_one_inserted_word():
    root = redline(docx(LONG), docx(LONG.replace("shall", "may")))

    assert texts(root, "w:del") == ["shall"]
    assert texts(root, "w:ins") == ["may"]


def test_a_split_is_one_inserted_paragraph_mark():
    root = redline(docx(f"{LONG} {OTHER}", THIRD), docx(LONG, OTHER, THIRD))

    assert len(list(root.iterfind(f".//{qname('w:pPr')}/{qname('w:rPr')}/{qname('w:ins')}"))) == 1
    assert [text.strip() for text in texts(root, "w:ins")] in ([], [""])
    assert "".join(texts(root, "w:del")).strip() == ""


def test_a_merge_is_one_deleted_paragraph_mark():
    root = redline(docx(LONG, OTHER, THIRD), docx(f"{LONG} {OTHER}", THIRD))

    assert len(list(root.iterfind(f".//{qname('w:pPr')}/{qname('w:rPr')}/{qname('w:del')}"))) == 1
    assert "".join(texts(root, "w:del")).strip() == ""


def test_a_moved_paragraph_is_a_native_move():
    root = redline(docx(LONG, OTHER, THIRD), docx(OTHER, THIRD, LONG))

    assert texts(root, "w:moveFrom") == texts(root, "w:moveTo") == [LONG]
    assert texts(root, "w:ins") == texts(root, "w:del") == []


def test_words_edited_on_the_way_of_a_move_are_marked_in_the_new_place():
    root = redline(docx(LONG, OTHER, THIRD), docx(OTHER, THIRD, LONG.replace("every year", "every month")))

    assert texts(root, "w:moveFrom") == [LONG]
    assert "month" in texts(root, "w:ins")
    assert "year" in texts(root, "w:del")


def test_moves_can_be_plain_deletions_and_insertions():
    root = redline(docx(LONG, OTHER, THIRD), docx(OTHER, THIRD, LONG), moves="plain")

    assert texts(root, "w:moveFrom") == []
    assert texts(root, "w:del") == texts(root, "w:ins") == [LONG]


def test_a_section_that_moved_is_one_move():
    head = docx("Threats", LONG, "Norms", OTHER, THIRD, "The end of it all is near and dear.")
    later = docx("Norms", OTHER, THIRD, "Threats", LONG, "The end of it all is near and dear.")

    root = redline(head, later)

    assert len(list(root.iter(qname("w:moveFromRangeStart")))) == 1


def test_a_deleted_row_is_a_deleted_row():
    root = redline(docx(LONG, "one|first", "two|second", "end"), docx(LONG, "one|first", "end"))

    assert len(list(root.iterfind(f".//{qname('w:trPr')}/{qname('w:del')}"))) == 1
    assert len(list(root.iter(qname("w:tbl")))) == 1


def test_everything_in_an_inserted_row_is_inserted_beside_a_table_in_it_too():
    old, new = (
        save([Par((Inline("text", text),)), *blocks])
        for text, blocks in ((LONG, []), (LONG, [Table(((_nested("one"), _nested("two")),)), Par(())]))
    )

    root = redline(old, new)

    marks = list(root.iterfind(f".//{qname('w:tc')}/{qname('w:p')}"))
    assert len(marks) == 4
    assert all(p.find(f"{qname('w:pPr')}/{qname('w:rPr')}/{qname('w:ins')}") is not None for p in marks)


def _nested(text: str) -> tuple[Par | Table, ...]:
    return (Table((((Par((Inline("text", text),)),),),)), Par((Inline("text", f"after {text}"),)))


def test_words_added_at_an_end_and_paragraphs_behind_it_are_one_insertion():
    """As if typed there; of two insertions around a kept mark LibreOffice makes one, the mark included."""
    root = redline(docx(LONG, THIRD), docx(f"{LONG} Every two years it reports.", OTHER, THIRD))

    inserted = [
        p.find(f"{qname('w:pPr')}/{qname('w:rPr')}/{qname('w:ins')}") for p in root.iter(qname("w:p"))
    ]
    assert [mark is not None for mark in inserted] == [True, False, False]


def test_notes_have_rising_ids_in_the_order_of_their_calls():
    old, new = docx(f"{LONG}^One.", f"{OTHER}^Two.", THIRD), docx(f"{OTHER}^Two.", f"{THIRD}^Three.")

    root = redline(old, new)

    ids = [int(call.get(qname("w:id"))) for call in root.iter(qname("w:footnoteReference"))]
    assert ids == sorted(set(ids))


def test_a_note_that_only_the_old_document_has_is_carried_over():
    old, new = docx(f"{LONG}^See the report."), docx(LONG)

    data = tracked_docx.render(draftdiff.compare(old, new))

    package = open_package(data, "redline")
    notes = package.tree("word/footnotes.xml")
    assert "See the report." in "".join(t.text or "" for t in notes.iter(qname("w:t")))


def test_without_a_date_none_is_written():
    root = redline(docx(LONG), docx(OTHER))

    assert not [e for e in root.iter() if e.get(qname("w:date"))]


def test_author_and_date_are_the_callers():
    root = redline(docx(LONG), docx(OTHER), author="Chair", date="2021-03-12T10:00:00Z")

    marks = list(root.iter(qname("w:ins"), qname("w:del")))
    assert {mark.get(qname("w:author")) for mark in marks} == {"Chair"}
    assert {mark.get(qname("w:date")) for mark in marks} == {"2021-03-12T10:00:00Z"}


def _labelled(old: bytes, new: bytes):
    from dataclasses import replace

    comparison = draftdiff.compare(old, new)
    label = Label(name="softened", rule="test", because="'shall' became 'may'")
    changes = tuple(replace(change, labels=(label,)) for change in comparison.changes)
    return replace(comparison, changes=changes)


def test_a_label_is_a_comment_beside_its_words():
    data = tracked_docx.render(_labelled(docx(LONG), docx(LONG.replace("shall", "may"))), Options())

    package = open_package(data, "redline")
    comments = package.tree("word/comments.xml")
    said = "".join(t.text or "" for t in comments.iter(qname("w:t")))
    assert "softened: 'shall' became 'may'" in said
    assert len(list(body(data).iter(qname("w:commentReference")))) == 1


def test_what_is_said_of_a_note_stands_beside_its_call():
    """LibreOffice ends where a comment stands in a note."""
    old, new = docx(f"{LONG}^States shall report."), docx(f"{LONG}^States may report.")

    data = tracked_docx.render(_labelled(old, new), Options())

    package = open_package(data, "redline")
    assert not list(package.tree("word/footnotes.xml").iter(qname("w:commentReference")))
    kinds = [e.tag.rpartition("}")[2] for e in body(data).iter() if "omment" in e.tag or "footnoteR" in e.tag]
    assert kinds[-4:] == ["commentRangeStart", "footnoteReference", "commentRangeEnd", "commentReference"]


def test_comments_can_be_left_out():
    data = tracked_docx.render(_labelled(docx(LONG), docx(OTHER)), Options(comments=False))

    assert "word/comments.xml" not in open_package(data, "redline").entries


def test_markdown_drafts_are_made_into_documents_first():
    old = draftdiff.read(b"# Norms\n\n1. " + LONG.encode() + b"\n", name="old.md")
    new = draftdiff.read(b"# Norms\n\n1. " + LONG.replace("shall", "may").encode() + b"\n", name="new.md")

    root = body(tracked_docx.render(draftdiff.compare(old, new)))

    assert texts(root, "w:del") == ["shall"]


def test_tracked_changes_of_the_input_are_accepted_first():
    old, new = docx(LONG, OTHER), docx(LONG.replace("shall", "may"), OTHER)
    tracked = tracked_docx.render(draftdiff.compare(old, new))

    root = redline(tracked, new)

    assert texts(root, "w:del") == texts(root, "w:ins") == []


def test_one_file_with_tracked_changes_is_redlined_as_what_it_was_against_what_it_became():
    old, new = docx(LONG, OTHER), docx(LONG.replace("shall", "may"), OTHER)
    tracked = tracked_docx.render(draftdiff.compare(old, new))

    root = body(tracked_docx.render(draftdiff.compare(tracked)))

    assert texts(root, "w:del") == ["shall"]
    assert texts(root, "w:ins") == ["may"]


@pytest.mark.office
@pytest.mark.slow
def test_libreoffice_accepts_to_the_new_text_and_rejects_to_the_old(soffice, tmp_path):
    old, new = (
        docx(LONG, "one|two", OTHER, THIRD),
        docx(OTHER, "one|three", "four|five", LONG.replace("shall", "may")),
    )
    redline = tracked_docx.render(draftdiff.compare(old, new))

    accepted, rejected, after, before = office_texts(
        tmp_path, (redline, "accept"), (redline, "reject"), (new, "read"), (old, "read")
    )

    assert accepted == after
    assert rejected == before


def test_all_deleted_and_all_inserted_is_no_redline():
    """A useless redline accepts and rejects well: the words it marks give it away."""
    old, new = docx(LONG, OTHER, THIRD), docx(LONG.replace("shall", "may"), OTHER, THIRD)
    useless = tracked_docx.write(_unpaired(draftdiff.compare(old, new)), Options())

    assert verify(useless, old, new).ok
    assert marked_words(useless) > 1.2 * 2
    assert marked_words(tracked_docx.render(draftdiff.compare(old, new))) <= 1.2 * 2


def _unpaired(comparison):
    from dataclasses import replace

    from draftdiff.model import Change, Operation

    gone = [
        Change(id=f"o{p.index}", operation=Operation.DELETE, old=(p,), new=())
        for p in comparison.old.paragraphs
    ]
    come = [
        Change(id=f"n{p.index}", operation=Operation.INSERT, old=(), new=(p,))
        for p in comparison.new.paragraphs
    ]
    return replace(comparison, changes=(*gone, *come))


def test_a_redline_that_does_not_prove_itself_is_not_given_out(monkeypatch):
    monkeypatch.setattr(tracked_docx, "_merge_body", lambda old, new, job: None)

    with pytest.raises(ProofError, match="does not prove itself"):
        tracked_docx.render(draftdiff.compare(docx(LONG), docx(OTHER)))
