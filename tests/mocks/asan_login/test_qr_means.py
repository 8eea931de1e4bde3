import pytest

from mocks.asan_login.means import card_reader
from mocks.asan_login.means.qr import QrOperation, QrState
from mocks.asan_login.texts import translate
from tests.mocks.asan_login.relying_party import Page, RelyingParty, callback

FIN = "7LYL5H2"


def words(key):
    return translate(key, "az")


@pytest.fixture
def shown(frozen, rp):
    return rp.begin().follow("/qr")


@pytest.fixture
def operation(shown, provider):
    return provider.qr.shown()[0]


def on_phone(device, fin=FIN):
    return Page(device, device.get(f"/phone/{fin}"), f"/phone/{fin}")


def scan(device, text, fin=FIN):
    form = on_phone(device, fin)
    answer = device.post(f"/phone/{fin}/scan", data={"text": text})
    return Page(device, answer, form.path).settle()


def confirm(device, number, fin=FIN, **values):
    return on_phone(device, fin).submit("/qr/", number=str(number), pin="1234", action="confirm", **values)


def test_scanning_matching_and_pin_sign_in(shown, operation, phone, provider):
    scan(phone, operation.text())
    matching = shown.open(shown.path)
    number = matching.value_of("match-number")
    assert f'value="{number}"' in on_phone(phone).text

    confirm(phone, number)

    assert "code" in callback(shown.open(shown.path))
    session = provider.browsers.sessions_of(FIN)[0].session
    assert (session.acr, session.amr) == ("high", ("qr", "user"))


def test_the_phone_offers_three_numbers_and_says_who_asks_and_from_where(shown, operation, phone):
    scan(phone, operation.text())

    page = on_phone(phone)

    assert len(page.tree.xpath("//input[@name='number']")) == 3
    assert "Outside check" in page.text
    assert "127.0.0.1" in page.text


def test_the_code_is_redrawn_each_second_and_each_is_another(shown, operation, browser, frozen):
    first, text = browser.get(f"{shown.path}/code.svg"), operation.text()
    frozen.shift(1)
    second = browser.get(f"{shown.path}/code.svg")

    assert first.mimetype == "image/svg+xml"
    assert first.headers["Cache-Control"] == "no-store"
    assert first.data != second.data
    assert operation.text() != text


@pytest.mark.parametrize(("age", "accepted"), [(0, True), (2, True), (3, True), (4, False), (10, False)])
def test_a_screenshot_is_good_for_three_seconds(operation, phone, frozen, age, accepted):
    text = operation.text()
    frozen.shift(age)

    page = scan(phone, text)

    assert (operation.state is QrState.SCANNED) is accepted
    assert page.error == (None if accepted else words("scan.stale"))


def test_a_code_is_scanned_by_one_phone_once(operation, phone):
    scan(phone, operation.text())

    assert scan(phone, operation.text(), "5AYS3L1").error == words("scan.used")
    assert scan(phone, operation.text()).error == words("scan.used")
    assert operation.scanned_by == FIN


def test_a_relayed_code_fails_at_the_number(shown, operation, phone):
    """The victim scans what the attacker shows live, but does not see the attacker's browser."""
    scan(phone, operation.text())
    wrong = next(number for number in operation.choices if number != operation.number)

    confirm(phone, wrong)

    assert operation.state is QrState.WRONG_NUMBER
    confirm_again = phone.post(f"/phone/{FIN}/qr/{operation.id}", data={"number": operation.number, "pin": "1234"})
    assert confirm_again.status_code == 303
    assert operation.state is QrState.WRONG_NUMBER
    assert shown.open(shown.path).error == words("qr.wrong_number")


@pytest.mark.parametrize(
    "forward",
    [
        lambda text: text.replace("asanlogin://qr", "https://share.example/qr"),
        lambda text: text.replace("asanlogin://qr", "http://127.0.0.1:8101/qr"),
        lambda text: text + "&via=share",
    ],
)
def test_a_forwarded_link_is_refused_and_ends_the_sign_in(shown, operation, phone, forward):
    page = scan(phone, forward(operation.text()))

    assert (page.status, page.error) == (403, words("scan.forwarded"))
    assert operation.state is QrState.REFUSED
    assert scan(phone, operation.text()).error == words("scan.used")


def test_a_link_opened_on_the_phone_is_a_forwarded_one(operation, phone):
    answer = phone.get(f"/phone/{FIN}", query_string={"qr": operation.text().partition("?")[2]})

    assert answer.status_code == 403
    assert operation.state is QrState.REFUSED


def test_an_edited_code_is_refused(shown, operation, app, phone, provider, frozen):
    RelyingParty(app.test_client()).begin().follow("/qr")
    other = provider.qr.shown()[0]
    frozen.shift(5)
    later = operation.text()
    edits = {
        "another operation": later.replace(operation.id, other.id),
        "another second": later.replace("t=5", "t=4"),
        "hmac of another": later.rpartition("h=")[0] + "h=" + other.proof(5),
        "extra field": later + "&callback=http://evil.example",
        "guessed operation": later.replace(operation.id, "0" * 32),
    }

    for name, text in edits.items():
        assert scan(phone, text).error in {words("scan.forged"), words("scan.unknown")}, name
    assert operation.state is QrState.SHOWN
    assert other.state is QrState.SHOWN


@pytest.mark.parametrize("text", ["", "x", "asanlogin://qr?o=1", "\0", "🚚" * 3000, "<script>alert(1)</script>"])
def test_other_texts_are_not_codes(operation, phone, text):
    page = scan(phone, text)

    assert page.error == words("scan.unreadable")
    assert "<script>alert" not in page.text


def test_a_code_dies_after_two_minutes(shown, operation, phone, frozen):
    frozen.shift(121)

    assert scan(phone, operation.text()).error == words("scan.expired")
    assert shown.open(shown.path).error == words("qr.expired")


def test_a_scan_that_is_not_confirmed_in_time_is_over(shown, operation, phone, frozen):
    scan(phone, operation.text())
    form = on_phone(phone)
    frozen.shift(121)

    form.submit("/qr/", number=str(operation.number), pin="1234", action="confirm")

    assert operation.state is QrState.EXPIRED


def test_refusing_on_the_phone_is_told_to_the_browser(shown, operation, phone, browser):
    scan(phone, operation.text())

    on_phone(phone).submit("/qr/", action="refuse")

    assert browser.get(f"{shown.path}/status").json == {"status": "failed"}
    page = shown.open(shown.path)
    assert page.error == words("qr.refused")
    assert page.submit("/again$").tree.xpath("//img[contains(@src, 'code.svg')]")


def test_another_browser_cannot_see_or_poll(shown, operation, phone):
    for path in (shown.path, f"{shown.path}/status", f"{shown.path}/code.svg"):
        assert phone.get(path).status_code == 403


def test_status_tells_how_far_it_is(shown, operation, browser, phone):
    assert browser.get(f"{shown.path}/status").json == {"status": "shown"}
    scan(phone, operation.text())
    assert browser.get(f"{shown.path}/status").json == {"status": "scanned"}
    assert browser.get(f"{shown.path}/code.svg").status_code == 204


def test_another_person_cannot_confirm_what_one_scanned(operation, phone):
    scan(phone, operation.text())

    answer = phone.post(f"/phone/5AYS3L1/qr/{operation.id}", data={"number": operation.number, "pin": "1234"})

    assert answer.status_code == 404
    assert operation.state is QrState.SCANNED


def test_the_signature_binds_operation_service_and_number(operation, phone, provider, data_dir):
    scan(phone, operation.text())
    other = QrOperation("x", operation.client_name, "?", "?")
    pki = data_dir / "pki"
    certificate, signature = card_reader.sign(pki, FIN, "1234", other.to_be_signed(operation.number))

    assert provider.qr.confirm(operation, operation.number, certificate, signature) is QrState.BAD_SIGNATURE


def test_a_good_signature_of_somebody_else_is_refused(operation, phone, provider, data_dir):
    scan(phone, operation.text())
    certificate, signature = card_reader.sign(
        data_dir / "pki", "5AYS3L1", "1234", operation.to_be_signed(operation.number)
    )

    assert provider.qr.confirm(operation, operation.number, certificate, signature) is QrState.BAD_SIGNATURE


def test_a_code_on_this_machines_pages_can_be_scanned_by_hand(shown, operation, phone):
    page = on_phone(phone)

    page.submit("/scan$", shown=operation.id)

    assert operation.scanned_by == FIN


@pytest.mark.parametrize("number", ["", "x", "1000", "-1", "²"])
def test_without_a_choice_nothing_is_confirmed(operation, phone, number):
    scan(phone, operation.text())

    assert confirm(phone, number).error == words("phone.pick_number")
    assert operation.state is QrState.SCANNED


def test_a_new_code_makes_the_old_one_worthless(shown, operation, browser, phone):
    csrf = shown.fields(shown.form("/cancel$"))
    browser.post(f"{shown.path}/again", data=csrf)
    browser.get(shown.path)

    assert scan(phone, operation.text()).error == words("scan.used")
