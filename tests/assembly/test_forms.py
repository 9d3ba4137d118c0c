"""Whole sentences of the forms that unseen papers write (``forms/*.toml``): all that they state, and nothing else."""

import tomllib
from pathlib import Path

import pytest
from sentence_cases import stated

KINDS = ("dose", "cohort", "endpoint", "p_value")
FILES = {
    path.stem: tomllib.loads(path.read_text("utf8")) for path in Path(__file__).parent.glob("forms/*.toml")
}
STATES = [
    pytest.param(case, file.get("kinds", KINDS), id=f"{name}: {case['text'][:50]}")
    for name, file in sorted(FILES.items())
    for case in file["states"]
]
NOTHING = [
    pytest.param(text, file.get("kinds", KINDS), id=f"{name}: {text[:50]}")
    for name, file in sorted(FILES.items())
    for text in file["nothing"]
]


@pytest.mark.parametrize(("case", "kinds"), STATES)
def test_what_a_sentence_states(case, kinds):
    text = case["text"]
    assert {kind: stated(text, kind) for kind in kinds} == {kind: case.get(kind, []) for kind in kinds}


@pytest.mark.parametrize(("text", "kinds"), NOTHING)
def test_what_states_nothing(text, kinds):
    assert {kind: found for kind in kinds if (found := stated(text, kind))} == {}
