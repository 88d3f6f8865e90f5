"""Many pairs, or chains, of drafts in one run that can stop anywhere and go on.

A manifest names the drafts; every pair is one job whose outputs stand whole in a folder of their own; what is done is
told by a marker there, so that a second run does only the rest. Jobs go through `concurrent.futures`: processes of this
machine, a Dask cluster, or any other engine with that interface.
"""

from draftdiff.batches.jobs import Job, Outcome, carry_out
from draftdiff.batches.manifest import Entry, Manifest
from draftdiff.batches.runs import Report, run_batch

__all__ = ["Entry", "Job", "Manifest", "Outcome", "Report", "carry_out", "run_batch"]
