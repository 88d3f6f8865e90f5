"""What is measured: the scripts of this folder in the order in which they are told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """A script of this folder, and what to tell of it."""

    script: str
    """Path below benchmarks/, without suffix; its last part names the log."""
    arguments: tuple[str, ...] = ()
    corpora: bool = True
    """Whether it takes the folder of the corpora."""
    checked: bool = False
    """Whether `--check` holds what was reached."""
    peers: bool = False
    """Whether it times other programs too, given a Python that has them."""
    about: str

    @property
    def name(self) -> str:
        """Return how the log and the section are called."""
        return self.script.replace("/", "-")


MEASUREMENTS = (
    Measurement(
        script="quality/align",
        checked=True,
        about="Links of paragraphs against gold links: F1 by kind of link, by set.",
    ),
    Measurement(
        script="quality/strength",
        checked=True,
        about="Edited sentences told softened, strengthened or neither.",
    ),
    Measurement(
        script="quality/force_elsewhere",
        checked=True,
        about="The same in texts that the rules were not made on, labelled by a second reader.",
    ),
    Measurement(
        script="quality/force_written",
        corpora=False,
        checked=True,
        about="The same in sentences written for it by writers who did not know the rules.",
    ),
    Measurement(script="quality/labels", checked=True, about="Labels of edited paragraphs of UN drafts."),
    Measurement(
        script="quality/inverses",
        checked=True,
        about="Labels of swapped drafts against their inverses, over every labelled pair.",
    ),
    Measurement(
        script="quality/bracket_changes", checked=True, about="Brackets planted in paragraphs of real drafts."
    ),
    Measurement(script="quality/asks", checked=True, about="Verdicts on what was asked for."),
    Measurement(
        script="quality/chains",
        checked=True,
        about="Links through a chain of drafts against a direct comparison of its ends.",
    ),
    Measurement(
        script="quality/readers_docx",
        checked=True,
        about="Word and text readers: no word lost, numbers as LibreOffice has them.",
    ),
    Measurement(script="quality/readers_pdf", about="PDF reader: words kept, against `pdftotext`."),
    Measurement(
        script="quality/align_from_pdf", about="Links of drafts read from PDF against those read from text."
    ),
    Measurement(
        script="quality/negotiation_marks", about="Brackets, options and placeholders of a negotiating text."
    ),
    Measurement(
        script="speed/align",
        peers=True,
        about="Aligning: time against `git diff --word-diff` and other tools, and by size.",
    ),
    Measurement(
        script="speed/classify", about="Labels: what they cost beside aligning, on the longest pair."
    ),
    Measurement(script="speed/overview", corpora=False, about="What the overview costs on the example."),
    Measurement(script="speed/history", corpora=False, about="A history of six drafts."),
    Measurement(script="speed/page", corpora=False, about="The annotated page of long drafts, in Chromium."),
    Measurement(script="speed/read_docx", about="Reading a Word file of 3,000 paragraphs."),
    Measurement(script="speed/read_pdf", about="Reading a PDF of 80 pages."),
    Measurement(script="speed/redline", peers=True, about="A redline of a Word file of 3,000 paragraphs."),
    Measurement(script="speed/batch", about="Many pairs in one run, on two processes."),
    Measurement(
        script="quality/redline", checked=True, about="Redlines: proved, and no more marked than changed."
    ),
)
