"""Endpoints that a paper declares."""

import pytest
from sentence_cases import stated

CASES = [
    ("The primary endpoint was overall survival.", ["primary endpoint: overall survival"]),
    ("Primary end point: 2-year local control.", ["primary endpoint: local control at 24 months"]),
    (
        "Secondary endpoints were toxicity and quality of life.",
        ["secondary endpoint: toxicity", "secondary endpoint: quality of life"],
    ),
    (
        "The primary endpoint was local control; secondary endpoints were overall survival and toxicity.",
        [
            "primary endpoint: local control",
            "secondary endpoint: overall survival",
            "secondary endpoint: toxicity",
        ],
    ),
    ("Local control at 6 months was the primary endpoint.", ["primary endpoint: local control at 6 months"]),
    (
        "The co-primary endpoints were overall survival and progression-free survival.",
        ["primary endpoint: overall survival", "primary endpoint: progression free survival"],
    ),
    (
        "Main outcome measures were survival and cosmesis.",
        ["primary endpoint: overall survival", "primary endpoint: other"],
    ),
    ("Endpoints were survival and toxicity.", []),
    ("The primary endpoint was met.", []),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_declared(text, wanted):
    assert stated(text, "endpoint") == wanted
