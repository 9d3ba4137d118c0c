"""Measures how often each rule is right on labelled papers, into ``patterns/confidence.json``.

usage: python benchmarks/confidence.py [--check]

Counted are the gold papers, the labelled parts of full papers (``gold/dev``, those not held out), the
adjudicated abstracts, and ours but for those that are only measured: of what is present each paper once.
Rules were written against most of these papers, so the figures lean to the bright side. ``--check`` fails where the file has not the counts of today
(only meaningful where all papers are present).
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from abstracts import OURS, labels_of, only_measured
from full_papers import HELD_OUT, RECALLED, REST, WHOLE, labelled_parts, paper_of

from extractor.assembly import extract
from extractor.assembly.confidence import FILE, dump
from extractor.reading import read
from extractor.records import read_jsonl
from extractor.scoring import goldset
from extractor.scoring.alignment import Comparison

ROOT = Path(__file__).resolve().parents[1]
DEV = ROOT.parent / "shared" / "dev"


def extracted() -> Iterator[Comparison]:
    """Labels and records of everything that is labelled and present; each paper once."""
    seen: set[str] = set()
    for document in goldset.load(ROOT / "gold").documents:
        if document.set == goldset.REVIEW and document.doc_id not in seen:
            seen.add(document.doc_id)
            pred = extract(read(document.path, doc_id=document.doc_id))
            yield Comparison(document.doc_id, document.records, tuple(pred))
    for labels in sorted((ROOT / "gold" / "dev").glob("*.jsonl")):
        path = DEV / "fulltext" / f"{labels.stem}.nxml"
        if path.is_file() and labels.stem not in (*HELD_OUT, *RECALLED):
            paper = read(path, doc_id=labels.stem)
            pred, gold_records = extract(paper), list(read_jsonl(labels))
            if (rest := REST / labels.name).is_file():
                gold_records.extend(read_jsonl(rest))
            else:
                pred = labelled_parts(paper, pred)
            yield Comparison(labels.stem, tuple(gold_records), tuple(pred))
    for labels in sorted(WHOLE.glob("*.jsonl")):
        path = paper_of(labels.stem, DEV / "fulltext", "nxml")
        if path.is_file():
            found = extract(read(path, doc_id=labels.stem))
            yield Comparison(labels.stem, tuple(read_jsonl(labels)), tuple(found))
    gold = DEV / "abstracts" / "gold.jsonl"
    records = read_jsonl(gold) if gold.is_file() else []
    for doc_id in sorted({r.doc_id for r in records}):
        pred = extract(read(gold.with_name(f"{doc_id}.txt"), doc_id=doc_id))
        yield Comparison(doc_id, tuple(r for r in records if r.doc_id == doc_id), tuple(pred))
    for i, paper in enumerate(sorted(OURS.glob("*.txt"))):
        if not only_measured(i):
            yield Comparison(paper.stem, tuple(labels_of(paper)), tuple(extract(read(paper))))


def measure() -> dict[str, dict[str, tuple[int, int]]]:
    """By kind and rule: how many records agree strictly with a label, and how many were made."""
    counts: dict[str, dict[str, tuple[int, int]]] = {}
    for comparison in extracted():
        for kind, alignment in comparison.alignments.items():
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
