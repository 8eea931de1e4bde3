"""Pages of accountants and carriers: drawn, approved by two, paid; the day with its list; others find nothing."""

import io
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook

from tests.settlements.conftest import ZAUR, as_of_yesterday
from tests.support.client import AssertingClient
from tests.support.jobs import run_jobs
from tests.support.journal import noted
from tests.support.people import sign_in
from webapp.auth.models import StaffPost
from webapp.auth.seed import SINCE
from webapp.cabinets.models import Party
from webapp.core.clock import today
from webapp.core.crypto import blind_index
from webapp.core.transaction import transaction
from webapp.payments.api import book
from webapp.settlements.services.booking import book_order
from webapp.settlements.services.stating import draw

YESTERDAY = today() - timedelta(days=1)


@pytest.fixture
def booked(station, books):
    """Two tickets, sold at the till and booked a day ago."""
    with transaction():
        station.opened()
        book_order(station.sold(1, 2).ref)
        as_of_yesterday(books)


@pytest.fixture
def stated(booked, books):
    """Their statement's public id."""
    with transaction():
        return draw(books.carrier.party_id, until=YESTERDAY, actor=books.first)


@pytest.fixture
def second(app, books):
    """Zaur, given the post of an accountant."""
    with transaction() as session:
        post = {"role": "accountant", "body": "AYNA", "valid_from": SINCE}
        session.add(StaffPost(fin_index=blind_index(ZAUR), **post))
    client = AssertingClient(app)
    sign_in(client, ZAUR, office=True)
    return client


def plain(page):
    return page.words.replace("\xa0", " ")


def test_a_statement_goes_from_the_sale_to_the_bank(office, second, carrier, books, booked, database, monkeypatch):
    monkeypatch.setattr("webapp.settlements.jobs.seal_pdf", lambda pdf: pdf)
    page = office.open("/office/settlements", expect=200)
    assert "20,74" in plain(page)
    drawn = office.submit(page, "/draw", until=YESTERDAY.strftime("%d.%m.%Y"), expect=303).headers["Location"]
    run_jobs(database, "settlements.seal_statement")
    office.submit(office.open(drawn, expect=200), "/approve", expect=303)
    assert "İkinci təsdiqi başqa" in office.open(drawn).words
    second.submit(second.open(drawn, expect=200), "/approve", expect=303)
    page = second.open(drawn)
    page = second.submit(page, "/account", iban="AZ00", bic="X", expect=422)
    fields = {"iban": "AZ21NABZ00000000137010001944", "bic": "NABZAZ2C"}
    second.submit(page, "/account", **fields, expect=303)
    order = second.open(second.open(drawn).link("pain.001"), expect=200)
    assert b"pain.001.001.09" in order.data
    with transaction(read_only=True) as session:
        owed = session.get_one(Party, books.carrier.party_id).public_id
    assert "account_set" in noted(owed)
    second.submit(second.open(drawn), "/paid", reference="B-77", expect=303)
    assert "Ödənilib" in second.open(drawn).words

    page = carrier.open("/cabinet/settlements", expect=200)
    shown = carrier.open(page.link("HS-"), expect=200)
    assert "B-77" in shown.words
    assert carrier.open(shown.link("CSV"), expect=200).text.splitlines()[1].endswith("28.00,5.86,1.40,20.74")
    assert carrier.open(shown.link("PDF"), expect=200).mimetype == "application/pdf"


def test_another_firm_finds_no_statement(other, stated):
    for end in ("", "/lines.csv", "/statement.pdf"):
        other.open(f"/cabinet/settlements/{stated}{end}", expect=404)
    assert other.open("/office/settlements").status_code == 403
    assert "Hələ hesablaşma yoxdur" in other.open("/cabinet/settlements", expect=200).words


def test_a_day_that_is_not_over_is_refused_on_the_page(office, booked):
    page = office.open("/office/settlements")
    answer = office.submit(page, "/draw", until=today().strftime("%d.%m.%Y"), expect=422)
    assert "bitmiş günlər" in answer.words


def test_the_day_is_checked_given_to_somebody_and_closed(office, books):
    with transaction():
        book("test:1", "test", "x", {"clearing:stripe": 500, "revenue:tickets.order": -500})
    where = f"/office/settlements/days?day={YESTERDAY.isoformat()}"
    page = office.open(where, expect=200)
    assert "fərq var" in page.words
    office.submit(page, "/check", expect=303)
    page = office.open(where)
    first = office.open("/office/settlements", expect=200)
    assert "Bölüşdürülməmiş" in first.words or "Ödəniş sistemi ilə tutuşdurma" in first.words
    codes = {"ledger", "tickets", "payments", "card", "asan_odenis", "stripe"}
    assert not codes & set(page.words.split()) | codes & set(first.words.split())
    office.submit(page, f"/days/{YESTERDAY.isoformat()}/close", expect=409)
    office.submit(page, "/assign", expect=303)
    page = office.open(where)
    answer = office.submit(page, "/differences/", to=close_address(page), comment="", expect=422)
    assert "Nə məlum olduğunu yazın" in answer.words
    office.submit(page, "/differences/", to=close_address(page), comment="Tapıldı", expect=303)
    office.submit(office.open(where), f"/days/{YESTERDAY.isoformat()}/close", expect=303)
    assert "bağlayıb" in office.open(where).words
    assert noted(YESTERDAY.isoformat())[-1] == "day_closed"


def test_a_day_that_is_not_over_waits_for_the_lists_of_the_payment_systems(office, booked):
    with transaction():
        book("test:2", "test", "x", {"clearing:asan_odenis": 500, "receivable:tickets.order": -500})
    page = office.open(f"/office/settlements/days?day={today().isoformat()}", expect=200)
    assert "Gün hələ bitməyib" in page.words
    assert "Gün hələ bitməyib" not in office.open(f"/office/settlements/days?day={YESTERDAY.isoformat()}").words


def close_address(page):
    actions = [form.get("action") for form in page.all("form")]
    return next(one for one in actions if "/differences/" in one and one.endswith("/close"))


def test_reports_add_up_by_carrier_station_channel_and_day(office, booked):
    since, until = (day.strftime("%d.%m.%Y") for day in (YESTERDAY, today()))
    page = office.open("/office/settlements/reports", query_string={"since": since, "until": until}, expect=200)
    for words in ("Abşeron Avtobus", "Bakı", "Kassa", YESTERDAY.strftime("%d.%m.%Y"), "28,00"):
        assert words in plain(page), words
    rows = office.open(page.link("CSV"), expect=200).text.splitlines()
    assert rows[1].endswith("2,0,28.00,5.86,1.40,20.74")


@pytest.mark.parametrize("day", ["", "sabah", "31.12.9999", "0001-01-01"])
def test_odd_days_break_nothing(office, books, day):
    assert office.open("/office/settlements/days", query_string={"day": day}).status_code == 200
    assert office.open(f"/office/settlements/reports?since={day}&until={day}").status_code == 200
    assert office.open(f"/office/settlements/reports/day/{day or 'x'}/x/sales.csv").status_code == 404


def test_a_station_has_its_statement_sealed_and_as_a_workbook(office, keeper, carrier, booked, database, monkeypatch):
    monkeypatch.setattr("webapp.settlements.jobs.seal_pdf", lambda pdf: pdf)
    page = office.open("/office/settlements", expect=200)
    period = {"since": YESTERDAY.isoformat(), "until": YESTERDAY.isoformat()}
    for shown in (page, office.open("/office/settlements/reports", query_string=period, expect=200)):
        assert ("Bakı" in shown.words, "BAK" in shown.words.split()) == (True, False)
    office.submit(page, "/draw-station", **{"station-until": "01.01.2999"}, expect=422)
    made = office.submit(page, "/draw-station", **{"station-until": YESTERDAY.strftime("%d.%m.%Y")}, expect=303)
    run_jobs(database, "settlements.seal_statement")
    assert "Stansiyaya çatır" in office.open(made.location, expect=200).words
    address = f"/cabinet/settlements/{made.location.rsplit('/', 1)[-1]}"
    shown = keeper.open(address, expect=200)
    assert "5,86" in plain(shown)
    assert keeper.open(shown.link("PDF"), expect=200).data.startswith(b"%PDF")
    book = CalamineWorkbook.from_filelike(io.BytesIO(keeper.open(shown.link("XLSX"), expect=200).data))
    rows = book.get_sheet_by_index(0).to_python()
    assert (rows[0][:3], rows[1][6]) == (["route", "trip", "station"], pytest.approx(5.86))
    carrier.open(address, expect=404)
