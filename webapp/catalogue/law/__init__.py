"""What the acts list: 29 areas, 41 authorities, 285 kinds of e-services (decision 191/2011, Rules 3.1 and annex 2).

The areas of a service are ours: the act puts services under authorities only. The operator corrects them with a row.
"""

import json
from pathlib import Path
from typing import Any


def list_of_the_act() -> dict[str, Any]:
    """Return `act`, `areas` and `authorities` with their services, in the act's order; names as the act spells them."""
    found: dict[str, Any] = json.loads(Path(__file__).with_name("e_services.json").read_text(encoding="utf-8"))
    return found
