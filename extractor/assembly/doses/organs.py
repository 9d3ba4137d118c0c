"""Doses of organs at risk: figures of a plan or limits to it, no prescriptions."""

import re

from extractor.assembly.doses.part import Part
from extractor.assembly.findings import Sentence

_TREATED_THERE = (
    r"(?![-\s]+(?:[\w-]+\s+){0,2}?(?:(?-i:beds?)|cuffs?|vaults?|stump|boost|cancers?|carcinomas?|tumou?rs?|metasta\w+|lesions?|sarcomas?|adenomas?|meningiomas?"
    r"|schwannomas?|lymphomas?|melanomas?|gliomas?|malignanc\w+|diseases?|consolidation|electrons?|irradiation|radiotherapy|radiation\s+(?:therapy|treatment)|S[BA]BRT\b|SABR\b)\b"
    r"|[-\s]+(?:preserv|spar|intact|resect|lobectom|surg)|[-\s]+(?:mucosa\s+(?:at|to)|surface\s+at)\b)"
)
"""``the parotid bed``, ``liver metastases``: what is treated."""
_AT_RISK = (
    r"lungs?|pulmonary|heart|cardiac|(?:left\s+|right\s+)?ventric(?:les?|ular)|pericardi(?:um|al)|coronary(?:\s+arter(?:y|ies))?|LAD|left\s+anterior\s+descending(?:\s+(?:coronary\s+)?artery)?"
    r"|(?:spinal\s+)?cords?|spinal\s+canal|cauda\s+equina|brain\s?stems?|parotids?|submandibulars?|salivary|lacrimal|glands?"
    r"|rectum|rectal|anal\s+(?:canal|sphincter)|bladder|sigmoid|bowels?|intestin(?:es?|al)|duoden(?:um|al)|kidneys?|renal|liver|hepatic|bile\s+ducts?|biliary"
    r"|o?esophag(?:us|eal)|trachea|bronch\w+|aorta|aortic|(?:(?:great|major|large)\s+)?vessels|carotids?|larynx|laryngeal|(?:pharyngeal\s+)?constrictors?|swallowing\s+(?:muscles?|structures?)|oral\s+(?:cavity|mucosa)|mandib(?:le|ular)"
    r"|cochleas?|cochlear|inner\s+ears?|(?:optic\s+)?chiasm|optic\s+(?:nerves?|pathways?|apparatus)|optic|nerves?|lens(?:es)?|retinas?|retinal|hippocamp\w+|hypothalamus|temporal\s+lobes?|(?:(?:brachial|sacral|lumbosacral)\s+)?plexus"
    r"|femoral(?:\s+(?:heads?|necks?))?|penile\s+bulb|bulb|urethras?|urethral|neurovascular\s+bundles?|(?:bone\s+)?marrow|(?<!metastatic\s)ribs?|contralateral\s+breasts?|organs?\s+at\s+risk|OARs?|(?:critical|normal)\s+(?:structures?|organs?)"
    r"|(?:normal|healthy|uninvolved)\s+brain"
)
_ALSO_TREATED = r"chest\s+walls?|stomach|gastric|vaginal?|(?<!total\s)skin|test(?:is|es|icular|icles?)|ovar(?:y|ies|ian)|spleen|splenic|thyroid|pituitary|breasts?|brain|(?:whole|entire|total)\s+(?:lungs?|liver|bladder|kidneys?|heart)"
"""Sites that are as often what is treated: a bound or an average tells."""
_ANY = rf"(?:\b(?:{_AT_RISK}|{_ALSO_TREATED})\b{_TREATED_THERE})"
_ORGAN = rf"(?:(?<!whole\s)(?<!entire\s)(?<!whole-)(?<!hemi)\b(?:{_AT_RISK})\b{_TREATED_THERE})"
_BESIDE = "".join(
    rf"(?<!{near}\s)(?<!{near}\sthe\s)"
    for near in ("abutted", "abutting", "near", "touched", "touching", "invading", " to", "overlapping")
)
"""``whose tumour abutted the bowel received``: the patient did."""
_AVERAGE = (
    r"(?:mean|median|average|near-max\w+|maximum|maximal|max|minimum|minimal|point|peak|cumulative|integral)"
)
_BOUND = r"(?:mean|average|near-max\w+|maximum|maximal|max|minimum|minimal|point|peak|integral)"
_SIDES = r"(?:(?:the|both|either|each|whole|entire|contralateral|ipsilateral|left|right|normal|adjacent|remaining|healthy|uninvolved|surrounding|spinal|small|large|anterior|posterior|proximal|distal)\s+)*"
_PARTS = r"(?:\s+(?:loops?|bags?|heads?|glands?|muscles?|walls?|matter|apparatus|nerves?|arter(?:y|ies)|pathways?|cord|reference|mucosa|tissues?|trees?|canal))*"
_DOSES = r"(?:(?:absorbed|calculated|measured|estimated|radiation|reference|total|cumulative|physical)\s+)*(?:doses?|BED\w*|EQD_?2|D2\s?cc)"
_GIVEN_BEFORE = r"(?:(?:[<>≤≥~±]?\s*\d+(?:[.·]\d+)?\s*(?:[-–]\s*\d+(?:[.·]\d+)?\s*)?(?:c?Gy\w*)?)\s*(?:\([^()]*\)\s*)?(?:,|and|or|vs\.?|versus|to|±)\s*(?:and\s+|or\s+|in\s+[\w\s]{3,40}?\band\s+)?)*"
_UP_TO = rf"(?:\s*\([^()]*\))?(?:(?!\d|[;.]\s|\bprescri|\btarget|\bPTV|\btumou?r).){{0,55}}{_GIVEN_BEFORE}$"
_DOSE_OF = re.compile(
    rf"(?:\b{_AVERAGE}\s+)?{_ORGAN}{_PARTS}\s+(?:{_AVERAGE}\s+)*{_DOSES}{_UP_TO}"
    rf"|\b{_DOSES}\s+(?:received\s+by|delivered\s+to|to|in|at|of|for|on)\s+(?:\d+\s?%\s+of\s+)?{_SIDES}{_ORGAN}{_UP_TO}"
    rf"|{_ANY}{_PARTS}\s+{_BOUND}\s+(?:{_DOSES})?{_UP_TO}"
    rf"|\b{_BOUND}\s+{_SIDES}{_ANY}{_PARTS}\s+{_DOSES}{_UP_TO}"
    rf"|\b(?:{_BOUND}|tolerance)\s+{_DOSES}\s+(?:to|in|at|of|for)\s+(?:\d+\s?%\s+of\s+)?{_SIDES}{_ANY}{_UP_TO}"
    rf"|\b(?:for|in|to)\s+{_SIDES}{_ANY}{_PARTS},?\s+(?:an?|the)\s+{_BOUND}\s+(?:{_DOSES}\s+)?of\s+$"
    rf"|{_ANY}{_PARTS}\s*\(\s*{_BOUND}(?:\s+dose)?[,:]?\s*$"
    rf"|{_ANY}{_PARTS}:\s+(?:[a-z]+\s+)?{_BOUND}\s+dose,?\s+{_GIVEN_BEFORE}(?:{_BOUND}\s+dose,?\s+)?$",
    re.I,
)
"""``mean heart dose``, ``dose to the cord``, ``maximum vaginal dose``, ``the ribs (maximum,`` before their value."""
_RECEIVED = re.compile(
    rf"(?P<share>%\s+of\s+{_SIDES})?(?<!whole\s)(?<!entire\s)(?<!total\s)(?<!whole-){_BESIDE}(?!whole|entire|total){_ANY}{_PARTS}\s+(?:\([^()]*\)\s*)?(?:(?:had|has|have|that|which|was|were|should|must|could|may|to|not)\s+)*(?:receiv(?:ed|ing|es?)|exposed\s+to|had)\s+"
    rf"(?:(?:an?|the)\s+)?(?P<average>{_BOUND}\b[\w\s]{{0,25}})?(?P<bound>(?:no\s+)?(?:more|less|greater)\s+than\s+|at\s+(?:least|most)\s+)?$",
    re.I,
)
_LIMIT = re.compile(
    rf"\b(?:limit|restrict|constrain|keep|kept|hold|held|maintain|spar|shield|block)\w*\s+{_SIDES}{_ANY}{_PARTS}\s+(?:{_DOSES}\s+)?(?:to|below|under|at|within|beyond|after|from|less\s+than)\s+(?:an?\s+)?(?:{_BOUND}\s+)?(?:(?:dose\s+)?of\s+)?$"
    rf"|{_ANY}{_PARTS}\s+(?:was|were|is|are|be)\s+(?:[a-z]+\s+)?(?:spared|shielded|blocked|excluded|protected|exposed)\s+(?:after|at|before|beyond|from|to|with)\s+(?:an?\s+)?(?:{_BOUND}\s+)?(?:(?:dose\s+)?of\s+)?$"
    rf"|{_ANY}{_PARTS}\s+(?:(?:was|were|is|are|be|had|has|have|to|should|must|could)\s+)+(?:limited|restricted|constrained|kept|held|maintained|remain|stay)\s+(?:to|below|under|at|within|less\s+than)\s+(?:[^.;]*?\band\s+)?(?:an?\s+)?(?:{_BOUND}\s+)?(?:(?:dose\s+)?of\s+)?$"
    rf"|{_ANY}{_PARTS}\s+(?:(?:was|were|should|must|could|may|might|had|did|to|not|be|allowed|permitted)\s+)+(?:exceed(?:ing)?|receive|get)\s+(?:(?:an?|the)\s+)?(?:(?:more|less|greater|higher)\s+than\s+)?(?:{_BOUND}\s+)?(?:(?:dose\s+)?of\s+)?(?:(?:more|less)\s+than\s+)?$"
    rf"|\b(?:tolerance|limit|constraint|maximum)\s+(?:dose\s+)?(?:of|for)\s+{_SIDES}{_ANY}{_PARTS}\s+(?:(?:was|were|is|are)\s+)?(?:set\s+|taken\s+)?(?:at|to|as)?\s*$",
    re.I,
)
"""``we limited the heart to``, ``the kidneys were shielded after``."""
_SHUNNED = re.compile(
    r"[^.;,]{0,30}\b(?:was|were)\s+(?:avoided|(?:not\s+)?(?:accepted|allowed|permitted|tolerated|exceeded))\b"
)
"""``optic doses above 10 Gy in one fraction were avoided``."""
_NOT_OF_TREATMENT = re.compile(r"\b(?:toleran\w+|constraints?|limits?|exceed\w*)\b", re.I)
_TO_ORGAN = re.compile(rf"\s+(?:to|for|at|in)\s+{_SIDES}{_ORGAN}", re.I)
_AT_MOST_NEXT = re.compile(r"\s+(?:at\s+(?:the\s+)?most|or\s+less|on\s+average|maximum)\b", re.I)
_NONE_OR_FIRST = re.compile(r"(?:^|[.;]\s)$|\b(?:no|none|nobody|never|not)\b[^.;,]*$", re.I)
"""``No patient had more than 50 Gy to the chiasm``, ``Above 26 Gy to the parotid …``."""
_UP_TO_IT = re.compile(r"\bup\s+to\b", re.I)
_IN_FRACTIONS = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:given\s+|delivered\s+)?(?:in|/|over|with|as|\()\s*(?:[\w.]+[-\s]+){0,3}?(?:fractions?|fx|fr|sessions?)\b|\s*/\s*\d+",
    re.I,
)
_ALLOWED_NEXT = re.compile(
    rf"\s+(?:(?:was|were|is|are)\s+(?:allowed|permitted|accepted|tolerated|acceptable)\s+)?(?:to|for|at|in)\s+{_SIDES}{_ANY}"
    r"(?P<toleran>[^.;\d]{0,40}\b(?:toleran\w+|constraints?|limits?|not\s+(?:be\s+)?exceed\w*)\b)?",
    re.I,
)
_MOST = re.compile(
    r"\b(?:maximum|maximal|max)\s+(?:of\s+)?$|\b(?:maximum|maximal|max|mean|average|point)\s+doses?\s+(?:(?:of|was|were)\s+)?(?:(?:\d+(?:[.·]\d+)?\s*c?Gy)\s+(?:to|for|at|in)\s+[\w\s-]{3,40}(?:,|and)\s+)*$",
    re.I,
)
"""``maximum doses were 24 Gy to the lung and``."""
_NEXT_LIMIT = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:(?:in|over|/)\s*(?:an?\s+)?(?:[\w-]+)(?:\s+(?:single\s+)?(?:fractions?|fx|sessions?))?\s*)?(?:\([^()]*\)\s*)?(?:,\s*(?:and\s+|or\s+)?|\b(?:and|or)\s+)"
    r"(?:(?:to|below|under|at|within|less\s+than)\s+)?(?:[<≤]\s*)?"
)
"""``kept under 8 Gy in one fraction or 25 Gy in five``."""
_BOUNDED = re.compile(
    r"\b(?:kept|limit\w*|restrict\w*|constrain\w*|held|toleran\w+|maximum|exceed\w*|point\s+dose|no\s+more)\b",
    re.I,
)
_NEXT_ORGAN = re.compile(
    rf"(?:\s*(?:\([^()]*\)\s*)?(?:in|/)\s*\w+\s+fractions?)?(?:\s+(?:was|were)\s+(?:respected|accepted|allowed|used|applied|permitted|observed))?(?:\s+(?:at\s+(?:the\s+)?most|or\s+less|on\s+average|maximum))?\s*(?:,|;|\(|\))*\s*(?:and|or|while|whereas)?\s*(?:(?:that|those|for|to|of|in|the)\s+)*{_SIDES}{_ANY}{_PARTS}\s*"
    rf"(?:(?:{_AVERAGE}|doses?|was|were|is|are|to|an?|at|of|by|below|under|less\s+than|no\s+more\s+than|up\s+to|not\s+(?:to\s+)?exceed(?:ing)?)\s*|[:=,<>≤≥(]\s*)*",
    re.I,
)
_NAMED = re.compile(_ORGAN, re.I)
_TALK_OF_PLANS = re.compile(
    r"\bdoses?\b|\bD\d(?:[.·]\d)?\s?cc\b|\breceived\s+(?:more|less)\b|D\s?\(?_?(?:max|mean|min)\)?|\bV\d{1,2}\b|constraint|volume|DVH|isodose|receiving",
    re.I,
)
_TREATED = re.compile(
    r"prescri|delivered|received|treated|target|PTV|fraction|randomi|assigned|radiotherapy (?:dose|to)|irradiated to|median dose of|(?:total|full)\s+(?:\w+\s+)?dose",
    re.I,
)
_PRESCRIBED = re.compile(r"\b(?:prescribed|prescription)\s+(?:[\w-]+\s+){0,4}", re.I)
"""``the prescribed dose to the gland was 125 Gy``."""
_BEFORE = 130
_BEHIND = 40


def is_of_organ(sentence: Sentence, part: Part) -> bool:
    """Whether a dose is what an organ at risk received, or may receive."""
    atom = part.total or part.each
    if atom is None:
        return False
    text = sentence.text
    before = text[max(sentence.start, part.start - _BEFORE) : max(part.start, atom.core)]
    fractionated = part.fractions is not None or _IN_FRACTIONS.match(text, part.end)
    own = _DOSE_OF.search(before)
    if own and not _PRESCRIBED.search(before):
        bounded = re.search(rf"\b{_BOUND}\b", own.group(), re.I) or _SHUNNED.match(text, part.end)
        return not fractionated or bool(bounded)
    limited = _LIMIT.search(before)
    if fractionated:
        return limited is not None and _NOT_OF_TREATMENT.search(limited.group()) is not None
    received = _RECEIVED.search(before)
    if received and (received["share"] or received["average"] or received["bound"] or atom.comparator != "="):
        return True
    if received and _AT_MOST_NEXT.match(text, part.end):
        return True
    if limited:
        return True
    behind = _ALLOWED_NEXT.match(text, part.end)
    if behind and (behind["toleran"] or _MOST.search(before)):
        return True
    bound = atom.comparator in {"<", "<="} and not _UP_TO_IT.search(text, part.start, atom.core)
    most = atom.comparator in {">", ">="} and _NONE_OR_FIRST.search(text, sentence.start, part.start)
    if (bound or most) and _TO_ORGAN.match(text, part.end):
        return True
    return _in_clause_of_plans(sentence, part)


def continues(sentence: Sentence, last: Part, part: Part) -> bool:
    """``limited to 45 Gy and the brainstem to 54 Gy``: another organ, told of by the words of the one before."""
    atom = part.total or part.each
    if atom is None or part.fractions is not None or last.end > atom.core:
        return False
    limit = _NEXT_LIMIT.fullmatch(sentence.text, last.end, atom.core)
    if limit and _BOUNDED.search(sentence.text, sentence.start, last.start):
        return _NAMED.search(sentence.text, sentence.start, last.start) is not None
    return _NEXT_ORGAN.fullmatch(sentence.text, last.end, atom.core) is not None


def _in_clause_of_plans(sentence: Sentence, part: Part) -> bool:
    """By the words of its clause, where none of them tells of treatment."""
    text = sentence.text
    semicolons = [m.end() for m in re.finditer(r";\s", text[sentence.start : part.start])]
    begin = sentence.start + max(semicolons, default=0)
    behind = text.find("; ", part.end, part.end + _BEHIND)
    edge = min(sentence.end, behind if behind >= 0 else part.end + _BEHIND)
    clause = text[begin:edge]
    # What an organ is followed by may lie beyond the edge: ``total skin electrons``.
    beyond = edge if behind >= 0 else edge + _BEHIND
    organ = _NAMED.search(text, begin, min(sentence.end, beyond))
    named = organ is not None and organ.end() <= edge
    return named and bool(_TALK_OF_PLANS.search(clause)) and not _TREATED.search(clause)
