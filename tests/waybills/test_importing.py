"""Tables of waybills as people send them: read in every dress, refused cell by cell, begun once."""

import zipfile
from io import BytesIO

import pytest

from tests.support.jobs import run_jobs
from tests.support.workbooks import Formula, workbook
from tests.waybills.situations import CARRIER, CONSIGNEE, CONSIGNOR
from webapp.core.azerbaijani import fold
from webapp.core.transaction import transaction
from webapp.waybills.content_json import content_from_json
from webapp.waybills.importing.columns import BY_CODE, COLUMNS, columns_of
from webapp.waybills.importing.reading import Known, read_waybills
from webapp.waybills.importing.tables import MOST_ROWS, NotATable, read_table
from webapp.waybills.importing.texts import COLUMN_NAMES, FAULTS, TABLES
from webapp.waybills.models import Import, Waybill

HEAD = "Sifariş;Yükgöndərən (VÖEN);Yükalan (VÖEN);Yükləmə yeri;Boşaltma yeri;Yükləmə vaxtı;Avtomobil;Sürücü;Yükün adı;Yer sayı;Brutto, kq"
LINE = f"S-1;{CONSIGNOR};{CONSIGNEE};Quba;Bakı;23.11.2026 09:00;10xy101;Rəşad Məmmədov;Alma;120;2 400,5"
KNOWN = Known(own=CARRIER, drivers={fold("Rəşad Məmmədov"): "d1"})


def table_of(*lines, head=HEAD):
    return read_table("\n".join([head, *lines]).encode())


def changed(**cells):
    """The line with other cells, by the code of the column."""
    places = columns_of(HEAD.split(";"))
    row = LINE.split(";")
    for code, value in cells.items():
        row[places[code]] = value
    return ";".join(row)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("divider", [";", ",", "\t"])
def test_a_table_is_read_in_every_dress(encoding, divider):
    line = LINE.replace(";", divider) if divider != "," else LINE.replace("2 400,5", "2400.5").replace(";", ",")
    head = HEAD.replace("Brutto, kq", "Brutto").replace(";", divider)
    (read,), faults = read_waybills(read_table(f"{head}\r\n{line}\r\n".encode(encoding)), KNOWN)
    assert faults == []
    assert (read.content.goods[0].nature, str(read.content.goods[0].gross_kg)) == ("Alma", "2400.5")
    assert (read.content.vehicle.plate, read.content.driver.ref) == ("10-XY-101", "d1")
    assert read.content.carrier.number == CARRIER


def test_a_table_of_windows_is_read_in_cyrillic():
    head = "Грузополучатель;Место погрузки;Место разгрузки;Груз;Брутто"
    table = read_table(f"{head}\n{CONSIGNEE};Губа;Баку;Яблоки;100".encode("cp1251"))
    (read,), faults = read_waybills(table, KNOWN)
    assert (faults, read.content.loading.name, read.content.consignor.number) == ([], "Губа", CARRIER)


def test_a_spreadsheet_is_read_with_its_formulas_dates_that_are_numbers_and_merged_cells():
    head = ["Yükalan", "Yükləmə yeri", "Boşaltma yeri", "Yükləmə vaxtı", "Yükün adı", "Yer sayı", "Brutto"]
    rows = [
        head,
        [int(CONSIGNEE), "Quba", "Bakı", 46349.375, "Alma", 120, Formula("F2*20", 2400.5)],
        [int(CONSIGNEE), "", "Bakı", "", "Armud", 10, 200],  # its place is merged with the cell above
    ]
    (read,), faults = read_waybills(read_table(workbook(rows, merged="B2:B3")), KNOWN)
    assert (read.content.goods[0].packages, str(read.content.goods[0].gross_kg)) == (120, "2400.5")
    assert read.content.loading.planned_at.isoformat() == "2026-11-23T05:00:00+00:00"
    assert [(one.row, one.column, one.code) for one in faults] == [(3, "loading", "needed")]


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ({"consignee": ""}, "consignee", "needed"),
        ({"consignee": "1234567890"}, "consignee", "voen"),
        ({"plate": "??"}, "plate", "plate"),
        ({"gross_kg": "çox"}, "gross_kg", "weight"),
        ({"gross_kg": "=1+1"}, "gross_kg", "weight"),
        ({"packages": "1,5"}, "packages", "count"),
        ({"loading_at": "sabah"}, "loading_at", "moment"),
        ({"driver": "Heç Kim"}, "driver", "driver"),
        ({"nature": "A" * 501}, "nature", "too-long"),
    ],
)
def test_a_wrong_cell_is_named_with_its_row_and_column(cells, column, code):
    found, faults = read_waybills(table_of(LINE.replace("S-1", "S-0"), changed(**cells)), KNOWN)
    assert [(one.row, one.column, one.code) for one in faults] == [(3, column, code)]
    assert [one.reference for one in found] == ["S-0"]


def test_lines_of_one_order_are_one_waybill_and_must_agree():
    (read,), faults = read_waybills(table_of(LINE, changed(nature="Armud", gross_kg="100")), KNOWN)
    assert (faults, [row.nature for row in read.content.goods]) == ([], ["Alma", "Armud"])
    assert str(read.content.total_gross_kg) == "2500.5"

    found, faults = read_waybills(table_of(LINE, changed(unloading="Şəki")), KNOWN)
    assert (found, [(one.row, one.column, one.code) for one in faults]) == ([], [(3, "unloading", "differs")])


def test_whoever_sends_it_is_one_of_the_parties():
    head = f"{HEAD};Daşıyıcı (VÖEN)"
    _found, faults = read_waybills(table_of(f"{LINE};{CONSIGNEE}", head=head), KNOWN)
    assert [one.code for one in faults] == ["not-yours"]


def zipped(size, members=1):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for place in range(1, members + 1):
            archive.writestr(f"xl/worksheets/sheet{place}.xml", b"0" * size)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\n\n;;\n", "empty"),
        (b"PK\x03\x04 nothing", "damaged"),
        (b"\xd0\xcf\x11\xe0 nothing", "damaged"),
        (b"a;b\x00c\n", "damaged"),
        (zipped(5_000_000), "bomb"),
        (zipped(200_000, members=420), "bomb"),
        (b"a;b\n" * (MOST_ROWS + 2), "too-many-rows"),
        (b";" * 100, "too-many-columns"),
    ],
)
def test_what_is_no_table_is_refused(content, code):
    with pytest.raises(NotATable) as refused:
        read_table(content)
    assert refused.value.code == code
    assert code in TABLES


def test_a_table_without_the_needed_columns_is_refused():
    with pytest.raises(NotATable, match="columns-missing"):
        read_waybills([["Sifariş", "Qeyd"], ["1", "2"]], KNOWN)


def test_everything_has_its_words(app):
    assert set(COLUMN_NAMES) == set(BY_CODE) == {one.code for one in COLUMNS}
    with app.app_context():
        assert columns_of([str(name) for name in COLUMN_NAMES.values()]) == {code: n for n, code in enumerate(BY_CODE)}
        assert all(str(words) for words in FAULTS.values())


def sent(client, content, name="qaimeler.csv", **more):
    page = client.open("/cabinet/waybills/import", expect=200)
    token = page.form("/import")["csrf_token"]
    return client.open(
        "/cabinet/waybills/import",
        method="POST",
        data={"csrf_token": token, "file": (BytesIO(content), name)},
        content_type="multipart/form-data",
        **more,
    )


def test_a_dispatcher_sends_a_table_mends_what_is_wrong_and_begins_the_drafts_once(enter, world, database):
    client = enter("carrier")
    line = changed(driver="")
    content = "\n".join(
        [HEAD, line, changed(driver="", consignee="12", reference="S-9"), line.replace("S-1", "S-2")]
    ).encode()
    answer = sent(client, content, expect=303)
    page = client.open(answer.location, expect=200)
    assert "2 qaimə səhvsiz oxundu" in page.words
    assert "VÖEN düzgün deyil" in page.words
    assert b"V\xc3\x96EN" in client.open(f"{answer.location}/faults.csv", expect=200).data
    with transaction(read_only=True) as session:
        assert session.query(Waybill).count() == 0

    for _click in range(2):
        client.submit(page, "/import/", expect=303)
    run_jobs(database, "waybills.begin_imported")
    run_jobs(database, "waybills.begin_imported")
    with transaction(read_only=True) as session:
        made = [content_from_json(one.content) for one in session.query(Waybill).order_by(Waybill.id)]
        assert session.query(Import).one().state == "done"
    assert [(one.consignor.number, one.consignee.number) for one in made] == [(CONSIGNOR, CONSIGNEE)] * 2
    assert "Bütün qaralamalar açılıb" in client.open(answer.location, expect=200).words


def test_a_cell_that_a_spreadsheet_would_compute_comes_back_as_a_text(enter, world):
    client = enter("carrier")
    location = sent(client, f"{HEAD}\n{changed(gross_kg='=1+1')}".encode(), expect=303).location
    assert ";'=1+1" in client.open(f"{location}/faults.csv", expect=200).text


def test_what_cannot_be_read_is_said_beside_the_file(enter, world):
    answer = sent(enter("carrier"), b"PK\x03\x04 nothing", "a.xlsx", expect=422)
    assert "Fayl oxunmur" in answer.words


def test_a_table_of_another_is_not_there(enter, world):
    location = sent(enter("carrier"), f"{HEAD}\n{LINE}".encode(), expect=303).location
    for path in ("", "/faults.csv"):
        enter("consignor").open(f"{location}{path}", expect=404)
