"""Page numbers that the word processor fills in are no change of the text."""

from __future__ import annotations

from draftdiff import compare
from tests.readers.docx.making import docx, p, r


def _reference(page: str, code: str = "PAGEREF _Toc1 \\h") -> bytes:
    begin, middle, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    field = f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{middle}{r(page)}{end}"
    return docx(p(r("The fees stand on page ") + field + r(" of the annex.")) + p("The regulation applies."))


def test_another_page_that_the_text_refers_to_is_editorial() -> None:
    change = compare(_reference("8"), _reference("11")).changes[0]

    assert {edit.kind for edit in change.edits} == {"editorial"}
    assert change.has_label("editorial")


def test_another_number_that_is_no_page_is_substantive() -> None:
    change = compare(_reference("8", "REF fee"), _reference("11", "REF fee")).changes[0]

    assert {edit.kind for edit in change.edits} == {"substantive"}
