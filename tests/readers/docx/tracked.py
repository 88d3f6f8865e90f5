"""Tracked changes for tests, one mark-up function each, and files mixed from them at random."""

from __future__ import annotations

import random

from .making import docx, p, r

_WORDS = "river stone market winter ladder copper meadow signal harbour thread lantern orchard".split()
_DATE = 'w:date="2024-05-01T10:00:00Z"'


def _by(author: str = "A", id: int = 1) -> str:
    return f'w:id="{id}" w:author="{author}" {_DATE}'


def ins(text: str) -> str:
    """Return an inserted run."""
    return f"<w:ins {_by()}>{r(text)}</w:ins>"


def deleted(text: str, author: str = "A") -> str:
    """Return a deleted run."""
    return f'<w:del {_by(author)}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def ins_then_deleted(text: str) -> str:
    """Return a run that one author inserted and another deleted."""
    return f"<w:ins {_by()}>{deleted(text, 'B')}</w:ins>"


def moved_from(text: str, name: str) -> str:
    """Return a run at the place that it left."""
    return (
        f'<w:moveFromRangeStart {_by(id=11)} w:name="{name}"/><w:moveFrom {_by(id=12)}>{r(text)}</w:moveFrom>'
        '<w:moveFromRangeEnd w:id="11"/>'
    )


def moved_to(text: str, name: str) -> str:
    """Return a run at the place that it came to."""
    return (
        f'<w:moveToRangeStart {_by(id=13)} w:name="{name}"/><w:moveTo {_by(id=14)}>{r(text)}</w:moveTo>'
        '<w:moveToRangeEnd w:id="13"/>'
    )


def marked(content: str, kind: str) -> str:
    """Return a paragraph whose end mark is inserted (ins), deleted (del), moved from or moved to."""
    return f"<w:p><w:pPr><w:rPr><w:{kind} {_by()}/></w:rPr></w:pPr>{content}</w:p>"


def row(cells: list[str], kind: str = "") -> str:
    """Return a table row, itself inserted or deleted where a kind is given."""
    properties = f"<w:trPr><w:{kind} {_by()}/></w:trPr>" if kind else ""
    width = '<w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>'
    return f"<w:tr>{properties}{''.join(f'<w:tc>{width}{cell}</w:tc>' for cell in cells)}</w:tr>"


def table(rows: list[str]) -> str:
    """Return a table of two columns."""
    grid = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>{grid}{"".join(rows)}</w:tbl>'


def mixed(seed: int) -> bytes:
    """Return a Word file with tracked changes of every kind, mixed at random but always alike for one seed."""
    chance = random.Random(seed)

    def words() -> str:
        return " ".join(chance.choice(_WORDS) for _ in range(chance.randint(1, 4))) + " "

    def inline() -> str:
        kinds = [r, ins, deleted, ins_then_deleted, lambda text: r(text, "<w:b/>")]
        return "".join(chance.choice(kinds)(words()) for _ in range(chance.randint(1, 4)))

    def rows() -> list[str]:
        found = [row([p(r(words())), p(r(words()) + inline())])]
        if chance.random() < 0.6:
            found.append(row([p(ins(words())), p(ins(words()))], "ins"))
        if chance.random() < 0.6:
            found.append(row([p(deleted(words())), p(deleted(words()))], "del"))
        return found

    def move(at: int) -> str:
        text, name = words(), f"move{at}"
        pair = [
            marked(moved_from(text, name), "moveFrom"),
            p(r(words())),
            marked(moved_to(text, name), "moveTo"),
        ]
        return "".join(pair if chance.random() < 0.5 else reversed(pair))

    made = {
        # ends in plain words: LibreOffice lets an insertion at a paragraph's end run on into the next one
        "plain": lambda at: p(r(words()) + inline() + r(words())),
        "mark inserted": lambda at: marked(r(words()) + inline(), "ins"),
        "mark deleted": lambda at: marked(r(words()) + inline(), "del"),
        "all inserted": lambda at: marked(ins(words()), "ins"),
        "all deleted": lambda at: marked(deleted(words()), "del"),
        "table": lambda at: table(rows()) + p(r(words())),
        "move": move,
    }
    kinds = sorted(made)
    body = [made[chance.choice([*kinds, "plain"])](at) for at in range(chance.randint(4, 8))]
    return docx("".join([*body, p(r("end"))]))
