"""The cashier's day on pages: open, sell, print, give back, report, close; what is others' is not found."""

from datetime import timedelta

import pypdfium2
import pytest
import zxingcpp

from tests.support.jobs import run_jobs
from webapp.core.clock import today
from webapp.core.transaction import transaction
from webapp.payments.api import balance
from webapp.tills.queries import open_shift_of
from webapp.transport_card.demo import seed_cards
from webapp.transport_card.services.ending import close
from webapp.transport_card.services.issuing import issue_virtual, make_stock

TOMORROW = (today() + timedelta(days=1)).strftime("%d.%m.%Y")
WHO = {"name_1": "Aysel Məmmədova", "document_1": "AA1234567", "born_1": "01.05.1990"}


def opened_desk(keeper):
    page = keeper.open("/cabinet/tills", expect=200)
    keeper.submit(page, page_action(page, "/open"), opening="0", expect=303)
    page = keeper.open("/cabinet/tills/cash/in", expect=200)
    keeper.submit(page, "/cash/in", amount="50", paper="KO-7", expect=303)
    return keeper.open("/cabinet/tills", expect=200)


def page_action(page, end):
    return next(form.get("action") for form in page.all("form") if (form.get("action") or "").endswith(end))


def priced(keeper, seat="7"):
    where = {"origin": "Bakı", "target": "Gəncə", "day": TOMORROW}
    rides = keeper.open("/cabinet/tills/rides", query_string=where, expect=200)
    seats = keeper.open(rides.link("08:00"), expect=200)
    held = keeper.submit(seats, "/rides/", seat=seat, expect=303)
    order = keeper.open(held.headers["Location"], expect=200)
    keeper.submit(order, "/passengers", **WHO, expect=303)
    return keeper.open(held.headers["Location"], expect=200)


def test_who_was_typed_stands_in_the_form_again(keeper, station):
    opened_desk(keeper)
    order = priced(keeper)
    typed = {field.get("name"): field.get("value") for field in order.all("input")}
    assert (typed["name_1"], typed["document_1"]) == (WHO["name_1"], WHO["document_1"])
    keeper.submit(order, "/passengers", **WHO | {"fare_1": "child", "born_1": "12.05.2019"}, expect=303)
    again = keeper.open(order.request.path, expect=200)
    (chosen,) = [field for field in again.all("input") if field.get("name") == "fare_1" and "checked" in field.attrib]
    assert chosen.get("value") == "child"
    assert "12.05.2019" in {field.get("value") for field in again.all("input")}


def text_of(pdf):
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def test_a_shift_is_opened_sold_in_reported_and_closed(keeper, station, database, monkeypatch):
    monkeypatch.setattr("webapp.tills.jobs.seal_pdf", lambda pdf: pdf)
    desk = opened_desk(keeper)
    assert desk.heading == "Kassa BAK-1"
    order = priced(keeper)
    assert "14,00" in order.words
    paid = keeper.submit(order, "/pay", method="cash", given="20", expect=303)
    done = keeper.open(paid.headers["Location"], expect=200)
    assert "Qaytarın: 6,00" in done.words.replace("\xa0", " ")
    for name, size in (("80 mm", (226, 228)), ("A4", (594, 597))):
        answer = keeper.open(done.link(name), expect=200)
        width = pypdfium2.PdfDocument(answer.data)[0].get_width()
        assert size[0] < width < size[1]
        assert "Bakı – Gəncə" in text_of(answer.data)
        assert "Aysel" in text_of(answer.data)
        picture = pypdfium2.PdfDocument(answer.data)[0].render(scale=4).to_pil()
        assert [code.text[:4] for code in zxingcpp.read_barcodes(picture)] == ["KT1:"]

    report = keeper.open(keeper.open("/cabinet/tills").link("X-hesabat"), expect=200)
    assert "qəpiyinə qədər uyğundur" in report.words
    count = keeper.open(report.link("Növbəni bağla"), expect=200)
    wrong = keeper.submit(count, "/close", piece_5000="1", expect=422)
    assert "Fərqin səbəbini yazın" in wrong.words
    closed = keeper.submit(count, "/close", piece_5000="1", piece_1000="1", piece_100="4", expect=303)
    shown = keeper.open(closed.headers["Location"], expect=200)
    assert shown.heading.startswith("Z-hesabat Z-BAK-1-")
    run_jobs(database, "tills.seal_report")
    shown = keeper.open(closed.headers["Location"], expect=200)
    sealed = keeper.open(shown.link("Möhürlənmiş"), expect=200)
    assert shown.heading.split()[-1] in text_of(sealed.data)


def test_a_ticket_is_brought_back_and_the_cash_is_said_first(keeper, station):
    opened_desk(keeper)
    order = priced(keeper)
    paid = keeper.submit(order, "/pay", method="terminal", reference="T-77", expect=303)
    number = next(word for word in keeper.open(paid.headers["Location"]).words.split() if word.startswith("AB-"))
    page = keeper.open("/cabinet/tills/refund", expect=200)
    assert "tapılmadı" in keeper.submit(page, "/refund", number="AB-1", expect=404).words
    offer = keeper.submit(page, "/refund", number=number, expect=200)
    assert offer.heading.startswith("Qaytarılacaq:")
    keeper.submit(offer, "/give", expect=303)
    assert "Terminalla qaytarın" in keeper.open("/cabinet/tills").words


def test_a_mistake_is_taken_back_on_the_page(keeper, station):
    opened_desk(keeper)
    paid = keeper.submit(priced(keeper), "/pay", method="cash", expect=303)
    done = keeper.open(paid.headers["Location"])
    keeper.submit(done, "/void", reason="Səhv gün", expect=303)
    assert "Nağd qaytarın: 14,00" in keeper.open("/cabinet/tills").words.replace("\xa0", " ")


def test_a_card_is_sold_and_loaded(keeper, station):
    with transaction():
        seed_cards()
        (printed,) = make_stock("plastic", 1, actor=station.head)
    opened_desk(keeper)
    page = keeper.open("/cabinet/tills/cards/sale", expect=200)
    fields = {"product": "plastic", "number": printed.number, "load": "5", "method": "cash", "given": "20"}
    assert keeper.submit(page, "/cards/sale", expect=303, **fields).headers["Location"].endswith("/tills")
    page = keeper.open("/cabinet/tills/cards/top-up", expect=200)
    keeper.submit(page, "/cards/top-up", number=printed.number, amount="3,5", method="cash", expect=303)
    page = keeper.open("/cabinet/tills/cards/top-up")
    assert "kart yoxdur" in keeper.submit(page, "/cards/top-up", number="1", amount="1", expect=422).words
    with transaction():
        shift = open_shift_of(station.head.account_id)
        assert shift is not None
    assert "uyğundur" in keeper.open(f"/cabinet/tills/shifts/{shift.public_id}").words


def test_what_is_left_on_a_closed_card_is_paid_out_once(keeper, station):
    with transaction():
        seed_cards()
        card = issue_virtual(actor=station.head)
    opened_desk(keeper)
    page = keeper.open("/cabinet/tills/cards/top-up")
    keeper.submit(page, "/cards/top-up", number=card.number, amount="5", method="cash", expect=303)
    with transaction():
        before = balance("till:BAK-1:cash")
        close(card, actor=station.head)
    page = keeper.open("/cabinet/tills/cards/payouts", expect=200)
    assert card.tail in page.words
    keeper.submit(page, "/payouts/", expect=303)
    keeper.submit(page, "/payouts/", expect=404)
    with transaction():
        assert balance("till:BAK-1:cash") == before - 500
        shift = open_shift_of(station.head.account_id)
    assert "uyğundur" in keeper.open(f"/cabinet/tills/shifts/{shift.public_id}").words


def test_the_day_is_a_page_and_a_file(keeper, office, station):
    opened_desk(keeper)
    keeper.submit(priced(keeper), "/pay", method="cash", expect=303)
    for client, root in ((keeper, "/cabinet/tills/days"), (office, "/office/tills")):
        page = client.open(root, expect=200)
        assert "14,00" in page.words
        rows = client.open(page.link("CSV"), expect=200).text.splitlines()
        assert rows[0].lstrip("\ufeff").startswith("station,till,cashier")
        assert any(",tickets,cash,1,14.00" in row for row in rows)


@pytest.mark.parametrize("typed", ["", "-1", "1e9", "12,345", "٣", "NaN", "99999999999"])
def test_what_is_no_money_is_refused(keeper, station, typed):
    page = keeper.open("/cabinet/tills")
    assert keeper.submit(page, page_action(page, "/open"), opening=typed).status_code == 422


def test_others_find_nothing(keeper, other, station):
    opened_desk(keeper)
    with transaction():
        shift = open_shift_of(station.head.account_id)
    for end in ("", "/close", "/z.pdf"):
        other.open(f"/cabinet/tills/shifts/{shift.public_id}{end}", expect=404)
    order = priced(keeper)
    other.open(order.request.path, expect=409)
    other.open(f"{order.request.path}/slip.pdf", expect=404)
    other.open("/office/tills", expect=403)


def test_the_operator_writes_who_keeps_a_station_and_its_share(office, station):
    page = office.open("/office/tills/stations", expect=200)
    keeper = {"station": "YEV", "number": "9900010361", "category": "small_first", "since": "01.12.2026"}
    office.submit(page, "/keepers", **keeper, expect=303)
    assert "Ən çoxu 22 faiz" in office.submit(page, "/shares", **share("23"), expect=422).words
    office.submit(page, "/shares", **share("17,5"), expect=303)
    shown = office.open("/office/tills/stations")
    assert "17,5 %" in shown.words
    assert "Bazar 24" in shown.words


def share(percent):
    return {"which": "first", "percent": percent, "basis": "Müqavilə 7", "share_since": "01.12.2026"}


def test_the_keeper_sets_up_a_till(keeper, station):
    page = keeper.open("/cabinet/tills/manage", expect=200)
    keeper.submit(page, "/manage", station="GNC", name="Kassa 2", expect=303)
    page = keeper.open("/cabinet/tills/manage")
    assert "GNC-2" in page.words
    keeper.submit(page, page_action(page, "/use"), expect=303)
    assert "İstifadə olunmur" in keeper.open("/cabinet/tills/manage").words
