"""Recognising what a line or paragraph is, by its words alone: pure functions for all readers."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: ``text`` as printed with its number, ``level`` from 1, ``number`` (``4.1``) or None."""

    text: str
    level: int
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """An inline label (``METHODS:``) at ``start``; the text it labels begins at ``end``."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Caption:
    """The beginning of a caption: ``Table 1`` and whether it is a table's."""

    label: str
    is_table: bool
    end: int


# --- headings -------------------------------------------------------------------------------------

_COMMON_NAMES = """
    abstract | summary | simple summary | lay summary | plain language summary | highlights | keywords
    | key words | introduction | background | background and purpose | aim | aims | objective | objectives
    | purpose | rationale | methods | method | methodology | materials and methods | material and methods
    | methods and materials | methods and material | patients and methods | patient and methods
    | patients, materials and methods | subjects and methods | methods/design | design | study design
    | statistical analysis | statistical analyses | statistical methods | statistics | patients
    | study population | patient population | patient selection | endpoints | end points | outcomes
    | outcome measures | follow-up | treatment | radiotherapy | procedures | results | findings | toxicity
    | survival | efficacy | safety | discussion | results and discussion | limitations | conclusion
    | conclusions | interpretation | discussion and conclusions | discussion and conclusion | abbreviations
    | list of abbreviations | trial registration | case report | case presentation | case
    | article info | research in context | patient summary | clinical relevance | electronic supplementary material
    | supplementary data | supporting information"""
_COMMON = frozenset(" ".join(name.split()) for name in _COMMON_NAMES.split("|"))

_REFERENCES = re.compile(
    r"(?:\d{1,2}\.?\s+|[IVX]+\.\s+)?(?:references?(?: list)?|bibliography|literature cited|"
    r"works cited|reference list|literature|references and notes)\s*:?",
    re.IGNORECASE,
)

_BACK = re.compile(
    r"""(?ix) (?: \d{1,2}\.?\s+ )? (?:
      (?:authors?|author['’]s|authors['’])\s+(?:contributions?|information|note|details)
    | contributors | contributorship(?:\ statement)? | contributions
    | credit\ author(?:ship)?(?:\ contribution)?(?:\ statement)?
    | fundings? | funding\ (?:sources?|statement|information) | sources?\ of\ funding
    | financial\ (?:support|disclosures?) | grant\ support | role\ of\ the\ funding\ source
    | (?:declarations?|statements?)\ of\ (?:competing|conflicting)?\ ?interests? | declarations?
    | (?:potential\ )?conflicts?\ of\ interests?(?:\ statement|\ disclosures?)?
    | (?:competing|financial)\ interests? | disclosures?(?:\ statement)? | acknowledge?ments?
    | data\ (?:availability|sharing)(?:\ statement)? | availability\ of\ data(?:\ and\ materials?)?
    | (?:institutional\ review\ board|informed\ consent|ethics|ethical)\ (?:statement|approval)
    | ethics\ approval\ and\ consent\ to\ participate | consent\ for\ publication
    | (?:informed|patient)\ consent | pre-publication\ history | publisher['’]?s\ note | open\ access
    | supplementary\ (?:materials?|data|information|tables?|figures?)(?:\ (?:tables?|figures?))*
    | supplemental\ (?:materials?|data) | electronic\ supplementary\ material | supporting\ information
    | additional\ files? | appendix(?:\ [A-Z0-9])?(?:\.\ supplementary\ \w+)? | sample\ availability
    | footnotes | multilingual\ abstracts? | provenance\ and\ peer\ review
    )\s*:?""",
)

_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?P<dot>\.)?\s+(?P<title>\S.*)")
_ROMAN = re.compile(r"(?P<number>(?:X{0,2}(?:IX|IV|V?I{0,3})))\.\s+(?P<title>[A-Z].*)")
_MARKED = re.compile(r"\s*[-*•·–▪◦●■]\s")
_IDENTIFIER = re.compile(r"NCT\d{6}|ISRCTN|https?:|www\.|\bdoi\b|@|\d{4}-\d{6}", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:was|were|is|are|has|have|had|shows?|showed|did|does|will|we|can|could|may|received|underwent)\b",
    re.IGNORECASE,
)


def numbered_heading(line: str) -> Heading | None:
    """``4.1. Pulmonary Metastasis``; no reference entry, list item or sentence."""
    text = line.strip()
    match = _NUMBER.fullmatch(text)
    if match is None:
        roman = _ROMAN.fullmatch(text)
        if roman is None or not roman["number"] or not _title_like(roman["title"]):
            return None
        return Heading(text, 1, roman["number"])
    number, title = match["number"], match["title"]
    depth = number.count(".") + 1
    if any(int(part) > 40 for part in number.split(".")) or int(number.split(".")[0]) == 0:
        return None
    if depth == 1 and not match["dot"] and title.casefold() not in _COMMON and not _BACK.fullmatch(title):
        # "12 Patients" may be a count; only well-known titles are headings without the dot
        return None
    return Heading(text, depth, number) if _title_like(title) else None


def common_heading(line: str) -> Heading | None:
    """An unnumbered heading that many papers have (``Methods``, ``MATERIALS AND METHODS:``)."""
    text = line.strip().rstrip(":").rstrip()
    folded = " ".join(text.casefold().rstrip(".").replace("&", "and").split())
    if folded in _COMMON or _REFERENCES.fullmatch(text) or _BACK.fullmatch(text):
        # "a b s t r a c t" is how some publishers set it
        named = text[:1].isupper() or text[:1].isdigit() or folded in ("abstract", "summary", "article info")
        return Heading(text, 1) if named else None
    return None


def heading(line: str) -> Heading | None:
    """A heading by its number or by its well-known name."""
    return common_heading(line) or numbered_heading(line)


def plausible_heading(line: str) -> Heading | None:
    """A line that may be a heading if it stands alone before a paragraph: short, capitalised, no sentence."""
    text = line.strip()
    if _MARKED.match(text) or ":" in text or not text[:1].isupper() or len(text) > 110:
        return None
    return Heading(text, 2) if _title_like(text) and len(text.split()) <= 16 else None


def _title_like(title: str) -> bool:
    if not title[:1].isupper() and not re.match(r"[a-z]?[A-Z0-9]", title):
        return False
    if title[-1:] in ".;:,=<>" or "\t" in title or len(title) > 160 or len(title.split()) > 24:
        return False
    if _IDENTIFIER.search(title) or re.search(r"\bet al\b|[.!?;] [A-Z]|\[\d", title):
        return False
    words = title.split()
    letters = sum(char.isalpha() for char in title)
    return letters >= 3 and letters >= len(title) * 0.5 and not (len(words) > 8 and _VERB.search(title))


def is_reference_heading(line: str) -> bool:
    """``References``, ``Bibliography`` and the like, numbered or not."""
    return _REFERENCES.fullmatch(line.strip()) is not None


def is_back_matter(line: str) -> bool:
    """The name of a part after the conclusions that reports no results (funding, contributions …)."""
    return _BACK.fullmatch(line.strip()) is not None


# --- inline labels of abstracts -------------------------------------------------------------------

_CORE = r"""(?:
    abstract | (?:simple\ |lay\ |plain\ language\ |patient\ )?summary | background | introduction
    | context | rationale | purposes? | objects? | objectives? | aims? | hypothesis | importance
    | questions? | designs? | settings? | participants | subjects | patients? | materials? | methods?
    | methodology | interventions? | exposures? | main\ outcomes? | outcomes?
    | (?:outcome\ )?measure(?:ment)?s? | end\ ?points? | results? | findings? | (?:major\ )?conclusions?
    | interpretation | relevance | limitations? | discussion | implications? | meaning | fundings?
    | (?:clinical\ )?trials?\ registration(?:\ number)? | trial\ registry | registration | translation
    | significance | data\ sources? | study\ selection | data\ extraction | (?:data\ )?synthesis
    | evidence\ (?:acquisition|synthesis) | statistical\ (?:analys[ei]s|methods?) | analysis
    | advances\ in\ knowledge | key\ points? | novelty | impact | study | recommendations? )"""
_JOINT = r"(?:\s*(?:,|/|&)\s*(?:and\s+|or\s+)?|\s+and\s+|\s+of\s+|\s+)"
_LABEL = re.compile(
    rf"""(?x) (?: ^ | (?<=[.?!:;)\]”"%])\s | (?<=\d)\s | \s(?=[A-Z]{{3,}}[A-Z ,/&]{{2,40}}:\s) ) (?=[A-Z])
    (?P<name> (?:ABSTRACT\.)? (?i: {_CORE} (?:{_JOINT}{_CORE}){{0,5}} ) ) \b
    \s* (?P<mark> [:—–] | \.(?=\s+[A-Z0-9]) | -(?=\s) | (?=\s+[A-Z0-9“"]) )"""
)  # fmt: skip


def labels(text: str) -> tuple[Label, ...]:
    """The inline labels of an abstract's text, in order; use it on abstracts only.

    A label is made of the words that structured abstracts use (``PATIENTS AND METHODS``), capitalised,
    at the start or after a sentence, with a colon, dash or full stop behind it. Labels without a mark
    (the Lancet's ``Findings Between …``) count only where the text starts with one and has two.
    """
    marked: list[Label] = []
    bare: list[Label] = []
    for match in _LABEL.finditer(text):
        name = match["name"]
        if not (name.isupper() or name[1:2].islower()):
            continue
        capitals = sum(word[0].isupper() for word in re.findall(r"[A-Za-z]+", name))
        if match["mark"] == "" and not name.isupper() and capitals > 1:
            # "Results Patients" is a label and the sentence's first word
            name = re.split(r"\s+(?=[A-Z])", name, maxsplit=1)[0]
        start, end = match.start("name"), match.end()
        end += len(text[end:]) - len(text[end:].lstrip())
        if match["mark"] in (":", "—", "–"):
            marked.append(Label(name, start, end))
        elif match["mark"]:
            bare.append(Label(name, start, end))
        else:
            bare.append(Label(name, start, start + len(name) + 1))
    if len({label.name for label in bare}) >= 2 and bare[0].start == 0:
        marked = sorted({label.start: label for label in [*bare, *marked]}.values(), key=lambda x: x.start)
    return tuple(marked)


def split_labels(text: str) -> tuple[tuple[int, int, str | None], ...]:
    """``(start, end, label)`` of each labelled part of an abstract; the first may have no label.

    A part that is only a label (``Abstract: Background: …``) is merged with the part behind it.
    """
    found = labels(text)
    parts: list[tuple[int, int, str | None]] = []
    start, name = 0, None
    for label in found:
        if text[start : label.start].strip() and not _only_label(text[start : label.start], name):
            parts.append((start, len(text[: label.start].rstrip()), name))
            start = label.start
        name = label.name
    parts.append((start, len(text.rstrip()), name))
    return tuple(parts)


def _only_label(part: str, name: str | None) -> bool:
    return name is not None and part.strip().rstrip(":—–.- ") == name


# --- front and back matter ------------------------------------------------------------------------

_FRONT_LABEL = re.compile(
    r"""(?ix) [\s*†‡§¶\#]* (?:
      (?:key\ ?words?|index\ terms|mesh\ terms|abbreviations\ used) \s*[:—–.-]
    | (?:how\ to\ cite(?:\ this\ article)?|cite\ this\ article(?:\ as)?|citation|to\ cite
        |please\ cite\ this\ article) \b\s*(?:[:—–.]|as|\()
    | (?:received|accepted|revised|published(?:\ online)?|available\ online|date\ received|submitted|epub)
        \s*(?:[:—–]|\d|on\ |in\ revised|[A-Z][a-z]+\ \d)
    | (?:academic|handling|section|guest)\ editors? \s*: | edited\ by \s*: | reviewed\ by \s*:
    | (?:correspondence|corresponding\ authors?|reprint\ requests?|e-?mails?(?:\ address(?:es)?)?|tel|phone
        |address\ (?:for\ )?(?:correspondence|reprint)|fax|orcid) \b\s*(?:[:.*]|to\b|and\b|address|should)
    | copyright \s*[:©(0-9] | © | \(c\)\ \d{4} | (?:creative\ commons|licen[cs]ee?)\b
    | this\ (?:is\ an\ open|article\ is\ (?:an\ open|licensed|distributed|published)|work\ is\ licensed)
    | publisher(?:'|’)?s\ note \s*:? | doi\s*: | https?://(?:dx\.)?doi\.org | issn\b
    | (?:these|both)\ authors\ contributed | .{0,40}\ contributed\ equally | deceased\b
    | (?:open\ access|peer[- ]review(?:ed)?)\s*$ | full\ list\ of\ author
    | electronic\ supplementary\ material \s*[:T]
    | the\ author\(?s\)?\ \d{4} | manuscript\ (?:received|accepted)
    )"""
)
_ARTICLE_TYPE = re.compile(
    r"(?i)(?:systematic |mini-?|narrative |invited |clinical |original |brief |short |case |special )*"
    r"(?:review|article|research|report|research article|communication|original article|original research"
    r"|study protocol|protocol|editorial|letter|commentary|perspective|investigation|contribution"
    r"|original paper|research paper|clinical trial|case report|case series|meta-analysis|open access)s?"
    r"(?: article| paper)?"
)
_PLACE = re.compile(
    r"\b(?:Department|Dept|Division|Universi[dt]\w*|Hospital|Hôpital|Ospedale|Institut[eo]?s?|Institution\w*|Istituto"
    r"|College|School|Clinic|Centre|Center|Facult\w*|Faculdade|Unidade|Klinik\w*|Laboratory|Unit|Foundation|Trust"
    r"|Academy|Infirmary)\b"
)
_PERSON = re.compile(
    r"(?:[A-Z][\w'’.-]*|[A-Z]\.(?:-?[A-Z]\.)*)(?:\s+(?:[a-z]{2,3}\s+)?(?:[A-Z][\w'’.-]*|[A-Z]\.))+"
    r"(?:,?\s+(?:MD|PhD|MSc|MBBS|BSc|Jr|Sr|II|III|FRCR|DPhil|MPH|MS|DO|Prof)\.?)*"
)
_AFFILIATION_MARK = re.compile(
    r"\[\d{1,2}(?:[,–-]\d{1,2})*\]|\^[\w,*†‡§]+|[*†‡§¶#✉]|(?<=[a-z])\d{1,2}(?:,\d{1,2})*"
)


def is_article_type(line: str) -> bool:
    """``Review``, ``Original Article`` and the like above a title."""
    return _ARTICLE_TYPE.fullmatch(line.strip()) is not None


def is_front_matter(text: str) -> bool:
    """A paragraph that opens with what only front matter says: dates, keywords, licence, addresses."""
    stripped = text.strip()
    return _FRONT_LABEL.match(stripped) is not None or (
        len(stripped) < 80 and re.search(r"\S+@\S+\.\w{2,}", stripped) is not None
    )


def is_author_line(text: str) -> bool:
    """Names separated by commas or "and"; only meaningful before the abstract."""
    plain = _AFFILIATION_MARK.sub("", text.strip())
    names = [part.strip(" .,;") for part in re.split(r",\s+(?:and|&)\s+|,\s+|;\s+|\s+(?:and|&)\s+|,", plain)]
    names = [name for name in names if name]
    if not names or len(text) > 3000:
        return False
    matching = sum(_PERSON.fullmatch(name) is not None or len(name) <= 4 for name in names)
    return matching >= 0.75 * len(names) and not re.search(r"\b(?:the|was|were|is)\b", plain)


def is_affiliation(text: str) -> bool:
    """An institution's address; only meaningful before the abstract."""
    places = len(_PLACE.findall(text))
    return places > 0 and _VERB.search(text) is None and len(text) / places < 250


# --- captions and footnotes -----------------------------------------------------------------------

_CAPTION = re.compile(
    r"""(?x) (?P<label> (?:Supplementa(?:ry|l)\ |Appendix\ |Extended\ Data\ |Online\ )?
      (?P<word> (?i:table|tab\.|figure|fig\.|fig|scheme|box|panel|exhibit) ) \s*
      (?: [A-Z]?\d{1,3}(?:[.-]\d{1,2})?[A-Za-z]? | [IVX]{1,5} | [A-Z](?=[.:]) ) )
    (?P<after> \s*[.:|—–]\s* | \s+ (?=[A-ZÀ-Þ0-9(“"]) | \s*$ )"""
)
_CITING = re.compile(
    r"(?:shows?|lists?|summari[sz]es?|presents?|describes?|gives?|displays?|illustrates?|depicts?|provides?|and|to"
    r"|for|in|details?|demonstrates?|reports?|outlines?|compares?|contains?|also|is|are|was|were|reveals?)\b"
)


def caption(text: str) -> Caption | None:
    """The label of a caption (``Table 2: …``, ``Fig. 3 …``); None for a sentence that cites one."""
    match = _CAPTION.match(text)
    if match is None or _CITING.match(text, match.end()):
        return None
    word = match["word"].casefold()
    return Caption(" ".join(match["label"].split()), word.startswith("tab"), match.end())


_DEFINITION = re.compile(
    r"(?P<short>[A-Za-z0-9α-ωΑ-Ω][\w+/&.\-–α-ω]{0,14})\s*(?::|=|,|–|—)\s*(?P<long>[^;,.:=]{3,80})(?:[;,.]|$)"
)
_NOTE_MARK = re.compile(r"(?:\^\w{1,2}|\*{1,3}|[†‡§¶#‖]{1,3}|[a-h](?=\s[A-Z])|\[[a-z]\])\s*\S")
_NOTE_WORD = re.compile(r"(?i)(?:notes?|abbreviations?|footnotes?|legend|source|data are)\b")


def is_abbreviation_note(text: str) -> bool:
    """``LC: local control, OS: overall survival.``: nothing but definitions."""
    body = re.sub(r"(?i)^abbreviations?(?: used)?\s*[:.—–]\s*", "", text.strip())
    found = list(_DEFINITION.finditer(body))
    if not found:
        return False
    covered = sum(match.end() - match.start() for match in found)
    short = sum(
        len(match["short"]) <= 4 or sum(char.isupper() or char.isdigit() for char in match["short"]) >= 2
        for match in found
    )
    marked = ":" in body or "=" in body or len(found) >= 2
    return marked and covered >= 0.7 * len(body) and short >= 0.6 * len(found) and found[0].start() == 0


def is_table_note(text: str) -> bool:
    """A paragraph that, right behind a table, is its footnote."""
    stripped = text.strip()
    return (
        is_abbreviation_note(stripped)
        or _NOTE_MARK.match(stripped) is not None
        or (len(stripped) < 600 and _NOTE_WORD.match(stripped) is not None)
    )
