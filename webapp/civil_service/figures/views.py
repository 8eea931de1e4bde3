"""Pages of figures: for owner and operator everything, for a state body its own. Each page is also a CSV."""

from collections.abc import Sequence
from typing import Any, Final

from flask import Blueprint, Response

from webapp.audit.api import record
from webapp.civil_service.figures.asking import FILTERS, Asked, asked_day, asked_report, own_body
from webapp.civil_service.figures.cube import count_by
from webapp.civil_service.figures.pages import PAGES
from webapp.civil_service.figures.sections import Section, crossed
from webapp.civil_service.figures.wording import TITLES, values_of
from webapp.civil_service.permissions import BODY_FIGURES, FIGURES
from webapp.core.actor import current_actor
from webapp.core.csv_text import csv_text
from webapp.core.errors import NotFound
from webapp.core.text import _
from webapp.core.transaction import afterwards
from webapp.ui.access import requires
from webapp.ui.rendering import render

TEMPLATES: Final = "../templates"
office_pages: Final = Blueprint(
    "civil_figures", __name__, template_folder=TEMPLATES, url_prefix="/office/service-figures"
)
body_pages: Final = Blueprint(
    "civil_body_figures", __name__, template_folder=TEMPLATES, url_prefix="/cabinet/service-figures"
)
OFFICE: Final = "layouts/office.html"
CABINET: Final = "layouts/cabinet.html"


@office_pages.get("")
@requires(FIGURES)
def overview() -> str:
    """Show the civil service on a day."""
    return _page("now", None)


@office_pages.get("/<kind>")
@requires(FIGURES)
def figures(kind: str) -> str:
    """Show one kind of figures: forecast, execution of the law, turnover."""
    return _page(kind, None)


@office_pages.get("/<kind>.csv")
@requires(FIGURES)
def download(kind: str) -> Response:
    """Send the same as CSV."""
    return _csv(kind, None)


@office_pages.get("/report")
@requires(FIGURES)
def report() -> str:
    """Show a report by any two parameters, kept to values of others (charter 004, 6.2.6)."""
    return _report(None)


@office_pages.get("/report.csv")
@requires(FIGURES)
def report_csv() -> Response:
    """Send the report as CSV."""
    return _report_csv(None)


@body_pages.get("")
@requires(BODY_FIGURES)
def own_overview() -> str:
    """Show the state body for which one acts, on a day."""
    return _page("now", own_body())


@body_pages.get("/<kind>")
@requires(BODY_FIGURES)
def own_figures(kind: str) -> str:
    """Show one kind of figures of it."""
    return _page(kind, own_body())


@body_pages.get("/<kind>.csv")
@requires(BODY_FIGURES)
def own_download(kind: str) -> Response:
    """Send the same as CSV."""
    return _csv(kind, own_body())


@body_pages.get("/report")
@requires(BODY_FIGURES)
def own_report() -> str:
    """Show a report of it."""
    return _report(own_body())


@body_pages.get("/report.csv")
@requires(BODY_FIGURES)
def own_report_csv() -> Response:
    """Send the report as CSV."""
    return _report_csv(own_body())


def _page(kind: str, body_id: int | None) -> str:
    if kind not in PAGES:
        raise NotFound
    day = asked_day()
    sections = PAGES[kind][1](day, body_id)
    return render("civil_service/figures/page.html", kind=kind, day=day, sections=sections, **_frame(body_id))


def _report(body_id: int | None) -> str:
    asked = asked_report(body_id)
    names = [name for name in FILTERS if name != "body" or body_id is None]
    choices = {name: values_of(name, asked.day) for name in names}
    return render(
        "civil_service/figures/report.html",
        kind="report",
        day=asked.day,
        asked=asked,
        sections=[_section(asked)],
        choices=choices,
        titles=TITLES,
        **_frame(body_id),
    )


def _frame(body_id: int | None) -> dict[str, Any]:
    """Return what differs between the office's pages and a body's: the layout and the endpoints."""
    tabs = [(code, title) for code, (title, _build) in PAGES.items()]
    if body_id is None:
        names = {"figures": "figures", "download": "download", "report": "report", "report_csv": "report_csv"}
        return {"layout": OFFICE, "to": {key: f"civil_figures.{name}" for key, name in names.items()}, "pages": tabs}
    names = {
        "figures": "own_figures",
        "download": "own_download",
        "report": "own_report",
        "report_csv": "own_report_csv",
    }
    return {"layout": CABINET, "to": {key: f"civil_body_figures.{name}" for key, name in names.items()}, "pages": tabs}


def _csv(kind: str, body_id: int | None) -> Response:
    if kind not in PAGES:
        raise NotFound
    day = asked_day()
    return as_csv(PAGES[kind][1](day, body_id), f"{kind}-{day}", str(body_id or ""))


def _report_csv(body_id: int | None) -> Response:
    asked = asked_report(body_id)
    return as_csv([_section(asked)], f"report-{asked.day}", str(body_id or ""))


def _section(asked: Asked) -> Section:
    title = _("Hesabat: %(what)s", what=str(TITLES[asked.rows]))
    names = (asked.rows, asked.columns) if asked.columns else (asked.rows,)
    people = count_by(asked.day, names, where=asked.where)
    return crossed("report", title, asked.day, asked.rows, asked.columns, people)


def as_csv(sections: Sequence[Section], name: str, key: str) -> Response:
    """Return the tables of sections as one CSV, each after its title; that it was taken stays."""
    actor = current_actor()
    afterwards(
        lambda: record("civil_service.figures_taken", actor=actor, object_type="service_figures", object_key=key)
    )
    rows: list[Sequence[object]] = []
    for section in sections:
        rows += [[section.title], [label for _key, label, _kind in section.columns]]
        rows += [[row[key_] for key_, *_rest in section.columns] for row in section.rows]
        rows.append([])
    headers = {"Content-Disposition": f'attachment; filename="civil-service-{name}.csv"'}
    return Response(csv_text(rows, delimiter=";"), mimetype="text/csv", headers=headers)
