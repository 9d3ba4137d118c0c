"""Reads each damaged, encrypted or odd file in a worker of its own limits: 20 s and 1 GiB.

usage: python benchmarks/broken.py [FOLDER] [--engine pdfplumber] [--list]

Without a folder: the broken files of ../shared. Each must give a document or one ``InputError``; exit code
1 where one gave anything else. Prints how many gave what, the slowest file and the peak memory.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from extractor import supervisor
from extractor.runner import load_reading
from extractor.supervisor import Supervisor

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 20.0
MEMORY = 1024**3


def attempt(path: Path, engine: str) -> str:
    """``"document"``, or the name of the ``InputError``."""
    from extractor.errors import InputError
    from extractor.reading.pdf import read_pdf

    try:
        read_pdf(path, path.read_bytes(), engine="pdfplumber" if engine == "pdfplumber" else "pdfium")
    except InputError as error:
        return type(error).__name__
    return "document"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    default = ROOT.parent / "shared" / "dev" / "pdf-broken"
    parser.add_argument("folder", nargs="?", type=Path, default=default)
    parser.add_argument("--engine", choices=["pdfium", "pdfplumber"], default="pdfium")
    parser.add_argument("--list", action="store_true", help="what each file gave")
    options = parser.parse_args()
    files = sorted(file for file in options.folder.iterdir() if file.is_file() and file.suffix == ".pdf")
    happened: Counter[str] = Counter()
    spent: list[tuple[float, str]] = []
    failed = False
    with Supervisor(seconds=SECONDS, memory_bytes=MEMORY, warm=load_reading, calls_per_worker=1) as calls:
        for file in files:
            started = time.monotonic()
            try:
                outcome = calls.run(attempt, file, options.engine)
            except supervisor.Stopped as stopped:
                outcome, failed = f"{type(stopped).__name__} ({stopped})", True
            spent.append((time.monotonic() - started, file.name))
            happened[outcome] += 1
            if options.list:
                print(f"{spent[-1][0]:6.2f} s {outcome:14} {file.name}")
    seconds, slowest = max(spent)
    print(f"{len(files)} files: " + ", ".join(f"{count} {name}" for name, count in happened.most_common()))
    print(f"slowest {seconds:.1f} s ({slowest}), peak resident memory {calls.peak_kib // 1024} MiB")
    sys.exit(failed)


if __name__ == "__main__":
    main()
