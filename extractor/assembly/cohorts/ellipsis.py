"""Numbers that lean on a cohort named before."""

import re
from collections.abc import Iterator, Mapping

from extractor.assembly.cohorts.exclusions import SKIP_BEFORE
from extractor.assembly.cohorts.numbers import cohort_of
from extractor.assembly.counts import partitions
from extractor.assembly.findings import Finding, Sentence
from extractor.assembly.values import is_integer
from extractor.language.numerals import Atom, AtomKind
from extractor.language.numerals.words import NUMBER_WORDS

_ELLIPSIS = re.compile(
    r"^(?:\s*[(\[]\s*(?:\d+(?:[.·]\d+)?\s?(?:%|per\s?cent)|(?:\d+|[a-z-]+)\s+[a-z]+s)\s*[)\]])?\s+(?:male|female|men|women|arm\s+\w|at\s+(?:(?:dose\s+)?level|baseline|\d+\s+(?:weeks|months|years?)\b|(?:one|two|three|five)\s+years?\b)|group\s+\w|to|in|on|had|received|receiving|underwent|undergoing|with|without|were|was|did|completed|(?:met|fulfilled|satisfied)\s+(?:[\w-]+\s+){0,3}criteria|patients|started|refused|could\s+be|of\s+(?:whom|these|those|them|which|(?:the\s+)?(?:[\w-]+\s+)?(?:arm|group)\b)|for|treated|assigned|and|younger|older|aged|below|above|under|over|who\s+(?:did\s+not|had|received|underwent|were)|per\s+(?:arm|group)|each|as\s+(?:(?:clinical\s+)?stage\s+)?(?:[IVX]+|T\d|N\d)[A-Ca-c]?"
    r"|[\w]+-(?:sensitive|resistant|na[iï]ve|positive|negative|refractory|dependent|independent|risk|eligible)(?=\s+(?:at|disease|tumou?rs?|ones)\b|\s*[,.;(]))\b"
)
_IN_LIST = re.compile(r"(?:,|;|\band)\s+(?:[A-Za-z][\w/-]*\s+){1,5}(?:in|for)\s+$")
"""``… in 31 patients, squamous in 12``."""
PAUSE = re.compile(r"\s*(?:[(\[]\s*\d+(?:[.·]\d+)?\s?(?:%|per\s?cent)\s*[)\]]\s*)?(?:[,;.]|and\b|$)")
_PARALLEL = re.compile(
    r"(?:\band\b|\bversus\b|\bvs\.?\b|\bv\b|,|;|\(|:|\bwhereas\b|\bwhile\b|\bof (?:whom|which|these)\b|\bincluding\b|\bleaving\b|\bwith\b|\b(?:assigned|allocated|randomi[sz]ed|matched)\s+to|\bmatched\s+with|\band\s+in)\s*$",
    re.I,
)


_IN_PEOPLE = re.compile(r"\s+[A-Za-z][\w-]*s\s+in\s+\d+\s+(?:patients|women|men|cases)\b")
"""``19 HCCs in 12 patients and 31 BMs in 22 patients``."""
REST_BEFORE = re.compile(r"\bthe\s+(?:remaining|other|next|last|following|subsequent)\s+$", re.I)
"""``in 91 patients and below 70 in the remaining 36``."""
_REST_OPENS = re.compile(r"(?:[,;]|\band|\bwhile|\bwhereas)\s+the\s+(?:remaining|other)\s+$")
_REST_HAD = re.compile(
    r"\s+(?:with|without|had|received|underwent|were\s+(?:treated|given|irradiated|operated|observed)|got|by|to)\b"
)
_IN_THE_REST = re.compile(rf"\b(?:in|for|of|to|among|with)\s+{REST_BEFORE.pattern}", re.I)
_REST_ENDS = re.compile(rf"{PAUSE.pattern}|\s*\(\s*[pP]\b")
_COUNTED_NEXT = re.compile(r"\s*[(\[]\s*\d+(?:[.·]\d+)?\s?(?:%|per\s?cent)\s*[)\]]\s+[a-z]")
_GROUP_NEXT = re.compile(
    r"(?:\s*[(\[]\s*\d+(?:[.·]\d+)?\s?(?:%|per\s?cent)\s*[)\]])?\s+(?:[A-Z][\w/+-]*[A-Z][\w/+-]*|the\s+\d+|(?:in|to|on)\s+the)\b"
)
_OTHER_GROUP = re.compile(
    r"(?:,|;|\band|\bversus|\bvs\.?|\bwhile|\bwhereas)\s+(?:in\s+)?(?:the\s+)?(?:[\w/+-]+\s+){0,6}?(?:[Aa]rm|[Gg]roup|[Cc]ohort|[Pp]opulation|[Ss]et|[Ss]tratum|[Pp]hase|[Ll]evel|[Ss]tage)(?:\s+(?:[A-Z]|[IVX]+|\d))?"
    r"(?:\s*\([^()]*\))?\s+(?:(?:included|comprised|contained|consisted\s+of|had|of|numbered)\s+)?$"
)
"""``the RT arm comprised 179 patients and the observation arm 73``."""
_GROUP_NAMED = re.compile(r"\s*\((?:[Gg]roup|[Aa]rm|[Cc]ohort)\s+\w+\)")
_THE_BEFORE = re.compile(r"\b(?:and|than|versus|vs\.?|in|for|of|among|to|with)\s+the\s+$")
_THE_NEXT = re.compile(
    r"\s+(?:with|without|who|whose|treated|given|receiving|not\s+receiving|irradiated|aged|younger|older|under|on(?!\s+(?:\d|day))|in\s+the)\b"
)
"""``81% in the 111 patients with T1 and 55% in the 128 with T2 tumours``."""
_DOSE_BEFORE = re.compile(
    r"(?:,|;|\band|\bor)\s+\d[\d.·–-]*\s?Gy\b(?:\([^()]*\))?(?:\s+in\s+[\w-]+\s+(?:single\s+)?fractions?)?\s+(?:in|for|to)\s+$"
)
_DOSED_PEOPLE = re.compile(
    rf"\bGy\b[^.;]*\s(?:in|for|to)\s+(?:\d+|{NUMBER_WORDS})\s+(?:patients|women|men|children|lesions|tumou?rs|cases)\b",
    re.I,
)
_VALUE_BEFORE = re.compile(r"\b(?:was|were|by|of|to|from|reached)\s+$")
_PAIR_BEFORE = re.compile(r"(?:\band|\bversus|\bvs\.?|,)\s+$")
_FEWEST_OTHERS = 5
_OF_A_SITE = re.compile(
    r"\s+(?:of|in|with)\s+(?:the|an?)\s+(?!\d|remaining|others?\b|patients|women|men|cases|total|cohort|study|entire|whole|same|group|arm|first|last)[a-z]"
)
_OF_SITE_BEFORE = re.compile(r"\b(?:of|in|with)\s+(?:the|an?)\s+[^.;]*(?:,|\band)\s+$")
_OF_SCORE = re.compile(r"\s+of\s+(?:[≤≥<>]\s?)?\d{1,3}(?:\s?[-–]\s?\d{1,3})?\s*(?=[,;.)]|and\b)")
_SCORE_BEFORE = re.compile(r"\b(?:status|score|index|class|PS|KPS|ECOG|WHO)\s+of\s+\d[^.;]*(?:,|\band)\s+$")
"""``31 patients had a performance status of 0, 40 of 1 and 3 of 2``."""
_OF_WHICH = re.compile(r"\s+of\s+which\b")
_REACH = 140
_OF_THESE = re.compile(
    r"\s+of\s+(?:these|those|them)\s+(?:patients\s+)?(?:had|have|were|received|underwent|could|did|completed|refused|declined|required)\b"
)
"""``… in 23 of 37 patients and 17 of these had a low tumour``."""
_BEFORE_OR_AFTER = re.compile(r"\s+(?:after|before)\b")
_AND_IN = re.compile(r"\b(?:and|while|whereas)\s+(?:in|for|to|with)\s+$")
_BRACKETED = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
_SCORE = re.compile(rf"\s+(?:in|for)\s+(?!(?:19|20)\d\d)(?:\d+|{NUMBER_WORDS})\b", re.I)
"""``0 in 30, 1 in 45``: a score and who had it."""
_GAPPED_BEFORE = re.compile(
    r"\b(?:had|has|have|received|receiving|underwent|were\s+given|were\s+offered|got|chose|presented\s+with|assigned\s+to)\s+"
    r"(?:(?!\b(?:alive|dead|free|grade|toxicity|died|developed|experienced|relapsed|recurred|progressed|achieved|responded|failed|suffered|showed|survived|per|each|every)\b)[^.;:]){2,160}?"
    r"(?:,|,?\s(?:and|versus|vs\.?|while|whereas))\s+(?:(?:only|the\s+(?:other|remaining))\s+)?$"
)
_MEASURED = r"(?:cycles?|courses?|doses?|fields?|scans?|fractions?|sessions?|applications?|insertions?|injections?|weeks?|months?|years?|days?|times)"
_UNSAID = (
    r"(?:was|were|is|are|had|has|have|did|who|that|which|whose|of|in|at|for|with|to|from|by|on|per|and|or|but|after|before|patients|women|men|children|more|less|times?|cycles?|courses?|doses?|fields?|weeks?"
    r"|months?|years?|days?|scans?|lines?|sessions?|applications?|insertions?|fractions?|injections?|agents?|drugs?|examinations?|visits?|weekly|daily|cGy|Gy|mg|cm|mm|mL|ml|died|developed|experienced|relapsed|recurred|progressed|achieved|responded|failed|suffered|showed|survived)"
)
_GAPPED_AFTER = re.compile(
    rf"\s+(?!(?:[\w-]+\s+){{0,2}}{_MEASURED}\b)(?!{_UNSAID}\b)[A-Za-z0-9][\w/+'’-]*(?:\s+(?:(?:\+|plus|of|with)\s+)?(?!{_UNSAID}\b)[A-Za-z0-9][\w/+'’-]*){{0,6}}\s*(?:[,;.(]|and\b|or\b|$)"
)


_MOST_EACH = 5
_WITH_BEFORE = re.compile(rf"(?:\d|\b{NUMBER_WORDS})\s+(?:patients\s+)?with\s+$", re.I)
_WITH_NEXT = re.compile(rf"\s*(?:,|\band)\s+(?:\d+|{NUMBER_WORDS})\s+with\b", re.I)
"""``nine with two and five with three lesions``."""
_WERE_BEFORE = re.compile(
    r"\bwere\s+(?:[\w-]+\s+){1,3}?(?:,\s+|(?:and|while|whereas)\s+)$|\bwere\s+[\w-]+,\s+$"
)


def _were_too(sentence: Sentence, before: str, after: str) -> bool:
    """``17 women were premenopausal and 62 postmenopausal``, where no outcome is told."""
    if not _WERE_BEFORE.search(before) or not _GAPPED_AFTER.match(after):
        return False
    return not any(
        m.code not in {"skip", "none"} for m in sentence.labelled("ENDPOINT", "SITE", "COUNTED_SITE")
    )


def gapped(before: str, after: str) -> bool:
    """``81 patients had cetuximab and 34 cisplatin``: the verb is said once."""
    return bool(_GAPPED_BEFORE.search(before) and _GAPPED_AFTER.match(after))


def elliptic(
    sentence: Sentence, found: Mapping[int, Finding], taken: set[int]
) -> Iterator[tuple[int, Finding]]:
    """``67 patients received A and 32 received B``."""
    last = None
    wholes = set(partitions(sentence).values())
    for atom in sentence.atoms:
        if not _is_free(sentence, atom, taken | found.keys()):
            continue
        known = [k for k in found if k < atom.start]
        leans_on = max([*known, *([] if last is None else [last])], default=None)
        if not (_is_rest(sentence, atom) or (known and _had_the_rest(sentence, atom))) and (
            (leans_on is None and not _OF_THESE.match(sentence.text, atom.end))
            or (leans_on is not None and _distance(sentence, leans_on, atom) > _REACH)
            or not _of_the_last(sentence, atom, found)
            or _is_second_value(sentence, atom, taken | found.keys())
            or not (_leans(sentence, atom) or (atom.start in wholes and _leads_parts(sentence, atom)))
        ):
            continue
        outside = [k for k in known if not _aside(sentence, k, atom.start)]
        unit = found[max(outside or known)].fields["unit"] if known else "patients"
        if _IN_PEOPLE.match(sentence.text, atom.end):
            unit = "lesions"
        yield atom.start, cohort_of(atom, atom.core, atom.end, unit, "cohort.elliptic")
        last = atom.start


def _aside(sentence: Sentence, start: int, end: int) -> bool:
    """``18 patients (29 lesions) had … and 25``: whether a number stands in a bracket that is closed before an offset."""
    opened = sentence.text.rfind("(", sentence.start, start)
    return opened > sentence.text.rfind(")", sentence.start, start) and ")" in sentence.text[start:end]


def _distance(sentence: Sentence, start: int, atom: Atom) -> int:
    """How far a number stands from the one it leans on, without what brackets explain."""
    return len(_BRACKETED.sub("", sentence.text[start : atom.start]))


def _is_free(sentence: Sentence, atom: Atom, used: set[int]) -> bool:
    before = sentence.text[max(sentence.start, atom.start - 40) : atom.start]
    if atom.low <= _MOST_EACH and _WITH_BEFORE.search(before) and _WITH_NEXT.match(sentence.text, atom.end):
        return False
    if atom.kind is not AtomKind.NUMBER or not is_integer(atom) or atom.start in used:
        return False
    if atom.comparator in {"<=", "<", ">=", ">"} or atom.low < 1:
        return False
    return not any(m.start <= atom.start < m.end for m in sentence.labelled("N_EQUALS", "PEOPLE", "ASSIGNED"))


def _is_rest(sentence: Sentence, atom: Atom) -> bool:
    """``in the other 67``."""
    before = sentence.text[max(sentence.start, atom.start - 40) : atom.start]
    return bool(_IN_THE_REST.search(before) and _REST_ENDS.match(sentence.text, atom.end))


def _had_the_rest(sentence: Sentence, atom: Atom) -> bool:
    """``…, the other 37 with chemotherapy beforehand``: however far the whole stands."""
    before = sentence.text[max(sentence.start, atom.start - 40) : atom.start]
    return bool(_REST_OPENS.search(before) and _REST_HAD.match(sentence.text, atom.end))


def _leads_parts(sentence: Sentence, atom: Atom) -> bool:
    """``… in 31 patients and in 17 (T2: 6, T3: 11)``: the bracket parts the number."""
    before = sentence.text[max(sentence.start, atom.start - 20) : atom.start]
    return bool(_AND_IN.search(before)) and sentence.text[atom.end :].lstrip().startswith("(")


def _has_dose_next(sentence: Sentence, atom: Atom) -> bool:
    """``and 67 54 Gy``, ``and 67 to 54 Gy``: who had another dose."""
    following = next((a for a in sentence.atoms if a.start >= atom.end), None)
    return (
        following is not None
        and following.kind is AtomKind.DOSE
        and not following.shared
        and sentence.text[atom.end : following.start].strip() in {"", "to"}
    )


def _is_second_value(sentence: Sentence, atom: Atom, used: set[int]) -> bool:
    """``the mean score was 45 (group A) and 52 (group B)``: measured like a number before it."""
    text = sentence.text
    if not _PAIR_BEFORE.search(text[max(sentence.start, atom.start - 10) : atom.start]):
        return False
    said = text[atom.end :].split(maxsplit=1)[:1]
    return any(
        other.end <= atom.start
        and other.kind is AtomKind.NUMBER
        and other.start not in used
        and other.low > 1
        and text[other.end :].split(maxsplit=1)[:1] == said
        and _VALUE_BEFORE.search(text[max(sentence.start, other.start - 10) : other.start])
        for other in sentence.atoms
    )


def _of_the_last(sentence: Sentence, atom: Atom, found: Mapping[int, Finding]) -> bool:
    """``29 of which``: the number right before is a cohort."""
    if not _OF_WHICH.match(sentence.text, atom.end):
        return True
    before = [a for a in sentence.atoms if a.end <= atom.start and a.kind is not AtomKind.PERCENT]
    return bool(before) and before[-1].start in found


def _leans(sentence: Sentence, atom: Atom) -> bool:
    """Whether the words around a number count people without naming them."""
    before = sentence.text[max(sentence.start, atom.start - 200) : atom.start]
    after = sentence.text[atom.end : min(sentence.end, atom.end + 70)]
    rest = REST_BEFORE.search(before)
    other = bool(atom.low >= _FEWEST_OTHERS and _OTHER_GROUP.search(before) and PAUSE.match(after))
    listed = other or bool(_IN_LIST.search(before) and PAUSE.match(after))
    listed |= bool(_THE_BEFORE.search(before) and _THE_NEXT.match(after))
    dose = _DOSE_BEFORE.search(before) if PAUSE.match(after) else None
    listed |= dose is not None and ("fraction" in dose.group() or bool(_DOSED_PEOPLE.search(before)))
    listed |= bool(_SCORE_BEFORE.search(before) and _OF_SCORE.match(after))
    listed |= bool(_OF_SITE_BEFORE.search(before) and _OF_A_SITE.match(after))
    if not rest and not other and (SKIP_BEFORE.search(before) or not (listed or _PARALLEL.search(before))):
        return False
    dosed = _has_dose_next(sentence, atom)
    if (not dosed and re.match(r"\s+(?:and|or|to)\s+\d+(?![\dD]|-[a-z])", after)) or _SCORE.match(after):
        return False
    named = _COUNTED_NEXT.match(after) or _GROUP_NEXT.match(after)
    return bool(
        listed
        or dosed
        or _GROUP_NAMED.match(after)
        or _ELLIPSIS.match(after)
        or _BEFORE_OR_AFTER.match(after)
        or named
        or gapped(before, after)
        or _were_too(sentence, before, after)
        or _IN_PEOPLE.match(after)
    )
