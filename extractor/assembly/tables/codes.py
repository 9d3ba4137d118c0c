"""The endpoint that a cell measures, from all that its labels and the table's caption say."""

import re
from collections.abc import Sequence

from extractor.assembly.tables.columns import Column
from extractor.assembly.tables.kind import SCORES, Kind
from extractor.assembly.tables.labels import CONTROLS, FAILURES, RATIOS, SURVIVALS, Facets, LabelReader
from extractor.assembly.tables.rows import Row, site_code

_UNASSESSED = re.compile(
    r"^\W*(?:not|non|in|un)[- ]?(?:assess|evalu|known|available|done|stated|reported|determin)\w*\b|^\W*(?:unknown|missing|N\.?[AE]\.?)\W*$",
    re.I,
)
_RESPONSES = {
    "response_rate",
    "complete_response",
    "partial_response",
    "pathologic_response",
    "disease_control",
    "stable_disease",
    "progressive_disease",
}
_OUTCOMES = (
    SURVIVALS
    | CONTROLS
    | FAILURES
    | {
        "mortality",
        "toxicity",
        "biochemical_failure",
        "response_rate",
        "complete_response",
        "pathologic_response",
    }
)
_RESPONSE_WORDS = tuple(
    (code, re.compile(rf"^\W*(?:{words})(?:\s*,?\s*[nN]?\s*\(?%\)?)?\W*$", re.I))
    for code, words in (
        ("complete_response", r"complete"),
        ("partial_response", r"partial"),
        ("stable_disease", r"stable|no change|unchanged"),
        ("progressive_disease", r"progress(?:ion|ive|ed)|enlarge(?:ment|d)|growth"),
        ("response_rate", r"overall|objective|complete (?:\+|and|or|plus) partial|CR\s?\+\s?PR"),
    )
)
_RELIEF = re.compile(
    r"\b(?:palliati\w+|relief|improvement|resolution|alleviation|response) of (?:\w+ ){0,2}symptoms\b|\bsymptom(?:atic)? (?:relief|response|improvement|palliation|control)\b",
    re.I,
)
_PRESENT_FIRST = re.compile(r"\b(?:at baseline|before|present|pre-?treatment)\b", re.I)
"""How many had a symptom before it was treated."""
_FAILURE_OF = {
    "local_control": "local_failure", "locoregional_control": "locoregional_failure", "regional_control": "regional_failure",
    "distant_control": "distant_failure", "biochemical_control": "biochemical_failure",
}  # fmt: skip
_ANSWER = re.compile(r"(?:^|\s)(yes|no|present|absent)\W*$", re.I)
_COMPLEMENT = re.compile(r"^\W*(?:no|absent)(?:\W*\b[nN]?o?\.?\s*\(?%?\)?)?\W*$", re.I)
"""A column of those without the event that the header above names."""
_NO_EVENT = re.compile(
    r"^\W*(?:none|no (?:evidence of |further |new )?(?:failures?|recurrences?|relapses?|progression|disease))\b",
    re.I,
)
_NO_RESPONSE = re.compile(r"^\W*(?:no(?: pain)? response|non-?respon\w+)\b", re.I)
_DEMOGRAPHY = re.compile(
    r"^\W*(?:age\b|sex\b|gender|male|female|men|women|(?:ECOG|WHO|karnofsky|KPS|zubrod)|performance|smok|race|ethnic|BMI|body|weight \(|height)",
    re.I,
)
_DOSIMETRY = re.compile(
    r"\b(?:doses?|volumes?|V\d+|D\d+|Dmax|Dmean|MLD|Gy|cm\^?3|cc|kg|mm\s?Hg|[mnµμ]g|g/d?L|mmol|U/L|IU)\b",
    re.I,
)


class Codes:
    """Decides for the cells of one table; ``stub`` is the number of label columns."""

    def __init__(
        self, kind: Kind, reader: LabelReader, columns: Sequence[Column], rows: Sequence[Row], stub: int
    ) -> None:
        self.kind, self.reader, self.stub = kind, reader, stub
        values = [r for r in rows if not r.heading]
        named = sum(1 for r in values if r.own.code in _OUTCOMES and not r.own.generic)
        self.rows_are_outcomes = bool(values) and named >= 0.5 * len(values)
        told = set(kind.caption.codes) & _OUTCOMES
        self.of_one = kind.regression and len(told) == 1 and not any(r.own.code in told for r in values)
        """A model of the one outcome that the caption names: failures and toxicities among its rows are factors."""
        self.relieved = bool(_RELIEF.search(kind.caption.text)) and "toxicity" not in kind.caption.codes
        codes = {c.facets.code for c in columns[stub:] if c.role in {"value", "events", "share"}}
        self.columns_differ = len(codes) > 1

    def counts_symptoms(self, column: Column) -> bool:
        """Whether it says how many had a symptom, in a table of its relief."""
        return self.relieved and _PRESENT_FIRST.search(column.header) is not None

    def of_cell(self, row: Row, column: Column) -> str | None:
        """The endpoint that a cell measures: of its column, its row, its section, or of the whole table."""
        own, above = row.facets, column.facets
        if self.kind.study_column is not None:
            pooled = self.kind.ratio_code if column.role == "events" or above.statistic in RATIOS else None
            return above.code or pooled
        if self.kind.name == "baseline":
            return None
        if above.statistic in RATIOS or own.statistic in RATIOS or (self.kind.model and above.statistic):
            return self._of_model(row, above) or self._beside(row, column)
        if self.kind.name == "mixed":
            clear = row.own if row.own.code in _OUTCOMES and not row.own.generic else row.section
            if (
                above.code
                and above.term.lower() not in {"alive", "dead"}
                and (above.statistic or above.unit or above.timepoint is not None)
            ):
                return above.code
            trait = _ANSWER.search(row.label)
            return clear.code if clear.code in _OUTCOMES and not clear.generic and not trait else None
        if above.code in FAILURES | {"toxicity", "mortality"} and _COMPLEMENT.match(column.leaf):
            return None
        answer = _ANSWER.fullmatch(row.own.text) if above.code is None and column.role != "events" else None
        if answer:
            return self._of_answer(row, answer[1])
        code = self._of_labels(own, above)
        if code == "recurrence" and self.kind.default and (above.generic or own.generic):
            code = _FAILURE_OF.get(self.kind.default.code or "", code)
        if code == "pain_response" and SCORES.search(f"{self.kind.caption.text} {row.label} {column.header}"):
            return "other"
        if code in {None, "response_rate"} and (response := self._of_response(row, column)) is not None:
            return response
        if code == "toxicity" and self.relieved:
            return None if self.counts_symptoms(column) else "other"
        default = self.kind.default
        if default and default.code == "mortality":
            return "mortality"
        if code in FAILURES and above.code is None and _NO_EVENT.match(row.label):
            return "other"
        if code == "response_rate" and _NO_RESPONSE.match(row.own.text):
            return default.code if default and default.code == "pain_response" else "other"
        unassessed = code in _RESPONSES | {None} and _UNASSESSED.match(
            self.reader.abbreviations.get(row.label, row.label)
        )
        if self.kind.other and unassessed:
            return "other"
        if default and default.code == "recurrence" and code is None:
            none = _NO_EVENT.match(row.label)
            return "other" if none else site_code(row.own.text, default.code, self.reader)
        if default and (
            code is None
            or own.generic
            or (default.code == "pain_response" and code in _RESPONSES)
            or (default.term == "pain score" and code == "pain_response")
            or (default.term == "harm score" and code == "toxicity")
            or (default.code == "quality_of_life" and code in {"toxicity", "pain_response", "other"})
            or (default.code == "toxicity" and above.code is None and not self._apart(row.own))
        ):
            return default.code
        if code is None and column.role == "events":
            return self.kind.ratio_code
        return code or ("other" if self.kind.other and not self._is_baseline(row) else None)

    def _apart(self, own: Facets) -> bool:
        """An outcome of its own among toxicities: survival, response, days in hospital; failures where the
        caption names an outcome too."""
        if own.code == "other":
            return own.statistic in {"mean", "median"} or "other" in self.kind.caption.codes
        told = set(self.kind.caption.codes) - {"toxicity", "mortality", "follow_up", "other"}
        return own.code in {"toxicity", "mortality"} | SURVIVALS | CONTROLS | _RESPONSES or bool(
            told and own.code in FAILURES
        )

    def _of_answer(self, row: Row, answer: str) -> str | None:
        """``Yes`` and ``No`` below an event, in a section or in the whole table: only "yes" counts it."""
        named = row.section.code or self.kind.caption.code or self.kind.stub.code
        return named if named in _OUTCOMES and answer.lower() in {"yes", "present"} else None

    def _of_response(self, row: Row, column: Column) -> str | None:
        """``Complete``, ``Partial``, ``Stable`` as rows or columns of a table of responses."""
        told = {self.kind.caption.code, self.kind.stub.code}
        if not told & _RESPONSES or told & {"pathologic_response", "pain_response"}:
            return None
        labels = (row.own.text, column.leaf)
        return next((code for code, words in _RESPONSE_WORDS if any(map(words.match, labels))), None)

    @staticmethod
    def _is_baseline(row: Row) -> bool:
        """Characteristics and dose-volume figures among results are no outcomes."""
        return bool(_DEMOGRAPHY.match(row.label) or _DOSIMETRY.search(f"{row.section.text} {row.label}"))

    def _of_labels(self, own: Facets, above: Facets) -> str | None:
        if above.code and own.code:
            trait = own.code == "other" and above.code in SURVIVALS and not self.rows_are_outcomes
            if trait:
                return above.code  # complete resection, as a factor
            names_patients = above.code == "other" and above.statistic is None and own.code in _OUTCOMES
            if (above.generic or names_patients) and not own.generic:
                return own.code
            return (
                above.code if self.columns_differ or own.generic or not self.rows_are_outcomes else own.code
            )
        return own.code or above.code

    def _of_model(self, row: Row, above: Facets) -> str | None:
        if row.section.code:
            return row.own.code if self.rows_are_outcomes and row.own.code else row.section.code
        if above.code and not above.generic:
            return above.code
        if self.rows_are_outcomes and not self.of_one:
            return row.facets.code or self.kind.ratio_code
        if not self.kind.regression and row.own.code in SURVIVALS and not row.own.generic:
            return row.own.code
        factor = self.kind.regression or row.own.code not in _OUTCOMES
        return above.code or self.kind.ratio_code or (None if factor else row.own.code)

    def _beside(self, row: Row, column: Column) -> str | None:
        """The outcome whose values stand before a ratio; one that has no code is another outcome."""
        before = [c.facets.code for c in row.columns[self.stub : column.index] if c.facets.code in _OUTCOMES]
        return before[-1] if before else "other" if self.kind.name == "results" else None

    def _of_predicted(self, row: Row, column: Column) -> str | None:
        """``Death: no, yes, p``: among characteristics as predictors the outcome of the header over a p-value or beside it."""
        before = [c for c in row.columns[self.stub : column.index] if c.role == "value"][-1:]
        headed = [c.facets.code for c in (column, *before) if c.leaf != c.header]
        return next((code for code in headed if code in _OUTCOMES), None)

    def of_p_value(self, row: Row, column: Column) -> str | None:
        """The endpoint of a p-value: of the value column it stands behind, or of the first."""
        predicted = self.kind.regression and self.kind.name != "results"
        if predicted and (code := self._of_predicted(row, column)):
            return code
        if self.kind.name == "baseline":
            return None
        values = [c for c in row.columns[self.stub : column.index] if c.role in {"value", "count", "events"}]
        if column.facets.code and not column.facets.generic:
            return column.facets.code
        if not values:
            named = self._of_model(row, column.facets) if self.kind.model else self.of_cell(row, column)
            return named or (self._beside(row, column) if self.kind.model else None)
        several = sum(1 for c in row.columns if c.role == "p") > 1
        ratio = [c for c in values if c.facets.statistic in RATIOS]
        if self.kind.model and not ratio:
            ratio = [c for c in row.columns[column.index :] if c.facets.statistic in RATIOS][:1]
        if several or ratio:
            return self.of_cell(row, (ratio or values)[-1] if several else ratio[0])
        return next((code for c in values if (code := self.of_cell(row, c))), None)
