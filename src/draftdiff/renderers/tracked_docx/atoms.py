"""A paragraph taken apart into what can be kept, inserted or deleted by itself.

An atom is one character of a run, or one thing that is no text: a tab, an image, a formula, a note's call, a whole
simple field. Each knows its run, so that equal atoms with different looks are found, and its place in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from draftdiff.ooxml import XML_SPACE, Element
from draftdiff.renderers.tracked_docx.names import (
    ANCHORS,
    CONTEXTS,
    FIELD_CHAR,
    FIELD_TYPE,
    ID,
    INSTR_TEXT,
    NOISE,
    NOTE_CALLS,
    P_PR,
    R_PR,
    SPACE,
    P,
    R,
    T,
    form,
    plain,
    settled_names,
    w,
)

PARAGRAPH_MARK = "\u00b6 mark"
"""Key of the atom that ends a paragraph."""


@dataclass(slots=True, eq=False)
class Atom:
    """The smallest piece of a paragraph's content."""

    key: str
    """What it is, look apart: a character, or the XML of anything else."""
    node: Element
    """The w:t of a character, the element itself of anything else, the w:p of a paragraph mark."""
    at: int
    """Position in the node's characters; -1 for what is no text."""
    run: Element | None
    look: str
    context: tuple[Element, ...]
    """Links and the like around it, outermost first."""
    context_key: str
    anchor: bool = False
    """A place that Word does not track, such as a bookmark."""

    @property
    def is_text(self) -> bool:
        """Whether it is a character."""
        return self.at >= 0


def atoms_of(paragraph: Element) -> list[Atom]:
    """Return the atoms of a paragraph, its mark last."""
    found = list(_walk(paragraph, (), ""))
    found.append(Atom(PARAGRAPH_MARK, paragraph, -1, None, "", (), ""))
    return found


def _walk(element: Element, context: tuple[Element, ...], context_key: str) -> Iterator[Atom]:
    for child in element.iterchildren("*"):
        tag = child.tag
        if tag == R:
            yield from _run(child, context, context_key)
        elif tag == P_PR or tag in NOISE:
            continue
        elif tag in ANCHORS:
            yield Atom("", child, -1, None, "", context, context_key, anchor=True)
        elif tag in CONTEXTS:
            yield from _walk(child, (*context, child), f"{context_key}>{context_start(child)}")
        else:
            yield Atom(plain(child), child, -1, None, "", context, context_key)


def context_start(element: Element) -> str:
    """Return the name and attributes of a wrapper: neighbours that agree in it are one."""
    attributes = "".join(f" {name}={value}" for name, value in sorted(element.attrib.items()))
    return settled_names(f"{element.tag}{attributes}".replace(">", ""))


def _run(run: Element, context: tuple[Element, ...], context_key: str) -> Iterator[Atom]:
    look = form(run.find(R_PR))
    for child in run.iterchildren("*"):
        tag = child.tag
        if tag == T:
            text = child.text or ""
            start, end = 0, len(text)
            if child.get(SPACE) != "preserve":
                start = end - len(text.lstrip(XML_SPACE))
                end = len(text.rstrip(XML_SPACE))
            for at in range(start, end):
                yield Atom(text[at], child, at, run, look, context, context_key)
        elif tag == w("commentReference"):
            yield Atom("", child, -1, run, look, context, context_key, anchor=True)
        elif tag == R_PR or tag in NOISE:
            continue
        elif tag in NOTE_CALLS:
            yield Atom(f"{tag} {child.get(ID)}", child, -1, run, look, context, context_key)
        else:
            yield Atom(plain(child), child, -1, run, look, context, context_key)


@dataclass(frozen=True, slots=True)
class Token:
    """Atoms that are kept or changed together: a word, a space, the head of a field."""

    key: str
    start: int
    end: int


def tokens_of(atoms: Sequence[Atom], apart: Sequence[bool]) -> list[Token]:
    """Return the tokens of a list of atoms; an atom that is `apart` stands alone and equals nothing."""
    found: list[Token] = []
    codes: list[str] = []
    at = 0
    while at < len(atoms):
        end = at + 1
        if apart[at] or atoms[at].anchor:
            found.append(Token(f"\x00{id(atoms)} {at}", at, end))
        elif _is_word(atoms[at]):
            while (
                end < len(atoms)
                and _is_word(atoms[end])
                and not apart[end]
                and _same_place(atoms[at], atoms[end])
            ):
                end += 1
            found.append(_token(atoms, at, end))
        elif _field_sign(atoms[at]) == "begin":
            end = _head_end(atoms, apart, at)
            head = _token(atoms, at, end)
            codes.append(head.key)
            found.append(head)
        elif _field_sign(atoms[at]) == "end":
            code = codes.pop() if codes else ""
            found.append(Token(f"{atoms[at].key} of {code}", at, end))
        else:
            found.append(_token(atoms, at, end))
        at = end
    return found


def _token(atoms: Sequence[Atom], start: int, end: int) -> Token:
    return Token("".join(atom.key for atom in atoms[start:end]) + atoms[start].context_key, start, end)


def _is_word(atom: Atom) -> bool:
    return atom.is_text and (atom.key.isalnum() or atom.key in "'\u2019_")


def _same_place(one: Atom, other: Atom) -> bool:
    return one.context_key == other.context_key


def _field_sign(atom: Atom) -> str:
    return str(atom.node.get(FIELD_TYPE)) if atom.node.tag == FIELD_CHAR else ""


def _head_end(atoms: Sequence[Atom], apart: Sequence[bool], start: int) -> int:
    """Return where the head of a field (its begin, code and separator) ends."""
    at = start + 1
    while at < len(atoms) and not apart[at] and atoms[at].node.tag == INSTR_TEXT:
        at += 1
    if at < len(atoms) and not apart[at] and _field_sign(atoms[at]) == "separate":
        at += 1
    return at


def is_mark(atom: Atom) -> bool:
    """Return whether the atom ends a paragraph."""
    return bool(atom.node.tag == P)
