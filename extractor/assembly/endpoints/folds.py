"""Ratios of risks in words, where no interval is printed: ``a three-fold increase in the risk of death``."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.assembly.endpoints.term import Term
from extractor.assembly.values import Value, ValueReader
from extractor.language.numerals import Atom
from extractor.language.numerals.words import parse_number

_WORDS = r"two|three|four|five|six|seven|eight|nine|ten"
_N = rf"(?<![\w.·-])(?:(?P<low>\d+(?:[.·]\d+)?|(?:{_WORDS})(?=[-\s]))(?:[-–\s]?fold)?(?:-?\s+to\s+|\s?[-–]\s?))?(?P<n>\d+(?:[.·]\d+)?|(?:{_WORDS})(?=[-\s](?:times|fold)|fold)|twice)"
_TIMES = r"(?:[-–\s]?fold|[-\s]+times|(?<=twice))"
_MORE = r"(?:(?:significantly|approximately|statistically)\s+)?(?:higher|greater|increased|elevated|lower|reduced|decreased|larger)"
_RISK = r"(?:risk|rate|odds|chance|likelihood|probability|incidence|hazard|frequency)s?"
_OF = r"(?:\s+(?:of|for|to)\s+(?:(?:an?|any|the|later|late|future|subsequent|developing|having|experiencing|suffering|develop|have)\s+){0,3}|\s+)"
_CHANGE = r"(?:increase|rise|elevation|excess|reduction|decrease)"
_OF_RISK = re.compile(
    rf"{_N}(?:{_TIMES}(?:\s+{_MORE}|\s+{_CHANGE}\s+(?:in|of))?(?:\s+the)?|\s+{_MORE})\s+(?:the\s+|their\s+)?(?:[a-z]+\s+)?"
    rf"(?P<risk>{_RISK})\b{_OF}",
    re.I,
)
"""``a 2.7 higher chance of``, ``three times the risk of``, ``a threefold increase in the rate of``."""
_OF_EVENT = re.compile(rf"{_N}{_TIMES}(?:\s+{_MORE}|\s+{_CHANGE}\s+(?:in|of))\s+(?:the\s+)?", re.I)
"""``a two-fold increase in`` local failure."""
_LIKELY = re.compile(
    rf"{_N}{_TIMES}\s+(?:more|less|as)\s+(?P<likely>likely|apt|prone|liable)\s+to\s+(?:(?:have|develop|experience|suffer|undergo|show|achieve|report)\s+)?(?:(?:from|an?|any|the)\s+)*",
    re.I,
)
"""``2.5 times more likely to have`` a relapse."""
_THAN = re.compile(
    rf"{_N}{_TIMES}\s+(?:(?:more|less|as)\s+(?:frequent|common|likely|often|high|great)(?:ly)?|higher|greater|lower)\b(?!\s+(?:to|dose\w*|levels?|volumes?))",
    re.I,
)
"""Local recurrence was ``three times more frequent``."""
_WAS = re.compile(
    r"\s*(?:rates?\s+|risks?\s+)?(?:\([^()]*\)\s*)?(?:(?:in|for|with|after|among|of)\s[^;,.()\d]{2,60}?\s|adjusted\s+for\s[^;.()\d]{2,60}?\s)?(?:was|were|is|are|occurred|developed|recurred|proved|became)\s+(?:(?:seen|observed|found|reported|about|nearly|almost|approximately|some|to\s+be|at\s+least|more\s+than|over)\s+){0,3}"
)
_FIGURES_NEXT = re.compile(
    r"[^;.%]{0,90}?[(\[,;:]\s*(?:[^()\[\];.%]{0,30}?)(?:\d[\d.·]*\s?%|\b(?:[as]?HR|OR|RR|(?:hazard|odds|risk|rate)\s+ratios?|relative\s+risk|\d\d\s?%\s+CI)\b)"
)
"""``three times higher (24% vs 8%)``, ``(HR 3.0)``: the same in figures."""
_ITS_INTERVAL = re.compile(
    r"[^;.%\d()]{0,60}[(\[]\s*(?P<level>9\d)\s?%\s*(?:CI|confidence\s+interval)\b\W{0,3}(?P<low>\d+(?:[.·]\d+)?)\s*(?:[-–,;]|to)\s*(?P<high>\d+(?:[.·]\d+)?)\s*[)\],;]"
)
"""``2.3 times higher (95% CI 1.2-4.4)``."""
_MOST = 100


def fold_values(reader: ValueReader, terms: Sequence[Term]) -> list[Value]:
    """The ratios of a sentence that are told in words beside the outcome, and are not printed as figures behind it."""
    sentence = reader.sentence
    low = sentence.string.lower()
    if not any(word in low for word in ("fold", "times", "twice", " higher ", " greater ")):
        return []
    values: list[Value] = []
    for form in (_OF_RISK, _LIKELY, _OF_EVENT, _THAN):
        for m in form.finditer(sentence.text, sentence.start, sentence.end):
            n = 2.0 if m["n"].lower() == "twice" else parse_number(m["n"])
            known = any(v.start <= m.start("n") < v.end for v in values)
            interval = _ITS_INTERVAL.match(sentence.text, m.end(), sentence.end)
            again = interval is None and _FIGURES_NEXT.match(sentence.text, m.end(), sentence.end)
            if known or not 1 < n < _MOST or again:
                continue
            term = _told_before(sentence.text, m, terms) if form is _THAN else _told_behind(m, terms)
            if term is None or any(a.start in reader.used for a in _atoms(reader, m)):
                continue
            atoms = _atoms(reader, m)
            reader.used.update(a.start for a in atoms)
            start = m.start("low") if m["low"] else m.start("n")
            kind = _kind(
                sentence.text[max(sentence.start, term.start - 26) : m.end()] if form is _THAN else m.group()
            )
            for v in [parse_number(m["low"]), n] if m["low"] else [n]:
                value = Value("ratio", start, m.end("n"), v, "ratio", atoms=atoms, rule=kind, term=term.start)
                values.append(value if interval is None else _with_limits(value, interval))
    return values


def _with_limits(value: Value, interval: re.Match[str]) -> Value:
    low, high, level = (parse_number(interval[name]) for name in ("low", "high", "level"))
    return replace(value, ci_low=low, ci_high=high, ci_level=level)


def _atoms(reader: ValueReader, m: re.Match[str]) -> tuple[Atom, ...]:
    start = m.start("low") if m["low"] else m.start("n")
    return tuple(a for a in reader.atoms if start <= a.core < m.end("n"))


def _kind(told: str) -> str:
    told = told.lower()
    return "odds_ratio" if "odds" in told else "hazard_ratio" if "hazard" in told else "risk_ratio"


def _told_behind(m: re.Match[str], terms: Sequence[Term]) -> Term | None:
    """The outcome that the expression ends at, or in which its ``risk of`` stands."""
    return next(
        (t for t in terms if t.code not in {"none", "follow_up"} and m.end("n") < t.start <= m.end() + 12 and t.end > m.end() - 1),
        None,
    )  # fmt: skip


def _told_before(text: str, m: re.Match[str], terms: Sequence[Term]) -> Term | None:
    """``Local recurrence was`` three times more frequent: the subject of the clause."""
    before = [t for t in terms if t.end <= m.start() and t.code not in {"none", "follow_up"}]
    return before[-1] if before and _WAS.fullmatch(text, before[-1].end, m.start()) else None
