"""Which profile a document gets, and in which part each paragraph stands."""

from __future__ import annotations

import pytest

from draftdiff.errors import InputFileError
from draftdiff.options import Options
from draftdiff.profiles import SHIPPED, load_profile
from draftdiff.readers import read

RESOLUTION = """A/C.9/80/L.4

# Lights in small harbours

The General Assembly,

Recalling that harbours are dark,

{one}Decides to light them;

{two}Requests a report.

# Annex

Lamps.
"""
REPORT = """# Report of the open-ended working group on harbours

## C. Conclusions and recommendations

### Lights

States agreed to light harbours.

## D. Discussions

States spoke of lamps.

## Final observations

All went home.

## Annex

# Chair's summary of the discussions

### Conclusions

The Chair felt that it went well.[^1]

[^1]: Most of the time.
"""


def parts(text: str, **options: str) -> dict[str, str]:
    draft = read(text.encode(), name="draft.md", options=Options(**options))
    return {p.text: p.part for p in draft.paragraphs}


def why(text: str, **options: str) -> str:
    draft = read(text.encode(), name="draft.md", options=Options(**options))
    return next(note.what for note in draft.notes if note.what.startswith("profile"))


@pytest.mark.parametrize(
    ("one", "two"), [("1. ", "2. "), ("", "")], ids=["numbered", "pasted without numbers"]
)
def test_preamble_and_operative_part_of_a_resolution(one, two):
    found = parts(RESOLUTION.format(one=one, two=two))

    assert found["Recalling that harbours are dark,"] == "preamble"
    assert found["Decides to light them;"] == "operative"
    assert found["Requests a report."] == "operative"
    assert found["Lamps."] == "annexed"


def test_the_note_names_the_signs_that_a_profile_was_chosen_by():
    assert why(RESOLUTION.format(one="1. ", two="2. ")) == (
        'profile un-resolution, chosen because of the symbol A/C.9/80/L.4 and the words "The General Assembly,"'
    )
    assert why("# Harbour rules\n\nShips moor inside.\n").endswith("shows the signs of no other")
    assert why(REPORT, profile="plain") == "profile plain, as asked"


def test_parts_of_a_report_follow_its_headings_and_the_outermost_decides():
    draft = read(REPORT.encode(), name="draft.md")
    found = {p.text: p.part for p in draft.paragraphs}

    assert draft.profile == "un-report"
    assert found["States agreed to light harbours."] == "conclusions"
    assert found["States spoke of lamps."] == "discussion"
    assert found["All went home."] == "final"
    assert found["The Chair felt that it went well."] == "summary"
    assert found["Most of the time."] == "footnote"


def test_a_chairs_summary_is_not_negotiated_and_conclusions_are():
    draft = read(REPORT.encode(), name="draft.md")

    negotiated = {p.text: draft.part_of(p).negotiated for p in draft.paragraphs}
    assert negotiated["States agreed to light harbours."]
    assert not negotiated["The Chair felt that it went well."]


def test_a_heading_alone_speaks_for_the_section_after_it():
    found = parts("# Rules\n\nShips moor.\n\n# Annex\n\n# Lamps of the mole\n\nThey are green.\n")

    assert found["They are green."] == "annexed"
    assert found["Ships moor."] == "body"


def test_sections_of_a_bill_bind_alike_whether_their_headings_tell_or_not():
    draft = read(
        b"Be it enacted as follows:\n\n# Section 1 Lights\n\nLight them.\n\n# Fog\n\nSound a horn.\n\n"
        b"# Schedule 1\n\nLamps.\n",
        name="bill.md",
    )

    ranks = {p.text: draft.part_of(p).rank for p in draft.paragraphs}
    assert draft.profile == "legislation"
    assert ranks["Light them."] == ranks["Sound a horn."] > ranks["Lamps."]


OWN = """
name = "harbour"
[recognise]
texts = ["harbour"]
[[part]]
name = "binding"
rank = 9
negotiated = true
headings = ["^rules"]
[[part]]
name = "chatter"
rank = 0
negotiated = false
texts = ["^by the way"]
"""


def test_a_users_own_profile_works(tmp_path):
    path = tmp_path / "harbour.toml"
    path.write_text(OWN, "utf-8")

    found = parts("By the way, hello.\n\n# Rules\n\nShips moor.\n", profile=str(path))

    assert found == {"By the way, hello.": "chatter", "Rules": "binding", "Ships moor.": "binding"}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (("rank = 9", 'rank = "high"'), "rank"),
        (("[recognise]", "[recognize]"), "recognize"),
        (('"^rules"', '"("'), "regular expression"),
        (('name = "chatter"', 'name = "chatter"\nposition = "somewhere"'), "position"),
    ],
)
def test_what_is_wrong_in_a_profile_is_named(tmp_path, change, named):
    path = tmp_path / "wrong.toml"
    path.write_text(OWN.replace(*change), "utf-8")

    with pytest.raises(InputFileError, match=named):
        load_profile(str(path))


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(InputFileError, match="un-report"):
        load_profile("un-raport")


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_profile_loads_and_says_where_it_comes_from(name):
    assert load_profile(name).name == name


COUNCIL = """Harbour Council
Sixty-first session
Agenda item 3

Resolution adopted by the Harbour Council on 4 April 2031

61/4. Keepers of lights

The Harbour Council,

Guided by the Harbour Charter, which all keepers of lights have signed and which they keep in good order all the year,

1. Reaffirms that every keeper has the right to a night of rest in each week of the year, wherever the light may be;

2. Decides to remain seized of the matter.
"""
DECISION = """2031/205. Keepers of lights

At its 5th plenary meeting, on 22 July 2031, the Economic and Social Council, recalling its decision of 2030:

(a) Took note of the report of the Secretary-General on the keepers of lights in all harbours of the north;

(b) Requested the Secretary-General to report to it again at its session of the year that follows upon this one.
"""


def test_a_council_that_speaks_for_itself_makes_a_resolution():
    draft = read(COUNCIL.encode(), name="council.txt")

    assert draft.profile == "un-resolution"
    assert [(p.kind, p.number) for p in draft.paragraphs if p.text == "Keepers of lights"] == [
        ("heading", "61/4.")
    ]
    assert [p.part for p in draft.paragraphs][-3:] == ["preamble", "operative", "operative"]


def test_a_decision_told_in_the_past_tense_has_its_operative_part():
    draft = read(DECISION.encode(), name="decision.txt")

    assert draft.profile == "un-resolution"
    assert [(p.number, p.part) for p in draft.paragraphs] == [
        ("2031/205.", "preamble"),
        ("", "preamble"),
        ("(a)", "operative"),
        ("(b)", "operative"),
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Co-Chairs' reflections",
        "President’s summary",
        "Facilitator's informal note",
        "Rapporteur's summary of the debate",
        "Summary of discussions prepared by the Chair",
        "Chairperson’s own summary",
        "Key messages of the Co-Facilitators",
        "Elements paper by the co-chairs",
    ],
)
def test_what_the_chair_says_is_a_summary_whatever_it_is_called(title):
    found = parts(REPORT.replace("Chair's summary of the discussions", title))

    assert found["The Chair felt that it went well."] == "summary"


@pytest.mark.parametrize("title", ["Conclusion of the session", "Conclusion of work", "Statement of States"])
def test_the_end_of_a_meeting_is_no_conclusion(title):
    assert parts(REPORT.replace("Final observations", title))["All went home."] == "body"


def test_a_resolution_without_a_preamble_names_its_organ_without_a_comma():
    draft = read(b"# Lights\n\nThe General Assembly\n\nAdopts the plan for lights.\n", name="plan.md")

    assert draft.profile == "un-resolution"
    assert draft.paragraphs[-1].part == "operative"


def test_annexes_alone_make_no_report():
    text = "# Rules\n\nShips moor.\n\n# Annex 1\n\nLamps.\n\n# Annex 2\n\nRopes.\n"

    assert read(text.encode(), name="rules.md").profile == "plain"


def test_annexes_of_a_standard_bind_as_they_say():
    text = (
        "# Lamps of moles\n\n## 1 Scope\n\nMoles.\n\n## Annex A\n\n(normative)\n\nGreen.\n\n"
        "## Annex B (informative)\n\nRed.\n\n## Bibliography\n\nBooks.\n"
    )

    draft = read(text.encode(), name="standard.md")

    ranks = {p.text: (draft.part_of(p).rank, draft.part_of(p).negotiated) for p in draft.paragraphs}
    assert ranks["Moles."] == ranks["Green."] == (2, True)
    assert ranks["Red."] == ranks["Books."] == (0, False)


def test_notes_that_explain_a_bill_are_no_law():
    text = (
        "# Harbours Bill\n\n## Explanatory notes\n\nThis lights harbours.\n\n# A Bill to light harbours\n\n"
        "## Clause 1 Lights\n\nLight them.\n\n## Schedule 1 Lamps\n\nGreen.\n"
    )

    found = parts(text)

    assert found["This lights harbours."] == "explanatory"
    assert found["Light them."] == "enacting"
    assert found["Green."] == "schedule"


def test_an_organ_named_in_a_masthead_makes_no_resolution():
    assert "no other" in why("Economic and Social Council\n\n# Rules of lamps\n\nLamps are green.\n")


def test_a_note_of_a_secretariat_that_tells_of_a_meeting_in_a_point_is_no_resolution() -> None:
    text = "A/C.9/80/L.1\n\n# Organization of work\n\n1. The Secretariat offers what follows.\n\n"
    told = "At its 2nd meeting, held on 12 September 2031, the General Assembly gave nine items to the group."

    assert read(f"{text}2. {told}\n".encode(), name="a.md").profile == "plain"
    assert read(f"{text}{told}\n".encode(), name="a.md").profile == "un-resolution"
