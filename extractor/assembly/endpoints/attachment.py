"""Groups of values, and the endpoint terms that each group belongs to."""

import re
from collections.abc import Iterable

from extractor.assembly.endpoints.scene import Attachment, Group
from extractor.assembly.endpoints.terms import TIME_TYPE, Term
from extractor.assembly.endpoints.times import Times
from extractor.assembly.values import Value

_COORDINATION = re.compile(
    r"\b(?:and|or|vs\.?|v\.?|versus|compared|to|against|than|from|but|respectively)\b|[,/;(]|–|-", re.I
)


_CLAUSE = re.compile(r";|\.\s|,?\s\b(?:whereas|while|but|although)\b")


_STRONG_LEFT = re.compile(
    r"(?:\b(?:was|were|is|are|of|reached|at|in|by|approximately|only|being|to|exceeded|averaged|rates?|from|about|equalled|as high as|as low as|remained|for)|[:=(\[]|\bN)\s*(?:only\s+|also\s+|estimated\s+(?:at|to be)\s+|(?:as\s+)?(?:high|low)\s+as\s+|found\s+(?:to be\s+|in\s+)|seen\s+in\s+|observed\s+in\s+|a\s+|the\s+)?$",
    re.I,
)


_NOT_DIRECT = re.compile(
    r"\b(?:of|in|for|with|and|or|vs|versus|than|to|from|at|by|after|was|were|is|are|had|who|that|among|between|during|compared|on|the|whom|but|as|per)\b|[,;:()]",
    re.I,
)


_EVENT_VERB = (
    r"(?:had|have|has|having|developed|develop|developing|experienced|experiencing|experience|achieved|achieving|achieve|showed|shown|demonstrated|exhibited|suffered|reported|sustained|were|was|with|remained|presented|displayed|obtained|"
    r"required|underwent|attained|indicated|noted|who|did|needed|maintained|without|received|are|is|went|complained)"
)


_NOT_EVENT = r"(?!(?:for|to|from|due|because|after|before|less|more|than|enrolled|evaluated|analy[sz]ed|assessed|treated|randomi[sz]ed|eligible|included|not|and|but|in|by|excluded|available)\b)"


_RIGHT = re.compile(
    rf"^[\s)\]]*(?:(?:of\s+)?(?:(?:all|the|these|those|our|evaluable|assessable|treated|surviving|\d+)\s+)*(?:[\w/+-]+\s+){{0,3}}?(?:patients?|women|men|cases|lesions?|tumou?rs?|subjects|participants|children|metastases|sites|treatments|survivors|deaths|specimens)?(?:\s*\([^()]{{0,40}}\))?(?:\s+(?:in|on|receiving|treated|from|assigned|randomi[sz]ed|who|undergoing|given)\b[\w\s,/+-]{{0,60}}?)?\s*)?\b{_EVENT_VERB}\b(?:\s+{_NOT_EVENT}[\w/-]+){{0,8}}?[\s(]*$",
    re.I,
)


_VERB_TERMS = re.compile(
    r"^(?:died|die|relapsed|recurred|progressed|alive|survived|responded|responders|dead|deceased|locally recurred|recurred locally|downstaged|surviving|locally controlled|hospitali[sz]ed|ambulatory|disease[- ]free|still alive|failed locally|progressed locally|remained alive|developed metastases|completely responded|responded completely)",
    re.I,
)


_RELATIVE = re.compile(r",\s+(?:the\s+\w+\s+of\s+)?which\s+(?:can|may|is|are|has|have|could)\b")


_AT_START = re.compile(
    r"\bat\s+(?:diagnosis|presentation|baseline|enrol\w+|study entry|randomi[sz]ation)\b", re.I
)


_PREDICTS = re.compile(
    r"\b(?:predict\w*|prognostic|associated|multivariate|multivariable|univariate|independent)\b", re.I
)


_OCCURRENCE = frozenset(
    "was were is are has have had been being also only subsequently later then both all rate rates event events toxicity toxicities seen "
    "observed noted reported found recorded documented achieved detected diagnosed confirmed identified experienced developed occurred "
    "occurring occurs arose present persisted required requiring improved obtained suffered affected affecting encountered in by for among on "
    "a an the another other total of just each respectively additional further as follows limited at last follow up time analysis grade grades "
    "acute late or higher greater more worse symptomatic and suspected demonstrated shown attained with placed inserted performed given carried out".split()
)


def _occurred(gap: str) -> bool:
    """Only words of occurrence (and a grade) between an event and its count: ``grade 2 … was seen in``."""
    if re.search(r"[;.]|:\s*$", gap) and not re.fullmatch(r"\s*:\s*", gap):
        return False
    words = re.findall(r"[A-Za-z]+", gap)
    return all(w.lower() in _OCCURRENCE for w in words) and (
        not words
        or words[-1].lower() in {"in", "by", "for", "among", "a", "an", "another", "only", "with", "on"}
        or bool(re.search(r"[(:]\s*$", gap))
    )


class Attachments(Times):
    """Puts values into groups and groups to terms."""

    def groups(self, values: Iterable[Value]) -> list[Group]:
        """Values of one form between which nothing new is said."""
        grouped: list[list[Value]] = []
        for value in sorted(values, key=lambda v: (v.start, v.end)):
            if grouped and self._continues(grouped[-1][-1], value):
                grouped[-1].append(value)
            else:
                grouped.append([value])
        return [Group(tuple(g)) for g in grouped]

    def _continues(self, left: Value, right: Value) -> bool:
        same = left.form == right.form or {left.form, right.form} == {"time", "not_reached"}
        if not same or left.form in {"zero"} or (left.rule != right.rule and left.form in {"ratio"}):
            return False
        if left.start == right.start:
            return True
        gap = self.text[left.end : right.start]
        if len(gap) > 130 or re.search(r"[.]\s+[A-Z]", gap):
            return False
        if any(t.start >= left.end and t.end <= right.start for t in self.terms):
            return False
        if any(
            m.start >= left.end and m.end <= right.start
            for m in self.statistics
            if m.code not in {"hazard_ratio"}
        ):
            return False
        if left.form == "count" and (
            len(gap) > 60
            or left.rule != right.rule
            or re.search(r"\b(?:than|but)\b", gap)
            or (left.people == "patients" and right.people == "lesions")
        ):
            return False
        if any(left.end <= p.start and p.end <= right.start for p in self.points) and left.form != "percent":
            return False
        if any(left.end <= g.start and g.end <= right.start for g in self.grades):
            return False
        if left.form == "ratio":
            return True
        if left.form == "percent" and self._new_subject(right) and not self._new_subject(left):
            return False
        opened = re.search(r"[(]\s*$", gap) and not re.search(r"\bvs\b|\bv\b|versus", gap)
        if opened and re.match(
            r"\s*(?:of\s+(?:the\s+)?(?:patients|lesions)\s+)?(?:had|developed|experienced|achieved|were|showed)\b",
            self.text[right.end : right.end + 40],
        ):
            return False
        return bool(_COORDINATION.search(gap)) and ";" not in re.sub(r"\([^()]*\)|\[[^\]]*\]", "", gap)

    def attach(
        self, group: Group, previous: Group | None, following: Group | None, before: Attachment
    ) -> Attachment:
        """Terms of a group and on which side they stand; a term that the group before modifies is taken."""
        floor = previous.end if previous else self.sentence.start
        if before is not None and before[1] == "right" and before[0]:
            floor = max(floor, before[0][-1].end)
        ceiling = following.start if following else self.sentence.end
        allowed = self.terms if group.form in {"time", "not_reached"} else self.outcomes
        left = [t for t in allowed if t.start >= floor and t.end <= group.start]
        right = [t for t in allowed if t.start >= group.end and t.end <= ceiling]
        inner = [t for t in allowed if group.start <= t.start and t.end <= group.end]
        if group.form == "zero":
            return [t for t in allowed if t.end > group.start][:1], "right"
        if group.form == "time":
            follow = group.values[0].rule == "follow_up"
            if follow:
                near = [t for t in self.terms if t.code == "follow_up"]
                return ([min(near, key=lambda t: abs(t.start - group.start))], "left") if near else None
            left = [t for t in left if t.code != "follow_up"]
            right = []
        direct = self._right_of(group, right)
        if left:
            cluster = self._cluster(left)
            gap = self.text[cluster[-1].end : group.start]
            if not gap.strip() and group.form == "percent":
                return cluster, "left"
            if (
                direct
                and (not _STRONG_LEFT.search(gap) or _CLAUSE.search(gap))
                and not self._same_clause(gap, group)
            ):
                return [direct], "right"
            if direct and self._is_direct(group, direct) and not _STRONG_LEFT.search(gap):
                return [direct], "right"
            if group.form == "count" and not self._count_left(gap, group, cluster[-1]):
                return ([direct], "right") if direct else None
            if group.form == "percent" and (len(gap) > 220 or _RELATIVE.search(gap) or _AT_START.search(gap)):
                return ([direct], "right") if direct else None
            return cluster, "left"
        if direct:
            return self._right_cluster(group, direct, right), "right"
        if group.form == "ratio" and _PREDICTS.search(self.text, self.sentence.start, self.sentence.end):
            predicted = [
                t for t in right + [t for t in self.outcomes if t.start > ceiling] if t.code in TIME_TYPE
            ]
            return (predicted[:1], "right") if predicted else None
        if inner and group.form in {"percent", "count"}:
            return inner[-1:], "right"
        return None

    def _new_subject(self, value: Value) -> bool:
        """``and 12% were smokers``: the share of something that is no endpoint."""
        m = re.match(
            r"\s+(?:of\s+(?:the\s+)?(?:patients|women|men)\s+)?(?:were|had|received|underwent)\s",
            self.text[value.end : value.end + 40],
        )
        if not m:
            return False
        edge = value.end + m.end()
        return not any(edge <= t.start < edge + 50 for t in self.terms)

    def _same_clause(self, gap: str, group: Group) -> bool:
        return group.form == "percent" and bool(_STRONG_LEFT.search(gap)) and not _CLAUSE.search(gap)

    def _right_cluster(self, group: Group, direct: Term, right: list[Term]) -> list[Term]:
        """``3 and 5 patients developed A and B, respectively``: as many terms as values."""
        later = [t for t in right if t.start >= direct.start][: len(group.values)]
        if len(later) == len(group.values) > 1 and re.match(
            r"[^.;]{0,40}\brespectively\b", self.text[later[-1].end :]
        ):
            return later
        return [direct]

    def _is_direct(self, group: Group, term: Term) -> bool:
        gap = self.text[group.end : term.start]
        return not _NOT_DIRECT.search(gap[1:] if gap[:1] in {")", "]"} else gap)

    def _right_of(self, group: Group, right: list[Term]) -> Term | None:
        if not right or group.form in {"time", "not_reached", "ratio"}:
            return None
        term = right[0]
        gap = self.text[group.end : term.start]
        if len(gap) > 160:
            return None
        bare = re.sub(r"\([^()]*\)", " ", gap)
        if re.fullmatch(
            r"\s*(?:relative\s+|absolute\s+)?(?:reduction|increase|decrease|improvement|decreased|increased)\s+(?:in|of)?\s*(?:the\s+)?(?:(?:relative|absolute|annual)\s+)?(?:(?:risk|rate|odds|hazard|incidence)s?\s+(?:of|for)\s+)?(?:the\s+)?",
            gap,
        ):
            return self._last_in_phrase(right)
        plain = gap[1:] if gap[:1] in {")", "]"} else gap
        if not _NOT_DIRECT.search(plain) and len(plain.split()) <= 5:
            return self._last_in_phrase(right)
        if _RIGHT.match(gap) or (
            "respectively" in self.text[term.end : term.end + 120]
            and _RIGHT.match(re.sub(r"\b(?:and|or)\s", "", gap))
        ):
            return self._last_in_phrase(right)
        if (
            _VERB_TERMS.match(term.text)
            and not re.search(r"[;]|,\s*(?:and|but)\b|\bvs\b|versus", bare)
            and len(bare) < 110
        ):
            return term
        if (
            group.form == "count"
            and re.fullmatch(r"In\s+", self.text[self.sentence.start : group.start])
            and re.fullmatch(r"\s*,\s*(?:[\w-]+\s+){0,6}", gap)
            and re.match(r"[^.;]{0,60}\b(?:was|were|occurred|developed)\b", self.text[term.end :])
        ):
            return term
        if (
            group.form == "count"
            and re.match(
                r"^\s*(?:\([^()]*\)\s*)?(?:[\w/-]+\s+){0,3}(?:of|in|with|from|due to|because of)\s+(?:[\w/-]+\s+){0,4}$",
                gap,
            )
            and group.values[0].rule == "direct"
        ):
            return term
        return None

    def _last_in_phrase(self, right: list[Term]) -> Term:
        """``5-year local control``: of terms with nothing between them the last is the head."""
        head = right[0]
        for term in right[1:]:
            if re.fullmatch(r"[\s-]*", self.text[head.end : term.start]):
                head = term
            else:
                break
        return head

    def _cluster(self, left: list[Term]) -> list[Term]:
        """The last term and those coordinated with it before it."""
        cluster = [left[-1]]
        for term in reversed(left[:-1]):
            gap = self.text[term.end : cluster[0].start]
            if re.fullmatch(
                r"\s*(?:rates?|times?)?\s*(?:\([^()]*\)\s*)?(?:rates?\s*)?(?:,|and|or|/|,\s*and|as well as|and\s+the)\s*(?:[\w-]+[\s-]+){0,5}?(?:(?:rates?|times?|probabilit(?:y|ies))\s+(?:of|for)\s+)?",
                gap,
            ) and not re.search(r"\b(?:was|were|of patients|with|in)\b", gap):
                cluster.insert(0, term)
            else:
                break
        return cluster

    def _count_left(self, gap: str, group: Group, term: Term) -> bool:
        first = group.values[0]
        if first.rule == "graded":
            return term.code == "toxicity" and len(gap) < 140
        if re.search(r"survival|control|quality|pain|follow", term.code) and not re.search(
            r"\b(?:achieved|obtained|seen|observed|noted|documented|maintained|recorded)\b|[(:]\s*$", gap
        ):
            return False
        if first.rule == "n_equals":
            return bool(re.fullmatch(r"\s*[(\[]\s*", gap))
        return len(gap) <= 110 and _occurred(re.sub(r"\([^()]*\)", " ", gap))
