"""What can go wrong, as a tree of errors.

    DraftdiffError                where, what, how to mend
    ├── ReadError                 a draft could not be read
    │   ├── UnknownFormatError    no reader for it; lists the formats
    │   ├── DamagedFileError      broken zip, XML or PDF; names the part
    │   ├── ProtectedFileError    encrypted; says how to remove the protection
    │   ├── NoTextError           no text layer; says to run OCR first
    │   └── TooLargeError         over a limit; names the limit that raises it
    ├── WriteError                an output could not be written; the old file is untouched
    ├── ProofError                a tracked-changes file does not prove itself
    ├── InputFileError            lexicon, profile, watch, asks, overrides: file, line and key
    ├── OptionError               a value out of range (also a ValueError)
    └── MissingExtraError         a package that is not installed (also an ImportError)

An error is raised where a result would mislead; where the missing piece can be named, the
stage leaves a `draftdiff.model.Note` and goes on.
"""

from __future__ import annotations

from collections.abc import Iterable


class DraftdiffError(Exception):
    """Something that a user can mend, told in three parts.

    `where` names the file, part or key; `what` the fault; `mend` the way out (may be empty).
    """

    def __init__(self, *, where: str, what: str, mend: str = "") -> None:
        self.where = where
        self.what = what
        self.mend = mend
        message = f"{where}: {what}" if where else what
        super().__init__(f"{message}\n  {mend}" if mend else message)

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.where, self.what, self.mend))


def known_names(name: str, known: Iterable[str]) -> str:
    """Return how to mend a wrong name: the nearest names that there are, then all of them."""
    from difflib import get_close_matches

    names = list(known)
    close = get_close_matches(name, names, 3)
    hint = f"Did you mean {' or '.join(close)}? " if close else ""
    return f"{hint}Known: {', '.join(names)}."


def _rebuild(kind: type[DraftdiffError], where: str, what: str, mend: str) -> DraftdiffError:
    """Make an error anew on the other side of a process boundary."""
    return kind(where=where, what=what, mend=mend)


class ReadError(DraftdiffError):
    """A draft could not be read."""


class UnknownFormatError(ReadError):
    """No reader takes this file."""


class DamagedFileError(ReadError):
    """The file says it is of a format and does not keep to it."""


class ProtectedFileError(ReadError):
    """The file is encrypted."""


class NoTextError(ReadError):
    """The file holds pictures of pages and no text."""


class TooLargeError(ReadError):
    """The file goes over a limit of `draftdiff.options.Limits`."""


class WriteError(DraftdiffError):
    """An output could not be written; what stood there before is untouched."""


class ProofError(DraftdiffError):
    """A tracked-changes document does not give back the drafts it was made from."""


class InputFileError(DraftdiffError):
    """A lexicon, profile, watch list, list of asks or overrides file is not of its shape."""


class OptionError(DraftdiffError, ValueError):
    """An option has a value out of its range."""


class MissingExtraError(DraftdiffError, ImportError):
    """A package that this function needs is not installed."""
