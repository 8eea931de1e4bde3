"""Figures: the inspector's own day, an officer's with CSV, the open ones with small cells hidden."""

from datetime import date, timedelta

from flask import Response, request

from webapp.audit.api import record
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.csv_text import csv_text
from webapp.core.transaction import afterwards
from webapp.inspections import wording
from webapp.inspections.permissions import INSPECT, OVERSEE
from webapp.inspections.queries import acts_of_day, checks_of_day
from webapp.inspections.rules import shown_cells
from webapp.inspections.statistics import figures, rows_of
from webapp.inspections.views.blueprint import office_pages, open_pages
from webapp.ui.access import public, requires
from webapp.ui.rendering import render

USUAL = timedelta(days=30)
LONGEST = timedelta(days=366)
EARLIEST = date(2024, 1, 1)  # the first day of the table of violations


@office_pages.get("/day")
@requires(INSPECT)
def day() -> str:
    """Show the inspector's own day: look-ups, acts, what waits for the signature."""
    inspector, chosen = current_actor().account_id or 0, _day(request.args.get("day", "")) or today()
    acts, checks = acts_of_day(inspector, chosen), checks_of_day(inspector, chosen)
    before, after = chosen - timedelta(days=1), chosen + timedelta(days=1)
    return render(
        "inspections/day.html",
        chosen=chosen,
        acts=acts,
        checks=checks,
        before=before,
        after=after if after <= today() else None,
        wording=wording,
    )


@office_pages.get("/figures")
@requires(INSPECT, OVERSEE)
def numbers() -> str:
    """Show the figures of a time."""
    first, last = _days()
    return render("inspections/figures.html", first=first, last=last, found=figures(first, last), wording=wording)


@office_pages.get("/figures.csv")
@requires(INSPECT, OVERSEE)
def download() -> Response:
    """Send the figures as CSV: a row a day, place and violation."""
    first, last = _days()
    actor, key = current_actor(), f"{first}..{last}"
    afterwards(lambda: record("inspections.exported", actor=actor, object_type="control_figures", object_key=key))
    table = csv_text([("day", "region", "violation", "acts", "qepik"), *rows_of(first, last)], delimiter=";")
    headers = {"Content-Disposition": f'attachment; filename="control-{first}-{last}.csv"'}
    return Response(table, mimetype="text/csv", headers=headers)


@open_pages.get("/statistics")
@public
def statistics() -> str:
    """Show anybody how much is controlled where; counts under five are hidden."""
    last = today().replace(day=1) - timedelta(days=1)
    first = last.replace(day=1)
    found = figures(first, last)
    regions = shown_cells(found.by_region)
    violations = shown_cells([(code, count) for code, count, _sum in found.by_violation])
    whole = shown_cells([("acts", found.acts), ("violations", found.with_violations)])
    return render(
        "inspections/statistics.html",
        first=first,
        last=last,
        whole=dict(whole),
        regions=regions,
        violations=violations,
        wording=wording,
    )


def _days() -> tuple[date, date]:
    """Return the days that were asked for, a year at most; without any, the last thirty."""
    last = min(_day(request.args.get("to", "")) or today(), today())
    first = _day(request.args.get("from", "")) or last - USUAL
    return max(min(first, last), last - LONGEST), last


def _day(text: str) -> date | None:
    """Return a day of the time since there are acts, None for any other text."""
    plain = "-".join(reversed(text.split("."))) if "." in text else text
    try:
        found = date.fromisoformat(plain)
    except ValueError:
        return None
    return found if EARLIEST <= found <= today() else None
