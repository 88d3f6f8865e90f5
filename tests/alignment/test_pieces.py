"""What may be a piece of a split or merged paragraph."""

from __future__ import annotations

from draftdiff import read
from draftdiff.alignment.groups import pieces
from draftdiff.alignment.sides import Vocabulary, side_of
from draftdiff.alignment.table import Link, LinkTable


def test_a_line_that_is_the_whole_of_another_is_no_piece_of_it_where_that_one_has_a_partner() -> None:
    vocabulary = Vocabulary()
    old = side_of(read(b"Sources 43\n\nSources 46\n", read_as="markdown"), vocabulary)
    new = side_of(read(b"Sources 46\n", read_as="markdown"), vocabulary)
    table = LinkTable(old, new)
    table.add(Link(0, 0, 0.9, "similar"))

    found = [piece.pair for old_is_host in (True, False) for piece in pieces(table, old_is_host)]

    assert found == []
