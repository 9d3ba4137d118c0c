"""Damages papers at random and reads them: each must give a Document or an InputError, soon, in little memory.

usage: python benchmarks/fuzz.py [PDF, JATS file or folder ...] [--runs N | --minutes T] [--seed S]
       [--extract] [--engine pdfplumber] [--save FOLDER]

Without paths: the corpus, and where ../shared is present the development papers, the broken files and
the JATS papers. Run number N damages one file by the seed N, so a run is repeated by its seed and its
file. Each run is a call of the supervised worker, within 20 s and 1 GiB. What gives anything else is a
failure: its changes are dropped one after the other as long as it still fails the same way, and the file
is saved under FOLDER (default out/fuzz) if it is small. Exit code 1 where there were failures.
"""

import argparse
import random
import re
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from extractor import supervisor
from extractor.runner import load_all, load_reading
from extractor.supervisor import Supervisor

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "dev"
DEFAULT = (ROOT / "corpus", SHARED / "pdf", SHARED / "pdf-broken", SHARED / "fulltext")
SECONDS = 20.0
MEMORY = 1024**3
SAVED_BYTES = 300_000
SUFFIXES = {".pdf", ".nxml", ".xml"}

Change = Callable[[bytes, random.Random], bytes]

_STREAM = re.compile(rb"stream\r?\n")
_OBJECT = re.compile(rb"\d+ 0 obj\b.{1,2000}?endobj", re.S)
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_TAG = re.compile(rb"</?[A-Za-z][^<>]{0,200}>")
_ODD = (b"0", b"-1", b"1", b"65536", b"2147483648", b"-99999999999", b"1e400", b"0.0000001", b"nan", b"")


def flip(data: bytes, rng: random.Random) -> bytes:
    """Some bytes become others."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 3, 10, 100))):
        out[rng.randrange(len(out))] = rng.randrange(256)
    return bytes(out)


def truncate(data: bytes, rng: random.Random) -> bytes:
    """The end is missing."""
    return data[: rng.randrange(1, len(data) + 1)]


def splice(data: bytes, rng: random.Random) -> bytes:
    """A piece is cut out, or stands somewhere else as well."""
    start = rng.randrange(len(data))
    piece = data[start : start + rng.choice((4, 64, 1024, 16384))]
    at = rng.randrange(len(data))
    if rng.random() < 0.5:
        return data[:start] + data[start + len(piece) :]
    return data[:at] + piece + data[at:]


def number(data: bytes, rng: random.Random) -> bytes:
    """A number is an odd one."""
    return _replaced(data, rng, _NUMBER, lambda _: rng.choice(_ODD))


def swap_objects(data: bytes, rng: random.Random) -> bytes:
    """Two objects change their bodies."""
    found = [m.span() for m in _OBJECT.finditer(data)]
    if len(found) < 2:
        return flip(data, rng)
    (a0, a1), (b0, b1) = sorted(rng.sample(found, 2))
    return data[:a0] + data[b0:b1] + data[a1:b0] + data[a0:a1] + data[b1:]


def swap_references(data: bytes, rng: random.Random) -> bytes:
    """Some references point elsewhere: to other kinds of objects, to themselves, in circles, nowhere."""
    for _ in range(rng.choice((1, 3, 10))):
        data = _replaced(data, rng, _REFERENCE, lambda _: b"%d 0 R" % rng.randrange(1, 60))
    return data


def damage_stream(data: bytes, rng: random.Random) -> bytes:
    """A stream is unpacked, damaged and packed again, so that its content is read and odd."""
    starts = [m.end() for m in _STREAM.finditer(data)]
    if not starts:
        return flip(data, rng)
    start = rng.choice(starts)
    end = data.find(b"endstream", start)
    if end < 0:
        return flip(data, rng)
    packer = zlib.decompressobj()
    try:
        content = packer.decompress(data[start:end], 4_000_000)
    except zlib.error:
        return data[:start] + flip(data[start:end] or b" ", rng) + data[end:]
    if not content:
        return flip(data, rng)
    for _ in range(rng.choice((1, 5, 50))):
        content = rng.choice((number, flip, splice, token))(content, rng) or b" "
    return data[:start] + zlib.compress(content, 1) + b"\n" + data[end:]


def token(data: bytes, rng: random.Random) -> bytes:
    """A word of the content is another one of it."""
    words = data.split(b" ", 4000)
    if len(words) > 2:
        words[rng.randrange(len(words))] = rng.choice(words)
    return b" ".join(words)


def swap_tags(data: bytes, rng: random.Random) -> bytes:
    """Some tags of XML are others, and then many do not match."""
    tags = [m.group() for m in _TAG.finditer(data[:2_000_000])]
    return _replaced(data, rng, _TAG, lambda _: rng.choice(tags)) if tags else flip(data, rng)


def move_element(data: bytes, rng: random.Random) -> bytes:
    """An element without elements stands where another stood; the XML stays whole."""
    pattern = re.compile(rb"<([A-Za-z-]+)[^<>]*>[^<>]*</\1>")
    found = [m.group() for m in pattern.finditer(data[:2_000_000])]
    return _replaced(data, rng, pattern, lambda _: rng.choice(found)) if found else flip(data, rng)


def _replaced(
    data: bytes, rng: random.Random, pattern: re.Pattern[bytes], new: Callable[[bytes], bytes]
) -> bytes:
    """One match, near a random place, is replaced."""
    found = pattern.search(data, rng.randrange(len(data) + 1)) or pattern.search(data)
    return data if not found else data[: found.start()] + new(found.group()) + data[found.end() :]


PDF_CHANGES: tuple[Change, ...] = (
    flip,
    truncate,
    splice,
    number,
    number,
    swap_objects,
    swap_references,
    swap_references,
    damage_stream,
    damage_stream,
    damage_stream,
)
XML_CHANGES: tuple[Change, ...] = (flip, truncate, splice, number, swap_tags, move_element, move_element)


def plan(data: bytes, seed: int) -> list[tuple[Change, int]]:
    """The changes that a seed stands for, each with a seed of its own."""
    rng = random.Random(seed)
    changes = PDF_CHANGES if b"%PDF-" in data[:1024] else XML_CHANGES
    count = rng.choice((1, 1, 2, 3, 6))
    return [(rng.choice(changes), rng.randrange(2**32)) for _ in range(count)]


def apply(data: bytes, changes: Sequence[tuple[Change, int]]) -> bytes:
    """The data after the changes."""
    for change, seed in changes:
        if data:
            data = change(data, random.Random(seed))
    return data


def mutate(data: bytes, seed: int) -> bytes:
    """The data, damaged as the seed says."""
    return apply(data, plan(data, seed))


def attempt(path: Path, extract: bool = False, engine: str = "pdfium") -> str:
    """Reads a file: ``"document"``, or the name of the ``InputError``. Whatever else rises is a failure."""
    from extractor.assembly import extract as assemble
    from extractor.errors import InputError
    from extractor.reading import read
    from extractor.reading.pdf import read_pdf

    try:
        if engine == "pdfium":
            document = read(path)
        else:
            document = read_pdf(path, path.read_bytes(), engine="pdfplumber")
    except InputError as error:
        return type(error).__name__
    if len(document.text) and not document.text.strip():
        raise AssertionError("a document without text")
    if document.ink is not None and len(document.ink.pages) != len(document.text):
        raise AssertionError("ink and text differ in length")
    if extract:
        for record in assemble(document):
            record.model_dump_json()
    return "document"


def outcome(calls: Supervisor, path: Path, data: bytes, options: argparse.Namespace) -> tuple[bool, str]:
    """Whether all is well, and what happened in a few words."""
    path.write_bytes(data)
    try:
        return True, calls.run(attempt, path, options.extract, options.engine)
    except supervisor.Stopped as stopped:
        return False, f"{type(stopped).__name__} {stopped}".replace(str(path), "FILE")[:160]


def kind_of(message: str) -> str:
    """What two failures of one cause share: the message without its numbers."""
    return re.sub(r"\d+", "0", message)[:60]


def reduce(
    calls: Supervisor, path: Path, data: bytes, seed: int, message: str, options: argparse.Namespace
) -> bytes:
    """The file with as few of the changes as still make it fail the same way."""
    changes = plan(data, seed)
    for change in list(changes):
        fewer = [other for other in changes if other is not change]
        ok, now = outcome(calls, path, apply(data, fewer), options)
        if not ok and kind_of(now) == kind_of(message):
            changes = fewer
    return apply(data, changes)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--runs", type=int)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--seed", type=int, default=0, help="of the first run")
    parser.add_argument("--extract", action="store_true", help="take the documents to records, too")
    parser.add_argument("--engine", choices=["pdfium", "pdfplumber"], default="pdfium")
    parser.add_argument("--save", type=Path, default=ROOT / "out" / "fuzz")
    options = parser.parse_args()
    found = [path for path in options.paths or DEFAULT if path.exists()]
    files = [
        file
        for path in found
        for file in (sorted(path.rglob("*")) if path.is_dir() else [path])
        if file.suffix in SUFFIXES and file.stat().st_size
    ]
    if options.engine == "pdfplumber":
        files = [file for file in files if file.suffix == ".pdf"]
    if not files:
        parser.error("no PDF or JATS file found")
    contents = [file.read_bytes() for file in files]
    # small files are quick, and a change hits more of what matters: they have more of the runs
    weights = [1 / (1 + len(content) / 50_000) ** 0.5 for content in contents]
    stop = time.monotonic() + 60 * options.minutes if options.minutes else float("inf")
    runs = options.runs or (10_000 if not options.minutes else sys.maxsize)
    happened: Counter[str] = Counter()
    failures: Counter[str] = Counter()
    slowest, slowest_seed = 0.0, 0
    started = time.monotonic()
    seed = options.seed
    with (
        tempfile.TemporaryDirectory() as folder,
        Supervisor(
            seconds=SECONDS, memory_bytes=MEMORY, warm=load_all if options.extract else load_reading
        ) as calls,
    ):
        while seed < options.seed + runs and time.monotonic() < stop:
            (which,) = random.Random(f"file {seed}").choices(range(len(files)), weights)
            path = Path(folder, f"mutated{files[which].suffix}")
            before = time.monotonic()
            ok, message = outcome(calls, path, mutate(contents[which], seed), options)
            if time.monotonic() - before > slowest:
                slowest, slowest_seed = time.monotonic() - before, seed
            happened[message if ok else "failure"] += 1
            if not ok:
                failures[kind_of(message)] += 1
                if failures[kind_of(message)] == 1:
                    print(f"seed {seed} {files[which].name}: {message}", flush=True)
                    small = reduce(calls, path, contents[which], seed, message, options)
                    if len(small) <= SAVED_BYTES:
                        options.save.mkdir(parents=True, exist_ok=True)
                        (options.save / f"{seed}-{files[which].name}").write_bytes(small)
            seed += 1
    spent = time.monotonic() - started
    print(
        f"{seed - options.seed} runs over {len(files)} files in {spent:.0f} s: "
        + ", ".join(f"{count} {name}" for name, count in happened.most_common())
    )
    print(f"slowest run {slowest:.1f} s (seed {slowest_seed}), peak memory {calls.peak_kib // 1024} MiB")
    for message, count in failures.most_common():
        print(f"{count:5} {message}")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
