#!/usr/bin/env python3
"""Sets every corpus/*.typ as a PDF beside it and writes its sha256 into manifest.json.

    pip install typst==0.15.2
    python corpus/build.py           # build
    python corpus/build.py --check   # build in memory, compare with the files, write nothing

Same source and same typst version give the same bytes: only the fonts in the wheel are used,
the sources carry no date, and the clock is fixed.
"""

import hashlib
import json
import pathlib
import sys

import typst

WANTED = "0.15.2"
HERE = pathlib.Path(__file__).resolve().parent
MANIFEST = HERE / "manifest.json"


def build(source: pathlib.Path) -> bytes:
    return typst.compile(str(source), root=str(HERE), format="pdf", ignore_system_fonts=True, timestamp=0)


def main() -> int:
    check = "--check" in sys.argv[1:]
    if typst.__version__ != WANTED:
        print(f"typst {typst.__version__}, not {WANTED}: the bytes may differ", file=sys.stderr)
    manifest = json.loads(MANIFEST.read_text(encoding="utf8"))
    entries = {entry["source"]: entry for entry in manifest}
    wrong = 0
    for source in sorted(HERE.glob("*.typ")):
        pdf = source.with_suffix(".pdf")
        data = build(source)
        digest = hashlib.sha256(data).hexdigest()
        entry = entries.pop(source.name, None)
        if entry is None:
            print(f"{source.name}: not in manifest.json", file=sys.stderr)
            wrong += 1
        if check:
            same = (
                pdf.is_file() and pdf.read_bytes() == data and entry is not None and entry["sha256"] == digest
            )
            wrong += not same
            print(f"{pdf.name}: {'same' if same else 'DIFFERS'}")
        else:
            pdf.write_bytes(data)
            if entry is not None:
                entry["sha256"] = digest
            print(f"{pdf.name}: {len(data)} bytes, sha256 {digest}")
    for name in entries:
        print(f"{name}: in manifest.json, no such file", file=sys.stderr)
        wrong += 1
    if not check:
        MANIFEST.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
