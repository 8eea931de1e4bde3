"""The ticket to show at the door: its page, which the phone keeps, its calendar, and the wallets that are configured.

The same in the cabinet of the order's party and at a guest's address.
"""

from typing import Final, cast

from flask import Response, current_app, redirect
from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.crypto import blind_index
from webapp.core.errors import NotFound
from webapp.documents import api as documents
from webapp.tickets.boarding.calendars import calendar_of
from webapp.tickets.boarding.held import Held, held, held_of
from webapp.tickets.boarding.wallets import apple, google
from webapp.tickets.boarding.wallets.settings import apple_keys, google_keys
from webapp.tickets.changing.terms import refund_terms
from webapp.tickets.errors import NoSuchOrder, NoSuchTicket
from webapp.tickets.guests import guest_order
from webapp.tickets.permissions import BUY
from webapp.tickets.rules import TicketState
from webapp.tickets.views.blueprint import cabinet_pages, guest_pages
from webapp.tickets.views.desk import Desk
from webapp.tickets.views.presenting import passenger_line, way_of
from webapp.ui.access import public, requires
from webapp.ui.portal import Portal
from webapp.ui.qr import qr_svg
from webapp.ui.rendering import render

CALENDAR: Final = "text/calendar; charset=utf-8"


@cabinet_pages.get("/orders/<public_id>/tickets/<number>")
@requires(BUY)
def ticket(public_id: str, number: str) -> str:
    """Show a ticket with its code, for the check at the door."""
    return _page(Desk(public_id), number)


@cabinet_pages.get("/orders/<public_id>/tickets/<number>/calendar.ics")
@requires(BUY)
def ticket_calendar(public_id: str, number: str) -> Response:
    """Give the ride of a ticket for a calendar."""
    return _calendar(Desk(public_id), number)


@cabinet_pages.get("/orders/<public_id>/tickets/<number>/ticket.pdf")
@requires(BUY)
def ticket_paper(public_id: str, number: str) -> Response:
    """Give the sealed paper of a ticket."""
    return _paper(Desk(public_id), number)


@cabinet_pages.get("/orders/<public_id>/calendar.ics")
@requires(BUY)
def order_calendar(public_id: str) -> Response:
    """Give all rides of an order for a calendar."""
    found = held_of(Desk(public_id).order().id)
    if not found:
        raise NoSuchOrder
    return _file(calendar_of(found, site=_site()), CALENDAR, "tickets.ics")


@cabinet_pages.get("/orders/<public_id>/tickets/<number>/apple.pkpass")
@requires(BUY)
def apple_pass(public_id: str, number: str) -> Response:
    """Give the ticket for Apple Wallet."""
    return _apple(Desk(public_id), number)


@cabinet_pages.get("/orders/<public_id>/tickets/<number>/google")
@requires(BUY)
def google_pass(public_id: str, number: str) -> ResponseReturnValue:
    """Lead to Google, which puts the ticket into its wallet."""
    return _google(Desk(public_id), number)


@guest_pages.get("/<key>/tickets/<number>", endpoint="ticket")
@public
def guest_ticket(key: str, number: str) -> str:
    """Show a guest's ticket with its code."""
    return _page(_guest(key), number)


@guest_pages.get("/<key>/tickets/<number>/calendar.ics", endpoint="ticket_calendar")
@public
def guest_calendar(key: str, number: str) -> Response:
    """Give the ride of a guest's ticket for a calendar."""
    return _calendar(_guest(key), number)


@guest_pages.get("/<key>/tickets/<number>/ticket.pdf", endpoint="ticket_paper")
@public
def guest_paper(key: str, number: str) -> Response:
    """Give the sealed paper of a guest's ticket."""
    return _paper(_guest(key), number)


@guest_pages.get("/<key>/tickets/<number>/apple.pkpass", endpoint="apple_pass")
@public
def guest_apple_pass(key: str, number: str) -> Response:
    """Give a guest's ticket for Apple Wallet."""
    return _apple(_guest(key), number)


@guest_pages.get("/<key>/tickets/<number>/google", endpoint="google_pass")
@public
def guest_google_pass(key: str, number: str) -> ResponseReturnValue:
    """Lead a guest to Google, which puts the ticket into its wallet."""
    return _google(_guest(key), number)


def _page(desk: Desk, number: str) -> str:
    one = _own(desk, number)
    who = f"guest:{desk.key}" if desk.key else str(current_actor().account_id)
    return render(
        "tickets/ticket.html",
        desk=desk,
        one=one,
        line=passenger_line(one.ticket),
        ride=one.ride,
        way=way_of(one.ride),
        address=documents.verification_url(one.ticket.token) if one.ticket.token else "",
        code=qr_svg(one.code) if one.code else None,
        refunds=refund_terms(one.ride.route.id, today()),
        paper=_papers(one) > 0,
        owner=blind_index(who, purpose="kept-tickets").hex()[:16],
        live=one.ticket.state == TicketState.PAID,
        unplaced=one.ticket.state == TicketState.UNPLACED,
        wallets={"apple": apple_keys() is not None, "google": google_keys() is not None},
    )


def _paper(desk: Desk, number: str) -> Response:
    one = _own(desk, number)
    newest = _papers(one)
    if not newest:
        raise NotFound
    return _file(documents.pdf(one.ticket.token or "", newest), "application/pdf", f"{number}.pdf")


def _papers(one: Held) -> int:
    """Return which version of the paper is the newest; 0 while none is sealed."""
    return max((version.n for version in documents.versions(one.ticket.token)), default=0) if one.ticket.token else 0


def _calendar(desk: Desk, number: str) -> Response:
    return _file(calendar_of([_own(desk, number)], site=_site()), CALENDAR, f"{number}.ics")


def _apple(desk: Desk, number: str) -> Response:
    one, keys = _own(desk, number), apple_keys()
    if keys is None or one.code is None:
        raise NotFound
    return _file(apple.pass_of(one, keys), apple.MEDIA_TYPE, f"{number}.pkpass")


def _google(desk: Desk, number: str) -> ResponseReturnValue:
    one, keys = _own(desk, number), google_keys()
    if keys is None or one.code is None:
        raise NotFound
    return redirect(google.save_address(one, keys, site=_site()), 303)


def _own(desk: Desk, number: str) -> Held:
    """Return a ticket of the order at this desk. Raises NoSuchOrder, for another's as for none."""
    order = desk.order()
    try:
        one = held(number)
    except NoSuchTicket:
        raise NoSuchOrder from None
    if one.order.id != order.id:
        raise NoSuchOrder
    return one


def _guest(key: str) -> Desk:
    return Desk(guest_order(key).public_id, key)


def _site() -> str:
    return cast("Portal", current_app).settings.public_url


def _file(content: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, content_type=media_type, headers=headers)
