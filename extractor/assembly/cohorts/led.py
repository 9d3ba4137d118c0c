"""What stands before a number of those to whom something was done: ``treatment was completed by 80``."""

import re

from extractor.assembly.cohorts.events import happened_to
from extractor.assembly.findings import Sentence
from extractor.language.mentions import Mention

_TREATED_IN = re.compile(
    r"(?:^|[.;:,]\s|\b(?:and|but|while|whereas)\s)(?:[^.;:,]|\.(?=\d)){3,90}\b(?:(?:was|were|been|be)\s+(?:not\s+)?(?:\w+ly\s+)?[\w-]+(?:\s+(?:out|off))?|preceded|followed|accompanied|replaced)"
    r"(?:\s+(?!in\b|by\b|to\b)[\w-]+){0,3}\s+in\s+(?:only\s+|just\s+|the\s+(?:other|remaining)\s+)?$"
    r"|\b(?:was|were)\s+(?:not\s+)?(?:\w+ly\s+)?(?:available|evaluable|missing|used|given|performed|necessary|feasible|possible|required|needed|omitted|added|chosen|prescribed|known|reported)\s+for\s+(?:only\s+|the\s+(?:other|remaining)\s+)?$"
    r"|\b(?:was|were)\s+(?:\w+ly\s+)?(?:completed|finished|received|declined|refused|accepted|used|chosen|preferred|tolerated|signed|answered|returned|taken|withdrawn|requested)\s+by\s+(?:only\s+|the\s+(?:other|remaining)\s+)?$"
    r"|\b(?:was|were)\s+(?:[\w-]+ly\s+)?(?:given|administered|delivered|offered|applied|sent|restricted|recommended)\s+to\s+(?:only\s+|the\s+(?:other|remaining)\s+)?$"
    r"|\b(?:was|were)\s+(?:(?:[\w-]+ly\s+)?(?:obtained|available|collected|taken|received|retrieved|returned|missing))\s+from\s+(?:only\s+|the\s+(?:other|remaining)\s+)?$"
)
"""``metastasectomy was carried out in six``, ``treatment was completed by 80``: who had it."""
_ASSESSED_IN = re.compile(
    r"\b(?:was|were|be|been)\s+(?:[a-z]+ly\s+)?(?:assessed|evaluated|judged|measured|analy[sz]ed|assessable|evaluable|determined|available|rated|studied|examined|estimated|monitored|tested)\s+(?:in|for)\s+(?:only\s+)?$"
)
"""``response was assessed in 69``."""
_CONSISTED = re.compile(r"\bconsisted\s+of\s+(?:[\w-]+\s+){0,2}$")
"""``salvage consisted of repeat radiosurgery in 73``: a treatment, not an outcome."""
_CLAUSE = re.compile(r"[.;:](?=\s)|,\s|\b(?:and|but|while|whereas)\b")
_REACH = 120


def was_done_in(sentence: Sentence, start: int) -> bool:
    """Whether the words before an offset say what was done, to whom something was given or what was known of whom."""
    before = sentence.text[max(sentence.start, start - _REACH) : start]
    if _ASSESSED_IN.search(before):
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
