"""Beginning once: the same view of a page sent twice (a double click, a lost answer) leads to the draft it began."""

from sqlalchemy import func, select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.ids import normal_public_id
from webapp.waybills.models import Waybill


def start_key(sent: str, what: str) -> str | None:
    """Return the key of the choice `what` on the page view that gave the key `sent`; None for a key that was made up."""
    known = normal_public_id(sent)
    return f"{known}:{what}" if known else None


def begun_with(key: str | None, *, actor: Actor) -> str | None:
    """Return the draft that the actor's party began with `key`; None means that it may be begun now.

    Until the transaction ends nobody else of the party begins with the same key: the second of two requests waits here
    and then finds what the first one made.
    """
    if key is None:
        return None
    lock = func.hashtextextended(f"waybill-start:{actor.party_id}:{key}", 0)
    db.session().execute(select(func.pg_advisory_xact_lock(lock)))
    query = select(Waybill.public_id).where(Waybill.initiator_party_id == actor.party_id, Waybill.start_key == key)
    return db.session().scalar(query)
