"""Write a draft, not a comparison: as Markdown, text or a clean Word file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from draftdiff.errors import OptionError
from draftdiff.model import Draft, Paragraph
from draftdiff.renderers.files import write_whole
from draftdiff.renderers.prose import escaped


def write_draft(draft: Draft, path: str | Path) -> None:
    """Write a draft to a file, whole or not at all; the suffix (.md, .txt, .docx) tells the format."""
    suffix = Path(path).suffix.lower()
    if suffix == ".docx":
        from draftdiff.renderers.plain_docx import clean_docx

        write_whole(path, clean_docx(draft).original or b"")
    elif suffix in (".md", ".txt"):
        write_whole(path, as_markdown(draft) if suffix == ".md" else as_text(draft))
    else:
        raise OptionError(
            where=str(path), what=f"no format has the suffix '{suffix}'", mend="Known: .md, .txt, .docx."
        )


def as_markdown(draft: Draft) -> bytes:
    """Return a draft as Markdown, a block a paragraph, numbers as printed."""
    return _joined(_markdown_block(paragraph) for paragraph in draft.paragraphs)


def as_text(draft: Draft) -> bytes:
    """Return a draft as plain text, numbers as printed, blank lines between paragraphs."""
    return _joined(f"{p.number} {p.text}".strip() for p in draft.paragraphs)


def _joined(blocks: Iterable[str]) -> bytes:
    return ("\n\n".join(block for block in blocks if block) + "\n").encode("utf-8", "replace")


def _markdown_block(paragraph: Paragraph) -> str:
    text = escaped(paragraph.text)
    if paragraph.kind == "heading":
        return f"{'#' * min(6, paragraph.level or 1)} {paragraph.number} {text}".replace("  ", " ")
    if paragraph.kind == "list-item" and not paragraph.number:
        return f"- {text}"
    return f"{paragraph.number} {text}".strip()
