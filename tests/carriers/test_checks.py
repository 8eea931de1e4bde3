"""Checks by a button, against the registers' own security server over mutual TLS."""

import pytest
from sqlalchemy import text

from tests.support.client import AssertingClient
from tests.support.fleets import TRUCK, driver, fill_fleet, vehicle
from tests.support.people import sign_in
from webapp.cabinets.api import party_by_number
from webapp.core.transaction import transaction

XEZER, ABSERON, KOHNE_YOL = "9900010101", "9900010491", "9900010511"
HEADS = {XEZER: "7LYL5H2", ABSERON: "9SVD3F6", KOHNE_YOL: "1XYZ2W3"}
SILENT = "Reyestr hazırda cavab vermir"


@pytest.fixture
def head(app, database, registers):
    """Return a function that signs a head in, with a fleet, and gives the client."""

    def enter(voen, *, vehicles=(TRUCK,), drivers=()):
        client = AssertingClient(app)
        person = sign_in(client, HEADS[voen])
        with transaction():
            party = party_by_number(voen)
            fill_fleet(party.id, person.account_id, vehicles=vehicles, drivers=drivers)
        sign_in(client, HEADS[voen], party=party.id)
        registers.reset()
        return client

    return enter


def checked(client, words, what, *, expect=200, **chosen):
    """Return the page that stands after the check `what` was made on the page behind the link `words`."""
    page = client.open(client.open("/cabinet/fleet", expect=200).link(words), expect=200)
    return client.submit(page, f"/{what}", expect=expect, **chosen)


def noted():
    with transaction(read_only=True) as session:
        rows = session.execute(text("SELECT body FROM audit_entries WHERE action = 'fleet.checked' ORDER BY seq"))
        return [row.body for row in rows]


def test_crossings_come_with_point_direction_and_time_from_their_source(head, registers):
    page = checked(head(XEZER, vehicles=(vehicle("10-XY-102"),)), "10-XY-102", "crossings", days="365")

    for words in ("Sınıq Körpü", "Ölkədən çıxış", "Ölkəyə giriş", "Dövlət Sərhəd Xidməti", "Məlumatın tarixi"):
        assert words in page.words
    assert "Sürücü Sınaq oğlu" not in page.words
    assert [call["outcome"] for call in registers.calls("getCrossings")] == ["answered"]
    assert registers.calls("getCrossings")[0]["user_id"] == "AZ7LYL5H2"


def test_a_vehicle_that_never_left_has_an_answer_too_with_its_instant(head):
    page = checked(head(ABSERON, vehicles=(vehicle("01-AB-401", "M3"),)), "01-AB-401", "crossings", days="30")

    assert "Bu müddətdə sərhəd keçidi qeydə alınmayıb" in page.words
    assert "Dövlət Sərhəd Xidməti" in page.words


def test_a_period_that_is_not_offered_is_refused_and_nothing_asked(head, registers):
    client = head(XEZER)
    checked(client, "10-XY-101", "crossings", expect=422, days="4000")

    assert registers.calls() == []


@pytest.mark.parametrize(
    ("plate", "category", "within", "rows"),
    [
        ("01-AB-401", "M3", None, ("Sərnişinlərin fərdi qəza sığortası Tələb olunur",)),
        ("01-AB-404", "M2", None, ("Sərnişinlərin fərdi qəza sığortası Tələb olunur — — Müqavilə yoxdur",)),
        ("01-AB-404", "M2", "y", ("Sərnişinlərin fərdi qəza sığortası Tələb olunmur — — Tələb olunmur",)),
        ("01-AB-403", "M3", None, ("Müddəti bitib",)),
        ("10-XY-101", "N3", None, ("Sərnişinlərin fərdi qəza sığortası Tələb olunmur", "Sahibin mülki məsuliyyəti")),
    ],
)
def test_three_insurances_are_needed_between_towns_and_not_the_passengers_one_within(
    head, plate, category, within, rows
):
    chosen = {"within_settlement": within} if within else {}
    page = checked(head(ABSERON, vehicles=(vehicle(plate, category),)), plate, "insurances", **chosen)

    for words in rows:
        assert words in page.words
    assert "İcbari Sığorta Bürosu" in page.words


def test_the_inspection_has_its_day_its_result_and_its_term(head):
    page = checked(head(KOHNE_YOL, vehicles=(vehicle("20-KY-501"),)), "20-KY-501", "inspection")

    assert "Baxışdan keçdiyi gün" in page.words
    assert "Müddəti bitib" in page.words


def test_a_power_of_attorney_ends_with_its_term(head):
    client = head(XEZER, vehicles=(vehicle("10-XY-101"), vehicle("10-XY-105")))
    good, ended = checked(client, "10-XY-101", "powers"), checked(client, "10-XY-105", "powers")

    assert "Rəşad Tofiq Məmmədov" in good.words
    assert "Qüvvədədir" in good.words
    assert "Kamran Adil Həsənov" in ended.words
    assert "Müddəti bitib" in ended.words


def test_training_comes_with_its_certificate_and_the_driver_sees_who_looked(head, app):
    page = checked(head(XEZER), "Rəşad", "training")
    assert "“Sürücü Hazırlığı” tədris mərkəzi" in page.words
    assert "Taksi sürücüsünün xüsusi hazırlığını keçməyib" in page.words

    other = AssertingClient(app)
    sign_in(other, "2RSD4K7")
    assert "İşəgötürən sürücünün hazırlığını yoxlayır" in other.open("/cabinet/looks", expect=200).words


def test_a_taxi_drivers_training_appears(head):
    page = checked(head(XEZER, drivers=(driver("3LVN6T9", "Elvin Nadir oğlu Babayev"),)), "Elvin", "training")

    assert "Taksi sürücüsünün xüsusi hazırlığını keçməyib" not in page.words
    assert "Sürücülərin hazırlığı mərkəzləri" in page.words


def test_a_medical_conclusion_is_shown_without_a_diagnosis(head):
    page = checked(head(XEZER, drivers=(driver("1XYZ2W3", "Fərid"),)), "Fərid", "medical")

    assert "Yararlı deyil" in page.words
    assert "miopiya" not in page.text


def test_a_driver_whom_the_carrier_does_not_employ_is_flagged(head):
    client = head(XEZER, drivers=(driver(), driver("1RXN5B8", "Orxan")))

    assert "Sizdə işləyir" in checked(client, "Rəşad", "employment").words
    assert "Sizdə işləmir" in checked(client, "Orxan", "employment").words


@pytest.mark.parametrize(("voen", "words"), [(XEZER, "Borc yoxdur"), (KOHNE_YOL, "Borc var")])
def test_a_debt_is_there_or_not_and_never_an_amount(head, registers, voen, words):
    client = head(voen)
    page = client.submit(client.open("/cabinet/fleet", expect=200), "/debts", expect=200)

    assert page.words.count(words) == 2
    assert {call["outcome"] for call in registers.calls()} == {"answered"}
    assert "qəpik" not in page.text
    assert "manat" not in page.words
    assert "₼" not in page.text


def test_leased_vehicles_are_shown_with_their_right_and_its_end(head):
    client = head(XEZER)
    page = client.submit(client.open("/cabinet/fleet", expect=200), "/uses", expect=200)

    assert "İcarə Müddəti" not in page.words
    for words in ("İcarə", "Müddəti bitib", "Qüvvədədir", "Elektron notariat"):
        assert words in page.words


@pytest.mark.parametrize("fault", ["http_503_empty", "reset", "wrong_signature", "maintenance_mode"])
def test_a_register_that_is_down_costs_nothing_but_the_answer(head, registers, fault):
    client = head(XEZER)
    registers.switch(fault)
    page = checked(client, "10-XY-101", "inspection")

    assert SILENT in page.words
    assert "10-XY-101" in page.words
    assert len(noted()) == 1
    registers.reset()
    assert SILENT not in checked(client, "10-XY-101", "inspection").words


def test_a_register_without_such_a_record_says_so(head):
    page = checked(head(XEZER, vehicles=(vehicle("99-NF-999"),)), "99-NF-999", "inspection")

    assert "Dövlət reyestrində belə məlumat tapılmadı" in page.words


def test_every_check_is_in_the_journal_with_what_was_checked(head):
    client = head(XEZER)
    checked(client, "10-XY-101", "crossings")
    client.submit(client.open("/cabinet/fleet", expect=200), "/debts", expect=200)

    first, second = noted()
    assert "crossings" in str(first)
    assert "debts" in str(second)


def test_anothers_vehicle_and_driver_are_not_there_and_nobody_is_asked(head, registers):
    mine = head(XEZER)
    page = mine.open("/cabinet/fleet", expect=200)
    hrefs = [page.link("10-XY-101"), page.link("Rəşad")]
    other = head(ABSERON, vehicles=(vehicle("01-AB-401", "M3"),))
    token = other.open("/cabinet/fleet", expect=200).form("/debts")
    for href, what in zip(hrefs, ("crossings", "training"), strict=True):
        other.post(f"{href}/{what}", data={**token, "days": "30"}, expect=404)

    assert registers.calls() == []


def test_acting_for_oneself_nothing_can_be_checked(app, database, registers):
    client = AssertingClient(app)
    sign_in(client, "7LYL5H2")
    page = client.open("/cabinet/act-as", expect=200)
    token = next(field.get("value") for field in page.all("input") if field.get("name") == "csrf_token")
    client.post("/cabinet/fleet/debts", data={"csrf_token": token}, expect=403)

    assert registers.calls() == []
