"""Markdown: headings with and without ``#``, pipe and tab-separated tables, inline marks taken off."""

import hashlib
import html
import re
from collections.abc import Sequence
from pathlib import Path

from extractor.document import Document
from extractor.reading import flow, lines, sections
from extractor.reading.characters import tidy
from extractor.reading.flow import Piece, PieceKind
from extractor.reading.limits import Limits
from extractor.reading.text import decode

MEDIA_TYPE = "text/markdown"

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_PRIVATE = 0xE000  # an escaped character waits in the private use area until the marks are gone
_RESIDUE = re.compile(r"\s?\[\[(?=[A-Za-z ]+\])[^\]\[]*\]\([^()\s]*\)\]")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^()]*\)")
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+|[\w.+-]+@[\w.-]+)>")
_MATH = re.compile(r"\$\$(.+?)\$\$|\$(?=\S)([^$\n]+?)(?<=\S)\$(?!\d)")
_SUP = re.compile(r"<sup>(.*?)</sup>|(?<=[\w)\]])\^([^\s^]{1,12})\^", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"(?i)</?(?:a|b|i|em|strong|sub|sup|span|div|p|u|s|small|br|center|font|img|hr)\b[^<>]*>")
_EMPHASIS = (
    re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])(.+?)(?<=[^\s*])\1(?!\*)"),
    re.compile(r"(\*\*)(?=[^\s*])(.+?)(?<=[^\s*])\1"),
    re.compile(r"(?<=[A-Za-z(])(\*)(?=[A-Za-z])([^*\s]+?)(?<=[^\s*])\1"),
    re.compile(r"(?<![\w_])(_{1,3})(?=[^\s_])(.+?)(?<=[^\s_])\1(?![\w_])"),
    re.compile(r"(~~)(?=\S)(.+?)(?<=\S)\1"),
    re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)"),
)
_COMMANDS = {
    "times": "×", "cdot": "·", "pm": "±", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "approx": "≈",
    "sim": "~",
    "alpha": "α", "beta": "β", "gamma": "γ", "chi": "χ", "mu": "μ", "kappa": "κ", "sigma": "σ", "lambda": "λ",
    "infty": "∞", "neq": "≠", "to": "→", "rightarrow": "→", "lt": "<", "gt": ">", "circ": "°", "div": "÷",
    "ldots": "…", "dots": "…", "dagger": "†", "ddagger": "‡", "Delta": "Δ", "delta": "δ", "geqslant": "≥",
    "leqslant": "≤", "%": "%", "quad": " ", "mid": "|", "prime": "′",
}  # fmt: skip
_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_RULE = re.compile(r"\s{0,3}(?:[-*_]\s*){3,}$")
_DELIMITER = re.compile(r"\s*\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)*\|?\s*$")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_QUOTE = re.compile(r"\s{0,3}>\s?")
_BULLET = re.compile(r"\s*[-*+]\s+(?=\S)")


def inline(text: str) -> str:
    """One line or paragraph without Markdown's inline marks; superscripts by the conventions."""
    text = _ESCAPE.sub(lambda match: chr(_PRIVATE + ord(match[1])), _escape_math(text))
    text = _MATH.sub(lambda match: math(match[1] or match[2]), text)
    text = _RESIDUE.sub("", _IMAGE.sub("", text))
    text = _LINK.sub(r"\1", _AUTOLINK.sub(r"\1", text))
    text = _SUP.sub(_superscript, text)
    text = _TAG.sub(lambda match: " " if match[0][1:3].lower() in ("br", "hr") else "", text)
    for pattern in _EMPHASIS:
        text = pattern.sub(r"\2", text)
    text = html.unescape(text)
    text = "".join(chr(ord(c) - _PRIVATE) if _PRIVATE <= ord(c) < _PRIVATE + 128 else c for c in text)
    return tidy(text)


def math(formula: str) -> str:
    """A short formula as plain text: ``p \\leq 10^{-4}`` is ``p ≤ 10^-4``."""
    formula = re.sub(r"\\(?:text(?:it)?|math(?:rm|it|bf)|operatorname)\s*\{([^{}]*)\}", r"\1", formula)
    formula = re.sub(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r"\1/\2", formula)
    formula = re.sub(r"\\([A-Za-z]+|%)", _command, formula)
    formula = re.sub(r"\^\{([^{}]*)\}", lambda match: "^" + match[1].replace(" ", ""), formula)
    formula = re.sub(r"_\{([^{}]*)\}|_(\w)", lambda match: match[1] or match[2], formula)
    return re.sub(r"\^°", "°", formula.replace("{", "").replace("}", "").replace("\\,", " "))


def _command(match: re.Match[str]) -> str:
    return _COMMANDS.get(match[1], match[1] if len(match[1]) > 2 else " ")


def read_markdown(path: Path, data: bytes, *, doc_id: str, limits: Limits) -> Document:
    """The document of a Markdown file."""
    source = _COMMENT.sub("", decode(path, data, limits))
    return flow.compose(
        _pieces(source.splitlines()),
        doc_id=doc_id,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=MEDIA_TYPE,
    )


def _escape_math(text: str) -> str:
    """Keeps the backslashes of formulas: only outside ``$…$`` do they escape a character."""
    if "\\" not in text:
        return text
    return re.sub(
        r"(?<!\\)\$(?=\S)((?:[^$\\\n]|\\.)+?)(?<=\S)(?<!\\)\$(?!\d)",
        lambda match: f"${math(match[1])}$",
        text,
    )


def _superscript(match: re.Match[str]) -> str:
    inner = (match[1] if match[1] is not None else match[2]).strip()
    before = match.string[max(0, match.start() - 3) : match.start()]
    if inner.casefold() in ("st", "nd", "rd", "th"):
        return inner
    if re.search(r"10$|[^a-z]c?m$|mm$", before) or re.match(r"[-−–]\d", inner):
        return f"^{inner}"
    if re.fullmatch(r"\[?\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\]?", inner):
        return f"[{inner.strip('[]').replace(' ', '')}]"
    return f"^{inner}"


def _pieces(rows: Sequence[str]) -> list[Piece]:
    made: list[Piece] = []
    loose: list[str] = []
    wrapped = lines.is_wrapped(rows)
    title_seen = False

    def flush() -> None:
        made.extend(lines.pieces(loose, wrapped=True if wrapped else _soft(loose)))
        loose.clear()

    at = _after_metadata(rows)
    fenced = False
    while at < len(rows):
        row = rows[at]
        heading = _HEADING.match(row)
        if _FENCE.match(row):
            fenced = not fenced
            loose.append("")
        elif fenced:
            loose.append(row)
        elif heading:
            flush()
            text = inline(heading[2])
            if text:
                level = len(heading[1])
                title_seen = title_seen or level == 1
                made.append(Piece(PieceKind.HEADING, text, level, marked=True))
        elif (
            at + 1 < len(rows)
            and row.strip()
            and re.fullmatch(r"\s{0,3}(?:=+|-{3,})\s*", rows[at + 1])
            and ("|" not in row and len(row) < 200 and (at == 0 or not rows[at - 1].strip()))
        ):
            flush()
            level = 1 if "=" in rows[at + 1] else 2
            made.append(Piece(PieceKind.HEADING, inline(row), level, marked=True))
            at += 1
        elif at + 1 < len(rows) and "|" in row and "|" in rows[at + 1] and _DELIMITER.match(rows[at + 1]):
            flush()
            end = at + 2
            while end < len(rows) and "|" in rows[end] and rows[end].strip():
                end += 1
            made.append(lines.table([_cells(row), *(_cells(body) for body in rows[at + 2 : end])]))
            at = end - 1
        elif _RULE.match(row):
            loose.append("")
        elif "\t" in row.strip():
            loose.append("\t".join(inline(cell) for cell in row.split("\t")))
        else:
            row = _QUOTE.sub("", row)
            if _BULLET.match(row) and not sections.is_front_matter(row):
                row = "• " + _BULLET.sub("", row)
            loose.append(_whole_line_bold(row) if _bold_heading(row) else inline(row))
        at += 1
    flush()
    return made


def _soft(rows: Sequence[str]) -> bool:
    """Whether single line breaks join: not where neighbouring lines all are long paragraphs."""
    return sum(len(row) for row in rows) < 400 * max(1, sum(bool(row.strip()) for row in rows))


def _after_metadata(rows: Sequence[str]) -> int:
    if rows and rows[0].strip() == "---":
        for index in range(1, min(len(rows), 60)):
            if rows[index].strip() in ("---", "..."):
                return index + 1
    return 0


def _bold_heading(row: str) -> bool:
    match = re.fullmatch(r"\s*\*\*([^*]+)\*\*:?\s*", row)
    return match is not None and sections.heading(inline(match[1])) is not None


def _whole_line_bold(row: str) -> str:
    return inline(row).rstrip(":")


def _cells(row: str) -> list[str]:
    body = row.strip()
    body = body[1:] if body.startswith("|") else body
    body = body[:-1] if body.endswith("|") and not body.endswith("\\|") else body
    return [inline(cell) for cell in re.split(r"(?<!\\)\|", body)]
