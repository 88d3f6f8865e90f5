"""The corpora of the alignment benchmarks: gold links, and the drafts that the public reader makes of them."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import draftdiff
from draftdiff.model import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSet:
    """Two drafts with the links that a careful reader would make."""

    name: str
    family: str
    """align or un_align."""
    gold: dict[str, Any]
    old: Draft
    new: Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPairs:
    """Gold links as pairs of indexes; what is unknown or soft takes no part in scores."""

    pairs: set[tuple[int, int]]
    crossing: set[tuple[int, int]]
    soft: set[tuple[int, int]]
    unknown_old: set[int]
    unknown_new: set[int]

    def scored(self, old: int, new: int) -> bool:
        """Return whether the gold knows about a pair."""
        return old not in self.unknown_old and new not in self.unknown_new and (old, new) not in self.soft


def corpora_folder(given: str | None) -> Path | None:
    """Return the folder of the corpora from the argument or the environment, None where neither names one."""
    name = given or os.environ.get("DRAFTDIFF_CORPORA", "")
    return Path(name) if name else None


def gold_sets(folder: Path, families: tuple[str, ...] = ("align", "un_align")) -> Iterator[GoldSet]:
    """Yield every set of those families, by name; fails if our paragraphs are not the gold's blocks."""
    for family in families:
        for path in sorted((folder / family).glob("*/gold.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            suffix = "md" if (path.parent / "old.md").exists() else "txt"
            old, new = (draftdiff.read(path.parent / f"{side}.{suffix}") for side in ("old", "new"))
            assert len(old.paragraphs) == len(gold["old"]), path
            assert len(new.paragraphs) == len(gold["new"]), path
            yield GoldSet(name=path.parent.name, family=family, gold=gold, old=old, new=new)


def gold_pairs(gold: dict[str, Any]) -> GoldPairs:
    """Return the links of a gold file as pairs of indexes."""
    old = {item["id"]: at for at, item in enumerate(gold["old"])}
    new = {item["id"]: at for at, item in enumerate(gold["new"])}
    found = GoldPairs(
        pairs=set(),
        crossing=set(),
        soft=set(),
        unknown_old={old[name] for name in gold.get("unknown_old", [])},
        unknown_new={new[name] for name in gold.get("unknown_new", [])},
    )
    for link in gold["links"]:
        for pair in ((old[a], new[b]) for a in link["old"] for b in link["new"]):
            if not link.get("certain", True) or link["relation"] == "covered":
                found.soft.add(pair)
            elif pair[0] not in found.unknown_old and pair[1] not in found.unknown_new:
                found.pairs.add(pair)
                if link.get("crossing"):
                    found.crossing.add(pair)
    return found


def fingerprint(folder: Path, families: tuple[str, ...] = ("align", "un_align")) -> str:
    """Return a digest of the gold files, so that floors are held against the corpus they were set on."""
    digest = hashlib.sha256()
    for family in families:
        for path in sorted((folder / family).glob("*/gold.json")):
            digest.update(path.parent.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]
