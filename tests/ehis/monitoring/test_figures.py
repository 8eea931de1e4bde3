"""The sums, against tables worked out by hand; PostgreSQL reckons percentiles between neighbours."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from tests.ehis.monitoring.conftest import ORDINARY, beat, keep
from webapp.core.clock import BAKU, now
from webapp.ehis.monitoring.judging import (
    Tone,
    clock_tone,
    days_left,
    hidden,
    is_up,
    lag_tone,
    rate_tone,
    share_tone,
    worst,
)
from webapp.ehis.monitoring.standing import standing
from webapp.ehis.monitoring.usage import PERIODS, export_rows, grouped, performance, rate, steps


@pytest.fixture
def read(committing, station_database):
    """Call a reading function as the station would, on the station's connection."""

    def call(function, *arguments):
        with station_database.reading.connect() as connection:
            return function(connection, *arguments)

    return call


@pytest.mark.parametrize(
    ("times", "p50", "p95", "p99"),
    [
        ([40], 40, 40, 40),
        ([10, 20], 15, 19.5, 19.9),
        ([5, 5, 5, 5, 100], 5, 81, 96.2),
        (list(range(1, 101)), 50.5, 95.05, 99.01),
        ([3000, 1, 2], 2, 2700.2, 2940.04),
    ],
)
def test_percentiles(read, times, p50, p95, p99):
    keep(*({"total_ms": time, "service_ms": 0} for time in times))
    (found,) = read(performance, PERIODS["hour"])
    assert found.total == pytest.approx((p50, p95, p99))
    assert found.own == pytest.approx((p50, p95, p99))
    assert found.calls == len(times)


def test_our_own_time_is_apart_from_the_services_and_the_networks(read):
    keep({"total_ms": 2500, "service_ms": 2480}, {"total_ms": 30, "service_ms": 10})
    (found,) = read(performance, PERIODS["hour"])
    assert found.own == pytest.approx((20, 20, 20))
    assert found.mean_service == pytest.approx(1245)
    assert (found.in_time, found.own_in_time) == (0.5, 1.0)


@pytest.mark.parametrize(
    ("protocol", "total", "share"),
    [("soap", 2000, 1.0), ("soap", 2001, 0.0), ("rest", 2001, 1.0), ("rest", 3000, 1.0), ("rest", 3001, 0.0)],
)
def test_soap_has_two_seconds_and_rest_three(read, protocol, total, share):
    keep({"protocol": protocol, "total_ms": total, "service_ms": 0})
    (found,) = read(performance, PERIODS["hour"])
    assert found.in_time == share


def test_the_last_good_and_the_last_bad_call_are_told(read):
    minute = ORDINARY["minute"]
    earlier = minute - timedelta(minutes=9)
    keep({"minute": earlier}, {"minute": minute, "succeeded": False, "fault_code": "timeout"})
    (found,) = read(performance, PERIODS["hour"])
    assert (found.last_good, found.last_bad, found.failed) == (earlier, minute, 1)


def test_what_is_older_than_the_period_does_not_count(read):
    keep({}, {"minute": ORDINARY["minute"] - timedelta(minutes=70)})
    assert [row.calls for row in read(performance, PERIODS["hour"])] == [1]
    assert [row.calls for row in read(performance, PERIODS["day"])] == [2]


def test_days_are_those_of_baku(read):
    last_midnight = now().astimezone(BAKU).replace(hour=0, minute=0, second=0, microsecond=0)
    keep({"minute": last_midnight}, {"minute": last_midnight - timedelta(minutes=1)})
    days = [row.name for row in read(grouped, PERIODS["week"], "day")]
    assert days == [last_midnight.date().isoformat(), (last_midnight.date() - timedelta(days=1)).isoformat()]
    assert {row["day"] for row in read(export_rows, PERIODS["week"])} == set(days)


def test_groups_count_and_average(read):
    keep({"total_ms": 10}, {"total_ms": 30, "succeeded": False, "fault_code": "timeout"}, {"client": "AZ/GOV/TAXES/a"})
    by_client = {row.name: row for row in read(grouped, PERIODS["hour"], "client")}
    police = by_client[ORDINARY["client"]]
    assert (police.calls, police.failed, police.mean_total) == (2, 1, 20)
    assert by_client["AZ/GOV/TAXES/a"].calls == 1
    assert [row.name for row in read(grouped, PERIODS["hour"], "fault")] == ["timeout"]


@pytest.mark.parametrize("code", PERIODS)
def test_steps_cover_the_period_without_a_hole_and_lose_nothing(read, code):
    period = PERIODS[code]
    minute = now().replace(second=0, microsecond=0)  # the one of the table may be of an hour ago
    keep(*({"minute": minute - period.length / 4 * quarter} for quarter in range(4)))
    found = read(steps, period, "provided")
    assert {later.at - one.at for one, later in pairwise(found)} == {period.step}
    assert period.length / period.step - 1 <= len(found) <= period.length / period.step + 1
    assert found[-1].at <= now() < found[-1].at + period.step
    assert sum(one.good for one in found) == 4
    assert sum(one.good for one in read(steps, period, "asked")) == 0


def test_the_rate_is_that_of_the_last_full_minute_and_the_peak_that_of_the_fullest(read):
    minute = now().replace(second=0, microsecond=0)
    keep(*({"minute": minute - timedelta(minutes=1)} for _ in range(30)))
    keep(*({"minute": minute - timedelta(hours=3)} for _ in range(90)))
    keep(*({"minute": minute - timedelta(minutes=1), "direction": "asked"} for _ in range(200)))
    found = read(rate)
    if now().replace(second=0, microsecond=0) == minute:  # the minute may just have turned
        assert found.now == 0.5
    assert found.peak == 1.5


def test_the_newest_words_of_a_component_count_and_its_living_processes(read):
    beat(ago=2, instance="a/1", version="2")
    beat(ago=5, instance="a/2", version="1", queue_depth=7)
    beat(ago=500, instance="a/3", queue_depth=99)
    found = read(standing).component("gateway")
    assert (found.up, found.processes, found.version, found.queue_depth) == (True, 2, "2", 7)
    silent = read(standing).component("adapter")
    assert (silent.up, silent.seen_at, silent.tone) == (False, None, Tone.UNKNOWN)


NOON = datetime(2026, 11, 22, 12, tzinfo=BAKU)


@pytest.mark.parametrize(
    ("days", "passed", "tone"),
    [
        (31, None, Tone.GOOD),
        (30, 30, Tone.WARNING),
        (15, 30, Tone.WARNING),
        (14, 14, Tone.WARNING),
        (8, 14, Tone.WARNING),
        (7, 7, Tone.DANGER),
        (2, 7, Tone.DANGER),
        (1, 1, Tone.DANGER),
        (0, 1, Tone.DANGER),
        (-3, 1, Tone.DANGER),
    ],
)
def test_certificates_warn_at_thirty_fourteen_seven_and_one_day(days, passed, tone):
    left = days_left(NOON + timedelta(days=days, hours=5), NOON)
    assert (left.days, left.passed, left.tone) == (days, passed, tone)


@pytest.mark.parametrize(
    ("judge", "table"),
    [
        (is_up, {None: False, 0: True, 30: True, 31: False}),
        (clock_tone, {None: "neutral", 0: "success", -999: "success", 1_000: "warning", -60_000: "danger"}),
        (lag_tone, {None: "neutral", 0: "success", 180: "warning", 3_600: "danger"}),
        (rate_tone, {0: "success", 47.9: "success", 48: "warning", 60: "danger"}),
        (share_tone, {None: "neutral", 1: "success", 0.995: "success", 0.97: "warning", 0.9: "danger"}),
        (hidden, {0: 0, 1: "<5", 4: "<5", 5: 5}),
    ],
)
def test_judgements(judge, table):
    assert {value: judge(value) for value in table} == table


def test_the_worst_of_several_counts():
    assert worst([Tone.GOOD, Tone.WARNING, Tone.UNKNOWN]) == Tone.WARNING
    assert worst([]) == Tone.UNKNOWN
