"""``extractor extract``"""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.cli.limits import limit_options, limits_of
from extractor.cli.output import Output, Progress, failure_line, is_terminal, write_failures

if TYPE_CHECKING:
    from extractor.assembly.facts import AnyRecord
    from extractor.papers import Failure, Paper, Result
    from extractor.runner import Runner


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    help="Write the records to this file; what failed goes to FILE.failures.jsonl.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["jsonl", "csv"]),
    help="Default: csv for an output named *.csv, else jsonl, one JSON object a line.",
)
@click.option(
    "--table", is_flag=True, help="Show the summary table even where standard output is no terminal."
)
@click.option(
    "--overlay",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write page images with the evidence boxed, coloured by kind, into this folder.",
)
@click.option(
    "--facts",
    is_flag=True,
    help="One record a fact: mentions of one value are joined in the first, with their number and pages.",
)
@click.option("--doc-id", help="The doc_id of the records of a single paper [default: its file's stem].")
@click.option("--password", envvar="EXTRACTOR_PASSWORD", help="Password of encrypted PDFs.")
@limit_options
@click.pass_context
def extract(
    ctx: click.Context,
    /,
    paths: tuple[Path, ...],
    output: Path | None,
    format_: str | None,
    table: bool,
    overlay: Path | None,
    facts: bool,
    doc_id: str | None,
    password: str | None,
    in_process: bool,
    **bounds: Any,
) -> None:
    """Extract the records of papers: PDF, JATS XML, text or Markdown files, or folders of them.

    Records go to standard output or to the file given with -o; on a terminal a table is shown
    instead. A file that cannot be read is named on standard error with what to do about it, the
    others are still done, and the exit code is 1. So it is with a file that exceeds one of the limits
    or crashes the program: each paper is worked on in a process of its own.
    """
    from dataclasses import replace

    from extractor.papers import find
    from extractor.runner import Runner

    if output is not None and not output.absolute().parent.is_dir():
        raise click.BadParameter(f"there is no folder {output.parent}", param_hint="-o")
    found = find(paths)
    papers: Iterable[Paper] = found.papers
    if doc_id is not None:
        if len(found.papers) != 1:
            raise click.BadParameter(f"needs one paper, not {len(found.papers)}", param_hint="--doc-id")
        papers = [replace(found.papers[0], doc_id=doc_id)]
    else:
        for note in found.notes:
            click.echo(f"note: {note}", err=True)
    debug = bool(ctx.find_root().params.get("debug"))
    failures = list(found.failures)
    for failure in failures:
        click.echo(failure_line(failure), err=True)
    as_table = table or (format_ is None and output is None and is_terminal(sys.stdout))
    shown: list[Result] = []
    n_records = 0
    format_ = format_ or ("csv" if output and output.suffix.lower() == ".csv" else "jsonl")
    with (
        Runner(limits=limits_of(bounds), password=password, in_process=in_process, debug=debug) as runner,
        Output(output, format_, silent=as_table and output is None, facts=facts) as out,
        Progress(len(found.papers)) as bar,
    ):
        if runner.note:
            bar.say(f"note: {runner.note}")
        for paper in papers:
            bar.start(paper.path)
            result = runner.extract(paper)
            if facts:
                result = replace(result, records=_facts(result.records))
            found_here = [result.failure] if result.failure else _finish(result, out, bar, overlay, runner)
            for failure in found_here:
                bar.say(failure_line(failure))
            failures += found_here
            n_records += len(result.records)
            if as_table:
                shown.append(result)
            bar.advance()
    if as_table:
        from extractor.cli.show import table as show_table

        show_table([(r.paper.doc_id, r.records) for r in shown if not r.failure])
    if output is not None:
        write_failures(output, failures)
        done = len(found.papers) - sum(f.stage in ("read", "extract", "write") for f in failures)
        click.echo(f"{n_records} records of {done} papers in {output}", err=True)
    if failures:
        ctx.exit(1)


def _facts(records: "tuple[AnyRecord, ...]") -> "tuple[AnyRecord, ...]":
    from extractor.assembly.facts import to_facts

    return tuple(to_facts(records))


def _finish(
    result: "Result", out: Output, bar: Progress, overlay: Path | None, runner: "Runner"
) -> list["Failure"]:
    """Writes one paper's records and page images; returns what could not be done."""
    from extractor.papers import failure, one_line

    paper, document = result.paper, result.document
    try:
        lines = out.encode(result.records)
    except Exception as error:  # a text that cannot be encoded must not stop the other papers
        return [failure(paper.path, "write", error)]
    out.write(lines)
    assert document is not None
    name = one_line(str(paper.path))
    for warning in document.warnings:
        bar.say(f"warning: {name}: {one_line(warning)}")
    if not result.records:
        bar.say(f"note: {name}: no records found")
    if overlay is None:
        return []
    if document.ink is None:
        bar.say(f"note: {name}: has no pages to draw")
        return []
    problem = runner.draw(paper, result.records, overlay)
    return [problem] if problem else []
