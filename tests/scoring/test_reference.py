"""Our counts equal those of the independent reference scorer on the same two files."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.records import ENDPOINT_CODES, parse, read_jsonl, to_jsonl
from extractor.scoring.alignment import compare
from extractor.scoring.report import Options, as_json

SEEDS = (1, 2, 3, 4)


def perturbed(records, seed):
    """Some records dropped, doubled, moved to another study, or with one compared field changed."""
    rng = random.Random(seed)
    out = []
    for record in records:
        data = record.model_dump(mode="json")
        roll = rng.random()
        if roll < 0.1:
            continue
        if roll < 0.6:
            change(data, rng)
        if rng.random() < 0.2:
            data["study"]["refs"] = [rng.randint(1, 3)]
        if rng.random() < 0.1:
            data["source"] = "table"
        out += [parse(data)] * (2 if rng.random() < 0.1 else 1)
    rng.shuffle(out)
    return out


def change(data, rng):
    kind = data["kind"]
    if kind == "dose":
        field = rng.choice(["total_gy", "fractions", "per_fraction_gy", "derived", "comparator", "measure"])
        data[field] = {
            "derived": [rng.choice(["total_gy", "fractions", "per_fraction_gy"])],
            "comparator": rng.choice([">=", "~"]),
            "measure": rng.choice(["bed", "eqd2"]),
        }.get(field, rng.choice([None, 2, {"low": 3, "high": 5}]))
    elif kind == "cohort":
        data.update(rng.choice([{"n": rng.randint(1, 50)}, {"unit": "lesions"}]))
    elif kind == "endpoint":
        data.update(
            rng.choice(
                [
                    {"endpoint": rng.choice(ENDPOINT_CODES)},
                    {"statistic": "declared", "role": rng.choice(["primary", "secondary", None])},
                    {"timepoint_months": (data["timepoint_months"] or 12) * rng.choice([1.01, 1.03])},
                    {"value": None, "not_reached": rng.random() < 0.5},
                    {"unit": rng.choice(["months", "percent", None])},
                    {"grade_min": rng.choice([2, 3])},
                ]
            )
        )
    else:
        data.update(rng.choice([{"comparator": "<"}, {"value": 0.05}, {"endpoint": "overall_survival"}]))


def reference(shared: Path, gold: Path, pred: Path, *options: str):
    script = shared / "contract" / "score.py"
    if not script.is_file():
        pytest.skip("the reference scorer is absent")
    command = [sys.executable, "-W", "ignore", script, gold, pred, "--json", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def write(path: Path, records) -> Path:
    path.write_text("".join(line + "\n" for line in to_jsonl(records)), encoding="utf8")
    return path


def assert_same(shared, gold: Path, pred: Path):
    comparisons = compare(read_jsonl(gold), read_jsonl(pred))
    for source in (None, "prose", "table"):
        theirs = reference(shared, gold, pred, *(["--source", source] if source else []))
        ours = as_json(comparisons, Options(source=source))
        assert {mode: ours[mode] for mode in theirs} == theirs | {
            # the reference reports the link of each kind only
            "strict": {**theirs["strict"], "micro": ours["strict"]["micro"] | theirs["strict"]["micro"]}
        }


@pytest.mark.parametrize("seed", SEEDS)
def test_perturbed_abstracts(shared, tmp_path, seed):
    records = read_jsonl(shared / "dev" / "abstracts" / "gold.jsonl")
    gold = write(tmp_path / "gold.jsonl", perturbed(records, -seed))
    assert_same(shared, gold, write(tmp_path / "pred.jsonl", perturbed(records, seed)))


def test_fact_sheets_of_one_document(shared, tmp_path):
    records = [
        record.model_copy(update={"doc_id": "all"})
        for path in sorted((shared / "references").glob("*.jsonl"))
        for record in read_jsonl(path)
    ]
    gold = write(tmp_path / "gold.jsonl", records)
    for seed in SEEDS[:2]:
        assert_same(shared, gold, write(tmp_path / "pred.jsonl", perturbed(records, seed)))


def test_predictions_without_gold_are_not_counted(shared, tmp_path):
    records = read_jsonl(shared / "dev" / "abstracts" / "gold.jsonl")
    ids = sorted({r.doc_id for r in records})[:5]
    gold = write(tmp_path / "gold.jsonl", [r for r in records if r.doc_id in ids])
    assert_same(shared, gold, write(tmp_path / "pred.jsonl", records))
