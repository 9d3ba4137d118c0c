"""Bare numbers beside a dose that count its fractions or give the dose of each."""

import re
from dataclasses import replace
from itertools import pairwise

from extractor.assembly.doses.part import Part
from extractor.assembly.findings import Sentence
from extractor.language.numerals import AtomKind

_ENDS = re.compile(r"\s*(?:[,.;:)]|for\b|and\b|or\b|versus\b|vs\b|\(|$)")


def slashed(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """``37.5 Gy/15``, ``8 Gy in one fraction or 20 Gy in five``: a bare number counts fractions."""
    found = []
    for part in parts:
        if part.total is None:
            continue
        for atom in sentence.atoms:
            gap = sentence.text[part.end : atom.start] if atom.start >= part.end else "x"
            said = any(p.fractions for p in parts) and _ENDS.match(sentence.text, atom.end)
            if (
                atom.kind is AtomKind.NUMBER
                and (re.fullmatch(r"\s?/\s?", gap) or (said and re.fullmatch(r"\s+in\s+", gap))) and atom.high is not None
                and float(atom.low).is_integer() and 1 <= atom.low <= 60
                and not any(p.start <= atom.start < p.end for p in parts)
            ):  # fmt: skip
                found.append(
                    Part(atom.start, atom.end, "dose.total_slash_fractions", None, (atom.low, atom.high))
                )
    return found


def multiplied(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """``50 Gy (25 × 2.0)``: two bare numbers whose product is the dose before them."""
    found = []
    numbers = [a for a in sentence.atoms if a.kind is AtomKind.NUMBER and a.single]
    for left, right in pairwise(numbers):
        if not re.fullmatch(r"\s?[×xX]\s?", sentence.text[left.end : right.start]):
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
