"""Which hyphens at line ends belong to the word."""

import re
from collections import Counter
from collections.abc import Iterable


class Vocabulary:
    """How often words occur in a document away from line ends: it decides which hyphens are real."""

    _WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?(?:-[^\W_]+)*")
    _REAL = frozenset(
        """
        non self well high low long short dose multi cross co anti post pre intra inter semi half mid quality
        time event disease patient health evidence population follow one two three four five six seven eight
        nine ten
        single double twice once year month week day old age side large small full first second third
        whole best meta x t end up p n cost risk relapse recurrence metastasis cancer tumor tumour image
        intensity hospital phase site state in drug radiation treatment therapy log heavy parallel per chi
        open hot whole cone
        """.split()
    )
    _FUSED = frozenset("multi co anti post pre intra inter semi mid meta non cross".split())

    _TENS = frozenset("twenty thirty forty fifty sixty seventy eighty ninety".split())
    _ONES = frozenset("one two three four five six seven eight nine".split())
    _SECOND = frozenset(
        """
        risk free related specific based positive negative inferiority blind arm guided modulated directed
        adjusted adapted matched
        """.split()
    )

    def __init__(self, lines: Iterable[str]) -> None:
        self.counts: Counter[str] = Counter()
        for line in lines:
            body = line.rsplit(" ", 1)[0] if line.endswith(("-", "\u00ad", "\u2010")) else line
            for word in self._WORD.findall(body):
                self.counts[word.lower()] += 1
                if "-" in word:
                    for part in word.lower().split("-"):
                        self.counts["-" + part] += 1

    def keeps_hyphen(self, left: str, right: str) -> bool:
        """Whether the hyphen between the last word of ``left`` and the first of ``right`` is printed
        for the word's sake and not for the line's."""
        first = re.search(r"[^\s(\[/]*$", left)
        second = re.match(r"[\w.'’]*(?:-\w+)*", right)
        a, b = first.group().rstrip("-") if first else "", second.group() if second else ""
        tail, head = re.split(r"[-–]", a)[-1], re.split(r"[-–]", b)[0]
        if not tail or not head:
            return True
        if not tail[-1].isalpha() or not head[0].isalpha() or head[0].isupper() or tail.isupper():
            return True
        hyphened, joined = f"{tail}-{head}".lower(), f"{tail}{head}".lower()
        with_hyphen = self.counts[hyphened] + self.counts[f"{a}-{b}".lower()]
        without = self.counts[joined] + (self.counts[f"{a}{b}".lower()] if a != tail or b != head else 0)
        if with_hyphen != without:
            return with_hyphen > without
        low = tail.lower()
        if low in self._TENS:
            return head.lower() in self._ONES
        if head.lower() == "up":
            return True
        if head.lower() in self._SECOND and (self.counts[low] > 0 or len(low) > 6):
            return True
        if low in self._REAL and low not in self._FUSED:
            return self.counts[head.lower()] > 0 or low in ("self", "well")
        if low in ("non", "self"):
            return self.counts[head.lower()] > 0
        if len(tail) >= 4 and len(head) >= 4:
            return (
                self.counts[low] > 0 and self.counts[head.lower()] > 0 and self.counts["-" + head.lower()] > 0
            )
        return False
