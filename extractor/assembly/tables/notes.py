"""Abbreviations that the notes under a table explain."""

import re
from collections.abc import Iterable

_HEAD = re.compile(r"^\W*(?:list of )?abbreviations?\s*(?:used)?\s*[:.]?\s*", re.I)
_ENTRY = re.compile(
    r"^\W*(?:\^\w\s*)?([A-Za-z][\w/+&-]{0,11}(?:[ -][A-Z0-9][\w-]{0,6})?)\s*(?:[:=,]|\s[–-]\s)\s*([A-Za-z][^;:=]{2,80}?)\s*\.?$"
)


_GLOSSARY = re.compile(
    r"(?<=[.;)])\s+(?=(?i:abbreviations?\b)|(?=[\w/+&-]*[A-Z][\w/+&-]*[A-Z])[\w/+&-]{2,12}"
    r"(?:\s*[:=]|\sindicates?\b|,(?=\s[a-z][\w-]*(?:\s[\w-]+){0,4}[,;.]))\s*[A-Za-z])"
)


def title_and_glossary(caption: str) -> tuple[str, str]:
    """What a caption is about, and the abbreviations that it explains behind it.

    >>> title_and_glossary("Table 1. Patient characteristics. HF: heart failure.")
    ('Table 1. Patient characteristics.', 'HF: heart failure.')
    """
    m = _GLOSSARY.search(caption)
    return (caption[: m.start()], caption[m.end() :]) if m else (caption, "")


def footnote_abbreviations(notes: Iterable[str]) -> dict[str, str]:
    """Short form → long form; entries are separated by semicolons, or by commas where the pair has another sign."""
    found: dict[str, str] = {}
    for note in notes:
        for sentence in re.split(r"(?<=[a-z)])\.\s+(?=[A-Z]|[a-z]\.\s?[a-z]\.)", note):
            body = _HEAD.sub("", sentence)
            separator = r";" if ";" in body else r",(?=\s*[\w/+-]{1,12}\s*[:=])"
            for part in re.split(separator, body):
                m = _ENTRY.match(part.strip())
                if m and any(ch.isupper() for ch in m[1]) and len(m[2]) > len(m[1]):
                    found.setdefault(m[1], m[2].strip())
    return found
