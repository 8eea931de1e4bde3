import pytest

from mocks.asan_login.means import card_reader
from mocks.asan_login.means.mobile import MobileState, control_code
from mocks.asan_login.texts import translate
from tests.mocks.asan_login.relying_party import Page, RelyingParty, callback

PHONE = "+994501234503"
USER_ID = "234503"
FIN = "7LYL5H2"


def words(key):
    return translate(key, "az")


def start(page, number=PHONE, user_id=USER_ID):
    return page.follow("/mobile").submit("/mobile$", phone=number, user_id=user_id)


def on_phone(device, fin=FIN):
    return Page(device, device.get(f"/phone/{fin}"), f"/phone/{fin}")


def answer(device, fin=FIN, action="confirm", pin="1234"):
    return on_phone(device, fin).submit("/mobile/", action=action, pin=pin)


@pytest.fixture
def waiting(rp):
    return start(rp.begin())


@pytest.fixture
def sent(waiting, provider):
    return provider.mobile.waiting_for(FIN)[0]


def test_both_sides_show_the_same_code_and_the_pin_signs_in(waiting, phone, provider):
    shown = waiting.value_of("control-code")
    assert f">{shown}<" in on_phone(phone).text

    answer(phone)

    assert "code" in callback(waiting.open(waiting.path))
    session = provider.browsers.sessions_of(FIN)[0].session
    assert (session.acr, session.amr) == ("high", ("mca", "mid"))


def test_the_control_code_follows_the_rule_of_mobile_id():
    assert control_code(bytes.fromhex("2f" + "00" * 30 + "b6")) == "1462"
    assert control_code(b"\xff" * 32) == "8191"
    assert control_code(b"\0" * 32) == "0000"


def test_waiting_pages_say_only_running_done_or_failed(waiting, browser, phone):
    status = waiting.path.replace("/wait", "/status")
    assert browser.get(status).json == {"status": "running"}

    answer(phone)

    assert browser.get(status).json == {"status": "done"}


def test_an_unknown_pair_sees_the_same_page_and_no_phone_rings(rp, phone, provider):
    for number, user_id in ((PHONE, "000000"), ("+994559999999", "999999"), (PHONE, ""), (PHONE, "ə\0")):
        page = start(rp.begin(), number, user_id)
        assert page.path.endswith("/mobile/wait")
        assert len(page.value_of("control-code")) == 4
        assert provider.mobile.waiting_for(FIN) == []
        provider.phone_starts.reset()


@pytest.mark.parametrize(
    ("action", "state"), [("refuse", "refused"), ("absent", "phone_absent"), ("sim_error", "sim_error")]
)
def test_each_failure_has_its_text(waiting, phone, browser, action, state):
    answer(phone, action=action)

    assert browser.get(waiting.path.replace("/wait", "/status")).json == {"status": "failed"}
    page = waiting.open(waiting.path)
    assert page.error == words(f"mobile.{state}")
    assert page.form("/mobile$") is not None


def test_a_wrong_pin_does_not_confirm(waiting, phone):
    page = answer(phone, pin="0000")

    assert page.error == words("pin.wrong")
    assert waiting.open(waiting.path).status == 200


def test_nobody_answering_is_a_time_out_and_a_late_answer_changes_nothing(rp, phone, provider, frozen):
    page = start(rp.begin())
    request = provider.mobile.waiting_for(FIN)[0]
    form = on_phone(phone)
    frozen.shift(121)

    form.submit("/mobile/", action="confirm", pin="1234")

    assert request.state is MobileState.TIMEOUT
    assert page.open(page.path).error == words("mobile.timeout")


def test_a_late_confirmation_after_a_refusal_changes_nothing(waiting, phone):
    form = on_phone(phone)
    answer(phone, action="refuse")

    form.submit("/mobile/", action="confirm", pin="1234")

    assert waiting.open(waiting.path).error == words("mobile.refused")


def test_a_second_request_to_the_same_phone_puts_the_first_away(app, waiting, phone, provider):
    second = start(RelyingParty(app.test_client()).begin())

    assert waiting.open(waiting.path).error == words("mobile.superseded")
    assert len(provider.mobile.waiting_for(FIN)) == 1
    answer(phone)
    assert "code" in callback(second.open(second.path))


def test_a_phone_is_rung_three_times_in_ten_minutes(app, frozen):
    pages = [start(RelyingParty(app.test_client()).begin()) for _ in range(4)]
    assert [page.status for page in pages] == [200, 200, 200, 429]
    assert pages[3].error == words("mobile.too_many")

    frozen.shift(601)
    assert start(RelyingParty(app.test_client()).begin()).status == 200


def test_whoever_does_not_know_the_user_id_disturbs_nobody(app, waiting, phone):
    for _ in range(4):
        start(RelyingParty(app.test_client()).begin(), user_id="000000")

    answer(phone)

    assert "code" in callback(waiting.open(waiting.path))


def test_a_confirmed_request_does_not_count_as_a_nuisance(rp, phone):
    for _ in range(5):
        page = start(rp.begin(prompt="login"))
        answer(phone)
        assert "code" in callback(page.open(page.path))


def test_another_browser_cannot_ask_how_it_stands(waiting, phone):
    assert phone.get(waiting.path).status_code == 403
    assert phone.get(waiting.path.replace("/wait", "/status")).status_code == 403


def test_a_flood_of_questions_is_slowed_down(waiting, browser):
    path = waiting.path.replace("/wait", "/status")

    statuses = [browser.get(path).status_code for _ in range(10)]

    assert statuses[-1] == 429
    assert "Retry-After" in browser.get(path).headers


def test_another_persons_phone_does_not_show_or_answer_the_request(waiting, phone, sent):
    assert sent.id not in on_phone(phone, "5AYS3L1").text
    answer_ = phone.post(f"/phone/5AYS3L1/mobile/{sent.id}", data={"action": "confirm", "pin": "1234"})

    assert answer_.status_code == 404
    assert sent.state is MobileState.RUNNING


@pytest.mark.parametrize(
    ("card", "state"),
    [
        ("5AYS3L1", MobileState.BAD_CERTIFICATE),
        ("7LYL5H2-expired", MobileState.BAD_CERTIFICATE),
        ("7LYL5H2-revoked", MobileState.BAD_CERTIFICATE),
        ("untrusted-7LYL5H2", MobileState.BAD_CERTIFICATE),
        ("7LYL5H2", MobileState.CONFIRMED),
    ],
)
def test_only_a_good_certificate_of_the_phones_owner_confirms(sent, provider, data_dir, card, state):
    certificate, signature = card_reader.sign(data_dir / "pki", card, "1234", sent.content)

    assert provider.mobile.answer(sent, certificate, signature) is state


def test_the_signature_of_another_request_does_not_confirm(sent, provider, data_dir):
    certificate, signature = card_reader.sign(data_dir / "pki", FIN, "1234", b"another hash")

    assert provider.mobile.answer(sent, certificate, signature) is MobileState.BAD_SIGNATURE


@pytest.mark.parametrize("number", ["", "123", "+1 202 555 0100", "<b>", "0" * 10_000, "\0"])
def test_a_number_of_another_form_is_refused_politely(rp, number):
    page = start(rp.begin(), number)

    assert (page.status, page.error) == (422, words("mobile.bad_number"))
