"""Languages: az by default, the address sets it, it is remembered; dates and money as each language writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from webapp.core.text import in_language
from webapp.ui.filters import clock_time, day, machine_time, moment, money, number

EVENING = datetime(2026, 11, 22, 20, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("address", "header", "language"),
    [
        ("/", "", "az"),
        ("/", "de", "az"),
        ("/", "ru-RU,ru;q=0.9", "ru"),
        ("/", "fr,en;q=0.4", "en"),
        ("/?lang=en", "ru", "en"),
        ("/?lang=xx", "", "az"),
    ],
)
def test_the_language_of_a_page(client, address, header, language):
    page = client.get(address, headers={"Accept-Language": header}, expect=200)

    assert page.document.get("lang") == language
    assert page.headers["Content-Language"] == language


def test_a_chosen_language_is_remembered(client):
    client.get("/?lang=ru", expect=200)

    assert client.get("/", expect=200).document.get("lang") == "ru"


@pytest.mark.parametrize(
    ("language", "words"),
    [("az", "23 noyabr 2026, 00:05"), ("en", "23 November 2026, 00:05"), ("ru", "23 ноября 2026, 00:05")],
)
def test_an_instant_is_shown_as_the_clock_in_baku_shows_it(app, language, words):
    with app.test_request_context(), in_language(language):
        assert moment(EVENING) == words
        assert str(machine_time(EVENING)) == f'<time datetime="2026-11-22T20:05:00+00:00">{words}</time>'
        assert clock_time(EVENING) == "00:05"


def test_numbers_and_money_follow_the_language(app):
    with app.test_request_context(), in_language("az"):
        assert number(Decimal("1234567.500")) == "1.234.567,5"
        assert money(123450).replace("\u00a0", " ") == "1.234,50 ₼"
        assert day(date(2026, 5, 28)) == "28 may 2026"
    with app.test_request_context(), in_language("en"):
        assert number(Decimal("1234567.500")) == "1,234,567.5"
    assert [function(None) for function in (day, moment, clock_time, machine_time, money, number)] == [""] * 6
