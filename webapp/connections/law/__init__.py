"""What the acts list: the 92 systems of decision 118/2014, the 25 sources and 32 bodies of decision 615/2017."""

import json
from pathlib import Path
from typing import Any, Final

LISTED: Final = Path(__file__).with_name("listed.json")


def listed() -> list[dict[str, Any]]:
    """Return the rows of the acts in their order: kind, number, section, owner, name, status, decision, deadline, detail."""
    rows: list[dict[str, Any]] = json.loads(LISTED.read_text(encoding="utf-8"))
    return rows
