"""The number that events are told to be part of."""

import pytest
from sentence_cases import records

CASES = [
    ("Of the 15 relapses, nine were distant.", [None, 15]),
    ("Among 36 long-term survivors, 14 developed pneumonitis.", [36]),
    ("There were 31 deaths, 25 of them from cancer.", [None, 31]),
    ("Local relapse occurred in 11 patients, of whom six developed distant metastases.", [None, 11]),
    ("Fifty-eight patients were treated, and 50 (86.2%) had a complete response.", [58]),
    ("Fifty-eight patients were treated, and 50 (80%) had a complete response.", [None]),
    ("Grade 3 pneumonitis developed in 12% of those treated twice daily.", [None]),
    ("Of 20 patients, 40 died.", [None]),
]


@pytest.mark.parametrize(("text", "totals"), CASES)
def test_wholes(text, totals):
    found = [r.n_total for r in records(text, "endpoint")]
    assert found == totals
