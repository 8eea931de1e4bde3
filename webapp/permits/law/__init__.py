"""The law of permits as data: types, tariffs, rules of vehicles, caps, rates of marks, limits, each row with its clause.

`permits_2026.json` is what the first migration of the room writes into the table of law rows; later rows are added by the
head of section. A row whose source is no act is marked `assumed`; where two sources disagree, both stand, one as default.
"""

import json
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).with_name("permits_2026.json")


def first_rows() -> list[dict[str, Any]]:
    """Return the rows that the law had when the room was opened; days are ISO texts."""
    found: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
    return found
