"""Arms that go on from one outcome, and one sentence, to the next."""

import re
from itertools import pairwise

from extractor.assembly.endpoints.arms.names import Name, arm_among, headed_names, same_arm, telling_words
from extractor.assembly.endpoints.arms.values import VERSUS, Arms, Row

_PATIENTS_SPLIT = re.compile(
    r"\b(?:stages?|class(?:es)?|[TN]\d|risk|age|years|primar\w+|tumou?rs?|lesions?|disease|margins?|size|cm|mm|KPS|RPA|grade|histolog\w+|carcinomas?|metasta\w+|responders?)\b|[≥≤<>]",
    re.I,
)
"""What parts patients by themselves, not by their treatment."""


HEADED = re.compile(r"\b(?:arm|group|cohort)\b", re.I)


_TAIL = re.compile(
    r"\s(?:treatments?|irradiation|therapy|radiotherapy|schedules?|regimens?|fractionation|patients)$"
)
"""``after short-course and after long-course treatment``: the noun is of both."""


_IS_NOUN = re.compile(r"(?:therapy|tion|ment|ery|tomy)$")
_NEW_PAIR = re.compile(
    r"\b(?:between(?!\s+(?:the\s+)?(?:(?:two|three|both|treatment|study)\s+)?(?:arms|groups|treatments|schedules)\b)|compared|than|without|(?:and|than)\s+those|worsened|impaired|(?:adversely|negatively)\s+\w+)\b",
    re.I,
)


_CLOSED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[(\[][^()\[\]]*$|^[^()\[\]]*[)\]]")


_LIST_WORDS = frozenset(
    "and or vs versus compared with to as against respectively per cent percent points months years weeks days of the"
    " patients women men cases lesions se sd se gy in mo yr yrs respectively had those only at year month week".split()
)


def arms_told(
    here: tuple[str, ...], told: tuple[str, ...], comparative: bool, ordered: bool = True
) -> tuple[str, ...]:
    """The arms that a later sentence may mean: those of this one, unless they are the same once more or no arms."""
    if not here:
        return told
    means = [arm_among(b, told) for b in here]
    if told and None not in means and len(set(means)) == len(here):
        named_now = dict(zip(means, here, strict=True))
        renamed = {a: a if HEADED.search(a) else named_now.get(a, a) for a in told}
        order = [a for a in means if a is not None] if ordered and len(here) == len(told) else told
        return tuple(renamed[a] for a in order)
    if not _lasting(here, comparative):
        return told
    keeps = (
        len(told) > 1
        and all(HEADED.search(a) for a in told)
        and not any(HEADED.search(b) or b.isupper() for b in here)
    )
    return told if keeps else here


def one_by_one(arms: Arms, told: tuple[str, ...]) -> tuple[str, ...]:
    """``In the boost arm it was 9%. In the control arm it was 31%``: arms that are told in sentences of their own."""
    names = {a for a in arms if a is not None}
    name = names.pop() if len(names) == 1 else None
    if name is None or HEADED.search(name) is None or arm_among(name, told) is not None:
        return told
    return (*told, name)


def _lasting(names: tuple[str, ...], comparative: bool) -> bool:
    """Whether a later sentence may mean these arms without naming them."""
    if any(_PATIENTS_SPLIT.search(name) for name in names):
        return False
    return comparative or all(HEADED.search(name) for name in names)


def headed_so_far(row: Row, first: int | None) -> tuple[str, ...]:
    """The groups that the sentence has named up to a value, two or more."""
    sentence = row.scene.sentence
    end = sentence.end if first is None else row.entries[first].value.start
    names = tuple(dict.fromkeys(n.full for n in headed_names(sentence.text, sentence.start, end)))
    return names if 2 <= len(names) <= 4 else ()


def told_in(row: Row, end: int) -> tuple[str, ...]:
    """The arms of the last outcome of the sentence that was told of two or more of them."""
    for key in dict.fromkeys(e.key for e in reversed(row.entries[:end])):
        indices = [i for i in range(end) if row.entries[i].key == key]
        names = tuple(dict.fromkeys(a for i in indices if (a := row.arms[i])))
        if len(names) > 1:
            return names
    return ()


def go_on(row: Row, group: list[int], told: tuple[str, ...]) -> None:
    """``fatigue (40 v 35)``: the arms told before, in their order, unless the clause names others."""
    if len(told) < 2 or not row.bare(group):
        return
    text, floor = row.scene.text, row.floor(group[0])
    clause = text[floor : row.entries[group[0]].value.start]
    own = telling_words(clause.rsplit(";", 1)[-1])
    if _NEW_PAIR.search(clause) and not any(w in own for t in told for w in telling_words(t)):
        return
    if any(not _known(n, told) for n in headed_names(text, floor, row.entries[group[0]].value.start)):
        return
    gaps = [
        text[row.entries[i].value.end : row.entries[j].value.start]
        for i, j in pairwise(group)
        if row.entries[i].key == row.entries[j].key
    ]
    if all(side_by_side(gap) for gap in gaps):
        row.deal(group, told)
    if row.bare(group):
        _by_turns(row, group, told)


def _by_turns(row: Row, group: list[int], told: tuple[str, ...]) -> None:
    """``changes were seen in 14% v 10% and were permanent in 5% v 4%``: two values of one outcome, twice."""
    text, n = row.scene.text, len(told)
    if n != 2 or len(group) % n:
        return
    turns = [group[k : k + n] for k in range(0, len(group), n)]
    if all(VERSUS.search(text[row.entries[a].value.end : row.entries[b].value.start]) for a, b in turns):
        for turn in turns:
            for i, name in zip(turn, told, strict=True):
                row.arms[i] = name


def side_by_side(gap: str) -> bool:
    """``% (95% CI 3-9) and``: whether two values stand in one list, whatever their units and brackets."""
    while (shorter := _CLOSED.sub(" ", gap)) != gap:
        gap = shorter
    if not re.search(r"[A-Za-z,/]", gap):
        return False  # a range
    return all(w.lower() in _LIST_WORDS for w in re.findall(r"[A-Za-z]{2,}", gap)) and ";" not in gap


def _known(name: Name, told: tuple[str, ...]) -> bool:
    return any(same_arm(t, name.full) for t in told)


def drop_shared_noun(row: Row) -> None:
    """``10 after short-course and 9 after long-course treatment``: the name of the second without the noun of both."""
    arms = row.arms
    for i, j in pairwise(range(len(arms))):
        first, second = arms[i], arms[j]
        if not first or not second or row.entries[i].key != row.entries[j].key:
            continue
        m = _TAIL.search(second)
        if m is not None and _is_adjective(first) and " " not in second[: m.start()]:
            arms[:] = [second[: m.start()] if a == second else a for a in arms]


def _is_adjective(name: str) -> bool:
    """``short-course``, but neither ``surgery`` nor ``SBRT``."""
    return name[0].islower() and " " not in name and _IS_NOUN.search(name) is None
