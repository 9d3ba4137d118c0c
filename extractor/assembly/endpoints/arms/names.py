"""Names of arms and groups: how far one reaches, and what says that a stretch of words is one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

HEAD = r"(?:arms?|groups?|regimens?|cohorts?|schedules?|subsets?|subgroups?|strata|stratum|protocols?)"
_IS_HEAD = re.compile(HEAD, re.I)
_WORD = re.compile(r"[^\s(),;:\[\]]+|[(),;:\[\]]")
_CLASS = re.compile(
    r"(?:arms?|groups?|stages?|cohorts?|levels?|class(?:es)?|regimens?|protocols?|schedules?|type|category)",
    re.I,
)
_LETTER = re.compile(r"(?:[A-Z]|[IVX]{1,4}[AB]?\d?|\d[AB]?)(?:[-–/](?:[A-Z]|[IVX]{1,4}[AB]?|\d))?")
_PEOPLE = frozenset(
    "patients participants subjects women men children adults individuals persons people cases girls boys"
    " recipients specimens pts".split()
)
PEOPLE = r"(?:patients|participants|subjects|women|men|children|adults|individuals|persons|people|cases|recipients|specimens|pts|tumou?rs|lesions|heels|eyes|limbs|breasts)"
_LINKS = frozenset(
    "the a an this these those that all our eligible evaluable who were was had been only".split()
)
OPENERS = frozenset("in for with on after among following by under using within".split())
VERBS = frozenset(
    "receiving treated assigned allocated randomized randomised given undergoing having managed taking".split()
)
_PAST = frozenset("received underwent had".split())
"""``3 women who had surgery``, but not ``3 had surgery``: verbs that lead to an arm behind ``who`` alone."""
_STOP = frozenset(
    "and or vs vs. versus v v. but while whereas though although as than compared respectively which who whom whose"
    " there we lasted started began took that the a an this these those both all each every either neither other others another any some none it they"
    " was were is are be been being had has have did do does developed experienced showed achieved reached remained"
    " died relapsed recurred progressed survived lost yielded resulted led reported required suffered improved"
    " increased decreased occurred responded fell rose failed fared differed lived"
    " in for on after among of following by to from at during before between within over under against through"
    " half third if when where because since until about nearly approximately only not also already even more less fewer"
    " significantly statistically better worse longer shorter higher lower greater lesser compared receiving given"
    " treated assigned undergoing using having who one two three four five six seven eight nine ten"
    " caused reduced giving gave showing causing made produced prolonged lowered raised yielding reducing allowed appeared"
    " seemed tended provided offered achieving experiencing developing decreases increases improves reduces received"
    " underwent completed retained entire whole together combined favored favoured"
    " p hr ci median mean overall".split()
)
_INNER = re.compile(
    r"(?:plus|\+|/|alone|only|followed\s+by|or\s+(?=(?:higher|more|less|greater|lower|fewer|older|younger|smaller|larger|no)\b)"
    r"|with\s+(?=no\b)|(?:less|more|greater|fewer|larger|smaller|older|younger|lower|higher)\s+than)(?=\s|$|[),;:.])"
)
_LIMIT = re.compile(
    r"(?:(?:less|more|greater|fewer|larger|smaller|older|younger)\s+than|at\s+least|up\s+to|below|above|[≥≤<>]=?)\s*\d[\d.·]*"
    r"(?:\s*[-–]?\s*(?:Gy|cm|mm|years?|months?|ng/ml|ml|cc|cm3|rad|%))?(?:\s+of\s+age)?",
    re.I,
)
_DOSE = re.compile(
    r"\d[\d.·]*(?=-?(?:\s*,\s*\d[\d.]*)*,?\s(?:and|or|vs\.?|versus)\s\d[\d.·]*[-\s]?Gy)|(?:\d{1,2}(?:[.·]\d+)?\s*(?:to|[-–])\s*)?\d[\d.·]*[-\s]?(?:c?Gy|rad)\b(?:\s*\(RBE\))?(?:\s+or\s+(?:higher|more|less|lower))?"
)
_NUMBER = re.compile(r"[-+±~]?\d[\d.,·]*%?(?:[-–]\d[\d.,·]*%?)?$|[=<>≤≥]")
_TRAILING = frozenset("plus + / with no without the of at".split())
_MOST_WORDS = 7
_NO_NAME = re.compile(
    r"\b(?:grades?|mm|MRI|years?|months?|weeks?|days?|median|analys[ie]s|time|total\s+(?:of|number|dose)|whom|addition|general|follow-?up|baseline"
    r"|respect|contrast|comparison|particular|turn|average|need|imaging|evaluable|assessable|available|data|pain|symptoms?|questionnaires?|need|question|attention|interval|rate|rates|hazard|ratio|difference|gain|series|trend|risk\s+of|case|fact)\b",
    re.I,
)
_GENERIC = re.compile(
    r"(?:(?:the|study|acute|late|end\s+of|completion\s+of|protocol|this|initial|primary)\s+)*(?:treatments?|therapy|diagnosis|randomi[sz]ation|enrol\w+|completion|examined|assessed|evaluated|available|question|disease|death|toxicity"
    r"|bladder|rectum|bowel|vagina|skin|lungs?|heart|brain|liver|bone|breast(?:\s+cancer)?|prostate\s+cancer|cancer|mucosa|larynx|o?esophagus|gastrointestinal|genitourinary|GI|GU|OS|PFS|DFS|LC|LRC|CSS|DSS|CR|PR|IQR|CI|HR|OR|RR|SE|NS|NR|NE|SEM|survival|both|population|end\s*points?|addition|multivaria\w+|univaria\w+|fact|situ|vivo|total|whole|itself|remainder|rest|patients?|field|place)",
    re.I,
)


_OF_A_STAGE = re.compile(
    r"(?:[Ss]tages?|[Gg]roup|[Cc]lass)\s\S+\s(?:disease|tumou?rs|lesions|cancers?|NSCLC|HCC)"
)
_WHOLE = re.compile(
    r"(?:(?:study|treatment|trial|patient|all|several|present|current|our|select(?:ed)?|consecutive|age|dose|risk|prognostic|subsequent|respective|different)$)"
    r"|.*\b(?:Oncology|Cooperative|Intergroup|Study|consensus)$"
)
_OWN_WORD = re.compile(r"(?:study|treatment|trial)$")


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


_PARTED = re.compile(rf"(?:[Ss]tage\s\w+|[A-Z]\w*\d)\s{PEOPLE}\s+(?=(?:treated|receiving|given|who)\b)")
"""``stage III patients treated to``: the treatment is the arm."""


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
        if (parted := _PARTED.match(text, m.start(), limit)) is not None:
            end, before = parted.end(), "patients"
            continue
        if word in OPENERS or word in VERBS or (word in _PAST and before == "who"):
            opened = True
        elif (word == "to" and not opened) or (word in _PAST and before not in {"who", "had"}):
            break
        elif word == "of" or word == "to":
            pass
        elif word not in _LINKS and word not in _PEOPLE and not re.fullmatch(PEOPLE, word):
            counts = word.isdigit() and (
                before == "of" or re.match(r"\s+(?:\w+\s+)?" + PEOPLE, text[m.end() : m.end() + 40])
            )
            groups = word in {"group", "arm"} and re.match(
                r"\s+(?:given|receiving|treated|assigned|that|who|randomi)", text[m.end() :]
            )
            if not counts and not groups:
                break
        end, before = m.end(), word
    gap = re.compile(r"\s*").match(text, end)
    return (gap.end() if gap and end > at else at), opened


def stops(word: str) -> bool:
    """Whether a word ends a name: a verb or a joining word, but no short form (``AS``)."""
    bare = word.rstrip(".")
    return (bare.lower() in _STOP or word in _STOP) and not (len(bare) > 1 and bare.isupper())


def name_after(text: str, at: int, limit: int) -> Name | None:
    """The name that begins here: up to a verb, a joining word or a sign.

    >>> name_after("radiotherapy alone and", 0, 22)
    Name(start=0, end=18, label='radiotherapy alone', head=None)
    """
    position, end, count, last = at, at, 0, ""
    while position < limit and count < _MOST_WORDS:
        position = _spaces(text, position)
        inner = _LIMIT.match(text, position, limit) or _DOSE.match(text, position, limit)
        inner = inner or (_INNER.match(text, position, limit) if count else None)
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
        numbered = _CLASS.fullmatch(last) is not None and _LETTER.fullmatch(bare) is not None
        if not numbered and (stops(word) or _NUMBER.match(bare)):
            break
        end, last, count = m.start() + len(bare), bare, count + 1
        if count > 1 and _IS_HEAD.fullmatch(bare):
            break
        position = m.end()
        if word != bare and not re.fullmatch(r"[A-Za-z]\.[A-Za-z.]*", word):
            break
    return named(text, at, end)


def is_whole_name(text: str, start: int, end: int) -> bool:
    """Whether nothing in the stretch ends a name."""
    return not any(stops(m[0]) or m[0] in "(),;:[]" for m in words(text, start, end))


def named(text: str, start: int, end: int) -> Name | None:
    """The stretch as a name; None where it is none."""
    label = re.sub(r"^without\s+(?:the|an?)\s+", "without ", text[start:end].strip())
    parts = label.split()
    while parts and parts[-1].lower() in _TRAILING:
        parts.pop()
    head = parts[-1] if len(parts) > 1 and _IS_HEAD.fullmatch(parts[-1]) else None
    people = head is None and len(parts) > 1 and parts[-1].lower() in _PEOPLE
    if head or people:
        parts.pop()
    if len(parts) > 2 and _OF_A_STAGE.fullmatch(" ".join(parts)):
        parts.pop()
    label = " ".join(parts)
    if _WHOLE.match(label) and not (head in {"arm", "group"} and _OWN_WORD.match(label)):
        return None
    if not label or parts[0].lower() in _PEOPLE:
        return None
    if not re.search(r"[A-Za-z]", label) and not _DOSE.match(text, start):
        return None
    if (len(parts) == 1 and _IS_HEAD.fullmatch(label)) or (
        _NO_NAME.search(label) and not _LIMIT.search(label)
    ):
        return None
    if head is None and _GENERIC.fullmatch(label):
        return None
    return Name(start, end, label, head, people)


def _spaces(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


TYPED = re.compile(
    rf"\b(?P<class>(?:[Aa]rm|[Gg]roup|[Cc]ohort|[Rr]egimen|[Ss]tage|[Pp]rotocol|[Ll]evel))\s(?P<letter>{_LETTER.pattern})(?![\w%/-]|\s?%|[.·]\d)"
)
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
        ends = stops(m[0]) or low in _LINKS or low in OPENERS or m[0] in "(),;:[]" or m[0].endswith(".")
        if count >= _MOST_WORDS or (not doses and (ends or _NUMBER.match(word))):
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
    """The arm of these that a name means: the one of the same words, else the only one that may be."""
    mine = telling_words(name)
    same = [a for a in arms if telling_words(a) == mine] or [a for a in arms if same_arm(a, name)]
    return same[0] if len(same) == 1 else None
