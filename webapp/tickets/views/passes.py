"""The ticket to show at the door: its page, which the phone keeps, its calendar, and the wallets that are configured."""

from typing import Final, cast

from flask import Response, current_app, redirect
from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.crypto import blind_index
from webapp.core.errors import NotFound
from webapp.documents import api as documents
from webapp.tickets.boarding.calendars import calendar_of
from webapp.tickets.boarding.held import Held, held, held_of
from webapp.tickets.boarding.printed import REFUND_LINE
from webapp.tickets.boarding.wallets import apple, google
from webapp.tickets.boarding.wallets.settings import apple_keys, google_keys
from webapp.tickets.errors import NoSuchOrder, NoSuchTicket
from webapp.tickets.permissions import BUY
from webapp.tickets.queries import own_order
from webapp.tickets.rules import TicketState
from webapp.tickets.views.blueprint import cabinet_pages
from webapp.tickets.views.presenting import passenger_line, way_of
from webapp.ui.access import requires
from webapp.ui.portal import Portal
from webapp.ui.qr import qr_svg
from webapp.ui.rendering import render

CALENDAR: Final = "text/calendar; charset=utf-8"


@cabinet_pages.get("/orders/<public_id>/tickets/<number>")
@requires(BUY)
def ticket(public_id: str, number: str) -> str:
    """Show a ticket with its code, for the check at the door."""
    one = _own(public_id, number)
    return render(
        "tickets/ticket.html",
        order=one.order,
        one=one,
        line=passenger_line(one.ticket),
        ride=one.ride,
        way=way_of(one.ride),
        address=documents.verification_url(one.ticket.token) if one.ticket.token else "",
        code=qr_svg(one.code) if one.code else None,
        refund_line=REFUND_LINE,
        owner=blind_index(str(current_actor().account_id), purpose="kept-tickets").hex()[:16],
        live=one.ticket.state == TicketState.PAID,
        wallets={"apple": apple_keys() is not None, "google": google_keys() is not None},
    )


@cabinet_pages.get("/orders/<public_id>/tickets/<number>/calendar.ics")
@requires(BUY)
def ticket_calendar(public_id: str, number: str) -> Response:
    """Give the ride of a ticket for a calendar."""
    return _file(calendar_of([_own(public_id, number)], site=_site()), CALENDAR, f"{number}.ics")


@cabinet_pages.get("/orders/<public_id>/calendar.ics")
@requires(BUY)
def order_calendar(public_id: str) -> Response:
    """Give all rides of an order for a calendar."""
    found = held_of(own_order(public_id, current_actor()).id)
    if not found:
        raise NoSuchOrder
    return _file(calendar_of(found, site=_site()), CALENDAR, "tickets.ics")


@cabinet_pages.get("/orders/<public_id>/tickets/<number>/apple.pkpass")
@requires(BUY)
def apple_pass(public_id: str, number: str) -> Response:
    """Give the ticket for Apple Wallet."""
    one, keys = _own(public_id, number), apple_keys()
    if keys is None or one.code is None:
        raise NotFound
    return _file(apple.pass_of(one, keys), apple.MEDIA_TYPE, f"{number}.pkpass")


@cabinet_pages.get("/orders/<public_id>/tickets/<number>/google")
@requires(BUY)
def google_pass(public_id: str, number: str) -> ResponseReturnValue:
    """Lead to Google, which puts the ticket into its wallet."""
    one, keys = _own(public_id, number), google_keys()
    if keys is None or one.code is None:
        raise NotFound
    return redirect(google.save_address(one, keys, site=_site()), 303)


def _own(public_id: str, number: str) -> Held:
    """Return a ticket of an order of the party acted for. Raises NoSuchOrder, for another's as for none."""
    order = own_order(public_id, current_actor())
    try:
        one = held(number)
    except NoSuchTicket:
        raise NoSuchOrder from None
    if one.order.id != order.id:
        raise NoSuchOrder
    return one


def _site() -> str:
    return cast("Portal", current_app).settings.public_url


def _file(content: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, content_type=media_type, headers=headers)
