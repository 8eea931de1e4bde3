"""Many servants from one table: sent, read by a job with its progress, wrong cells listed, the good rows signed at once."""

from flask import Response, request
from flask.typing import ResponseReturnValue
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types

from webapp.civil_service.entering import wording
from webapp.civil_service.entering.drafting import hand_of
from webapp.civil_service.entering.forms import TableForm
from webapp.civil_service.entering.jobs import read_table
from webapp.civil_service.entering.models import ServiceTableFault
from webapp.civil_service.entering.queries import Offered, offered
from webapp.civil_service.entering.rules import Hand
from webapp.civil_service.entering.sheets.columns import columns_of
from webapp.civil_service.entering.sheets.taking import faults_of, own_table, take
from webapp.civil_service.entering.stating import group_of
from webapp.civil_service.entering.views.blueprint import personnel
from webapp.civil_service.entering.views.people import own_body
from webapp.civil_service.permissions import ENTER
from webapp.core.actor import current_actor
from webapp.core.csv_text import csv_text
from webapp.core.errors import AppError, NotFound
from webapp.core.text import _, current_language
from webapp.ui.access import accepts_body, requires
from webapp.ui.rendering import redirect_to, render

MOST_BYTES = 12 * 1024 * 1024
SHOWN = 100
KEYS = ("row", "column", "why", "typed")
BOM = "\ufeff"


@personnel.get("/tables")
@requires(ENTER)
def table() -> str:
    """Ask for a table, and say what it holds."""
    return _table_page(TableForm(formdata=None))


@personnel.post("/tables")
@accepts_body(MOST_BYTES)
@requires(ENTER)
def send_table() -> ResponseReturnValue:
    """Take the table in; a job reads it."""
    form = TableForm()
    if form.validate():
        sent = request.files["file"]
        try:
            found = take(sent.read(), sent.filename or "", form.group.data or "", actor=current_actor())
        except AppError as error:
            form.accept(error)
        else:
            read_table.defer(once=found.public_id, table=found.public_id)
            return redirect_to(".sheet", public_id=found.public_id)
    return _table_page(form), 422


@personnel.get("/tables/example/<code>.csv")
@requires(ENTER)
def example(code: str) -> Response:
    """Send an empty table of a group with every column."""
    columns = columns_of(code)
    if not columns:
        raise NotFound
    return _csv([[str(one.label) for one in columns]], f"{code}.csv")


@personnel.get("/tables/<public_id>")
@requires(ENTER)
def sheet(public_id: str) -> str:
    """Show how far a table is read, what is wrong, and lead to the signature."""
    own_body()
    found, paper = own_table(public_id, current_actor())
    names = {one.code: one.label for one in columns_of(paper.group_code)}
    return render(
        "civil_service/entering/sheet.html",
        table=found,
        paper=paper,
        of=group_of(paper.group_code),
        faults=[dict(zip(KEYS, _said(one, names), strict=True)) for one in faults_of(found.id, SHOWN)],
        wrong=found.done - found.good - found.known,
        wording=wording,
    )


@personnel.get("/tables/<public_id>/faults.csv")
@requires(ENTER)
def faults(public_id: str) -> Response:
    """Send every wrong cell as a table."""
    own_body()
    found, paper = own_table(public_id, current_actor())
    names = {one.code: one.label for one in columns_of(paper.group_code)}
    head = [_("Sətir"), _("Sütun"), _("Səhv"), _("Yazılan")]
    return _csv([head, *(list(_said(one, names)) for one in faults_of(found.id))], "sehvler.csv")


def _table_page(form: TableForm) -> str:
    _hand, body = hand_of(current_actor())
    groups = offered(body, Hand.PARTICIPANT)
    form.group.choices = [SelectChoice(one.group.code, _named(one)) for one in groups]
    return render("civil_service/entering/table.html", form=form, groups=[one.group for one in groups], body=body)


def _named(one: Offered) -> str:
    return f"{one.group.title} ({one.group.clause})"


def _said(one: ServiceTableFault, names: dict[str, object]) -> tuple[str, str, str, str]:
    why = one.why.get(current_language()) or one.why.get("az", "")
    return (str(one.row), str(names.get(one.column, one.column)), why, one.typed)


def _csv(rows: list[list[str]], name: str) -> Response:
    """Return rows as a CSV file; a cell that a spreadsheet would compute is made a text."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(csv_text(rows, delimiter=";"), mimetype="text/csv", headers=headers)
