"""95 % intervals of scores by the bootstrap: documents are drawn with replacement.

Records of one document share its style and its errors, so documents are the unit. Where there is
only one, its records are drawn instead, which understates how much another paper would differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractor.records import KINDS
from extractor.scoring.alignment import Comparison
from extractor.scoring.counts import ROWS, Counts, count

DRAWS = 2000
SEED = 20211
_QUANTILES = (0.025, 0.975)

Interval = tuple[float, float]
_Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Intervals:
    """Intervals of one row of the score."""

    strict_f1: Interval
    value_f1: Interval
    study_link: Interval | None


def unit(comparisons: Sequence[Comparison]) -> str:
    """What is drawn: ``documents`` or ``records``."""
    return "documents" if len(comparisons) > 1 else "records"


def intervals(
    comparisons: Sequence[Comparison], *, draws: int = DRAWS, seed: int = SEED
) -> dict[str, Intervals]:
    """Intervals for each kind and ``micro``; the same for the same input and seed."""
    if not comparisons:
        return {}
    rng = np.random.default_rng(seed)
    counts = {kind: [count(c.alignments[kind]) for c in comparisons] for kind in KINDS}
    if len(comparisons) > 1:
        n = len(comparisons)
        weights = rng.multinomial(n, np.full(n, 1 / n), size=draws).astype(float)
        samples = {kind: weights @ np.array([_vector(c) for c in counts[kind]]) for kind in KINDS}
    else:
        samples = {kind: _draw_records(counts[kind][0], rng, draws) for kind in KINDS}
    samples["micro"] = np.sum([samples[kind] for kind in KINDS], axis=0)
    return {row: _summary(samples[row]) for row in ROWS}


# A vector sums, over the units drawn: gold and pred together and agreements, once as the strict
# pairing groups the records and once as the value pairing does; then strict agreements and links.


def _vector(counts: Counts) -> list[float]:
    both = counts.gold + counts.pred
    return [both, counts.strict, both, counts.value, counts.strict, counts.linked]


def _draw_records(counts: Counts, rng: np.random.Generator, draws: int) -> _Floats:
    strict = _draw_pairs(counts, counts.strict, rng, draws)
    value = _draw_pairs(counts, counts.value, rng, draws)
    share = counts.linked / counts.strict if counts.strict else 0.0
    links = np.stack([np.full(draws, counts.strict), rng.binomial(counts.strict, share, size=draws)], axis=1)
    return np.concatenate([strict, value, links], axis=1).astype(float)


def _draw_pairs(counts: Counts, agreed: int, rng: np.random.Generator, draws: int) -> _Floats:
    """Draws from the units of one pairing: agreeing pairs, and records that stand alone."""
    alone = counts.gold + counts.pred - 2 * agreed
    total = agreed + alone
    pairs = rng.binomial(total, agreed / total, size=draws) if total else np.zeros(draws)
    return np.stack([total + pairs, pairs], axis=1).astype(float)


def _summary(sample: _Floats) -> Intervals:
    strict_both, strict, value_both, value, agreed, linked = sample.T
    return Intervals(
        strict_f1=_interval(2 * strict, strict_both),
        value_f1=_interval(2 * value, value_both),
        study_link=_interval(linked, agreed) if agreed.any() else None,
    )


def _interval(part: _Floats, whole: _Floats) -> Interval:
    shares = np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0)
    low, high = np.quantile(shares, _QUANTILES)
    return float(low), float(high)
