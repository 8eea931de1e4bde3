"""A guest's invoice becomes that of the party whose order it is, when the guest signs in later."""

from webapp.cabinets.api import party
from webapp.core import db
from webapp.core.actor import current_actor
from webapp.payments.errors import NoSuchInvoice
from webapp.payments.queries import locked_invoice
from webapp.payments.services.invoicing import note


def adopt(invoice: str, party_id: int) -> None:
    """Give a guest's invoice to a party; the guest's link goes on showing it. A second time nothing happens.

    The room that sold decides whose it is. Raises NoSuchInvoice, also for an invoice of another party, NoSuchParty.
    """
    party(party_id)
    found = locked_invoice(invoice)
    if found.party_id == party_id:
        return
    if found.party_id is not None:
        raise NoSuchInvoice
    found.party_id = party_id
    db.session().flush()
    note("invoice_adopted", found, current_actor())
