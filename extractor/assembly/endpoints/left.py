"""Whether the term before a group is what the group measures."""

import re

from extractor.assembly.endpoints.befell import befell_left
from extractor.assembly.endpoints.groups import Group
from extractor.assembly.endpoints.right import changes_what_follows, left_with
from extractor.assembly.endpoints.scene import Scene
from extractor.assembly.endpoints.term import Term
from extractor.assembly.findings import with_plain_grades

EVENTS_LISTED = re.compile(r"\b(?:reported|observed|occurred|recorded|seen|noted|documented)\s*:\s*$")
"""``64 deaths were reported: 46/145 (32%) in …``."""
_CLAUSE = re.compile(
    r";|\.\s|\b(?:better|worse|longer|than|those)\b[^:]*:\s*$|,?\s\b(?:whereas|while|but|although)\b"
)
_OF_CAUSE = re.compile(r"^\s*(?:due to|from|of|because of)\s+(?:[\w-]+\s+){1,4}?(?=(?:occurred|was|were)\b)")
_AS_FIRST = re.compile(
    r"\bas\s+(?:an?\s+|the\s+|their\s+|part\s+of\s+)?(?:first|initial|sole|only|any)\s+(?:sites?\s+of\s+|components?\s+of\s+)?(?:[\w-]+\s+)?(?:failure|event|relapse|recurrence|site|component|pattern|manifestation)s?\b"
    r"|\b(?:was|were)\s+(?:the\s+)?(?:first|initial|sole|only)\s+(?:sites?|components?|events?|patterns?|manifestations?|causes?)"
    r"(?:\s+of\s+(?:[\w-]+\s+)?(?:failure|relapse|recurrence|progression)s?)?\b"
)
_BRACKET_BEFORE = re.compile(r"\s*[)\]]\s*")
_STRONG_LEFT = re.compile(
    r"(?:\b(?:was|were|is|are|of|reached|at|in|by|approximately|only|being|to|exceeded|averaged|rates?|from"
    r"|about|equalled|accounted\s+for|as high as|as low as|remained|for)|[:=(\[]|\bN)\s*"
    r"(?:only\s+|also\s+|estimated\s+(?:at|to be)\s+|(?:as\s+)?(?:high|low)\s+as\s+"
    r"|found\s+(?:to be\s+|in\s+)|seen\s+in\s+|observed\s+in\s+|a\s+|the\s+)?$",
    re.I,
)
"""Words that lead from a term to its value."""
_ASSESSED_IN = re.compile(
    r"\b(?:available|missing|lacking|evaluable|assessable|assessed|evaluated)\s+(?:for|in|from|on)\s+(?:only\s+|all\s+)?$"
)
"""``toxicity data were available for 120/140``: how many were looked at."""
_RELATIVE = re.compile(r",\s+(?:the\s+\w+\s+of\s+)?which\s+(?:can|may|is|are|has|have|could)\b")
_AT_START = re.compile(
    r"\bat\s+(?:diagnosis|presentation|baseline|enrol\w+|study entry|randomi[sz]ation)\b", re.I
)
_BEFORE_TREATMENT = (
    r"(?:\b(?:before|prior\s+to)\s+(?:the\s+|their\s+)?(?:treatment|radio\w+|irradiation|brachytherapy|implant\w*|referral|enrol\w+|study\s+entry|inclusion)\b"
    r"|\bhad\s+(?:already\s+)?been\s+(?:performed|done|carried\s+out|undertaken)\b"
    r"|\bat\s+the\s+time\s+of\s+(?:radio\w+|treatment|irradiation|inclusion|enrol\w+))"
)
_CAME_WITH = re.compile(_BEFORE_TREATMENT)
_FAILED = re.compile(r"_failure$|recurrence$|mortality$|progressive_disease$")
_PEOPLE_BEFORE = re.compile(
    rf"\s*(?:\([^()]*\)\s*)?(?:of\s+)?(?:all\s+|the\s+)*(?:[\w-]+\s+){{0,2}}?{_BEFORE_TREATMENT}"
)
_EXAMINED = re.compile(
    r"\b(?:was|were|been)\s+(?:only\s+|not\s+|also\s+)?(?:assessed|tested|evaluated|measured|examined|checked|missing"
    r"|available|completed|returned)\b[^,;%]{0,30}\b(?:in|for|by|from)\s+(?:only\s+)?$"
)
"""``cognitive function was tested in 92 %``: how many were looked at."""
_COMPLIED = re.compile(
    r"[\s)\]]*(?:of\s+(?:the\s+)?)?(?:patients\s+)?(?:had\s+)?(?:complet(?:ed|ing)|finish(?:ed|ing)|returned|consented|agreed|filled)\b"
)
_NO_COUNT = re.compile(r"survival|control|quality|pain|follow")
_EVENT_STATED = re.compile(
    r"\b(?:achieved|obtained|seen|observed|noted|documented|maintained|recorded)\b|[(:]\s*$"
    r"|^\s+(?:was|were|is)\s+(?:complete|partial|incomplete|excellent|good|fair|poor|satisfactory|absent|moderate|marked|lasting|permanent)\s+in\s"
)
_SIZED = re.compile(
    r"(?:\s+(?:was|were)\s+(?:[\w-]+\s+){0,2}?(?:less|more|fewer|rarer|commoner|lower|higher)\s+[^.;:()%]{3,90}\(\s*)|"
    r"(?:\s+(?:was|were)\s+(?!excluded|included|treated|eligible|analy[sz]ed|enrolled|assessed|evaluated|measured)(?:[a-z-]+\s+){0,8}?[a-z-]+)?\s*(?:[(\[]|in\s)\s*"
    r"|\s*[(\[]?\s*[Gg]rades?\s+[\dIV][^()%;,]{0,12}[,;:]\s*"
)
"""``deaths (n = 5)``, ``deaths were few (n = 5)``, ``ulcer (grade 3, n = 2)``."""
_SELDOM = re.compile(
    r"\s+(?:(?:of\s+)?[(]?[Gg]rade\s[^()]{1,24}?[)]?\s+)?(?:(?:was|were|being|remained)\s+)?(?:very\s+|extremely\s+|relatively\s+|the\s+(?:only|most)\s+)?"
    r"(?:rare|uncommon|infrequent|low|few|limited|mild|exceptional|unusual|minimal|frequent|common|severe|serious|major|dominant|main)?"
    r"(?:\s+(?:toxicity|complication|event|reaction|side\s+effect|adverse\s+event))?\s*[(\[]\s*(?:only\s+)?"
)
"""``late toxicity of grade 3 was rare (two patients)``."""
_ASIDE_LED = re.compile(r"^\s*,\s[^,;.()]{3,80},(?=\s+(?:was|were|occurred|developed|appeared|arose)\b)")
"""``oedema, present in 12 before surgery, was seen in 30``."""
_RARER = re.compile(
    r"\s+(?:(?:was|were)\s+)?(?:(?:far|much|somewhat|[a-z]+ly)\s+)?(?:(?:more|less)\s+(?:often|frequent(?:ly)?|common(?:ly)?|pronounced|severe)"
    r"|commoner|rarer|fewer)\s+(?:seen\s+|found\s+|observed\s+)?(?:in|after|with|among|under|on|following)\s+[^.;:()%]{3,90}\(\s*"
)
"""``strictures were rarer with the catheter (3 of 50)``."""
_ALLOCATED_TO = re.compile(
    r"\b(?:assigned|allocated|randomi[sz]ed)\b(?:(?!\b(?:had|was|were|developed|experienced|showed)\b)[^.;])*\bto\s+"
    r"(?:(?!\b(?:had|was|were|developed|experienced|showed)\b)[^.;])*$"
)
"""``randomised to stent placement (n = 108)``: who had the treatment."""
_DEFINED = re.compile(
    r"\b(?:according\s+to|by|per|using)\s+(?:the\s+)?(?:[\w-]+\s+){1,3}?(?:definition|criteria|criterion)\b",
    re.I,
)
_OF_ANY = re.compile(r"\bof\s+any\s+(?:type|kind|cause|degree|severity)\b|\bat\s+any\s+(?:site|time)\b", re.I)
_BY_SCALE = re.compile(
    r"\b(?:(?:NCI|RTOG|EORTC|CTC|CTCAE|WHO|POG|SIOP|LENT|SOMA|Brock|Chang)[\s/-]*)+(?:v(?:ersion)?\s*[\d.]+\s+)?(?=[Gg]rades?\b)"
)
"""``hearing loss of CTCAE grade 3``."""
_CAUSED = re.compile(
    r"\s+(?:was|were)\s+(?:[\w/-]+\s+){1,5}(?:in|for)\s+|\s+(?:was|were|included)\s+(?:[\w/-]+\s+){1,5}\(\s*(?:n\s*=\s*)?"
)
"""``the cause of death was tumour progression in 21 …``."""
_REQUIRING = re.compile(
    r"^\s*(?:which\s+|that\s+)?(?:requir(?:ed|ing)|need(?:ed|ing)|necessitat(?:ed|ing)|leading\s+to|resulting\s+in|treated\s+(?:with|by)|managed\s+(?:with|by)|without)"
    r"\s+(?:[\w-]+\s+){1,5}?(?=(?:occurred|developed|was|were|in)\b)"
)
"""``necrosis requiring surgery occurred in …``."""
_THE_REST = re.compile(r"\bthe\s+(?:remaining|other)\s+$")
_LASTING = re.compile(
    r"^\s*(?:persisting|lasting|continuing|present|developing|occurring|appearing)\s+(?:for\s+|beyond\s+|after\s+|within\s+)?"
    r"(?:(?:more|less|longer)\s+than\s+)?[\w-]+\s+(?:days?|weeks?|months?|years?)(?:\s+after\s+[a-z]+)?\s+(?=(?:occurred|developed|was|were|in)\b)"
)
"""``oedema persisting for more than 6 months was seen in …``."""
_OPENING_BRACKET = re.compile(r"^\s*\([^()]*\)(?=\s*[\w(])")
"""``causes of death (104 events) were cancer (n = 42)``."""
_WITHIN = re.compile(
    r"\b(?:within|during)\s+(?:the\s+)?(?:first\s+)?(?:\d+|[a-z]+)\s+(?:years?|months?|weeks?|days?)\s+"
    r"(?:(?:of|after|from|following)\s+(?:(?:the|initial|end|completion|start|of)\s+){0,4}(?:treatment|therapy|surgery|radio\w+|irradiation|chemoradio\w+)\s+)?"
)
"""``effusions were seen within the first 2 years of treatment in …``."""
_WHEN = re.compile(
    r"\b(?P<verb>occurr(?:ed|ing)|developed|observed|seen|noted|reported|recorded|documented|detected|found|appeared|arose|diagnosed)\s+(?:only\s+|mainly\s+|mostly\s+)?"
    r"(?:after|following|during|throughout|within|before|prior\s+to|despite|until|at|in|as|on|late|early|soon|shortly|directly|immediately)\s+"
    r"(?:(?!(?:patients?|women|men|children|cases|lesions|tumou?rs|and|treated|managed|required|resolved|improved|died|recurr\w+|with|who|that|all|both|other)\b)[\w/-]+,?\s+){1,10}?"
    r"(?=(?:in|among|by)\s+(?:only\s+)?$)"
)
"""``oedema was seen after completion of radiotherapy in 7 patients``."""
_CONFINED = re.compile(r"\b(?:limited|confined|restricted)\s+to\s+(?:only\s+)?$")
_OF_ORGAN = re.compile(
    r"^\s+(?:of|in|to|through|along|within|near|around|outside|beyond)\s+(?:the\s+|an?\s+)?(?!(?:[\w-]+\s+)?(?:treatment|therapy|\w*radi\w+|\w*chemo\w+|patients|women|men|children|cases|grade|arms?|groups?)\b)"
    r"[a-z][\w-]*(?:\s+[a-z][\w-]*)?(?:\s+(?:and|or)\s+(?:the\s+)?[a-z][\w-]*)?\s+(?=(?:occurred|developed|was|were|followed|appeared|arose|in)\b)"
)
"""``ulceration of the skin was seen in …``."""
_CIRCUMSTANCE = re.compile(
    r"\s+(?:(?:at|by|within|after|following|during|despite)\s+(?!(?:baseline|presentation|diagnosis)\b)[^,;.:()%]{2,50}?"
    r"|(?:in|on)\s+(?:the\s+|either\s+|this\s+)?[^,;.:()%]{1,30}?\s(?:arm|group|cohort)s?)\s+"
    r"(?=(?:was|were|had|has|have|occurred|developed|arose|appeared|affected|troubled)\b)"
)
"""``local failure at two years was seen in …``, ``pneumonitis after chemoradiation occurred in …``."""
_OCCURRENCE = frozenset(
    """
    any first affected affecting troubled involved there isolated solitary bilateral multifocal transient permanent temporary persistent mild
    moderate severe reversible was were is are has have had been being also only subsequently later then
    both all rate rates event events toxicity toxicities seen observed noted reported found recorded
    documented achieved detected diagnosed confirmed identified experienced developed occurred occurring
    occurs arose present persisted required accounted numbered totalled totaled requiring improved
    obtained suffered encountered in by for among on a an the another other total of just each
    respectively additional further as follows limited confined restricted at last follow up time analysis grade grades
    acute late or higher greater more worse symptomatic and suspected demonstrated shown that which
    biopsy proven registered met histologically necessary became needed appeared emerged to maintained
    described disappeared resolved subsided recovered preserved retained regained induced produced scored reached restored attained with placed inserted
    struck hit befell plagued manifest apparent supervened followed preceded registered documented evident performed given carried out possible feasible attempted undertaken alone complete partial incomplete absent marked lasting excellent good fair poor satisfactory unsatisfactory
    """.split()
)
_CHANGES = frozenset({"endpoint.pain_relieved", "endpoint.quality_of_life", "other.improved"})
"""Rules of what is told by a verb."""
_BEFORE_COUNT = frozenset(
    "affected affecting troubled involved struck hit befell plagued numbered totalled totaled in by for among a an another further only with on".split()
)


def stands_left(scene: Scene, group: Group, term: Term, direct: Term | None) -> bool:
    """Whether the term before a group is what it measures, rather than ``direct`` behind it or none."""
    gap = _ASIDE_LED.sub("", scene.text[term.end : group.start])
    if _ASSESSED_IN.search(gap) or (
        group.form in {"percent", "count"}
        and not _FAILED.search(term.code)
        and _before_treatment(scene, group, gap)
    ):
        return False
    if group.form == "percent" and not gap.strip():
        return True
    if group.form == "percent" and direct and changes_what_follows(scene, group, direct):
        return False
    if direct and _BRACKET_BEFORE.fullmatch(scene.text[group.end : direct.start]) and gap.strip() != "(":
        return bool(EVENTS_LISTED.search(gap))
    if direct and left_with(scene, group, scene.text[group.end : direct.start]):
        return False
    if direct and (not _STRONG_LEFT.search(gap) or _CLAUSE.search(gap)):
        return False
    if group.form == "count":
        named = scene.text[scene.sentence.start : term.start]
        if group.values[0].rule == "n_equals" and _ALLOCATED_TO.search(named):
            return False
        plain = _ASIDE_LED.sub("", with_plain_grades(scene.sentence, term.end, group.start))
        return _count_left(plain, group, term) or befell_left(scene, term, group.start)
    if group.form == "percent":
        examined = (not term.code.endswith("response") and _EXAMINED.search(gap)) or _COMPLIED.match(
            scene.text, group.end
        )
        return len(gap) <= 220 and not (examined or _RELATIVE.search(gap) or _AT_START.search(gap))
    return True


def _before_treatment(scene: Scene, group: Group, gap: str) -> bool:
    """``serviceable hearing was present before radiosurgery in 45 %``: what the patients came with."""
    return bool(_CAME_WITH.search(gap) or _PEOPLE_BEFORE.match(scene.text, group.end))


def _count_left(gap: str, group: Group, term: Term) -> bool:
    first = group.values[0]
    if first.rule == "n_equals":
        gap = _OPENING_BRACKET.sub("", gap)
    if first.rule == "graded":
        return term.code == "toxicity" and len(gap) < 140
    stated = term.text.endswith(("ed", "ed in")) or term.rule in _CHANGES or _EVENT_STATED.search(gap)
    if _NO_COUNT.search(term.code) and not stated:
        return False
    if first.rule == "n_equals" and term.code.endswith("_survival") and not term.text.endswith("ed"):
        return False  # median survival (n = 100) was 10 months
    if first.rule == "n_equals":
        return bool(_SIZED.fullmatch(gap)) or (gap.endswith("in ") and _occurred(gap))
    if first.rule == "numbered" or _SELDOM.fullmatch(gap) or _RARER.fullmatch(gap):
        return True
    gap = _CIRCUMSTANCE.sub(" ", _THE_REST.sub("", gap), count=1)
    if term.code == "toxicity" or _FAILED.search(term.code):
        gap = _OF_ORGAN.sub(" ", gap)
    for part in (_WITHIN, _BY_SCALE, _AS_FIRST, _DEFINED, _LASTING, _REQUIRING, _OF_ANY):
        gap = part.sub(" ", gap)
    gap = _WHEN.sub(r"\g<verb> ", gap)
    if term.code == "mortality" and _CAUSED.fullmatch(gap):
        return True
    if term.code == "mortality":
        gap = _OF_CAUSE.sub(" ", gap)
    return len(gap) <= 110 and _occurred(re.sub(r"\([^()]*\)", " ", gap))


def _occurred(gap: str) -> bool:
    """Only words of occurrence (and a grade) between an event and its count: ``grade 2 … was seen in``."""
    if re.search(r"[;.]|:\s*$", gap) and not re.fullmatch(r"\s*:\s*", gap):
        return False
    words = [w.lower() for w in re.findall(r"[A-Za-z]+", gap)]
    if any(w not in _OCCURRENCE and not w.endswith("ly") for w in words):
        return False
    return (
        not words or words[-1] in _BEFORE_COUNT or bool(re.search(r"[(:]\s*$", gap) or _CONFINED.search(gap))
    )
