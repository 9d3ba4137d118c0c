"""Terms of a sentence that stand for the event that the sentence before named: its grades, and pronouns."""

import re
from collections.abc import Sequence

from extractor.assembly.endpoints.context import Context
from extractor.assembly.endpoints.term import Term
from extractor.assembly.endpoints.untold import CONNECTIVE, FRONT
from extractor.assembly.findings import Sentence
from extractor.language.numerals import AtomKind
from extractor.language.numerals.words import NUMBER_WORDS

_GRADED_TUMOUR = re.compile(
    r"\s*(?:[a-z-]+\s+)?(?:tumou?rs?|diseases?|carcinomas?|gliomas?|cancers?|lymphomas?|sarcomas?|meningiomas?|histolog\w+|lesions?|differentiat\w+)\b"
)
_HAPPENED = re.compile(
    rf"{CONNECTIVE}{FRONT}(?P<it>it|this|these|they|those|(?:this|these|such|the\s+latter)(?:\s+(?:late|severe|serious))?\s+(?:complication|event|effect|side[- ]effect|reaction|relapse|failure|recurrence|response|remission|toxicit(?:y|ie)|finding|outcome|death|metastas[ei]|lesion|result)s?)\s+"
    r"(?:(?:only|also|mostly|mainly|usually|first|later|subsequently|all)\s+)?"
    r"(?:did\s+not\s+occur|(?:was|were)\s+(?:not|never)\s+(?:seen|observed|noted|found|reported|recorded)|occurred|occurs|developed|appeared|arose|happened|emerged|persisted|recurred|affected"
    r"|(?:was|were|has\s+been|have\s+been|could\s+be)\s+(?:[\w-]+ly\s+|more\s+\w+\s+|only\s+|also\s+)?"
    r"(?:observed|seen|noted|found|detected|diagnosed|reported|documented|recorded|present|achieved|obtained|identified|experienced|encountered|reached|confirmed|scored|graded|grade)\b"
    r"|(?:was|were)\s+(?:of\s+)?(?=[Gg]rade)|reached\s+(?=[Gg]rade))",
    re.I,
)
"""``It occurred in``, ``These complications were seen in``: the event told before."""
_SOME_DID = re.compile(
    rf"{CONNECTIVE}(?:(?:of|among)\s+(?:these|them|those),?\s+)?(?:only\s+|a\s+)?(?:{NUMBER_WORDS}|\d+|another|further)(?:\s+(?:more|others?|further|additional|of\s+(?:these|them)|{NUMBER_WORDS}|\d+))*"
    r"(?:\s+(?:cases|lesions|ones|episodes))?\s+(?P<it>occurred|developed(?=\s+(?:at|after|within|later|during|in)\b)|appeared|arose|(?:was|were)\s+(?:also\s+|only\s+)?(?:seen|observed|noted|found|diagnosed|detected|reported|recorded|documented|identified"
    r"|symptomatic|asymptomatic|transient|reversible|mild|isolated|severe|permanent)(?=\s*(?:[.,;]|$|(?:and|at|after|within|later|during|in|on|before)\b)))",
    re.I,
)
"""``Two more occurred after five years``, ``Three of these were symptomatic``."""
_HAPPENS = re.compile(r"mortality|toxicity|recurrence|progressive_disease|\w+_failure")
_SCORES = re.compile(
    r"\b(?:[Tt]he|[Tt]hese|[Tt]heir|[Mm]ean|[Mm]edian|[Aa]verage)\s+(?:(?:mean|median|average|corresponding|total|global|summary)\s+)*(?P<it>scores?)\s+(?:was|were|at|fell|rose|in|for|of|after|improved|declined)\b"
)
_NO_EVENT = frozenset({None, "none", "skip", "follow_up"})


def implied_terms(sentence: Sentence, context: Context, named: Sequence[Term]) -> list[Term]:
    """What a sentence says for the outcome told just before; ``named`` are the terms of its own."""
    own = [t for t in named if t.code not in {"follow_up", "none"}]
    if not own and (grades := _bare_grades(sentence, context)):
        return grades
    if not own and (scores := _bare_scores(sentence, context)):
        return scores
    figures = (a.start for a in sentence.atoms)
    return _pronouns(sentence, context) if not own or own[0].start > next(figures, sentence.end) else []


def _bare_grades(sentence: Sentence, context: Context) -> list[Term]:
    """``Acute toxicity was mild. Grade 2 was seen in 12 patients``: grades of the harm told just before."""
    if context.code != "toxicity" or not context.fresh:
        return []
    return [
        Term(a.start, a.end, "toxicity", "toxicity.general", sentence.text[a.start : a.end])
        for a in sentence.atoms
        if a.kind is AtomKind.GRADE and not _GRADED_TUMOUR.match(sentence.text, a.end)
    ]


def _bare_scores(sentence: Sentence, context: Context) -> list[Term]:
    """``Quality of life was better. At 12 months the mean scores were 71 and 64``: of what was told just before."""
    if context.code != "quality_of_life" or not context.fresh:
        return []
    named = _SCORES.search(sentence.text, sentence.start, sentence.end)
    if named is None:
        return []
    start, end = named.span("it")
    return [Term(start, end, "quality_of_life", "endpoint.carried_over", named["it"])]


def _pronouns(sentence: Sentence, context: Context) -> list[Term]:
    """``Necrosis was rare. It occurred in 4 %``: the pronoun, as a term of what it stands for."""
    if context.code in _NO_EVENT or context.age or context.strayed:
        return []
    happened = _HAPPENED.match(sentence.text, sentence.start, sentence.end)
    if (
        happened is None
        and _HAPPENS.fullmatch(context.code or "")
        and ("count", context.code) in context.told
    ):
        happened = _SOME_DID.match(sentence.text, sentence.start, sentence.end)
    if happened is None or context.code is None:
        return []
    start, end = happened.span("it")
    return [Term(start, end, context.code, "endpoint.carried_over", happened["it"])]
