"""What pages and files show of a statement, the same for the carrier and for accountants."""

from flask import Response

from webapp.audit.api import record
from webapp.core.actor import current_actor
from webapp.core.text import _
from webapp.core.workbook import MEDIA_TYPE
from webapp.documents import api as documents
from webapp.settlements.errors import NoSuchStatement
from webapp.settlements.exporting import statement_csv, statement_xlsx
from webapp.settlements.models import Statement
from webapp.settlements.queries import Total, lines_of
from webapp.timetable.api import name_of, stations
from webapp.ui.filters import money


def table_of(lines: list[Total]) -> list[dict[str, object]]:
    """Return the lines of a statement as its table shows them."""
    return [
        {
            "trip": f"{one.of[0]} · {one.of[1] or _('kartla gediş')}",
            "station": station_name(one.of[2]),
            "sold": one.sold,
            "ended": one.ended,
            "gross": money(one.gross),
            "station_part": money(one.station),
            "advance": money(one.advance),
            "carrier": money(one.carrier),
        }
        for one in lines
    ]


def station_name(code: str) -> str:
    """Return a station's name in the language of the page; what no till sold has none, "" (a station that is gone: its code)."""
    return next((name_of(one) for one in stations() if one.code == code), code)


def csv_of(row: Statement) -> Response:
    """Return a statement as CSV; that it was taken stands in the journal."""
    _keep(row, "csv")
    return attachment(statement_csv(lines_of(row)), f"{row.number}.csv", "text/csv; charset=utf-8")


def xlsx_of(row: Statement) -> Response:
    """Return a statement as a workbook; that it was taken stands in the journal."""
    _keep(row, "xlsx")
    return attachment(statement_xlsx(lines_of(row)), f"{row.number}.xlsx", MEDIA_TYPE)


def pdf_of(row: Statement) -> Response:
    """Return the sealed statement. Raises NoSuchStatement before it is sealed."""
    if not documents.versions(row.document_token):
        raise NoSuchStatement
    _keep(row, "pdf")
    return attachment(documents.pdf(row.document_token, 1), f"{row.number}.pdf", "application/pdf")


def attachment(content: str | bytes, name: str, kind: str) -> Response:
    """Return a file to be kept."""
    return Response(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _keep(row: Statement, form: str) -> None:
    record(
        "settlements.statement_exported",
        actor=current_actor(),
        object_type="carrier_statement",
        object_key=row.public_id,
        detail={"form": form},
    )
