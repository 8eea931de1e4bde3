"""One statement in the office: its lines, two approvals, the bank's order, the payment."""

from typing import Any

from flask import Response
from flask.typing import ResponseReturnValue

from webapp.audit.api import record
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.documents import api as documents
from webapp.settlements import wording
from webapp.settlements.document_data import facts_of
from webapp.settlements.forms import AccountForm, PaidForm
from webapp.settlements.models import Statement
from webapp.settlements.pain001 import payment_order
from webapp.settlements.permissions import SEE, SETTLE
from webapp.settlements.queries import bank_account_of, lines_of, statement_by
from webapp.settlements.services.stating import approve, ensure_payable, mark_paid, set_account
from webapp.settlements.views.blueprint import office_pages
from webapp.settlements.views.presenting import attachment, csv_of, pdf_of, table_of, xlsx_of
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@office_pages.get("/statements/<public_id>")
@requires(SEE)
def statement(public_id: str) -> str:
    """Show a statement with what can be done next."""
    return _page(statement_by(public_id, current_actor()))


@office_pages.post("/statements/<public_id>/approve")
@requires(SETTLE, step_up=True)
def approve_statement(public_id: str) -> ResponseReturnValue:
    """Approve it; the second person's word makes it payable."""
    approve(public_id, actor=current_actor())
    return redirect_to(".statement", public_id=public_id, notice=_("Təsdiq edildi."))


@office_pages.post("/statements/<public_id>/paid")
@requires(SETTLE)
def paid(public_id: str) -> ResponseReturnValue:
    """Say that the bank paid it."""
    form = PaidForm()
    if not form.validate():
        return _page(statement_by(public_id, current_actor()), form=form), 422
    mark_paid(public_id, reference=form.reference.data or "", actor=current_actor())
    return redirect_to(".statement", public_id=public_id, notice=_("Ödənilmiş kimi qeyd edildi."))


@office_pages.post("/statements/<public_id>/account")
@requires(SETTLE)
def account(public_id: str) -> ResponseReturnValue:
    """Write where the carrier is paid."""
    row, form = statement_by(public_id, current_actor()), AccountForm()
    if not form.validate():
        return _page(row, account_form=form), 422
    try:
        set_account(row.carrier_id, iban=form.iban.data or "", bic=form.bic.data or "", actor=current_actor())
    except AppError as error:
        form.accept(error)
        return _page(row, account_form=form), error.status
    return redirect_to(".statement", public_id=public_id, notice=_("Bank hesabı yazıldı."))


@office_pages.get("/statements/<public_id>/order.xml")
@requires(SETTLE)
def order(public_id: str) -> Response:
    """Give the order for the bank; that it was taken stands in the journal."""
    row = statement_by(public_id, current_actor())
    content = payment_order(row, ensure_payable(row))
    record(
        "settlements.statement_exported",
        actor=current_actor(),
        object_type="carrier_statement",
        object_key=public_id,
        detail={"form": "pain.001"},
    )
    return attachment(content, f"{row.number}.xml", "application/xml")


@office_pages.get("/statements/<public_id>/lines.csv")
@requires(SEE)
def lines(public_id: str) -> Response:
    """Give the lines as CSV."""
    return csv_of(statement_by(public_id, current_actor()))


@office_pages.get("/statements/<public_id>/lines.xlsx")
@requires(SEE)
def workbook(public_id: str) -> Response:
    """Give the lines as a workbook."""
    return xlsx_of(statement_by(public_id, current_actor()))


@office_pages.get("/statements/<public_id>/statement.pdf")
@requires(SEE)
def paper(public_id: str) -> Response:
    """Give the sealed statement."""
    return pdf_of(statement_by(public_id, current_actor()))


def _page(row: Statement, *, form: PaidForm | None = None, account_form: AccountForm | None = None) -> str:
    actor = current_actor()
    known: dict[str, Any] = {"row": row, "facts": facts_of(row), "lines": table_of(lines_of(row))}
    return render(
        "settlements/office_statement.html",
        **known,
        state=wording.STATES[row.state],
        form=form or PaidForm(formdata=None),
        account_form=account_form or AccountForm(formdata=None),
        account=bank_account_of(row.carrier_id, today()),
        sealed=bool(documents.versions(row.document_token)),
        may_settle=actor.has(SETTLE.code),
        mine=row.first_by == actor.account_id,
    )
