"""Measures how often each rule is right on labelled papers, into ``patterns/confidence.json``.

usage: python benchmarks/confidence.py [--check]

Counted are the gold papers and the development abstracts that are present, each paper once. Rules
were written against these papers, so the figures lean to the bright side. ``--check`` fails where
the file has not the counts of today (only meaningful where all papers are present).
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from extractor.assembly import extract
from extractor.assembly.confidence import FILE, dump
from extractor.reading import read
from extractor.records import read_jsonl
from extractor.scoring import goldset
from extractor.scoring.agreement import AnyRecord
from extractor.scoring.alignment import Comparison

ROOT = Path(__file__).resolve().parents[1]
DEV = ROOT.parent / "shared" / "dev" / "abstracts"


def labelled() -> Iterator[tuple[Path, str, tuple[AnyRecord, ...]]]:
    """Paper, doc_id and labels of everything that is labelled and present; each paper once."""
    seen: set[str] = set()
    for document in goldset.load(ROOT / "gold").documents:
        if document.doc_id not in seen:
            seen.add(document.doc_id)
            yield document.path, document.doc_id, document.records
    if (DEV / "gold.jsonl").is_file():
        records = read_jsonl(DEV / "gold.jsonl")
        for path in sorted(DEV.glob("*.txt")):
            if path.stem not in seen:
                yield path, path.stem, tuple(r for r in records if r.doc_id == path.stem)


def measure() -> dict[str, dict[str, tuple[int, int]]]:
    """By kind and rule: how many records agree strictly with a label, and how many were made."""
    counts: dict[str, dict[str, tuple[int, int]]] = {}
    for path, doc_id, gold in labelled():
        pred = tuple(extract(read(path, doc_id=doc_id)))
        for kind, alignment in Comparison(doc_id, gold, pred).alignments.items():
            agreed = set(alignment.strict.values())
            for j, record in enumerate(alignment.pred):
                right, made = counts.setdefault(kind, {}).get(record.rule or "", (0, 0))
                counts[kind][record.rule or ""] = right + (j in agreed), made + 1
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="fail where the file is out of date")
    path = ROOT / "patterns" / FILE
    check = parser.parse_args().check
    counts = measure()
    text = dump(counts)
    for kind, rules in sorted(counts.items()):
        right, made = (sum(column) for column in zip(*rules.values(), strict=True))
        print(f"{kind}: {right} of {made} right, {len(rules)} rules")
    if check:
        sys.exit(
            None if path.is_file() and path.read_text(encoding="utf8") == text else f"{path}: out of date"
        )
    path.write_text(text, encoding="utf8")
    print(f"wrote {path}")


if __name__ == "__main__":
    main()
