"""When two records agree (strictly, by value, in their study), and the largest pairing of two lists.

The rules stand in the record contract; ``shared/contract/score.py`` is an independent reference for
them, and a test holds both to the same counts.
"""

from collections.abc import Callable, Iterable, Sequence

from extractor.records import Cohort, Dose, Endpoint, PValue, Range

AnyRecord = Dose | Cohort | Endpoint | PValue
Agree = Callable[[AnyRecord, AnyRecord], bool]

DOSE_PARTS = ("total_gy", "fractions", "per_fraction_gy")
TIMEPOINT_TOLERANCE = 0.02  # relative
_EPSILON = 1e-6
_P_EPSILON = 1e-9


def close(a: float | None, b: float | None, *, relative: float = 0.0, epsilon: float = _EPSILON) -> bool:
    """Whether two numbers are the same but for rounding; None equals only None."""
    if a is None or b is None:
        return a is b
    return abs(a - b) <= max(epsilon, relative * max(abs(a), abs(b)))


def same_timepoint(a: float | None, b: float | None) -> bool:
    """Whether two times in months agree within the contract's 2 %."""
    return close(a, b, relative=TIMEPOINT_TOLERANCE)


def same_range(a: Range | None, b: Range | None) -> bool:
    """Whether both ends agree; None equals only None."""
    if a is None or b is None:
        return a is b
    return close(a.low, b.low) and close(a.high, b.high)


def strict(gold: AnyRecord, pred: AnyRecord) -> bool:
    """Strict agreement of two records of one kind."""
    match gold, pred:
        case Dose(), Dose():
            derived = {*gold.derived, *pred.derived}
            return (
                all(
                    same_range(getattr(gold, part), getattr(pred, part))
                    for part in DOSE_PARTS
                    if part not in derived
                )
                and gold.comparator == pred.comparator
                and gold.measure == pred.measure
            )
        case Cohort(), Cohort():
            return gold.n == pred.n and gold.unit == pred.unit
        case Endpoint(), Endpoint():
            return (
                gold.endpoint == pred.endpoint
                and gold.statistic == pred.statistic
                and gold.not_reached == pred.not_reached
                and close(gold.value, pred.value)
                and gold.unit == pred.unit
                and same_timepoint(gold.timepoint_months, pred.timepoint_months)
                and (gold.statistic != "declared" or gold.role == pred.role)
                and (gold.endpoint != "toxicity" or gold.grade_min == pred.grade_min)
            )
        case PValue(), PValue():
            return _same_p(gold, pred) and gold.endpoint == pred.endpoint
    return False


def value(gold: AnyRecord, pred: AnyRecord) -> bool:
    """Agreement of the printed value alone, of two records of one kind."""
    match gold, pred:
        case Dose(), Dose():
            return _first_stated(gold) == _first_stated(pred)
        case Cohort(), Cohort():
            return gold.n == pred.n
        case Endpoint(), Endpoint():
            if gold.value is None and pred.value is None:
                return gold.not_reached == pred.not_reached and gold.role == pred.role
            return close(gold.value, pred.value) and gold.unit == pred.unit
        case PValue(), PValue():
            return _same_p(gold, pred)
    return False


def linked(gold: AnyRecord, pred: AnyRecord) -> bool:
    """Strict agreement and the same study, by its citation numbers."""
    return sorted(gold.study.refs) == sorted(pred.study.refs) and strict(gold, pred)


def largest_pairing(
    gold: Sequence[AnyRecord],
    pred: Sequence[AnyRecord],
    agree: Agree,
    *,
    order: Iterable[int] | None = None,
) -> dict[int, int]:
    """A largest one-to-one pairing of agreeing records, as gold index → pred index.

    Among largest pairings it favours records whose evidence is alike, and gold records that come
    early in ``order`` (all indices of ``gold``; default: as they stand).
    """
    candidates = [
        sorted(
            (j for j, other in enumerate(pred) if agree(record, other)),
            key=lambda j: -likeness(record, pred[j]),
        )
        for record in gold
    ]
    owner: dict[int, int] = {}
    for i in range(len(gold)) if order is None else order:
        _augment(i, candidates, owner)
    return {i: j for j, i in owner.items()}


def _augment(start: int, candidates: Sequence[Sequence[int]], owner: dict[int, int]) -> None:
    """Pairs ``start``, moving earlier pairs aside where needed; a loop, since chains can be long."""
    seen: set[int] = set()
    path: list[tuple[int, int]] = []  # (gold, the pred it would take)
    stack = [(start, iter(candidates[start]))]
    while stack:
        i, rest = stack[-1]
        j = next((j for j in rest if j not in seen), None)
        if j is None:
            stack.pop()
            if path:
                path.pop()
            continue
        seen.add(j)
        path.append((i, j))
        if j not in owner:
            for gold_index, pred_index in path:
                owner[pred_index] = gold_index
            return
        stack.append((owner[j], iter(candidates[owner[j]])))


def likeness(a: AnyRecord, b: AnyRecord) -> int:
    """How alike the evidence of two records is: 0 for unrelated, more for the same place."""
    score = 0
    if a.quote.exact and b.quote.exact:
        if a.quote.exact == b.quote.exact:
            score += 4
        elif a.quote.exact in b.quote.exact or b.quote.exact in a.quote.exact:
            score += 2
    score += 2 * bool(a.quote.prefix and a.quote.prefix == b.quote.prefix)
    score += a.source == b.source
    score += bool(a.section and a.section == b.section)
    score += sorted(a.study.refs) == sorted(b.study.refs)
    return score


def _same_p(gold: PValue, pred: PValue) -> bool:
    return gold.comparator == pred.comparator and close(gold.value, pred.value, epsilon=_P_EPSILON)


def _first_stated(dose: Dose) -> tuple[str, float, float] | None:
    for part in ("total_gy", "per_fraction_gy", "fractions"):
        range_: Range | None = getattr(dose, part)
        if range_ is not None and part not in dose.derived:
            return part, range_.low, range_.high
    return None
