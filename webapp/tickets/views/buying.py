"""The buyer's pages in the cabinet: my tickets, an order with its passengers, the payment, tickets to show."""

from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.clock import now
from webapp.core.text import _
from webapp.tickets.permissions import BUY
from webapp.tickets.queries import orders_of, tickets_of
from webapp.tickets.services import paying
from webapp.tickets.services.waiting import places_of
from webapp.tickets.views import ordering
from webapp.tickets.views.blueprint import cabinet_pages
from webapp.tickets.views.desk import Desk
from webapp.tickets.views.presenting import order_line, way_of
from webapp.ui.access import no_transaction, requires
from webapp.ui.rendering import redirect_to, render


@cabinet_pages.get("")
@requires(BUY)
def index() -> str:
    """Show my tickets: what waits for payment, what is to be travelled, what was."""
    mine = orders_of(current_actor().party_id or 0)
    lines = [order_line(one, paying.rides_of(one), tickets_of(one.id)) for one in mine]
    moment = now()
    coming = [line for line in lines if line["until"] and line["until"] > moment]
    waits = places_of(current_actor().party_id or 0)
    return render(
        "tickets/index.html",
        waits=waits,
        way_of=way_of,
        coming=coming[::-1],
        past=[line for line in lines if line not in coming],
    )


@cabinet_pages.get("/orders/<public_id>")
@requires(BUY)
def order(public_id: str) -> str:
    """Show an order: who travels, the price, until when the seats are held; after the payment its tickets."""
    return ordering.order_page(Desk(public_id))


@cabinet_pages.post("/orders/<public_id>/passengers")
@no_transaction
@requires(BUY)
def passengers(public_id: str) -> ResponseReturnValue:
    """Write who travels, and show what it costs before anything is paid."""
    return ordering.save_passengers(Desk(public_id))


@cabinet_pages.post("/orders/<public_id>/pay")
@no_transaction
@requires(BUY)
def pay(public_id: str) -> ResponseReturnValue:
    """Open the invoice and go to it."""
    return ordering.pay(Desk(public_id))


@cabinet_pages.post("/orders/<public_id>/release")
@requires(BUY)
def release(public_id: str) -> ResponseReturnValue:
    """Give the seats free again."""
    ordering.release(Desk(public_id))
    return redirect_to(".index", notice=_("Sifariş ləğv edildi, yerlər boşaldıldı."))
