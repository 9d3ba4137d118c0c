"""Pictures of a PDF's pages."""

from pathlib import Path

import pypdfium2
from PIL import Image

from extractor.errors import DamagedError


def render_page(path: Path, page: int, scale: float = 1.5, password: str | None = None) -> Image.Image:
    """Page ``page`` (from 1) as it is displayed, ``scale`` pixels a PDF point, in RGB.

    Raises ``DamagedError`` where the page is not there or cannot be drawn.
    """
    try:
        document = pypdfium2.PdfDocument(path, password=password)
    except (pypdfium2.PdfiumError, OSError) as error:
        raise DamagedError(path, f"cannot be drawn ({error})", "leave out --overlay") from error
    try:
        if not 1 <= page <= len(document):
            raise DamagedError(path, f"has no page {page} to draw", "leave out --overlay")
        sheet = document[page - 1]
        try:
            bitmap = sheet.render(scale=scale)
            image: Image.Image = bitmap.to_pil().convert("RGB")
            bitmap.close()
            return image
        except pypdfium2.PdfiumError as error:
            raise DamagedError(
                path, f"page {page} cannot be drawn ({error})", "leave out --overlay"
            ) from error
        finally:
            sheet.close()
    finally:
        document.close()
