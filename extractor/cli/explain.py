"""``extractor explain``"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from extractor.assembly.explain import Explanation
    from extractor.language.numerals import Atom

_VALUELESS = {"SPREAD", "NAME", "DATE", "REGISTRY", "CITATION"}  # kinds of atoms that carry no number


@click.command()
@click.argument("text")
def explain(text: str) -> None:
    """Show which atoms, rules and records TEXT gives, and why a candidate was dropped.

    TEXT is a sentence or two; - takes it from standard input.
    """
    from extractor.assembly.explain import explain as explained

    if text == "-":
        text = sys.stdin.buffer.read().decode(errors="replace")
    click.echo("\n".join(_lines(explained(text))))


def _lines(found: "Explanation") -> Iterator[str]:
    """The explanation as text, sentence by sentence, then the records."""
    from extractor import describe
    from extractor.papers import one_line

    def quoted(start: int, end: int) -> str:
        return f"“{one_line(found.text[start:end])}”"

    for number, ((start, end), plain) in enumerate(zip(found.sentences, found.plain, strict=True), 1):
        yield f"sentence {number}: {one_line(found.text[start:end])}"
        if plain != found.text[start:end]:
            yield f"  read as: {one_line(plain)}"
        atoms = [a for a in found.atoms if start <= a.start < end]
        yield from _block("atoms", [(a.kind.value, quoted(a.start, a.end), _value(a)) for a in atoms])
        mentions = [m for m in found.mentions if start <= m.start < end]
        yield from _block(
            "rules", [(m.label, quoted(m.start, m.end), f"{m.rule} {m.code or ''}") for m in mentions]
        )
        for title, uses in (("supporting", found.supporting), ("dropped", found.dropped)):
            here = [use for use in uses if start <= use.start < end]
            yield from _block(title, [(u.kind, quoted(u.start, u.end), u.reason) for u in here])
        yield ""
    if not found.records:
        yield "no records"
        return
    yield from _block(
        "records",
        [
            (
                record.kind,
                describe.values(record),
                f"“{one_line(record.quote.exact)}”",
                f"{record.rule}" + ("" if record.confidence is None else f" ({record.confidence:.2f})"),
            )
            for record in found.records
        ],
        indent="",
    )


def _value(atom: "Atom") -> str:
    """The parsed value: ``>= 30–60 Gy``."""
    from extractor.describe import number

    if atom.refs:
        return ", ".join(map(str, atom.refs))
    if atom.kind.value in _VALUELESS:
        return ""
    high = "and above" if atom.high is None else number(atom.high)
    value = number(atom.low) if atom.single else f"{number(atom.low)}–{high}"
    comparator = "" if atom.comparator == "=" else atom.comparator
    unit = "" if atom.unit in ("/", "-") else atom.unit
    return " ".join(part for part in (comparator, value, unit) if part)


def _block(title: str, rows: Sequence[tuple[str, ...]], indent: str = "  ") -> Iterable[str]:
    """A title and rows in aligned columns; nothing where there are no rows."""
    if not rows:
        return
    yield f"{indent}{title}"
    widths = [min(44, max(len(row[i]) for row in rows)) for i in range(len(rows[0]))]
    for row in rows:
        cells = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"{indent}  {cells}".rstrip()
