"""What came of asking the addresses that the catalogue shows (Rules 11.1: they must lead somewhere)."""

from webapp.catalogue.models import Address
from webapp.core import db
from webapp.core.clock import now


def keep_answer(address: str, *, alive: bool, answer: str) -> None:
    """Keep what an address answered; one that is silent again keeps the moment when its silence began."""
    found = db.session().get(Address, address, with_for_update=True)
    if found is None:
        found = Address(address=address, asked_at=now(), answer=answer)
        db.session().add(found)
    found.asked_at, found.answer = now(), answer
    found.dead_since = None if alive else (found.dead_since or now())
    db.session().flush()
