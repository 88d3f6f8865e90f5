"""Page numbers that the word processor fills in are no change of the text."""

from __future__ import annotations

from draftdiff import compare
from tests.readers.docx.making import docx, p, r


def _contents(page: str, code: str = "PAGEREF _Toc1 \\h") -> bytes:
    begin, middle, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    field = f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{middle}{r(page)}{end}"
    return docx(
        p(r("Scope of the regulation") + "<w:r><w:tab/></w:r>" + field) + p("The regulation applies.")
    )


def test_another_page_in_the_contents_is_editorial() -> None:
    change = compare(_contents("8"), _contents("11")).changes[0]

    assert {edit.kind for edit in change.edits} == {"editorial"}
    assert change.has_label("editorial")


def test_another_number_that_is_no_page_is_substantive() -> None:
    change = compare(_contents("8", "REF fee"), _contents("11", "REF fee")).changes[0]

    assert {edit.kind for edit in change.edits} == {"substantive"}
