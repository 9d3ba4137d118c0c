"""The terms before or behind a group that belong together."""

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.assembly.endpoints.groups import Group
from extractor.assembly.endpoints.scene import Scene
from extractor.assembly.endpoints.term import TIME_TYPE, Term

_COORDINATED = re.compile(
    r"[-–]?\s*(?:rates?|times?)?\s*(?:\([^()]*\)\s*)?(?:rates?\s*)?"
    r"(?:,|and|or|/|,\s*and|and\s*,|as well as|and\s+the)\s*(?!(?:including|such|especially|mainly|particularly|notably)\b)"
    r"(?:[\w–-]+[\s–-]+){0,5}?(?:(?:rates?|times?|probabilit(?:y|ies))\s+(?:of|for)\s+)?"
)
_OF_WHOM = re.compile(
    r"(?:For|In|Among|With|If|When)\s(?:[^,;:%]*\s)?(?:with|without|who|whose|had|having|achiev\w+)\s[^,;:%]*"
)
"""``For patients with a clear margin, survival was …``: whose outcome it is."""
_AFTER = re.compile(r"(?:With|After|Following|Including|Despite|Before|Without)\s+(?:[\w-]+\s+){0,3}")
"""``With salvage surgery, local control rose …``: what was done."""
_DATED = re.compile(r"^\s+at\s+(?:\d+|one|two|three|five|ten)[\s-](?:years?|months?)(?=\s+and\b|,)")
"""``survival at 2 years and control at 1 year were …``."""
_LIST_OF_TERMS = re.compile(r",|\band\b|\bor\b")
_OWN_VALUE = re.compile(r"\s*(?:rates?\s*)?(?:[(\[]\s*\d|(?:was|were|of)\s+\d)")
"""``17% and 25% distant failures, and local failure rates (8% and 9%)``."""
_MORE_THAN = re.compile(
    r"\s*(?:rates?\s+)?(?:was|were|is|are|occurred)\s+(?:[\w-]+ly\s+)?(?:much\s+|far\s+)?"
    r"(?:(?:more|less)\s+(?:common|frequent|likely|often|prevalent)(?:ly)?|higher|lower|commoner|rarer|greater)\s+than\s+"
    r"(?:the\s+)?(?:(?:that|those|rates?)\s+of\s+|for\s+)?(?:the\s+)?(?:[\w-]+\s+){0,2}"
)
_TO_VALUES = re.compile(r"\s*(?:rates?\s*)?[(\[,]\s*")
_APART = re.compile(r"\b(?:was|were|of patients|with|in)\b")
_CLASS_BEFORE = re.compile(
    r"\b(?:for|by|with|in|according\s+to)\s+(?:(?:patients|those)\s+(?:with|of|in)\s+)?(?:an?\s+|the\s+)?$"
)
_TURNED = str.maketrans("()[]", ")(][")
_SCALE = re.compile(r"KPS|GPA|ECOG|Karnofsky|performance|recursive", re.I)


def outside_closed(scene: Scene, left: list[Term], offset: int) -> list[Term]:
    """Terms that no bracket closes off: of ``failure (local or distant metastases) was 41%`` the first."""
    outer = [t for t in left if ends_open(scene.text[t.end : offset])]
    if left and not outer:  # 71% (CR 29%, PR 42%) against 51% (CR 15%, …)
        outer = [t for t in scene.outcomes if t.end <= offset and ends_open(scene.text[t.end : offset])][-1:]
    return outer or left


_MARGIN = re.compile(r"R[012]")
_ITS_VALUE = re.compile(r"\s*[:=,]?\s*\d")


def without_classes(scene: Scene, left: list[Term]) -> list[Term]:
    """``median survival for GPA 3.5-4 was``: a scale that only classes the patients does not part them."""
    left = [t for t in left if not _is_margin(scene, t)]
    begin = scene.sentence.start
    while len(left) > 1 and left[-1].code == "none" and left[-2].code != "none":
        classed = _CLASS_BEFORE.search(scene.text, begin, left[-1].start)
        if classed is None or not _SCALE.match(left[-1].text):
            break
        left = left[:-1]
    return left


def _is_margin(scene: Scene, term: Term) -> bool:
    """``local control was 83% (R0 92%, R1 76%)``: whose the value is, by the margins of their resection."""
    labels = _MARGIN.fullmatch(term.text) and _ITS_VALUE.match(scene.text, term.end)
    return bool(labels) and any(t.end <= term.start and t.code in TIME_TYPE for t in scene.outcomes)


def same_bracket(scene: Scene, before: int, offset: int) -> bool:
    """Whether the bracket that ``before`` stands in holds ``offset`` too."""
    told = scene.text[scene.sentence.start : before]
    return not ends_open(told[::-1].translate(_TURNED)) and ends_open(scene.text[before:offset])


def ends_open(gap: str) -> bool:
    """Whether no bracket that was open before the gap is closed in it."""
    depth = 0
    for ch in gap:
        depth += (ch in "([") - (ch in ")]")
        if depth < 0:
            return False
    return True


def cluster(scene: Scene, left: Sequence[Term]) -> list[Term]:
    """The last term and those coordinated with it before it."""
    cluster = [left[-1]]
    for term in reversed(left[:-1]):
        gap = _DATED.sub("", scene.text[term.end : cluster[0].start])
        opens = _OF_WHOM.fullmatch(scene.text, scene.sentence.start, term.start) or (
            term.code == "other" and _AFTER.fullmatch(scene.text, scene.sentence.start, term.start)
        )
        if not _COORDINATED.fullmatch(gap) or _APART.search(gap) or (opens and gap.startswith(",")):
            break
        cluster.insert(0, term)
    return cluster


_RESPECTIVELY = re.compile(r"\brespectively\b")
_OR = re.compile(r"\s+(?:\([^()]*\)\s*)?(?:and/)?or\s")


_OF_SAME_HEAD = re.compile(
    r"\s*(?:/|(?:and/)?or\s)\s*(?!(?:tumou?r|disease|cancer|local|regional|nodal|distant|locoregional)\b)[\w-]+\s+"
)


def _shares_head(scene: Scene, term: Term, last: Term) -> bool:
    """``stroke or embolism recurrence``: what came back, no event of its own."""
    return (
        term.code == "toxicity"
        and last.code == "recurrence"
        and _OF_SAME_HEAD.fullmatch(scene.text, term.end, last.start) is not None
    )


def compared(scene: Scene, group: Group, left: Sequence[Term]) -> list[Term] | None:
    """``distant failure was more common than local failure (34 % vs 12 %)``: one value of each."""
    if len(group.values) != 2 or len(left) < 2 or left[-2].code == left[-1].code:
        return None
    than = _MORE_THAN.fullmatch(scene.text, left[-2].end, left[-1].start)
    opened = _TO_VALUES.fullmatch(scene.text, left[-1].end, group.start)
    return list(left[-2:]) if than and opened else None


def one_event(scene: Scene, group: Group, cluster: list[Term]) -> list[Term]:
    """``relapse/progression was 22% and 50%``, ``relapse or death was …`` is one event, where values are not slashed too."""
    values = group.values
    if len(values) == len(cluster) > 2 or any(
        "/" in scene.text[a.end : b.start] for a, b in pairwise(values)
    ):
        return cluster
    either = not _RESPECTIVELY.search(scene.text, group.start, scene.sentence.end)
    cluster = [t for t in cluster[:-1] if not _shares_head(scene, t, cluster[-1])] + cluster[-1:]
    kept = cluster[:1]
    for before, term in pairwise(cluster):
        gap = scene.text[before.end : term.start]
        if gap.strip() != "/" and not (either and _OR.match(gap)):
            kept.append(term)
    return kept


def right_cluster(scene: Scene, group: Group, direct: Term, right: Sequence[Term]) -> tuple[Term, ...]:
    """``3 and 5 patients developed A and B, respectively``: as many terms as values."""
    later = [t for t in right if t.start >= direct.start][: len(group.values)]
    behind = scene.text[later[-1].end :]
    if len(later) < len(group.values) or len(later) < 2:
        return (direct,)
    gaps = [scene.text[a.end : b.start] for a, b in pairwise(later)]
    listed = all(
        len(gap) < 50 and _LIST_OF_TERMS.search(gap) and not re.search(r"\d|[;()]", gap) for gap in gaps
    )
    if not _OWN_VALUE.match(behind) and (listed or re.match(r"[^.;]{0,40}\brespectively\b", behind)):
        return tuple(later)
    return (direct,)
