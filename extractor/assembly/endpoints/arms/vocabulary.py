"""The words by which a name of an arm is known: what leads to it, what ends it, and what is none."""

import re

HEAD = r"(?:arms?|groups?|regimens?|cohorts?|schedules?|subsets?|subgroups?|strata|stratum|protocols?)"
IS_HEAD = re.compile(HEAD, re.I)
CLASS = re.compile(
    r"(?:arms?|groups?|stages?|cohorts?|levels?|class(?:es)?|regimens?|protocols?|schedules?|type|category|(?:ter|quar|quin)tiles?|child[-–]pugh)",
    re.I,
)
LETTER = re.compile(r"(?:[A-Z]|[IVX]{1,4}[AB]?\d?|\d[AB]?)(?:[-–/](?:[A-Z]|[IVX]{1,4}[AB]?|\d))?")
PERSONS = frozenset(
    "patients participants subjects women men children adults individuals persons people cases girls boys"
    " recipients specimens pts".split()
)
PEOPLE = r"(?:patients|participants|subjects|women|men|children|adults|individuals|persons|people|cases|recipients|specimens|pts|tumou?rs|lesions|heels|eyes|ears|kidneys|limbs|breasts)"
SEXES = re.compile(
    r"(?:men|women|males?|females?|boys|girls|adults|children|adolescents)(?!\s+(?:who|with|without|in|on|at|of|treated|receiving|given|under|aged|older|younger|randomi|assigned|allocated|undergoing)\b|\s*[≥≤<>])\b",
    re.I,
)
COUNTERPARTS = {
    "men": "women", "women": "men", "male": "female", "female": "male", "males": "females", "females": "males", "boys": "girls",
    "girls": "boys", "adults": "children", "children": "adults", "adolescents": "children",
}  # fmt: skip
LINKS = frozenset(
    "the a an this these those that all our eligible evaluable who were was had been only".split()
)
OPENERS = frozenset("in for with on after among following under using within".split())
VERBS = frozenset(
    "receiving treated assigned allocated randomized randomised given undergoing having managed taking".split()
)
PAST = frozenset("received underwent had took got".split())
"""``3 women who had surgery``, but not ``3 had surgery``: verbs that lead to an arm behind ``who`` alone."""
STOP = frozenset(
    "and or vs vs. versus v v. but while whereas though although as than compared respectively which who whom whose"
    " there we us ours theirs lasted started began took that the a an this these those both all each every either neither other others another any some none it they"
    " was were is are be been being had has have did do does developed experienced showed achieved reached remained"
    " died relapsed recurred progressed survived lost yielded resulted led reported required suffered improved"
    " increased decreased occurred responded fell rose failed fared differed lived"
    " in for on after among of following by to from at during before between within over under against through"
    " half third if when where because since until about nearly approximately only not also already even more less fewer"
    " significantly statistically better worse longer shorter higher lower greater lesser compared receiving given"
    " treated assigned undergoing using having who one two three four five six seven eight nine ten"
    " caused reduced halved doubled tripled giving gave showing causing made produced prolonged lowered raised yielding reducing allowed appeared"
    " seemed tended provided offered achieving experiencing developing decreases increases improves reduces received"
    " ranges ranged ranging varies varied remains remain occurs occur exceeds exceeded approaches approached becomes became develops shows"
    " underwent completed retained entire whole together combined favored favoured favor favour favoring favouring"
    " p hr ci median mean overall".split()
)
INNER = re.compile(
    r"(?:plus|\+|/|alone|only|half|followed\s+by|or\s+(?=(?:higher|more|less|greater|lower|fewer|older|younger|smaller|larger|no)\b)"
    r"|with\s+(?=no\b)|(?:less|more|greater|fewer|larger|smaller|older|younger|lower|higher)\s+than)(?=\s|$|[),;:.])"
)
LIMIT = re.compile(
    r"(?:(?:less|more|greater|fewer|larger|smaller|older|younger)\s+than|at\s+least|up\s+to|below|above|[≥≤<>]=?)\s*\d[\d.·]*"
    r"(?:\s*[-–]?\s*(?:Gy|cm|mm|years?|months?|ng/ml|ml|cc|cm3|rad|%))?(?:\s+of\s+age)?",
    re.I,
)
DOSE = re.compile(
    r"\d[\d.·]*(?=-?(?:\s*,\s*\d[\d.]*)*,?\s(?:and|or|vs\.?|versus)\s\d[\d.·]*[-\s]?Gy)|(?:\d{1,2}(?:[.·]\d+)?\s*(?:to|[-–])\s*)?\d[\d.·]*[-\s]?(?:c?GyE?|CGE|rad)\b(?:\s*\(RBE\))?(?:\s+or\s+(?:higher|more|less|lower))?"
)
AT_DOSE = re.compile(
    r"at\s+(?=(?:the\s+)?(?:\d[\d.·]*(?:\s*(?:,|and|or)\s*\d[\d.·]*)*[-\s]?(?:GyE?|CGE)\b(?!\s+isodose)|dose\s+levels?\s+[\dIVA-D]|levels?\s+\d\b))",
    re.I,
)
"""``2 of 6 at 60 Gy``, ``at dose level 1``: ``at`` opens the name of a group only before a dose."""
SCALE = re.compile(
    r"(?:(?:initial\s+|pretreatment\s+|presenting\s+)?(?:i?PSA|CA\s?19-9|CEA|AFP)|ECOG|WHO|Zubrod|KPS|Karnofsky|PS|GPA|DS-GPA|Gleason|BED\d*|EQD2"
    r"|performance\s+status|Charlson|ALBI|Child[-–\s]Pugh|Spetzler[-–]Martin|[Ss]cores?|[Gg]rade)"
    r"(?:\s+(?:PS|KPS|performance\s+status|scores?|sum|index|class|grade|levels?|of))*\s*(?:[≥≤<>=]=?\s*)?\d+(?:[.·,]\d+)*(?![\d%]|\s?%)"
    r"(?:\s?(?:[-–/+]|to\s|or\s)\s?\d+(?:[.·]\d+)?|\+)?(?:\s*(?:Gy|ng/ml))?(?:\s+or\s+(?:more|less|higher|lower|above|below|greater|better|worse))?"
)
"""``ECOG 0-1``, ``Gleason score 8 to 10``, ``KPS of 70 or more``: the number is part of the name."""
DATED = frozenset("treated irradiated diagnosed operated enrolled accrued seen period years era".split())
COUNTED = re.compile(
    r"(?:(?:a|an)\s+)?(?:(?:single|multiple|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
    r"(?:\s?(?:[-–]|to\s|or\s)\s?(?:two|three|four|five|six|seven|eight|nine|ten|more|fewer|less|\d{1,2}))?|[≥≤<>]=?\s?\d{1,2}|(?:fewer|more)\s+than\s+\w+)"
    r"\s+(?:(?!patients|women|men)[a-z]+\s+){0,2}?(?:lesions?|metastas[ei]s|nodes?|tumou?rs?|sites?|fractions?|isocent(?:er|re)s?|factors?|comorbidities)\b"
)
"""``a single brain metastasis``, ``1-3 positive nodes``: counts that name a group."""
LASTING = re.compile(
    r"(?:\d{1,3}|one|two|three|four|six)[\s-](?:months?|weeks?|years?)\s+of\s+(?=[\w-]*[a-z])", re.I
)
"""``6 months of ADT``."""
NOT_ON = re.compile(r"not\s+(?:on|given|receiving|undergoing|treated\s+with)(?=\s+[a-z])", re.I)
PERIOD = re.compile(
    r"(?:from\s+|between\s+|in\s+|during\s+)?(?P<label>(?:(?:before|after|since|until|prior\s+to)\s+(?:19|20)\d\d|(?:19|20)\d\d\s*(?:to|-|–|and|through)\s*(?:19|20)\d\d))(?!\d|[.·]\d|\s?%)"
)
"""``patients treated from 2001 to 2008``."""
NUMBER = re.compile(r"[-+±~]?\d[\d.,·]*%?(?:[-–]\d[\d.,·]*%?)?$|[=<>≤≥]")
TRAILING = frozenset("plus + / with no without the of at".split())
NO_NAME = re.compile(
    r"\b(?:grades?|mm|MRI|years?|months?|weeks?|days?|median|analys[ie]s|time|total\s+(?:of|number|dose)|whom|addition|general|follow-?up|baseline"
    r"|respect|contrast|comparison|particular|turn|average(?!-)|imaging|evaluable|assessable|available|data|pain|symptoms?|questionnaires?|need|question|attention|interval|rate|rates|hazard|ratio|differences?|benefits?|advantages?|gain|series|trend|risk\s+of|case|fact|range|latency|order\s+of|literature|publications?|et\s+al|limitations?|respectively)\b|^S[DE]M?\s?[±=]?\s?\d|\s(?:stud(?:y|ies)|trials?)$|^(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b|^(?!(?:early|daily|weekly|monthly|yearly|elderly)$)[a-z]+ly$",
    re.I,
)
GENERIC = re.compile(
    r"(?:(?:the|study|acute|late|end\s+of|completion\s+of|protocol|this|initial|primary)\s+)*(?:treatments?|therapy|diagnosis|randomi[sz]ation|enrol\w+|completion|examined|assessed|evaluated|available|question|disease|death|toxicity"
    r"|rectal|urinary|genitourinary|gastrointestinal|intestinal|bladder|rectum|bowel|vagina|skin|lungs?|heart|brain|liver|bone|breast(?:\s+cancer)?|prostate\s+cancer|cancer|mucosa|larynx|o?esophagus|gastrointestinal|genitourinary|GI|GU|OS|PFS|DFS|LC|LRC|CSS|DSS|CR|PR|IQR|CI|HR|OR|RR|SE|NS|NR|NE|SEM|survival|both|population|end\s*points?|addition|introduction|publication|correction|adjust(?:ment|ing)(?:\s.*)?|exclu(?:sion|ding)(?:\s.*)?|matching|multivaria\w+|univaria\w+|fact|situ|vivo|total|whole|itself|remainder|rest|patients?|field|place)",
    re.I,
)
OF_A_STAGE = re.compile(
    r"(?:(?:[Ss]tages?|[Gg]roup|[Cc]lass)\s\S+|[TN]\d[\w–/+-]*|(?:[A-Z][\w-]*\s)?[\w+-]+[-–](?:positive|negative|mutated|mutant|amplified|type))\s(?:disease|tumou?rs|lesions|cancers?|NSCLC|HCC)"
)
WHOLE = re.compile(
    r"(?:(?:study|treatment|trial|patient|all|several|present|current|our|select(?:ed)?|consecutive|age|dose|risk|prognostic|subsequent|respective|different|(?:propensity(?:[-\s]score)?[-\s])?(?:un)?matched|full|overall|analy[sz]ed)$)"
    r"|.*\b(?:Oncology|Cooperative|Intergroup|Study|consensus)$"
)
ALIVE = re.compile(r"surviving|living|alive|censored|remaining|deceased", re.I)
"""``surviving patients``: an adjective that is no name without its noun."""
OWN_WORD = re.compile(r"(?:study|treatment|trial)$")
