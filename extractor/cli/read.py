"""``extractor read``"""

import json
import sys
from pathlib import Path
from typing import Any

import click

from extractor.cli.limits import limit_options, limits_of
from extractor.cli.output import failure_line


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="The text in reading order, or the blocks with pages and boxes.",
)
@click.option("--password", envvar="EXTRACTOR_PASSWORD", help="Password of an encrypted PDF.")
@limit_options
@click.pass_context
def read(
    ctx: click.Context, /, path: Path, format_: str, password: str | None, in_process: bool, **bounds: Any
) -> None:
    """Print what is read of a paper: what the rules will see."""
    from extractor.papers import Paper, one_line
    from extractor.runner import Runner

    debug = bool(ctx.find_root().params.get("debug"))
    with Runner(
        limits=limits_of(bounds), password=password, in_process=in_process, debug=debug, records=False
    ) as runner:
        result = runner.read(Paper(path, path.stem))
    if runner.note:
        click.echo(f"note: {runner.note}", err=True)
    if result.failure is not None:
        click.echo(failure_line(result.failure), err=True)
        ctx.exit(1)
    document = result.document
    assert document is not None
    for warning in document.warnings:
        click.echo(f"warning: {one_line(str(path))}: {one_line(warning)}", err=True)
    if format_ == "json":
        from extractor.export.blocks import as_json

        text = json.dumps(as_json(document), ensure_ascii=False, indent=1)
    else:
        text = document.text.rstrip("\n")
    sys.stdout.buffer.write(f"{text}\n".encode())
