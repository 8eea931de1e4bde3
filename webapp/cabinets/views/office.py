"""Reports of errors, on the case officer's desk."""

from typing import Final

from flask import request, url_for
from werkzeug.wrappers import Response

from webapp.audit.api import record_view
from webapp.cabinets import reports
from webapp.cabinets.describing import label_of
from webapp.cabinets.forms import AnswerForm
from webapp.cabinets.models import DataReport, Party
from webapp.cabinets.permissions import ANSWER_REPORTS
from webapp.cabinets.rules import Kind
from webapp.cabinets.views import cabinets
from webapp.core.actor import current_actor
from webapp.core.text import _, _l
from webapp.ui.access import requires
from webapp.ui.filters import machine_time
from webapp.ui.rendering import redirect_to, render

PURPOSE: Final = _l("Məlumatdakı xəta barədə bildirişə baxılması")


@cabinets.get("/office/data-reports")
@requires(ANSWER_REPORTS)
def data_reports() -> str:
    """List the reports that wait, or those answered."""
    state = "answered" if request.args.get("state") == "answered" else "open"
    found = reports.reports(state, after=request.args.get("after"), before=request.args.get("before"))
    rows = [
        {
            "what": {"text": label_of(row.field), "href": url_for(".data_report", public_id=row.public_id)},
            "who": party.name,
            "at": machine_time(row.created_at),
        }
        for row, party in found.rows
    ]
    return render("cabinets/data_reports.html", found=found, rows=rows, state=state)


@cabinets.get("/office/data-reports/<public_id>")
@requires(ANSWER_REPORTS)
def data_report(public_id: str) -> str:
    """Show one report; that the officer saw a person's data is kept."""
    row, party = reports.report(public_id)
    if party.kind == Kind.PERSON:
        record_view(
            actor=current_actor(),
            subject_fin=party.number,
            subject_name=party.name,
            object_type="data_report",
            object_key=public_id,
            purpose=PURPOSE,
        )
    return _page(row, party, AnswerForm())


@cabinets.post("/office/data-reports/<public_id>")
@requires(ANSWER_REPORTS)
def answer_data_report(public_id: str) -> Response | tuple[str, int]:
    """Send the answer to the person."""
    form = AnswerForm()
    if not form.validate():
        return _page(*reports.report(public_id), form), 422
    reports.answer_report(public_id, form.text.data or "", actor=current_actor())
    return redirect_to(".data_reports", notice=_("Cavab göndərildi."))


def _page(row: DataReport, party: Party, form: AnswerForm) -> str:
    return render("cabinets/data_report.html", report=row, party=party, form=form, label=label_of(row.field))
