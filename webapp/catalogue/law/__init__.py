"""What the acts list: 29 areas, 41 authorities, 285 kinds of e-services (decision 191/2011, Rules 3.1 and annex 2).

The areas of a service are ours: the act puts services under authorities only. The operator corrects them with a row.
"""

import json
from pathlib import Path
from typing import Any


def list_of_the_act() -> dict[str, Any]:
    """Return `act`, `areas` and `authorities` with their services, in the act's order; names as the act spells them."""
    return _read("e_services.json")


def informative_of_the_list() -> list[str]:
    """Return the numbers of what is informative by its name (Rules 4.3); the act itself says no kind."""
    found: list[str] = _read("kinds.json")["informative"]
    return found


def first_sites() -> dict[int, str]:
    """Return the generally known sites by the authority's number; none was confirmed by its body."""
    return {int(no): site for no, site in _read("sites.json")["sites"].items()}


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return found
