"""Feed damaged documents to a reader until the time is over; a crash that is not one of our errors is kept.

    python benchmarks/hostile/fuzz.py FORMAT [--seconds 300] [--keep DIR]

FORMAT is markdown, text, html, xml, akoma-ntoso, docx, docx-part or pdf; docx-part changes the XML inside a package and
packs it again, so that the changes get past the zip. With atheris installed the changes are led by coverage; without it
they are random ones. Inputs that crash, and those that take longer than ten seconds, are written to the folder.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Any

# In place of this folder, whose names would hide modules of the standard library.
HERE = Path(__file__).resolve().parent
sys.path[0] = str(HERE)
sys.path.append(str(HERE.parents[1]))

try:
    import atheris
except ImportError:
    atheris = None

with atheris.instrument_imports(include=["draftdiff"]) if atheris else nullcontext():
    import draftdiff
    import draftdiff.readers.akoma_ntoso
    import draftdiff.readers.docx
    import draftdiff.readers.html
    import draftdiff.readers.legislative_xml
    import draftdiff.readers.markdown
    import draftdiff.readers.pdf
    import draftdiff.readers.plain_text
    import draftdiff.readers.structure

from tests.hostile.documents import EXAMPLE, good_docx, part, repacked, small_pdf  # noqa: E402

DraftdiffError = draftdiff.DraftdiffError
Limits, Options = draftdiff.Limits, draftdiff.Options

SLOW = 10
"""Seconds after which an input of some kilobytes is a fault too."""
SMALL = 4_000
"""Bytes of a seed: small ones are tried more often."""

_SIGNS = (b"<", b">", b"[", b"]", b"\0", b"\xff", b"\n\n", b"&", b'"', b"1.")
_BILL = b"""<?xml version="1.0"?><bill><form><legis-num>H. R. 1</legis-num>
<official-title>An Act</official-title></form>
<legis-body><section id="a"><enum>1.</enum><header>Short title</header><text>This Act may be cited.</text>
<subsection id="b"><enum>(a)</enum><text>The <quote>Secretary</quote> shall report.</text></subsection></section>
</legis-body></bill>"""
_AKN = b"""<?xml version="1.0"?><akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><body>
<chapter eId="c"><num>I</num><heading>Scope</heading><article eId="d"><num>1</num><paragraph><num>1.</num><content>
<p>Parties shall <ins>each</ins> report.</p></content></paragraph></article></chapter></body></act></akomaNtoso>"""
_HTML = b"""<!doctype html><html lang="en"><head><title>T</title></head><body><h1>Plan</h1><p>1. States <b>should</b>
report.<sup><a href="#n1" id="r1">1</a></sup></p><ul><li>a<ol><li>b</li></ol></li></ul><table><tr><td rowspan="2"
colspan=3>x</td><td>y</td></tr><tr><td>z</td></tr></table><del>old</del><ins>new</ins><p id="n1">1 Note.</p>
</body></html>"""


def seeds(format: str) -> list[bytes]:
    """Return documents to begin with."""
    markdown = (EXAMPLE / "first-draft.md").read_bytes()
    notes = b"# T\n\n1. A[^1] | b\n\n> q\n\n| a | b |\n| - | - |\n| c | d |\n\n[^1]: Note.\n\n- x\n  - y\n"
    return {
        "markdown": [markdown[:SMALL], notes],
        "text": [
            markdown[:SMALL],
            b"A/RES/70/237\n\n  1.  Decides 1/ that\nit re-\nports.\n\x0c\n2/3\n1/ Note.\n",
        ],
        "html": [_HTML],
        "xml": [_BILL],
        "akoma-ntoso": [_AKN],
        "docx": [good_docx()],
        "docx-part": [
            part("word/document.xml")[: 3 * SMALL],
            part("word/styles.xml")[:SMALL],
            part("word/document.xml"),
        ],
        "pdf": [small_pdf(5), small_pdf(60)],
    }[format]


def packed(data: bytes) -> bytes:
    """Return a package that holds this XML as its document, or as another part told by the first byte."""
    names = ("word__document.xml", "word__styles.xml", "word__numbering.xml", "word__footnotes.xml")
    return repacked(**{names[data[0] % 8] if data and data[0] < 8 else names[0]: data[data[:1] < b"\x08" :]})


class TooSlow(Exception):
    """An input of some kilobytes took longer than its seconds."""


def _stop(number: int, frame: object) -> None:
    raise TooSlow


def attempt(data: bytes, format: str, keep: Path) -> bool:
    """Read the data, and keep it if that ends in anything but a draft or an error of ours."""
    wanted = "docx" if format == "docx-part" else format
    signal.signal(signal.SIGALRM, _stop)
    signal.alarm(SLOW)
    document = packed(data) if format == "docx-part" else data
    try:
        draftdiff.read(document, options=Options(read_as=wanted, limits=Limits(unpacked_bytes=50_000_000)))
    except DraftdiffError:
        return True
    except (Exception, TooSlow) as error:
        frames = traceback.extract_tb(error.__traceback__)
        last = next((frame for frame in reversed(frames) if "draftdiff" in frame.filename), frames[-1])
        about = f"{type(error).__name__}-{Path(last.filename).stem}-{last.lineno}"
        path = keep / f"{format}-{about}-{hashlib.sha256(document).hexdigest()[:8]}"
        if not list(keep.glob(f"{format}-{about}-*")):
            path.write_bytes(document)
            print(f"{path.name}: {error}", flush=True)
        return False
    finally:
        signal.alarm(0)
    return True


def changed(data: bytes, source: random.Random, known: list[bytes]) -> bytes:
    """Return the data with one to eight random changes: bytes anew, stretches out, doubled or moved."""
    for _ in range(source.randint(1, 8)):
        if not data:
            return source.choice(known)
        start = source.randrange(len(data))
        end = min(len(data), start + source.choice((1, 1, 2, 8, 40, 400)))
        other = source.choice(known)
        at = source.randrange(len(other))
        data = source.choice(
            (
                data[:start] + source.randbytes(end - start) + data[end:],
                data[:start] + data[end:],
                data[:end] + data[start:end] * source.choice((1, 2, 50)) + data[end:],
                data[:start] + other[at : at + end - start] + data[end:],
                data[:start] + source.choice(_SIGNS) + data[start:],
            )
        )[:200_000]
    return data


def at_random(format: str, seconds: float, keep: Path) -> tuple[int, int]:
    """Return how many inputs were tried and how many of them crashed."""
    source, known = random.Random(11), seeds(format)
    until, tried, crashed = time.monotonic() + seconds, 0, 0
    while time.monotonic() < until:
        crashed += not attempt(changed(source.choice(known), source, known), format, keep)
        tried += 1
    return tried, crashed


def _attempt(format: str, keep: Path, data: bytes) -> None:
    attempt(data, format, keep)


def by_coverage(format: str, seconds: float, keep: Path) -> None:
    """Hand over to atheris, which ends the process when the time is over."""
    corpus = keep / f"corpus-{format}"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds(format)):
        (corpus / f"seed-{number}").write_bytes(data)
    module: Any = atheris
    flags = [f"-max_total_time={int(seconds)}", "-max_len=60000", "-rss_limit_mb=4000", "-timeout=60"]
    module.Setup([sys.argv[0], str(corpus), *flags], partial(_attempt, format, keep))
    module.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("format")
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--keep", type=Path, default=Path("fuzz"), help="folder for inputs that crash")
    parser.add_argument("--random", action="store_true", help="random changes also where atheris is there")
    arguments = parser.parse_args()
    arguments.keep.mkdir(parents=True, exist_ok=True)
    run: Callable[..., Any] = by_coverage if atheris and not arguments.random else at_random
    found = partial(run, arguments.format, arguments.seconds, arguments.keep)()
    tried, crashed = found or (0, 0)
    print(f"{arguments.format}: {tried} tried, {crashed} crashed")
    return 1 if crashed else 0


if __name__ == "__main__":
    sys.exit(main())
