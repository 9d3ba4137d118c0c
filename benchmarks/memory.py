"""Resident memory while paper after paper is read and extracted in one process: it should stay flat.

usage: python benchmarks/memory.py [PDF or folder ...] [--pages N] [--read]

Without paths: the corpus, and the development papers where ../shared is present. They are gone through
in turn until N pages (default 500) are done. The first round loads libraries and fills caches, so the
growth is counted from the first pages on and from 100 pages on.
"""

import argparse
import gc
import os
from pathlib import Path

from extractor.assembly import extract
from extractor.reading import read

ROOT = Path(__file__).resolve().parents[1]
DEFAULT = (ROOT / "corpus", ROOT.parent / "shared" / "review", ROOT.parent / "shared" / "dev" / "pdf")
MARKS = (100, 250, 500, 1000, 2500, 5000)


def resident_mib() -> float:
    """Resident memory of this process, in MiB (Linux)."""
    with Path("/proc/self/statm").open() as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1024**2


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--read", action="store_true", help="read only, without taking them to records")
    options = parser.parse_args()
    found = [path for path in options.paths or DEFAULT if path.exists()]
    files = [file for path in found for file in (sorted(path.glob("*.pdf")) if path.is_dir() else [path])]
    if not files:
        parser.error("no PDF found")

    pages = papers = 0
    marks = [mark for mark in MARKS if mark < options.pages] + [options.pages]
    print(f"{'pages':>6} {'papers':>6} {'MiB':>7}")
    print(f"{0:6} {0:6} {resident_mib():7.1f}  loaded")
    while pages < options.pages:
        document = read(files[papers % len(files)])
        if not options.read:
            extract(document)
        pages += max(1, len(document.page_sizes))
        papers += 1
        if papers == 1 or papers == len(files) or pages >= marks[0]:
            del document
            gc.collect()
            note = "first paper" if papers == 1 else "each paper once" if papers == len(files) else ""
            print(f"{pages:6} {papers:6} {resident_mib():7.1f}  {note}".rstrip(), flush=True)
            while marks and pages >= marks[0]:
                marks.pop(0)


if __name__ == "__main__":
    main()
