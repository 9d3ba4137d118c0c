"""Damaged papers made from the corpus by seed: each is a document or an ``InputError``, never anything else.

``benchmarks/fuzz.py`` looks for such files at length; what it finds on a corpus paper goes into ``FOUND``.
"""

import importlib.util
import sys

import pytest
from conftest import ROOT

from extractor import supervisor

CORPUS = sorted((ROOT / "corpus").glob("*.pdf"))
FOUND: tuple[int, ...] = ()  # seeds that once failed
SEEDS = (*FOUND, *range(24))
SECONDS = 120.0  # for a hang, not for speed
MEMORY = 1024**3

pytestmark = pytest.mark.skipif(not CORPUS, reason="needs a PDF in corpus/")


@pytest.fixture(scope="module")
def fuzz():
    spec = importlib.util.spec_from_file_location("fuzz", ROOT / "benchmarks" / "fuzz.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["fuzz"] = module  # calls of the worker find the function by this name
    spec.loader.exec_module(module)
    yield module
    del sys.modules["fuzz"]


@pytest.fixture(scope="module")
def calls(fuzz):
    if not supervisor.available():
        pytest.skip("needs a system that can fork")
    with supervisor.Supervisor(seconds=SECONDS, memory_bytes=MEMORY) as made:
        yield made


@pytest.mark.parametrize("seed", SEEDS)
def test_a_damaged_paper_is_read_or_refused(fuzz, calls, tmp_path, seed):
    path = tmp_path / "damaged.pdf"
    path.write_bytes(fuzz.mutate(CORPUS[0].read_bytes(), seed))
    assert calls.run(fuzz.attempt, path)


def test_a_seed_stands_for_one_file(fuzz):
    data = CORPUS[0].read_bytes()
    for seed in range(40):
        assert fuzz.mutate(data, seed) == fuzz.mutate(data, seed)
    assert len({fuzz.mutate(data, seed) for seed in range(40)}) > 30


def test_every_kind_of_change_survives_small_input(fuzz):
    import random

    for change in {*fuzz.PDF_CHANGES, *fuzz.XML_CHANGES}:
        for data in (b"x", b"%PDF-1.4\n1 0 obj\n", b"<article><p>1</p></article>"):
            for seed in range(20):
                assert isinstance(change(data, random.Random(seed)), bytes)
