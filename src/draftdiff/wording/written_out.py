"""Whether words that came or went say nothing that does not stand there already."""

from __future__ import annotations

import re

from draftdiff.wording.grammar import plain, stem, words_of

_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
# The date of an act, a span of years, an abbreviation: told beside the name that stays.
_APPOSITION = re.compile(
    rf"(?:of )?\d{{1,2}} {_MONTH} \d{{4}}|\(\d{{4}}(?:-\d{{4}})?\)|\((?-i:[A-Z][A-Za-z0-9&-]{{0,10}}[A-Z0-9])\)",
    re.IGNORECASE,
)
_ACT_BEFORE = re.compile(r"\d/[\w.]+(?: [A-Z])?,?\s*$|\d \(\d{4}\),?\s*$")
# "held in Ashgabat, Turkmenistan, on 16 October"; "Small Island Developing States: A Renewed Declaration".
_COUNTRY = re.compile(r",? [A-Z][\w ]+,?")
_CITY_BEFORE = re.compile(r"\b(?:in|at) [A-Z]\w+(?: [A-Z]\w+){0,2}$")
_EVENT_BEFORE = re.compile(
    r"\b(?:held|hosted|convened|adopted|signed|opened)\b[^,;]* in [A-Z]\w+(?: [A-Z]\w+){0,2}$"
)
_DATE_AFTER = re.compile(r",? (?:on|from|in) (?:\d|[A-Z])")
_SUBTITLE = re.compile(r": [A-Z][^,;.]*")
_ACT_NOUN = re.compile(
    r"(?:see |its )?(?:general assembly |security council |council )?(?:resolutions?|decisions?|paragraphs?)",
    re.IGNORECASE,
)
_NOTE_SIGN = re.compile(r"\s?\d{1,3}\s?")
_NOTED = re.compile(r"(?:[^\W\d]|\u201d|\)|\d{4})[,;:.]$|\u201d$")
_LONG_FORM = re.compile(r"[\w ,'-]{4,80} ?\(")
_SHORT_FORM_AFTER = re.compile(r"[A-Z][A-Za-z0-9-]*[A-Z0-9]s?\)")
# The rest of a name, after its head or before its last noun.
_NAMED = r"(?:[A-Z][\w'-]*|\d{4}(?:-\d{4})?)"
_TAIL = re.compile(
    rf"(?:of|for|on|to|under|against|in)(?: the)? {_NAMED}"
    rf"(?:,? (?:(?:of|for|on|to|in|and|the|with|by|at) ){{0,3}}{_NAMED})*"
)
_HEAD = re.compile(r"[A-Z][\w'-]*(?: (?:(?:of|for|on|and|the) ){0,2}[A-Z][\w'-]*)*")
_NAME_BEFORE = re.compile(r"(?:^| )(?P<noun>[A-Z][\w'-]+)$")
_DETERMINED = re.compile(r"(?:^|\b(?:the|that|this|its|of|and|or|by|to|for|under))$", re.IGNORECASE)
_NAME_NOUN = re.compile(
    r"(?:Convention|Treaty|Goals?|Agenda|Framework|Fund|Council|Committee|Commission|Assembly|Tribunal|Unit"
    r"|Conference|Secretariat|Charter|Protocol|Agreement|Programme|Organi[sz]ation|Community|Court|Union|Bank"
    r"|Decade|Summit|Forum|Office|Mission|Mechanism|Centre|Institute|Board|Panel|Strategy|Declaration|Covenant"
    r"|Statute|Compact|Pact|Act|Party|Parties)\b"
)
_NUMBERED_AFTER = re.compile(r"\w+ (?:\d|[IVX]+\b)")
_NO_CLASS = frozenset(
    "States State Governments Government Members Member Countries Ministers Heads Parties".split()
)
"""Capitalised nouns for a class: what follows says which of it are meant."""
_COUNTED = re.compile(r"(?:\w+-)?(?:First|Second|Third|\w+th)$|\d")
SIGN_OF_MEANING = re.compile(r"[\[\]\d%$\u20ac\u00a3<>=+/?]")
_FUNCTION = frozenset(
    ["the", "a", "an", "that", "of", "was", "were", "been", "being", "which", "and", "itself", "made"]
)
_INFLECTED = re.compile(r"\w{3,}(?:ed|ing|es|s)$")


def says_nothing(edit: str, before: str, after: str) -> bool:
    """Return whether words that came or went say nothing that does not stand there already."""
    words = words_of(edit)
    if not set(plain(words)) - {"and"} or all(word in _FUNCTION for word in words):
        return not SIGN_OF_MEANING.search(edit)
    core = edit.strip(" ,;.")
    if _APPOSITION.fullmatch(core):
        return core.startswith("(") or bool(_ACT_BEFORE.search(before))
    if _ACT_NOUN.fullmatch(core):
        return after.lstrip()[:1].isdigit()
    if _SUBTITLE.fullmatch(edit):
        return before[-1:].isalpha() and bool(re.search(r"[A-Z]\w*$", before))
    if _LONG_FORM.fullmatch(edit):
        return bool(_SHORT_FORM_AFTER.match(after))
    return (
        _is_note_sign(edit, before, after)
        or _is_country(edit, before, after)
        or _is_rest_of_name(core, before, after)
        or _is_said_twice(words, before)
    )


def _is_note_sign(edit: str, before: str, after: str) -> bool:
    """Return whether the edit is the number of a note, left in the line by the conversion of a document."""
    return bool(_NOTE_SIGN.fullmatch(edit) and _NOTED.search(before)) and not re.match(r"\s*[A-Z(]", after)


def _is_country(edit: str, before: str, after: str) -> bool:
    """Return whether the edit is the country beside the city in which something was held."""
    if not _COUNTRY.fullmatch(edit):
        return False
    dated = _CITY_BEFORE.search(before) and _DATE_AFTER.match(after)
    return bool(dated or (edit.startswith(",") and _EVENT_BEFORE.search(before) and after[:1] in ",;. "))


def _is_rest_of_name(core: str, before: str, after: str) -> bool:
    """Return whether the edit is the part of a name that a short form leaves out: the 2030 Agenda [for ...]."""
    name = _NAME_BEFORE.search(before)
    if name is not None and _TAIL.fullmatch(core):
        return name["noun"] not in _NO_CLASS and bool(re.search("[A-Z]", core))
    if not _HEAD.fullmatch(core) or not _NAME_NOUN.match(after.lstrip()):
        return False
    determined = _DETERMINED.search(before) or _NUMBERED_AFTER.match(after.lstrip())
    return bool(determined) and not any(_COUNTED.match(word) for word in core.split())


def _is_said_twice(words: list[str], before: str) -> bool:
    """Return whether the edit is a verb that the sentence has said: "welcomes the plan and [welcomes] the report"."""
    weighty = [word for word in words if plain([word])]
    if len(weighty) != 1 or not _INFLECTED.match(weighty[0]) or not before.endswith(" and"):
        return False
    sentence = re.split(r"[.;:]", before)[-1]
    return weighty[0] in words_of(sentence) or stem(weighty[0]) in map(stem, words_of(sentence))


def is_abbreviation(a: str, b: str) -> bool:
    """Return whether one side is the other's initials, with or without the other beside it."""
    short, full = sorted((a, b), key=len)
    if full.endswith(f" ({short})") and short[:1].isupper():
        return True
    letters = "".join(re.findall(r"[A-Z]", short))
    if len(letters) < 2 or len(letters) < len(short.strip("() .,")) - short.count("."):
        return False
    initials = "".join(word[0] for word in re.findall(r"[^\W_]+", full) if word[0].isupper())
    return letters == initials
