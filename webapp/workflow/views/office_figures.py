"""What the office looks back on: figures by service, the registration journal, a list as a file."""

from typing import Any, Final

from flask import Response, request

from webapp.audit.api import record
from webapp.cabinets import api as cabinets
from webapp.core.actor import current_actor
from webapp.core.clock import now
from webapp.ui.access import requires
from webapp.ui.rendering import render
from webapp.workflow.exporting import as_csv
from webapp.workflow.facts import name_of
from webapp.workflow.figures import MOST_COUNTED, NEWEST, figures_of
from webapp.workflow.forms.office_journal import journal_form
from webapp.workflow.offer.case_type import case_types
from webapp.workflow.permissions import CONFIRM, SEE
from webapp.workflow.queue import whole
from webapp.workflow.registration import entries
from webapp.workflow.views.office import wanted_of
from webapp.workflow.views.office_blueprint import office_pages
from webapp.workflow.views.people import names_of_officers
from webapp.workflow.wording import STATES

MOST_ROWS: Final = 10_000


@office_pages.get("/figures")
@requires(SEE)
def figures() -> str:
    """Show how much is in work and late, and how the newest decisions were made, service by service."""
    types = case_types()
    counted = figures_of([one.code for one in types])
    rows = [(one, name) for one, name in zip(counted, (one.name for one in types), strict=True) if _happened(one)]
    return render("workflow/office_figures.html", rows=rows, newest=NEWEST, most=MOST_COUNTED)


@office_pages.get("/journal")
@requires(SEE)
def journal() -> str:
    """Show the registration journal: what came on these days, by its number."""
    form = journal_form()
    days: dict[str, Any] = {
        "since": form.since.data,
        "until": form.until.data,
        "number": (form.number.data or "").strip(),
    }
    page = entries(**days, after=request.args.get("after"), before=request.args.get("before"))
    rows = [(case, name_of(case), cabinets.party(case.party_id).name) for case in page.rows]
    around = {name: request.args.get(name) or None for name in days}
    return render(
        "workflow/office_journal.html",
        form=form,
        page=page,
        rows=rows,
        around=around,
        days=days,
        states=STATES,
        officers=names_of_officers(),
        printed_at=now(),
    )


@office_pages.get("/list.csv")
@requires(CONFIRM)
def export() -> Response:
    """Give the list that is looked at as a file; that it was given is kept."""
    actor, wanted = current_actor(), wanted_of(request.args)
    found = whole(wanted, account_id=actor.account_id or 0, most=MOST_ROWS)
    detail: dict[str, Any] = {
        "rows": len(found),
        "whose": wanted.whose,
        "kind": wanted.kind,
        "searched": bool(wanted.q),
    }
    record("workflow.exported", actor=actor, object_type="workflow_queue", object_key=wanted.whose, detail=detail)
    headers = {"Content-Disposition": 'attachment; filename="muracietler.csv"', "Cache-Control": "private, no-store"}
    return Response(as_csv(found, names_of_officers()), mimetype="text/csv", headers=headers)


def _happened(one: Any) -> bool:
    return bool(one.in_work or one.decided)
