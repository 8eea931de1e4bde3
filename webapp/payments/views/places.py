"""Where an invoice is looked at and paid: in the cabinet of its party, or at a guest's address. The pages are the same."""

from dataclasses import dataclass
from typing import Any

from flask import url_for
from werkzeug.wrappers import Response

from webapp.core.actor import current_actor
from webapp.core.text import Text
from webapp.payments.models import Invoice
from webapp.payments.offer import payable_of
from webapp.payments.queries import guest_invoice, own_invoice
from webapp.ui.rendering import redirect_to


@dataclass(frozen=True, slots=True)
class Place:
    """The pages about one invoice; `key` is a guest's, None in the cabinet."""

    public_id: str
    key: str | None = None

    @property
    def layout(self) -> str:
        """The layout of its pages."""
        return "layouts/cabinet.html" if self.key is None else "payments/guest.html"

    def invoice(self) -> Invoice:
        """Return the invoice as the payer may see it. Raises NoSuchInvoice."""
        return own_invoice(self.public_id, actor=current_actor(), key=self.key)

    def url(self, page: str, **more: Any) -> str:
        """Return the address of one of its pages."""
        return url_for(self._endpoint(page), **self._names(), **more)

    def go(self, page: str, *, notice: Text) -> Response:
        """Send the payer to one of its pages, with a notice."""
        return redirect_to(self._endpoint(page), notice=notice, **self._names())

    def thing(self, found: Invoice) -> str | None:
        """Return the address of what is paid for, None where a guest has none."""
        kind = payable_of(found.payable)
        back = kind.back if self.key is None else kind.guest_back
        return back(found.ref) if back else None

    def _endpoint(self, page: str) -> str:
        return f"payments.{page}" if self.key is None else f"payments_guest.{page}"

    def _names(self) -> dict[str, Any]:
        return {"public_id": self.public_id} if self.key is None else {"key": self.key}


def at_guests(key: str) -> Place:
    """Return the place that a guest's key opens. Raises NoSuchInvoice."""
    return Place(guest_invoice(key).public_id, key)
