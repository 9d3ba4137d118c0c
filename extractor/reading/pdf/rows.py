"""Chunks that stand on one baseline: as whole lines of a column, or as the lines of a table."""

import numpy as np

from extractor.reading.pdf.glyphs import Frame
from extractor.reading.pdf.lines import Line


def merge(frame: Frame, pieces: list[Line]) -> Line:
    """Chunks of one printed line as one line."""
    if len(pieces) == 1:
        return pieces[0]
    pieces = sorted(pieces, key=lambda piece: piece.x0)
    index = np.concatenate([piece.index for piece in pieces])
    space = np.concatenate([np.concatenate([[True], piece.space[1:]]) for piece in pieces])
    space[0] = False
    longest = max(pieces, key=lambda piece: len(piece.index))
    return Line(
        index,
        space,
        np.concatenate([piece.level for piece in pieces]),
        pieces[0].x0,
        max(piece.x1 for piece in pieces),
        longest.base,
        longest.size,
        longest.font,
        " ".join(piece.text for piece in pieces),
        all(piece.bold for piece in pieces),
        all(piece.italic for piece in pieces),
        (pieces[0].ends[0], pieces[-1].ends[1]),
    )


def rows(frame: Frame, pieces: list[Line]) -> list[Line]:
    """Chunks of one column as whole lines from top to bottom."""
    grouped: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.base, piece.x0)):
        if grouped:
            last = max(grouped[-1], key=lambda line: line.size)
            apart = all(piece.x0 >= line.x1 - 1 or piece.x1 <= line.x0 + 1 for line in grouped[-1])
            if apart and abs(piece.base - last.base) < 0.35 * min(piece.size, last.size):
                grouped[-1].append(piece)
                continue
        grouped.append([piece])
    return [merge(frame, group) for group in grouped]


def text_rows(pieces: list[Line]) -> list[list[Line]]:
    """Chunks grouped by baseline, from top to bottom."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda p: (p.base, p.x0)):
        if rows and abs(piece.base - rows[-1][0].base) < 0.3 * min(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda p: p.x0)
    return rows
