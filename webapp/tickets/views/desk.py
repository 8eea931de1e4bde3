"""Where an order is looked at: in the cabinet of its party, or at a guest's address. The pages are the same."""

from dataclasses import dataclass
from typing import Any

from flask import url_for
from werkzeug.wrappers import Response

from webapp.core.actor import current_actor
from webapp.core.text import Text
from webapp.payments.api import guest_url as guest_payment
from webapp.tickets.guests import guest_order
from webapp.tickets.models import Order
from webapp.tickets.queries import own_order
from webapp.ui import htmx
from webapp.ui.rendering import redirect_to


@dataclass(frozen=True, slots=True)
class Desk:
    """The pages about one order; `key` is a guest's and opens it by itself, None in the cabinet."""

    public_id: str
    key: str | None = None

    @property
    def layout(self) -> str:
        """The layout of its pages."""
        return "layouts/cabinet.html" if self.key is None else "layouts/public.html"

    def order(self, *, lock: bool = False) -> Order:
        """Return the order as its buyer may see it. Raises NoSuchOrder."""
        if self.key is not None:
            return guest_order(self.key, lock=True) if lock else guest_order(self.key)
        actor = current_actor()
        return own_order(self.public_id, actor, lock=True) if lock else own_order(self.public_id, actor)

    def url(self, page: str, **more: Any) -> str:
        """Return the address of one of its pages."""
        return url_for(self._endpoint(page), **self._names(), **more)

    def go(self, page: str, *, notice: Text | None = None, **more: Any) -> Response:
        """Send the buyer to one of its pages."""
        return redirect_to(self._endpoint(page), notice=notice, **self._names(), **more)

    def go_and_pay(self, invoice: str) -> Response:
        """Send the buyer to the invoice."""
        if self.key is not None:
            return htmx.go_to(guest_payment(invoice))
        return redirect_to("payments.show", public_id=invoice)

    def _endpoint(self, page: str) -> str:
        return f"tickets.{page}" if self.key is None else f"tickets_guest.{page}"

    def _names(self) -> dict[str, Any]:
        return {"public_id": self.public_id} if self.key is None else {"key": self.key}
