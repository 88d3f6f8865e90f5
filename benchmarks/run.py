"""Run the measurements that have floors, one after the other, and with --check hold the floors.

    python benchmarks/run.py --corpora DIR [--check] [--only NAME]

The folder of corpora is given by --corpora or by DRAFTDIFF_CORPORA; without it nothing is measured and that is said.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from measurements import MEASUREMENTS

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Return 0 when every measurement ran and, with --check, held its floors."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", default=os.environ.get("DRAFTDIFF_CORPORA", ""))
    parser.add_argument("--check", action="store_true", help="fail below a floor")
    parser.add_argument("--only", default="", help="name of one measurement")
    arguments = parser.parse_args()
    if not arguments.corpora or not Path(arguments.corpora).is_dir():
        print("benchmarks: skipped, no corpora given (--corpora DIR or DRAFTDIFF_CORPORA)")
        return 0
    failed = []
    for script in measurements(arguments.only):
        print(f"== {script.stem}", flush=True)
        command = [sys.executable, str(script), "--corpora", arguments.corpora]
        if subprocess.run([*command, *(["--check"] if arguments.check else [])]).returncode:
            failed.append(script.stem)
    print(f"benchmarks: below a floor or broken: {', '.join(failed)}" if failed else "benchmarks: all held")
    return 1 if failed else 0


def measurements(only: str) -> list[Path]:
    """Return the scripts that hold floors, by name."""
    scripts = sorted(HERE / f"{item.script}.py" for item in MEASUREMENTS if item.checked)
    return [script for script in scripts if not only or script.stem == only]


if __name__ == "__main__":
    sys.exit(main())
