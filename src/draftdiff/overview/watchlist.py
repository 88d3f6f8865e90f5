"""What to watch where no list was given: names, defined terms, abbreviations, references, recurring noun phrases.

Only those are reported whose presence changed: gone, new, out of or into the negotiated parts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from draftdiff.model import Finding, Note
from draftdiff.overview.names import halves, names_in, ordinal_and_rest, row_of_two, shorter_forms
from draftdiff.overview.phrases import FUNCTION_WORDS, Words, stem, words_of
from draftdiff.overview.places import is_frame_line
from draftdiff.overview.terms import hits, presence_finding, presence_name
from draftdiff.overview.view import Side, View
from draftdiff.overview.words import plural

MAX_REPORTED = 40
"""Terms reported of those that the tool chose; those that left or entered the negotiated parts come first."""

RECURRING = 3
"""Times that a noun phrase must stand in one draft to be watched by itself."""

SEARCHED = 6_000_000_000
"""Characters searched for noun phrases, some seconds: of more than recur in 500 pages, those said most often."""

PLACE = 20_000
"""Characters that are searched in the time that looking at one place takes."""

_ABBREVIATION = re.compile(r"(?<![\w/.-])(?!(?:[IVXLC]+|[A-Z])\b)[A-Z][A-Za-z]*[A-Z][A-Za-z]*s?\b(?![/.]\d)")
_DEFINED = re.compile(
    r"\(?(?:hereinafter|the|referred to as)?\s*[\u201c\"]([A-Za-z][^\u201d\"]{2,60})[\u201d\"]\)"
)
_REFERENCE = re.compile(
    r"\b(?:[AES]/(?:[A-Z]+[\w.]*/)*\d+(?:/\d+)*(?:/[\w.]+)*|\d{1,3}/\d{1,3}(?:\s?[A-Z]\b)?)"
)
_KINDS = ("name", "abbreviation", "defined term", "reference", "phrase")
_ORDER = ("term-lost", "term-won", "term-gone", "term-new")


_NO_NOUN_WORDS = """
also all each every not no only more most well may can could should shall must will would do does have has being
recalling reaffirming noting welcoming recognizing recognising stressing emphasizing emphasising underlining urges
encourages requests invites calls decides notes recalls reaffirms recognizes recognises stresses emphasizes agreed
agree states state should consider considering support continue ensure promote relevant appropriate further
including include regard view order accordance particular taking account respect
some several many few other others various certain both delegation delegations speaker speakers participants
how whether described noted suggested expressed proposed pointed voiced stated said felt saw held raised asked
"""
_NO_NOUNS = frozenset(stem(word) for word in _NO_NOUN_WORDS.split())
"""Words that stand beside nouns in drafts and make no noun phrase."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    term: str
    kind: str


def watch_by_itself(view: View) -> tuple[tuple[Finding, ...], Note]:
    """Return what became of the terms that the tool chose, and a note that says what it watched."""
    candidates = list(_candidates(view))
    found = []
    for candidate in candidates:
        if not _may_have_changed(view, candidate):
            continue
        term = candidate.term
        old, new = hits(view.old, (term,)), hits(view.new, (term,))
        if candidate.kind == "name" and bool(old.spans) != bool(new.spans):
            term = _news_of(term, (new if old.spans else old).side)
            if _is_told(term, (new if old.spans else old).side):
                continue
            old, new = hits(view.old, (term,)), hits(view.new, (term,))
        name = presence_name(old, new)
        if name in _ORDER and (candidate.kind != "phrase" or max(old.count, new.count) >= RECURRING):
            found.append((_ORDER.index(name), _KINDS.index(candidate.kind), -max(old.count, new.count), term,
                          presence_finding(term, old, new)))  # fmt: skip
    found.sort(key=lambda row: row[:4])
    kept = _without_parts([row[4] for row in found])
    return tuple(kept[:MAX_REPORTED]), _note(candidates, kept)


def _is_told(name: str, side: Side) -> bool:
    """Return whether a draft has what a name says in small letters: "a global fund for artificial intelligence"."""
    wanted = [word for word in words_of(name).stems if word not in FUNCTION_WORDS]
    if len(wanted) < TELLING:
        return False
    short = {word.casefold() for word in name.split() if word.isupper()}
    texts = (words_of(paragraph.text) for paragraph in side.draft.paragraphs)
    return any(
        sum(word in found.known for word in wanted) + 1 >= len(wanted)
        and _stand_together(wanted, short, found)
        for found in texts
    )


def _stand_together(wanted: Sequence[str], short: set[str], found: Words) -> bool:
    """Return whether all these words stand near each other; an abbreviation by the words that it is made of."""
    reach = 2 * len(wanted) + TELLING
    for at, word in enumerate(found.stems):
        if word in wanted:
            here = found.stems[at : at + reach]
            initials = "".join(one[0] for one in here)
            if all(one in here or (one in short and one in initials) for one in wanted):
                return True
    return False


def _has_both(side: Side, ordinal: str, rest: str) -> bool:
    """Return whether one paragraph has an ordinal and what it counts: "the First, Second and Fourth Reviews"."""
    return bool(set(hits(side, (ordinal,)).spans) & set(hits(side, (rest,)).spans))


TELLING = 3
"""Words from which on half of a long name says by itself what is meant; "Global Conference" does not."""


def _news_of(name: str, other: Side) -> str:
    """Return which part of a name is news against the other draft; empty where that only writes it otherwise.

    Of a name made of two ("Committee on Ports of the River Commission") the half that the other draft has is none.
    """
    if any(hits(other, (form,)).spans for form in shorter_forms(name)):
        return ""
    if (row := ordinal_and_rest(name)) and _has_both(other, *row):
        return ""
    if both := row_of_two(name):
        fresh = [one for one in both if not hits(other, (one,)).spans]
        if len(fresh) < 2:
            return "".join(fresh)
    if parts := halves(name):
        absent = [part for part in parts if not hits(other, (part,)).spans]
        if not absent:
            return ""
        if len(absent) == 1 and len(absent[0].split()) >= TELLING:
            return absent[0]
    return name


def _note(candidates: Sequence[_Candidate], changed: Sequence[Finding]) -> Note:
    counts = Counter(candidate.kind for candidate in candidates)
    watched = ", ".join(plural(counts[kind], kind) for kind in _KINDS if counts[kind])
    names = "; ".join(finding.subject for finding in changed[:MAX_REPORTED])
    more = f" and {len(changed) - MAX_REPORTED} more" if len(changed) > MAX_REPORTED else ""
    what = f"no watch list was given; watched were {watched or 'no terms'}"
    changes = f"the presence of these changed: {names}{more}" if names else "none came or went"
    return Note(where="", what=f"{what}; {changes}")


def _without_parts(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings without those of a term that is part of a longer one with the same fate and paragraphs."""
    kept: list[Finding] = []
    alike: dict[tuple[str, frozenset[int], frozenset[int]], list[str]] = {}
    for finding in sorted(findings, key=lambda f: -len(f.subject)):
        words_of_it = f" {_key(finding.subject)} "
        longer = alike.setdefault((finding.name, frozenset(finding.old), frozenset(finding.new)), [])
        if not any(words_of_it in other for other in longer):
            longer.append(words_of_it)
            kept.append(finding)
    chosen = {finding.subject for finding in kept}
    return [finding for finding in findings if finding.subject in chosen]


def _candidates(view: View) -> Iterator[_Candidate]:
    """Yield each term once, in the order of kinds and of first mention."""
    seen: set[str] = set()
    for kind, terms_of in (
        ("reference", _matching(_REFERENCE)),
        ("defined term", _matching(_DEFINED)),
        ("abbreviation", _matching(_ABBREVIATION)),
        ("name", names_in),
    ):
        for side in (view.old, view.new):
            for text in _texts(side):
                for term in terms_of(text):
                    if len(term) > 2 and _key(term) not in seen:
                        seen.add(_key(term))
                        yield _Candidate(term, kind)
    for phrase in _phrases(view):
        if phrase not in seen:
            seen.add(phrase)
            yield _Candidate(phrase, "phrase")


def _matching(pattern: re.Pattern[str]) -> Callable[[str], Iterator[str]]:
    """Return a search for the words of a pattern, or of its group."""
    return lambda text: (match[match.lastindex or 0].strip().rstrip(".") for match in pattern.finditer(text))


def _texts(side: Side) -> Iterator[str]:
    """Yield the texts in which terms are sought: running text of the body."""
    for paragraph in side.draft.paragraphs:
        if paragraph.kind != "heading" and paragraph.stream == "body" and not is_frame_line(paragraph):
            yield paragraph.text


def _key(term: str) -> str:
    return " ".join(words_of(term).stems)


def _phrases(view: View) -> list[str]:
    """Return noun phrases of two to four words that recur in either draft and whose count fell to or rose from none."""
    written: dict[str, str] = {}
    before, held_before = _phrase_counts(view.old, written)
    after, held_after = _phrase_counts(view.new, written)
    often = {phrase: max(before[phrase], after[phrase]) for phrase in sorted({*before, *after})}
    chosen = [
        phrase
        for phrase, count in often.items()
        if count >= RECURRING
        and (not before[phrase] or not after[phrase] or (phrase in held_before) != (phrase in held_after))
    ]
    kept = set(_affordable(chosen, often, len(view.old.joined) + len(view.new.joined)))
    return [written[phrase] for phrase in chosen if phrase in kept]


def _affordable(phrases: Sequence[str], often: Mapping[str, int], length: int) -> list[str]:
    """Return the phrases said most often, as many as may be sought in drafts of this length together."""
    ranked = sorted(phrases, key=lambda phrase: -often[phrase])
    costs = list(accumulate(length + PLACE * often[phrase] for phrase in ranked))
    return ranked[: max(1, bisect_right(costs, SEARCHED))]


def _phrase_counts(side: Side, written: dict[str, str]) -> tuple[Counter[str], set[str]]:
    """Return how often each noun phrase stands in a draft, and which stand in its negotiated parts.

    Phrases are counted by their stems; how each is first written is put into `written`.
    """
    counts: Counter[str] = Counter()
    negotiated: set[str] = set()
    for paragraph in side.draft.paragraphs:
        found: list[str] = []
        for run in _content_runs(paragraph.text):
            for size in range(2, min(4, len(run)) + 1):
                for at in range(len(run) - size + 1):
                    words = run[at : at + size]
                    phrase = " ".join([word for word, _, _ in words])
                    found.append(phrase)
                    if phrase not in written:
                        written[phrase] = " ".join(paragraph.text[words[0][1] : words[-1][2]].lower().split())
        counts.update(found)
        if side.negotiated[paragraph.index]:
            negotiated.update(found)
    return counts, negotiated


_ACTS = re.compile(r"\s+(?:as|the|a|an|its|their|all)\b")
"""What follows a participle, "serving as", and no noun of a noun phrase."""


def _content_runs(text: str) -> Iterator[list[tuple[str, int, int]]]:
    """Yield the stretches of a text without function words, verbs of drafting, numbers and signs between them.

    Each word is given by its stem and its range.
    """
    found = words_of(text)
    run: list[tuple[str, int, int]] = []
    end = 0
    for word, (start, stop) in zip(found.stems, found.ranges, strict=True):
        if run and text[end:start].strip(" -\u2010\u2011"):
            yield run
            run = []
        acts = word.endswith("ing") and _ACTS.match(text, stop)
        if acts or word in FUNCTION_WORDS or word in _NO_NOUNS or not word[:1].isalpha() or len(word) < 3:
            if run:
                yield run
            run = []
        else:
            run.append((word, start, stop))
        end = stop
    if run:
        yield run


def _may_have_changed(view: View, candidate: _Candidate) -> bool:
    """Return whether plain search leaves it open that a term came, went, or changed its standing."""
    key = words_of(candidate.term).joined
    return _standing(view.old, key) != _standing(view.new, key)


def _standing(side: Side, key: str) -> tuple[bool, bool]:
    """Return whether a draft has a term, and whether a negotiated part has it."""
    there = False
    for index in side.holding(key):
        if side.negotiated[index]:
            return (True, True)
        there = True
    return (there, False)
