"""The options of ``extract`` and ``read`` that bound the work on one paper."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from extractor.reading.limits import Limits

F = TypeVar("F", bound=Callable[..., Any])

_COUNT = click.IntRange(min=1)
_OPTIONS: tuple[tuple[str, str, Any, str, str], ...] = (
    ("--max-pages", "pages", _COUNT, "N", "Refuse papers of more pages."),
    ("--max-seconds", "seconds", click.FloatRange(min=0, min_open=True), "S", "Seconds for one paper."),
    ("--max-memory", "memory_bytes", _COUNT, "MIB", "Memory for one paper, beyond the loaded program."),
    ("--max-chars-per-page", "page_characters", _COUNT, "N", "Refuse papers with more on one page."),
    ("--max-chars", "characters", _COUNT, "N", "Refuse papers of more characters."),
    ("--max-cells", "table_cells", _COUNT, "N", "Refuse papers of more table cells."),
)


class _Bound(click.Option):
    """An option whose default stands in ``Limits``, which is looked up only when it is needed."""

    def get_default(self, ctx: click.Context, call: bool = True) -> Any:
        from extractor.reading.limits import MIB, Limits

        name = str(self.name)
        value = getattr(Limits(), name)
        return value // MIB if name == "memory_bytes" else value


def limit_options(command: F) -> F:
    """Adds the options to a command, and ``--in-process``; ``limits_of`` reads them."""
    in_process = click.option(
        "--in-process",
        is_flag=True,
        help="Work without a process for the papers: nothing then ends a hang or bounds the memory.",
    )
    command = in_process(command)
    for option, name, kind, metavar, text in reversed(_OPTIONS):
        add = click.option(option, name, type=kind, metavar=metavar, cls=_Bound, show_default=True, help=text)
        command = add(command)
    return command


def limits_of(options: dict[str, Any]) -> "Limits":
    """The limits a command was given."""
    from extractor.reading.limits import MIB, Limits

    bounds = {name: options[name] for _, name, _, _, _ in _OPTIONS}
    return Limits(**(bounds | {"memory_bytes": bounds["memory_bytes"] * MIB}))
