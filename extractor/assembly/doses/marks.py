"""Doses that treat nobody: points of a course, figures of a plan or a model, laboratory work."""

import re

from extractor.assembly.doses.part import Part
from extractor.assembly.findings import Sentence

_WHEN = r"\b(?:at|after|before|until|from)\s+(?:(?:an?|the)\s+)?(?:(?:total|mean|median)\s+)?(?:doses?\s+of\s+)?(?:about\s+|approximately\s+)?$"
_POINT = re.compile(
    r"(?:\b(?:measured|assessed|re-?assessed|evaluated|re-?evaluated|repeated|acquired|scanned|sampled|collected|replann\w+|re-?planned"
    r"|re-?simulat\w+|began|begun|peaked|started|appeared|recorded|weighed|maximal|onset)\b"
    r"|\b(?:MRI|CT|PET|FDG\S*|scans?|imaging|biops\w+|bloods?|samples?|simulation|endoscop\w+|questionnaires?|weight)\b[^.;\d]{0,30}\b(?:performed|obtained|taken|done|carried\s+out|made)\b)"
    rf"[^.;()\d]{{0,35}}{_WHEN}"
    rf"|\b(?:shrunk|shrank|shrinkage|fell|fallen|regressed|developed\s+(?:at|after)\s+an?\s+(?:median|mean))\b[^.;()]{{0,30}}{_WHEN}",
    re.I,
)
"""``MRI was repeated after 50 Gy``, ``mucositis began at a dose of 20 Gy``."""
_PLAN_OR_MODEL = re.compile(
    r"\b(?:doses?\s+to\s+\d+(?:[.·]\d+)?\s?(?:cc|cm3|cm³|m[lL])|near-max\w+\s+doses?|coverage\s+(?:by|of|with)|(?:scatter(?:ed)?|exit|set-?up|imaging|fetal|foetal)\s+doses?)(?!\w)[^.;\d]{0,40}$|"
    r"\bkerma\b[^.;]{0,25}$|\bhot\s*-?spots?\b[^.;]{0,30}$|\bdose\s+per\s+pulse\b[^.;]{0,20}$|\b(?:TCD|ED|LD)\s?_?50\b[^;]{0,45}$"
    r"|\b(?:minimum|maximum|minimal|maximal)\s+(?:target|[PCG]TV)\s+doses?\b[^.;\d]{0,25}$|\b(?:minimum|maximum|minimal|maximal)\s+doses?\s+(?:to|in|within)\s+(?:the\s+)?(?:[PCGI]TVs?|target|planning|clinical|gross)\b[^.;]{0,35}$"
    r"|\b(?:above|over|below|under|less|more)\s+(?:and|or|versus|vs\.?)\s+(?:above|over|below|under|more|less)\s+(?:than\s+)?$"
    r"|\bhottest\b[^.;]{0,30}$|\b(?:volumes?|areas?|regions?|tissues?)\s+(?:(?:that|which|is|are|was|were)\s+)*(?:enclosed|encompassed|covered|surrounded)\s+(?:by|within)\s+(?:the\s+)?$"
    r"|\bdoses?\s+(?:(?:outside|beyond)\s+the|falls?|fell|drops?|dropped)\b[^.;]{0,40}$|\b(?:high|low)[-\s]dose\s+(?:regions?|areas?|volumes?|zones?|bath)\s*\([\s<>≥≤]*$|\b(?:diodes?|TLDs?|dosimeters?)\b[^.;]{0,40}$|\b(?:fall-?off|gradient)\b[^.;]{0,20}$|(?<!single )\bexpos(?:ed|ure)\s+(?:to|of)\s+(?:(?:an?|the|total|mean|median|high|low|doses?|of|more|less|than|at|least|about|approximately)\s+)*$"
    r"|\b(?:surviving\s+fraction|SF2?|survival\s+fraction)\b[^.;]{0,20}$",
    re.I,
)
_WITHIN_ISODOSE = re.compile(
    r"\b(?:within|inside|outside|in|beyond|by)\s+the\s+(?:\d+\s?%[-\s]*isodose(?:\s+(?:line|surface|volume))?|field)\s*\(\s*$",
    re.I,
)
_COLOURS = re.compile(
    r"\b(?:red|blue|green|orange|yellow|purple|magenta|cyan|turquoise|pink|brown|violet)\b", re.I
)
_SHOWN = re.compile(
    r"\b(?:isodoses?|areas?|regions?|lines?|contours?|shown|drawn|represent\w*|depict\w*|illustrat\w*|colou?r\w*)\b",
    re.I,
)
_DRAWN = re.compile(
    r"\bcolou?r[-\s]?wash\b|\bisodoses?\s+(?:lines?|curves?|levels?)\s*(?:\([^()]*\)\s*)?(?:are\s+shown|shown|:|=|of\b)",
    re.I,
)
"""``isodose lines: red, 60 Gy``: the legend of a plan."""
_PRESCRIBED = re.compile(r"\bprescri|\bpatients?\s+(?:were|was|received|had)\b|\bdeliver", re.I)
_LABORATORY = re.compile(
    r"\b(?:rats?|mice|mouse|rabbits?|pigs|cell\s+lines?|cells\s+(?:were|was|received|irradiated|exposed)|in\s+vitro|phantoms?|lymphocytes|fibroblasts|surviving\s+fraction)\b",
    re.I,
)
_PEOPLE = re.compile(r"\b(?:patients?|men|women|children|cases|adults|participants)\b", re.I)
_LOST = re.compile(
    r"\b(?:repopulation|offset|compensat\w+|per\s+day\s+(?:of\s+)?(?:delay|prolongation|lost)|loss\s+of)\b",
    re.I,
)

_LEAST_TREATED = 0.3
"""Gy; less is the dose of an image, of scatter, of a pulse."""


def treats_nobody(sentence: Sentence, part: Part) -> bool:
    """Whether a dose only tells when something was done, or belongs to a plan, a model or the laboratory."""
    text = sentence.text
    if part.total is None and part.each is None:
        return False
    if _LABORATORY.search(sentence.string) and not _PEOPLE.search(sentence.string):
        return True
    if _is_drawn(sentence.string):
        return True
    dose = part.total or part.each
    if part.fractions is None and dose is not None and (dose.high or dose.low) < _LEAST_TREATED:
        return True
    before = text[max(sentence.start, part.start - 110) : part.start]
    if part.fractions is None and part.each is None and _POINT.search(before):
        return True
    if part.each is not None and part.total is None and part.each.low < 1 and _LOST.search(sentence.string):
        return True
    return bool(_PLAN_OR_MODEL.search(before + _bound_words(text, part)) or _WITHIN_ISODOSE.search(before))


def _is_drawn(text: str) -> bool:
    """``areas of more than 60 Gy are shown in red``."""
    drawn = _DRAWN.search(text) or (_COLOURS.search(text) and _SHOWN.search(text))
    return drawn is not None and not _PRESCRIBED.search(text)


def _bound_words(text: str, part: Part) -> str:
    """The words of the bound that the dose itself holds: ``above and`` before ``below 15 Gy``."""
    atom = part.total or part.each
    return text[part.start : atom.core] if atom is not None and part.start <= atom.core else ""
