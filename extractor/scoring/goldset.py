"""The gold set: which label files there are, and which documents each of them labels.

``manifest.toml`` in the gold folder lists them::

    [[gold]]
    file = "restated.jsonl"                  # beside the manifest
    documents = ["corpus/restated.pdf"]      # from the project's root, the folder above

    [[texts]]
    set = "written"                          # scored by itself; what [[gold]] lists is the set "review"
    folder = "dev/written"                   # each file labels the text of its name
    documents = "corpus/written"

A gold file or a document that is not there (papers that may not be copied into the project) is
skipped with a message, not an error.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from extractor.errors import MissingFileError, RecordError
from extractor.records import read_jsonl
from extractor.scoring.agreement import AnyRecord

MANIFEST = "manifest.toml"
BASELINE = "baseline.json"
REVIEW = "review"
"""The set of the documents that the manifest names one by one."""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str
    documents: tuple[str, ...]


class _Texts(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    set: str
    folder: str
    documents: str


class _Manifest(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    gold: tuple[_Entry, ...]
    texts: tuple[_Texts, ...] = ()


@dataclass(frozen=True)
class GoldDocument:
    """A document that is present, and its labels. ``name`` is its path as the manifest has it."""

    name: str
    path: Path
    doc_id: str
    records: tuple[AnyRecord, ...]
    set: str = REVIEW


@dataclass(frozen=True)
class GoldSet:
    """All labelled documents at hand, in the manifest's order, and why others are left out."""

    folder: Path
    documents: tuple[GoldDocument, ...]
    skipped: tuple[str, ...]

    @property
    def sets(self) -> tuple[str, ...]:
        """The names of the sets, in the manifest's order."""
        return tuple(dict.fromkeys(document.set for document in self.documents))

    @property
    def baseline(self) -> Path:
        return self.folder / BASELINE


def load(folder: Path) -> GoldSet:
    """The gold set of a folder.

    Raises ``MissingFileError`` without a manifest, ``RecordError`` for a manifest or gold file that
    breaks its format.
    """
    manifest = folder / MANIFEST
    if not manifest.is_file():
        raise MissingFileError(
            manifest, "no such file", "run from the project's folder or name the gold folder with --gold"
        )
    try:
        entered = _Manifest.model_validate(tomllib.loads(manifest.read_text(encoding="utf8")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise RecordError(f"{manifest}: {' '.join(str(error).split())}") from error
    documents: list[GoldDocument] = []
    skipped: list[str] = []
    for entry in entered.gold:
        labels = folder / entry.file
        if not labels.is_file():
            skipped.append(f"{labels}: no such gold file")
            continue
        records = tuple(read_jsonl(labels))
        doc_ids = {record.doc_id for record in records}
        if len(doc_ids) != 1:
            raise RecordError(f"{labels}: labels of {len(doc_ids)} documents, must be of one")
        (doc_id,) = doc_ids
        for name in entry.documents:
            path = folder.resolve().parent / name
            if path.is_file():
                documents.append(GoldDocument(name, path, doc_id, records))
            else:
                skipped.append(f"{name}: not there, so {entry.file} was not scored against it")
    for texts in entered.texts:
        documents += _texts(folder, texts)
    return GoldSet(folder, tuple(documents), tuple(skipped))


def _texts(folder: Path, texts: _Texts) -> list[GoldDocument]:
    """The texts that the label files of a folder are named after."""
    documents = []
    for labels in sorted((folder / texts.folder).glob("*.jsonl")):
        name = f"{texts.documents}/{labels.stem}.txt"
        path = folder.resolve().parent / name
        if not path.is_file():
            raise RecordError(f"{labels}: labels {name}, which is not there")
        documents.append(GoldDocument(name, path, labels.stem, tuple(read_jsonl(labels)), texts.set))
    return documents


def read_records(path: Path) -> Sequence[AnyRecord]:
    """Records of a JSONL file, or of all ``*.jsonl`` files of a folder in name order."""
    if not path.is_dir():
        return read_jsonl(path)
    files = sorted(file for file in path.glob("*.jsonl") if not file.name.endswith(".failures.jsonl"))
    if not files:
        raise MissingFileError(path, "a folder without record files", "name one that holds *.jsonl files")
    return [record for file in files for record in read_jsonl(file)]
