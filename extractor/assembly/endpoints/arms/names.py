"""Names of arms and groups: how far one reaches, and what says that a stretch of words is one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.assembly.endpoints.arms.vocabulary import (
    ALIVE,
    AT_DOSE,
    CLASS,
    COUNTED,
    COUNTERPARTS,
    DATED,
    DOSE,
    GENERIC,
    HEAD,
    INNER,
    IS_HEAD,
    LASTING,
    LETTER,
    LIMIT,
    LINKS,
    NO_NAME,
    NOT_ON,
    NUMBER,
    OF_A_STAGE,
    OPENERS,
    OWN_WORD,
    PAST,
    PEOPLE,
    PERIOD,
    PERSONS,
    SCALE,
    SEXES,
    STOP,
    TRAILING,
    VERBS,
    WHOLE,
)

_WORD = re.compile(r"[^\s(),;:\[\]]+|[(),;:\[\]]")
_MOST_WORDS = 7


@dataclass(frozen=True, slots=True)
class Name:
    """A name and where it stands; ``head`` is the word that makes it one (``arm``), where there is one."""

    start: int
    end: int
    label: str
    head: str | None = None
    people: bool = False  # ``the boost patients``

    @property
    def full(self) -> str:
        """The name with its head, in the singular."""
        return f"{self.label} {singular(self.head)}" if self.head else self.label


def singular(head: str) -> str:
    """``arms`` → ``arm``."""
    return head if head.endswith("ss") else head.removesuffix("s")


def words(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The words and brackets of a stretch."""
    return _WORD.finditer(text, start, end)


_CITED_BEHIND = re.compile(r"[.,]?\^\d[\d,–-]*$|(?<=[A-Za-z])\.\d{1,3}(?:[,–-]\d{1,3})*$")
_PARTED = re.compile(
    rf"(?:[Ss]tage\s\w+|[A-Z]\w*\d|[\w-]+-risk)\s{PEOPLE}\s+(?=(?:treated|receiving|given|who)\b)"
)
"""``stage III patients treated to``: the treatment is the arm."""
_ARE_PEOPLE = re.compile(PEOPLE)
_PEOPLE_NEXT = re.compile(rf"\s+(?:\w+\s+)?{PEOPLE}")
_GIVEN_NEXT = re.compile(r"\s+(?:given|receiving|treated|assigned|that|who|randomi)")


def link_after(text: str, at: int, limit: int) -> tuple[int, bool]:
    """Where the words that lead to a name end (``of the 40 patients treated with``), and whether one opens it.

    >>> link_after("12% in the boost arm", 4, 20)
    (11, True)
    """
    opened, end, before = False, at, ""
    for m in words(text, at, limit):
        word = m[0].lower()
        if m.start() < end:
            continue
        if before in DATED and (period := PERIOD.match(text, m.start(), limit)) is not None:
            return period.start("label"), True
        if (parted := _PARTED.match(text, m.start(), limit)) is not None:
            end, before = parted.end(), "patients"
            continue
        if (
            word in OPENERS
            or word in VERBS
            or (word in PAST and before == "who")
            or AT_DOSE.match(text, m.start(), limit)
        ):
            opened = True
        elif (word == "to" and not opened) or (word in PAST and before not in {"who", "had"}):
            break
        elif word == "of" or word == "to" or (word == "by" and before in VERBS):
            pass
        elif not before.isdigit() and is_one_of_sexes(text, m.start(), limit):
            break
        elif _LETTER_A.match(text, m.start()) or not (
            word in LINKS or word in PERSONS or _ARE_PEOPLE.fullmatch(word)
        ):
            counts = word.isdigit() and (before == "of" or _PEOPLE_NEXT.match(text, m.end(), m.end() + 40))
            groups = word in {"group", "arm"} and _GIVEN_NEXT.match(text, m.end())
            if not counts and not groups:
                break
        end, before = m.end(), word
    return (_spaces(text, end) if end > at else at), opened


_LETTER_A = re.compile(rf"A(?=\s*$|\s*[,;:)/\]]|\s+(?:and|or|vs?\.?|versus|{HEAD})\b)")
"""``the A and B groups``: no article."""
_COMBINED = re.compile(
    rf"combined(?=[-\s]+(?:(?:and|or|vs?\.?|versus)\s+(?:the\s+)?[\w-]+\s+)?"
    rf"(?:{HEAD}|treatment|therapy|modality|chemo\w*|radio\w*|approach|patients)\b)",
    re.I,
)


def ends_name(text: str, at: int, word: str) -> bool:
    """Whether the word that stands here ends a name: as ``stops``, but neither ``A`` of ``arms A and B`` nor ``combined`` of an arm."""
    return stops(word) and not _LETTER_A.match(text, at) and not _COMBINED.match(text, at)


_AUTHORS = re.compile(
    r"\b(?:reported|observed|described|published|obtained|shown|found|conducted|performed|used|proposed)\s+by\s+(?:the\s+)?$"
)
"""``observed by the Northern group``: people who report."""
_NEARBY = 300


def is_one_of_sexes(text: str, at: int, limit: int) -> bool:
    """Whether ``men`` stand here against ``women``: a name only beside its counterpart."""
    m = SEXES.match(text, at, limit)
    other = COUNTERPARTS.get(m[0].lower()) if m is not None else None
    return (
        other is not None
        and re.search(rf"\b{other}\b", text[max(0, at - _NEARBY) : at + _NEARBY], re.I) is not None
    )


def stops(word: str) -> bool:
    """Whether a word ends a name: a verb or a joining word, but no short form (``AS``)."""
    bare = word.rstrip(".")
    return (bare.lower() in STOP or word in STOP) and not (len(bare) > 1 and bare.isupper())


def name_after(text: str, at: int, limit: int) -> Name | None:
    """The name that begins here: up to a verb, a joining word or a sign.

    >>> name_after("radiotherapy alone and", 0, 22)
    Name(start=0, end=18, label='radiotherapy alone', head=None, people=False)
    """
    position, end, count, last = at, at, 0, ""
    while position < limit and count < _MOST_WORDS:
        position = _spaces(text, position)
        period = PERIOD.match(text, position, limit) if not count else None
        if period is not None:
            return Name(position, period.end(), text[position : period.end()])
        inner = next(
            (
                m
                for shape in (LIMIT, DOSE, SCALE, COUNTED, LASTING)
                if (m := shape.match(text, position, limit))
            ),
            None,
        )
        inner = inner or (None if count else NOT_ON.match(text, position, limit))
        inner = inner or (INNER.match(text, position, limit) if count else None)
        if inner is not None:
            position = end = inner.end()
            last, count = inner[0], count + 1
            continue
        m = _WORD.match(text, position, limit)
        if m is None or m[0] in "(),;:[]":
            break
        if last == "without" and m[0].lower() in {"the", "a", "an"}:
            position = m.end()
            continue
        word = m[0]
        bare = word.rstrip(".")
        numbered = CLASS.fullmatch(last) is not None and LETTER.fullmatch(bare) is not None
        if not numbered and (ends_name(text, m.start(), word) or NUMBER.match(bare)):
            break
        end, last, count = m.start() + len(bare), bare, count + 1
        if count > 1 and IS_HEAD.fullmatch(bare):
            break
        position = m.end()
        if word != bare and not re.fullmatch(r"[A-Za-z]\.[A-Za-z.]*", word):
            break
    return named(text, at, end)


def is_whole_name(text: str, start: int, end: int) -> bool:
    """Whether nothing in the stretch ends a name, as ``and`` or a comma would."""
    return not any(ends_name(text, m.start(), m[0]) or m[0] in "(),;:[]" for m in words(text, start, end))


def named(text: str, start: int, end: int) -> Name | None:
    """The stretch as a name: ``60 Gy arms``, its head apart; None where it is none (``all patients``)."""
    label = re.sub(r"^without\s+(?:the|an?)\s+", "without ", text[start:end].strip())
    label = _CITED_BEHIND.sub("", label)
    parts = label.split()
    while parts and parts[-1].lower() in TRAILING:
        parts.pop()
    head = parts[-1] if len(parts) > 1 and IS_HEAD.fullmatch(parts[-1]) else None
    people = head is None and len(parts) > 1 and parts[-1].lower() in PERSONS
    if head or people:
        parts.pop()
    if len(parts) > 1 and OF_A_STAGE.fullmatch(" ".join(parts)):
        parts.pop()
    label = " ".join(parts)
    if people and ALIVE.fullmatch(label):
        label, people = f"{label} {text[:end].split()[-1]}", False
    if WHOLE.match(label) and not (head in {"arm", "group"} and OWN_WORD.match(label)):
        return None
    if not label or (parts[0].lower() in PERSONS and not is_one_of_sexes(text, start, len(text))):
        return None
    if not re.search(r"[A-Za-z]", label) and not (DOSE.match(text, start) or LIMIT.fullmatch(label)):
        return None
    if (len(parts) == 1 and IS_HEAD.fullmatch(label)) or (
        NO_NAME.search(label) and not (LIMIT.search(label) or LASTING.match(label))
    ):
        return None
    if head is None and GENERIC.fullmatch(label):
        return None
    return Name(start, end, label, head, people)


def _spaces(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


TYPED = re.compile(
    rf"\b(?P<class>(?:[Dd]ose\s)?(?:[Aa]rm|[Gg]roup|[Cc]ohort|[Rr]egimen|[Ss]tage|[Pp]rotocol|[Ll]evel|[Tt]ertile|[Qq]uartile|[Qq]uintile))\s(?P<letter>{LETTER.pattern})(?![\w%/-]|\s?%|[.·]\d)"
)


def is_typed(name: Name) -> bool:
    """``arm A``, ``group 2``."""
    return TYPED.fullmatch(name.label) is not None


_HEADED = re.compile(rf"(?<=[\w.)])[\s-]+{HEAD}\b(?!\s+(?:analys|stud|trial))")


def headed_names(text: str, start: int, end: int) -> list[Name]:
    """All names that carry their head: ``the boost arm``, ``group A``.

    >>> [n.full for n in headed_names("in the boost arm and in group A", 0, 31)]
    ['boost arm', 'group A']
    """
    found = [Name(m.start(), m.end(), m[0]) for m in TYPED.finditer(text, start, end)]
    for m in _HEADED.finditer(text, start, end):
        if any(n.start <= m.end() <= n.end for n in found):
            continue
        begin = _begin_of(text, start, m.start())
        if _AUTHORS.search(text, start, begin):
            continue
        name = named(text, _joined_begin(text, start, begin, m), m.end())
        if name is not None:
            found.append(name)
    return sorted(found, key=lambda n: n.start)


_THE_AND = re.compile(rf"\bthe\s+(?P<first>(?:(?!{HEAD})[\w+/-]+)(?:\s(?!{HEAD})[\w+/-]+)?)\s+and\s+$")


def _joined_begin(text: str, floor: int, begin: int, head: re.Match[str]) -> int:
    """``the TOS and ND arm`` is one arm: its head stands in the singular."""
    before = _THE_AND.search(text, max(floor, begin - 60), begin)
    if before is None or head[0].endswith("s") or "respectively" in text[head.end() : head.end() + 18]:
        return begin
    return before.start("first")


def _begin_of(text: str, floor: int, end: int) -> int:
    """Where the name that ends here begins: behind the last word that stops one."""
    begin = end
    for count, m in enumerate(reversed(list(_WORD.finditer(text, max(floor, end - 80), end)))):
        word = m[0].rstrip(".")
        low = word.lower()
        doses = re.fullmatch(r"\d[\d.]*", word) and re.match(r"\s*-?Gy", text[m.end() : m.end() + 4])
        links = low in LINKS and not _LETTER_A.match(text, m.start())
        ends = (
            ends_name(text, m.start(), m[0])
            or links
            or low in OPENERS
            or m[0] in "(),;:[]"
            or m[0].endswith(".")
        )
        if count >= _MOST_WORDS or (not doses and (ends or NUMBER.match(word))):
            break
        begin = m.start()
    return begin


_EMPTY = {"arm", "group", "alone", "only", "cohort", "the"}
_DENIED = {"no", "without", "non", "un"}


def telling_words(name: str) -> set[str]:
    """What tells an arm from another: ``the 70 Gy arm`` → ``{"70", "gy"}``."""
    found = re.findall(r"[a-z0-9]+(?:[+-](?![a-z0-9]))?", name.lower())
    return {w[:-1] if len(w) > 4 and w.endswith("s") else w for w in found} - _EMPTY


def same_arm(told: str, name: str) -> bool:
    """Whether two names may be of one arm: ``boost group`` and ``simultaneous boost``, but not ``no boost``."""
    a, b = telling_words(told), telling_words(name)
    return bool(a) and (a & _DENIED == b & _DENIED) and (a <= b or b <= a)


def arm_among(name: str, arms: Sequence[str]) -> str | None:
    """The arm of these that a name means (``boost`` of ``boost arm``): the one of the same words, else the only one that may be."""
    mine = telling_words(name)
    same = [a for a in arms if telling_words(a) == mine] or [a for a in arms if same_arm(a, name)]
    return same[0] if len(same) == 1 else None
