"""Seconds a page for reading and for extraction (language and assembly), against pdfplumber's own words on the same pages.

usage: python benchmarks/speed.py [PDF or folder ...] [--rounds N] [--json]

Without paths: the corpus, and the development papers where ../shared is present. Each paper goes
through all stages and through ``pdfplumber``'s ``extract_words`` in turn, ``--rounds`` times; the
fastest round counts. Loading libraries and building the pipeline is timed apart.
"""

import argparse
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pdfplumber

ROOT = Path(__file__).resolve().parents[1]
DEFAULT = (ROOT / "corpus", ROOT.parent / "shared" / "review", ROOT.parent / "shared" / "dev" / "pdf")
T = TypeVar("T")
STAGES = ("reading", "extraction", "pdfplumber")


@dataclass
class Timing:
    """Seconds a stage took on one paper, the fastest round of each."""

    path: Path
    pages: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    def note(self, stage: str, seconds: float) -> None:
        self.seconds[stage] = min(seconds, self.seconds.get(stage, seconds))


def timed(call: Callable[[], T]) -> tuple[T, float]:
    """What a call returns, and the processor seconds it took."""
    start = time.process_time()
    value = call()
    return value, time.process_time() - start


def words(path: Path) -> int:
    """Reads the words of every page as pdfplumber does by itself; returns the number of pages."""
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_words()
            page.close()
        return len(pdf.pages)


def measure(path: Path, rounds: int) -> Timing:
    """Times every stage on one paper."""
    from extractor.assembly import extract
    from extractor.reading import read

    timing = Timing(path)
    for _ in range(rounds):
        document, seconds = timed(lambda: read(path))
        timing.note("reading", seconds)
        _, seconds = timed(lambda: extract(document))  # noqa: B023
        timing.note("extraction", seconds)
        timing.pages, seconds = timed(lambda: words(path))
        timing.note("pdfplumber", seconds)
    return timing


def warm_up(path: Path) -> float:
    """Loads the libraries and builds the pipeline; returns the seconds that takes."""

    def first() -> None:
        from extractor.assembly import extract
        from extractor.reading import read

        extract(read(path))

    return timed(first)[1]


def row(name: str, pages: int, seconds: dict[str, float]) -> dict[str, float | int | str]:
    """Milliseconds a page by stage, and the ratio of the whole to pdfplumber."""
    ours = sum(seconds[stage] for stage in STAGES[:2])
    return {
        "paper": name,
        "pages": pages,
        **{f"{stage}_ms": round(1000 * seconds[stage] / pages, 1) for stage in STAGES},
        "ratio": round(ours / seconds["pdfplumber"], 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = [path for path in options.paths or DEFAULT if path.exists()]
    files = [file for path in found for file in (sorted(path.glob("*.pdf")) if path.is_dir() else [path])]
    if not files:
        parser.error("no PDF found")
    load = warm_up(files[0])
    timings = [measure(file, max(1, options.rounds)) for file in files]
    total = {stage: sum(t.seconds[stage] for t in timings) for stage in STAGES}
    rows = [row(t.path.name, t.pages, t.seconds) for t in timings]
    rows.append(row("all", sum(t.pages for t in timings), total))
    if options.json:
        print(json.dumps({"load_seconds": round(load, 2), "rows": rows}, indent=1))
        return
    width = max(len(str(r["paper"])) for r in rows)
    print(f"{'milliseconds a page':{width}} pages " + " ".join(f"{s:>10}" for s in STAGES) + "   ratio")
    for r in rows:
        cells = " ".join(f"{r[f'{stage}_ms']:>10}" for stage in STAGES)
        print(f"{r['paper']:{width}} {r['pages']:5} {cells} {r['ratio']:>7}")
    print(f"libraries and pipeline load once in {load:.2f} s; ratio = our stages / pdfplumber extract_words")


if __name__ == "__main__":
    main()
