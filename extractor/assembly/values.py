"""Measured values of one sentence: numbers with the counts, percentages and intervals that belong to them."""

import re
from dataclasses import dataclass, replace

from extractor.assembly.findings import Sentence
from extractor.language.numerals import Atom, AtomKind

MONTHS_PER_UNIT = {
    "years": 12.0,
    "months": 1.0,
    "weeks": 7 / 30.4375,
    "days": 1 / 30.4375,
    "hours": 1 / 730.5,
}
"""The contract's convention: a year is 12 months, a month 30.4375 days."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value: ``form`` is percent, time, ratio, count, zero or not_reached."""

    form: str
    start: int
    end: int
    value: float | None
    unit: str | None
    n_events: int | None = None
    n_total: int | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    ci_level: float | None = None
    comparator: str = "="
    people: str | None = None  # patients or lesions, where a noun says so
    atoms: tuple[Atom, ...] = ()
    rule: str = ""


def months(atom: Atom) -> float:
    """The upper end of a time atom in months."""
    return round(
        (atom.high if atom.high is not None else atom.low) * MONTHS_PER_UNIT.get(atom.unit or "", 0.0), 4
    )


def is_integer(atom: Atom) -> bool:
    """A plain count: one whole number."""
    return atom.kind is AtomKind.NUMBER and atom.single and float(atom.low).is_integer()


_OPEN = re.compile(r"^\s*[(\[]\s*$")
_OF = re.compile(r"^\s*(?:/|(?:out\s+)?of(?:\s+(?:the|a\s+total\s+of|all|these|those|our))?)\s*$", re.I)
_PEOPLE_GAP = re.compile(
    r"^\s*(?:(?!(?:and|or|vs|versus|of|to|in|arms?|groups?|years?|months?|weeks?|days?|cycles?|fractions?|regimens?|centers?|centres?|studies|trials?|phase|grade)\b)[\w/-]+\s*){0,5}[(\[]\s*$",
    re.I,
)


class ValueReader:
    """Reads the percent, ratio and count values of one sentence."""

    def __init__(self, sentence: Sentence, ratio_context: bool) -> None:
        self.sentence = sentence
        self.text = sentence.text
        self.atoms = list(sentence.atoms)
        self.ratio_context = ratio_context
        self.used: set[int] = set()

    def gap(self, left: Atom, right: Atom) -> str:
        return self.text[left.end : right.start]

    def percents(self) -> list[Value]:
        """Percentages, each with the count and denominator printed beside it, and its interval."""
        values: list[Value] = []
        for i, atom in enumerate(self.atoms):
            if atom.kind is not AtomKind.PERCENT or atom.start in self.used:
                continue
            if re.match(
                r"\s*of\s+(?:the\s+)?(?:total|all|cohort|cases|prescri\w+|whole|study population)\b(?!\s+patients)",
                self.text[atom.end : atom.end + 24],
            ):
                continue
            values.extend(self._percent(i, atom))
        return values

    def _percent(self, i: int, atom: Atom) -> list[Value]:
        start, end, used = atom.core if atom.comparator == "=" else atom.start, atom.end, [atom]
        if atom.low < 0:
            start = atom.start
        events, total, people = None, None, None
        before = self.atoms[i - 1] if i else None
        comma = (
            before is not None
            and before.kind is AtomKind.RATIO
            and bool(re.fullmatch(r"\s*[,;]?\s*(?:[\w-]+\s+){0,2}[,;(\[]?\s*", self.gap(before, atom)))
        )
        inside = comma or (
            before is not None
            and bool(_OPEN.match(self.gap(before, atom)) or _PEOPLE_GAP.match(self.gap(before, atom)))
        )
        if before is not None and inside and before.start not in self.used:
            if is_integer(before) and before.comparator in {"=", ">", "~", "<="}:
                events, people = int(before.low), self._noun(before.end, atom.start)
                start = before.core
                used.append(before)
                first = self.atoms[i - 2] if i > 1 else None
                if (
                    first is not None
                    and is_integer(first)
                    and _OF.match(self.gap(first, before))
                    and first.low <= before.low
                ):
                    events, total, start = int(first.low), int(before.low), first.core
                    used.append(first)
            elif before.kind is AtomKind.RATIO:
                events, total, start = int(before.low), int(before.high or 0), before.start
                used.append(before)
        after = self.atoms[i + 1] if i + 1 < len(self.atoms) else None
        if (
            events is None
            and after is not None
            and re.match(r"^\s*[(\[]\s*(?:n\s*=\s*)?$", self.gap(atom, after))
        ):
            if after.kind is AtomKind.RATIO:
                events, total = int(after.low), int(after.high or 0)
                used.append(after)
                end = after.end
            elif is_integer(after):
                second = self.atoms[i + 2] if i + 2 < len(self.atoms) else None
                if second is not None and is_integer(second) and _OF.match(self.gap(after, second)):
                    events, total, end = int(after.low), int(second.low), second.end
                    used.extend([after, second])
                elif re.match(
                    r"\s*(?:(?:[\w-]+\s+){0,2}(?:patients|women|men|cases|lesions|events|deaths|of)\b|[)\]])",
                    self.text[after.end : after.end + 40],
                ):
                    events, end = int(after.low), after.end
                    used.append(after)
        if (
            total is None
            and after is not None
            and is_integer(after)
            and re.fullmatch(r"\s*[)\]]\s*of\s+(?:the\s+|all\s+)?", self.gap(atom, after))
            and (events or 0) <= after.low
        ):
            total = int(after.low)
            used.append(after)
        if (
            events is None
            and after is not None
            and is_integer(after)
            and re.fullmatch(r"\s*of\s+(?:the\s+|all\s+|these\s+|those\s+)?", self.gap(atom, after))
            and noun_unit(self.text[after.end : after.end + 40])
        ):
            total = int(after.low)
            used.append(after)
        low, high, level, interval_end, interval = self._interval(i, atom, used)
        self.used.update(a.start for a in used)
        ends = [atom.low] if atom.single else [atom.low, atom.high if atom.high is not None else atom.low]
        return [
            Value(
                "percent", start, max(end, interval_end), v, "percent", events, total, low, high, level, atom.comparator,
                people, tuple(used) + interval,
            )
            for v in ends
        ]  # fmt: skip

    def _noun(self, start: int, end: int) -> str | None:
        return noun_unit(self.text[start:end])

    def _interval(
        self, i: int, atom: Atom, used: list[Atom]
    ) -> tuple[float | None, float | None, float | None, int, tuple[Atom, ...]]:
        """A confidence interval that follows: with the words, or bare in brackets and holding the value."""
        last = max(used, key=lambda a: a.end)
        for j in range(i + 1, min(i + 4, len(self.atoms))):
            other = self.atoms[j]
            if other.start < last.end:
                continue
            gap = self.text[last.end : other.start]
            if len(gap) > 30 or re.search(r"[.;](?=\s[A-Z])|\bvs\b|\band\b", gap):
                break
            worded = other.kind is AtomKind.INTERVAL and other.start not in self.used
            if worded and re.fullmatch(r"[\s\])]*[\s,;(\[:]*(?:\w+[\s,]+){0,2}[\s,;(\[]*", gap):
                self.used.add(other.start)
                level = float(other.unit) if other.unit else None
                return other.low, other.high, level, other.end, (other,)
            bare = (
                other.kind in {AtomKind.NUMBER, AtomKind.PERCENT}
                and not other.single
                and other.high is not None
            )
            if (
                bare
                and re.fullmatch(r"\s*[,(\[]\s*", gap)
                and other.low <= atom.low <= (other.high or 0)
                and other.start not in self.used
            ):
                self.used.add(other.start)
                return other.low, other.high, None, other.end, (other,)
            if other.kind not in {AtomKind.SPREAD}:
                break
        return None, None, None, 0, ()

    def with_interval(self, value: Value, atom: Atom) -> Value:
        """The value with the interval that follows its atom."""
        i = self.atoms.index(atom)
        low, high, level, end, interval = self._interval(i, atom, [atom])
        if not interval:
            return value
        return replace(
            value,
            end=max(value.end, end),
            ci_low=low,
            ci_high=high,
            ci_level=level,
            atoms=value.atoms + interval,
        )

    def ratios(self) -> list[Value]:
        """Hazard, odds and risk ratios: behind their name, or recognised by their interval where one was named."""
        names = [
            m
            for m in self.sentence.mentions
            if m.label == "STATISTIC" and m.code in {"hazard_ratio", "odds_ratio", "risk_ratio"}
        ]
        values: list[Value] = []
        current = None
        for atom in self.atoms:
            if atom.kind is not AtomKind.NUMBER or not atom.single or atom.start in self.used or atom.words:
                continue
            named = [m for m in names if m.end <= atom.start]
            if named:
                current = named[-1].code
            before = self.text[named[-1].end : atom.start] if named else ""
            close = bool(named) and re.fullmatch(
                r"[\s\])]*(?:[\[(][A-Za-z]*HR[\])])?(?:\s*(?:for|of)\s+[\w\s-]{2,60}?)?\s*(?:\([^()]{1,40}\))?[\s,:=;]*(?:was|of|is|were|estimated|at|=|and)?[\s,:=(\[]*",
                before,
            )
            listed = bool(
                values
                and values[-1].form == "ratio"
                and re.fullmatch(r"\s*(?:,|and|,\s*and|vs\.?|or)\s*", self.text[values[-1].end : atom.start])
            )
            if not listed and values and values[-1].form == "ratio":
                gap = self.text[values[-1].end : atom.start]
                listed = (
                    len(gap) < 110
                    and re.search(r"\b(?:and|vs\.?|versus)\s+$", gap) is not None
                    and not re.search(r"\d\s*%|[;]", re.sub(r"\([^()]*\)", "", gap))
                )
            if not (close or (listed and values[-1].atoms)):
                if not (current or self.ratio_context) or atom.low > 30:
                    continue
                probe = self.with_interval(
                    Value("ratio", atom.core, atom.end, atom.low, "ratio", atoms=(atom,)), atom
                )
                if (probe.ci_low is None or not (0 < probe.ci_low <= atom.low)) and not (
                    current
                    and re.match(r"\s*[,;(]*\s*[pP]\s?[=<>]", self.text[atom.end : atom.end + 8])
                    and atom.low < 20
                ):
                    continue
                values.append(replace(probe, rule=current or "hazard_ratio"))
                self.used.add(atom.start)
                continue
            value = Value(
                "ratio", atom.core, atom.end, atom.low, "ratio", atoms=(atom,), rule=current or "hazard_ratio"
            )
            values.append(self.with_interval(value, atom))
            self.used.add(atom.start)
        return values


def noun_unit(text: str) -> str | None:
    """patients or lesions, where the text names one."""
    if re.search(
        r"\b(?:patients?|women|men|participants?|cases?|subjects|children|pts|persons|individuals)\b",
        text,
        re.I,
    ):
        return "patients"
    if re.search(
        r"\b(?:lesions?|metastas[ei]s|tumou?rs?|sites?|nodules|targets|specimens|breasts)\b", text, re.I
    ):
        return "lesions"
    return None
