"""What stands before a number of people: what was done (``treatment was completed by 80``) or happened (``was achieved in 27``)."""

import re

from extractor.assembly.findings import Sentence
from extractor.language.mentions import Mention
from extractor.language.numerals.words import NUMBER_WORDS

_OF_MORE = (
    rf"(?:(?:\d+|{NUMBER_WORDS})\s+(?:\(\s*[\d.]+\s?%\s*\)\s+)?(?:out\s+)?of\s+(?:the\s+|these\s+|all\s+)*)?"
)
_OF_TUMOUR = re.compile(
    r"\b(?:differentiation|histolog\w*|mutations?|amplification|(?:over)?expression|invasion|involvement|extension|enhancement|subtypes?|receptors?|deletion|methylation|codeletion|staging|comorbidit\w+|disease|tumou?rs?|nodes?|margins?|lesions?|performance|status|prognosis|condition|compliance|adherence|hydration)\b[^.;:,]*$",
    re.I,
)
"""``poor differentiation was seen in 11 cases``: what they came with."""
_HAPPENED = (
    r"(?:occurred|developed|observed|seen|noted|encountered|recorded|registered|documented|described|failed|experienced|achieved|resolved|disappeared|improved|worsened|deteriorated|declined|decreased|increased|doubled|halved|subsided|persisted|recurred|fell|rose|dropped|healed|vanished|regressed|shrank"
    r"|appeared|preserved|maintained|controlled|cured|eradicated|palliated|alleviated|salvaged|relieved|restored|regained|normali[sz]ed|unchanged|better|worse|fatal|lethal|successful|troubled|affected|bothered|afflicted|visible|stunted|damaged|injured|gone|ceased|rarer|stayed\s+as\s+\w+\s+was"
    r"|(?:showed|revealed|demonstrated|detected|found)\s+no"
    r"|(?:was|were|remained)\s+(?:[a-z]+ly\s+)?(?:(?:rated|scored|judged|graded|considered|classified)\s+(?:as\s+)?)?(?:(?:moderate|mild|marked|poor|fair|good)\s+(?:or|to|and)\s+)?(?:complete|partial|incomplete|radical|excellent|good|fair|poor|satisfactory|absent|abnormal|severe|mild|moderate|stable|stiff|painful|impaired))"
)
_HAPPENED_IN = re.compile(
    rf"\b{_HAPPENED}\b(?:(?!\b(?:was|were|had|which|treated|given|performed|used|and)\b)(?:[^.;:,%\d]|\d+(?=\s+(?:points?|weeks?|months?|years?|days?)\b))){{0,40}}?\b(?:in|by|for)\s+(?:only\s+|just\s+|as\s+many\s+as\s+|an?\s+further\s+|an\s+additional\s+|another\s+)?{_OF_MORE}$",
    re.I,
)
"""``was achieved in 27 of 38 patients``, ``declined by half in 11``: to whom it happened."""
_ITEM_IN = r",?\s+(?:(?:and|but)\s+)?(?:[a-z]+\s+){1,2}in\s+"
_LISTED_IN = re.compile(
    rf"\b{_HAPPENED}\s+in\s+(?:\d+|{NUMBER_WORDS})(?:\s*\([^()]*\))?(?:{_ITEM_IN}(?:\d+|{NUMBER_WORDS})(?:\s*\([^()]*\))?){{0,4}}{_ITEM_IN}{_OF_MORE}$",
    re.I,
)
"""``was complete in 12 and partial in 20 of the 44``."""
HAPPENED_NEXT = re.compile(
    r"\s+(?:\([^()]*\)\s+)?(?:(?:had|have|has|were|was|are|remained)\s+)?(?:died|developed|experienced|relapsed|recurred|progressed|responded|failed(?!\s+(?:to|screening))|survived|improved|worsened|deteriorated|regressed|shrank|shrunk|grew|grown|enlarged|disappeared|resolved|unchanged|stable|alive|dead|cured)\b"
)
"""``40 shrank, 15 were unchanged``."""
_SEEN = re.compile(
    r"observed|seen|noted|encountered|recorded|registered|documented|described|appeared|(?:was|were|remained)\s"
)
_TREATED_IN = re.compile(
    r"(?:^|[.;:,]\s|\b(?:and|but|while|whereas)\s)(?:[^.;:,]|\.(?=\d)){3,90}\b(?:(?:was|were|been|be)\s+(?:not\s+)?(?:\w+ly\s+)?[\w-]+(?:\s+(?:out|off))?|preceded|followed|accompanied|replaced|took\s+place)"
    r"(?:\s+(?!in\b|by\b|to\b)[\w-]+){0,3}\s+in\s+(?:only\s+|just\s+|all\s+|the\s+(?:other|remaining)\s+)?$"
    r"|\b(?:was|were)\s+(?:not\s+)?(?:\w+ly\s+)?(?:available|evaluable|missing|used|given|performed|necessary|feasible|possible|required|needed|omitted|added|chosen|prescribed|known|reported|reserved|indicated|planned|scheduled)\s+for\s+(?:only\s+|the\s+(?:other|remaining)\s+)?$"
    r"|\b(?:was|were)\s+(?:\w+ly\s+)?(?:completed|finished|received|declined|refused|accepted|used|chosen|preferred|tolerated|signed|answered|returned|taken|withdrawn|requested|given|provided|signed|kept|filled\s+in)\s+by\s+(?:only\s+|the\s+(?:other|remaining)\s+)?$"
    r"|\b(?:was|were)\s+(?:[\w-]+ly\s+)?(?:given|administered|delivered|offered|applied|sent|restricted|limited|recommended|prescribed)\s+to\s+(?:only\s+|the\s+(?:(?:other|remaining)\s+)?)?$"
    r"|\b(?:was|were)\s+(?:(?:[\w-]+ly\s+)?(?:obtained|available|collected|taken|received|retrieved|returned|missing))\s+from\s+(?:only\s+|the\s+(?:other|remaining)\s+)?$"
)
"""``metastasectomy was carried out in six``, ``treatment was completed by 80``: who had it."""
_ASSESSED_IN = re.compile(
    r"\b(?:complete|full|adequate|follow-?up|imaging)\s+(?:data|sets|records|information|scans)\b[^.;:,]{0,30}\bexisted\s+(?:in|for)\s+(?:only\s+)?$|"
    r"\b(?:was|were|be|been)\s+(?:[a-z]+ly\s+)?(?:assessed|evaluated|judged|measured|analy[sz]ed|assessable|evaluable|determined|available|missing|lacking|unavailable|incomplete|rated|studied|examined|estimated|monitored|tested)\s+(?:in|for)\s+(?:only\s+)?$",
    re.I,
)
"""``response was assessed in 69``, ``complete data existed for 58``."""
_DONE_BEFORE = re.compile(
    r"\bhad\s+(?:already\s+|previously\s+)?been\s+(?:done|performed|carried\s+out|given|undertaken|used|administered)\s+(?:in|to|for|by)\s+(?:only\s+)?$"
)
"""``re-operation for recurrence had been done in 12``: before what is told."""
_INDICATION_IN = re.compile(r"\bindications?\b(?:\s+for\s+[^.;:,\d]{2,40})?\s+in\s+(?:only\s+)?$")
"""``recurrent disease was the indication in 27``."""
_CONSISTED = re.compile(r"\bconsisted\s+of\s+(?:[\w-]+\s+){0,2}$")
"""``salvage consisted of repeat radiosurgery in 73``: a treatment, not an outcome."""
_OF_SURGERY = re.compile(r"\b(?:resections?|excisions?|removal|surgery|operations?)\s+$", re.I)
"""``resection was complete in 54 and marginal in 21``: what was done to whom."""
_CLAUSE = re.compile(r"[.;:](?=\s)|,\s|\b(?:and|but|while|whereas)\b")
_REACH = 120
_SOME_OF = re.compile(rf"(?:\d+|\b{NUMBER_WORDS})\s+(?:out\s+)?of\s+(?:the\s+|these\s+|all\s+)*$", re.I)
"""``given to 14 of the 22``."""


def was_done_in(sentence: Sentence, start: int) -> bool:
    """Whether the words before an offset say what was done, to whom something was given or what was known of whom."""
    before = sentence.text[max(sentence.start, start - _REACH) : start]
    before = _SOME_OF.sub("", before)
    if _ASSESSED_IN.search(before) or _DONE_BEFORE.search(before) or _INDICATION_IN.search(before):
        return True
    return bool(_TREATED_IN.search(before)) and not (happened_to(before) or follows_term(sentence, start))


def follows_term(sentence: Sentence, start: int) -> bool:
    """Whether an outcome stands in the clause before an offset."""
    return any(
        m.end <= start and m.code not in {"skip", "none"} and not _CLAUSE.search(sentence.text, m.end, start)
        for m in terms_of(sentence)
    )


def terms_of(sentence: Sentence) -> list[Mention]:
    """The outcomes that a sentence names."""
    return [
        m
        for m in sentence.labelled("ENDPOINT")
        if not _CONSISTED.search(sentence.text, sentence.start, m.start)
    ]


def happened_to(before: str) -> bool:
    """Whether the words before a number say what happened to so many."""
    happened = _HAPPENED_IN.search(before)
    if happened is None and (listed := _LISTED_IN.search(before)) is not None:
        return _OF_SURGERY.search(before, 0, listed.start()) is None
    return happened is not None and not (
        _SEEN.match(happened.group()) and _OF_TUMOUR.search(before[: happened.start()])
    )
