"""Collects what is drawn on a page: ruling lines, filled boxes, pictures, other drawings."""

import numpy as np

from extractor.reading.pdf.glyphs import Floats, Rules

LINE, CURVE, MOVE = 0, 1, 2
_THIN = 2.5  # points: anything thinner is a line
_SHORTEST = 4.0


def _array(rows: list[tuple[float, ...]], width: int) -> Floats:
    return np.array(rows, np.float64).reshape(-1, width)


class Shapes:
    """Filled by an engine, one shape after the other, in display coordinates."""

    def __init__(self, width: float, height: float) -> None:
        self._width, self._height = width, height
        self._h: list[tuple[float, ...]] = []
        self._v: list[tuple[float, ...]] = []
        self._rects: list[tuple[float, ...]] = []
        self._images: list[tuple[float, ...]] = []
        self._drawings: list[tuple[float, ...]] = []

    def _sorted(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        x0, x1 = sorted((box[0], box[2]))
        y0, y1 = sorted((box[1], box[3]))
        return x0, y0, x1, y1

    def image(self, box: tuple[float, float, float, float]) -> None:
        """A picture."""
        self._images.append(self._sorted(box))

    def thin(self, box: tuple[float, float, float, float]) -> bool:
        """Takes the shape if it is a line by its bounds."""
        x0, y0, x1, y1 = self._sorted(box)
        wide, high = x1 - x0, y1 - y0
        if high <= _THIN and wide <= _THIN:
            return True
        if high <= _THIN and wide > 2 * high:
            if wide >= _SHORTEST:
                self._h.append((x0, x1, (y0 + y1) / 2))
            return True
        if wide <= _THIN and high > 2 * wide:
            if high >= _SHORTEST:
                self._v.append((y0, y1, (x0 + x1) / 2))
            return True
        return False

    def drawing(self, box: tuple[float, float, float, float]) -> None:
        """A shape that is neither line nor box."""
        x0, y0, x1, y1 = self._sorted(box)
        if (x1 - x0) * (y1 - y0) < 0.8 * self._width * self._height:
            self._drawings.append((x0, y0, x1, y1))

    def path(
        self,
        box: tuple[float, float, float, float],
        points: list[tuple[float, float, int]],
        filled: bool,
        stroked: bool,
    ) -> None:
        """A path of straight pieces gives its lines and, if filled, its box; a curved one is a drawing."""
        kinds = [kind for _, _, kind in points]
        if CURVE in kinds:
            self.drawing(box)
            return
        slanted = False
        pieces: list[tuple[float, float, float, float]] = []
        start = previous = points[0][:2] if points else (0.0, 0.0)
        for x, y, kind in [*points, (*start, MOVE)]:
            if kind == MOVE:
                if stroked and previous != start:
                    pieces.append((*previous, *start))
                start = (x, y)
            else:
                pieces.append((*previous, x, y))
                slanted |= abs(x - previous[0]) > 1 and abs(y - previous[1]) > 1
            previous = (x, y)
        stairs = len(pieces) >= 8 and kinds.count(MOVE) < len(pieces) / 3 and not filled
        if slanted or stairs:
            self.drawing(box)  # a curve of steps is a plot's, not a table's
            return
        if filled:
            self._rects.append(self._sorted(box))
        if stroked:
            for piece in pieces:
                self.thin(piece)

    def rules(self) -> Rules:
        """The lines and filled boxes taken so far."""
        return Rules(_array(self._h, 3), _array(self._v, 3), _array(self._rects, 4))

    def images(self) -> Floats:
        """The pictures taken so far."""
        return _array(self._images, 4)

    def drawings(self) -> Floats:
        """The other drawings taken so far."""
        return _array(self._drawings, 4)
