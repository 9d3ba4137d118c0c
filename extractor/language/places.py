"""Where a disease came back, by the place that is named for it.

Whatever the words for the place, it is the treated one, its nodes, the region or a place apart: ``recurred in the bed of the
prostate``, ``relapse was seen outside the volume``, ``failed at the primary site and in the neck``.
"""

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Span

from extractor.language.tokenizer import lower_words

_EVENTS = frozenset(
    "recurrence recurrences relapse relapses failure failures progression progressions regrowth reappearance"
    " recurred relapsed failed progressed recur relapse progress reappeared".split()
)
_SPREAD = frozenset({"spread", "metastasized", "metastasised", "disseminated", "seeded"})
"""What reaches a place only by ``to``, and never the treated one."""
_ADVERBS = frozenset(
    "first only solely again later mainly mostly exclusively initially also either both alone subsequently confined limited located"
    " predominantly primarily".split()
)
_DISEASE = frozenset(
    "disease cancer cancers tumor tumour tumors tumours carcinoma lymphoma malignancy melanoma sarcoma glioma the their his her"
    " any its invasive original".split()
)
_CONFINED = frozenset("confined limited located restricted situated only".split())
_WERE = frozenset({"was", "were", "has", "have", "had", "been", "be", "could"})
_CAME_ABOUT = frozenset(
    "seen found observed noted detected diagnosed documented identified recorded confirmed occurred developed appeared arose located"
    " confined limited situated".split()
)
_IN = frozenset({"in", "within", "inside", "at", "on", "to", "into", "along"})
_OUT = frozenset({"outside", "beyond", "elsewhere"})
_STOPS = frozenset(
    "those who that which with without after following during before was were"
    " is are had have has for by from and or but while whereas as despite when until than between among years year months month weeks"
    " against compared versus vs per over via under about near through upon since because due then also not at in on to within inside outside along into onto elsewhere beyond one two three four five six seven eight nine ten eleven twelve"
    " another none".split()
)
_TREATED = frozenset(
    "treated irradiated same ipsilateral conserved primary original index initial target boosted operated tumor tumour surgical"
    " resection suture reirradiated treatment radiation radiotherapy high prescription implant lumpectomy mastectomy planning".split()
)
_BED = frozenset(
    "bed beds cavity field fields portal portals volume volumes ptv ctv gtv vault cuff stump anastomosis anastomoses scar flap remnant"
    " breast breasts prostate bladder larynx glottis vagina cervix vulva nasopharynx oropharynx hypopharynx rectum anus orbit eye"
    " tongue tonsil parotid esophagus oesophagus penis urethra fossa gland glands vesicles uterus".split()
)
"""Places that are the treated one wherever a disease comes back to them."""
_SPOT = frozenset(
    "site sites lesion lesions tumor tumour tumors tumours area areas region lobe segment lung liver brain bone spine vertebra vertebrae"
    " metastasis metastases isodose isodoses margin margins edge edges border wall lumen hemisphere quadrant line region regions isocenter isocentre primary".split()
)
"""Places that are the treated one where they are called so."""
NODES = frozenset(
    "node nodes nodal lymph lymphatics neck necks axilla axillae axillary groin groins mediastinum mediastinal hilum supraclavicular"
    " infraclavicular mammary para-aortic paraaortic retropharyngeal".split()
)
_PELVIS = frozenset({"pelvis", "sidewall", "sidewalls", "parametrium", "parametria"})
_ORGANS = frozenset(
    "liver lung lungs bone bones marrow peritoneum brain cns skeleton pleura adrenal adrenals spine spleen abdomen viscera meninges"
    " leptomeninges neuraxis cerebrum cerebellum organs organ kidney kidneys ovary ovaries scalp thigh muscle pericardium lobe"
    " vertebra vertebrae omentum mesentery body rib ribs femur humerus sternum sacrum skull skin".split()
)
_APART = frozenset(
    "distant remote extracranial extrahepatic extrathoracic extrapelvic systemic visceral metastatic distance non-regional".split()
)
_EDGES = frozenset("margin margins edge edges border borders periphery".split())
"""Parts of what was named before: ``at its edge``."""
_PARTS = frozenset(
    "side part parts rest remainder base roof vicinity neighbourhood neighborhood level levels station stations chain chains basin basins"
    " space surface tissue tissues system sinus distance".split()
)
"""What a place may be called by with other words that say where."""
_PEOPLE = frozenset("patients patient women men children cases case people".split())
_STOPS_BEFORE_PEOPLE = frozenset({"with", "who", "and", "or", "in", "at", "after", ",", ";", "("})
_OPPOSITE = frozenset({"contralateral", "opposite"})
_NO_NECK = frozenset({"bladder", "femoral", "gallbladder"})
_HEADS = _BED | _SPOT | NODES | _PELVIS | _ORGANS | _PARTS
_FARTHEST = 9
_PLACED = frozenset(
    "local_failure regional_failure locoregional_failure distant_failure biochemical_failure other toxicity".split()
)
"""Of these the words say already where it was, or that no disease came back."""
RULES = {
    "local": "endpoint.local_failure_composed",
    "regional": "endpoint.regional_failure_composed",
    "locoregional": "endpoint.locoregional_failure_composed",
    "distant": "endpoint.distant_failure_composed",
    "several": "endpoint.recurrence",
    "opposite": "other.second_cancer",
}
"""The rule of a disease that comes back at such a place."""
COUNTED = {
    kind: f"site.{kind}_counted" for kind in ("local", "regional", "locoregional", "distant", "several")
}
"""The rule of a place that stands apart from the event, beside the number of those in whom it was there."""
_NEARBY = frozenset({"regional", "locoregional"})
_REGION = frozenset({"local", "regional", "locoregional"})


class PlacedEvents:
    """Finds events with a place; ``codes`` are those of the rules for outcomes."""

    def __init__(self, codes: Mapping[str, str | None]) -> None:
        self._codes = codes

    def __call__(self, doc: Doc, spans: Sequence[Span]) -> Iterator[Span]:
        """The events of a text with these mentions that a place is named for, each a span that takes in the place."""
        words = lower_words(doc)
        if _EVENTS.isdisjoint(words) and _SPREAD.isdisjoint(words):
            return
        named = {s.end - 1 for s in spans if len(s) > 1 and self._codes.get(s.label_) in _PLACED}
        for i, word in enumerate(words):
            if i in named:
                continue
            if word in _EVENTS:
                behind = _behind_event(words, i + 1)
                found = place_at(words, behind)
                if found is None and (far := place_at(words, _behind_people(words, behind))) is not None:
                    yield Span(doc, i, i + 1, label=RULES[far[0]])  # the figure between is no part of it
            elif word in _SPREAD and words[i + 1 : i + 2] == ["to"]:
                found = place_at(words, i + 1)
                found = None if found is None or found[0] in {"local", "several", "opposite"} else found
            else:
                continue
            if found is not None:
                yield Span(doc, i, found[1], label=RULES[found[0]])
        yield from self._apart(doc, words, spans)

    def _apart(self, doc: Doc, words: Sequence[str], spans: Sequence[Span]) -> Iterator[Span]:
        """``Eleven relapsed: six in the bed, three in the neck``: places by themselves, in a sentence that names an event."""
        told = False
        sites = {i for s in spans if s.label_.startswith("site.") for i in range(s.start, s.end)}
        for i, word in enumerate(words):
            told = (told and not doc[i].is_sent_start) or word in _EVENTS
            if not told or not (word in _IN or word in _OUT) or word in _EVENTS:
                continue
            found = _one_place(words, i)
            if found is None or found[0] not in COUNTED:
                continue
            start = i
            while words[start - 1] in _CONFINED:
                start -= 1
            if sites.isdisjoint(range(start, found[1])) or found[1] - i > 2:
                yield Span(doc, start, found[1], label=COUNTED[found[0]])


def _behind_event(words: Sequence[str], i: int) -> int:
    """Behind ``of the disease``, ``was seen`` and ``only``."""
    if i < len(words) and words[i] == "of":
        j = i + 1
        while j < len(words) and words[j] in _DISEASE:
            j += 1
        i = j if j > i + 1 else i
    while i < len(words) and (words[i] in _ADVERBS or words[i] in _WERE or words[i] in _CAME_ABOUT):
        i += 1
    return i


def _behind_people(words: Sequence[str], i: int) -> int:
    """Behind ``in 12 of 80 patients (15 %)``; past the end where no people are counted there."""
    if i >= len(words) or words[i] != "in":
        return len(words)
    people = next((j for j in range(i + 1, min(i + 7, len(words))) if words[j] in _PEOPLE), None)
    if people is None or not _STOPS_BEFORE_PEOPLE.isdisjoint(words[i + 1 : people]):
        return len(words)
    end = people + 1
    if words[end : end + 1] == ["("] and ")" in words[end : end + 9]:
        end = words.index(")", end) + 1
    return end


def place_at(words: Sequence[str], i: int) -> tuple[str, int] | None:
    """What sort of place is named from a preposition on, and where its name ends.

    >>> place_at("in the bed of the prostate .".split(), 0)
    ('local', 6)
    >>> place_at("at the primary site and in the neck".split(), 0)
    ('locoregional', 8)
    """
    first = _one_place(words, i)
    if first is None:
        return None
    kind, end = first
    if end < len(words) and words[end] in {"and", "or", "and/or"}:
        after = end + 1
        second = _one_place(words, after) or _noun_phrase(words, after, outside=False)
        if second is not None and not _counts(words, second[1]):
            return kind_of_both(kind, second[0]), second[1]
    return kind, end


def _counts(words: Sequence[str], end: int) -> bool:
    """Whether a figure of its own follows a place, so that it stands for itself."""
    return words[end : end + 1] == ["("]


def _one_place(words: Sequence[str], i: int) -> tuple[str, int] | None:
    if i >= len(words):
        return None
    if words[i] in _OUT:
        inside = i + 1 < len(words) and words[i + 1] in _IN
        found = _noun_phrase(words, i + 1 + inside, outside=True)
        if words[i] != "elsewhere":
            return found
        if found is None:
            return None if inside else ("distant", i + 1)
        within = _noun_phrase(words, i + 2, outside=False)
        near = within is not None and (within[0] in _NEARBY or words[within[1] - 1] == "breast")
        return within if near else found
    if words[i : i + 2] in (["out", "of"], ["away", "from"], ["remote", "from"], ["distant", "from"]):
        return _noun_phrase(words, i + 2, outside=True)
    return _noun_phrase(words, i + 1, outside=False) if words[i] in _IN else None


def _noun_phrase(words: Sequence[str], i: int, outside: bool) -> tuple[str, int] | None:
    end = i
    while end < len(words) and end < i + _FARTHEST and (words[end][:1].isalpha() or words[end] in "-–‐‑"):
        if words[end] in _STOPS:
            break
        if words[end] in _PEOPLE:
            return None
        end += 1
    while end > i and words[end - 1] in {"of", "the", "-", "only", "alone", "first"}:
        end -= 1
    kind = kind_of(words[i:end])
    if kind is None:
        return None
    return ("distant" if outside else kind), end


def kind_of(phrase: Sequence[str]) -> str | None:
    """What sort of place a phrase names.

    >>> kind_of(["the", "opposite", "breast"])
    'opposite'
    >>> kind_of(["breast", "cancer"])
    """
    words = frozenset(phrase)
    heads = {phrase[-1]} if phrase else set()
    heads |= {phrase[i - 1] for i, word in enumerate(phrase) if word == "of" and i > 0}
    if heads.isdisjoint(_HEADS):
        return None
    if phrase[0] == "its" and phrase[-1] in _EDGES:
        return "local"
    nodes = words & NODES and not (words & _NO_NECK and words & {"neck"})
    if words & _APART:
        return "distant"
    if words & _OPPOSITE:
        return (
            "opposite"
            if "breast" in words
            else "regional"
            if nodes
            else "distant"
            if words & _ORGANS
            else None
        )
    if nodes:
        return "regional"
    if words & _PELVIS:
        return "locoregional"
    if (
        words & _BED
        or (words & _SPOT and words & _TREATED and words - _TREATED)
        or {"chest", "wall"} <= words
    ):
        return "local"
    return "distant" if words & _ORGANS else None


def kind_of_both(one: str, other: str) -> str:
    """Two places that one event has."""
    if one == other:
        return one
    return "locoregional" if {one, other} <= _REGION else "several"
