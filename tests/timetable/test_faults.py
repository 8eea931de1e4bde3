"""Archives with the known faults of GTFS: each is found, named with its file and line, and nothing else is said of it."""

import pytest

from tests.timetable.feeds import FILES, KNOWN, SECOND, packed, spoiled
from webapp.timetable.gtfs.dry_run import look_through
from webapp.timetable.gtfs.faults import WARNINGS
from webapp.timetable.wording_faults import FAULTS

T, S, R, ST, C, CD = "trips.txt", "stops.txt", "routes.txt", "stop_times.txt", "calendar.txt", "calendar_dates.txt"
A, FA, FR, FI = "agency.txt", "fare_attributes.txt", "fare_rules.txt", "feed_info.txt"
V2 = {**FILES, **SECOND}
SAME_TIME = (
    (ST, "T14,22:30:00,22:30:00", "T14,08:00:00,08:00:00"),
    (ST, "26:00:00,26:10:00", "11:30:00,11:40:00"),
    (ST, "27:30:00,27:30:00", "13:00:00,13:00:00"),
)

# code of the fault, its line (or file and line, when not of the file that is spoiled first), what is spoiled
CASES = [
    ("file-missing", 0, (S, None, None)),
    ("file-missing", 0, (ST, None, None)),
    ("file-missing", 0, (A, None, None)),
    ("file-empty", 0, (S, None, " \n")),
    ("file-without-rows", 0, (R, None, "route_id,agency_id,route_type\n")),
    ("file-ignored", 0, ("shapes.txt", None, "shape_id\n")),
    ("file-unknown", 0, ("notes.txt", None, "x\n")),
    ("frequencies", 0, ("frequencies.txt", None, "trip_id\n")),
    ("not-utf8", 3, (S, None, "stop_id,stop_name\nA,B\nC,\udcff\n")),
    ("nul-inside", 4, (S, "Yevlax", "Yev\x00lax")),
    ("column-missing", 1, (T, "service_id", "serviceid")),
    ("column-twice", 1, (T, "trip_headsign", "trip_id")),
    ("column-nameless", 1, (T, "trip_headsign", "")),
    ("column-unknown", 1, (T, "trip_headsign", "headsign")),
    ("row-short", 2, (T, "R1,daily,T8,Gəncə,10-AA-111,49,2+2", "R1,daily,T8")),
    ("row-long", 2, (T, "10-AA-111,49,2+2", "10-AA-111,49,2+2,x")),
    ("row-blank", 3, (T, "2+2\nR1", "2+2\n,,,,,,\nR1")),
    ("quotes-wrong", 2, (T, "T8,Gəncə", 'T8,"Gəncə"x')),
    ("quotes-wrong", 3, (T, "T14,Gəncə", 'T14,"Gəncə')),
    ("spaces-outside", 2, (T, "T8,Gəncə", "T8, Gəncə")),
    ("value-missing", 2, (T, "R1,daily,T8", "R1,,T8")),
    ("value-missing", 4, (S, "YEV,Yevlax,40.6172", "YEV,Yevlax,")),
    ("value-long", 4, (S, "Yevlax", "Y" * 1001)),
    ("text-impossible", 4, (S, "Yevlax", "Yev\x07lax")),
    ("code-impossible", 2, (R, "R1,990", "R 1/?,990")),
    ("id-impossible", 2, (C, "daily", "d" * 121)),
    ("address-impossible", 2, (A, "https://abseron.example", "abseron")),
    ("address-impossible", 2, (A, "https://abseron.example", "javascript:alert(1)")),
    ("address-impossible", 2, (A, "https://abseron.example", "http://[")),
    ("email-impossible", 2, (A, "a@abseron.example", "abseron")),
    ("zone-unknown", 2, (A, "Asia/Baku", "Asia/Bakı")),
    ("zone-unknown", 2, (A, "Asia/Baku", "../../etc/passwd")),
    ("zone-other", 2, (A, "Asia/Baku", "Europe/Istanbul")),
    ("language-unknown", 2, (A, "Baku,az", "Baku,Azərbaycanca")),
    ("colour-impossible", 2, (R, "0055AA", "#0055A")),
    ("colours-alike", 2, (R, "0055AA,FFFFFF", "FFFFFF,ffffff")),
    ("route-not-bus", 2, (R, "202", "1")),
    ("route-nameless", 2, (R, "501,Bakı – Gəncə", ",")),
    ("route-unused", 3, (R, "FFFFFF\n", "FFFFFF\nR2,9900010491,502,X,202,,\n")),
    ("place-impossible", 4, (S, "40.6172", "94.6172")),
    ("number-impossible", 4, (S, "40.6172", "40,6172"[:2] + "x")),
    ("stop-nowhere", 4, (S, "40.6172,47.15", "0.0,0.0")),
    ("stop-far", 4, (S, "40.6172,47.15", "51.5,-0.12")),
    (
        "stop-unused",
        6,
        (S, "GNC,Gəncə,40.6828,46.3606,C,0,,\n", "GNC,Gəncə,40.6828,46.3606,C,0,,\nZZ,Z,40.1,48.1,,0,,\n"),
    ),
    ("stops-alike", 6, (S, "C,0,,\n", "C,0,,\nGN2,Gəncə,40.6828,46.3606,C,0,,\n")),
    ("parent-not-station", 3, (S, "0,BAK,12", "0,YEV,12")),
    ("stop-not-boarded", 2, (ST, "BAK.12,0", "BAK,0")),
    ("reference-unknown", 2, (ST, "BAK.12,0", "XXX,0")),
    ("reference-unknown", 2, (T, "R1,daily,T8", "R9,daily,T8")),
    ("reference-unknown", 2, (R, "R1,9900010491", "R1,9900010101")),
    ("reference-unknown", 2, (FR, "F1,R1", "F9,R1")),
    ("reference-unknown", 2, (FR, "R1,A,C", "R1,A,Q")),
    ("agency-unknown", 2, (A, "9900010491", "9900010101"), (R, "9900010491", "9900010101")),
    ("key-twice", 3, (T, "T14,Gəncə", "T8,Gəncə")),
    ("key-twice", 5, (S, "GNC,Gəncə", "YEV,Gəncə")),
    ("key-twice", 3, (ST, "YEV,1", "YEV,0")),
    ("key-twice", 3, (CD, "daily,20270101,2\n", "daily,20270101,2\ndaily,20270101,1\n")),
    ("key-twice", 3, (FA, "AZN,1,0\n", "AZN,1,0\nF1,2.00,AZN,1,0\n")),
    ("time-impossible", 2, (ST, "08:00:00,08:00:00", "08:00:00,8.00")),
    ("time-impossible", 2, (ST, "08:00:00,08:00:00", "08:00:00,08:61:00")),
    ("time-late", 7, (ST, "27:30:00,27:30:00", "27:30:00,99:00:00")),
    ("time-decreasing", 4, (ST, "13:00:00,13:00:00", "11:00:00,11:00:00")),
    ("arrival-late", 3, (ST, "11:30:00,11:40:00", "11:50:00,11:40:00")),
    ("time-missing", 2, (ST, "08:00:00,08:00:00", ",")),
    ("time-missing", 4, (ST, "13:00:00,13:00:00", ",")),
    ("seconds-dropped", 3, (ST, "11:40:00", "11:40:30")),
    ("too-fast", 3, (ST, "11:30:00,11:40:00", "08:30:00,08:40:00")),
    ("stop-again", 4, (ST, "GNC,2", "BAK.12,2")),
    ("date-impossible", 2, (C, "20991231", "20990231")),
    ("date-impossible", 2, (C, "20260101", "2026-01-01")),
    ("dates-reversed", 2, (C, "20260101,20991231", "20270101,20260101")),
    ("dates-reversed", 2, (FI, "20260101,20991231", "20270101,20260101")),
    ("calendar-over", 2, (C, "20260101,20991231", "20200101,20201231")),
    ("calendar-empty", 2, (C, "1,1,1,1,1,1,1", "0,0,0,0,0,0,0")),
    ("calendar-missing", 3, (T, "R1,daily,T14", "R1,sunday,T14")),
    ("value-unknown", 2, (C, "daily,1", "daily,2")),
    ("value-unknown", 2, (CD, "20270101,2", "20270101,3")),
    ("number-outside", 2, (T, "10-AA-111,49", "10-AA-111,100")),
    ("bus-missing", 2, (T, "10-AA-111,49,2+2", ",,")),
    ("trips-twice", (T, 3), *SAME_TIME),
    ("trip-short", 2, (ST, "T8,11:30:00,11:40:00,YEV,1\nT8,13:00:00,13:00:00,GNC,2\n", "")),
    ("amount-negative", 2, (FA, "14.00", "-14.00")),
    ("amount-impossible", 2, (FA, "14.00", "on dörd")),
    ("amount-impossible", 2, (FA, "14.00", "14.005")),
    ("currency-unknown", 2, (FA, "AZN", "AZM")),
    ("currency-other", 2, (FA, "AZN", "USD")),
    ("feed-over", 2, (FI, "20991231", "20260201")),
    ("fare-missing", (R, 2), (FR, None, None), (FA, None, None)),
]
SECOND_CASES = [
    ("rider-unknown", 5, ("rider_categories.txt", "Veteran,0\n", "Veteran,0\nstudent,Tələbə,0\n")),
    ("reference-unknown", 2, ("stop_areas.txt", "R1:1,BAK", "R1:9,BAK")),
    ("reference-unknown", 2, ("fare_leg_rules.txt", "N1,R1:1", "N2,R1:1")),
    ("reference-unknown", 2, ("fare_products.txt", "P,adult", "P,adlt")),
    ("amount-negative", 3, ("fare_products.txt", "7.00", "-7.00")),
    ("currency-unknown", 3, ("fare_products.txt", "7.00,AZN", "7.00,MANAT")),
    ("value-unknown", 2, ("fare_media.txt", "card,2", "card,9")),
    ("key-twice", 3, ("fare_products.txt", "P,child", "P,adult")),
    (
        "fare-two-prices",
        3,
        ("fare_leg_rules.txt", "R1:1,P\n", "R1:1,Q\n"),
        ("fare_products.txt", "13.50,AZN\n", "13.50,AZN\nQ,adult,,15.00,AZN\n"),
    ),
]


def found_in(files):
    content = {name: text.encode("utf-8", "surrogateescape") for name, text in files.items()}
    return look_through(packed(content), KNOWN)


def test_the_archive_that_is_spoiled_below_is_in_order():
    assert found_in(FILES).faults.found == []
    assert found_in(V2).faults.found == []


@pytest.mark.parametrize(
    ("base", "code", "line", "edits"),
    [
        *((FILES, code, line, edits) for code, line, *edits in CASES),
        *((V2, code, line, edits) for code, line, *edits in SECOND_CASES),
    ],
)
def test_a_fault_is_found_where_it_is(base, code, line, edits):
    look = found_in(spoiled(*edits, base=base))
    first = next((one for one in look.faults.found if one.code == code), None)
    assert first is not None, [(one.code, one.file, one.line) for one in look.faults.found]
    assert (first.file, first.line) == (line if isinstance(line, tuple) else (edits[0][0], line))
    assert look.clean == (not look.faults.errors)
    assert (code in WARNINGS) or not look.clean


def test_one_fault_of_a_row_is_not_said_again_for_all_that_refer_to_it():
    look = found_in(spoiled((A, "Asia/Baku", "Europe/Istanbul")))
    assert [one.code for one in look.faults.found] == ["zone-other"]


def test_every_fault_has_words_and_every_word_its_test():
    tried = {case[0] for case in (*CASES, *SECOND_CASES)}
    assert {code for code in FAULTS if not code.startswith(("zip-", "not-zip", "rows-many"))} == tried
    assert tried | WARNINGS <= set(FAULTS)
    assert len(tried) >= 40
