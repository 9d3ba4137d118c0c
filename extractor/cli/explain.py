"""``extractor explain``"""

import sys

import click


@click.command()
@click.argument("text")
def explain(text: str) -> None:
    """Show which atoms, rules and records TEXT gives, and why a candidate was dropped.

    TEXT is a sentence or two; - takes it from standard input.
    """
    from extractor.assembly.explain import explain as explained

    if text == "-":
        text = sys.stdin.buffer.read().decode(errors="replace")
    click.echo(str(explained(text)).rstrip("\n"))
