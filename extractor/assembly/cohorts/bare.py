"""Numbers without a noun that a verb or a preposition makes cohorts: left out, given, enrolled, of these."""

import re
from collections.abc import Iterator
from itertools import pairwise

from extractor.assembly.cohorts.ellipsis import PAUSE
from extractor.assembly.cohorts.numbers import Found, cohort_of, free_numbers
from extractor.assembly.counts import DIED_FIRST, terms_of
from extractor.assembly.findings import Finding, Sentence
from extractor.assembly.values import is_integer
from extractor.language.numerals import Atom, AtomKind
from extractor.language.numerals.words import NUMBER_WORDS

_ENROLLED = re.compile(
    r"\b(?:enrolled|randomi[sz]ed|recruited|accrued|included|excluded|registered|screened|leaving|left|remained|remaining|held|covered"
    r"|(?:arm|group|cohort|population|sample|series|study|trial|set|analysis|dataset)\s+(?:\w\s+)?(?:finally\s+)?(?:comprised|contained|consisted\s+of|numbered|totall?ed|included|of|had|was|is))"
    r"\s+(?:(?:only|just|a\s+total\s+of|the\s+(?:remaining|other))\s+)?$"
)
_ASSESSED = re.compile(
    r"\bcould\s+(?:only\s+)?be\s+(?:judged|assessed|evaluated|determined|analy[sz]ed|rated|classified)\s+(?:[^.;:,\d]{0,30}\s)?(?:in|for)\s+(?:only\s+)?$"
    r"|\b(?:was|were)\s+(?:evaluable|assessable|available|known)\s+(?:in|for)\s+(?:only\s+)?$"
)
"""``Response could be judged in 66: complete in 1, …``."""
_SERIES_OF = re.compile(
    r"\b[Aa]n?\s+(?:[\w-]+\s+){0,3}?(?:cohort|series|group|sample|subset|subgroup|population)\s+of\s+$"
)
_SERIES_ENDS = re.compile(
    r"(?:\s*\([^()]*\))?\s+(?:was|were|is|with|has|had|who|underwent|received|completed)\b"
)
_ENROLLED_ENDS = re.compile(
    rf"{PAUSE.pattern}|\s*[:(]|\s+(?:for\s+(?:the\s+|this\s+)?(?:final\s+|present\s+|current\s+|main\s+)?(?:analysis|evaluation|review|study)|at\s+\d+\s+(?:cent|instit|hosp|sites))"
)
_IN_BARE = re.compile(
    r"(?:^|[.;:]\s+|,\s+|\b(?:and|but|while|whereas)\s+)(?:[Ii]n|[Ff]or)\s+(?:the\s+(?:other|remaining)\s+)?$"
)
_IN_BARE_NEXT = re.compile(
    r"(?:\s*\(\s*\d+(?:[.·]\d+)?\s?%\s*\))?,?\s+(?:it|this|they|there|treatment|radiotherapy|irradiation|surgery|chemotherapy|therapy|[A-Z]{2,6}|(?:the|an?|no|both|only|all|their)\s+(?:(?!was\b|were\b)[a-z-]+\s+){0,4}?[a-z]+)\s+(?:[a-z]+\s+)?(?:was|were|had|could|did|lay|arose|came|(?!observed|occurred|developed|improved|increased|decreased|declined|resolved|died|survived|relapsed|recurred|progressed|disappeared)[a-z]+ed)\b"
)
"""``positive in 38; in 13 it was not done``."""
_IN_MORE = re.compile(r"(?:[,;]|\band|\bwhile|\bwhereas)\s+(?:and\s+)?[Ii]n\s+$")
_IN_MORE_NEXT = re.compile(
    r"\s+(?:in\s+|at\s+)?(?:the|an?|both|neither|only|all|no)\b[^,.;:\d()]{0,50}(?=[,.;]|\s+and\b|$)"
)
"""``In 17 the target was the bladder, in 12 the rectum, and in four both``."""
_NOT_NEXT = re.compile(r"[^.;,]{0,40}\b(?:not|unknown|missing|omitted)\b")
_OF_TESTED = re.compile(r"(?:^|[.;:]\s+)(?:Of|Among|Out of)\s+$")
_OF_TESTED_NEXT = re.compile(
    r"\s+(?:who\s+(?!died|relapsed|recurred|progressed|failed|responded|developed)[a-z]+|[a-z]+(?:ed|ing)|[a-z]+(?=\s+(?:at\s+(?:baseline|entry|diagnosis|presentation|the\s+start)|before(?:hand|\s+(?:treatment|radio\w+|surgery)))\b)|evaluable|assessable|eligible)\b(?!\s+(?:deaths|events))[^,.;\d]{0,40},"
)
"""``Of 45 tested, 12 carried a mutation``."""
_OF_BARE = re.compile(
    r"(?:^|[.;:]\s+|,\s+(?:and\s+|but\s+)?|\b(?:and|whereas|while)\s+)(?:of|among)\s+(?:the|these|those|all)\s+(?:(?:other|remaining)\s+)?$",
    re.I,
)
_OF_BARE_NEXT = re.compile(
    r"(?:\s+(?:(?:non-?)?[a-z]+(?:ed|able|ible|ant|ory|ate|ic|al)|alive|without|with|who|in|on|screened)\b[^,.;:\d]{0,60})?,?\s+(?:only\s+|just\s+)?(?:\d+|"
    + NUMBER_WORDS
    + r")\b"
    r"|\s*,"
)
_IN_THE = re.compile(r"(?:^|[.;:]\s+)In\s+the\s+$")
_DONE_NEXT = re.compile(
    r"\s+(?:treated|[a-z]+ed)\s+(?:after|with|by|before|at|in|on|for)\b[^.;:\d]{0,60},?\s"
)
"""``In the 61 resected after chemotherapy no tumour was found``."""
_AMONG_THE = re.compile(r"\b(?:[Ii]n|[Ff]or|[Aa]mong|[Tt]o|[Ww]ith|[Tt]han)\s+the\s+$")
_AMONG_THE_NEXT = re.compile(
    r"\s+(?:with|without|whose|treated|given|receiving|irradiated|who\s+(?!(?:later\s+|subsequently\s+)?(?:died|relapsed|recurred|progressed|failed|developed|responded|survived)))\b"
)
"""``control was 88% in the 34 with follow-up imaging``."""
_CLAUSE_OPENS = re.compile(r"(?:^|[.;:]\s+|,\s+(?:and\s+|but\s+)?|\b(?:and|but|while|whereas)\s+)$")
_WITH_TREATED = re.compile(
    r"\s+(?:with|without|having)\s+[^.;:,]{2,90}?\s(?:(?:was|were)\s+(?:[\w-]+ly\s+)?(?:re-?)?(?:treated|irradiated|given|operated|managed|enrolled|included|excluded|followed|observed|offered|randomi[sz]ed|referred)"
    r"|had\s+(?:undergone|received|been\s|surgery|chemo\w+|radio\w+|no\s+(?:boost|chemo\w+|surgery|radio\w+|treatment))|underwent|received)\b"
)
"""``Eight with germinoma and 12 with medulloblastoma were given …``."""
_OF_GROUP = re.compile(
    r"\s+of\s+(?:the\s+[\w-]+\s+)?(?:group|arm)\b[^.;:,]{0,60}?\b(?:were|was|did|had|never|could|withdrew|refused|declined|received|underwent|defaulted|left)\b"
)
"""``Four of group A and six of group B were never treated``."""
_WHY_NEXT = re.compile(
    r"\s+(?:because|due\s+to|owing\s+to|on\s+account\s+of|at\s+(?:their|his|her)\s+own|for\s+(?:[\w-]+\s+){0,2}(?:reasons|lack|want)|who\s+(?:refused|declined))\b"
)
_NOT_DONE = re.compile(
    r"\b(?:not|never|withdr\w+|exclu\w+|declin\w+|refus\w+|dropp\w+|omitted|stopp\w+|discontinu\w+|ineligib\w+|incomplete\w*)\b[^.;]*(?:[,:]|\band)\s+(?:in\s+)?$",
    re.I,
)
"""``nine were not operated on: five because of metastases, three because they refused``."""
_THE_FIRST = re.compile(
    r"\b(?:in|for|to|of|with)\s+the\s+(?:first|last|earlier|later|initial|next|following)\s+$"
)
_FIRST_ENDS = re.compile(rf"{PAUSE.pattern}|\s+(?:who|with|treated|were|was|had|received)\b")
_DOSED = re.compile(r"\bGy\b[^.;]*$")
_CARED_FOR = r"(?:(?:had|have|has)\s+(?:already\s+|previously\s+)?(?:been\s+(?:operated|treated|irradiated|given|resected|followed)|received|undergone|completed|had)|were\s+(?:operated|treated|irradiated|given|resected|followed|enrolled|evaluable)|came\s+(?:later|first|next)|received|underwent|refused|declined|completed|followed)"
_WHO_CAME = re.compile(rf"\s+who\s+{_CARED_FOR}\b")
"""``the 241 who came later``, ``nine who had been operated on``."""
_AT_DOSE = re.compile(
    r"\s+(?:patients\s+)?(?:at|to|on|had|got|received|were\s+given|were\s+treated\s+(?:at|with|to))\s+(?:an?\s+)?(?:total\s+)?(?:doses?\s+of\s+)?$"
)
_SOME = re.compile(
    r"\b(?:most|the\s+majority|(?:one[-\s])?half|a\s+(?:third|quarter|minority)|(?:two|three)[-\s](?:thirds|quarters)|many|others?|the\s+(?:rest|remainder)|all)(?:\s+of)?(?:\s+(?:the|these|our))?(?:\s+(?:patients|women|men|children|cases))?\s*\(\s*(?:[nN]\s*=\s*)?$",
    re.I,
)
_CLOSED = re.compile(r"\s*(?:[,;]\s*\d+(?:[.·]\d+)?\s?%)?\s*\)")
"""``most (61) had adenocarcinoma``."""
_THERE_WERE = re.compile(
    r"\b(?:[Tt]here\s+were|[Ww]e\s+(?:had|treated|identified|found|saw))\s+(?:only\s+|also\s+)?$"
)
_THERE_NEXT = re.compile(r"\s+(?:with|without|who|whose|in\s+whom|for\s+whom)\b")
_EACH_BEFORE = re.compile(r"(?:^|[(,;]\s*|\bof\s+)$")
_EACH_NEXT = re.compile(
    r"\s+(?:(?:in|to|for|on)\s+each|each|per\s+(?:arm|group|schedule|cohort))\b(?=\s*[,;.)]|\s+(?:were|was|had|received|in|to|with|group|arm)\b|$)"
)
"""``two groups of 30 each``, ``patients (30 each)``."""
_LEFT_OUT = re.compile(r"\b(?:exclusion\s+of|excluding|excluded|ineligible|lost\s+to\s+follow-?up)\b")
_WHO_NEXT = re.compile(r"\s+(?:with|without|who|because\s+of|due\s+to|for\s+(?:lack|want))\b")
_GIVEN = re.compile(r"\b(?:given|administered|delivered|offered|applied|prescribed|recommended)\s+to\b")
GIVEN_ENDS = re.compile(
    rf"{PAUSE.pattern}|\s+(?:before|after|during|only|alone|as|in|because|due\s+to|owing\s+to|who|of\s+(?:these|those|them|whom))\b"
)
_TO = re.compile(r"\bto\s+$")
_STAGED = re.compile(
    r"\s+(?:(?:from|in|with|of|had)\s+)?(?:clinical\s+|pathological\s+|FIGO\s+|UICC\s+|AJCC\s+|Dukes['’]?\s+)?[Ss]tage\s+(?:[I1-4]|[IV]+[A-Da-d]?|[IVX]+|[A-D])\d?[A-Ca-c]?(?=\s*(?:[,;.)]|and\b|or\b|diseases?\b|tumou?rs?\b|$))"
    r"|\s+(?:p|c|yp)?(?:T[0-4]|N[0-3]|M[01])[a-d]?(?=\s*(?:[,;.)]|and\b|$))|\s*\(\s*\d+(?:[.·]\d+)?\s?(?:%|per\s?cent)\s*\)\s*(?:(?:had|were|with|in)\s+)?(?:p|c|yp)?(?:T\d|N\d|[Ss]tage)"
)
_SEXED = re.compile(
    r"\s*(?:\(\s*\d+(?:[.·]\d+)?\s?(?:%|per\s?cent)\s*\)\s*)?(?:were|was)\s+(?:(?:fe)?males?|(?:wo)?men|boys|girls)\b"
)


def excluded(sentence: Sentence, found: Found, taken: set[int]) -> Iterator[tuple[int, Finding]]:
    """``after exclusion of 388 with surgery and 57 with incomplete records``: those left out are sets of people."""
    if not _LEFT_OUT.search(sentence.string) or any(
        m.code not in {"skip", "follow_up"} for m in sentence.labelled("ENDPOINT")
    ):
        return
    for atom in free_numbers(sentence, found, taken):
        if _WHO_NEXT.match(sentence.text, atom.end):
            yield atom.start, cohort_of(atom, atom.core, atom.end, "patients", "cohort.excluded")


def given(sentence: Sentence, found: Found, taken: set[int]) -> Iterator[tuple[int, Finding]]:
    """``chemotherapy was given to 168, cisplatin to 37``: those who had a treatment."""
    opened = _GIVEN.search(sentence.text, sentence.start, sentence.end)
    if opened is None:
        return
    for atom in free_numbers(sentence, found, taken):
        led = _TO.search(sentence.text[opened.start() : atom.start])
        if atom.start >= opened.end() and led and GIVEN_ENDS.match(sentence.text, atom.end):
            yield atom.start, cohort_of(atom, atom.core, atom.end, "patients", "cohort.given")


def bare(sentence: Sentence, found: Found, taken: set[int]) -> Iterator[tuple[int, Finding]]:
    """Numbers without a noun, of which a verb or ``of these`` says that they count people: ``and enrolled 217``, ``of these 46, …``."""
    text = sentence.text
    tells = any(m.code not in {"skip", "none"} for m in terms_of(sentence))
    yield from _at_doses(sentence, found, taken)
    led_in = False
    for atom in free_numbers(sentence, found, taken):
        before = text[max(sentence.start, atom.start - 90) : atom.start]
        enrolled = (
            (_ENROLLED.search(before) or _ASSESSED.search(before)) and _ENROLLED_ENDS.match(text, atom.end)
        ) or (_SERIES_OF.search(before) and _SERIES_ENDS.match(text, atom.end))
        tested = _OF_TESTED.search(before) and _OF_TESTED_NEXT.match(text, atom.end)
        more_in = led_in and _IN_MORE.search(before) and _IN_MORE_NEXT.match(text, atom.end)
        in_bare = (
            _IN_BARE.search(before)
            and _IN_BARE_NEXT.match(text, atom.end)
            and (not tells or _NOT_NEXT.match(text, atom.end))
        )
        led_in = bool(in_bare or more_in)
        if (
            enrolled
            or tested
            or led_in
            or DIED_FIRST.match(text, atom.end, sentence.end)
            or (
                _AMONG_THE.search(before)
                and _AMONG_THE_NEXT.match(text, atom.end)
                and not _counted_before(sentence, atom, taken)
            )
            or (not tells and _CLAUSE_OPENS.search(before) and _WITH_TREATED.match(text, atom.end))
            or (_THERE_WERE.search(before) and _THERE_NEXT.match(text, atom.end))
            or (_EACH_BEFORE.search(before) and _EACH_NEXT.match(text, atom.end))
            or (not tells and _OF_GROUP.match(text, atom.end))
            or (_WHY_NEXT.match(text, atom.end) and _NOT_DONE.search(text, sentence.start, atom.core))
            or (
                _THE_FIRST.search(before)
                and _DOSED.search(before)
                and _FIRST_ENDS.match(text, atom.end)
                and not tells
            )
            or _WHO_CAME.match(text, atom.end)
            or (_IN_THE.search(before) and _DONE_NEXT.match(text, atom.end))
            or (_SOME.search(before) and _CLOSED.match(text, atom.end))
            or (_OF_BARE.search(before) and _OF_BARE_NEXT.match(text, atom.end))
        ):
            before_it = [f for k, f in found.items() if k < atom.start]
            lesions = led_in and before_it and all(f.fields["unit"] == "lesions" for f in before_it)
            unit = "lesions" if lesions else "patients"
            yield atom.start, cohort_of(atom, atom.core, atom.end, unit, "cohort.bare")


def _counted_before(sentence: Sentence, atom: Atom, taken: set[int]) -> bool:
    """``two recurrences in the 18 with small tumours``: whether the number before is one of events."""
    before = next((a for a in reversed(sentence.atoms) if a.end <= atom.start), None)
    return before is not None and is_integer(before) and before.start in taken


def _at_doses(sentence: Sentence, found: Found, taken: set[int]) -> Iterator[tuple[int, Finding]]:
    """``three at 30 Gy, six at 36 Gy``: two or more, each with a dose of its own."""
    if any(m.code not in {"skip", "none", "follow_up"} for m in terms_of(sentence)):
        return
    dosed = [
        atom
        for atom, dose in pairwise(sentence.atoms)
        if dose.kind is AtomKind.DOSE
        and is_integer(atom)
        and _AT_DOSE.fullmatch(sentence.text, atom.end, dose.start)
    ]
    for atom in dosed if len(dosed) > 1 else ():
        if atom.start not in taken | found.keys():
            before = [k for k in found if k < atom.start]
            unit = found[max(before)].fields["unit"] if before else "patients"
            yield atom.start, cohort_of(atom, atom.core, atom.end, unit, "cohort.bare")


def staged(sentence: Sentence, found: Found, taken: set[int]) -> Iterator[tuple[int, Finding]]:
    """``7 (5%) pT1a, 48 (36%) pT1b``, ``17 T1, 18 T2 and 1 T3``, ``44 were male``."""
    for atom in sentence.atoms:
        if not is_integer(atom) or atom.start in taken | found.keys():
            continue
        if _STAGED.match(sentence.text, atom.end) or _SEXED.match(sentence.text, atom.end):
            yield atom.start, cohort_of(atom, atom.core, atom.end, "patients", "cohort.staged")
