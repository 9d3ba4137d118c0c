"""Which time atoms are time points, follow-up or measured times."""

import re

from extractor.assembly.endpoints.scene import Scene
from extractor.assembly.endpoints.terms import TIME_TYPE, Term
from extractor.assembly.values import Value, ValueReader
from extractor.language.numerals import Atom, AtomKind

_IGNORED_TIME_BEFORE = re.compile(
    r"\b(?:over|every|for|during|aged?|q|per|each|than|last|first|next|previous|another|initial|additional|of age|age of|interval of|apart|duration of|course of|for up to|period of|in|through|between|past|spanning|lasting|lasted|total of|age|cycles?|or older|starting|consecutive|aged over|took|range)\s+(?:the\s+|a\s+)?(?:median\s+(?:of\s+)?)?(?:~\s*)?$",
    re.I,
)


_IGNORED_TIME_AFTER = re.compile(
    r"^[-\s]*(?:old|of age|after|later|before|prior|apart|following|from|earlier|ago|interval|period|of (?:radio|chemo|treatment|therapy|adjuvant|androgen|hormon|follow)|course|cycles?|thereafter|or older|of accrual|treatment|experience|schedule|regimen|post(?!-?(?:treatment|progression))|window|aged)\b",
    re.I,
)


_TIME_LIST = re.compile(r"\s*(?:,|and|or|/|,\s*and|,\s*or)\s*-?\s*")


def statistic_near(before: str) -> bool:
    """A median or mean in the clause just before."""
    return bool(re.search(r"\b(?:median|mean)\b[^;%]{0,40}$", before, re.I))


class Times(Scene):
    """Sorts the time atoms of a sentence."""

    def times(self) -> list[Value]:
        """Sorts time atoms into time points, follow-up, measured times, and neither."""
        measured: list[Value] = []
        reader = ValueReader(self.sentence, False)
        roles = self._roles([a for a in self.sentence.atoms if a.kind is AtomKind.TIME])
        for atom in self.sentence.atoms:
            if atom.kind is not AtomKind.TIME:
                continue
            role = roles[atom.start]
            if role == "point" and re.fullmatch(
                r"(?:[A-Z][\w ]{0,24}[,:]\s+)?(?:At|By|Within)\s+",
                self.text[self.sentence.start : atom.start],
            ):
                self.lead_point = atom
            if role == "point":
                self.points.append(atom)
            elif role == "follow_up":
                measured.append(self._time_value(atom, reader, "follow_up"))
                if re.search(
                    r"\b(?:at|after|with)\b[^;.]{0,60}$", self.text[self.sentence.start : atom.start], re.I
                ):
                    self.soft_point = atom
            elif role == "value" or (measured and self._goes_on(measured[-1], atom)):
                measured.append(self._time_value(atom, reader, ""))
        return measured

    def _roles(self, atoms: list[Atom]) -> dict[int, str]:
        """The role of each time atom by offset; members of one list share the role of a time point."""
        roles = {a.start: self._time_role(a) for a in atoms}
        listed: list[Atom] = []
        for atom in [*atoms, None]:
            if listed and atom is not None and _TIME_LIST.fullmatch(self.text[listed[-1].end : atom.start]):
                listed.append(atom)
                continue
            found = {roles[a.start] for a in listed}
            if (
                len(listed) > 1
                and "point" in found
                and "follow_up" not in found
                and any(a.shared for a in listed)
            ):
                roles.update({a.start: "point" for a in listed})
            listed = [atom] if atom is not None else []
        return roles

    def _goes_on(self, last: Value, atom: Atom) -> bool:
        """``was 11 months; for chemoradiation, 13 months``: a further value of the same median."""
        gap = self.text[last.end : atom.start]
        return (
            last.rule != "follow_up" and atom.unit == last.unit and not atom.adjectival and len(gap) < 110
            and bool(re.fullmatch(r"[^%]*(?:;|,)\s*(?:and\s+)?(?:for|in|with)\b[^;.%]*,?\s*(?:was\s+|were\s+)?", gap))
            and not any(last.end <= t.start < atom.start for t in self.terms)
        )  # fmt: skip

    def _time_value(self, atom: Atom, reader: ValueReader, rule: str) -> Value:
        value = Value("time", atom.core, atom.end, atom.low, atom.unit, atoms=(atom,), rule=rule)
        return reader.with_interval(value, atom)

    def _time_role(self, atom: Atom) -> str:
        before = self.text[max(self.sentence.start, atom.start - 90) : atom.core]
        after = self.text[atom.end : min(self.sentence.end, atom.end + 70)]
        if re.match(
            r"[-\s]*(?:of\s+)?(?:\(?median\)?|mean)?\s*(?:potential\s+|clinical\s+)?(?:follow|observation)",
            after,
            re.I,
        ):
            return (
                "follow_up"
                if re.search(r"\b(?:median|mean)\b", before[-40:] + after[:20], re.I)
                else "point"
                if re.search(r"\bat\s+(?:a\s+)?$", before)
                else "none"
            )
        clause = re.split(r"[;]|\.\s", before)[-1]
        follow = list(
            re.finditer(r"followed(?!\s+by)|follow(?:[-\s]?up|\b)|observation (?:time|period)", clause, re.I)
        )
        if follow and not atom.adjectival:
            between = clause[follow[-1].end() :]
            if (
                not re.search(
                    r"\d\s*%|\d\s*(?:months|years)\b[^(]*,\s|\b(?:survival|rate|control)\b", between
                )
                and len(between) < 80
            ):
                linked = re.search(r"\b(?:median|mean)\b", clause[max(0, follow[-1].start() - 40) :], re.I)
                if linked and not re.search(r"\b(?:until|through|range|minimum|maximum)\b", between):
                    return "follow_up"
                if not linked:
                    return (
                        "point"
                        if re.search(r"\b(?:at|after)\b[^,;]{0,25}$", clause[: follow[-1].start()], re.I)
                        else "none"
                    )
        if atom.adjectival and not re.match(
            r"^[-\s]*(?:old|period|interval|course|regimen|schedule|treatment|intervals?|duration|history|cycles?)\b",
            after,
        ):
            return "point"
        nearest = next((t for t in self.outcomes if t.start >= atom.end and t.start - atom.end < 60), None)
        if nearest is not None and not atom.adjectival:
            gap = self.text[atom.end : nearest.start]
            if re.fullmatch(
                r"[\s'’]*(?:(?:overall|actuarial|crude|cumulative|estimated|observed|absolute|local|median|incidence|rates?|probabilit(?:y|ies)|risks?|of|the|Kaplan[-–]Meier|estimates?|cause-specific|patient|progression-free|disease-free|relapse-free|locoregional|freedom|from|late|acute|and|or|grade)[\s-]*){0,6}",
                gap,
                re.I,
            ) and not re.search(r"median", clause[-30:], re.I):
                return "point"
        if re.match(
            r"[-\s]*(?:[\w-]+\s+){0,2}(?:rates?|incidence|probabilit|actuarial|estimate|risks?\b)",
            after,
            re.I,
        ) and not re.search(r"\bmedian\b", clause[-40:], re.I):
            return "point"
        if re.search(
            r"\b(?:maximum|minimum|longest|shortest|max|min|up to|at least)\b[\s,:=]*(?:of\s+)?$",
            before,
            re.I,
        ):
            return "none"
        if not atom.single and re.search(r"(?:months?|years?|weeks?|days?|\d)\s*[(\[]\s*$", before):
            return "none"
        if re.match(
            r"\s*[,:=(]?\s*\d+(?:[.·]\d+)?\s?(?:%|percent)(?!\s*(?:CI|confidence))", after
        ) and not statistic_near(before):
            return "point"
        statistic = self.statistic_before(atom.start)
        if _IGNORED_TIME_AFTER.match(after) and not re.match(r"\s*(?:after|following|post)\b", after):
            return "none"
        if re.search(r"\b(?:age|aged|ages)\b[^;.]{0,40}$", clause, re.I):
            return "none"
        if re.search(
            r"\bat\s+(?:the\s+|both\s+|about\s+|approximately\s+)?(?:least\s+|last\s+)?$|\bat\s+(?:both\s+)?(?:\d+(?:[.·]\d+)?\s*(?:,|and|or|years?|months?)\s*)+(?:and\s+|or\s+)?$",
            before,
            re.I,
        ):
            return "point"
        if statistic and not re.search(r"\b(?:at|by|within|over|every)\s+$", before):
            return "value"
        if (
            atom.shared
            and self.points
            and re.fullmatch(
                r"\s*(?:,|and|or|,\s*and|to|/)?\s*-?\s*", self.text[self.points[-1].end : atom.start]
            )
        ):
            return "point"
        if re.search(
            r"\b(?:by|within|after|until|beyond|before|in the first|during the first)\s+(?:the\s+)?$",
            before,
            re.I,
        ):
            return (
                "none"
                if _IGNORED_TIME_AFTER.match(after)
                or (re.search(r"\bafter\s+$", before) and re.match(r"\s*of\b", after))
                else "point"
            )
        if _IGNORED_TIME_BEFORE.search(before) or _IGNORED_TIME_AFTER.match(after):
            return "none"
        term = self._term_before(atom.start)
        if term is not None and term.code in TIME_TYPE and atom.unit in {"months", "years", "weeks", "days"}:
            gap = self.text[term.end : atom.start]
            if (
                len(gap) < 90
                and re.search(r"(?:\b(?:of|was|were|is|from|to|vs\.?|v|and|versus)|[(,:=])\s*$", gap, re.I)
                and not re.search(r"\d\s*%", gap)
            ):
                return "value"
        return "none"

    def statistic_before(self, offset: int) -> str | None:
        """median or mean, where it rules the clause before the offset."""
        found = None
        for m in self.statistics:
            if m.end <= offset and m.code in {"median", "mean"}:
                gap = self.text[m.end : offset]
                if ";" in gap and not re.search(r"95%|CI", gap):
                    continue
                if re.search(r"\d\s*%(?!\s*(?:CI|confidence))", gap) or re.search(
                    r"^\s*(?:age|dose|\[)", gap
                ):
                    continue
                found = m.code
        return found

    def _term_before(self, offset: int) -> Term | None:
        before = [t for t in self.terms if t.end <= offset]
        return before[-1] if before else None
