"""Says every sentence of ``tests/assembly/forms`` in other words and counts those that are read otherwise.

usage: python benchmarks/reworded.py [--show NAME]
The changes are in ``rewordings.toml``: none changes what is stated, so the records must stay as they are. A rule that reads one
wording only shows here. ``--show`` prints what a change does to the sentences that it breaks.
"""

import argparse
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path

from extractor.assembly import extract
from extractor.assembly.explain import as_document
from extractor.describe import values

HERE = Path(__file__).resolve().parent
FORMS = HERE.parent / "tests/assembly/forms"
KINDS = ("dose", "cohort", "endpoint", "p_value")


@dataclass(frozen=True, slots=True)
class Variant:
    """A sentence in other words and what it must state, by kind."""

    change: str
    said: str
    text: str
    states: dict[str, list[str]]


def variants() -> Iterator[Variant]:
    """Each change at every sentence that it changes."""
    changes = tomllib.loads((HERE / "rewordings.toml").read_text("utf8"))
    words = [(c["name"], re.compile(c["find"]), c["write"]) for c in changes["words"]]
    names: list[list[str]] = changes["names"]
    for path in sorted(FORMS.glob("*.toml")):
        file = tomllib.loads(path.read_text("utf8"))
        kinds = file.get("kinds", KINDS)
        for case in [*file["states"], *({"text": text} for text in file["nothing"])]:
            said, states = case["text"], {kind: case.get(kind, []) for kind in kinds}
            for name, find, write in words:
                if (text := find.sub(write, said)) != said:
                    yield Variant(name, said, text, states)
            yield from renamed(said, states, names)


def renamed(said: str, states: dict[str, list[str]], names: list[list[str]]) -> Iterator[Variant]:
    """The sentence with one outcome for another, by its word, its abbreviation and its name in a record."""
    stated = "\n".join(item for items in states.values() for item in items)
    for i, (words, short, name) in enumerate(names):
        other, other_short, other_name = names[(i + 1) % len(names)]
        if name not in stated or other_name in stated or other in said.lower() or other_short in said:
            continue
        text = re.sub(rf"\b{short}\b", other_short, re.sub(rf"\b{words}\b", other, said))
        text = re.sub(rf"\b{words.capitalize()}\b", other.capitalize(), text)
        if text != said:
            renamed_states = {k: [s.replace(name, other_name) for s in v] for k, v in states.items()}
            yield Variant("another outcome", said, text, renamed_states)


def found(variant: Variant) -> dict[str, list[str]]:
    """What the variant states when it is read, of the kinds that are looked at."""
    records = extract(as_document(variant.text))
    return {kind: [values(r) for r in records if r.kind == kind] for kind in variant.states}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", metavar="NAME", default="")
    shown = parser.parse_args().show
    cases = [v for v in variants() if shown in {"", v.change}]
    tried, broken = Counter(v.change for v in cases), Counter[str]()
    with Pool() as pool:
        for variant, states in zip(cases, pool.imap(found, cases, chunksize=50), strict=True):
            if states != variant.states:
                broken[variant.change] += 1
                if shown:
                    sys.stdout.write(f"{variant.text}\n  {variant.states}\n  {states}\n")
    for change, count in sorted(tried.items(), key=lambda item: -broken[item[0]] / item[1]):
        sys.stdout.write(f"{change:32} {broken[change]:5} of {count:5} read otherwise\n")
    total, wrong = tried.total(), broken.total()
    sys.stdout.write(f"{'all':32} {wrong:5} of {total:5} read otherwise: {wrong / total:.2%}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
