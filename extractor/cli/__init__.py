"""The command line: each command parses, calls one function and prints.

Only click is imported here. A command imports what it works with when it runs, so that ``--help``
answers at once.
"""

from extractor.cli.main import main

__all__ = ["main"]
