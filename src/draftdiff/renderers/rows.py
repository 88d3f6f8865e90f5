"""The comparison as CSV: one row a change, or one row a label."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from draftdiff.model import Change, Comparison, Draft, Paragraph, SectionChange, Transfer
from draftdiff.options import Options

COLUMNS = (
    "id", "operation", "moved", "score", "old_numbers", "new_numbers", "old_section", "new_section", "old_part",
    "new_part", "labels", "because", "substantive_edits", "editorial_edits", "old_text", "new_text", "old_indexes",
    "new_indexes",
)  # fmt: skip
LABEL_COLUMNS = (
    "label", "bearer", "id", "rule", "ladder", "because", "old_numbers", "new_numbers", "old_words", "new_words",
)  # fmt: skip

# A cell that begins so is taken for a formula by spreadsheet programs: the text of a document must not run there.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(comparison: Comparison, options: Options) -> bytes:
    """Return one row a change, keeps included, as UTF-8 CSV with a header and a byte order mark."""
    return csv_bytes(COLUMNS, change_rows(comparison))


def render_labels(comparison: Comparison, options: Options) -> bytes:
    """Return one row a label as UTF-8 CSV with a header and a byte order mark."""
    return csv_bytes(LABEL_COLUMNS, label_rows(comparison))


def change_rows(comparison: Comparison) -> Iterator[tuple[object, ...]]:
    """Yield the values of each change in the order of COLUMNS."""
    for change in comparison.changes:
        kinds = [edit.kind for edit in change.edits]
        yield (
            change.id,
            change.operation.value,
            change.moved,
            round(change.score, 4),
            numbers(change.old),
            numbers(change.new),
            _section(comparison.old, change.old),
            _section(comparison.new, change.new),
            _part(change.old),
            _part(change.new),
            "; ".join(label.name for label in change.labels),
            "; ".join(label.because for label in change.labels),
            kinds.count("substantive"),
            kinds.count("editorial"),
            "\n".join(paragraph.text for paragraph in change.old),
            "\n".join(paragraph.text for paragraph in change.new),
            " ".join(str(paragraph.index) for paragraph in change.old),
            " ".join(str(paragraph.index) for paragraph in change.new),
        )


def label_rows(comparison: Comparison) -> Iterator[tuple[object, ...]]:
    """Yield the values of each label in the order of LABEL_COLUMNS."""
    bearers: tuple[Change | Transfer | SectionChange, ...] = (
        *comparison.changes,
        *comparison.transfers,
        *comparison.sections,
    )
    for bearer in bearers:
        old, new = _ends(comparison, bearer)
        for label in bearer.labels:
            words = {
                side: " | ".join(item.text for item in label.evidence if item.side == side)
                for side in ("old", "new")
            }
            kind = {Change: "change", Transfer: "transfer", SectionChange: "section"}[type(bearer)]
            yield (
                label.name, kind, bearer.id, label.rule, label.ladder, label.because, numbers(old), numbers(new),
                words["old"], words["new"],
            )  # fmt: skip


def numbers(paragraphs: Iterable[Paragraph]) -> str:
    """Return the printed numbers of paragraphs, or #index where one has none."""
    return ", ".join(paragraph.number or f"#{paragraph.index}" for paragraph in paragraphs)


def _ends(
    comparison: Comparison, bearer: Change | Transfer | SectionChange
) -> tuple[Sequence[Paragraph], Sequence[Paragraph]]:
    old, new = comparison.old.paragraphs, comparison.new.paragraphs
    if isinstance(bearer, Change):
        return bearer.old, bearer.new
    if isinstance(bearer, Transfer):
        return (old[bearer.old.paragraph],), (new[bearer.new.paragraph],)
    return [old[index] for index in bearer.old], [new[index] for index in bearer.new]


def _section(draft: Draft, paragraphs: Sequence[Paragraph]) -> str:
    if not paragraphs:
        return ""
    return " > ".join(section.title for section in draft.section_path(paragraphs[0]))


def _part(paragraphs: Sequence[Paragraph]) -> str:
    return paragraphs[0].part if paragraphs else ""


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return rows as UTF-8 CSV with a header and a byte order mark; no cell runs as a formula."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return target.getvalue().encode("utf-8-sig", "replace")


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
