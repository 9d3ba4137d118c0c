"""The score as a page to read, and as JSON for machines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.records import KINDS
from extractor.scoring import bootstrap, keys
from extractor.scoring.agreement import AnyRecord
from extractor.scoring.alignment import SOURCES, Comparison, by_source
from extractor.scoring.counts import MODES, ROWS, Counts, tally, tally_rules
from extractor.scoring.errors import errors, frequencies

_WORST_RULES = 10
_ERROR_KINDS = 12


@dataclass(frozen=True)
class Options:
    """What a report shows: ``n_errors`` of each list, records of one kind or one source only."""

    n_errors: int = 5
    kind: str | None = None
    source: str | None = None


def as_json(comparisons: Sequence[Comparison], options: Options = Options()) -> dict[str, Any]:
    """The score as plain data; ``strict`` and ``value`` have the shape that score.py prints."""
    comparisons = by_source(comparisons, options.source)
    counts = tally(comparisons)
    spans = bootstrap.intervals(comparisons)
    found = errors(comparisons)
    return {
        **{mode: {row: _json_row(counts[row], mode) for row in ROWS} for mode in MODES},
        "intervals": {
            "drawn": bootstrap.unit(comparisons),
            **{
                row: {
                    "strict_f1": _rounded(span.strict_f1),
                    "value_f1": _rounded(span.value_f1),
                    "study_link": _rounded(span.study_link),
                }
                for row, span in spans.items()
            },
        },
        "sources": {
            source: {mode: _json_row(tally(by_source(comparisons, source))["micro"], mode) for mode in MODES}
            for source in SOURCES
        },
        "documents": {
            c.name: {mode: _json_row(tally([c])["micro"], mode) for mode in MODES} for c in comparisons
        },
        "rules": [
            {"rule": r.rule, "pred": r.pred, "strict": r.strict, "precision": round(r.precision, 4)}
            for r in tally_rules(comparisons)
        ],
        "errors": [
            {
                "document": e.document,
                "kind": e.record.kind,
                "error": e.kind,
                "gold": _json_side(e.gold),
                "pred": _json_side(e.pred),
            }
            for e in found
            if options.kind in (None, e.record.kind)
        ],
    }


def as_text(comparisons: Sequence[Comparison], options: Options = Options()) -> str:
    """The score as text: rows a kind, by source and document, rules, error kinds, and the records."""
    comparisons = by_source(comparisons, options.source)
    if not comparisons:
        return "nothing to score: no gold records" + (f" from {options.source}" if options.source else "")
    sections = [_scores(comparisons, options), _places(comparisons)]
    sections.append(_rules(comparisons))
    sections.append(_error_kinds(comparisons, options.kind))
    if options.n_errors:
        sections += [_listing(comparisons, kind, options.n_errors) for kind in _kinds(options.kind)]
    return "\n\n".join(section for section in sections if section)


def _kinds(kind: str | None) -> tuple[str, ...]:
    return (kind,) if kind else KINDS


def _json_row(counts: Counts, mode: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "gold": counts.gold,
        "pred": counts.pred,
        "tp": counts.agreed(mode),
        "p": round(counts.precision(mode), 4),
        "r": round(counts.recall(mode), 4),
        "f1": round(counts.f1(mode), 4),
    }
    if mode == "strict":
        row["study_link"] = None if counts.study_link is None else round(counts.study_link, 4)
    return row


def _json_side(record: AnyRecord | None) -> dict[str, Any] | None:
    if record is None:
        return None
    return {
        "values": keys.values(record),
        "evidence": keys.evidence(record),
        "page": record.page,
        "rule": record.rule,
    }


def _rounded(interval: bootstrap.Interval | None) -> list[float] | None:
    return None if interval is None else [round(x, 4) for x in interval]


def _scores(comparisons: Sequence[Comparison], options: Options) -> str:
    counts = tally(comparisons)
    spans = bootstrap.intervals(comparisons)
    n = len(comparisons)
    source = f", {options.source} only" if options.source else ""
    lines = [
        f"{n} document{'s' * (n != 1)}{source}; 95 % intervals over {bootstrap.unit(comparisons)}",
        f"{'':9}  gold  pred   strict P      R     F1  [95 %]          value F1  [95 %]         study link",
    ]
    for row in (options.kind,) if options.kind else ROWS:
        c, span = counts[row], spans[row]
        link = "–" if c.study_link is None else f"{c.study_link:.3f}"
        lines.append(
            f"{row:9} {c.gold:5} {c.pred:5}      {c.precision('strict'):.3f}  {c.recall('strict'):.3f}  "
            f"{c.f1('strict'):.3f}  {_span(span.strict_f1)}     {c.f1('value'):.3f}  {_span(span.value_f1)}"
            f"  {link:>9}"
        )
    return "\n".join(lines)


def _span(interval: bootstrap.Interval) -> str:
    return f"[{interval[0]:.3f}–{interval[1]:.3f}]"


def _places(comparisons: Sequence[Comparison]) -> str:
    """Micro rows for prose and tables, and for each document where there are several."""
    rows = [(source, tally(by_source(comparisons, source))["micro"]) for source in SOURCES]
    rows = [(name, counts) for name, counts in rows if counts.gold]
    if len(comparisons) > 1:
        rows += [(c.name, tally([c])["micro"]) for c in comparisons]
    width = max(9, *(len(name) for name, _ in rows))
    lines = [f"{'by source and document':{width}}  gold  pred  strict F1  value F1  link"]
    for name, c in rows:
        link = "–" if c.study_link is None else f"{c.study_link:.3f}"
        lines.append(
            f"{name:{width}} {c.gold:5} {c.pred:5}      {c.f1('strict'):.3f}     {c.f1('value'):.3f}  {link}"
        )
    return "\n".join(lines)


def _rules(comparisons: Sequence[Comparison]) -> str:
    rows = [row for row in tally_rules(comparisons) if row.wrong][:_WORST_RULES]
    if not rows:
        return ""
    width = max(len(row.rule) for row in rows)
    lines = ["rules with most wrong records"]
    lines += [f"{r.rule:{width}}  {r.wrong:3} wrong of {r.pred:3}  precision {r.precision:.3f}" for r in rows]
    return "\n".join(lines)


def _error_kinds(comparisons: Sequence[Comparison], kind: str | None) -> str:
    rows = [row for row in frequencies(errors(comparisons)) if kind in (None, row[0])][:_ERROR_KINDS]
    if not rows:
        return ""
    lines = ["most frequent kinds of error"]
    lines += [f"{n:4}  {record_kind}: {error}" for record_kind, error, n in rows]
    return "\n".join(lines)


def _listing(comparisons: Sequence[Comparison], kind: str, limit: int) -> str:
    missed = [(c.name, r) for c in comparisons for r in c.alignments[kind].missed]
    spurious = [(c.name, r) for c in comparisons for r in c.alignments[kind].spurious]
    spurious.sort(key=lambda item: item[1].rule or "")
    parts = []
    for title, items in (("missed", missed), ("spurious, by rule", spurious)):
        if items:
            more = f" (first {limit} of {len(items)})" if len(items) > limit else ""
            parts.append(f"{kind} {title}{more}")
            parts += _lines(items[:limit])
    return "\n".join(parts)


def _lines(items: Iterable[tuple[str, AnyRecord]]) -> list[str]:
    lines = []
    for name, record in items:
        where = f"{name} p. {record.page}" if record.page else name
        rule = f"  ({record.rule})" if record.rule else ""
        lines.append(f"  {keys.values(record)}{rule}\n    {where}: {keys.evidence(record)}")
    return lines
