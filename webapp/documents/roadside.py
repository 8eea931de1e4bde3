"""What a policeman needs of a plate: what is in force on it today, and what is not though somebody might show it."""

from webapp.documents.issued import Issued, by_subject
from webapp.documents.life import Status

FORGOTTEN = frozenset({Status.REPLACED})


def on_plate(plate: str) -> list[Issued]:
    """Return the documents on a plate: valid ones first, then those that are not; what was replaced is left out."""
    found = [item for item in by_subject(plate) if item.status not in FORGOTTEN]
    return sorted(found, key=lambda item: item.status is not Status.VALID)
