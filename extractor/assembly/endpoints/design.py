"""Sentences on the design of a study, whose figures are no results."""

import re

_PLANNED = (
    r"power(?:ed)?\b|sample size|type I error|α\s*=|alpha\s*(?:=|of)|assum(?:ed|ing|ption)|hypothesi[sz]ed"
    r"|to detect|non-?inferiority (?:margin|was (?:defined|declared))|(?<!resection )(?<!circumferential )(?<!surgical )(?<!\bat the )(?<!excision )(?<!field )margin (?:was(?! (?:involved|positive|negative|clear|close|free))|of(?! (?:the )?(?:(?:planning|clinical|gross|internal|planned|irradiated|treated|treatment|radiation|high-dose) )*(?:target|volume|fields?|tumou?r|PTV|CTV|GTV|lesion|excision|resection|portals?)\b))"
    r"|estimated an? (?:[\w-]+ )?(?:drop|fall|rise|decrease|increase|difference|change|reduction|improvement|effect)\b[^.;]{0,90}\b(?:standard deviation|SD)"
    r"|planned (?:sample|accrual|enrol)|would be (?:considered|needed|required)"
    r"|was considered (?:statistically )?significant|critical (?:hazard|value)|were required(?! (?:in|by|for) (?:only )?(?:\d|[a-z]+ (?:patients|women|men)))|designed to"
    r"|considered (?:un)?acceptable|(?:the|a) target (?:\d|rate)|would have (?:been )?(?:stopped|closed|terminated)|(?:estimated|predicted|calculated) by (?:the|a) (?:nomogram|model)|predicted \d+-year|null hypothesis|alternative hypothesis|(?<!\bin the )(?<!\bamong the )pre-?specified|pre-?specified(?! (?:[\w-]+ )?sub-?(?:groups?|sets?)\b)|end-?\s?point was (?:to\s+\w+\s+)?an? (?:[\w-]+ )?(?:increase|improvement|reduction|decrease|difference)|anticipated|boundary (?:was|were|is) (?:set |an? |defined |fixed )|(?<!than )(?<!\bas )(?<!what would be )(?<!what is to be )expected|we expect|stopping rule|(?:had|has|have|needed) to (?:achieve|reach|exceed|show|be (?:at least|below|above|less|more))|to be taken forward|(?:non-?inferior(?:ity)?|equivalen(?:t|ce)|superior(?:ity)?|promising|acceptable|feasible|positive|successful|effective|warranted|established|concluded|rejected|accepted|met) (?:only )?if|if [^.;]{0,50}?(?:dose[- ]limiting|DLTs?)"
    r"|(?:to be|would be|should be|shall be|will be|was to|were to) (?:\w+ )?(?:stopped|halted|closed|terminated|suspended|discontinued|stop|close)(?: (?:early|prematurely))?(?: (?:for|because of|due to) \w+)? (?:if|when|should|in case|after|once)"
    r"|accrual (?:would|should|was to|were to|will) |if [^.;]{0,40}? of the first (?:\w+ )?(?:\d+|[a-z]+) (?:patients|women|men)[^.;]*? would"
    r"|(?:was|were|is|are) (?:considered|regarded as|thought|deemed|judged) (?:to be )?(?:\w+ly )?(?:un)?(?:interesting|worthwhile|relevant|meaningful|promising|important|of interest)"
    r"|(?:regard|consider|deem)(?:ed|ing)? (?:an?|the|any) [^.;]{3,60}? (?:as |to be )?(?:un)?(?:acceptable|interesting|worthwhile|relevant|promising)"
    r"|hypothesis (?:was|is)|(?:would|should|must) not exceed"
    r"|(?:MTD|maximum[- ]tolerated dose|recommended dose|DLTs?)[^.;]{0,30} (?:was|were) (?:based on|defined by|the (?:highest |lowest )?dose (?:level )?(?:at|that|below|for) )"
)
_DEFINED = (
    r"(?:equivalence|equivalent|failure|success|progression|response|improvement|recurrence|relapse|toxicity"
    r"|palliation) was defined|were defined|(?:is|was) defined as"
    r"|defined as (?:an?\s+)?(?:increase|decrease|reduction|less|more|improvement|at least)"
)
_DESIGN = re.compile(rf"\b(?:{_PLANNED}|{_DEFINED})\b", re.I)
# Behind "=" and a space there is no word boundary, which the pattern above asks for.
_ALPHA = re.compile(r"α\s*(?:=|of)|\balpha\s*(?:=|of|error)|type (?:I|1) error")


_SIZED = re.compile(
    r"\b(?:sample size|statistical power|power of|\d\s?% power|type (?:I|1) error|to detect an?|powered to|confer(?:red)? power)\b",
    re.I,
)


def is_sizing(text: str) -> bool:
    """How large the study was meant to be: even its p-values are no results."""
    return bool(_SIZED.search(text))


_BALANCED = re.compile(
    r"\bbaseline (?:patient |clinical |demographic )?characteristics\b[^.;]{0,40}\bincluding\b"
    r"|\b(?:well[- ])?(?:matched|balanced)\b[^.;]{0,30}\b(?:for|in|with respect to|regarding)\b[^.;]{0,40}\bincluding\b",
    re.I,
)


def is_comparison_of_arms(text: str) -> bool:
    """How alike the arms were before treatment, item by item."""
    return bool(_BALANCED.search(text))


def is_design(text: str) -> bool:
    """A sentence of the study's design: its figures are no results."""
    return bool(_DESIGN.search(text) or _ALPHA.search(text))
