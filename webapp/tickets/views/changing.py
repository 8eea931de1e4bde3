"""After the sale, in the cabinet and at a guest's address: which tickets can be changed, the quote, the refund.

Each page stands at two addresses, so they are listed in one table at the end.
"""

from collections.abc import Callable
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.clock import local, now
from webapp.core.errors import AppError, Conflict, Invalid
from webapp.core.text import _
from webapp.tickets.changing import finishing
from webapp.tickets.changing.choosing import waiting_of
from webapp.tickets.changing.errors import QuoteOver
from webapp.tickets.changing.quoting import HONOURED, lines_of, make_quote, quote_of
from webapp.tickets.changing.refunding import refund
from webapp.tickets.changing.terms import refund_terms
from webapp.tickets.guests import guest_order
from webapp.tickets.models import Order
from webapp.tickets.permissions import BUY
from webapp.tickets.queries import tickets_of
from webapp.tickets.rules import OrderState
from webapp.tickets.services.paying import rides_of
from webapp.tickets.views.blueprint import cabinet_pages, guest_pages
from webapp.tickets.views.change_lines import changes_of, quote_lines, ticket_lines
from webapp.tickets.views.desk import Desk
from webapp.ui.access import accepts_body, public, requires
from webapp.ui.rendering import render

Page = Callable[..., ResponseReturnValue]


def changes(desk: Desk) -> ResponseReturnValue:
    """Show the tickets of an order with what can be done to each, what was done, and where the money is."""
    return _overview(desk, desk.order())


def ask(desk: Desk) -> ResponseReturnValue:
    """Work out what the chosen tickets are worth, before anything is changed."""
    order = desk.order(lock=True)
    try:
        quote = make_quote(order, request.form.getlist("ticket"))
    except (Conflict, Invalid) as error:
        return _overview(desk, order, error), error.status
    return desk.go("quote", quote=quote.public_id)


def show_quote(desk: Desk, quote: str) -> ResponseReturnValue:
    """Show what the chosen tickets are worth, and until when that is honoured."""
    order = desk.order()
    return _quote_page(desk, order, quote)


def confirm(desk: Desk, quote: str) -> ResponseReturnValue:
    """Give the tickets of a quote back; after the five minutes a new quote is shown for the same tickets."""
    order = desk.order(lock=True)
    try:
        refund(order.public_id, quote, actor=current_actor())
    except QuoteOver as error:
        anew = make_quote(order, lines_of(quote_of(order, quote)))
        return _quote_page(desk, order, anew.public_id, error), error.status
    except Conflict as error:
        return _overview(desk, order, error), error.status
    return desk.go("changes", notice=_("Biletlər qaytarıldı. Pulun harada olduğu aşağıda görünür."))


def give_up(desk: Desk) -> ResponseReturnValue:
    """Free the new seats of an exchange that waits for its payment."""
    finishing.give_up(desk.order().public_id, current_actor())
    return desk.go("changes", notice=_("Dəyişdirmə ləğv edildi, köhnə biletiniz qüvvədədir."))


def pay_difference(desk: Desk) -> ResponseReturnValue:
    """Go to the invoice of an exchange that waits."""
    waiting = waiting_of(desk.order().id)
    if waiting is None or waiting.invoice is None:
        return desk.go("changes")
    return desk.go_and_pay(waiting.invoice)


def on_both(path: str, name: str, page: Page, *methods: str, body: int = 0) -> None:
    """Put a page at the cabinet's address of an order and at a guest's; `body` is how many bytes it takes in, where files come."""

    def in_cabinet(public_id: str, **more: Any) -> ResponseReturnValue:
        return page(Desk(public_id), **more)

    def for_guest(key: str, **more: Any) -> ResponseReturnValue:
        return page(Desk(guest_order(key).public_id, key), **more)

    mine, theirs = requires(BUY)(in_cabinet), public(for_guest)
    if body:
        mine, theirs = accepts_body(body)(mine), accepts_body(body)(theirs)
    cabinet_pages.add_url_rule(f"/orders/<public_id>{path}", name, mine, methods=methods)
    guest_pages.add_url_rule(f"/<key>{path}", name, theirs, methods=methods)


def _overview(desk: Desk, order: Order, error: AppError | None = None) -> str:
    rides = rides_of(order) if order.state == OrderState.PAID else []
    legs = ticket_lines(rides, tickets_of(order.id))
    first = rides[0][1] if rides else None
    return render(
        "tickets/changing/overview.html",
        desk=desk,
        order=order,
        legs=legs,
        may_choose=any(line["open"] for leg in legs for line in leg["tickets"]),
        chosen=set(request.form.getlist("ticket")),
        error=error,
        waiting=waiting_of(order.id),
        changes=changes_of(order),
        terms=refund_terms(first.route.id, local(now()).date()) if first else [],
        way=legs[0]["way"] if legs else "",
    )


def _quote_page(desk: Desk, order: Order, public_id: str, error: AppError | None = None) -> str:
    found = quote_of(order, public_id)
    lines = quote_lines(found, tickets_of(order.id))
    return render(
        "tickets/changing/quote.html",
        desk=desk,
        order=order,
        quote=found,
        lines=lines,
        error=error,
        over=found.expires_at <= now(),
        minutes=int(HONOURED.total_seconds() // 60),
        one_ride=len({line["ticket"].leg_id for line in lines}) == 1,
        paid=sum(line["ticket"].qepik or 0 for line in lines),
    )


on_both("/changes", "changes", changes, "GET")
on_both("/changes", "ask_quote", ask, "POST")
on_both("/changes/<quote>", "quote", show_quote, "GET")
on_both("/changes/<quote>/refund", "refund", confirm, "POST")
on_both("/exchange/pay", "pay_difference", pay_difference, "POST")
on_both("/exchange/give-up", "give_up_exchange", give_up, "POST")
