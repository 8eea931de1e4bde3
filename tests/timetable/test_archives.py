"""Archives made to harm or made elsewhere: refused with a word, or read as they were meant."""

import io
import zipfile
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.timetable.feeds import DAY, FILES, KNOWN, SECOND, packed, spoiled
from webapp.core.clock import BAKU
from webapp.timetable.gtfs.dry_run import look_through
from webapp.timetable.gtfs.network import PriceKey


def encrypted():
    content = bytearray(packed(FILES))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(sign)
        content[at + place] |= 1
    return bytes(content)


def broken():
    content = packed(FILES, zipfile.ZIP_STORED)
    return content.replace(b"Yevlax", b"Yevlaq", 1)


def two_of_a_name():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("stops.txt", "a")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("stops.txt", "b")
    return content.getvalue()


HARM = {
    "not-zip": lambda: b"stop_id,stop_name\n",
    "zip-too-big": lambda: b"PK" + bytes(9 * 1024 * 1024),
    "zip-bomb": lambda: packed({**FILES, "stops.txt": bytes(200 * 1024 * 1024)}),
    "zip-path": lambda: packed({"../../etc/stops.txt": "x"}),
    "zip-many-files": lambda: packed({f"{n}.txt": "x" for n in range(61)}),
    "zip-encrypted": encrypted,
    "zip-broken": broken,
    "zip-name-twice": two_of_a_name,
}


@pytest.mark.parametrize("code", HARM)
def test_what_would_harm_is_refused_with_one_word(code):
    look = look_through(HARM[code](), KNOWN)
    assert [one.code for one in look.faults.errors] == [code]
    assert look.network is None


@pytest.mark.parametrize("name", ["a/stops.txt", "..\\stops.txt", ".stops.txt", "stops\n.txt"])
def test_names_that_are_paths_are_refused(name):
    assert look_through(packed({name: "x"}), KNOWN).faults.errors[0].code == "zip-path"


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.rstrip("\n"),
        lambda text: text.replace("Yevlax", '"Yevlax"'),
    ],
    ids=["byte order mark", "CRLF", "CR", "no last newline", "quoted"],
)
def test_what_other_programs_write_is_read_alike(change):
    look = look_through(packed({name: change(text) for name, text in FILES.items()}), KNOWN)
    assert look.faults.errors == []
    assert look.network == look_through(packed(FILES), KNOWN).network


def test_a_quoted_value_may_go_over_lines_and_the_lines_below_are_still_counted():
    look = look_through(packed(spoiled(("stops.txt", "Yevlax,40.6172", '"Yev\nlax",99'))), KNOWN)
    fault = next(one for one in look.faults.found if one.code == "place-impossible")
    assert fault.line == 4
    below = look_through(packed(spoiled(("stops.txt", "Yevlax", '"Yev\nlax"'), ("stops.txt", "40.6828", "99"))), KNOWN)
    assert next(one for one in below.faults.found if one.code == "place-impossible").line == 6


def test_a_night_trip_belongs_to_the_day_on_which_it_began():
    network = look_through(packed(FILES), KNOWN).network
    run = next(one for one in network.runs.values() if one.departs == "22:30")
    assert run.instant(DAY).astimezone(BAKU).date() == DAY
    assert network.lines[run.line].halts[1].minutes == 220  # 02:10, said as 26:10


def test_a_trip_that_begins_after_midnight_of_its_service_day_is_a_trip_of_the_next_day():
    times = [("22:30:00,22:30:00", "25:10:00,25:10:00"), ("26:00:00,26:10:00", "28:30:00,28:50:00")]
    edits = [("stop_times.txt", old, new) for old, new in [*times, ("27:30:00,27:30:00", "30:10:00,30:10:00")]]
    monday = ("calendar.txt", "1,1,1,1,1,1,1,20260101,20991231", "1,0,0,0,0,0,0,20261123,20261231")
    network = look_through(packed(spoiled(*edits, monday)), KNOWN).network
    run = next(one for one in network.runs.values() if one.departs == "01:10")
    assert (run.weekdays, run.valid_from, run.valid_to) == ("2", date(2026, 11, 24), date(2027, 1, 1))
    assert run.dates == ((date(2027, 1, 2), False),)
    assert run.instant(date(2026, 11, 24)).astimezone(BAKU).utcoffset() == timedelta(hours=4)


def test_two_ways_of_one_route_become_two_lines():
    network = look_through(packed(spoiled(("stop_times.txt", "11:30:00,11:40:00", "11:00:00,11:10:00"))), KNOWN).network
    assert set(network.lines) == {"501", "501.2"}


def test_fares_of_the_second_version_go_before_those_of_the_first():
    network = look_through(packed({**FILES, **SECOND}), KNOWN).network
    prices = {key: qepik for key, qepik in network.prices.items() if key.line == "501"}
    key = PriceKey("501", 1, 4, "adult", "", "single", "any")
    assert prices == {
        key: 1400,
        replace(key, rider="child"): 700,
        replace(key, rider="benefit", benefit="veteran"): 0,
        replace(key, medium="card"): 1350,
    }


def test_fares_of_the_first_version_are_read_where_there_are_no_others():
    network = look_through(packed(FILES), KNOWN).network
    assert sorted((key.low, key.high, qepik) for key, qepik in network.prices.items() if key.line == "501") == [
        (1, 2, 1400)
    ]


def test_platforms_belong_to_their_station_and_names_come_in_three_languages():
    network = look_through(packed(FILES), KNOWN).network
    assert network.lines["501"].halts[0].platform == "12"
    assert (network.places["BAK"].ru, network.places["BAK"].en) == ("Баку", "Bakı")
    assert set(network.places) == {"BAK", "YEV", "GNC"}


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(sorted({**FILES, **SECOND})),
    st.floats(0, 1),
    st.text('",\n\r9x-٣ə\x0b', max_size=3),
    st.integers(0, 3),
)
def test_no_slip_of_a_typist_breaks_the_look(name, where, typed, gone):
    text = {**FILES, **SECOND}[name]
    at = int(where * len(text))
    look = look_through(packed({**FILES, **SECOND, name: text[:at] + typed + text[at + gone :]}), KNOWN)
    assert look.clean or look.faults.errors


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=5))
@example([(0.84375, 0)])  # a member without a name
def test_no_wrong_byte_of_an_archive_breaks_the_look(wrong):
    content = bytearray(packed(FILES))
    for where, byte in wrong:
        content[int(where * len(content))] = byte
    look = look_through(bytes(content), KNOWN)
    assert look.clean or look.faults.errors
