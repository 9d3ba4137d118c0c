"""The schema of the rule files in ``patterns/``, loading, and the digest that identifies a rule set."""

import hashlib
import re
import tomllib
from functools import cache
from importlib import resources
from itertools import product
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from extractor.errors import RuleError
from extractor.language.numerals.words import NUMBER_WORDS

_NUMBER = rf"(?:[≥≤<>~]?\s?\d|(?:{NUMBER_WORDS})\b)"
"""What ``{number}`` stands for in a rewrite: where a number begins, in digits or words."""
_SCALE = (
    r"(?:(?:NCI|RTOG|EORTC|CTCAE|CTC|LENT|SOMA|Common (?:Terminology|Toxicity) Criteria(?: for Adverse Events)?|National Cancer Institute(?:.s)?"
    r"|Radiation Therapy Oncology Group|European Organi[sz]ation for Research and Treatment of Cancer)[\s/-]*)+"
    r"(?:\((?:NCI|CTC|CTCAE|RTOG|EORTC)[^()]{0,12}\)\s*)?(?:,?\s*\(?v(?:ersion|ers?\.?|\.)?\s?\d(?:\.\d+)?\)?|\s\d\.\d+)?"
)
"""What ``{scale}`` stands for: a scale of toxicity, with its version."""


@cache
def compiled(find: str) -> re.Pattern[str]:
    """The expression of a rewrite, with what its names in braces stand for. Raises ``re.error``."""
    return re.compile(find.replace("{number}", _NUMBER).replace("{scale}", _SCALE), re.I)


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Example(_Strict):
    """A text in our own words and the fields that some record of it must have."""

    text: str
    yields: list[dict[str, Any]] = Field(min_length=1)


class _Rule(_Strict):
    id: str = Field(pattern=r"^[a-z_]+(\.[a-z0-9_]+)+$")
    label: str
    code: str | None = None
    match: list[Example] = []
    reject: list[str] = []


class Term(_Rule):
    """A lexicon entry. In a phrase ``a|b`` are alternatives for one word; hyphens may be spaces and spaces hyphens.

    A word with two or more capitals is an abbreviation and matches case-sensitively. The last word of a
    phrase also matches with a plural s.
    """

    phrases: list[str] = Field(min_length=1)


class Pattern(_Rule):
    """spaCy Matcher token patterns. ``"@name"`` in an ``IN`` or ``NOT_IN`` stands for a word list of ``[lists]``."""

    patterns: list[list[dict[str, Any]]] = Field(min_length=1)


class Reworded(_Strict):
    """A text in our own words and what a rewrite makes of it."""

    text: str
    gives: str


class Rewrite(_Strict):
    """A wording and the plainer one that is read instead.

    ``find`` is a regular expression without regard to case, in which ``{number}`` stands for the begin of a number in digits or words
    and ``{scale}`` for a scale of toxicity;
    ``write`` may use its groups. A text without one of the words that it ``needs`` is not searched. One that ``opens`` a sentence makes the next letter its capital.
    """

    id: str = Field(pattern=r"^wording(\.[a-z0-9_]+)+$")
    find: str
    needs: list[str] = []
    write: str = ""
    opens: bool = False
    match: list[Reworded] = Field(min_length=1)
    reject: list[str] = Field(min_length=1)

    @field_validator("find")
    @classmethod
    def _compiles(cls, find: str) -> str:
        try:
            compiled(find)
        except re.error as error:
            raise ValueError(f"no regular expression: {error}") from error
        return find


class RuleFile(_Strict):
    """One TOML file."""

    lists: dict[str, list[str]] = {}
    term: list[Term] = []
    rule: list[Pattern] = []
    rewrite: list[Rewrite] = []


class RuleSet(_Strict):
    """All rules, in file and line order, and the digest of the files."""

    terms: tuple[Term, ...]
    patterns: tuple[Pattern, ...]
    rewrites: tuple[Rewrite, ...]
    digest: str


def patterns_folder() -> Path:
    """Where the rule files are: in the installed package, or beside it in the source tree."""
    packaged = Path(str(resources.files("extractor"))) / "patterns"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[2] / "patterns"


@cache
def load_rules(folder: Path | None = None) -> RuleSet:
    """All rule files of a folder. Raises ``RuleError`` naming the file and what is wrong."""
    folder = folder or patterns_folder()
    digest = hashlib.sha256()
    files: list[tuple[Path, RuleFile]] = []
    lists: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.toml")):
        data = path.read_bytes()
        digest.update(data)
        try:
            file = RuleFile.model_validate(tomllib.loads(data.decode("utf8")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise RuleError(f"{path}: not valid TOML: {error}") from error
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise RuleError(f"{path}: {where}: {first['msg']}") from error
        files.append((path, file))
        lists.update(file.lists)
    if not files:
        raise RuleError(f"{folder}: no rule files (*.toml)")
    seen: set[str] = set()
    terms: list[Term] = []
    patterns: list[Pattern] = []
    rewrites: list[Rewrite] = []
    for path, file in files:
        for rule_id in (rule.id for rules in (file.term, file.rule, file.rewrite) for rule in rules):
            if rule_id in seen:
                raise RuleError(f"{path}: {rule_id}: this id is used twice")
            seen.add(rule_id)
        terms.extend(file.term)
        rewrites.extend(file.rewrite)
        for pattern in file.rule:
            filled = [
                [_fill(token, lists, path, pattern.id) for token in tokens] for tokens in pattern.patterns
            ]
            patterns.append(pattern.model_copy(update={"patterns": filled}))
    return RuleSet(
        terms=tuple(terms), patterns=tuple(patterns), rewrites=tuple(rewrites), digest=digest.hexdigest()
    )


def _fill(token: dict[str, Any], lists: dict[str, list[str]], path: Path, rule: str) -> dict[str, Any]:
    filled: dict[str, Any] = {}
    for key, value in token.items():
        if isinstance(value, dict):
            filled[key] = _fill(value, lists, path, rule)
        elif isinstance(value, str) and value.startswith("@"):
            if value[1:] not in lists:
                raise RuleError(f"{path}: {rule}: no word list {value}")
            filled[key] = lists[value[1:]]
        else:
            filled[key] = value
    return filled


def is_abbreviation(word: str) -> bool:
    """Two or more capitals: matched case-sensitively."""
    return sum(ch.isupper() for ch in word) >= 2


def expand_phrase(phrase: str) -> list[str]:
    """All printed forms of a phrase: alternatives, hyphen or space, plural."""
    choices: list[list[str]] = []
    words = phrase.split(" ")
    for position, word in enumerate(words):
        options: list[str] = []
        for option in word.split("|"):
            forms = [option]
            if position == len(words) - 1 and not option.endswith("s"):
                forms.append(option + "s")
                if option.endswith("y") and not is_abbreviation(option):
                    forms.append(option[:-1] + "ies")
            options.extend(forms)
        if "-" in word:
            options = [
                variant
                for option in options
                for variant in (option, option.replace("-", " "), option.replace("-", "–"))
            ]
        choices.append(options)
    forms = [" ".join(parts) for parts in product(*choices)]
    forms.extend(
        [form.replace(" free survival", " free-survival") for form in forms if " free survival" in form]
    )
    if len(words) >= 2:
        forms.extend([form.replace(" ", "-") for form in forms if "–" not in form])
    if any(is_abbreviation(word) for word in words) and not is_abbreviation(
        words[0]
    ):  # matched as printed, also where it opens a sentence
        forms.extend([form[0].upper() + form[1:] for form in forms if form[0].islower()])
    return forms
