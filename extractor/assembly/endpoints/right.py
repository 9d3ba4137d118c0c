"""The term behind a group that its values count: ``20 % of patients developed …``."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.assembly.endpoints.befell import befell_right
from extractor.assembly.endpoints.groups import Group
from extractor.assembly.endpoints.scene import Scene
from extractor.assembly.endpoints.term import Term
from extractor.language.numerals.words import NUMBER_WORDS

_NOT_DIRECT = re.compile(
    r"\b(?:of|in|for|with|and|or|vs|versus|than|to|from|at|by|after|was|were|is|are|had|who|that|among"
    r"|between|during|compared|on|the|whom|but|as|per)\b|[,;:()]",
    re.I,
)
_EVENT_VERB = (
    r"(?:(?:were|was)\s+(?:positive|diagnostic|suspicious|consistent)\s+(?:for|of|with)|had|have|has|having|developed|develop|developing|experienced|experiencing|experience|achieved"
    r"|achieving|achieve|showed|shows?|shown|showing|presenting|demonstrated|exhibited|suffer(?:ed|ing)?(?:\s+from)?|reported|sustained|were|was|with"
    r"|remained|presented|displayed|obtained|required|underwent|attained|indicated|noted|who|did|needed"
    r"|maintained|without|received|are|is|went|complained|faced|called|rated|judged|deemed|encountered|incurred|manifested|resulted\s+in|led\s+to|caused)"
)
_NOT_EVENT = (
    r"(?!in\s+(?!$))(?!(?:for|to|from|due|because|after|before|less|more|than|enrolled|evaluated|analy[sz]ed|assessed"
    r"|treated|randomi[sz]ed|eligible|included|not|and|but|by|excluded|available)\b)"
)
_PEOPLE = (
    r"(?:of\s+)?(?:(?:all|the|these|those|our|evaluable|assessable|treated|surviving|\d+)\s+)*"
    r"(?:[\w/+-]+\s+){0,3}?"
    r"(?:patients?|women|men|cases|lesions?|tumou?rs?|subjects|participants|children|metastases|sites"
    r"|treatments|survivors|deaths|fractures|ribs|procedures|specimens|biopsies|resections|scans|eyes|failures|recurrences|relapses|events)?"
)
_OF_AN_ARM = (
    r"(?:\s+(?:in|on|assessable|evaluable|available|receiving|treated|biopsied|resected|operated|irradiated|from|assigned|allocated|randomi[sz]ed|who|that(?=\s+(?:could\s+be|were|was)\s+(?:assess|evalu|imag|follow|examin))|undergoing|given|at(?=\s+(?:the\s+)?(?:[\w-]+\s+){0,3}levels?\b|\s+\d+(?:[.·]\d+)?\s?Gy\b))\b"
    r"(?:[\w\s,/+≤≥<>&-]|\d[.·](?=\d)){0,60}?)?"
)
_PEOPLE_HAD = re.compile(
    rf"^[\s)\]]*(?:,\s+(?={_EVENT_VERB}\b))?(?!(?:for|in|among|with|from|by|at|versus|vs|and|or|on|after)\b)(?:{_PEOPLE}(?:\s*\([^()]{{0,40}}\))?{_OF_AN_ARM}\s*)?(?:,?\s*respectively,?\s+)?"
    rf"\b{_EVENT_VERB}\b(?:\s+{_NOT_EVENT}[\w/-]+){{0,8}}?"
    r"(?:\s+(?:signs?|symptoms?)\s+(?:and|or)\s+(?:signs?|symptoms?)\s+of(?:\s+\w+)?)?[\s(]*$",
    re.I,
)
_LESIONS_HAD = re.compile(
    r"(?:lesions|tumou?rs|metastases|sites|vertebrae|targets|nodules|primaries|eyes|breasts|limbs|bladders|larynges|larynxes|sphincters|globes|organs)\s+(?:ha|we|wa|re|ar|sh)",
    re.I,
)
_FAR_WITH = re.compile(r"\bwith\s+(?:[\w/-]+\s+){4,}|\)\s+with\s+$")
_WITH_THEN_HAD = re.compile(
    r"\bwith\b.*\b(?:had|developed|experienced|achieved|showed|suffered|reported|required)\b"
)
_WITH_EVENT = re.compile(r"[\s)\]]*(?:of\s+)?(?:patients\s+)?with\s+(?:an?\s+)?(?:[\w-]+\s+){0,2}")
_WAS_FOUND = re.compile(
    r"\s+(?:was|were|has\s+been|have\s+been)\s+(?:documented|observed|seen|noted|recorded|reported|identified|found|encountered|diagnosed)\b(?!\s+(?:in|among|for)\b)"
)
"""``two men (2/31, 6 %) with relapse were seen``."""
_VERBAL = re.compile(
    r"^(?:died|die|succumbed|relapsed|recurred|progressed|alive|survived|responded|responders|dead|deceased"
    r"|locally recurred|recurred locally|downstaged|surviving|locally controlled|hospitali[sz]ed|ambulatory"
    r"|disease[- ]free|still alive|failed\b|metastasi[sz]ed|expired|(?:did\s+)?not\s|without\s|develop(?:s|ed|ing)?\s+[a-z]|lived"
    r"|(?:were|was|are|is|remain(?:ed|s)?|had|have|has|became|shows?|showed|required|avoided|entered|reached|derived|achieved|rated)\s"
    r"|completely responded|responded completely|regressed|(?:disappeared|resolved) completely|completely (?:disappeared|regressed)"
    r"|(?:demonstrated|experienced|exhibited|noted|noticed|reported|obtained|displayed)\s+(?:[a-z]+\s+){0,3}(?:improvements?|pain|relief)\b"
    r"|(?:vanished|shrank|shrunk|grew|grown|enlarged|unchanged|smaller|larger|disappeared|diminished|ceased|receded)\b|(?:got|turned|grew)\s"
    r"|needed\s|stayed\s|returned to|resumed|regained|retained|kept|preserved|maintained|lost)",
    re.I,
)
_OWN_NUMBER = re.compile(rf"\s+(?:in|by|for)\s+(?:only\s+)?(?:\d|{NUMBER_WORDS}\b)", re.I)
"""``Itching, complained of by 88, disappeared in 79``."""
_CHANGE_OF = re.compile(
    r"\s*(?:relative\s+|absolute\s+)?"
    r"(?:reduction|increase|decrease|improvement|decreased|increased|lower|higher|greater|gain|benefit|advantage|difference|drop|rise|fall|excess)s?"
    r"(?:\s+at\s+\d+\s+(?:years?|months?))?\s+(?:in|of)?\s*(?:the\s+)?"
    r"(?:median\s+|\d+[-\s](?:year|month|yr)\s+)?"
    r"(?:(?:relative|absolute|annual)\s+)?"
    r"(?:(?:(?:hazard|event|recurrence)\s+)?(?:risk|rate|odds|hazard|incidence)s?\s+(?:of|for)\s+)?"
    r"(?:the\s+)?"
)
_CHANGED_BY = re.compile(
    r"\b(?:reduction|increase|decrease|improvement|gain|difference|benefit)s?\s+of\s+(?:\w+\s+)?$"
)
_WHO = re.compile(
    r"(?:^|\b(?:patients|women|men|children|cases|subjects|individuals))\s+(?:who|with|without)\b"
)
_OPENS = re.compile(r"(?:(?:A|In)\s+total(?:\s+of|,)?\s+)?")
_WERE_TREATED = re.compile(r"[^.;,()%\d]{0,80}\b(?:were|was)\s+(?:re-?)?(?:treated|irradiated)\b")
_DID = re.compile(r"[^.;,()%\d]{0,60}\b(?:completed|returned|answered)\b")
_WERE_STUDIED = re.compile(
    r"[^.;,()%\d]{0,80}\b(?:were|was)\s+(?:[\w-]+ly\s+)?(?:included|enrolled|analy[sz]ed|evaluated|identified|randomi[sz]ed|recruited|reviewed"
    r"|studied|eligible|entered|accrued|registered|assigned)\b"
)
_GROUP_CLOSED = re.compile(r"\s*[)\]]\s*(?:with|without|who|whose)\b")
_OF_THOSE_WITH = re.compile(
    r"[\s)]*of\s+(?:the\s+|all\s+)?(?:patients|women|men|those|cases)\s+with(?:out)?\b"
)
_PEOPLE_WITH = re.compile(
    r"[\s)\]]*(?:(?:of\s+(?:the\s+)?)?(?:patients|women|men|children|cases)\s+)?with\s+(?:an?\s+)?(?:[\w-]+\s+){0,2}"
)
_AMONG_WHO = re.compile(
    r"[\s)\]]*(?:(?:of\s+(?:(?:the|these|all|those)\s+)*(?:\d+\s+)?(?:[\w-]+\s+){0,2})?(?:patients|women|men|children|lesions|tumou?rs|those)\s+)?"
    r"(?:who|that|which|with)\s+(?:[\w-]+\s+){0,4}"
)
_THEN_HAD = re.compile(
    r"\s+(?:\([^()]*\)\s*)?(?:(?:later|subsequently|then|also)\s+)?(?:had|developed|experienced|reported|suffered|showed|achieved|are|were|remain(?:ed)?)\s+"
    r"(?:[\w-]+\s+){0,4}"
)
_BRACKET_OPENS = re.compile(r"(?:\s+(?:patients|women|men|children|cases))?\s*\(")
_IN = re.compile(r"(?<!result)(?<!resulted)(?<!resulting)(?:\s|^)(?:[Ii]n|for|among)\s+(?:only\s+)?$")
_IN_RISK = re.compile(
    r"[\s)\]]*(?:\([^()]*\)\s*)?(?:at\s+\d+\s+(?:years?|months?)\s+)?(?:\([^()]*\)\s*)?in\s+(?:the\s+)?(?:[\d-]+[- ](?:year|month)\s+)?"
    r"(?:(?:risk|rate|odds|hazard|incidence|probability)s?\s+(?:of|for)\s+)?(?:the\s+)?"
)
_WERE_THEN = re.compile(r"\s+(?:(?:was|were|have\s+been|could\s+be)\s+)?(?:[\w-]+ly\s+)?")
_DEGREES = re.compile(
    r"(?:complete|partial)(?:\s+[a-z]+)?\s*[(\[][^()]*\d[^()]*[)\]]\s*(?:or|and)\s+(?:an?\s+)?(?:complete|partial)\b",
    re.I,
)
"""``17 achieved a complete (20%) or partial (45%) response``: what they have in common."""
_COMPARED_IN = re.compile(
    r"\b(?:show|demonstrat|report|found|find|had|have)\w*\s+(?:an?\s+)?(?:(?:[\w-]+ly)\s+)?(?:fewer|more|less|superior|inferior|better|worse|improved|higher|lower|longer)\b"
)
_AVERAGE_OF = re.compile(
    r"\b(?:with|had|having|achiev\w+|show\w+)\s+an?\s+(?:[\w-]+\s+)?(?:median|mean|actuarial|estimated)\b"
)
"""``nine patients with a median survival of 8 months``: those in whom it was measured."""
_ASSESSABLE = re.compile(
    r"\b(?:assessable|evaluable|assessed|evaluated|available)\s+for\s+(?:the\s+)?(?:\w+\s+)?$"
)
_NOT_GIVEN = re.compile(r"\b(?:did|could)\s+not\s+(?:complete|receive|undergo|start|have|be\s+assessed)\b")
_NOT_ACHIEVED = re.compile(
    r"\b(?:fail(?:ed|ing|s)?|unable|not)\s+(?:to\s+)?(?:achiev\w*|obtain\w*|attain\w*|reach\w*|respond\w*|show\w*)\s+(?:an?\s+)?(?:[\w-]+\s+)?$"
)
"""``9 men who did not reach a remission``."""
"""``the nine who did not reach a complete response``."""
_AS_WERE = re.compile(r"\b(?:as|so|nor)\s+(?:was|were|did|had|is|are)\s")
"""``failure was similar, 20% and 21%, as were survival (77% vs 76%)``: the next outcome has values of its own."""
_ASKED_ON = re.compile(
    r"\b(?:questionnaires?|surveys?|questions?|interviews?|forms?|instruments?|scales?)\s+(?:on|about|for|of|regarding|concerning|assessing|measuring)\s+(?:[\w-]+\s+){0,3}$"
)
"""``587 patients were sent questionnaires on incontinence``."""
_ASIDE = re.compile(
    r"\beither\s+[\w-]+,\s+|\((?:fatal|severe|late|acute|any)\)|\bat\s+least\s+(?:one|1|an?)\b|\bone\s+or\s+more\b"
    r"|\bat\s+(?:the\s+)?(?:last|latest|final)\s+(?:follow-?up|contact|visit|assessment|evaluation)(?:\s+(?:visit|evaluation|assessment))?\b"
    r"|,\s+(?:both|all|each|neither)\s+[^,;.()%\d]{3,60},"
)
_EVENTS_OPENED = re.compile(r"\s*events?\s+\((?:i\.e\.,?\s+)?")
"""``412 events (i.e., deaths)``."""
_CASES = re.compile(r"\b(?:cases?|episodes?|instances?|events?|incidents?)\b")
_STOPPED_FOR = re.compile(
    r"[\s)\]]*(?:of\s+(?:the\s+)?)?(?:[\w-]+\s+){0,3}?(?:discontinued|stopped|interrupted|withdrew|withdrawn|hospitali[sz]ed|required|needed|requiring|needing)"
    r"\s+(?:[\w-]+\s+){0,6}?(?:due\s+to|because\s+of|owing\s+to|for)\s+(?:[\w-]+\s+){0,3}"
)
_OF_EVENT = re.compile(r"[\s)\]]*of\s+(?:[\w-]+\s+){0,4}")
_WITH_A = re.compile(
    r"\bwith\s+an?\s+(?:[\w-]+\s+)?$|\b(?:led\s+to|leading\s+to|result(?:ed|ing)\s+in|yield(?:ed|ing)|gave|giving|produc(?:ed|ing)|provid(?:ed|ing)|achiev(?:ed|ing)|obtain(?:ed|ing))"
    r"\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,2}$"
)
_SHARE_OF = re.compile(r"\s+(?:rates?\s+)?of\s+(?:only\s+)?\d+(?:[.·]\d+)?\s?%")
_AND_TERM = re.compile(r"\s*(?:rates?\s*)?(?:,|,?\s*and|/)\s*(?:the\s+)?")
_RATE_OF = re.compile(
    r"\s*(?P<rate>(?:[\w-]+\s+){0,3}?(?:rates?|incidence|probability|risk|likelihood|frequency|prevalence)\s+)?(?:of|for)\s+(?:an?\s+|any\s+)?"
    r"|[\s)\]]*(?:from|with)\s+"
)
_LEFT_WITH = re.compile(
    r"\b(?:with|resulting\s+in|resulted\s+in|leading\s+to|led\s+to)\s+(?:only\s+|just\s+)?$"
)
_FAILURE_OF = re.compile(r"\s*of\s+(?:isolated\s+)?")
_OF_TOTAL = re.compile(
    r"^[\s)\]]*of\s+(?:the\s+)?\d+(?=\s+(?:in|on|from|who|assigned|allocated|randomi[sz]ed|receiving|treated)\b)"
)
_RESPECTIVELY = re.compile(r",\s*respectively,")
"""``38 (35%) of 109 in the radiotherapy group had``, ``134 of 263 patients, respectively, had``."""
_NEXT_CLAUSE = re.compile(
    rf"[;]|\b(?:developed|experienced|suffered)\b[^,;]*\band\s+(?:\d+|{NUMBER_WORDS}|another)\b|,\s*(?:and|but|whereas|while|although)\b|\bvs\b|versus"
)
_HAPPENED = re.compile(r"[^.;]{0,60}\b(?:was|were|occurred|developed|could\s+be)\b")
_BEFELL = re.compile(
    r"\b(?:perforated|ruptured|fractured|broke|ulcerated|bled|collapsed|detached|dislocated|swelled)$"
)
"""``In one patient the bowel perforated``."""
_OF_PATIENTS = re.compile(
    r"[\s)\]]*(?:\([^()]*\)\s*)?(?:(?:of\s+)?(?:the\s+|all\s+)*(?:[\w-]+\s+)?(?:patients|women|men|cases|lesions|tumou?rs|children))?(?:\s+\([^()]*\))?\s*,?\s+(?:(?!who\b|with\b)[\w-]+\s+){0,4}"
)
_OF_THOSE_WHO = re.compile(
    r"[\s)\]]*(?:\([^()]*\)\s*)?(?:(?:of\s+)?(?:the\s+|all\s+|our\s+|these\s+)*(?:[\w-]+\s+)?(?:patients|women|men|cases|lesions|tumou?rs|children|those|eyes))\s+"
    r"(?:who|with|without|whose|in\s+whom|treated|irradiated|given|receiving|undergoing|from|after|managed|assigned|allocated)\b[^,;:%]{2,90},\s+(?:(?!who\b|with\b)[\w-]+\s+){0,5}"
)
"""``In 12 of 35 patients treated with surgery, a local``: up to what came about in them."""
_CAME_ABOUT = re.compile(
    r"\b(?:was|were|has\s+been|have\s+been)\s+(?:[\w-]+ly\s+)?(?:achieved|observed|seen|noted|obtained|found|maintained|reached|preserved|retained|restored|recorded|reported|documented|detected)\b"
    r"|\b(?:occurred|developed|arose|appeared|persisted|required)\b"
)
_OPENS_IN = re.compile(r"(?:[A-Z][a-z]+,\s+)?[Ii]n\s+(?:only\s+|a\s+total\s+of\s+)?")
"""``In 92% of the patients local control was achieved``."""
_CAUSE = re.compile(
    r"^\s*(?:\([^()]*\)\s*)?(?:[\w/-]+\s+){0,3}(?:of|in|with|from|at|as|were|was|had|due to|because of)\s+(?:[\w/-]+\s+){0,4}$"
)


_OF_ALL_EVENTS = re.compile(r"\s+of\s+(?:(?:all|the|these|our|\d+)\s+){0,3}(?:[a-z-]+\s+)?")
_BEFALLS = re.compile(r"recurrence$|_failure$|progressive_disease$|toxicity|mortality")
_CAME_THEN = re.compile(
    r"\s+(?:(?:occurred|developed|appeared|happened|arose)|(?:were|had\s+been)\s+(?:seen|observed|diagnosed|detected|noted|found|recorded))\s+(?:already\s+)?"
    r"(?:within|in\s+the\s+(?:first|second|third|initial)|during\s+the|before|by|later\s+than|beyond|after|more\s+than)\b"
)


def right_of(scene: Scene, group: Group, right: Sequence[Term]) -> Term | None:
    """The term among those behind a group that the group counts; None where there is none."""
    if group.form in {"time", "not_reached", "ratio"}:
        return None
    right = [t for t in right if not t.rule.endswith("_counted")]  # a site leads to its number
    right = [t for t in right if not _ASSESSABLE.search(scene.text[group.end : t.start])] or right
    if not right:
        return None
    term = right[0]
    if _DEGREES.match(scene.text, term.start):
        term = replace(term, end=term.start, code="response_rate", rule="endpoint.response_rate")
        right = [term]
    if len(right) > 1 and _died_with(scene, group, term, right[1]):
        return right[1]
    if (
        len(right) > 1
        and right[1].rule == "other.salvage_composed"
        and _then_salvaged(scene, group, term, right[1])
    ):
        return right[1]
    if len(right) > 1 and _had_before(scene, group, term, right[1]):
        return right[1]
    gap = _without_grades(scene, group.end, term.start)
    if (close := _parts_close(scene, group)) is not None:
        gap = scene.text[group.values[0].end : close[0]] + _without_grades(scene, close[1], term.start)
    if group.values[0].rule == "n_equals" and _GROUP_CLOSED.match(gap):
        return None  # patients (n = 40) without progression
    if group.form == "count" and _is_studied(scene, group, term, gap):
        return None  # 240 patients who completed it without progression were included
    if group.form == "count" and (
        _COMPARED_IN.search(gap)
        or _own_share(scene, term, gap)
        or _AVERAGE_OF.search(scene.text, group.end, term.end)
    ):
        return None  # 224 patients that showed superior local control
    if (
        len(gap) > 160
        or _AS_WERE.search(gap)
        or _NOT_GIVEN.search(gap)
        or _NOT_ACHIEVED.search(gap)
        or _ASKED_ON.search(gap)
    ):
        return None
    before = scene.text[max(scene.sentence.start, group.start - 14) : group.start]
    if group.form == "percent" and not scene.grades and _OF_THOSE_WITH.match(gap) and _IN.search(before):
        return None  # tumours were large in 38 % of patients with recurrence
    if _CASES.search(scene.text[group.start : group.end]) and _OF_EVENT.fullmatch(gap):
        return _last_in_phrase(scene, right)
    if group.form == "percent" and _BEFALLS.search(term.code) and _when(scene, term, gap):
        return term
    if group.form == "percent" and _rate_of(scene, group, gap):
        return _last_in_phrase(scene, right)
    if changes_what_follows(scene, group, term) or _modifies(gap) or _had(scene, term, gap):
        return _last_in_phrase(scene, right)
    if _verb(scene, term, gap) or _counted(scene, group, term, gap):
        return term
    return term if befell_right(scene, term, group.start, group.end) else None


def _parts_close(scene: Scene, group: Group) -> tuple[int, int] | None:
    """``three patients (two with melanoma and one with sarcoma) bled``: where the bracket opens and closes that parts the first value."""
    first = group.values[0]
    opened = _BRACKET_OPENS.match(scene.text, first.end, scene.sentence.end)
    if len(group.values) < 2 or opened is None or opened.end() > group.values[1].start:
        return None
    close = scene.text.find(")", group.end, scene.sentence.end)
    return (opened.start(), close + 1) if close >= 0 and "(" not in scene.text[group.end : close] else None


def _is_studied(scene: Scene, group: Group, term: Term, gap: str) -> bool:
    """``45 patients who had relapsed were treated``: whom the study is about."""
    if not _WHO.search(gap):
        return False
    opens = _OPENS.fullmatch(scene.text, scene.sentence.start, group.start) and term.code != "toxicity"
    return bool(
        _WERE_STUDIED.match(scene.text, term.end)
        or (opens and (_WERE_TREATED.match(scene.text, term.end) or _DID.match(scene.text, term.end)))
    )


def _when(scene: Scene, term: Term, gap: str) -> bool:
    """``80% of relapses occurred within 2 years``: the share of the events that came then."""
    return _OF_ALL_EVENTS.fullmatch(gap) is not None and _CAME_THEN.match(scene.text, term.end) is not None


def _then_salvaged(scene: Scene, group: Group, failed: Term, salvaged: Term) -> bool:
    """``five of the nine local failures were salvaged by surgery``: what became of the failures."""
    were = _WERE_THEN.fullmatch(scene.text, failed.end, salvaged.start)
    return (
        group.form in {"percent", "count"}
        and failed.code.endswith(("failure", "recurrence"))
        and were is not None
    )


def _died_with(scene: Scene, group: Group, first: Term, second: Term) -> bool:
    """``two patients with lung fibrosis died``: what those had to whom it happened."""
    had = _PEOPLE_WITH.fullmatch(scene.text, group.end, first.start)
    return bool(had and _VERBAL.match(second.text) and not scene.text[first.end : second.start].strip())


def _had_before(scene: Scene, group: Group, first: Term, second: Term) -> bool:
    """``9 (30%) of 30 patients who achieved pain relief had recurrent pain``: among whom it was counted."""
    among = _AMONG_WHO.fullmatch(scene.text, group.end, first.start)
    return among is not None and _THEN_HAD.fullmatch(scene.text, first.end, second.start) is not None


def _own_share(scene: Scene, term: Term, gap: str) -> bool:
    """``in 29 patients with a mortality of 7%``, ``led to LC and OS rates of 76% and 83%``: the outcome has a figure of its own."""
    if not _WITH_A.search(gap):
        return False
    last = term
    for following in (t for t in scene.outcomes if t.start >= term.end):
        if not _AND_TERM.fullmatch(scene.text, last.end, following.start):
            break
        last = following
    return _SHARE_OF.match(scene.text, last.end) is not None


def changes_what_follows(scene: Scene, group: Group, term: Term) -> bool:
    """``27% reduction in the risk of progression``, ``a reduction of 27% in the risk of progression``."""
    gap = _without_grades(scene, group.end, term.start)
    named = _CHANGED_BY.search(scene.text, max(scene.sentence.start, group.start - 40), group.values[0].start)
    return bool(_CHANGE_OF.fullmatch(gap) or (named and _IN_RISK.fullmatch(gap)))


def _rate_of(scene: Scene, group: Group, gap: str) -> bool:
    """``5 % of grade 2 bowel toxicity``, ``a 12 % incidence of late bleeding``."""
    if left_with(scene, group, gap):
        return True
    m = _RATE_OF.match(scene.text, group.end)
    if m is None or not _modifies(gap[m.end() - group.end :]):
        return False
    return bool(m["rate"]) or any(g.start == m.end() for g in scene.grades)


def left_with(scene: Scene, group: Group, gap: str) -> bool:
    """``control was served well, with only 8 % of local failure``."""
    before = scene.text[max(scene.sentence.start, group.start - 30) : group.start]
    return bool(_LEFT_WITH.search(before) and _FAILURE_OF.fullmatch(gap))


def _without_grades(scene: Scene, start: int, end: int) -> str:
    text = _ASIDE.sub(" ", scene.text[start:end])
    for grade in scene.grades:
        if start <= grade.start and grade.end <= end:
            text = text.replace(scene.text[grade.start : grade.end], "", 1)
    return _RESPECTIVELY.sub(" ", _OF_TOTAL.sub("", text))


def _modifies(gap: str) -> bool:
    """``20 % local control``: few words and none that part."""
    if _EVENTS_OPENED.fullmatch(gap):
        return True
    plain = gap[1:] if gap[:1] in {")", "]"} else gap
    return not _NOT_DIRECT.search(plain) and len(plain.split()) <= 5


def _had(scene: Scene, term: Term, gap: str) -> bool:
    """``20 % of the patients developed …``."""
    if _WITH_EVENT.fullmatch(gap) and _WAS_FOUND.match(scene.text, term.end):
        return True
    if _PEOPLE_HAD.match(gap):
        return not _FAR_WITH.search(gap) or bool(_WITH_THEN_HAD.search(gap))
    listed = "respectively" in scene.text[term.end : term.end + 120]
    return listed and bool(_PEOPLE_HAD.match(re.sub(r"\b(?:and|or)\s", "", gap)))


def _verb(scene: Scene, term: Term, gap: str) -> bool:
    """``20 % of the patients (…) died``: the term itself is the verb."""
    if _LESIONS_HAD.match(term.text):
        return bool(re.fullmatch(r"\s*of\s+(?:the\s+)?(?:[\w-]+\s+){0,3}", gap))
    if not _VERBAL.match(term.text) or ("," in gap and _OWN_NUMBER.match(scene.text, term.end)):
        return False
    bare = re.sub(r"\([^()]*\)", " ", gap)
    return len(bare) < 110 and not _NEXT_CLAUSE.search(bare)


def _counted(scene: Scene, group: Group, term: Term, gap: str) -> bool:
    """``In 3 patients, late toxicity was seen``; ``3 deaths from toxicity``."""
    if _STOPPED_FOR.fullmatch(gap):
        return True
    opens = _OPENS_IN.fullmatch(scene.text, scene.sentence.start, group.start)
    if opens and group.form in {"percent", "count"} and _OF_THOSE_WHO.fullmatch(gap):
        return _CAME_ABOUT.search(scene.text, term.start, term.end + 40) is not None
    if group.form == "percent" and opens and _OF_PATIENTS.fullmatch(gap):
        return _CAME_ABOUT.search(scene.text, term.start, term.end + 40) is not None
    if group.form != "count":
        return False
    if (
        opens
        and re.fullmatch(
            r"\s*(?:patients?|women|woman|men|man|cases?|children|child)?\s*(?:,\s*)?(?:[\w-]+\s+){0,6}", gap
        )
        and (
            _HAPPENED.match(scene.text[term.end :]) or _HAPPENED.match(term.text) or _BEFELL.search(term.text)
        )
    ):
        return True
    return group.values[0].rule == "direct" and bool(_CAUSE.match(gap))


def _last_in_phrase(scene: Scene, right: Sequence[Term]) -> Term:
    """``5-year local control``: of terms with nothing between them the last is the head."""
    head = right[0]
    for term in right[1:]:
        if not re.fullmatch(r"[\s-]*", scene.text[head.end : term.start]):
            break
        head = term
    return head
