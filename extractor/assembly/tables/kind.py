"""What a table is about: baseline characteristics, studies, a model, or results."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from extractor.assembly.tables.columns import Column, is_ratio
from extractor.assembly.tables.grid import Grid
from extractor.assembly.tables.labels import CONTROLS, FAILURES, RATIOS, SURVIVALS, Facets, LabelReader

_BASELINE = re.compile(
    r"\bcharacteristics?\b|\bdemographics?\b|(?<!from )\bbaseline\b|\bcompliance\b|dose[- ]volume|\bdosimetr|\bDVH\b|\bconstrain|treatment (?:delivery|details|parameters|planning|schedule|exposure|received)|\bdose intensity\b|\bfeatures\b|\bimaging findings\b|\bindications?\b|patient and treatment|\b(?:before|prior to|at)\s+(?:study\s+)?(?:randomi[sz]ation|enrol\w*|inclusion|entry|registration|presentation|baseline)\b|\bcomorbid\w*|\bpresenting (?:symptoms?|signs?)|\bmedical history\b|patients? data|\bplanning\b|"
    r"\blaboratory\b|differentially expressed|\bpathway analysis\b|\bgene (?:sets?|lists?|ontology|expression)\b|\bblood\b|\bliver function\b|\bprimers?\b|search (?:strategy|terms?)|(?:inclusion|exclusion|eligibility|selection|diagnostic) criteria|dose (?:modification|reduction)|(?<!by )(?<!to )(?<!per )dose levels?\b(?! and (?:dose[- ]limiting|toxicit|outcome|DLT))|\bagreement\b|\b(?:inter|intra)-?\s?(?:observer|rater|fraction)|\bdelineation\b|\bsegmentation\b|\bimage quality\b|\bcosts?\b|questionnaire items|\bdefinitions?\b",
    re.I,
)
_RESULTS = re.compile(
    r"complication|surger|\boperati|patholog(?:y|ic)|respon[sd]|\boutcomes?\b|\bresults?\b|toxicit|adverse|side effect|morbidit|surviv|recurren|relapse|\bdeaths?\b|mortality|failure|efficacy|progression|\bcontrol\b|\bevents\b|\beffects\b|\bdeclin|\bdeteriorat|\bworsen|patient[- ]reported|\bscores? (?:over time|at each|by visit|during|before and after)",
    re.I,
)
_SITES = re.compile(
    r"\b(?:patterns?|sites?|types?|locations?)\s+of\s+(?:(?:first|disease|initial|treatment|tumou?r)\s+)*(?:failures?|recurrences?|relapses?|progression)\b",
    re.I,
)
_MODEL = re.compile(
    r"regression|\bcox\b|univari|multivari|logistic|prognostic|predict|hazards?\b|\brisk factors?\b|\badjusted\b|odds ratio|\bcovariates?\b",
    re.I,
)
_STUDY_HEADER = re.compile(
    r"^\W*(?:stud(?:y|ies)|(?:first\s+)?authors?|references?|ref\.?|series|trials?|publications?|investigators?|source)\b",
    re.I,
)
_CITES = re.compile(r"^(?![<>≤≥~]?\s*[\d.,]+\s*%?\s*\[).*\[\d[\d,;–\s-]*\]|\bet al\b|\bNCT\s?\d{8}\b")
_NAMED_BY_YEAR = re.compile(r"^[A-Z][\w'’-]+(?:\s+(?:and|&)\s+[A-Z][\w'’-]+)?,?\s+\(?(?:19|20)\d\d\b")
_PERSONAL = re.compile(
    r"^\W*(?:age\b|sex\b|gender|male|female|men|women|stage|(?:ECOG|WHO|karnofsky|KPS|zubrod)|performance|smok|race|ethnic|histolog|T\d|N\d|BMI|weight \(|height|menopaus|gleason|PSA|tumou?r (?:size|site|location|grade)|(?:clinical )?[TNM][ -]?stage|comorbid|marital|education|primary site|location)",
    re.I,
)
_HISTORY = re.compile(
    r"\bat (?:presentation|diagnosis|baseline|enrol\w*|inclusion|study entry)\b|\b(?:prior|previous|history)\b",
    re.I,
)
SCORES = re.compile(r"\bscores?\b|\bNRS\b|\bVAS\b|\bBPI\b|\bscale\b", re.I)
_WHOSE = re.compile(
    r"\b(?:of|in|for|among)\s+(?:the\s+)?(?:\w+\s+)?(?:patients|women|men|children|those|cases)\s+(?:with|who)\b",
    re.I,
)
_OF_PEOPLE = re.compile(r"/\s*(?:patients?|pts|n|N|total|subjects)\b")
_ESTIMATED = re.compile(r"\b(?:estimate[ds]?|rates?|probability|incidence|actuarial|kaplan|KM)\b", re.I)
_BY_GROUP = re.compile(
    r"\b(?:by|according to|as a function of|in relation to|stratified by|versus|vs\.?)\s", re.I
)
_WITHOUT = re.compile(r"^(?:no|non|without|not|free (?:of|from))[\s-]+(.+)$", re.I)
_DOSIMETRIC = re.compile(r"\b(?:doses?|volumes?|V\d+|D\d+|Dmax|Dmean|MLD|Gy|cm\^?3|cc|SUV\w*|index)\b", re.I)


@dataclass(frozen=True, slots=True)
class Kind:
    """``name`` is baseline, mixed (baseline rows beside outcomes) or results."""

    name: str
    study_column: int | None
    model: bool  # it has ratios, or its caption names a model
    regression: bool  # its caption does
    default: Facets | None  # what a row without an endpoint of its own measures
    items: bool  # such rows are items of it (toxicities, scales, sites), no groups of patients
    other: bool  # whether such a row is recorded at all
    caption: Facets
    stub: Facets
    percent: bool  # caption, footnote or stub say "number (%)"
    ratio_code: str | None  # the model's outcome


def table_kind(grid: Grid, columns: list[Column], reader: LabelReader, caption: str) -> Kind:
    """Reads the caption and the labels."""
    said = reader.read(caption)
    stub = reader.read(" ".join(grid.text(row, 0) for row in range(grid.header_rows)))
    rows = [r for r in (grid.text(row, 0) for row in grid.body()) if r]
    facets = [reader.read(r) for r in rows]
    personal = sum(1 for r in rows if _PERSONAL.match(r))
    study = _study_column(grid)
    outcome_columns = [c for c in columns[grid.stub :] if _outcome(c)]
    by_caption = bool(_BASELINE.search(_measured(caption, reader)))
    told = _BASELINE.sub(" ", f"{caption} {stub.text}")
    results = bool(_RESULTS.search(told)) or reader.read(told).code not in {None, "follow_up"}
    told_model = bool(_MODEL.search(caption))
    model = told_model or any(is_ratio(c) for c in columns)
    name = "results"
    if study is None and not outcome_columns and not any(is_ratio(c) for c in columns):
        if by_caption:
            name = "mixed" if results and any(f.code and not f.generic for f in facets) else "baseline"
        elif not told_model and personal >= 3 and personal >= 0.15 * len(rows):
            name = "baseline" if not any(_clear(f) for f in facets) else "mixed"
    elif by_caption and study is None:
        name = "mixed"
    elif study is not None and re.search(r"\bprimers?\b|search (?:strategy|terms?)", caption, re.I):
        name = "baseline"
    if study is None and (
        _compares_groups(columns[grid.stub :], rows)
        or (told_model and not outcome_columns and personal > 1 and _of_groups(columns[grid.stub :]))
    ):
        name = "baseline"
    labelled = any(re.search(r"\bgrades?\b", " ".join(grid.header_path(c)), re.I) for c in range(grid.stub))
    default = _default(caption, said, stub, facets, columns, labelled)
    items = default is not None
    if default is None and name == "results" and not model and not by_caption:
        default = _of_caption(reader.read(_WHOSE.split(caption)[0]), facets, columns)
    return Kind(
        name=name, study_column=study, model=model, regression=told_model, default=default, items=items,
        other=name == "results" and study is None and results and not by_caption and not model,
        caption=said, stub=stub, percent=_percent(grid, caption), ratio_code=_ratio_code(said, stub, facets, caption),
    )  # fmt: skip


def _measured(caption: str, reader: LabelReader) -> str:
    """The caption, or where it names an outcome ``by dosimetric cut-point`` what stands before that."""
    by = _BY_GROUP.search(caption)
    head = caption[: by.start()] if by else ""
    return head if reader.read(head).code not in {None, "follow_up"} else caption


def _outcome(column: Column) -> bool:
    """A column that by itself measures an outcome."""
    facets = column.facets
    timed = (
        facets.timepoint is not None
        or facets.statistic is not None
        or facets.unit is not None
        or facets.grade is not None
    )
    return (
        facets.code is not None
        and facets.code != "follow_up"
        and timed
        and facets.term.lower() not in {"alive", "dead", "survivors"}
    )


def _compares_groups(columns: list[Column], rows: list[str]) -> bool:
    """Patients with an event beside those without: the rows then are characteristics that may predict it."""
    arms = {(Facets(text=c.header).arm or "").lower(): c for c in columns if c.role in {"value", "count"}}
    without = [(name, m[1]) for name in arms if (m := _WITHOUT.match(name))]
    paired = [
        (a, b) for name, rest in without for a, b in [(arms.get(_begins(arms, rest, name)), arms[name])] if a
    ]
    paired.extend((arms["alive"], arms[name]) for name in ("dead", "died") if {"alive", name} <= arms.keys())
    if not any(a.facets.code or b.facets.code for a, b in paired):
        return False
    traits = sum(1 for r in rows if _PERSONAL.match(r) or _DOSIMETRIC.search(r))
    return any(a.size and b.size for a, b in paired) or traits >= max(2, 0.3 * len(rows))


def _of_groups(columns: list[Column]) -> bool:
    """Nothing but groups of a printed size, with their p-values: a univariate analysis that compares them."""
    values = [c for c in columns if c.role not in {"p", "ignored", "share"}]
    return len(values) > 1 and all(c.size and c.facets.statistic not in RATIOS for c in values)


def _begins(arms: Mapping[str, Column], rest: str, name: str) -> str:
    return next((a for a in arms if (a != name and a.startswith(rest)) or a == f"with {rest}"), "")


def _of_caption(said: Facets, rows: list[Facets], columns: list[Column]) -> Facets | None:
    """The one endpoint that the caption names, where no label names any: its rates or medians by group."""
    named = {c for c in said.codes if c not in {"follow_up", "other"}}
    if said.code == "other" and not named and said.statistic in {"mean", "median"}:
        named = {"other"}
    if len(named) != 1 or said.statistic in RATIOS:
        return None
    if any(f.code for f in rows) or any(c.facets.code and not _counts_only(c, said.code) for c in columns):
        return None
    timed = any(c.facets.timepoint is not None for c in columns) or any(f.timepoint is not None for f in rows)
    shared_out = _BY_GROUP.search(said.text) and any(c.pairs for c in columns)
    shared_out = shared_out or any(c.facets.unit == "percent" and _ESTIMATED.search(c.leaf) for c in columns)
    if said.unit is None and said.statistic is None and said.timepoint is None and not (timed or shared_out):
        return None
    return Facets(code=said.code, term=said.term, statistic=said.statistic, unit=said.unit, grade=said.grade)


def _counts_only(column: Column, code: str | None) -> bool:
    """``Deaths/patients``, ``Fractures, n``: how many had an event, beside columns of rates."""
    said = column.facets
    plain = said.statistic is None and said.unit is None and said.timepoint is None
    return bool(_OF_PEOPLE.search(column.leaf)) or (said.code in FAILURES | {code, "mortality"} and plain)


def _clear(facets: Facets) -> bool:
    if _HISTORY.search(facets.text):
        return False
    return facets.code in SURVIVALS | CONTROLS | FAILURES or (
        facets.code == "toxicity" and facets.grade is not None
    )


def _study_column(grid: Grid) -> int | None:
    """The column that names published studies."""
    best: tuple[int, int] | None = None
    for col in range(grid.n_cols):
        slots = [s for row in grid.body() if (s := grid.starts(row, col)) and not s.blank]
        header = any(_STUDY_HEADER.match(grid.text(row, col)) for row in range(grid.header_rows))
        cited = sum(1 for s in slots if _CITES.search(s.text) or (header and _NAMED_BY_YEAR.match(s.text)))
        if cited >= max(2, 0.5 * len(slots)) or (header and cited >= 1 and cited >= 0.3 * len(slots)):
            named = sum(1 for s in slots if re.search(r"\bet al\b|^[A-Z][a-z]+\b", s.text))
            if best is None or cited + named > best[0]:
                best = (cited + named, col)
    return best[1] if best else None


def _default(
    caption: str, said: Facets, stub: Facets, rows: list[Facets], columns: list[Column], labelled: bool
) -> Facets | None:
    """Toxicity, deaths by cause and quality of life give their code to rows that name none; ``labelled``: by grades."""
    if re.search(r"\bcauses? of death\b", f"{caption} {stub.text}", re.I) and set(said.codes) <= {
        "mortality"
    }:
        return Facets(code="mortality", term="death")
    if _SITES.search(f"{caption} {stub.text}"):
        return Facets(code="recurrence", term="recurrence")
    toxic = sum(1 for f in rows if f.code == "toxicity")
    graded = labelled or said.grade or any(c.facets.grade for c in columns) or any(f.grade for f in rows)
    if stub.code == "toxicity" or ("toxicity" in said.codes and (graded or toxic >= 0.3 * len(rows))):
        return Facets(
            code="toxicity", term="toxicity", grade=said.grade if "toxicity" in said.codes else None
        )
    if said.code == "pain_response" and SCORES.search(caption):
        return Facets(code="other", term="pain score")
    for code in ("pathologic_response", "pain_response"):
        if stub.code == code or (code == "pain_response" and said.code == code):
            return Facets(code=code, term="response")
    for facets in (stub, said):
        if facets.code == "quality_of_life":
            return Facets(code="quality_of_life", term="quality of life")
    if re.search(r"\bQoL\b|quality[- ]of[- ]life", f"{stub.text} {caption}", re.I):
        return Facets(code="quality_of_life", term="quality of life")
    if said.statistic in {"mean", "median"} and SCORES.search(caption) and toxic and not graded:
        return Facets(code="other", term="harm score", statistic=said.statistic)
    return None


def _percent(grid: Grid, caption: str) -> bool:
    stub = " ".join(grid.text(row, 0) for row in range(grid.header_rows))
    said = " ".join([caption, stub, *grid.footnotes])
    return bool(re.search(r"%|\bpercent|\bpercentages?\b", re.sub(r"9\d\s?%", "", said), re.I))


def _ratio_code(said: Facets, stub: Facets, rows: list[Facets], caption: str) -> str | None:
    outcomes = SURVIVALS | CONTROLS | FAILURES | {"mortality", "biochemical_failure"}
    for facets in (stub, said):
        named = [c for c in facets.codes if c in outcomes]
        if named:
            return named[0]
    named = [c for c in said.codes if c not in {"follow_up", "other"}]
    if named:
        return named[0]
    return "overall_survival" if re.search(r"\bcox\b|proportional|prognostic", caption, re.I) else None
