"""The books: the trial balance, the ledger as files, the days that were compared with the providers."""

from datetime import date, timedelta
from typing import Final

from flask import Response, request, stream_with_context

from webapp.audit.api import record
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.errors import NotFound
from webapp.payments import wording
from webapp.payments.exporting import count_of, csv_of
from webapp.payments.ledger import trial_balance
from webapp.payments.permissions import SEE
from webapp.payments.run_listing import latest_runs, lines_of_run, run_by
from webapp.payments.views.blueprint import office_pages
from webapp.payments.wording import account_name
from webapp.ui.access import requires
from webapp.ui.rendering import render

MONTHS: Final = 12


@office_pages.get("/ledger")
@requires(SEE)
def ledger() -> str:
    """Show the trial balance, and the months whose entries can be taken as files."""
    balances = trial_balance(by_kind=True)
    rows = [(account_name(row.account), row) for row in balances]
    return render("payments/ledger.html", rows=rows, total=sum(row.qepik for row in balances), months=_months())


@office_pages.get("/ledger/<month>/entries.csv")
@requires(SEE)
def ledger_file(month: str) -> Response:
    """Give the entries of a month (YYYY-MM) as CSV; that they were taken stands in the journal."""
    begin = _first_day(month)
    record(
        "payments.ledger_exported",
        actor=current_actor(),
        object_type="ledger",
        object_key=month,
        detail={"rows": count_of(begin)},
    )
    headers = {"Content-Disposition": f'attachment; filename="ledger-{month}.csv"'}
    return Response(stream_with_context(csv_of(begin)), content_type="text/csv; charset=utf-8", headers=headers)


@office_pages.get("/runs")
@requires(SEE)
def runs() -> str:
    """List the comparisons with the providers, newest first."""
    page = latest_runs(after=request.args.get("after"), before=request.args.get("before"))
    return render("payments/runs.html", page=page, wording=wording)


@office_pages.get("/runs/<public_id>")
@requires(SEE)
def run(public_id: str) -> str:
    """Show what was compared on a day: every line as we had it and as the provider had it."""
    found = run_by(public_id)
    page = lines_of_run(found.id, after=request.args.get("after"), before=request.args.get("before"))
    return render("payments/run.html", run=found, page=page, wording=wording)


def _first_day(month: str) -> date:
    """Return the first day of a month in an address. Raises NotFound for what is none."""
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        raise NotFound from None


def _months() -> list[date]:
    """Return the first days of this month and of those before it."""
    found = [today().replace(day=1)]
    while len(found) < MONTHS:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found
