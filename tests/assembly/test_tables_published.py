"""Tables as papers print them: each in ``tables/*.txt`` with what it states, labelled by reading.

A case is ``# name``, ``caption:``, ``note:``, its rows (``|`` before each cell, ``<`` widens the cell before it), ``--`` below
the header rows, ``=>`` and the records as ``table_cases.line`` writes them.
"""

import re
from pathlib import Path

import pytest
from table_cases import Text, lines

_CASES = [
    case
    for file in sorted((Path(__file__).parent / "tables").glob("*.txt"))
    for case in re.split(r"^# ", file.read_text("utf-8"), flags=re.M)[1:]
]


def _row(printed: str) -> list[Text]:
    cells: list[tuple[str, int]] = []
    for cell in printed.removeprefix("|").split("|"):
        if cell.strip() == "<":
            cells[-1] = (cells[-1][0], cells[-1][1] + 1)
        else:
            cells.append((cell.strip(), 1))
    return [(text, span) if span > 1 else text for text, span in cells]


@pytest.mark.parametrize("case", _CASES, ids=[case.partition("\n")[0] for case in _CASES])
def test_states(case):
    table, _, wanted = case.partition("\n=>")
    printed = table.splitlines()
    said = {key: text for key, sep, text in (line.partition(": ") for line in printed[1:]) if sep}
    above = printed[: printed.index("--")] if "--" in printed else []
    found = lines(
        [_row(line) for line in printed if line.startswith("|")],
        said.get("caption", ""),
        said.get("note", ""),
        header=sum(line.startswith("|") for line in above),
    )
    assert found == [record for record in re.split(r"\s*[;\n]\s*", wanted.strip()) if record]
