"""An archive handed in: looked through, agreed to, applied by a job; what was sold is never dropped."""

import io
from datetime import timedelta

import pytest

from tests.support.rooms import plugged_in
from tests.timetable.feeds import packed
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.clock import today
from webapp.core.errors import Invalid
from webapp.core.transaction import transaction
from webapp.timetable.api import TripUse, fares_of, named, next_days, rides_between
from webapp.timetable.errors import ImportOver
from webapp.timetable.gtfs.archive import opened as unpacked
from webapp.timetable.gtfs.faults import Faults
from webapp.timetable.gtfs.stored import stored
from webapp.timetable.gtfs.writing import written
from webapp.timetable.importing import agree, apply_import, found_import, hand_in
from webapp.timetable.models import StationRow, TripRow

ADDRESS = "http://127.0.0.1:8000"
TOMORROW = timedelta(days=1)


def archive(*edits):
    """Our own network as an archive, with texts replaced: (file, old, new)."""
    files = {
        name: text.decode()
        for name, text in unpacked(written(stored(), address=ADDRESS, day=today()), Faults()).items()
    }
    for file, old, new in edits:
        assert old in files[file], (file, old)
        files[file] = files[file].replace(old, new)
    return packed(files)


def handed(*edits):
    return found_import(hand_in(archive(*edits), "gtfs.zip", actor=SYSTEM))


def applied(*edits, basis="Tarif Şurasının qərarı", fares_from=None):
    row = handed(*edits)
    assert row.state == "clean", row.report["faults"]
    agree(row.public_id, basis=basis, fares_from=fares_from or today() + TOMORROW, actor=SYSTEM)
    apply_import(row.public_id, actor=SYSTEM)
    return row


def sold(number):
    """A room that sold seats of one trip."""

    def passengers(trip_ids):
        found = db.session().query(TripRow.id).filter(TripRow.number == number).scalar()
        return {found: 2} if found in trip_ids else {}

    return plugged_in(TripUse(passengers, lambda rides: {ride.trip.id: ride.trip.seats for ride in rides}))


def without_the_run(departs):
    """Edits that take a departure of 501 out."""
    key = f"501-{departs}-20260101"
    files = unpacked(archive(), Faults())
    for name in ("trips.txt", "stop_times.txt", "calendar.txt"):
        for line in files[name].decode().splitlines(keepends=True):
            if key in line:
                yield name, line, ""


def test_what_changes_nothing_says_so(opened):
    row = handed()
    assert row.state == "clean"
    assert set(row.report["counts"].values()) == {0}


def test_a_changed_fare_is_a_new_row_from_a_day_and_the_old_one_stays(opened):
    edit = (
        "fare_products.txt",
        "501:1-4:single,Birdəfəlik bilet,adult,,14.00",
        "501:1-4:single,Birdəfəlik bilet,adult,,15.00",
    )
    first = ("fare_attributes.txt", "501:1-4,14.00", "501:1-4,15.00")
    row = handed(edit, first)
    assert row.report["counts"]["prices"] == 1
    with pytest.raises(Invalid):
        agree(row.public_id, basis="", fares_from=today() + TOMORROW, actor=SYSTEM)
    agree(row.public_id, basis="Qərar 7", fares_from=today() + TOMORROW, actor=SYSTEM)
    apply_import(row.public_id, actor=SYSTEM)
    assert row.state == "applied"
    route = rides_between(named("Bakı"), named("Gəncə"), today() + TOMORROW)[0].route
    found = {
        (one.qepik, one.basis)
        for one in fares_of(route.id)
        if (one.zone_low, one.zone_high, one.rider) == (1, 4, "adult")
    }
    assert {qepik for qepik, _basis in found} == {1400, 1500}
    assert (1500, "Qərar 7") in found


def test_a_departure_that_is_gone_ends_and_its_unsold_trips_are_cancelled(opened):
    day = today() + TOMORROW
    before = [ride.trip.number for ride in rides_between(named("Bakı"), named("Gəncə"), day)]
    row = applied(*without_the_run("1400"))
    assert row.report["changes"]["runs"]["ended"]["count"] == 1
    after = [ride.trip.number for ride in rides_between(named("Bakı"), named("Gəncə"), day)]
    assert [one for one in before if one not in after] == [f"501-{day:%Y%m%d}-1400"]
    assert row.report["kept"] == []


def test_a_sold_trip_stays_and_is_listed(opened):
    day = today() + TOMORROW
    number = f"501-{day:%Y%m%d}-1400"
    with sold(number):
        row = applied(*without_the_run("1400"))
    assert row.report["kept"] == [number]
    assert number in [ride.trip.number for ride in rides_between(named("Bakı"), named("Gəncə"), day)]


def test_times_of_a_sold_trip_are_never_moved(opened):
    edits = [("stop_times.txt", "501-1400-20260101,19:00:00,19:00:00", "501-1400-20260101,19:30:00,19:30:00")]
    edits += [
        ("stop_times.txt", f"501-{h}00-20260101,{e}:00:00,{e}:00:00", f"501-{h}00-20260101,{e}:30:00,{e}:30:00")
        for h, e in (("08", "13"), ("20", "25"))
    ]
    number = f"501-{today() + TOMORROW:%Y%m%d}-1400"
    with sold(number):
        row = handed(*edits)
    assert (row.state, row.report["sold"]) == ("faulty", [number])
    assert handed(*edits).state == "clean"


def test_a_day_that_is_removed_has_no_trip_and_the_next_days_are_found(opened):
    day = today() + TOMORROW
    calendar = "service_id,date,exception_type\r\n" + f"510-0900-20260101,{day:%Y%m%d},2\r\n"
    files = {name: text.decode() for name, text in unpacked(archive(), Faults()).items()} | {
        "calendar_dates.txt": calendar
    }
    row = found_import(hand_in(packed(files), "x.zip", actor=SYSTEM))
    agree(row.public_id, basis="", fares_from=None, actor=SYSTEM)
    apply_import(row.public_id, actor=SYSTEM)
    places = named("Bakı"), named("Şəki")
    assert rides_between(*places, day) == []
    assert next_days(*places, day) == [day + timedelta(days=n) for n in (1, 2, 3)]


def test_a_network_that_changed_meanwhile_is_not_overwritten(opened):
    row = handed(("stops.txt", "BAK,Bakı", "BAK,Bakı avtovağzalı"))
    agree(row.public_id, basis="", fares_from=None, actor=SYSTEM)
    db.session().query(StationRow).filter_by(code="YEV").update({"closes_minutes": 30})
    apply_import(row.public_id, actor=SYSTEM)
    assert row.state == "stale"
    with pytest.raises(ImportOver):
        agree(row.public_id, basis="", fares_from=None, actor=SYSTEM)


def test_a_faulty_archive_writes_nothing(opened):
    before = stored().digest()
    row = handed(("stop_times.txt", "501-0800-20260101,11:30:00", "501-0800-20260101,07:30:00"))
    assert row.state == "faulty"
    assert row.file_id is None
    with pytest.raises(ImportOver):
        agree(row.public_id, basis="x", fares_from=today() + TOMORROW, actor=SYSTEM)
    assert stored().digest() == before


def test_a_new_line_of_a_new_station_is_sold_at_once(opened):
    row = applied(
        ("stops.txt", "YEV,Yevlax", "QBL,Qəbələ,40.9980,47.8460,QBL,0,,,10\r\nYEV,Yevlax"),
        ("routes.txt", "510,9900010491,", "520,9900010491,520,Bakı – Qəbələ,3,,intercity\r\n510,9900010491,"),
        (
            "trips.txt",
            "510,510-0900-20260101,",
            "520,510-0900-20260101,Q1,Qəbələ,10-QB-520,31,2+2\r\n510,510-0900-20260101,",
        ),
        (
            "stop_times.txt",
            "510-0900-20260101,09:00:00",
            "Q1,10:00:00,10:00:00,BAK.12,0,1\r\nQ1,14:00:00,14:00:00,QBL,1,1\r\n510-0900-20260101,09:00:00",
        ),
    )
    assert row.report["counts"] == {"places": 1, "lines": 1, "runs": 1, "prices": 0}
    found = rides_between(named("Bakı"), named("qebele"), today() + TOMORROW)
    assert [(ride.trip.number, ride.trip.plate, ride.target.closes_minutes) for ride in found] == [
        (f"520-{today() + TOMORROW:%Y%m%d}-1000", "10-QB-520", 10)
    ]


def test_the_office_hands_in_reads_and_applies(office):
    with transaction():
        content = archive(("stops.txt", "TBS,Tbilisi", "TBS,Tiflis"), ("stops.txt", "SHK,Şəki", "SHK, Şəki"))
    page = office.open("/office/timetable/import", expect=200)
    action = "/office/timetable/import"
    assert "Faylı seçin" in office.submit(page, action, expect=422).words
    sent = office.submit(page, action, expect=303, file=(io.BytesIO(content), "gtfs.zip"))
    shown = office.open(sent.location, expect=200)
    assert "boşluq var" in shown.words
    assert "Stansiyalar: dəyişir" in shown.words
    office.submit(shown, "apply", expect=303)
    assert "Tətbiq olunur" in office.open(sent.location, expect=200).words
    with transaction():
        apply_import(sent.location.rpartition("/")[2], actor=SYSTEM)
    assert "Tətbiq edilib" in office.open(sent.location, expect=200).words


def test_the_command_says_the_faults_and_writes_nothing(app, network, tmp_path):
    file = tmp_path / "gtfs.zip"
    with transaction():
        file.write_bytes(archive(("agency.txt", "Asia/Baku", "Europe/Istanbul")))
    said = app.test_cli_runner().invoke(args=["timetable", "import", str(file)])
    assert said.exit_code == 1
    assert "error agency.txt:2:agency_timezone Europe/Istanbul" in said.output
    with transaction():
        file.write_bytes(archive(("stops.txt", "TBS,Tbilisi", "TBS,Tiflis")))
    said = app.test_cli_runner().invoke(args=["timetable", "import", str(file), "--apply"])
    assert "Applied." in said.output
    with transaction():
        assert stored().places["TBS"].az == "Tiflis"
