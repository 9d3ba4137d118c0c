"""Bare numbers beside a dose that count its fractions or give the dose of each."""

import re
from dataclasses import replace
from itertools import pairwise

from extractor.assembly.doses.part import Part
from extractor.assembly.findings import Sentence
from extractor.language.numerals import Atom, AtomKind

_DOSE_WAS = re.compile(r"\bdoses?\s+(?:was|were|is|of|to)\s+(?:an?\s+)?$")
_IN = re.compile(r"\s+(?:in|at|using|with)\s+(?:daily\s+)?")
_LEAST_TOTAL = 10
_TIMES = re.compile(r"\s?[×xX]\s?")
_NEXT = re.compile(r"\s*(?:,|,?\s*(?:and|or|versus|vs\.?))\s*")
_SLASH = re.compile(r"\s?/\s?")
_IN = re.compile(r"(?:\s+|,\s+(?:again|likewise|also|too|similarly)\s+)in\s+")
_OF = re.compile(r"\s+of\s+")
_PAIRED = re.compile(r"(?:\b(?:and|or|versus|vs\.?|with|than|to|as|against|by|then)|,)\s+$")
_MOST_EACH = 15
_MOST = 60
"""Fractions."""
_ALIKE = 2.5
_ENDS = re.compile(
    r"\s*(?:[,.;:)(]|$)"
    r"|\s+(?:for|and|or|versus|vs|than|instead|rather|as|to|with|was|were|is|are|has|had|have|would|may|might|can|could|should|did|does|given|delivered|when|where|if|on|over|unless|otherwise|thereafter)\b"
)
_IN_PEOPLE = re.compile(
    r"Gy\s+(?:was\s+given\s+|were\s+given\s+)?in\s+(?:the\s+)?\d+\s+(?:(?!for\b|fractions?\b|fx\b)[\w-]+\s+){0,2}?(?:patients|women|men|children|cases|lesions|tumou?rs|metastases)\b"
)
"""``24 Gy in 12 patients, 20 Gy in 30``: so many people."""
_SAME_NUMBER = re.compile(
    r"\b(?:the\s+same|as\s+many|an?\s+(?:equal|identical))\s+(?:(?:number\s+of\s+)?(?:(?:daily|treatment)\s+)?(?:fractions|sessions|treatments|applications|insertions)|number)\b",
    re.I,
)


def same_numbers(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """``70 Gy in 35 fractions … 63 Gy in the same number of fractions``: so many as were said last."""
    found = []
    for m in _SAME_NUMBER.finditer(sentence.text, sentence.start, sentence.end):
        before = [p for p in parts if p.fractions is not None and p.end <= m.start()]
        if before:
            last = max(before, key=lambda p: p.end)
            found.append(Part(m.start(), m.end(), "dose.fractions", None, last.fractions))
    return found


def slashed(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """``37.5 Gy/15``, ``8 Gy in one fraction or 20 Gy in five``: a bare number counts fractions."""
    found = []
    told = any(p.fractions for p in parts) and not _IN_PEOPLE.search(sentence.string)
    for part in parts:
        atom = next((a for a in sentence.atoms if a.start >= part.end), None)
        if part.total is None or atom is None or not _may_count(atom):
            continue
        gap = sentence.text[part.end : atom.start]
        said = told and _IN.fullmatch(gap) and _ENDS.match(sentence.text, atom.end)
        if (said or _SLASH.fullmatch(gap)) and not any(p.start <= atom.start < p.end for p in parts):
            counted = (atom.low, atom.high if atom.high is not None else atom.low)
            found.append(Part(atom.start, atom.end, "dose.total_slash_fractions", None, counted))
    return found


def numbers_of(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """``one fraction of 10 Gy or five of 4 Gy``: the noun is said once."""
    if not any(p.fractions for p in parts):
        return []
    found = []
    for part in parts:
        atom = next((a for a in reversed(sentence.atoms) if a.end <= part.start), None)
        if part.total is None or part.fractions or atom is None or not _may_count(atom):
            continue
        led = _PAIRED.search(sentence.text, max(sentence.start, atom.core - 24), atom.core)
        if led and _OF.fullmatch(sentence.text, atom.end, part.start) and part.total.low <= _MOST_EACH:
            found.append(Part(atom.start, atom.end, "dose.fractions", None, (atom.low, atom.low)))
    return found


def _may_count(atom: Atom) -> bool:
    """Whether a number may be one of fractions."""
    whole = atom.kind is AtomKind.NUMBER and atom.high is not None and float(atom.low).is_integer()
    return whole and 1 <= atom.low <= _MOST


def unitless(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """``the dose was 60-64 in 2 Gy fractions``: a bare number before the dose of each is the total."""
    found = []
    for part in parts:
        if part.each is None or part.total is not None or part.fractions is not None:
            continue
        for atom in sentence.atoms:
            led = _DOSE_WAS.search(sentence.text, max(sentence.start, atom.start - 40), atom.start)
            joined = atom.end < part.start and _IN.fullmatch(sentence.text, atom.end, part.start)
            if atom.kind is AtomKind.NUMBER and led and joined and atom.low >= _LEAST_TOTAL:
                total = replace(atom, kind=AtomKind.DOSE, unit="Gy")
                found.append(Part(atom.core, atom.end, "dose.total", total))
    return found


def listed_products(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """``3 × 15, 3 × 18 or 3 × 20 Gy``: bare products before one with its unit."""
    found: list[Part] = []
    for part in reversed(parts):
        behind = part if part.rule == "dose.product" and part.each is not None else None
        while behind is not None:
            behind = _product_before(sentence, behind)
            if behind is not None:
                found.append(behind)
    return found


def _product_before(sentence: Sentence, part: Part) -> Part | None:
    """The bare product that is listed right before another."""
    for left, right in pairwise(a for a in sentence.atoms if a.kind is AtomKind.NUMBER and a.single):
        listed = _TIMES.fullmatch(sentence.text[left.end : right.start]) and _NEXT.fullmatch(
            sentence.text[right.end : part.start] or "x"
        )
        if listed and part.each is not None and left.low.is_integer() and right.low <= _ALIKE * part.each.low:
            each = replace(right, kind=AtomKind.DOSE, unit="Gy")
            return Part(left.start, right.end, part.rule, None, (left.low, left.low), each)
    return None


def multiplied(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """``50 Gy (25 × 2.0)``: two bare numbers whose product is the dose before them."""
    found = []
    numbers = [a for a in sentence.atoms if a.kind is AtomKind.NUMBER and a.single]
    for left, right in pairwise(numbers):
        if not _TIMES.fullmatch(sentence.text[left.end : right.start]):
            continue
        for part in parts:
            opened = re.fullmatch(r"\s*[(\[,:=]\s*", sentence.text[part.end : left.start] or "x")
            count, each = (left, right) if left.low.is_integer() else (right, left)
            if (
                opened
                and part.total is not None
                and abs(left.low * right.low - part.total.low) < 0.01 * part.total.low
            ):
                found.append(
                    Part(
                        left.start,
                        right.end,
                        "dose.product",
                        None,
                        (count.low, count.low),
                        replace(each, kind=AtomKind.DOSE),
                    )
                )
    return found
