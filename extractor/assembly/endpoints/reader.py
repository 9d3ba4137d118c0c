"""The complete reader of one sentence: time points, terms, and the grade of each value."""

import re

from extractor.assembly.endpoints.points import Points
from extractor.assembly.endpoints.scene import Group
from extractor.assembly.endpoints.terms import Term
from extractor.assembly.values import Value
from extractor.language.numerals import Atom


class Reader(Points):
    """Adds what a value's record needs beside term and time."""

    def speaks_of_survival(self, group: Group) -> bool:
        """A ratio of deaths in a sentence on overall survival is its effect."""
        return (
            any(t.code == "overall_survival" and t.start < group.start for t in self.terms)
            or self.context.code == "overall_survival"
        )

    def grade_for(
        self,
        group: Group,
        value: Value,
        index: int,
        side: str,
        term: Term | None,
        floor: int,
        ceiling: int,
        carried: Atom | None,
    ) -> Atom | None:
        inside = [
            g
            for g in self.grades
            if term is not None
            and min(value.start, term.start) <= g.start
            and g.end <= max(value.end, term.end)
        ]
        if value.form == "zero":
            near = [g for g in self.grades if g.start >= value.start]
            return near[0] if near else None
        if side == "right" and inside:
            return inside[-1]
        left = [g for g in self.grades if floor <= g.start and g.end <= value.start]
        if side == "left" and left:
            return left[-1]
        right = [g for g in self.grades if value.end <= g.start and g.end <= ceiling]
        if right and re.fullmatch(
            r"[\s)\]]*(?:(?:of|had|developed|experienced|with|patients|in|all|the|for|suffered|at|reported|acute|late|,|lesions|women|men)\s*){0,6}[\s(]*",
            self.text[value.end : right[0].start],
        ):
            return right[0]
        if (
            side == "right"
            and right
            and term is not None
            and right[0].start < term.end + 25
            and not re.search(r"[;,]\s*(?:and\s)?", self.text[term.end : right[0].start])
        ):
            return right[0]
        return left[-1] if left else carried
