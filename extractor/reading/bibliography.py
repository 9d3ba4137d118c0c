"""One entry of a reference list to its parts, and a list to its entries.

Styles: MDPI and ACS (``Yang, J.C.; Chang, A.E. Title. J. Clin. Oncol. 1998, 16, 197–203.``), Vancouver,
AMA and BMC (``Yang JC, Chang AE. Title. J Clin Oncol. 1998;16:197-203.``), Lancet and Elsevier numbered
(``… Title. Lancet Oncol 2010; 11: 741–50.``), Springer (``Yang JC (1998) Title. J Clin Oncol 16:197``),
Harvard and APA (``Yang, J.C., Chang, A.E., 1998. Title. J. Clin. Oncol. 16, 197–203.``), web pages.
"""

import re
from dataclasses import dataclass

from extractor.document import Reference

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>\]]+")
_NUMBER = re.compile(r"\s*(?:\[(\d{1,4})\]|(\d{1,4})[.)]|(\d{1,4})(?=\s))\s*")
_RESIDUE = re.compile(
    r"""(?ix) \s*(?:
      \[\s*(?:crossref|pubmed|google\ scholar|pmc\ free\ article|doi|medline|web\ of\ science
        |green\ version|free\ full\ text|cas)?\s*\]
    | \b(?:https?://|www\.)\S+ | \bdoi\s*:\s* | \bPMC?ID\s*:?\s*\w+ | \bEpub\b[^.;]*\.? )"""
)
_WEB = re.compile(r"(?i)\b(?:available (?:online|from|at)|accessed|https?://|www\.|\[internet\]|\[online\])")
_YEAR = r"(?P<year>(?:18|19|20)\d\d)[a-z]?"
_PAGES = r"(?P<pages>[A-Za-z]{0,3}\d[\w.]*(?:\s?[-–—]+\s?[A-Za-z]{0,3}\d[\w.]*)?(?:,\s?[A-Za-z]?\d+[-–]\d+)?)"
_VOLUME = r"(?P<volume>[A-Za-z]{0,2}\d[\w/–-]*|[IVXLC]+)"
_ISSUE = r"(?:\s*\([^()]{0,40}\)|\s+(?:Suppl|suppl|Pt|pt)\.?\s*\w*)*"
_MONTH = (
    r"(?:\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
    r"(?:\s*[-–/]\s*[A-Z][a-z]+)?(?:\s+\d{1,2})?)?"
)
_TAILS = tuple(
    re.compile(pattern)
    for pattern in (
        # J Clin Oncol. 1998;16(2):197-203 · Lancet Oncol 2010; 11: 741–50
        rf"[\s.,(]+{_YEAR}\)?{_MONTH}\s*;\s*{_VOLUME}{_ISSUE}\s*(?::\s*{_PAGES})?",
        rf"[\s.,(]+{_YEAR}\)?{_MONTH}\s*;\s*(?P<volume>)(?:\([^()]*\))?\s*:\s*{_PAGES}",
        # J. Clin. Oncol. 1998, 16, 197–203
        rf"[\s.,]+{_YEAR}\s*,\s*{_VOLUME}{_ISSUE}(?:\s*[,:]\s*(?:no\.?\s*\d+\s*,\s*|pp?\.\s*)?{_PAGES})?",
        # Radiother. Oncol. 103 (2012) 12–18
        rf"[\s.,]+{_VOLUME}{_ISSUE}\s+\({_YEAR}\)\s+(?:pp?\.\s*)?{_PAGES}",
        # J Clin Oncol, 16(2), pp. 197–203 · J. Clin. Oncol. 16, 197–203 · J Clin Oncol 16:197–203
        rf"[\s.,]+(?:[Vv]ol\.?\s*)?{_VOLUME}{_ISSUE}\s*[,:]\s*(?:(?:art|no|article)\.?\s*|pp?\.\s*)?{_PAGES}"
        rf"(?:\s*[(,.]\s*{_YEAR}\)?)?",
    )
)
_AUTHOR_YEAR = re.compile(rf"[\s,.]*\(\s*{_YEAR}{_MONTH}(?:,[^()]*)?\s*\)[.,:]?\s+")
_AUTHOR_YEAR_DOT = re.compile(rf"[\s,.]*{_YEAR}\.\s+")

_PARTICLE = (
    r"(?:(?:[vV]an|[vV]on|[dD]er?|[dD]en|[dD]el(?:la)?|[dD]i|[dD]a|[dD]os|[dD]u|[eE]l|[aA]l|[lL][ae]"
    r"|ter|ten|bin|ibn|St\.?|['’]t)[\s-])*"
)
_CAPITALISED = r"[^\W\d_a-z][\w'’‘`-]*"
_NAME = (
    rf"(?:{_PARTICLE}{_CAPITALISED}(?:[\s-]{_PARTICLE}[^\W\d_a-z][\w'’‘`-]+){{0,3}}"
    r"|[dD]['’][\w'’-]+|[a-z][\w'’-]+\s[A-Z][\w'’-]+)"
)
_SUFFIX = r"(?:,?\s(?:Jr|Sr|II|III|IV|2nd|3rd)\b\.?)?"
_DOTTED = r"(?:[^\W\d_a-z][a-z]?\.\s?-?\s?){1,5}"
_COMMA_AUTHOR = re.compile(rf"({_NAME}{_SUFFIX},\s{_DOTTED}(?<=\.){_SUFFIX})")
_PLAIN_AUTHOR = re.compile(rf"({_NAME}\s[^\W\d_a-z]{{1,4}}(?:-[A-Z])?{_SUFFIX})(?=[,.;:\s(]|$)")
_DOTTED_BEFORE = re.compile(rf"({_DOTTED}{_NAME}{_SUFFIX})(?=,|;|\s+and\s)")
_DOTTED_AFTER = re.compile(rf"({_NAME}\s{_DOTTED}(?<=\.))(?=\s*[.,:;(]|\s|$)")
_BETWEEN = re.compile(r"\s*(?:[,;]\s*(?:and|&)?|\band\b|&)\s*")
_ET_AL = re.compile(r"[\s,;]*(?:et\.?\s+al\b\.?|and others|…)[\s,;:.]*")
_BEHALF = re.compile(r"[\s,;]*(?:on behalf of|for)\s(?:the\s)?[^.]{3,150}\.\s+")
_JOURNAL_WORD = re.compile(
    r"[^\W\d_a-z][\w'’&-]*[.:]?|\d{1,4}|\([A-Z][\w. ]*\)"
    r"|of|the|and|in|for|on|de|des|der|und|et|la|&|fur|für|del|y|[–-]"
)


@dataclass(frozen=True, slots=True)
class _Tail:
    head: str
    year: int | None
    volume: str | None
    pages: str | None


def parse_entry(number: int, start: int, end: int, text: str) -> Reference:
    """The parts of one entry's ``text``, which stands at ``start:end`` of the document.

    A leading ``12.`` or ``[12]`` equal to ``number`` is not part of the authors. What is not
    recognised stays None; never raises.
    """
    body = _without_number(" ".join(text.split()), number)
    doi = _doi(body)
    body = _RESIDUE.sub(" ", _DOI.sub(" ", body) if doi else body)
    body = " ".join(body.split()).strip(" ,;")
    web = _WEB.search(text) is not None
    authors, rest, year = _authors(body)
    tail = _tail(rest)
    if tail is None:
        title, journal = _loose(rest)
        return Reference(
            number,
            start,
            end,
            authors,
            title,
            None if web else journal,
            year or _any_year(rest, web),
            None,
            None,
            doi,
        )
    title, journal = _title_journal(tail.head)
    return Reference(
        number, start, end, authors, title, journal, year or tail.year, tail.volume, tail.pages, doi
    )


def split_entries(text: str, expected: int | None = None) -> list[tuple[int, int, int]]:
    """``(number, start, end)`` of each numbered entry in ``text``; empty if none is numbered.

    Numbers must rise by one (up to two may be missing). ``expected`` is the number the first entry
    should have, when entries stood before; the number belongs to its entry.
    """
    first = _first_entry(text, expected)
    if first is None:
        return []
    number, at = first
    marks = [(number, at)]
    lines = "\n" in text
    style = _style(text, at)
    while True:
        found = None
        for step in (1, 2, 3):
            found = _find(text, marks[-1][1] + 1, number + step, style, lines)
            if found is not None:
                number += step
                break
        if found is None:
            break
        marks.append((number, found))
    ends = [start for _, start in marks[1:]] + [len(text)]
    return [(n, start, len(text[:end].rstrip())) for (n, start), end in zip(marks, ends, strict=True)]


# --- splitting ------------------------------------------------------------------------------------


def _first_entry(text: str, expected: int | None) -> tuple[int, int] | None:
    match = re.match(r"\s*(?:\[(\d{1,4})\]|(\d{1,4})[.)](?=\s*\D)|(\d{1,4})(?=\s+[^\W\d_]))", text)
    if match is None:
        return None
    number = int(match[1] or match[2] or match[3])
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    if expected is not None and not expected <= number <= expected + 3:
        return None
    if expected is None and match[3] and number != 1:
        return None
    return (number, start) if number else None


def _style(text: str, at: int) -> str:
    if text[at] == "[":
        return r"\[{0}\]"
    return (
        r"{0}\." if re.match(r"\d+\.", text[at:]) else r"{0}\)" if re.match(r"\d+\)", text[at:]) else r"{0}"
    )


def _find(text: str, after: int, number: int, style: str, lines: bool) -> int | None:
    mark = style.format(number)
    for prefix in (
        (r"(?:(?<=\n)|(?<=\n )|(?<=\n\t))", r"(?<=[.\])/\d]\s)") if lines else (r"(?<=[.\])/\d]\s)",)
    ):
        match = re.compile(rf"{prefix}{mark}\s*(?=[^\W\d_]|['’“‘\"])").search(text, after)
        if match is not None:
            return match.start()
    return None


# --- parts ----------------------------------------------------------------------------------------


def _without_number(body: str, number: int) -> str:
    match = _NUMBER.match(body)
    if match and int(match[1] or match[2] or match[3]) == number:
        return body[match.end() :]
    return body


def _doi(body: str) -> str | None:
    match = _DOI.search(body)
    return match[0].rstrip(".,;)") if match else None


def _authors(body: str) -> tuple[tuple[str, ...], str, int | None]:
    """Authors, what follows them, and the year if it stands right behind them."""
    names: list[str] = []
    at = 0
    for pattern in (_COMMA_AUTHOR, _PLAIN_AUTHOR, _DOTTED_AFTER, _DOTTED_BEFORE):
        found, end = _run(body, pattern)
        # one character further is only the full stop behind the last initial
        if len(found) > len(names) or (len(found) == len(names) and end > at + 1):
            names, at = found, end
    if not names:
        return _collective(body)
    rest = body[at:]
    et_al = _ET_AL.match(rest)
    if et_al:
        rest = rest[et_al.end() :]
    behalf = _BEHALF.match(rest)
    if behalf:
        rest = rest[behalf.end() :]
    year = None
    match = _AUTHOR_YEAR.match(rest) or _AUTHOR_YEAR_DOT.match(rest)
    if match:
        year, rest = int(match["year"]), rest[match.end() :]
    return tuple(names), rest.lstrip(" .,;:"), year


def _run(body: str, pattern: re.Pattern[str]) -> tuple[list[str], int]:
    names: list[str] = []
    at = 0
    while True:
        match = pattern.match(body, at)
        if match is None:
            # a collective author among the persons: "; on behalf of the START Trialists"
            break
        names.append(" ".join(match[1].split()))
        at = match.end()
        between = _BETWEEN.match(body, at)
        if between is None or _ET_AL.match(body, at):
            break
        if pattern.match(body, between.end()) is None and not _ET_AL.match(body, between.end()):
            break
        at = between.end()
    return names, at


def _collective(body: str) -> tuple[tuple[str, ...], str, int | None]:
    year = None
    by_year = re.match(rf"([^().]{{3,120}}?)\s*\({_YEAR}\)[.,]?\s+", body)
    if by_year:
        return (by_year[1].strip(" ,."),), body[by_year.end() :], int(by_year["year"])
    match = re.match(r"((?:[^.?!]|\.(?=\w)){3,160})\.\s+(?=\S)", body)
    if match and _group_name(match[1]):
        return (match[1].strip(),), body[match.end() :], year
    return (), body, year


def _group_name(name: str) -> bool:
    words = [word for word in name.split() if word[0].isalpha()]
    capital = sum(word[0].isupper() for word in words)
    known = re.search(
        r"(?i)\b(?:group|society|institute|organi[sz]ation|collaborat\w+|committee|trialists|agency"
        r"|association|network|gov|fund|foundation|council|ministry|program|university"
        r"|consortium|team|cancer research)\b|\.gov",
        name,
    )
    return bool(words) and (
        known is not None or name.endswith((".gov", ".org")) or capital == len(words) <= 3
    )


def _tail(rest: str) -> _Tail | None:
    best: re.Match[str] | None = None
    for pattern in _TAILS:
        matches = [m for m in pattern.finditer(rest) if m.start() > 3]
        if matches:
            best = matches[-1]
            break
    if best is None:
        return None
    groups = best.groupdict()
    pages = groups.get("pages")
    year = groups.get("year")
    head = rest[: best.start()].rstrip(" ,;")
    if rest[best.start() : best.start() + 1] == "." and re.search(r"\w\. \S+$", head):
        head += "."  # the dot of an abbreviated journal, not the end of its name
    return _Tail(
        head,
        int(year) if year else _any_year(rest[best.end() :], True),
        groups.get("volume") or None,
        re.sub(r"\s*[-–—]+\s*", "–", pages).rstrip(".") if pages else None,
    )


def _title_journal(head: str) -> tuple[str | None, str | None]:
    """Splits ``Title. Journal`` at the first sentence end behind which everything looks like a journal."""
    head = re.sub(r"\s*\[(?:see comments?|abstract|published correction[^\]]*|in \w+)\]", "", head).strip()
    quoted = re.match(r"[‘'“\"](.{10,}?)[,.?!]?[’'”\"][,.]?\s+(?:In:?\s+)?(.+)", head)
    if quoted:
        return quoted[1].strip(), quoted[2].strip(" ,.") or None
    boundaries = [m.end() for m in re.finditer(r"(?<=[.?!])[”\"’']?\s+", head)]
    for at in boundaries:
        journal = head[at:]
        if _journal_like(journal):
            return _clean_title(head[:at]), _clean_journal(journal)
    comma = re.match(r"(.{15,}?),\s+((?:[A-Z][\w&-]*\.?\s?|of\s|the\s|and\s|in\s|for\s){1,10})$", head)
    if comma and _journal_like(comma[2]):
        return _clean_title(comma[1]), comma[2].strip(" ,.")
    if boundaries:
        return _clean_title(head[: boundaries[-1]]), _clean_journal(head[boundaries[-1] :])
    if _journal_like(head) and len(head.split()) <= 8:
        return None, head.strip(" ,.:;") or None
    return _clean_title(head), None


def _journal_like(text: str) -> bool:
    words = re.sub(r"^In:?\s+", "", text).replace(",", "").split()
    if not words or len(words) > 12 or not all(_JOURNAL_WORD.fullmatch(word) for word in words):
        return False
    dotted = sum(word.endswith(".") for word in words)
    inner = sum(word.endswith(".") for word in words[:-1])
    return (
        inner == 0
        or 2 * dotted >= len(words)
        or (len(words) <= 4 and inner == 1 and words[0].endswith(".") and len(words[0]) <= 9)
    )


def _clean_title(title: str) -> str | None:
    cleaned = title.strip().strip('“”"').rstrip(" .,;")
    return cleaned or None


def _clean_journal(journal: str) -> str | None:
    cleaned = re.sub(r"^In:?\s+", "", journal).strip(" ,:;")
    words = cleaned.split()
    if not any(word.endswith(".") for word in words[:-1]):
        cleaned = cleaned.rstrip(".")
    return cleaned or None


def _loose(rest: str) -> tuple[str | None, str | None]:
    """Title and journal of an entry without volume and pages."""
    cut = re.split(
        r"(?i)\.?\s*\(?\b(?:available (?:online|from|at)|accessed|retrieved from)\b", rest, maxsplit=1
    )[0]
    cut = re.sub(rf"[\s.,;(]+{_YEAR}\)?[^A-Za-z]*$", "", cut)
    boundaries = [m.end() for m in re.finditer(r"(?<=[.?!])\s+", cut)]
    for at in boundaries:
        if _journal_like(cut[at:]):
            return _clean_title(cut[:at]), cut[at:].strip(" ,.:;") or None
    return _clean_title(cut[: boundaries[0]] if boundaries else cut), None


def _any_year(text: str, last: bool) -> int | None:
    years = re.findall(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/-])", text)
    return int(years[-1 if last else 0]) if years else None
