"""The group of commands, and the one place where errors become a line and an exit code."""

from typing import Any

import click

from extractor.cli.explain import explain
from extractor.cli.extract import extract
from extractor.cli.read import read
from extractor.cli.schema import schema
from extractor.cli.score import score
from extractor.errors import ExtractorError
from extractor.papers import one_line


class _Commands(click.Group):
    """Prints what goes wrong as one line (exit 1); ``--debug`` lets the traceback through."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ExtractorError as error:
            message = one_line(str(error))
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except OSError as error:
            message = one_line(f"{error.filename or 'files'}: {error.strerror or error}")
        except Exception as error:
            if ctx.params.get("debug"):
                raise
            message = one_line(
                f"{type(error).__name__}: {error}; an error of this program: extractor --debug shows where"
            )
        click.echo(f"error: {message}", err=True)
        ctx.exit(1)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="extractor")
@click.option(
    "--debug", is_flag=True, envvar="EXTRACTOR_DEBUG", help="Show the traceback of a program error."
)
def main(debug: bool) -> None:
    """Doses, cohorts, endpoints and p-values of radiation-oncology papers, each with its evidence."""


for _command in (extract, read, score, explain, schema):
    main.add_command(_command)
