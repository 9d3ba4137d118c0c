"""Shared by all tests: where the material outside the project stands, and short-hands for records."""

from pathlib import Path
from typing import Any

import pytest

from extractor.records import parse

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture
def shared() -> Path:
    """The folder of third-party material beside the project; skips the test where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("needs ../shared, the third-party papers that stay out of the project")
    return SHARED


def make_record(kind: str, **fields: Any) -> Any:
    """A record with the fields a test does not care about filled in."""
    defaults: dict[str, Any] = {
        "kind": kind,
        "doc_id": "paper",
        "source": "prose",
        "quote": {"exact": "quote"},
    }
    if kind == "endpoint":
        defaults |= {"endpoint": "overall_survival", "statistic": "rate", "unit": "percent"}
    if kind == "p_value":
        defaults |= {"comparator": "="}
    return parse(defaults | fields)
