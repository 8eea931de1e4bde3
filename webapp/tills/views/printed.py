"""Files: tickets on a roll and on A4, the sealed Z-report."""

from flask import Response

from webapp.core.actor import current_actor
from webapp.documents import api as documents
from webapp.payments import api as payments
from webapp.tickets import api as tickets
from webapp.tills.errors import NoSuchOperation, NoSuchShift
from webapp.tills.models import Shift
from webapp.tills.permissions import AUDIT, MANAGE, SEE_ALL, SELL
from webapp.tills.printing import tickets_pdf
from webapp.tills.queries import sale_of, shift_by, shift_with
from webapp.tills.views.blueprint import desk_pages, office_pages
from webapp.ui.access import requires


@desk_pages.get("/orders/<order>/slip.pdf")
@requires(SELL)
def slip(order: str) -> Response:
    """Give the tickets of a sale for an 80 mm roll."""
    return _tickets(order, roll=True)


@desk_pages.get("/orders/<order>/tickets.pdf")
@requires(SELL)
def sheet(order: str) -> Response:
    """Give the tickets of a sale for A4."""
    return _tickets(order, roll=False)


@desk_pages.get("/shifts/<public_id>/z.pdf")
@requires(SELL, MANAGE, AUDIT)
def z_file(public_id: str) -> Response:
    """Give the sealed Z-report."""
    return _report(shift_by(public_id, current_actor())[0])


@office_pages.get("/shifts/<public_id>/z.pdf", endpoint="z_file")
@requires(SEE_ALL)
def office_z_file(public_id: str) -> Response:
    """Give the sealed Z-report to the operator's people."""
    return _report(shift_by(public_id, current_actor())[0])


def _tickets(order: str, *, roll: bool) -> Response:
    shift, till = shift_with(order, current_actor())
    sale = sale_of(order)
    if sale is None or sale.shift_id != shift.id:
        raise NoSuchOperation
    receipt = payments.invoice(tickets.order(order).invoice or "").receipt or ""
    return _pdf(tickets_pdf(sale, till, receipt, roll=roll), f"tickets-{'80mm' if roll else 'a4'}.pdf")


def _report(shift: Shift) -> Response:
    token = shift.document_token
    if token is None or not documents.versions(token):
        raise NoSuchShift
    return _pdf(documents.pdf(token, 1), f"{shift.z_number}.pdf")


def _pdf(content: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(content, content_type="application/pdf", headers=headers)
