"""Figures that are old enough become sums by the hour; nothing is lost and nothing counted twice."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError

from tests.ehis.monitoring.conftest import ORDINARY, keep
from webapp.core.transaction import transaction
from webapp.ehis.journal.jobs import thin_figures
from webapp.ehis.journal.models import JournalState, MeasuredExchange, MeasuredHour
from webapp.ehis.monitoring.usage import history_rows

TODAY = ORDINARY["minute"].replace(hour=12, minute=0)


def count():
    with transaction(read_only=True) as session:
        return session.query(MeasuredExchange).count(), list(session.scalars(select(MeasuredHour)))


def history(database):
    with database.reading.connect() as connection:
        return sum(row["calls"] for row in history_rows(connection))


def test_old_figures_become_sums_by_the_hour_and_young_ones_stay(committing, station_database):
    old = TODAY - timedelta(days=420)
    keep(*({"minute": old + timedelta(minutes=20 * turn), "succeeded": turn % 2 == 0} for turn in range(6)))
    keep({"minute": old - timedelta(days=1)}, {"minute": TODAY - timedelta(days=399)}, {})
    assert history(station_database) == 9

    thin_figures.run(timestamp=0)

    detailed, hours = count()
    assert detailed == 2
    assert [(row.calls, row.failed, row.total_ms, row.request_bytes) for row in hours if row.hour >= old] == [
        (3, 1, 90, 2_700),
        (3, 2, 90, 2_700),
    ]
    assert history(station_database) == 9
    thin_figures.run(timestamp=0)
    assert count()[0] == 2


def test_what_comes_late_is_added_to_its_hour(committing, station_database):
    old = TODAY - timedelta(days=500)
    for _ in range(2):
        keep({"minute": old}, {"minute": old})
        thin_figures.run(timestamp=0)

    assert [row.calls for row in count()[1]] == [4]
    assert history(station_database) == 4


def test_the_station_gives_everything_by_months(station):
    keep(*({"minute": TODAY - timedelta(days=500)} for _ in range(7)))
    thin_figures.run(timestamp=0)

    said = station.get("/statistics.json?period=all").json
    assert (said["period"], [row["calls"] for row in said["rows"]]) == ("all", [7])
    assert "carrierStatus" in station.get("/statistics.csv?period=all").text


def test_a_year_of_single_figures_is_the_least(committing):
    with pytest.raises(IntegrityError), transaction() as session:
        session.execute(update(JournalState).values(detail_days=365))
    with transaction(read_only=True) as session:
        assert session.execute(text("SELECT detail_days FROM ehis_journal_state")).scalar() == 400
