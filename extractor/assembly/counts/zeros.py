"""``no grade 3 toxicity``, ``no treatment-related deaths``: a count of 0 of a defined event."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.assembly.counts.events import TermLike
from extractor.assembly.findings import Sentence, with_plain_grades
from extractor.assembly.values import Value, is_integer
from extractor.language.numerals import Atom, AtomKind
from extractor.language.numerals.words import NUMBER_WORDS

_VERSUS_NONE = re.compile(
    r"(?:(?:\b(?:vs\.?|versus|v|and|compared with)|,)\s+(?:in\s+)?|(?:[,;]|\b(?:and|but))\s+(?:in|on)\s+the\s+others?\s+(?:(?:group|arm|series)\s+)?)\[?(?P<none>none|no patients?|nil|0(?![\d.·%]|\s?%))\b\]?"
    r"(?=\s*[),;.\]]|\s+(?:in|with|of(?!\s+(?:it|them|these|those|which)\b)|from|due|patients)\b|$)",
    re.I,
)
_COUNTED = re.compile(rf"(?:\d|\b{NUMBER_WORDS}\b)[^;.]*$", re.I)
_NO = re.compile(
    r"\b(?:no(?!-\w)|none|nobody|neither|nor(?!\s+(?:that|those)\s+of\b)|without|zero|not\s+any|not\s+(?:a\s+single|one(?=\s+(?:patient|woman|man|child|case|of)\b))"
    r"|(?:did|could)\s+not\s+(?:report|observe|see|find|record|note|encounter|detect|document|register|experience|develop|have|show)\s+any)\b",
    re.I,
)
_GENERAL = re.compile(
    r"^(?:toxicit(?:y|ies)|side[- ]effects?|adverse (?:event|effect|reaction)s?|complications?"
    r"|morbidit(?:y|ies)|events?|safety|late effects?|sequelae|response|responses|survival|.*survival.*"
    r"|.*control.*|pain relief|follow.*|quality.*|.*toxicity|.*toxicities|.*adverse events?|.*complications?"
    r"|alive|weight loss|infection|.*side effects?|treatment failure)$"
    r"(?<!dose-limiting toxicity)(?<!dose limiting toxicity)(?<!dose-limiting toxicities)(?<!dose limiting toxicities)",
    re.I,
)
"""Events so general that none of them is no count unless a grade defines them."""
_STATE = re.compile(r"(?:survival|control)$")
"""Outcomes that a patient is in, of which there is no number of none."""
_UNDEFINED = {"other", "quality_of_life", "progressive_disease", "stable_disease"}
_NEW = re.compile(r"\bsecond(?:ary)?\b|radiation-induced|contralateral", re.I)
"""Events among the outcomes without a code of their own."""
_WITHOUT_EVENT = re.compile(
    r"\s+(?:any\s+)?(?:acute\s+|late\s+|severe\s+)?(?:or\s+late\s+)?"
    r"(?:grade|\w+\s+grade|treatment-related|toxicit)"
)
_WHO_WERE = re.compile(
    r"\b(?:those|patients|women|men|children|cases|with\s+(?:and|or|versus|vs\.?)|and|or|versus|vs\.?)\s+$"
)
"""``in those without grade 2 pneumonitis``: a group, no count."""
_PEOPLE_WITH = re.compile(
    r"\b(?:those|patients|women|men|children|cases|survivors)\s+(?:with|(?:who|that)\s+(?:have|had))\s+$",
    re.I,
)
"""``patients with no nodal relapse lived longer``: a group likewise."""
_NO_EVENT = re.compile(
    r"\b(?:difference|differences|significant|statistical\w*|evidence|effect|improvement|benefit|increase"
    r"|increased|change|association|correlation|further|longer|unexpected|impact|new|influence|additional"
    r"|advantage|relationship|predictors?|factors?|trend|role|independent|data|other|prior|previous|more"
    r"|different|differed|differ|risk|chance|biomarkers?|markers?|tests?|methods?|pre-?existing|validated|standard|consensus)\b",
    re.I,
)
"""Words that make ``no …`` a statement about an effect."""
_EFFECT_BEHIND = re.compile(
    r"\b(?:differ\w*|significant\w*|affect\w*|influenc\w*|predict\w*|associat\w*|improv\w*|chang\w*|correlat\w*|prognostic|related\s+to)\b"
)
"""``neither survival nor relapse differed``: what is denied is an effect."""
_IS_NEITHER = re.compile(
    r"\b(?:stable\s+disease|no\s+change|SD|NC)\b[^.;]{0,40}(?::|=|–|\bas|\bif|\bwas|\bis|\bmeant|\bwhen)\s*$",
    re.I,
)
"""``stable disease: neither response nor progression``: a definition."""
_OR_TOO = re.compile(r"\s*,?\s+(?:or|nor)\s+(?:any\s+)?")
"""``no adverse events or treatment-related deaths``: the second is a defined event."""
_APART = re.compile(r"[;:)\]]|\b(?:but|and|was|than|with)\b")
_GRADE_ASIDE = re.compile(
    r"(?:(?:clinically\s+)?significant\s+)?\(\s*(?:[\w/-]+\s+){0,3}?(?:[Gg]rade|G\s?\d|≥)[^()]*\)"
)
"""``no severe (grade 3 or 4) toxicity``."""
_MORE_THAN = re.compile(r"\b(?:more|greater|higher|worse)\s+than\s+(?=[Gg]rade)")
_OR_MORE = re.compile(r"\bor\s+more\b")
"""``no toxicity of grade 3 or more``."""
_BOTH_TIMES = re.compile(
    r"\b(?:acute|early|late|chronic|subacute)\s+(?:and|or|/)\s+(?:(?:acute|early|late|chronic)\b|$)", re.I
)
"""``no grade 3 acute and late toxicity``."""
_OTHER_ARM = re.compile(r"\b(?:in|of|on)\s+(?:the\s+)?(?:other|standard)\s+(?:[\w-]+\s+)?(?:groups?|arms?)\b")
_OF_WHOLE = re.compile(r"\s+(?:out\s+)?of\s+(?:(?:the|these|our|all)\s+)*")
"""``none of the 37 patients``."""
_PATIENTS = re.compile(r"^\s*(?:patients?|of\s+the\s+patients)")
_COUNTED_HAD = re.compile(
    rf"(?:\d|\b{NUMBER_WORDS}\b)[^,;.]*\b(?:had|have|reported|indicated|showed|experienced|developed|were|with|demonstrated)\s+$",
    re.I,
)
_IN_LESIONS = re.compile(
    r"\s+(?:(?:was|were|has been|have been)\s+)?(?:\w+\s+)?(?:in|among|for)\s+(?:any\s+|all\s+|the\s+|these\s+|of\s+)*"
    r"(?:[\w-]+\s+){0,2}(?:lesions?|tumou?rs?|metastases|nodules)\b"
)
_BEFELL = re.compile(r"(?:required|needed|lost|became)\b", re.I)
_ARMS = r"(?:groups?|arms?|series|cohorts?|treatments?|of\s+(?:them|the\s+(?:\w+\s+)?(?:groups|arms|series)))"
_SEEN = r"(?:observed|seen|reported|noted|found|recorded|encountered|detected|diagnosed|documented|registered|identified|met\s+with)"
_ABSENT = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:did\s+not\s+(?:occur|develop|appear|arise)|never\s+(?:occurred|developed|appeared|arose)"
    rf"|(?:(?:was|were)\s+(?:not|never)|(?:has|have|had)\s+(?:not|never|so\s+far\s+not)\s+been)\s+{_SEEN}\b(?!\s+(?:[\w-]+ly|in\s+all|for|until|before|separately)\b)"
    r"|:\s*none\b|(?:was|were)\s+(?:absent|nil|zero)\b(?!\s+in\s+\d)|in\s+(?:none|no\s+patients?)\b"
    rf"|(?:(?:was|were)\s+)?(?:occurred|{_SEEN})\s+in\s+(?:none|no\s+patients?|neither(?:\s+{_ARMS})?)\b)",
    re.I,
)
_FOUND_IN_NONE = re.compile(
    rf"\s*(?:(?:(?:was|were)\s+)?(?:occurred|developed|{_SEEN})\s+)?in\s+(?:none|no\s+(?:patients?|woman|man|child|case))\b",
    re.I,
)
"""``Nodal relapse was found in none of the 14 women``."""
_CAME_BACK = re.compile(r"recurrence|(?:local|regional|locoregional|distant)_failure")
_IN_NONE = re.compile(r"\s+(?:was\s+(?:seen\s+)?)?in\s+(?:none|no\s+(?:patients?|case))\b")
_WHOSE = re.compile(
    r"\s*(?:(?:of\s+)?(?:the\s+)?(?:\d+\s+)?(?:patients?|women|woman|men|man|children|child|cases?|those)\s+)(?:with|who\s+had|achieving|in)\s+(?:an?\s+)?(?:[\w-]+\s+){0,3}",
    re.I,
)
_THEN_HAD = re.compile(
    r"\s*(?:[^;,.%()]{0,40}\s)?(?:had|has|developed|experienced|suffered|showed)\s+(?:an?\s+|any\s+)?(?:[\w-]+\s+){0,2}|\s*(?:[^;,.%()]{0,40}\s)?(?=$)"
)
"""``No patient with a complete response developed`` a relapse: the first says in whom."""
_NOT_OVER = re.compile(
    r"\b(?:no(?:\s+(?:events?|reactions?|cases?)\s+of)?|without|none(?:\s+(?:had|with|of(?:\s+(?:it|them|these|which|those))?|reached|developed|was|were))*|in\s+(?:no\s+(?:case|patient|woman|man|child)|none)(?:\s+(?:was\s+it|did\s+it|of\s+them))?|never|(?:was|were|did|has|have)\s+(?:not|never)(?:\s+been)?)\s+$",
    re.I,
)
"""``toxicity was never`` over grade 2, ``(no`` grade 4)."""


def zero_values(sentence: Sentence, terms: Sequence[TermLike]) -> list[Value]:
    """Zero counts of the events of a sentence, as values of the form ``zero``."""
    values = _versus_none(sentence, terms)
    for m in _NO.finditer(sentence.text, sentence.start, sentence.end):
        known = any(v.start <= m.start() < v.end for v in values)
        again = bool(values) and m.group().lower() == "nor"
        if known or again or any(a.start <= m.start() < a.end for a in sentence.atoms):
            continue
        value = _denied(sentence, terms, m)
        if value is not None:
            values.append(value)
    values += _absent(sentence, terms)
    bare = _bare_grades(sentence, terms)
    return [*values, *(z for z in bare if not any(v.start < z.end and z.start < v.end for v in values))]


def _bare_grades(sentence: Sentence, terms: Sequence[TermLike]) -> list[Value]:
    """``grade 3 toxicity was 5% (no grade 4)``: the event is said before."""
    values = []
    for grade in (a for a in sentence.atoms if a.kind is AtomKind.GRADE):
        said = _NOT_OVER.search(sentence.text, max(sentence.start, grade.start - 34), grade.start)
        ends = re.match(r"\s*(?:[),;.]|$|was\b|were\b)", sentence.text[grade.end : sentence.end])
        told = any(t.code == "toxicity" and t.end <= grade.start for t in terms)
        if told and (none := _IN_NONE.match(sentence.text, grade.end, sentence.end)):
            values.append(replace(_zero(grade.start, none.end()), rule="versus"))
        elif told and (absent := _ABSENT.match(sentence.text, grade.end, sentence.end)):
            values.append(replace(_zero(grade.start, absent.end()), rule="versus"))
        elif told and said and ends:
            values.append(replace(_zero(grade.start - len(said.group()), grade.end), rule="versus"))
    return values


def _zero(start: int, end: int, unit: str = "patients") -> Value:
    return Value("zero", start, end, 0.0, unit, people=unit)


def _versus_none(sentence: Sentence, terms: Sequence[TermLike]) -> list[Value]:
    """``deaths occurred in 3 versus none``: the term stands before."""
    values = []
    for m in _VERSUS_NONE.finditer(sentence.text, sentence.start, sentence.end):
        before = sentence.text[max(sentence.start, m.start() - 60) : m.start()]
        if any(t.end <= m.start() and m.start() - t.end < 90 for t in terms) and _COUNTED.search(before):
            values.append(replace(_zero(m.start("none"), m.end("none")), rule="versus"))
    return values


def _denied(sentence: Sentence, terms: Sequence[TermLike], m: re.Match[str]) -> Value | None:
    """``no grade 3 toxicity``: the term stands behind, and nothing but the event is denied."""
    text = sentence.text
    behind = [t for t in terms if t.start >= m.end() and t.start - m.end() < 90]
    if not behind:
        return None
    whose = len(behind) > 1 and _WHOSE.fullmatch(text, m.end(), behind[0].start)
    befell = behind[1] if whose and _THEN_HAD.fullmatch(text, behind[0].end, behind[1].start) else None
    term = befell or behind[0]
    gap = text[(behind[0].end if befell else m.end()) : term.start]
    before = [t.end for t in terms if t.end <= m.start()]
    if _STATE.search(term.code):
        return None
    if m.group().lower() in {"neither", "nor"} and _EFFECT_BEHIND.search(text, term.end, sentence.end):
        return None
    if m.group().lower() in {"neither", "nor"} and _IS_NEITHER.search(text, sentence.start, m.start()):
        return None
    if m.group().lower() == "without" and _WHO_WERE.search(text, sentence.start, m.start()):
        return None
    if m.group().lower() == "no" and _PEOPLE_WITH.search(text, sentence.start, m.start()):
        return None
    if m.group().lower() == "without" and not _WITHOUT_EVENT.match(gap + " " + text[term.start : term.end]):
        return None
    gap = with_plain_grades(sentence, m.end() if befell is None else behind[0].end, term.start)
    gap = _BOTH_TIMES.sub(" ", _OTHER_ARM.sub(" ", _GRADE_ASIDE.sub(" ", gap)))
    gap = _MORE_THAN.sub(" ", gap)
    gap = re.sub(r"^\s*(?:new|further|additional|other)\s+(?=[Gg]rade)", " ", gap)
    if (
        _NO_EVENT.search(
            _OR_MORE.sub(
                " ", gap + re.split(r",|\band\b", _MORE_THAN.sub(" ", text[term.end : term.end + 34])[:22])[0]
            )
        )
        or (_APART.search(gap) and not _PATIENTS.search(gap))
        or _COUNTED_HAD.search(text[max([sentence.start, m.start() - 60, *before]) : m.start()])
    ):
        return None
    grade = _grade_near(sentence, m.end() - 2, term)
    if grade is None and (
        (term.code != "mortality" and _GENERAL.match(term.text))
        or (term.code in _UNDEFINED and not _NEW.search(term.text) and not _none_had_to(m, term))
    ):
        later = next((t for t in terms if t.start >= term.end), None)
        if later is None or _GENERAL.match(later.text) or later.code not in {"toxicity", "mortality"}:
            return None
        if not _OR_TOO.fullmatch(text[term.end : later.start]):
            return None
        term = later
    local = term.code in {"local_failure", "local_control"}
    unit = "lesions" if local and _IN_LESIONS.match(text, term.end, sentence.end) else "patients"
    zero = _zero(m.start(), max(term.end, grade.end if grade else 0), unit)
    return _of_whole(sentence, zero, m.end())


def _of_whole(sentence: Sentence, zero: Value, end: int | None = None) -> Value:
    """The zero with the number of those in none of whom it was; it is told behind ``end``, else behind the zero."""
    end = zero.end if end is None else end
    whole = next((a for a in sentence.atoms if a.start >= end), None)
    if whole is None or not is_integer(whole) or not _OF_WHOLE.fullmatch(sentence.text, end, whole.start):
        return zero
    return replace(zero, n_total=int(whole.low), atoms=(whole,))


def _none_had_to(m: re.Match[str], term: TermLike) -> bool:
    """``none of the 42 patients required a colostomy``, ``none lost their sight``: what might have befallen them."""
    return m.group().lower() == "none" and _BEFELL.match(term.text) is not None


def _grade_near(sentence: Sentence, start: int, term: TermLike) -> Atom | None:
    near = (a for a in sentence.atoms if a.kind is AtomKind.GRADE and start <= a.start < term.end + 40)
    return next((a for a in near if not re.search(r"[;,]|\bno\b", sentence.text[term.end : a.start])), None)


def _grade_behind(sentence: Sentence, term: TermLike) -> Atom | None:
    """``mucositis of grade 4``: the grade right behind the term."""
    grade = next((a for a in sentence.atoms if a.kind is AtomKind.GRADE and a.start >= term.end), None)
    if grade is None or sentence.text[term.end : grade.start].split() not in (["of"], []):
        return None
    return grade


def _absent(sentence: Sentence, terms: Sequence[TermLike]) -> list[Value]:
    """``grade 4 toxicity did not occur``: said behind the term."""
    values = []
    for term in terms:
        behind = _grade_behind(sentence, term)
        m = _ABSENT.match(sentence.text, behind.end if behind is not None else term.end)
        if _CAME_BACK.fullmatch(term.code) and (
            none := _FOUND_IN_NONE.match(sentence.text, term.end, sentence.end)
        ):
            values.append(_of_whole(sentence, _zero(term.start, none.end())))
        if m is None or m.end() > sentence.end or term.code not in {"toxicity", "mortality"}:
            continue
        grades = (a for a in sentence.atoms if a.kind is AtomKind.GRADE and a.end <= term.start)
        grade = behind or next((a for a in grades if a.start > term.start - 30), None)
        if grade is not None or term.code == "mortality" or not _GENERAL.match(term.text):
            start = min(grade.start, term.start) if grade is not None else term.start
            values.append(_of_whole(sentence, _zero(start, m.end())))
    return values
