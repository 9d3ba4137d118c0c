"""What a phrase on a failure says of its place, in whatever order it says it.

``alone in the supraclavicular fossa``, ``nodal disease as well``, ``had liver metastases``: of the words of such a phrase some
tell a place, some that there was a failure, and some how; a word of no such kind makes it another phrase.
"""

import re
from typing import NamedTuple

from extractor.language.places import NODES, kind_of, kind_of_both

_WORD = re.compile(r"[^\W\d_][\w'’]*(?:[-–‐‑][^\W\d_]\w*)*")
_KINDS: dict[str, frozenset[str]] = {
    "distant": frozenset(
        "distant distantly distance systemic systemically extrahepatic extracranial extrathoracic extrapelvic extranodal hepatic pulmonary skeletal osseous"
        " bony cerebral visceral peritoneal pleural haematogenous hematogenous leptomeningeal meningeal spinal cutaneous disseminated remote non-regional"
        " out-of-field".split()
    ),
    "regional": frozenset(
        "nodal regional regionally lymphatic hilar mediastinal axillary inguinal iliac".split()
    ),
    "locoregional": frozenset("locoregional locoregionally loco-regional loco-regionally pelvic".split()),
    "local": frozenset(
        "local locally in-field infield marginal primary vaginal intravesical presacral perineal margin margins edge edges border borders periphery isodose".split()
    ),
}
"""Words that tell the place by themselves; the first kind found in a phrase holds."""
_SEVERAL = frozenset("both combined mixed multiple simultaneous simultaneously".split())
_SPREAD = frozenset("metastasis metastases metastatic metastasised metastasized dissemination".split())
_NEW = frozenset("second new previous prior".split())
_OUT = frozenset("outside beyond out elsewhere".split())
_WHERE = frozenset("of below above beneath under near around".split())
"""What leads from a place to a part of the body that says which it is."""
_NO_DIFFERENCE = re.compile(
    r"\b(?:did\s+not\s+differ|(?:was|were)\s+(?:similar|equal)(?:ly\s+frequent)?)(?:\s+in\s+(?:number|frequency))?\b",
    re.I,
)
_OUT_OF_IT = re.compile(r"\b(?:outside|beyond|out\s+of)\s+(?:it|them|these)\b", re.I)
_BESIDES = frozenset(
    "well also with together plus simultaneous simultaneously synchronous synchronously concomitant concomitantly concurrent additional additionally too addition"
    " accompanied".split()
)
_FAILED = frozenset(
    "disease recurrence recurrences relapse relapses failure failures progression recurrent event events component components involvement deposits deposit spread"
    " seeding lesion lesions regrowth relapsed recurred failed progressed ones one pattern manifestation".split()
)
_TOLD = frozenset(
    "the a an in at within inside to on into and or as it its their there then only alone solely isolated exclusively purely first initial sole initially site sites"
    " seat location locations region regions occurred developed seen found noted observed detected diagnosed recorded documented identified located"
    " situated confined limited restricted lay lying arose appeared emerged manifest became becoming involved involving involves affected affecting concerned"
    " struck hit was were had has have having been being be is are experienced suffered patients patient women men children cases case people persons them these"
    " those whom which further another other others more additional remaining rest last first latter each respectively mainly mostly predominantly presumably"
    " subsequently later eventually apparently clinically proven most common commonest frequent frequently usual main predominant where place took did so".split()
)


_NODE_NOUNS = frozenset({"node", "nodes"})
_FIELDS = frozenset("field fields volume volumes portal portals target targets".split())
_WITHIN = frozenset("in within inside at on to into outside beyond of out".split())
_KNOWN = _TOLD | _FAILED | _SPREAD | _SEVERAL | _OUT | _WHERE | _BESIDES


class Said(NamedTuple):
    """The kind of place a phrase tells, and whether it comes on top of what was told before."""

    kind: str
    besides: bool


def place_said(text: str) -> Said | None:
    """The place that a phrase tells; None where it tells none, or something else as well.

    >>> place_said("developed nodal disease alone")
    Said(kind='regional', besides=False)
    >>> place_said("of them in the neck as well")
    Said(kind='regional', besides=True)
    >>> place_said("received chemotherapy for disease in the liver")
    """
    words = _words(text)
    kinds = _kinds(words)
    if kinds is None:
        return None
    told = frozenset(words)
    if (not kinds and (told & _SPREAD or "elsewhere" in told)) or (not kinds and _OUT_OF_IT.search(text)):
        kinds = ["distant"]
    elif not kinds and told & _SEVERAL:
        kinds = ["several"]
    if not kinds:
        return None
    kind = kinds[0]
    for other in kinds[1:]:
        apart = "or" in told and "distant" in {kind, other}
        kind = "distant" if apart else kind_of_both(kind, other)
    return Said(kind, not told.isdisjoint(_BESIDES))


def tells_only_failure(text: str) -> bool:
    """Whether the words around the name of a failure tell nothing but that it came about.

    >>> tells_only_failure("became manifest in")
    True
    """
    return all(word in _KNOWN for word in _words(text))


def comes_besides(text: str) -> bool:
    """Whether a phrase says that its place comes on top of another: ``as well``, ``with simultaneous``."""
    return not _BESIDES.isdisjoint(_words(text))


def _words(text: str) -> list[str]:
    return [w.lower() for w in _WORD.findall(_NO_DIFFERENCE.sub(" ", text))]


def _kinds(words: list[str]) -> list[str] | None:
    """The places that the phrases of some words tell, in order; None where one of them tells something else."""
    kinds: list[str] = []
    phrase: list[str] = []
    shared = False  # an adjective whose noun follows the next: pelvic or para-aortic nodes
    outside = whereabouts = within = False
    for word in [*words, "and"]:
        if word not in _KNOWN:
            phrase.append(word)
            continue
        if phrase:
            kind = _kind(phrase, within)
            aside = whereabouts and bool(kinds)  # the nodes below the diaphragm
            if kind is None and not aside:
                return None
            if shared and kinds and not _NODE_NOUNS.isdisjoint(phrase):
                kinds.pop()
            shared = (
                len(phrase) == 1 and word in {"and", "or"} and any(phrase[0] in k for k in _KINDS.values())
            )
            if kind is not None and not aside:
                apart = (
                    outside
                    and kind in {"local", "locoregional"}
                    and not ("breast" in phrase and "elsewhere" in words)
                )
                kinds.append("distant" if apart else kind)
            phrase, whereabouts = [], False
        within = within or word in _WITHIN
        whereabouts = word in _WHERE or (whereabouts and word in {"the", "a"})
        outside = word in _OUT or (outside and word not in {"and", "or"})
    return kinds


def _kind(phrase: list[str], within: bool) -> str | None:
    """The place that a phrase names; a field is one only where something is said to lie in it or out of it."""
    words = frozenset(phrase)
    if words & _NEW or (phrase[-1] in _FIELDS and not within):
        return None
    if words & _KINDS["distant"]:
        return "distant"
    if words & (_KINDS["regional"] | NODES) and kind_of(phrase) != "opposite":
        return kind_of(phrase) or "regional"
    if phrase[-1] in _FIELDS:
        return "local"
    named = next((kind for kind, names in _KINDS.items() if words & names), None)
    return named or kind_of(phrase)
