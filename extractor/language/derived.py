"""Outcomes that are said by another: freedom from a failure, survival free of it, the time to it, survival after it.

Every name of a failure that the rules know has these, whatever the words for it: ``freedom from chest wall recurrence``,
``scar recurrence-free survival``, ``time to nodal relapse``, ``had not recurred in the neck``.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Span, Token

from extractor.language.tokenizer import lower_words

CONTROLLED = {
    "local_failure": "endpoint.local_control_composed",
    "regional_failure": "endpoint.regional_control_composed",
    "locoregional_failure": "endpoint.locoregional_control_composed",
    "distant_failure": "endpoint.distant_control_composed",
    "biochemical_failure": "endpoint.biochemical_control_composed",
    "recurrence": "endpoint.recurrence_free_composed",
    "progressive_disease": "endpoint.progression_free_composed",
}
"""The rule of those who are free of a failure, by its code."""
LIVING_FREE = CONTROLLED | {
    "local_failure": "endpoint.local_failure_free_survival_composed",
    "distant_failure": "endpoint.metastasis_free_survival_composed",
}
"""The rule of those who live without it."""
TIME_TO = {code: f"endpoint.{code}" for code in CONTROLLED} | {
    "recurrence": "endpoint.time_to_progression_composed",
    "progressive_disease": "endpoint.time_to_progression_composed",
}
"""The rule of the time to it, which counts as the failure where its site is named."""
SURVIVAL_AFTER = "endpoint.survival_after_composed"
UNNAMED = frozenset({"other.free_survival_composed", "other.freedom_composed"})
"""What is free of an event without a code, unless the event is known otherwise."""
_ANY_FAILURE = "endpoint.failure_free_composed"
_FAILURES = frozenset({"failure", "failures"})
_DASHES = frozenset("-–‐‑")
_LEADING = frozenset(
    "any all a an the further first initial isolated new subsequent second clinical documented symptomatic radiographic"
    " radiological radiologic tumor tumour disease development appearance detection diagnosis onset occurrence of overall"
    " recurrent neurologic neurological both time date this contralateral ipsilateral elsewhere".split()
)
"""What may stand before the failure."""
_FROM_TREATMENT = frozenset(
    "the start end completion beginning onset date time last first day initiation of and randomization randomisation"
    " treatment radiotherapy radiation therapy irradiation chemoradiotherapy chemoradiation reirradiation rt crt sbrt sabr"
    " srs radiosurgery brachytherapy surgery resection mastectomy prostatectomy implantation implant".split()
)
_AFTER = frozenset({"after", "following", "from", "since", "beyond"})
_LIVING = frozenset({"survival", "survivals", "survived", "alive", "survivors"})
_NEGATED = frozenset({"not", "never"})
_VERBS = {"relapse": "recurrence", "recur": "recurrence", "progress": "progressive_disease", "fail": ""}
"""What did not happen, by the verb; ``fail`` says so only with its site."""
_ADVERBS = {
    "locally": "local",
    "regionally": "regional",
    "locoregionally": "locoregional",
    "distantly": "distant",
    "biochemically": "biochemical",
}
_WERE = frozenset({"remained", "remain", "remaining", "were", "are", "was", "is"})
_UNSITED = frozenset({"recurrence", "progressive_disease"})
"""Without evidence of these a patient is free of disease, which is another outcome."""
_TIMES = frozenset({"time", "times", "interval", "intervals", "latency"})
_TRIGGERS = frozenset({"free", "freedom", "without", "survival", "os", "no", *_TIMES, *_NEGATED})


class DerivedOutcomes:
    """Finds what the words around the name of a failure make of it; ``codes`` are those of the rules for outcomes."""

    def __init__(self, codes: Mapping[str, str | None]) -> None:
        self._codes = codes

    def __call__(self, doc: Doc, spans: Sequence[Span]) -> Iterator[Span]:
        """The derived outcomes of a text with these mentions, each a span that takes in the failure."""
        words = lower_words(doc)
        if _TRIGGERS.isdisjoint(words):
            return
        starting: dict[int, Span] = {}
        ending: dict[int, list[Span]] = defaultdict(list)
        for span in spans:
            if self._codes.get(span.label_) in CONTROLLED:
                ending[span.end].append(span)
                if span.start not in starting or len(span) > len(starting[span.start]):
                    starting[span.start] = span
        if not starting and not ({"did", "do", "does"} & set(words)):
            return
        named = {(s.start, s.end) for s in spans if s.label_ in self._codes and s.label_ not in UNNAMED}
        for token in doc:
            if words[token.i] in _TRIGGERS:
                for found in self._of(doc, words, token, starting, ending):
                    if (found.start, found.end) not in named:
                        yield found

    def _of(
        self,
        doc: Doc,
        words: list[str],
        token: Token,
        starting: dict[int, Span],
        ending: dict[int, list[Span]],
    ) -> Iterator[Span]:
        i, word = token.i, words[token.i]
        if word in {"free", "freedom"}:
            lived = i > 0 and words[i - 1] in _LIVING
            behind = _undashed(words, i + 1)
            if behind < len(words) and words[behind] in {"from", "of"}:
                failure = _next(words, _undashed(words, behind + 1), starting)
                if failure is not None:
                    yield self._span(
                        doc, i - lived, failure.end, failure, LIVING_FREE if lived else CONTROLLED
                    )
            elif word == "free" and behind < len(words):
                yield from self._free_before(doc, words, i, behind, ending)
        elif word == "without":
            failure = _next(words, i + 1, starting)
            if failure is not None and i > 0 and words[i - 1] in _LIVING:
                yield self._span(doc, i - 1, failure.end, failure, LIVING_FREE)
            elif failure is not None and i > 0 and words[i - 1] in _WERE:
                yield self._span(doc, i, failure.end, failure, CONTROLLED)
        elif word == "no":
            behind = i + 3 if words[i + 1 : i + 3] == ["evidence", "of"] else i + 1
            failure = _next(words, behind, starting)
            sited = failure is not None and self._codes[failure.label_] not in _UNSITED
            if failure is not None and _had(doc, words, i) and (sited or behind == i + 1):
                yield self._span(doc, i, failure.end, failure, CONTROLLED)
        elif word in _NEGATED:
            j = i + 1 + (words[i + 1 : i + 2] == ["yet"])
            verb = starting.get(j)
            if verb is not None and words[verb.start].endswith("ed"):
                yield self._span(doc, i, verb.end, verb, CONTROLLED)
            elif i > 0 and words[i - 1] in {"did", "do", "does"} and words[j : j + 1] and words[j] in _VERBS:
                site = _ADVERBS.get(words[j + 1]) if j + 1 < len(words) else None
                code = f"{site}_failure" if site else _VERBS[words[j]]
                if code:
                    yield Span(doc, i - 1, j + 1 + (site is not None), label=CONTROLLED[code])
        elif word in _TIMES:
            failure = _next(words, _to(words, i + 1), starting)
            if failure is not None:
                yield self._span(doc, i, failure.end, failure, TIME_TO)
        else:
            j = i + 1 + (words[i + 1 : i + 2] in (["time"], ["rate"], ["rates"], ["times"]))
            if j < len(words) and words[j] in _AFTER:
                failure = _next(words, j + 1, starting)
                if failure is not None:
                    yield Span(doc, i, failure.end, label=SURVIVAL_AFTER)

    def _free_before(
        self, doc: Doc, words: list[str], i: int, behind: int, ending: dict[int, list[Span]]
    ) -> Iterator[Span]:
        """``scar recurrence-free survival``, ``chest wall relapse-free rate``."""
        end = i - 1 if i > 0 and words[i - 1] in _DASHES else i
        if words[behind] not in {"survival", "survivals", "rate", "rates", "probability"}:
            return
        rules = LIVING_FREE if words[behind].startswith("survival") else CONTROLLED
        for failure in ending.get(end, ()):
            yield self._span(doc, failure.start, behind + 1, failure, rules)

    def _span(self, doc: Doc, start: int, end: int, failure: Span, rules: dict[str, str]) -> Span:
        code = self._codes[failure.label_] or ""
        any_failure = code == "recurrence" and any(token.lower_ in _FAILURES for token in failure)
        return Span(
            doc, start, end, label=_ANY_FAILURE if any_failure and rules is not TIME_TO else rules[code]
        )


def _had(doc: Doc, words: list[str], i: int) -> bool:
    """Whether a number of patients stands right before ``had no``, so that those without a failure are counted."""
    if i < 2 or words[i - 1] not in {"had", "have", "has", "showed", "experienced", "developed"}:
        return False
    return words[i - 2] == ")" or any(
        token.lower_.endswith("%") or token.like_num for token in doc[max(0, i - 5) : i - 1]
    )


def _undashed(words: list[str], i: int) -> int:
    return i + 1 if i < len(words) and words[i] in _DASHES else i


def _to(words: list[str], i: int) -> int:
    """Behind the ``to`` of a time, and behind its ``from the end of treatment``; past the end where there is none."""
    joined = {"to", "until", "till"}
    if i < len(words) and words[i] in {"from", "after", "between"}:
        joined = {"and"} if words[i] == "between" else joined
        i += 1
        while i < len(words) and words[i] in _FROM_TREATMENT:
            i += 1
    return i + 1 if i < len(words) and words[i] in joined else len(words)


def _next(words: list[str], i: int, starting: dict[int, Span]) -> Span | None:
    """The failure that is named at a place, or behind words that may stand before it; of several the one that ends last."""
    best: Span | None = None
    while i < len(words):
        span = starting.get(i)
        if span is not None and (best is None or span.end > best.end):
            best = span
        if words[i] not in _LEADING:
            return best
        i += 1
    return best
