"""``extractor score``"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from extractor.scoring.alignment import Comparison
    from extractor.scoring.goldset import GoldSet


@click.command()
@click.argument("gold", required=False, type=click.Path(path_type=Path))
@click.argument("pred", required=False, type=click.Path(path_type=Path))
@click.option(
    "--gold",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("gold"),
    show_default=True,
    help="The folder with manifest.toml and baseline.json, for a score without arguments.",
)
@click.option(
    "--set",
    "chosen",
    default="review",
    show_default=True,
    metavar="NAME",
    help="Which set of the gold folder to score; --check and --update-baseline take all.",
)
@click.option(
    "--check", is_flag=True, help="Fail, naming each gold record that the baseline has and today has not."
)
@click.option("--update-baseline", is_flag=True, help="Write today's result as the new baseline.")
@click.option("--json", "as_json", is_flag=True, help="Print the score as JSON.")
@click.option(
    "--errors",
    "n_errors",
    type=click.IntRange(min=0),
    default=5,
    show_default=True,
    metavar="N",
    help="List at most N missed and N spurious records a kind.",
)
@click.option(
    "--kind", type=click.Choice(["dose", "cohort", "endpoint", "p_value"]), help="Show one kind only."
)
@click.option("--source", type=click.Choice(["prose", "table"]), help="Count records of one source only.")
@click.option(
    "--doc", "patterns", multiple=True, metavar="GLOB", help="Only documents called so; may be repeated."
)
@click.pass_context
def score(
    ctx: click.Context,
    gold: Path | None,
    pred: Path | None,
    folder: Path,
    chosen: str,
    check: bool,
    update_baseline: bool,
    as_json: bool,
    n_errors: int,
    kind: str | None,
    source: str | None,
    patterns: tuple[str, ...],
) -> None:
    """Score record files, or the extractor on its gold set.

    With GOLD and PRED, two JSONL files or folders of them, they are compared document by document.
    Without, every gold document at hand is extracted and compared with its labels.
    """
    from fnmatch import fnmatch

    from extractor.scoring import report

    if (gold is None) != (pred is None):
        raise click.UsageError("give both GOLD and PRED, or neither to score the gold set")
    if gold is not None and (check or update_baseline):
        raise click.UsageError("--check and --update-baseline go with the gold set, not with two files")
    if gold is not None and pred is not None:
        goldset, failed = None, False
        comparisons = _files(gold, pred)
    else:
        goldset, comparisons, failed = _gold_set(
            folder,
            None if check or update_baseline else chosen,
            patterns,
            debug=ctx.find_root().params.get("debug", False),
        )
    if patterns:
        comparisons = [c for c in comparisons if any(fnmatch(c.name, pattern) for pattern in patterns)]
    if not comparisons:
        raise click.ClickException("nothing to score: none of the gold documents is there")
    if goldset is not None and (check or update_baseline):
        lost = _baseline(goldset, comparisons, check=check, update=update_baseline)
        if lost or failed:
            ctx.exit(1)
        return
    options = report.Options(n_errors=n_errors, kind=kind, source=source)
    if as_json:
        click.echo(json.dumps(report.as_json(comparisons, options), ensure_ascii=False, indent=1))
    else:
        click.echo(report.as_text(comparisons, options))
    if failed:
        ctx.exit(1)


def _files(gold: Path, pred: Path) -> "list[Comparison]":
    from extractor.scoring.alignment import compare, without_gold
    from extractor.scoring.goldset import read_records

    labels, records = read_records(gold), read_records(pred)
    if stray := without_gold(labels, records):
        names = ", ".join(stray[:3]) + (f" and {len(stray) - 3} more" if len(stray) > 3 else "")
        click.echo(f"note: not scored, for want of gold: {names}", err=True)
    return compare(labels, records)


def _gold_set(
    folder: Path, chosen: str | None, patterns: Sequence[str], *, debug: bool
) -> "tuple[GoldSet, list[Comparison], bool]":
    """Extracts the gold documents at hand, of all sets or the chosen one; the flag tells whether one failed."""
    from fnmatch import fnmatch

    from extractor.papers import Paper, extract
    from extractor.scoring.alignment import Comparison
    from extractor.scoring.goldset import REVIEW, load

    gold = load(folder)
    for message in gold.skipped:
        click.echo(f"note: {message}", err=True)
    if chosen not in {None, REVIEW, *gold.sets}:
        raise click.UsageError(f"no set {chosen!r} in {folder}; there are: {', '.join(gold.sets) or 'none'}")
    comparisons, failed = [], False
    for document in gold.documents:
        if chosen is not None and document.set != chosen:
            continue
        if patterns and not any(fnmatch(document.name, pattern) for pattern in patterns):
            continue
        result = extract(Paper(document.path, document.doc_id), debug=debug)
        if result.failure is not None:
            failed = True
            click.echo(f"error: {document.name}: {result.failure.message}", err=True)
        comparisons.append(Comparison(document.name, document.records, result.records))
    return gold, comparisons, failed


def _baseline(gold: "GoldSet", comparisons: "Sequence[Comparison]", *, check: bool, update: bool) -> bool:
    """Checks or rewrites the baseline; returns whether the check found a loss."""
    from extractor.papers import one_line
    from extractor.scoring import baseline

    known = baseline.load(gold.baseline)
    result = baseline.check(comparisons, known)
    for title, changes in (
        ("lost", result.lost),
        ("gained", result.gained),
        ("relabelled", result.relabelled),
    ):
        for change in changes:
            click.echo(f"{title}: {one_line(str(change))}")
    for name in result.unchecked:
        click.echo(f"note: {name}: in the baseline, but not extracted now", err=True)
    n_known = sum(len(found) for found in known.values())
    click.echo(f"baseline of {n_known} records: {len(result.lost)} lost, {len(result.gained)} gained")
    if update:
        gold.baseline.write_text(baseline.dump(baseline.updated(comparisons, known)), encoding="utf8")
        click.echo(f"wrote {gold.baseline}")
        return False
    return check and bool(result.lost)
