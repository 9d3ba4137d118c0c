"""Numbers whose event is told before: ``Among these deaths, seven were not cardiac``, ``Of these, two had chronic pain``, ``In arm B, five did``.

Where a sentence tells of events and not of people, whatever is said of so many of them is said of events.
"""

import re
from dataclasses import replace

from extractor.assembly.endpoints.items.item import Item, Place
from extractor.assembly.endpoints.scene import Scene
from extractor.assembly.endpoints.term import Term
from extractor.language.numerals.words import NUMBER_WORDS

_NUMBER = rf"(?:\d+|{NUMBER_WORDS})"
_CODES = re.compile(r"mortality|toxicity|recurrence|progressive_disease|\w+_failure")
_NOUN = re.compile(r"(?<!i)s$|\bevents?$|ae$")
_OPENED = re.compile(
    rf"(?:^|[.;:]\s+|,\s+(?:and\s+)?)(?:of|among|amongst)\s+(?:(?:all|the|these|those|our|other|remaining)\s+)*(?:{_NUMBER}\s+)?(?:[\w-]+\s+){{0,2}}?$",
    re.I,
)
"""``Of the 20 late`` deaths."""
_COUNTED = re.compile(
    rf"(?:^|[.;:]\s+|\b(?:were|was)\s+)(?:(?:the|only|a\s+total\s+of)\s+)*{_NUMBER}\s+(?:of\s+(?:the|these)\s+)?(?:(?!(?:patients?|women|men|children|had|of|in)\b)[\w-]+\s+){{0,2}}?$",
    re.I,
)
"""``Thirty-five`` deaths, ``There were 12 local`` recurrences."""
_LED = re.compile(
    r"(?:[,;:(]|\band|\bbut|\bwhile|\bwhereas)\s*(?:(?:and|but|including|only|just|the\s+(?:other|remaining)|another|a\s+further|of\s+(?:which|these|them))\s+)*$"
)
_TOLD = re.compile(
    r"(?:\s*\([^()]*\))?(?:\s+(?:of\s+(?:them|these|which)|others?|more|also|all|both))*\s+"
    r"(?:that\s+(?:was|were|had|occurred)|unrelated|related|was|were|had|has|have|occurred|happened|arose|developed|appeared|came|involved|concerned|affected|followed|in|within|after|from|of(?!\s+(?:the\s+)?\d)|due|because|at|before|during|on|with|without)\b"
)
_PARTS = rf"(?:\bin|=)\s*{_NUMBER}\b[^()–—]*(?:[,;]|\band)[^()–—]*(?:\bin|=)\s*{_NUMBER}\b"
_PARTS_IN_BRACKETS = re.compile(
    rf"(?:\s+(?:of\s+)?[Gg]rades?\s+[^\s()]+(?:\s+(?:or|and|to)\s+[^\s()]+)?)?\s*(?:\([^()–—]*{_PARTS}[^()–—]*\)|\s[–—]\s[^()–—]*{_PARTS}[^()–—]*\s[–—])\s*,?\s*(?:(?:was|were|had|have|has|been)\s+)*"
    r"(?:(?:found|seen|observed|diagnosed|detected|noted|occurred|developed|appeared|documented|recorded|reported|arose|experienced)\s+)?(?:\w+ly\s+)?(?:in|by)\s+(?:only\s+)?"
)
_TREATED = re.compile(
    r"(?:\s+of\s+(?:them|these|which))?\s+(?:was|were|had|could\s+be)\s+(?:been\s+)?(?:[\w-]+ly\s+)?(?:re-?)?(?:treated|salvaged|irradiated|operated|resected|managed|excised|controlled|biopsied|surgery|resection|salvage)\b"
)
_CLAUSE = re.compile(r"[,;:.]\s|\)|\band\s|$")
_APART = re.compile(r"\b(?:in|with|after|from|of|to|among|before|by|without)\b")
_HARMED = re.compile(
    rf"(?:Of|Among)\s+(?:these|them|those|(?:the|these)\s+{_NUMBER})(?:\s+patients)?,|(?:{_NUMBER})\s+of\s+(?:these|them|those|the\s+{_NUMBER})\b",
    re.I,
)
"""``Three of these had``: some of those who had the harm that the sentence before told of."""
_HARMED_HERE = re.compile(
    rf"(?:Of|Among)\s+(?:the\s+|these\s+)?{_NUMBER}\s+(?:patients|women|men|children)\s+(?:with|who\s+(?:had|developed|experienced))\s+(?:[\w-]+\s+){{0,3}}?$",
    re.I,
)
_HAD = re.compile(
    r"(?:\s+of\s+(?:them|these))?\s+(?:also\s+|only\s+|still\s+)?(?:had|have|developed|experienced|suffered|complained)\s+(?P<what>[^,;.]*)"
)
_CAME_WITH = re.compile(
    r"\b(?:T[0-4]|N[0-3]|stages?|tumou?rs?|cancers?|lesions?|disease|history|prior|previous\w*|pre-?existing|diabet\w+|emphysema|COPD|comorbid\w+|hypertens\w+|smok\w+|received|undergone|been|surgery|\w+ectomy|\w*therapy|\w*irradiation|treatment|baseline|age[ds]?|score|status|diagnos\w+|no|not)\b",
    re.I,
)
_SYMPTOMS = re.compile(
    r"(?:\s+of\s+(?:them|these|whom))?\s+(?:also\s+|only\s+|still\s+)?(?:had|developed|experienced)\s+(?:(?:any|persistent|clinical|mild|severe|relevant)\s+)?symptoms\b(?!\s+of\b)"
)
"""``pneumonitis was seen in 31 patients, but only six had symptoms``."""
_AS_MANY_LED = re.compile(
    r"(?:In|For|Among|On|With|After)\s[^.;:%]{2,80}?,?\s+(?:there\s+(?:were|was)|it\s+was|(?:the|this)\s+(?:corresponding\s+)?(?:number|figure)\s+was)\s+(?:only\s+)?"
    r"|The\s+(?:corresponding|respective)\s+(?:numbers?|figures?|counts?)\s+(?:in|for|of|with|on|after)\s[^.;:%]{2,60}?\s+(?:was|were)\s+(?:only\s+)?"
)
_DID = re.compile(r"\s+(?:patients\s+)?did\b(?:\s+so\b)?\s*(?:[.,;)]|$)")
_PAUSE = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:[.,;]|and\b|$)")


def harmed_too(scene: Scene, place: Place) -> Item | None:
    """``Three of these had ulcers, two had chronic pain``: what those who were harmed had, whatever it is called."""
    text, first, atom = scene.text, scene.sentence.start, place.atom
    if (symptoms := _SYMPTOMS.match(text, atom.end)) and _harm_before(scene, atom.start):
        return Item(atom, _harm(scene, *symptoms.span()), place.end)
    had = _HAD.match(text, atom.end)
    if had is None or not had["what"].strip() or _CAME_WITH.search(had["what"]):
        return None
    told = next(
        (t for t in scene.outcomes if t.code == "toxicity" and _HARMED_HERE.fullmatch(text, first, t.start)),
        None,
    )
    if told is None and not (_HARMED.match(text, first) and _told_before(scene, "toxicity")):
        return None
    end = had.end()
    if any(atom.end <= t.start < end for t in scene.outcomes) or any(
        atom.end <= a.start < end for a in scene.sentence.atoms
    ):
        return None
    start = had.start("what")
    return Item(atom, _harm(scene, start, end), place.end)


def _harm(scene: Scene, start: int, end: int) -> Term:
    return Term(start, end, "toxicity", "endpoint.carried_over", scene.text[start:end], item=True)


def _harm_before(scene: Scene, offset: int) -> bool:
    """Whether a harm was told of, here or in the sentence before."""
    here = [t.code for t in scene.outcomes if t.end <= offset]
    return here[-1:] == ["toxicity"] or (not here and _told_before(scene, "toxicity"))


def as_many(scene: Scene, place: Place) -> Item | None:
    """``In arm B there were five``, ``… five did``, ``The corresponding number in arm B was five``: of what was counted just before."""
    text, first, atom = scene.text, scene.sentence.start, place.atom
    code = scene.context.code
    if (
        code is None
        or not _told_before(scene, code)
        or any(t.code not in {"none", "skip"} for t in scene.outcomes)
    ):
        return None
    led = _AS_MANY_LED.fullmatch(text, first, atom.start) and _PAUSE.match(text, place.end)
    did = _DID.match(text, atom.end)
    if not (led or did):
        return None
    start, end = (first, atom.start) if led else (atom.end, did.end() if did else atom.end + 1)
    return Item(atom, Term(start, end, code, "endpoint.carried_over", text[start:end], item=True), place.end)


def _told_before(scene: Scene, code: str) -> bool:
    """Whether the sentence before ended with a count of an event."""
    context = scene.context
    return (
        context.code == code
        and context.age == 0
        and bool({("count", code), ("percent", code)} & set(context.told))
    )


def total_of(scene: Scene, place: Place) -> Item | None:
    """``Distant metastases (bone in 5, liver in 2) were found in 6 patients``: the total behind its parts in brackets."""
    text, offset = scene.text, place.atom.start
    for term in reversed([t for t in scene.outcomes if t.end <= offset and _CODES.fullmatch(t.code)]):
        end = term.start + len(term.text.split("(")[0].rstrip())
        if _PARTS_IN_BRACKETS.fullmatch(text, end, offset):
            return Item(place.atom, term, place.end)
    return None


def part_of(scene: Scene, place: Place) -> Item | None:
    """``seven were not cardiac``: the item of a number of the events that the sentence tells of; None of any other."""
    text, atom = scene.text, place.atom
    whole = _whole(scene, atom.start)
    if whole is None or _names_people(scene, whole, place):
        return None
    told = _TOLD.match(text, atom.end) and not _TREATED.match(text, atom.end)
    if not told or not _LED.search(text, whole.end, atom.start):
        return None
    stop = _CLAUSE.search(text, atom.end + 1, scene.sentence.end)
    end = stop.start() if stop else scene.sentence.end
    own = next((t for t in scene.outcomes if atom.end <= t.start < end), None)
    if own is not None and whole.code != "mortality" and not _APART.search(text, atom.end, own.start):
        return None
    if own is not None and own.code == "mortality":
        return None
    start = atom.end + 1
    term = replace(whole, start=start, end=max(start + 1, end), text=text[start:end], item=True)
    return Item(atom, term, place.end)


def _whole(scene: Scene, offset: int) -> Term | None:
    """The events that a sentence counts or opens with, before an offset."""
    text, first = scene.text, scene.sentence.start
    for term in scene.outcomes:
        if term.end > offset:
            break
        if term.item or not (_CODES.fullmatch(term.code) and _NOUN.search(term.text)):
            continue
        if _OPENED.search(text[first : term.start]) or _COUNTED.search(text[first : term.start]):
            return term
    return None


def _names_people(scene: Scene, whole: Term, place: Place) -> bool:
    """Whether a number of people stands between the events and here, so that it is they who are told of."""
    return any(
        m.atoms and whole.end <= m.atoms[0].start <= place.atom.start and not _of_them(scene, m.start, m.end)
        for m in scene.sentence.labelled("PEOPLE")
    )


def _of_them(scene: Scene, start: int, end: int) -> bool:
    return scene.text[start:end].endswith((" of them", " of these", " of which"))
