"""``extractor schema``"""

import json

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of one record."""
    from extractor.records import json_schema

    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
