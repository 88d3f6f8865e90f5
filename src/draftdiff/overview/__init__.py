"""What a monitor would say of a comparison: findings about the whole document, and sentences in order.

`summarize` gives the findings, `follow_terms` those of any terms, `story` the sentences that renderers print.
"""

from draftdiff.overview.point import Group, Point, Story
from draftdiff.overview.story import story
from draftdiff.overview.summarize import summarize
from draftdiff.overview.terms import follow_terms

__all__ = ["Group", "Point", "Story", "follow_terms", "story", "summarize"]
