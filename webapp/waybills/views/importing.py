"""Many waybills from one table: sent, its faults cell by cell, begun as drafts by a second click."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.csv_text import csv_text
from webapp.core.errors import Invalid
from webapp.core.text import _
from webapp.ui.access import accepts_body, requires
from webapp.ui.rendering import redirect_to, render
from webapp.waybills.forms.beginning import StartForm
from webapp.waybills.forms.importing import TableForm
from webapp.waybills.import_jobs import begin_imported
from webapp.waybills.importing.columns import COLUMNS
from webapp.waybills.importing.texts import COLUMN_NAMES, FAULTS
from webapp.waybills.models import Import
from webapp.waybills.permissions import WAYBILLS_EDIT
from webapp.waybills.services.importing import counts_of, keep_table, own_import, want_drafts
from webapp.waybills.views.blueprint import waybills

MOST_BYTES = 8 * 1024 * 1024
SHOWN = 100
BOM = "\ufeff"


@waybills.get("/import")
@requires(WAYBILLS_EDIT)
def table() -> str:
    """Ask for the table, and say what it holds."""
    return _table_page(TableForm(formdata=None))


@waybills.post("/import")
@accepts_body(MOST_BYTES)
@requires(WAYBILLS_EDIT)
def send_table() -> ResponseReturnValue:
    """Read the table that was sent; nothing is begun yet."""
    form = TableForm()
    if form.validate():
        sent = request.files["file"]
        try:
            public_id = keep_table(sent.read(), sent.filename or "", actor=current_actor())
        except Invalid as error:
            form.accept(error)
        else:
            return redirect_to(".imported", public_id=public_id)
    return _table_page(form), 422


@waybills.get("/import/example.csv")
@requires(WAYBILLS_EDIT)
def example() -> Response:
    """Send an empty table with every column, for a spreadsheet program."""
    return _csv([[str(COLUMN_NAMES[one.code]) for one in COLUMNS]], "qaimeler.csv")


@waybills.get("/import/<public_id>")
@requires(WAYBILLS_EDIT)
def imported(public_id: str) -> str:
    """Show what was read: how many waybills, which cells are wrong, how many drafts are begun."""
    row = own_import(public_id, current_actor())
    whole, made = counts_of(row)
    return render(
        "waybills/imported.html",
        row=row,
        whole=whole,
        made=made,
        faults=_faults(row)[:SHOWN],
        more=max(len(row.faults) - SHOWN, 0),
        form=StartForm(),
    )


@waybills.get("/import/<public_id>/faults.csv")
@requires(WAYBILLS_EDIT)
def faults(public_id: str) -> Response:
    """Send every fault as a table."""
    row = own_import(public_id, current_actor())
    head = [_("Sətir"), _("Sütun"), _("Səhv"), _("Yazılan")]
    return _csv([head, *([str(one[0]), *map(str, one[1:])] for one in _faults(row))], "sehvler.csv")


@waybills.post("/import/<public_id>")
@requires(WAYBILLS_EDIT)
def begin_drafts(public_id: str) -> ResponseReturnValue:
    """Ask for the drafts of what was read without a fault; asked twice, they are begun once."""
    actor = current_actor()
    if want_drafts(public_id, actor=actor) and actor.account_id is not None:
        begin_imported.defer(once=public_id, table=public_id, account_id=actor.account_id)
    return redirect_to(".imported", public_id=public_id, notice=_("Qaralamalar hazırlanır."))


def _table_page(form: TableForm) -> str:
    columns = [(COLUMN_NAMES[one.code], one.needed) for one in COLUMNS]
    return render("waybills/import.html", form=form, columns=columns)


def _faults(row: Import) -> list[tuple[int, str, str, str]]:
    return [
        (one["row"], str(COLUMN_NAMES[one["column"]]), str(FAULTS[one["code"]]), one["typed"]) for one in row.faults
    ]


def _csv(rows: list[list[str]], name: str) -> Response:
    """Return rows as a CSV file; a cell that a spreadsheet would compute is made a text."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(csv_text(rows, delimiter=";"), mimetype="text/csv", headers=headers)
