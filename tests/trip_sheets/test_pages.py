"""Pages of a sheet: drawn up, opened, written on the phone, closed; what the inspector sees; all without a script."""

import csv
import io
import re

from tests.support.people import sign_in
from webapp.core.clock import local, now
from webapp.core.transaction import transaction
from webapp.trip_sheets.queries import sheets_of

LIST = "/cabinet/trip-sheets"


def test_a_dispatcher_draws_a_sheet_up_and_is_told_what_is_missing(enter):
    client = enter("carrier")
    page = client.open(LIST, expect=200)
    edit = client.open(client.submit(page, f"{LIST}/new").headers["Location"], expect=200)
    wrong = client.submit(edit, "/edit", odometer="çox", expect=422)
    assert "Rəqəmlə yazın." in wrong.words
    saved = client.submit(edit, "/edit", plate="10-XY-101", odometer="184220")
    shown = client.open(saved.headers["Location"], expect=200)
    assert shown.heading == "10-XY-101"
    assert "Sürücünü seçin." in shown.words
    assert not [form for form in shown.all("form") if (form.get("action") or "").endswith("/open")]
    client.submit(shown, "/discard")
    assert "Yol vərəqi yoxdur" in client.open(LIST, expect=200).words


def test_the_carrier_opens_and_closes_by_signature(world, enter):
    public_id = world.drawn()
    client = enter("carrier")
    shown = client.open(f"{LIST}/{public_id}", expect=200)
    assert client.submit(shown, "/open").headers["Location"].startswith("/signing/")
    world.came(public_id, world.sheet(public_id).request_id)
    back = client.open(client.open(f"{LIST}/{public_id}", expect=200).link("Odometr və yanacağı yaz"), expect=200)
    moment = f"{local(now()):%d.%m.%Y %H:%M}"
    saved = client.submit(back, "/return", odometer="100300", returned_at=moment, fuel_left="60,5")
    shown = client.open(saved.headers["Location"], expect=200)
    assert "Qayıtma yola çıxmadan sonra olmalıdır." in shown.words


def test_the_driver_writes_on_the_phone_and_sees_only_what_is_opened(world, enter):
    public_id, draft = world.opened(), world.drawn(plate="10-XY-102")
    client = enter("driver")
    listed = client.open(f"{LIST}/driven", expect=200)
    assert listed.link("10-XY-101") == f"{LIST}/{public_id}"
    client.open(f"{LIST}/{draft}", expect=404)
    back = client.open(client.open(f"{LIST}/{public_id}", expect=200).link("Odometr və yanacağı yaz"), expect=200)
    client.submit(back, "/return", odometer="100250", fuel_left="70")
    assert world.readings(public_id).odometer == 100_250
    client.submit(back, "/return", odometer="1", expect=409)  # from a second window
    enter("consignor").open(f"{LIST}/{public_id}", expect=404)


def test_a_closed_sheet_is_corrected_counted_and_checked(world, enter):
    public_id = world.closed()
    client = enter("carrier")
    shown = client.open(f"{LIST}/{public_id}", expect=200)
    correction = client.open(shown.link("Düzəliş et"), expect=200)
    client.submit(correction, "/correction", odometer="100290", expect=422)
    sent = client.submit(correction, "/correction", odometer="100290", reason="Səhv oxunub")
    assert sent.headers["Location"].startswith("/signing/")
    rows = list(csv.reader(io.StringIO(client.open(f"{LIST}/figures.csv", expect=200).data.decode("utf-8-sig"))))
    assert rows[1][0] == "10-XY-101"
    assert rows[1][3:6] == ["300", "90.00", "30.0"]
    assert "10-XY-101" in client.open(f"{LIST}/figures", expect=200).words
    verified = client.open(re.search(r"/verify/[\w-]+", shown.text)[0], expect=200)
    assert "Bağlanıb" in verified.words
    assert "Rəşad" not in verified.words


def test_an_inspector_finds_it_by_number_and_plate(world, enter):
    public_id = world.opened()
    client = enter("driver")
    sign_in(client, "7FAQ6P2", office=True)
    found = client.open("/office/trip-sheets?q=10+xy+101", expect=200)
    look = client.open(found.link("10-XY-101"), expect=200)
    assert "Vərəq yola çıxmadan əvvəl açılıb və imzalanıb." in look.words
    with transaction(read_only=True):
        number = sheets_of(world.carrier.party_id).rows[0].number
    assert public_id in client.open(f"/office/trip-sheets?q={number.lower()}", expect=200).text
    assert "Belə yol vərəqi tapılmadı" in client.open("/office/trip-sheets?q=99-ZZ-999", expect=200).words
