"""Orders of people who have not signed in: the link that opens one, and taking it over into a cabinet.

The key in the link stands nowhere: it is made anew from our secret, the table has its digest alone.
"""

import base64
from typing import Final, cast

from flask import current_app
from sqlalchemy import bindparam, select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.crypto import blind_index, digest
from webapp.core.reading import once_a_page
from webapp.core.transaction import only_reads
from webapp.documents import api as documents
from webapp.payments import api as payments
from webapp.tickets.errors import NoSuchOrder
from webapp.tickets.models import Order, Waiting
from webapp.tickets.queries import plain_order_of_guest, tickets_of
from webapp.tickets.services.journal import note
from webapp.ui.portal import Portal

FOUND: Final = select(Order).where(Order.guest_key == bindparam("key"))
LOCKED: Final = FOUND.with_for_update().execution_options(populate_existing=True)


def guest_key(public_id: str) -> str:
    """Return the unguessable key (256 bits, 43 characters) of a guest's page about an order."""
    return base64.urlsafe_b64encode(blind_index(public_id, purpose="tickets-guest")).rstrip(b"=").decode()


def key_digest(key: str) -> bytes:
    """Return what the table has of a key."""
    return digest(key)


def guest_url(public_id: str) -> str:
    """Return the address, with host, at which whoever has it finds a guest's order and its tickets."""
    app = cast("Portal", current_app)
    path = app.url_map.bind("portal").build("tickets_guest.order", {"key": guest_key(public_id)})  # in jobs too
    return f"{app.settings.public_url}{path}"


def waiting_key(public_id: str) -> str:
    """Return the unguessable key of a guest's page about a place on a waiting list."""
    return base64.urlsafe_b64encode(blind_index(public_id, purpose="tickets-waiting")).rstrip(b"=").decode()


def waiting_url(place: Waiting) -> str:
    """Return the address, with host, at which a guest sees how the wait stands and leaves the list."""
    app = cast("Portal", current_app)
    path = app.url_map.bind("portal").build("tickets_guest.waiting", {"key": waiting_key(place.public_id)})
    return f"{app.settings.public_url}{path}"


@once_a_page
def guest_order(key: str, *, lock: bool = False) -> Order:
    """Return the order that a guest's key opens. Raises NoSuchOrder."""
    if only_reads() and not lock:
        return plain_order_of_guest(key_digest(key))
    found = db.session().scalar(LOCKED if lock else FOUND, {"key": key_digest(key)})
    if found is None:
        raise NoSuchOrder
    return found


def adopt(key: str, actor: Actor) -> Order:
    """Put a guest's order, its invoice and its tickets into the cabinet acted for. Raises NoSuchOrder.

    Who has the link may do so once; the link goes on showing the tickets to whom the guest gave it.
    """
    order = guest_order(key, lock=True)
    if actor.party_id is None or order.party_id not in {None, actor.party_id}:
        raise NoSuchOrder
    if order.party_id is not None:
        return order
    order.party_id, order.account_id = actor.party_id, actor.account_id
    db.session().flush()
    if order.invoice:
        payments.adopt(order.invoice, actor.party_id)
    for ticket in tickets_of(order.id):
        if ticket.token:
            documents.adopt(ticket.token, actor.party_id)
    note("adopted", order, actor)
    return order
