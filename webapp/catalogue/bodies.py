"""The card of a body: address, contacts, site, as the body gave them (Rules 11.5.2), and where its services stand (11.1)."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select

from webapp.audit.api import record
from webapp.catalogue.models import Address, Authority, Entry
from webapp.catalogue.offer import ServiceOffer
from webapp.catalogue.permissions import DECIDE
from webapp.catalogue.queries import authority
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.azerbaijani import fold
from webapp.core.clock import now
from webapp.core.permissions import ensure_may

PARTS: Final = ("address", "phone", "email", "site")
MOST: Final = 500


def body_of_offer(offer: ServiceOffer) -> Authority | None:
    """Return the row of the body that gives an offer, None before its first service is registered."""
    return db.session().scalar(select(Authority).where(Authority.folded == fold(offer.authority)).limit(1))


def services_of(no: int) -> Sequence[Entry]:
    """Return what the open catalogue shows of a body, in the register's order."""
    wanted = select(Entry).where(Entry.shown, Entry.authority_no == no).order_by(Entry.rank.desc()).limit(MOST)
    return db.session().scalars(wanted).all()


def write_card(no: int, said: dict[str, str], *, actor: Actor) -> None:
    """Keep what the body says of itself: by this the card is confirmed. Raises Forbidden, NoSuchEntry."""
    ensure_may(actor, DECIDE)
    body = authority(no)
    for part in PARTS:
        setattr(body, part, said[part])
    body.card_at, body.card_by = now(), actor.name
    record("catalogue.card", actor=actor, object_type="catalogue_authority", object_key=str(no))


def dead(address: str) -> Address | None:
    """Return what is known of an address that does not answer; None for one that does, or was never asked."""
    found = db.session().get(Address, address) if address else None
    return found if found is not None and found.dead_since is not None else None


def dead_addresses() -> Sequence[Address]:
    """Return the addresses that do not answer, the longest silent first."""
    wanted = select(Address).where(Address.dead_since.is_not(None)).order_by(Address.dead_since, Address.address)
    return db.session().scalars(wanted.limit(MOST)).all()


def shown_addresses() -> list[str]:
    """Return every address of another's site that the open catalogue shows, each once."""
    places = select(Entry.place).where(Entry.state == "registered", Entry.shown, Entry.place != "")
    sites = select(Authority.site).where(Authority.site != "")
    return sorted(set(db.session().scalars(places.union(sites))))


def holders_of(address: str) -> list[tuple[str, str]]:
    """Return (code or empty, name) of the services and bodies that give this address."""
    entries = db.session().execute(select(Entry.code, Entry.name).where(Entry.place == address, Entry.shown))
    bodies = db.session().scalars(select(Authority.name).where(Authority.site == address))
    return [*((row.code, row.name) for row in entries), *(("", name) for name in bodies)]
