"""The manifest: a CSV file with one row a pair or chain of drafts."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from draftdiff.errors import InputFileError

OPTION_COLUMNS = ("profile", "read_as", "revisions", "marks", "columns", "language")
"""Columns that set an option for their row."""
INPUT_COLUMNS = ("watch", "asks", "sources", "earlier", "aliases", "concepts", "overrides")
"""Columns that name further inputs; several files of `sources` or `earlier` are parted by `;`."""
PLAIN_COLUMNS = ("id", "title", "note")
_DRAFT = re.compile(r"^(?:old|new|draft([1-9]\d*))$")
_SAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 80  # characters of a folder's name; file systems allow 255 bytes for a whole name


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row of the manifest. Paths are as the row has them, from the manifest's folder."""

    id: str
    title: str
    drafts: tuple[str, ...]
    """Two for a pair, one for a file that holds both texts, more for a chain."""
    options: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """The name of the folder of its outputs: the id where it can be one, else what can and a digest."""
        name = _SAFE.sub("_", self.id).lstrip(".")[:_LONGEST]
        if name == self.id:
            return name
        digest = hashlib.sha256(self.id.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        return f"{name or 'pair'}-{digest}"


class Manifest:
    """The rows of a manifest, read anew at each iteration, so that a long one takes no memory.

    Making one checks the whole file. Raises `InputFileError` with file and line.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.folder = self.path.resolve().parent
        seen: dict[str, str] = {}
        for number, entry in enumerate(self, 1):
            name = entry.folder.casefold()
            if name in seen:
                raise InputFileError(
                    where=f"{self.path}, row {number}",
                    what=f"the id '{entry.id}' is given twice (or differs from '{seen[name]}' in case only)",
                    mend="Give each row an id of its own.",
                )
            seen[name] = entry.id
        self.size = len(seen)

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Iterator[Entry]:
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                reader = csv.DictReader(file, strict=True)
                drafts = self._columns(reader.fieldnames or ())
                for number, row in enumerate(reader, 1):
                    yield self._entry(number, row, drafts)
        except OSError as error:
            raise InputFileError(
                where=str(self.path),
                what=f"cannot be read ({error.strerror or error})",
                mend="Check the path and its permissions.",
            ) from error
        except UnicodeDecodeError as error:
            raise InputFileError(
                where=str(self.path), what=f"is not UTF-8 at byte {error.start}", mend="Save it as UTF-8."
            ) from error
        except csv.Error as error:
            raise InputFileError(
                where=str(self.path),
                what=f"is not CSV: {error}",
                mend="Quote fields that hold commas or quotes.",
            ) from error

    def _columns(self, given: Sequence[str]) -> list[str]:
        """Return the columns that name drafts, in their order; raises for columns that are not known."""
        known = (*PLAIN_COLUMNS, "old", "new", "draft1", "draft2", *OPTION_COLUMNS, *INPUT_COLUMNS)
        for name in given:
            if name not in known and not _DRAFT.match(name):
                close = get_close_matches(name, known, 1)
                hint = f"Did you mean '{close[0]}'? " if close else ""
                raise InputFileError(
                    where=f"{self.path}, line 1",
                    what=f"unknown column '{name}'",
                    mend=f"{hint}Known: {', '.join(known)}, draft3 and so on.",
                )
        numbered = sorted((int(m[1]), name) for name in given if (m := _DRAFT.match(name)) and m[1])
        pair: list[str] = [name for name in ("old", "new") if name in given]
        if bool(pair) == bool(numbered):
            raise InputFileError(
                where=f"{self.path}, line 1",
                what="has no column of drafts" if not pair else "has both old, new and draft1, draft2",
                mend="Name the columns old and new, or draft1, draft2 and so on.",
            )
        return pair or [name for _, name in numbered]

    def _entry(self, number: int, row: dict[str | None, str | list[str] | None], columns: list[str]) -> Entry:
        where = f"{self.path}, row {number}"
        if None in row:
            raise InputFileError(where=where, what="has more fields than the header", mend="Quote commas.")
        fields = {str(name): str(value or "").strip() for name, value in row.items()}
        drafts = tuple(fields[name] for name in columns if fields[name])
        if not drafts:
            raise InputFileError(where=where, what="names no draft", mend="Fill in its drafts.")
        return Entry(
            id=fields.get("id") or f"{number:06}",
            title=fields.get("title", ""),
            drafts=drafts,
            options={name: fields[name] for name in OPTION_COLUMNS if fields.get(name)},
            inputs={name: _paths(name, fields[name]) for name in INPUT_COLUMNS if fields.get(name)},
        )


def _paths(name: str, value: str) -> tuple[str, ...]:
    if name not in ("sources", "earlier"):
        return (value,)
    return tuple(item.strip() for item in value.split(";") if item.strip())
