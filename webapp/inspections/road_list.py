"""What an inspector's phone takes along: keys, kinds, what was revoked, which papers of the road are over.

Papers that are over stand in a list of their own, `W1|key id|made`, then one mark a line: the first five bytes of the number's
SHA-256 as hexadecimal digits, and how it ended (d delivered, c cancelled or void, s stopped). It is signed as the other list is.
"""

from datetime import timedelta
from itertools import chain
from typing import Any, Final

from webapp.core.clock import now
from webapp.documents import api as documents
from webapp.journeys import api as journeys
from webapp.waybills import api as waybills

MARK: Final = "W1"
LISTED: Final = timedelta(days=31)  # a code of a waybill says no later day than thirty after its acceptance


def taken_along() -> dict[str, Any]:
    """Return everything that a verdict without a network needs, with the moment in which it was made."""
    over = chain(waybills.over_since(now() - LISTED), journeys.over_lately())
    return {
        "made_at": now().isoformat(),
        "keys": documents.keys_as_json(),
        "revoked": documents.list_as_json(),
        "over": documents.sign_list(MARK, sorted(over)),
    }
