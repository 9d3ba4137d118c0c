"""Glyphs in private-use code points to what they print; what nobody knows is reported, not dropped."""

import unicodedata

from extractor.reading.characters import tidy
from extractor.reading.pdf.glyphs import UNMAPPED

_SYMBOL = 0xF000
"""Fonts in the encoding of Symbol keep its codes from here on."""
_GREEK = (
    "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ",  # from 0x41
    "αβχδεφγηιϕκλ\u00b5νοπθρστυϖωξψζ",  # from 0x61; mu is the sign of micro
)
_CODES = {
    0x2D: "−", 0x5C: "∴", 0x5E: "⊥", 0x7E: "∼", 0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xA7: "•", 0xA8: "•",
    0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB7: "•", 0xB8: "÷", 0xB9: "≠",
    0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC5: "⊕", 0xD0: "∠", 0xD1: "∇", 0xD5: "∏", 0xD6: "√", 0xD7: "⋅",
    0xD8: "•", 0xDE: "⇒", 0xE5: "∑", 0xFC: "✓", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓",
}  # fmt: skip
_KEPT = " !#%&()*+,./0123456789:;<=>?[]_{|}"  # the same in Symbol as in ASCII


def _table() -> dict[str, str]:
    table = {"\u00ad": "-", "\u2010": "-", "\u2011": "-"}
    table |= {chr(_SYMBOL + ord(char)): char for char in _KEPT}
    table |= {chr(_SYMBOL + code): char for code, char in _CODES.items()}
    for start, letters in zip((0x41, 0x61), _GREEK, strict=True):
        table |= {chr(_SYMBOL + start + place): letter for place, letter in enumerate(letters)}
    # Adobe's corporate use: old-style figures, small capitals
    table |= {chr(0xF730 + digit): str(digit) for digit in range(10)}
    table |= {chr(0xF761 + place): chr(0x41 + place) for place in range(26)}
    return table | {"\uf6dc": "1"}


_SPECIAL = _table()


def printed(text: str) -> str:
    """A glyph's text by the conventions; nothing for what is dropped, ``UNMAPPED`` for what is unknown."""
    if len(text) == 1 and (text.isascii() or text in "–·−×≥≤±αβ’“”"):
        return text
    if text in _SPECIAL:
        return _SPECIAL[text]
    if any("\U0001d400" <= char <= "\U0001d7ff" for char in text):
        text = unicodedata.normalize("NFKC", text)  # mathematical alphabets
    if any(unicodedata.category(char) == "Co" for char in text):
        return "".join(_SPECIAL.get(char, UNMAPPED) if _private(char) else char for char in text)
    return tidy(text)


def _private(char: str) -> bool:
    return unicodedata.category(char) == "Co"
