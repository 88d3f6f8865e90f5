"""The life of every paragraph through a chain of drafts.

Neighbouring drafts are compared; the beads of each step are links, and paragraphs that hang together by links are one
thread. What died and was born again in a later draft is linked by its words; a direct alignment of the first and the
last draft shows where the chain may be wrong.
"""

from draftdiff.threads.chain import chain_alignment, composed_links
from draftdiff.threads.names import draft_names
from draftdiff.threads.trace import trace

__all__ = ["chain_alignment", "composed_links", "draft_names", "trace"]
