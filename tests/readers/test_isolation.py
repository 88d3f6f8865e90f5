"""A reader in a process of its own: the same draft, and its death is only an error."""

from __future__ import annotations

import sys

import pytest

import draftdiff
from draftdiff.errors import ReadError, TooLargeError, UnknownFormatError
from draftdiff.options import Limits, Options

TEXT = b"# Plan\n\n1. States report each year.\n\n2. The fund stays.[^1]\n\n[^1]: A note.\n"


@pytest.mark.slow
def test_an_isolated_reader_gives_the_same_draft() -> None:
    options = Options(read_as="markdown")

    assert draftdiff.read(TEXT, options=options, isolated=True) == draftdiff.read(TEXT, options=options)


@pytest.mark.slow
def test_the_error_of_an_isolated_reader_comes_through() -> None:
    with pytest.raises(UnknownFormatError, match="no reader"):
        draftdiff.read(TEXT, name="draft.pages", isolated=True)


@pytest.mark.slow
def test_an_isolated_reader_is_stopped_when_its_time_is_over() -> None:
    options = Options(read_as="markdown", limits=Limits(seconds=0.01))

    with pytest.raises(TooLargeError, match=r"after 0\.01 seconds"):
        draftdiff.read(TEXT, options=options, isolated=True)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to a limit of the address space")
def test_an_isolated_reader_that_wants_too_much_memory_is_an_error() -> None:
    options = Options(read_as="markdown", limits=Limits(memory_bytes=400_000_000, text_bytes=0))

    with pytest.raises(ReadError, match="memory"):
        draftdiff.read(b"word " * 30_000_000, options=options, isolated=True)
