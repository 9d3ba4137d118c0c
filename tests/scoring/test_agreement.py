"""The agreement rules of the contract, case by case."""

import pytest
from conftest import make_record

from extractor.scoring.agreement import largest_pairing, linked, strict, value


def dose(**fields):
    return make_record("dose", **fields)


def endpoint(**fields):
    return make_record("endpoint", **fields)


@pytest.mark.parametrize(
    ("gold", "pred", "is_strict", "is_value"),
    [
        (dose(total_gy=50, fractions=25), dose(total_gy=50, fractions=25), True, True),
        (dose(total_gy=50, fractions=25), dose(total_gy=50), False, True),
        (dose(total_gy=50), dose(total_gy=50, comparator=">="), False, True),
        (dose(total_gy=50), dose(total_gy=50, measure="bed"), False, True),
        (dose(total_gy={"low": 50, "high": 60}), dose(total_gy=50), False, False),
        (dose(per_fraction_gy=12, fractions=2), dose(fractions=2), False, False),
        # a derived field is not compared, whichever side computed it
        (
            dose(per_fraction_gy=12, fractions=2, total_gy=24, derived=["total_gy"]),
            dose(per_fraction_gy=12, fractions=2),
            True,
            True,
        ),
        (
            make_record("cohort", n=88),
            make_record("cohort", n=88, unit="lesions"),
            False,
            True,
        ),
        (make_record("cohort", n=88), make_record("cohort", n=88, comparator=">"), True, True),
        (endpoint(value=56, timepoint_months=24), endpoint(value=56, timepoint_months=24.4), True, True),
        (endpoint(value=56, timepoint_months=24), endpoint(value=56, timepoint_months=25), False, True),
        (endpoint(value=56, timepoint_months=24), endpoint(value=56), False, True),
        (endpoint(value=56), endpoint(value=56, endpoint="local_control"), False, True),
        (endpoint(value=56), endpoint(value=56, unit="months"), False, False),
        (endpoint(value=None, not_reached=True), endpoint(value=None, not_reached=True), True, True),
        (endpoint(value=None, not_reached=True), endpoint(value=None), False, False),
        (
            endpoint(statistic="declared", unit=None, role="primary"),
            endpoint(statistic="declared", unit=None, role="secondary"),
            False,
            False,
        ),
        (
            endpoint(endpoint="toxicity", value=3, grade_min=3),
            endpoint(endpoint="toxicity", value=3, grade_min=2),
            False,
            True,
        ),
        (endpoint(value=3, grade_min=3), endpoint(value=3), True, True),
        (make_record("p_value", value=0.03), make_record("p_value", value=0.03), True, True),
        (
            make_record("p_value", value=0.03),
            make_record("p_value", value=0.03, endpoint="overall_survival"),
            False,
            True,
        ),
        (make_record("p_value", value=1e-8), make_record("p_value", value=3e-8), False, False),
        (make_record("p_value", value=0.03), make_record("cohort", n=3), False, False),
    ],
)
def test_predicates(gold, pred, is_strict, is_value):
    assert (strict(gold, pred), strict(pred, gold)) == (is_strict, is_strict)
    assert (value(gold, pred), value(pred, gold)) == (is_value, is_value)


def test_a_study_link_needs_the_same_references():
    gold = make_record("cohort", n=5, study={"refs": [12, 13]})
    assert linked(gold, make_record("cohort", n=5, study={"refs": [13, 12]}))
    assert not linked(gold, make_record("cohort", n=5, study={"refs": [12]}))


def test_equal_records_are_a_multiset():
    gold = [make_record("cohort", n=5)] * 3
    assert len(largest_pairing(gold, [make_record("cohort", n=5)] * 2, strict)) == 2


def test_the_pairing_moves_earlier_pairs_aside():
    loose = dose(total_gy=24, fractions=2, derived=["fractions"])
    tight = dose(total_gy=24, fractions=2)
    pred = [dose(total_gy=24, fractions=2), dose(total_gy=24, fractions=3)]
    assert largest_pairing([loose, tight], pred, strict) == {0: 1, 1: 0}


def test_records_in_the_order_come_first():
    gold = [make_record("cohort", n=5)] * 2
    pred = [make_record("cohort", n=5)]
    assert largest_pairing(gold, pred, strict, order=[1, 0]) == {1: 0}


def test_the_pairing_favours_the_same_quote():
    gold = [make_record("cohort", n=5, quote={"exact": "five men", "prefix": "of "})]
    pred = [make_record("cohort", n=5, quote={"exact": "n = 5"}), gold[0]]
    assert largest_pairing(gold, pred, strict) == {0: 1}


def test_long_chains_do_not_exhaust_the_stack():
    """Each gold record takes the wrong one of its two partners; the last makes all the others move."""
    n = 1200
    gold = [make_record("cohort", n=i) for i in range(n)]
    pred = [make_record("cohort", n=i) for i in reversed(range(n))]
    pairing = largest_pairing(gold, pred, lambda a, b: b.n - a.n in (0, 1))
    assert all(gold[i].n == pred[j].n for i, j in pairing.items())
    assert len(pairing) == n
