"""The time points of each group of values."""

import re

from extractor.assembly.endpoints.attachment import Attachments
from extractor.assembly.endpoints.scene import Attachment, Group
from extractor.assembly.values import months
from extractor.language.numerals import Atom

_NEW_CLAUSE = re.compile(
    r"(?:\band\b|[;,]|\bvs\b|\bbut\b|\bwhereas\b|\bwhile\b|\bversus\b|\bcompared\b)\s*(?:\w+\s*){0,2}$"
)


def outside_brackets(text: str) -> str:
    """The text without bracketed parts; what stands before an unmatched closing bracket is dropped too."""
    while True:
        shorter = re.sub(r"\([^()\[\]]*\)|\[[^()\[\]]*\]", " ", text)
        if shorter == text:
            break
        text = shorter
    return re.split(r"[)\]]", text)[-1]


class Points(Attachments):
    """Gives time points to groups and shares them among their values."""

    def point_sides(
        self, groups: list[Group], attachments: list[Attachment]
    ) -> dict[int, list[tuple[Atom, str]]]:
        """Time points by group index: ``pre`` before the group's values, ``post`` behind a value."""
        by_group: dict[int, list[tuple[Atom, str]]] = {}
        for position, point in enumerate(self.points):
            last_point = self.points[position - 1] if position else None
            if last_point is not None and re.fullmatch(
                r"\s*(?:,|and|or|/|,\s*and|,\s*or)?\s*-?\s*", self.text[last_point.end : point.start]
            ):
                home = next(
                    ((i, side) for i, listed in by_group.items() for p, side in listed if p is last_point),
                    None,
                )
                if home is not None and not self._binds_right(point):
                    by_group[home[0]].append((point, home[1]))
                    continue
            before = [i for i, g in enumerate(groups) if g.start < point.start]
            after = [i for i, g in enumerate(groups) if g.start >= point.end]
            if not before:
                rated = [i for i in after if groups[i].form in {"percent", "count", "ratio", "zero"}]
                if after:
                    by_group.setdefault((rated or after)[0], []).append((point, "pre"))
                continue
            group = groups[before[-1]]
            attached = attachments[before[-1]]
            last = max((v for v in group.values if v.start < point.start), key=lambda v: v.start)
            inside = point.start < group.end and last.end <= point.start
            clean = outside_brackets(re.sub(r",?\s*respectively,?", " ", self.text[last.end : point.start]))
            own = {t.start for t in attached[0]} if attached and attached[1] == "right" else set()
            new_term = any(
                t.start >= last.end and t.end <= point.start and t.start not in own for t in self.terms
            )
            coordinated = bool(_NEW_CLAUSE.search(clean)) or ";" in clean
            bracket = self.text[last.end : point.start].rfind("(")
            if bracket >= 0 and after and ")" not in self.text[last.end + bracket : groups[after[0]].start]:
                by_group.setdefault(after[0], []).append((point, "pre"))
                continue
            ahead = self._binds_right(point)
            if (
                attached
                and attached[1] == "right"
                and last.end <= point.start
                and point.end <= attached[0][-1].start
            ):
                by_group.setdefault(before[-1], []).append((point, f"post{last.start}"))
                continue
            if inside:
                opened = re.match(r"\s*[(:,]", self.text[point.end : point.end + 3])
                side = "pre" if (coordinated and (opened or ahead)) or new_term else "post"
                by_group.setdefault(before[-1], []).append((point, f"{side}{last.start}"))
            elif after and (new_term or coordinated or ahead):
                by_group.setdefault(after[0], []).append((point, "pre"))
            elif not after and (new_term or ";" in clean):
                continue
            else:
                by_group.setdefault(before[-1], []).append((point, f"post{last.start}"))
        return self._share_back(groups, by_group)

    def _binds_right(self, point: Atom) -> bool:
        """``2-year DFS of``: an adjectival time belongs to the term right behind it."""
        term = next((t for t in self.outcomes if t.start >= point.end), None)
        return (
            term is not None
            and term.start - point.end < (50 if point.adjectival else 12)
            and not re.search(r"[;,.()]|\b(?:and|vs|versus)\b", self.text[point.end : term.start])
        )

    def _share_back(
        self, groups: list[Group], by_group: dict[int, list[tuple[Atom, str]]]
    ) -> dict[int, list[tuple[Atom, str]]]:
        """``failures (2%) and recurrences (2.2%) were rare at 12 months``: both groups take the time."""
        for i in range(len(groups) - 1, 0, -1):
            points = by_group.get(i, [])
            if not points or not all(s.startswith("post") for _, s in points) or i - 1 in by_group:
                continue
            gap = outside_brackets(self.text[groups[i - 1].end : groups[i].start])
            if (
                groups[i].form == groups[i - 1].form == "percent"
                and len(gap) < 70
                and re.search(r"\band\b|\bor\b|,", gap)
                and ";" not in gap
            ):
                by_group[i - 1] = [(p, f"post{groups[i - 1].values[-1].start}") for p, _ in points[:1]]
        return by_group

    def timepoints(
        self, group: Group, points: list[tuple[Atom, str]], inherited: float | None
    ) -> list[list[float | None]]:
        """Time points in months for each value; several where one value holds at several times."""
        values = group.values
        pre = [p for p, side in points if side == "pre"]
        result: list[list[float | None]] = [[None] for _ in values]
        n, k = len(values), len(pre)
        if pre:
            if k > 1 and n == 1:
                result = [[months(p) for p in pre]]
            elif k > 1 and n % k == 0:
                result = [[months(pre[i % k])] for i in range(n)]
            elif k > 1:
                result = [[months(pre[-1])] for _ in values]
            else:
                result = [[months(pre[0])] for _ in values]
        covered = 0
        for point, side in points:
            if not side.startswith("post"):
                continue
            index = next((i for i, v in enumerate(values) if v.start == int(side[4:])), n - 1)
            for i in range(covered, index + 1):
                if not pre or k <= 1:
                    result[i] = [months(point)]
            covered = index + 1
        inner = [(p, int(s[3:])) for p, s in points if s.startswith("pre") and s != "pre"]
        for point, start in inner:
            for i, v in enumerate(values):
                if v.start > start:
                    result[i] = [months(point)]
        posts = [p for p, s in points if s.startswith("post")]
        if (
            not pre
            and posts
            and n == 2 * len(posts)
            and covered == len(posts)
            and len({s for _, s in points}) == len(posts)
        ):
            result = [[months(p)] for p in (*posts, *posts)]
        if n == 1 and len(posts) > 1 and not pre:
            result = [[months(p) for p in posts]]
        elif (
            posts
            and len(posts) == n
            and not pre
            and all(s.startswith("post") for _, s in points)
            and len({s for _, s in points}) == 1
        ):
            result = [[months(p)] for p in posts]
        if not points and inherited is not None:
            result = [[inherited] for _ in values]
        if self.lead_point is not None and all(r == [None] for r in result):
            result = [[months(self.lead_point)] for _ in values]
        soft = self.soft_point
        between = "" if soft is None else self.text[min(soft.start, group.end) : max(soft.start, group.start)]
        if soft is not None and all(r == [None] for r in result) and ";" not in outside_brackets(between):
            result = [[months(soft)] for _ in values]
        return result
