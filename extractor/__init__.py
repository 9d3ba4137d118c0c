"""extractor: reads radiation-oncology papers and hands back the numbers a reviewer needs."""

__version__ = "0.1.0"
