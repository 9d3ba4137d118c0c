"""What a paper as a whole means by words that leave it open: a failure of the PSA, a response of pain, a plan for patients to come."""

import re
from dataclasses import dataclass, replace

from extractor.assembly.findings import Finding
from extractor.document import BlockKind, Document
from extractor.language.mentions import Annotation

_REDEFINED = re.compile(
    r"\bfailure\s+(?:was|is)\s+defined\s+(?:as|by)\b[^.]{0,80}\b(?:PSA|prostate[- ]specific antigen|biochemical)",
    re.I,
)
_OPENING = 400
_PAIN = re.compile(r"\bpain(?:ful)?\b", re.I)
_TUMOUR_RESPONSE = re.compile(
    r"\b(?:objective|tumou?r|radiographic|radiological?|metabolic|pathological?)\s+(?:\w+\s+)?(?:response|remission)|\bRECIST\b",
    re.I,
)
_HORMONES = re.compile(
    r"\bacromegal|\bCushing|\bprolactinoma|\b(?:GH|ACTH|hormone|growth hormone)[-\s]+secreting|\bfunction(?:al|ing) pituitary",
    re.I,
)
"""Where hormones are treated, a remission is theirs."""
_BEFORE_RECTAL_SURGERY = re.compile(
    r"\b(?:pre-?operative|neo-?adjuvant|delayed\s+surgery)\b(?=[\s\S]{0,300}\brect(?:al|um)\b)"
    r"|\brect(?:al|um)\b(?=[\s\S]{0,300}\b(?:pre-?operative|neo-?adjuvant|delayed\s+surgery)\b)",
    re.I,
)
_WATCHED = re.compile(
    r"\bclinical(?:ly)?\s+complete|\bcCR\b|\bwatch(?:ful)?[-\s]+(?:and[-\s]+)?wait|\borgan[-\s]preserv|\bnon-?operative|\bcomplete\s+clinical",
    re.I,
)
"""Where rectal tumours are irradiated for surgery, a complete response is one of the specimen, unless some are not operated."""
_RESPONSES = frozenset({"response_rate", "complete_response", "partial_response"})
_PROTOCOL = re.compile(r"(?<!per[-\s])\bprotocol\b", re.I)
_PAST = re.compile(r"\b(?:was|were|had|did|received|underwent|showed|found|reported)\b")


@dataclass(frozen=True, slots=True)
class Meaning:
    """Which endpoint a paper means by each unspecified one; ``planned``: it is the protocol of a trial still to come."""

    endpoints: tuple[tuple[frozenset[str], str], ...]
    planned: bool

    @staticmethod
    def of(document: Document) -> "Meaning":
        text, opening = document.text, document.text[:_OPENING]
        endpoints: list[tuple[frozenset[str], str]] = []
        if _REDEFINED.search(text):
            endpoints.append((frozenset({"recurrence"}), "biochemical_failure"))
        if _PAIN.search(opening) and not _TUMOUR_RESPONSE.search(text):
            endpoints.append((_RESPONSES, "pain_response"))
        if _BEFORE_RECTAL_SURGERY.search(opening) and not _WATCHED.search(text):
            endpoints.append((frozenset({"complete_response"}), "pathologic_response"))
        if _HORMONES.search(opening):
            endpoints.append((frozenset({"response_rate", "complete_response"}), "other"))
        titles = (text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.TITLE)
        return Meaning(tuple(endpoints), any(map(_PROTOCOL.search, titles)))

    def applied(self, annotation: Annotation, findings: list[Finding], section: str | None) -> list[Finding]:
        """The findings as the paper means them, ``section`` being the endpoint that their heading names."""
        if self.planned:
            findings = [f for f in findings if f.kind != "cohort" or _has_come(annotation, f)]
        if section == "pain_response":
            findings = _meant(findings, _RESPONSES, "pain_response")
        for codes, code in self.endpoints:
            findings = _meant(findings, codes, code)
        return findings


def _meant(findings: list[Finding], codes: frozenset[str], code: str) -> list[Finding]:
    return [
        replace(f, fields={**f.fields, "endpoint": code}) if f.fields.get("endpoint") in codes else f
        for f in findings
    ]


def _has_come(annotation: Annotation, finding: Finding) -> bool:
    """Whether a protocol tells of a cohort in the past; what it says of its own trial is still to come."""
    sentence = next((s for s in annotation.sentences if s[0] <= finding.start < s[1]), None)
    return sentence is None or _PAST.search(annotation.text, *sentence) is not None
