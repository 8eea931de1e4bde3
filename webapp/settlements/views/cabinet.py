"""The carrier's own statements."""

from flask import Response, request

from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.documents import api as documents
from webapp.payments import api as payments
from webapp.settlements import wording
from webapp.settlements.document_data import facts_of
from webapp.settlements.permissions import OWN
from webapp.settlements.queries import lines_of, statement_by, statements, waiting
from webapp.settlements.views.blueprint import cabinet_pages
from webapp.settlements.views.presenting import csv_of, pdf_of, table_of, xlsx_of
from webapp.ui.access import requires
from webapp.ui.rendering import render


@cabinet_pages.get("")
@requires(OWN)
def index() -> str:
    """Show the statements, what stands in none yet, and what is owed in all."""
    party_id = current_actor().party_id or 0
    page = statements(carrier_id=party_id, after=request.args.get("after"), before=request.args.get("before"))
    open_ones = next((one for one in waiting(today()) if one.of == (party_id,)), None)
    owed = payments.balance(f"carrier:{party_id}")
    return render("settlements/index.html", page=page, waiting=open_ones, owed=owed, states=wording.STATES)


@cabinet_pages.get("/<public_id>")
@requires(OWN)
def show(public_id: str) -> str:
    """Show a statement, a line for each trip."""
    row = statement_by(public_id, current_actor())
    return render(
        "settlements/statement.html",
        row=row,
        facts=facts_of(row),
        lines=table_of(lines_of(row)),
        state=wording.STATES[row.state],
        sealed=bool(documents.versions(row.document_token)),
        verification_url=documents.verification_url(row.document_token),
    )


@cabinet_pages.get("/<public_id>/lines.csv")
@requires(OWN)
def lines(public_id: str) -> Response:
    """Give the lines as CSV."""
    return csv_of(statement_by(public_id, current_actor()))


@cabinet_pages.get("/<public_id>/lines.xlsx")
@requires(OWN)
def workbook(public_id: str) -> Response:
    """Give the lines as a workbook."""
    return xlsx_of(statement_by(public_id, current_actor()))


@cabinet_pages.get("/<public_id>/statement.pdf")
@requires(OWN)
def paper(public_id: str) -> Response:
    """Give the sealed statement."""
    return pdf_of(statement_by(public_id, current_actor()))
