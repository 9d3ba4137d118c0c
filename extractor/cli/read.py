"""``extractor read``"""

import json
import sys
from pathlib import Path

import click


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
def read(path: Path, format_: str, password: str | None) -> None:
    """Print what is read of a paper: what the rules will see."""
    from extractor.export.blocks import as_json
    from extractor.reading import read as read_paper

    document = read_paper(path, password=password)
    for warning in document.warnings:
        click.echo(f"warning: {path}: {warning}", err=True)
    if format_ == "json":
        text = json.dumps(as_json(document), ensure_ascii=False, indent=1)
    else:
        text = document.text.rstrip("\n")
    sys.stdout.buffer.write(f"{text}\n".encode())
