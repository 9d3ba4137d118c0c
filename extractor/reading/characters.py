"""Characters as the text keeps them: ligatures expanded, one kind of space, one kind of hyphen."""

import re
import unicodedata

_LIGATURES = dict(enumerate(["ff", "fi", "fl", "ffi", "ffl", "st", "st"], start=0xFB00))
_DROPPED = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF])
_HYPHENS = {0x2010: "-", 0x2011: "-"}
_TABLE: dict[int, str | None] = {**_LIGATURES, **_DROPPED, **_HYPHENS}

_SPACE = re.compile(r"\s+")
_UNPRINTED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


def tidy(text: str) -> str:
    """One line of text by the conventions: no ligatures, soft hyphens or control characters,
    every run of white space (no-break and thin spaces too) one space, composed accents."""
    text = _UNPRINTED.sub("", text.translate(_TABLE))
    return unicodedata.normalize("NFC", _SPACE.sub(" ", text).strip())
