"""All errors of the package: one base, and one subclass for each thing a caller handles differently."""

from pathlib import Path


class ExtractorError(Exception):
    """Base of every error this package raises on purpose."""


class InputError(ExtractorError):
    """A file that cannot be read; names the file, what is wrong with it, and what to do."""

    def __init__(self, path: Path | str, problem: str, advice: str) -> None:
        self.path = Path(path)
        self.problem = problem
        self.advice = advice
        super().__init__(f"{path}: {problem}; {advice}")


class MissingFileError(InputError):
    """No such file, or a folder without papers."""


class NotAPaperError(InputError):
    """The content is not what the name promises, or of no type that can be read."""


class EmptyFileError(InputError):
    """Zero bytes."""


class EncryptedError(InputError):
    """A PDF that opens only with a password."""


class NoTextError(InputError):
    """A PDF without a text layer (a scan)."""


class DamagedError(InputError):
    """A file so damaged that no text could be recovered."""


class LimitError(InputError):
    """A paper that exceeds a limit on pages, characters, seconds or memory."""


class CrashError(InputError):
    """A file at which the process that worked on it ended."""


class RuleError(ExtractorError):
    """A rule file that does not follow the schema; names the file and the rule."""


class RecordError(ExtractorError):
    """A record file that does not follow the contract; names the file and the line."""
