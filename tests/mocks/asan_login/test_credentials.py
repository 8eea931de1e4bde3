from concurrent.futures import ThreadPoolExecutor

import pytest

from mocks.asan_login.means.one_time_code import OneTimeCode, Verdict
from mocks.asan_login.texts import translate
from tests.mocks.asan_login.relying_party import Page, RelyingParty, callback, enter_password


def words(key, **values):
    return translate(key, "az", **values)


@pytest.fixture
def code_page(rp):
    return enter_password(rp.begin(), "7LYL5H2")


def wrong(code):
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_password_and_code_sign_in_at_level_substantial(code_page, inbox, rp, provider):
    assert inbox.messages[0]["to"] == "+994501234503"

    code = callback(code_page.submit("/code$", code=inbox.code()))["code"]

    assert rp.redeem(code).status_code == 200
    session = provider.browsers.sessions_of("7LYL5H2")[0].session
    assert (session.acr, session.amr) == ("substantial", ("pwd", "otp"))


@pytest.mark.parametrize(
    "typed",
    ["7lyl5h2", " 7LYL5H2 ", "7LYL 5H2", "7-LYL-5H2", "7LYL5Н2", "7LУL5H2"],
    ids=["lower", "spaces", "inner", "dashes", "cyrillic-en", "cyrillic-u"],
)
def test_a_fin_is_read_as_people_type_it(rp, typed):
    assert enter_password(rp.begin(), typed).path.endswith("/code")


@pytest.mark.parametrize(
    ("typed", "fin"), [("5AYS3LI", "5AYS3L1"), ("5AYS3Lİ", "5AYS3L1"), ("5ays3li", "5AYS3L1"), ("5ays3lı", "5AYS3L1")]
)
def test_the_letters_that_no_fin_has_are_read_as_digits(rp, inbox, typed, fin):
    assert enter_password(rp.begin(), typed).path.endswith("/code")


@pytest.mark.parametrize(
    ("fin", "password"),
    [
        ("7LYL5H2", "wrong"),
        ("7LYL5H2", ""),
        ("7LYL5H2", "Demo-2026! "),
        ("7LYL5H2", "x" * 10_000),
        ("7LYL5H2", "\0"),
        ("0000000", "Demo-2026!"),
        ("", ""),
        ("7LYL5H", "Demo-2026!"),
        ("7LYL5H2\0", "Demo-2026!"),
        ("7LYL5H2" * 1500, "Demo-2026!"),
        ("🚚", "Demo-2026!"),
        ("' OR 1=1 --", "Demo-2026!"),
        ("<script>alert(1)</script>", "Demo-2026!"),
    ],
)
def test_whatever_is_wrong_the_answer_is_the_same(rp, inbox, fin, password):
    page = enter_password(rp.begin(), fin, password)

    assert (page.status, page.error) == (422, words("password.wrong"))
    assert inbox.messages == []
    assert "<script>alert" not in page.text


def test_known_and_unknown_fin_cost_the_same_hashing(provider, monkeypatch):
    from mocks.asan_login import accounts

    hashed = []
    real = accounts._HASHER

    class Counting:
        def hash(self, password):
            return real.hash(password)

        def verify(self, known, password):
            hashed.append(known[:20])
            return real.verify(known, password)

    monkeypatch.setattr(accounts, "_HASHER", Counting())
    for fin in ("7LYL5H2", "0000000", None):
        provider.accounts.check_password(fin, "wrong")

    assert len(hashed) == 3
    assert len(set(hashed)) == 1


def test_guessing_a_password_is_stopped_for_known_and_unknown_alike(app, frozen):
    seen = {}
    for fin in ("7LYL5H2", "0000000"):
        for _ in range(11):  # each try in a browser of its own
            page = enter_password(RelyingParty(app.test_client()).begin(), fin, "wrong")
        seen[fin] = (page.status, page.error)
        assert enter_password(RelyingParty(app.test_client()).begin(), fin).status == 429

    assert set(seen.values()) == {(429, words("password.too_many"))}
    frozen.shift(301)
    assert enter_password(RelyingParty(app.test_client()).begin(), "7LYL5H2").path.endswith("/code")


def test_guessing_over_many_accounts_is_stopped_by_address(app, frozen, provider):
    provider.address_failures.limit = 5
    for number in range(5):
        enter_password(RelyingParty(app.test_client()).begin(), f"000000{number}", "wrong")

    assert enter_password(RelyingParty(app.test_client()).begin(), "5AYS3L1").status == 429


def test_the_fifth_wrong_code_ends_the_sign_in_and_the_right_one_comes_too_late(code_page, inbox):
    right = inbox.code()
    for _ in range(4):
        page = code_page.submit("/code$", code=wrong(right))
        assert (page.status, page.error) == (422, words("code.wrong"))

    assert code_page.submit("/code$", code=wrong(right)).status == 410
    assert code_page.submit("/code$", code=right).status == 410


def test_after_the_end_one_can_go_back_to_the_service(code_page, inbox):
    for _ in range(5):
        page = code_page.submit("/code$", code=wrong(inbox.code()))

    assert callback(page.submit("/cancel$", follow=False))["error"] == "access_denied"


def test_tries_spread_over_many_sign_ins_are_counted_for_the_account(app, inbox, frozen):
    statuses = []
    for _ in range(5):
        page = enter_password(RelyingParty(app.test_client()).begin(), "7LYL5H2")
        statuses += [page.submit("/code$", code=wrong(inbox.code())).status for _ in range(4)]
        frozen.shift(1)

    assert statuses == [422] * 15 + [429] * 5


def test_a_code_of_another_sign_in_is_wrong(app, rp, inbox):
    enter_password(RelyingParty(app.test_client()).begin(), "7LYL5H2")
    other = inbox.code()
    page = enter_password(rp.begin(), "7LYL5H2")
    if inbox.code() != other:
        assert page.submit("/code$", code=other).error == words("code.wrong")


def test_a_code_works_once(provider):
    code = OneTimeCode()
    drawn = code.draw()

    assert (code.check(drawn), code.check(drawn)) == (Verdict.RIGHT, Verdict.EXPIRED)


def test_a_code_is_not_kept_in_the_clear(code_page, inbox, provider):
    kept = provider.interactions.values()[0].one_time_code

    assert inbox.code().encode() not in kept.hashed
    assert inbox.code() not in repr(kept)


def test_a_code_runs_out_after_three_minutes(rp, inbox, frozen):
    page = enter_password(rp.begin(), "7LYL5H2")
    frozen.shift(181)

    late = page.submit("/code$", code=inbox.code())

    assert (late.status, late.error) == (422, words("code.expired"))


def test_resending_waits_half_a_minute_and_happens_three_times(rp, inbox, frozen):
    page = enter_password(rp.begin(), "7LYL5H2")
    assert page.submit("/resend$").error == words("code.wait", seconds=30)
    for _ in range(3):
        frozen.shift(31)
        page.submit("/resend$")
    assert len(inbox.messages) == 4

    frozen.shift(31)
    assert page.submit("/resend$").error == words("code.no_resend")
    assert len(inbox.messages) == 4
    assert "code" in callback(page.submit("/code$", code=inbox.code()))


def test_an_older_code_is_worth_nothing_after_a_resend(rp, inbox, frozen):
    page = enter_password(rp.begin(), "7LYL5H2")
    first = inbox.code()
    frozen.shift(31)
    page.submit("/resend$")

    if inbox.code() != first:
        assert page.submit("/code$", code=first).error == words("code.wrong")


def test_when_messaging_is_down_the_sign_in_is_kept_and_the_code_can_be_sent_again(rp, inbox):
    inbox.down = True
    page = enter_password(rp.begin(), "7LYL5H2")
    assert (page.status, page.error) == (503, words("code.not_sent"))
    assert page.submit("/resend$").status == 503

    inbox.down = False
    page = page.submit("/resend$")

    assert "code" in callback(page.submit("/code$", code=inbox.code()))


@pytest.mark.parametrize("typed", ["", "0", "00000a", "\0" * 6, "1" * 10_000, "１２３４５６", "🚚"])
def test_an_odd_code_is_just_wrong(code_page, typed):
    assert code_page.submit("/code$", code=typed).status in {410, 422}


def test_the_code_page_needs_the_password_first(rp, inbox):
    page = rp.begin()

    assert page.open(f"{page.path}/code").location.endswith("/password")
    assert page.open(f"{page.path}/new-password").location.endswith("/password")


def test_an_issued_password_must_be_changed_at_first_use(rp, inbox, admin, app):
    issued = admin("POST", "/admin/credentials", fin="2ZAR9W1").json["password"]
    assert enter_password(rp.begin(), "2ZAR9W1").status == 422

    page = enter_password(rp.begin(), "2ZAR9W1", issued).submit("/code$", code=inbox.code())
    assert page.path.endswith("/new-password")
    assert page.submit("/new-password$", password="a-new-password", repeated="another").error == words(
        "new_password.different"
    )
    for weak in ("short", issued, "x" * 300):
        assert page.submit("/new-password$", password=weak, repeated=weak).error == words("new_password.weak")
    callback(page.submit("/new-password$", password="a-new-password", repeated="a-new-password"))

    again = RelyingParty(app.test_client())
    assert enter_password(again.begin(), "2ZAR9W1", issued).status == 422
    second = enter_password(again.begin(), "2ZAR9W1", "a-new-password")
    assert "code" in callback(second.submit("/code$", code=inbox.code()))


def test_the_change_page_cannot_be_reached_before_the_code(rp, inbox, admin):
    issued = admin("POST", "/admin/credentials", fin="2ZAR9W1").json["password"]
    page = enter_password(rp.begin(), "2ZAR9W1", issued)

    change = Page(rp.browser, rp.browser.get(page.path.replace("/code", "/new-password")))

    assert change.location.endswith("/password")


def test_ones_own_code_does_not_open_another_account_within_the_same_sign_in(rp, inbox):
    begin = rp.begin()
    enter_password(begin, "5AYS3L1")
    own_code = inbox.code()
    page = enter_password(begin, "7LYL5H2")

    assert inbox.messages[0]["to"] == "+994501234503"
    if inbox.code() != own_code:
        assert page.submit("/code$", code=own_code).status == 422
    assert rp.authorize(prompt="none").location.count("login_required") == 1


def test_codes_that_are_used_are_no_flood(app, inbox):
    for _ in range(22):
        page = enter_password(RelyingParty(app.test_client()).begin(), "7LYL5H2")
        assert "code" in callback(page.submit("/code$", code=inbox.code()))


def test_unused_codes_are_a_flood(app, inbox):
    for _ in range(21):
        page = enter_password(RelyingParty(app.test_client()).begin(), "7LYL5H2")

    assert (page.status, len(inbox.messages)) == (429, 20)


def test_many_guesses_at_once_are_not_more_than_five():
    code = OneTimeCode()
    drawn = code.draw()
    with ThreadPoolExecutor(8) as pool:
        verdicts = list(pool.map(lambda _: code.check(wrong(drawn)), range(40)))

    assert verdicts.count(Verdict.WRONG) == 4
    assert code.check(drawn) is Verdict.EXHAUSTED


def test_the_sms_is_in_the_language_of_the_page(rp, inbox):
    page = rp.begin(ui_locales="ru")

    enter_password(page, "7LYL5H2")

    assert "Никому" in inbox.messages[0]["text"]
