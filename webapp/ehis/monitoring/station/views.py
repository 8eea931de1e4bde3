"""Pages of the station. All of them read; none can show a message, because the station cannot have one."""

from typing import Final

from flask import Blueprint, Response, abort, current_app, jsonify, render_template, request
from prometheus_client import CONTENT_TYPE_LATEST

from webapp.core.text import _, _l
from webapp.ehis.monitoring import drawing, wording
from webapp.ehis.monitoring.judging import RATE_LIMIT, rate_tone
from webapp.ehis.monitoring.standing import standing as standing_of
from webapp.ehis.monitoring.station.exporting import as_csv, cells
from webapp.ehis.monitoring.station.prometheus import exposition
from webapp.ehis.monitoring.station.source import Source
from webapp.ehis.monitoring.uptime import months
from webapp.ehis.monitoring.usage import PERIODS, Period, export_rows, grouped, history_rows, performance, rate, steps
from webapp.ehis.monitoring.version import house_version

station = Blueprint("station", __name__)
MENU: Final = (
    ("station.status", _l("Vəziyyət"), "gauge"),
    ("station.services", _l("Servislər"), "list"),
    ("station.statistics", _l("Statistika"), "chart"),
    ("station.availability", _l("Fasiləsiz iş"), "history"),
)
DIRECTIONS: Final = ("provided", "asked")
ALL: Final = "all"
REFRESH: Final = {"Refresh": "30"}


@station.context_processor
def _words() -> dict[str, object]:
    return {"menu": MENU, "w": wording}


@station.get("/")
def status() -> tuple[str, dict[str, str]]:
    """Show the four components, what must be looked at, rate, certificates, clocks, the log, breakers."""
    with _source().connection() as connection:
        standing, found = standing_of(connection).with_itself(request.host_url, house_version()), rate(connection)
    alarms = wording.warnings(standing)
    page = render_template(
        "monitoring/station_status.html",
        standing=standing,
        alarms=alarms,
        rate=found,
        limit=RATE_LIMIT,
        rate_tone=rate_tone,
    )
    return page, REFRESH


@station.get("/services")
def services() -> str:
    """Show every service: last calls, counts, percentiles, our own time apart, the share in time."""
    period = _period()
    with _source().connection() as connection:
        found = performance(connection, period)
    return render_template("monitoring/station_services.html", found=found, period=period, periods=PERIODS)


@station.get("/statistics")
def statistics() -> str:
    """Show counts and mean times by service, client, day and fault, and charts over time."""
    period = _period()
    with _source().connection() as connection:
        groups = {by: grouped(connection, period, by) for by in ("service", "client", "day", "fault")}
        found = {direction: steps(connection, period, direction) for direction in DIRECTIONS}
    return render_template(
        "monitoring/station_statistics.html",
        groups=groups,
        steps=found,
        drawing=drawing,
        period=period,
        periods=PERIODS,
    )


@station.get("/availability")
def availability() -> str:
    """Show by months for which share of the time each component was there, and when it was not."""
    with _source().connection() as connection:
        found = months(connection)
    return render_template("monitoring/station_availability.html", months=found)


@station.get("/statistics.csv")
def statistics_csv() -> Response:
    """Give the statistics as a table, small counts hidden."""
    headers = {"Content-Disposition": 'attachment; filename="ehis-statistics.csv"'}
    return Response(as_csv(_export()), content_type="text/csv; charset=utf-8", headers=headers)


@station.get("/statistics.json")
def statistics_json() -> Response:
    """Give the same as JSON."""
    period = ALL if request.args.get("period") == ALL else _period().code
    return jsonify(period=period, hidden_below=5, rows=_export())


@station.route("/messages", defaults={"message_id": ""}, methods=["GET", "POST"])
@station.route("/messages/<path:message_id>", methods=["GET", "POST"])
def message(message_id: str) -> Response:  # noqa: ARG001 - whichever it is
    """Refuse: the station has neither rights to what is exchanged nor reach of it (annex 2, 2.7)."""
    abort(403, _("Monitorinq stansiyasının ötürülən məlumatlara nə giriş hüququ, nə də əlçatanlığı var (2.7-ci bənd)."))


@station.get("/metrics")
def metrics() -> Response:
    """Give the figures to Prometheus."""
    with _source().connection() as connection:
        return Response(exposition(connection), content_type=CONTENT_TYPE_LATEST)


@station.get("/healthz")
def alive() -> Response:
    """Say that the station answers."""
    return jsonify(status="ok")


def _source() -> Source:
    found: Source = current_app.extensions["station_source"]
    return found


def _period() -> Period:
    """Return the period that was asked for, a day otherwise."""
    return PERIODS.get(request.args.get("period", ""), PERIODS["day"])


def _export() -> list[dict[str, object]]:
    """Return the cells of the period; `period=all` is everything, by months."""
    with _source().connection() as connection:
        if request.args.get("period") == ALL:
            return cells(history_rows(connection))
        return cells(export_rows(connection, _period()))
