"""Comparators, as signs and as words."""

import re
from collections.abc import Iterable

_WORDS = {
    "at least": ">=", "no less than": ">=", "not less than": ">=", "a minimum of": ">=", "minimum": ">=",
    "more than": ">", "greater than": ">", "higher than": ">", "over": ">", "above": ">", "beyond": ">",
    "exceeding": ">", "exceeded": ">", "exceeds": ">", "in excess of": ">",
    "less than": "<", "lower than": "<", "fewer than": "<", "under": "<", "below": "<",
    "up to": "<=", "at most": "<=", "no more than": "<=", "not more than": "<=", "never exceeded": "<=", "not exceeding": "<=", "did not exceed": "<=", "a maximum of": "<=",
    "maximum": "<=",
    "approximately": "~", "about": "~", "around": "~", "roughly": "~", "nearly": "~", "almost": "~",
    "circa": "~", "ca.": "~",
}  # fmt: skip
_SIGNS = {
    "≥": ">=", ">=": ">=", "=>": ">=", "⩾": ">=", "> or =": ">=", "> =": ">=", "< =": "<=", ">or=": ">=",
    ">/=": ">=", "≤": "<=", "<=": "<=", "=<": "<=", "⩽": "<=", "< or =": "<=", "<or=": "<=", "</=": "<=",
    ">": ">", "<": "<", "=": "=", "~": "~", "≈": "~", "∼": "~", "±": "±",
}  # fmt: skip


def _longest_first(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


SIGN = _longest_first(_SIGNS)
"""Any sign, also ``=`` and ``±``."""


def before_number(group: str = "cmp") -> str:
    """An optional comparator before a number, as the named group."""
    signs = _longest_first(sign for sign in _SIGNS if sign not in {"=", "±"})
    return rf"(?P<{group}>(?:(?:{signs})\s*|\b(?i:{_longest_first(_WORDS)})\s+))?"


def comparator(text: str | None) -> str:
    """The comparator code of a printed comparator (``at least`` → ``>=``); ``=`` for none."""
    key = re.sub(r"\s+", " ", (text or "").strip().lower())
    return _WORDS.get(key) or _SIGNS.get(key) or "="
