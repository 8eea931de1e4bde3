"""A guest's pages: whoever has the address sees and pays one order and shows its tickets, and nothing else.

Nothing of them is stored on the way, and their addresses are told to no other site.
"""

from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.text import _
from webapp.tickets.guests import adopt, guest_order
from webapp.tickets.permissions import BUY
from webapp.tickets.views import ordering
from webapp.tickets.views.blueprint import guest_pages
from webapp.tickets.views.desk import Desk
from webapp.ui.access import no_transaction, public, requires
from webapp.ui.rendering import redirect_to
from webapp.ui.security import keep_private

guest_pages.after_request(keep_private)


@guest_pages.get("/<key>")
@public
def order(key: str) -> str:
    """Show the order: who travels, the price, until when the seats are held; after the payment its tickets."""
    return ordering.order_page(_desk(key))


@guest_pages.post("/<key>/passengers")
@no_transaction
@public
def passengers(key: str) -> ResponseReturnValue:
    """Write who travels and where the guest is told, and show what it costs."""
    return ordering.save_passengers(Desk("", key))


@guest_pages.post("/<key>/pay")
@no_transaction
@public
def pay(key: str) -> ResponseReturnValue:
    """Open the invoice and go to it."""
    return ordering.pay(Desk("", key))


@guest_pages.post("/<key>/release")
@public
def release(key: str) -> ResponseReturnValue:
    """Give the seats free again."""
    ordering.release(_desk(key))
    return redirect_to("tickets_public.search", notice=_("Sifariş ləğv edildi, yerlər boşaldıldı."))


@guest_pages.post("/<key>/adopt")
@requires(BUY)
def take_over(key: str) -> ResponseReturnValue:
    """Put the order and its tickets into my cabinet."""
    found = adopt(key, current_actor())
    return redirect_to("tickets.order", public_id=found.public_id, notice=_("Biletlər kabinetinizə əlavə edildi."))


def _desk(key: str) -> Desk:
    return Desk(guest_order(key).public_id, key)
