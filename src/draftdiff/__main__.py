"""The command `draftdiff`, also as `python -m draftdiff`."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line; a known error is one message on stderr and exit status 2."""
    from draftdiff.cli import run

    try:
        status = run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output went away: say no more, not even at the flush on the way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        status = 2
    sys.exit(status)


if __name__ == "__main__":
    main()
