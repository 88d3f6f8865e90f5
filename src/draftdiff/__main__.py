"""The command `draftdiff`, also as `python -m draftdiff`."""

from __future__ import annotations

import sys

from draftdiff import stopping


def main() -> None:
    """Run the command line; a known error is one message on stderr and exit status 2."""
    stopping.end_at_signals()
    from draftdiff.cli import run

    try:
        status = run(sys.argv[1:])
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output went away: say no more, not even at the flush on the way out.
        stopping.quiet_streams()
        status = 2
    stopping.ignore_signals()
    sys.exit(status)


if __name__ == "__main__":
    main()
