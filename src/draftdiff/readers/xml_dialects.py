"""What the elements of legislative XML mean, one table a dialect: bill.dtd, USLM, Akoma Ntoso."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """Local names of elements, by what they are to a reader. An element in no set is running text."""

    name: str
    headed: frozenset[str]
    """Divisions whose heading opens a section."""
    levels: frozenset[str]
    """Divisions below: their heading runs into their text."""
    numbers: frozenset[str]
    headings: frozenset[str]
    blocks: frozenset[str]
    """Elements that are paragraphs of their own, or hold such."""
    quoted: frozenset[str]
    """Text of another law: its headings open no section of this one."""
    left_out: frozenset[str]
    """Metadata and masthead, listed in a note."""
    notes: frozenset[str]
    parts: Mapping[str, str]
    """Parts of the document that the element itself tells; an empty name: none, whatever stands around it."""
    lined: frozenset[str]
    """Blocks whose children stand each on a line of its own, unless white space goes before them."""
    glued: frozenset[str]
    """Blocks whose text belongs to the end of the one before (punctuation behind a quoted block)."""
    marks: Mapping[str, str]
    metadata: Mapping[str, str]
    """Element -> key; the first one counts."""
    titles: frozenset[str]
    """Printed elements that metadata is taken from."""
    run_in: str
    """What stands between a heading that runs in and its text, where the XML does not say."""
    quoted_marks: bool
    """Whether the style sheet sets marks of quotation at the paragraphs of a quoted block."""
    quotes: Mapping[str, tuple[str, str]]
    """Elements whose marks of quotation are left to the style sheet."""


_TABLES = "table tgroup thead tbody tfoot tr row td th entry"

BILL = Dialect(
    name="bill.dtd",
    headed=_names("division subdivision title subtitle part subpart chapter subchapter section appropriations-major"
                  " appropriations-intermediate appropriations-small"),
    levels=_names("subsection paragraph subparagraph clause subclause item subitem"),
    numbers=_names("enum"),
    headings=_names("header"),
    blocks=_names("legis-type official-title text toc toc-entry quoted-block continuation-text legis-body"
                  " resolution-body preamble whereas list"
                  " list-item attestation attestation-group attestation-date attestor role endorsement"
                  f" committee-appointment-paragraph short-title-block signature signatures {_TABLES}"),
    quoted=_names("quoted-block"),
    left_out=_names("metadata pagebreak distribution-code congress session legis-num current-chamber action calendar"
                    " associated-doc enrolled-dateline"),
    titles=_names("official-title legis-type"),
    notes=_names("footnote"),
    parts={"preamble": "preamble", "whereas": "preamble"},
    lined=frozenset(),
    glued=_names("after-quoted-block"),
    marks={"italic": "italic", "bold": "bold", "superscript": "superscript", "subscript": "subscript",
           "added-phrase": "inserted", "deleted-phrase": "deleted"},
    metadata={"legis-num": "symbol", "official-title": "long_title", "action-date": "date", "sponsor": "sponsor",
              "legis-type": "type", "congress": "congress", "session": "session", "current-chamber": "chamber"},
    run_in=".\u2014",
    quoted_marks=True,
    quotes={"quote": ("\u201c", "\u201d")},
)  # fmt: skip

USLM = Dialect(
    name="USLM",
    headed=_names("division subdivision title subtitle part subpart chapter subchapter section appropriations article"
                  " schedule appendix compiledAct"),
    levels=_names("subsection paragraph subparagraph clause subclause item subitem subsubitem level listItem recital"),
    numbers=_names("num"),
    headings=_names("heading subheading"),
    blocks=_names("content chapeau continuation p main longTitle docTitle officialTitle enactingFormula resolvingClause"
                  " preamble toc referenceItem quotedContent list listContent signatures signature attestation"
                  " endorsement notation role name caption enrolledDateline text proviso-block"
                  f" {_TABLES}"),
    quoted=_names("quotedContent"),
    left_out=_names("meta preface col colgroup page line endMarker"),
    titles=_names("longTitle"),
    notes=_names("footnote"),
    parts={"preamble": "preamble", "resolvingClause": "", "enactingFormula": ""},
    lined=_names("endorsement action"),
    glued=frozenset(),
    marks={"i": "italic", "b": "bold", "sup": "superscript", "sub": "subscript", "addedText": "inserted",
           "deletedText": "deleted", "ins": "inserted", "del": "deleted"},
    metadata={"citableAs": "symbol", "officialTitle": "long_title", "title": "title", "docStage": "stage",
              "sponsor": "sponsor", "congress": "congress", "session": "session", "currentChamber": "chamber"},
    run_in=" ",
    quoted_marks=False,
    quotes={},
)  # fmt: skip

AKOMA_NTOSO = Dialect(
    name="Akoma Ntoso",
    headed=_names("book part title chapter section subchapter subpart subsection subtitle tome article division"
                  " attachment hcontainer annex clause-group transitional"),
    levels=_names("paragraph subparagraph clause subclause point indent alinea list sublist item recital rule proviso"
                  " level citation tocItem"),
    numbers=_names("num"),
    headings=_names("heading subheading"),
    blocks=_names("content p block intro wrapUp blockList listIntroduction listWrapUp preface preamble body mainBody"
                  " longTitle formula recitals citations container conclusions quotedStructure embeddedStructure"
                  f" attachments crossHeading toc li ul ol blockContainer {_TABLES}"),
    quoted=_names("quotedStructure embeddedStructure"),
    left_out=_names("meta coverPage"),
    titles=_names("preface longTitle header"),
    notes=_names("authorialNote"),
    parts={"preamble": "preamble", "recitals": "preamble", "citations": "preamble", "annex": "schedule",
           "attachment": "schedule"},
    lined=frozenset(),
    glued=frozenset(),
    marks={"i": "italic", "b": "bold", "u": "underline", "sup": "superscript", "sub": "subscript",
           "ins": "inserted", "del": "deleted"},
    metadata={"docTitle": "title", "docNumber": "symbol", "docDate": "date", "docType": "type",
              "docProponent": "sponsor"},
    run_in=" ",
    quoted_marks=False,
    quotes={},
)  # fmt: skip
